//! Scores into grades (section 5), limits and completeness (section 6).

use num_traits::Signed as _;

use super::asked::{Asked, completeness};
use super::audit::Audit;
use super::combine;
use super::number::Number;
use super::outcome::Score;
use super::template::{BandForm, Bands, GradeScale, Limit, Template};
use super::when::{Grades, holds};

/// What the grades came to; grades are places in the scale, best first.
#[derive(Debug)]
pub struct Graded {
    pub sections: Vec<SectionGrade>,
    pub score: Option<Score>,
    pub computed: Option<usize>,
    pub overall: Option<usize>,
    pub insufficient: bool,
    /// Places of the limits that made a grade worse.
    pub limited_by: Vec<usize>,
}

/// One section's.
#[derive(Clone, Debug)]
pub struct SectionGrade {
    pub score: Option<Score>,
    pub grade: Option<usize>,
}

/// Sections first, then what limits and takes away their grades, then the whole likewise.
pub fn grade(template: &Template, audit: &Audit, asked: &Asked) -> Graded {
    let mut graded = Graded {
        sections: template
            .sections
            .iter()
            .map(|_| SectionGrade {
                score: None,
                grade: None,
            })
            .collect(),
        score: None,
        computed: None,
        overall: None,
        insufficient: false,
        limited_by: Vec::new(),
    };
    for (section, mine) in template.sections.iter().zip(&mut graded.sections) {
        mine.score = combine::section(template, section, asked);
        let bands = section.bands.as_ref().or(template.scoring.bands.as_ref());
        mine.grade = mine
            .score
            .as_ref()
            .and_then(|score| by_bands(template.scale()?, bands, score));
    }
    for (at, limit) in template.limits.iter().enumerate() {
        let Some(section) = limit.section else {
            continue;
        };
        if holds(&limit.when, asked, audit, &graded.names(template)) {
            let (grade, worse) = capped(limit, graded.sections[section].grade);
            graded.sections[section].grade = grade;
            graded.limited_by.extend(worse.then_some(at));
        }
    }
    for (section, mine) in template.sections.iter().zip(&mut graded.sections) {
        if falls_below(
            section.minimum_completeness.as_ref(),
            &mut section.questions.iter(),
            asked,
        ) {
            mine.grade = None;
        }
    }

    let by_now: Vec<_> = graded
        .sections
        .iter()
        .map(|one| (one.score.clone(), one.grade))
        .collect();
    graded.score = combine::whole(template, asked, &by_now);
    let bands = template.scoring.bands.as_ref();
    graded.computed = graded
        .score
        .as_ref()
        .and_then(|score| by_bands(template.scale()?, bands, score));
    graded.overall = graded.computed;
    for (at, limit) in template.limits.iter().enumerate() {
        if limit.section.is_none() && holds(&limit.when, asked, audit, &graded.names(template)) {
            let (grade, mut worse) = capped(limit, graded.overall);
            graded.overall = grade;
            if limit.cap.is_none() {
                // Each that holds is a reason for the status, whatever was there to take away.
                worse = true;
                graded.insufficient = true;
            }
            graded.limited_by.extend(worse.then_some(at));
        }
    }
    let mut all = template.questions().map(|(_, question)| question);
    if falls_below(
        template.scoring.minimum_completeness.as_ref(),
        &mut all,
        asked,
    ) {
        graded.overall = None;
        graded.insufficient = true;
    }
    graded.limited_by.sort_unstable();
    graded
}

/// The grade of a score.
fn by_bands(scale: &GradeScale, bands: Option<&Bands>, score: &Score) -> Option<usize> {
    let (least, greatest) = scale.range();
    let stretched = &least + &score.share * (&greatest - &least);
    let Some(bands) = bands else {
        let distance = |value: &Number| (value - &stretched).abs();
        let each = scale.grades.iter().enumerate();
        let nearest =
            each.min_by(|(_, (_, a)), (_, (_, b))| distance(a).cmp(&distance(b)).then(b.cmp(a)));
        return nearest.map(|(at, _)| at);
    };
    let measured = match bands.form {
        BandForm::Value => stretched,
        BandForm::Share => score.share.clone(),
        BandForm::Points => {
            score
                .points
                .clone()
                .expect("bands in points stand on a sum")
                .0
        }
    };
    let reached = bands.bounds.iter().filter(|(_, bound)| *bound <= measured);
    let lowest = bands.bounds.iter().min_by(|(_, a), (_, b)| a.cmp(b));
    reached
        .max_by(|(_, a), (_, b)| a.cmp(b))
        .or(lowest)
        .map(|(grade, _)| *grade)
}

/// The grade that a limit leaves, and whether that is worse.
fn capped(limit: &Limit, grade: Option<usize>) -> (Option<usize>, bool) {
    match (grade, limit.cap) {
        (None, _) => (None, false),
        (Some(_), None) => (None, true),
        (Some(grade), Some(cap)) => (Some(grade.max(cap)), cap > grade),
    }
}

fn falls_below(
    minimum: Option<&Number>,
    questions: &mut dyn Iterator<Item = &super::Question>,
    asked: &Asked,
) -> bool {
    let share = completeness(questions, asked).share();
    matches!((minimum, share), (Some(minimum), Some(share)) if share < *minimum)
}

impl Graded {
    /// The grades by name, as conditions see them.
    pub fn names<'a>(&self, template: &'a Template) -> Grades<'a> {
        Grades::new(
            template,
            self.sections.iter().map(|one| one.grade).collect(),
            self.overall,
        )
    }
}
