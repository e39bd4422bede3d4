//! Random templates.

use super::condition::{Sight, when, words};
use super::question::question;
use super::rules::rules;
use super::tape::Tape;
use crate::reference::{
    BandForm, Bands, Calendar, Fact, GradeScale, GradedOn, Length, Method, Number, NumberScale,
    Overall, Policy, Question, Scoring, Section, Template, When, number, ratio,
};

const METHODS: &[Method] = &[
    Method::WeightedMean,
    Method::Sum,
    Method::Worst,
    Method::AllOrNothing,
    Method::None,
];
const SECTION_WEIGHTS: &[&str] = &["1", "30", "0.1", "0.2", "0.7", "0", "2.5"];

/// A template that the loader should accept.
pub fn template(tape: &mut Tape) -> Template {
    let graded_on = match tape.below(8) {
        6 => GradedOn::Numbers(0),
        7 => GradedOn::Nothing,
        n => GradedOn::Grades(n % 3),
    };
    let mut template = Template {
        id: "random".to_owned(),
        grade_scales: grade_scales(),
        number_scales: number_scales(),
        graded_on,
        facts: facts(),
        eligible: None,
        themes: ["voice", "plan", "drift"].map(str::to_owned).into(),
        sections: Vec::new(),
        limits: Vec::new(),
        alerts: Vec::new(),
        actions: Vec::new(),
        scoring: scoring(tape, graded_on),
    };
    template.scoring.bands = template.scale().and_then(|scale| {
        let all_sums = template.scoring.section == Method::Sum
            && template.scoring.overall == Overall::Sections(Method::Sum);
        tape.maybe(2, |tape| bands(tape, scale, all_sums))
    });
    for at in 0..=tape.below(4) {
        section(tape, &mut template, at);
    }
    if tape.once_in(6) {
        let fact = tape.pick(&template.facts).clone();
        template.eligible = Some(When::Known(fact.id));
    }
    rules(tape, &mut template);
    template
}

/// Two made-up holidays a month, so that a wrong count of working days shows.
#[must_use]
pub fn calendar() -> Calendar {
    let days = (0..36).flat_map(|month| {
        let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day")
            + chrono::Months::new(month);
        [first + chrono::Days::new(8), first + chrono::Days::new(17)]
    });
    Calendar(days.collect())
}

fn grade_scales() -> Vec<GradeScale> {
    let scale = |id: &str, grades: &[(&str, &str)], good_enough, strength| GradeScale {
        id: id.to_owned(),
        grades: grades
            .iter()
            .map(|(id, value)| ((*id).to_owned(), number(value)))
            .collect(),
        good_enough,
        strength,
    };
    vec![
        scale(
            "four",
            &[
                ("outstanding", "4"),
                ("good", "3"),
                ("improve", "2"),
                ("inadequate", "1"),
            ],
            Some(1),
            Some(0),
        ),
        scale(
            "uneven",
            &[("secure", "10"), ("fair", "2.5"), ("weak", "0")],
            Some(1),
            None,
        ),
        scale(
            "risk",
            &[("low", "1"), ("medium", "2"), ("high", "4")],
            None,
            Some(0),
        ),
    ]
}

fn number_scales() -> Vec<NumberScale> {
    let scale =
        |id: &str, from, to, step, good_enough: Option<&str>, strength: Option<&str>| NumberScale {
            id: id.to_owned(),
            from: number(from),
            to: number(to),
            step: number(step),
            good_enough: good_enough.map(number),
            strength: strength.map(number),
        };
    vec![
        scale("ten", "0", "10", "1", Some("6"), Some("9")),
        scale("tenths", "1", "2", "0.1", None, Some("1.8")),
    ]
}

fn facts() -> Vec<Fact> {
    let words = ["home", "away"].map(str::to_owned).into();
    vec![
        Fact {
            id: "began".to_owned(),
            options: Vec::new(),
        },
        Fact {
            id: "placed".to_owned(),
            options: words,
        },
    ]
}

fn scoring(tape: &mut Tape, graded_on: GradedOn) -> Scoring {
    let policies = [Policy::LeaveOut, Policy::CountAsLowest, Policy::Refuse];
    let overall = match tape.below(7) {
        6 => Overall::Pooled,
        n => Overall::Sections(*METHODS.get(n).unwrap_or(&Method::WeightedMean)),
    };
    let can = matches!(graded_on, GradedOn::Grades(_)) && matches!(overall, Overall::Sections(_));
    Scoring {
        section: *tape.pick(METHODS),
        overall,
        of_grades: can && tape.once_in(3),
        bands: None,
        not_applicable: *tape.pick(&policies),
        not_enough_evidence: *tape.pick(&policies),
        minimum_completeness: tape.maybe(3, share),
    }
}

fn share(tape: &mut Tape) -> Number {
    tape.number(&["80", "50", "62.5", "33.33", "100"]) / ratio(100, 1)
}

/// A bound for each grade, rising with the grades' values from the least there can be.
fn bands(tape: &mut Tape, scale: &GradeScale, points: bool) -> Bands {
    let form = match tape.below(if points { 3 } else { 2 }) {
        0 => BandForm::Value,
        1 => BandForm::Share,
        _ => BandForm::Points,
    };
    let (least, greatest) = scale.range();
    let mut rising: Vec<usize> = (0..scale.grades.len()).collect();
    rising.sort_by(|a, b| scale.grades[*a].1.cmp(&scale.grades[*b].1));
    let mut up = ratio(0, 1);
    let mut bounds = Vec::new();
    for grade in rising {
        let bound = match form {
            BandForm::Value => &least + (&greatest - &least) * &up,
            BandForm::Share => up.clone(),
            BandForm::Points => &up * ratio(10, 1),
        };
        bounds.push((grade, bound));
        up += tape.number(&["0.2", "0.25", "0.3", "0.1", "0.05"]);
    }
    bounds.reverse();
    Bands { form, bounds }
}

fn section(tape: &mut Tape, template: &mut Template, at: usize) {
    let method = tape.maybe(3, |tape| *tape.pick(METHODS));
    let in_points = template
        .scoring
        .bands
        .as_ref()
        .is_some_and(|bands| bands.form == BandForm::Points);
    let method = if in_points { None } else { method };
    let by = method.unwrap_or(template.scoring.section);
    let own = template.scale().filter(|_| tape.once_in(4));
    let policies = [Policy::CountAsLowest, Policy::LeaveOut, Policy::Refuse];
    let above: Vec<&Question> = template.questions().map(|(_, one)| one).collect();
    let words_of = |question: &Question| words(template, question);
    let sight = Sight {
        facts: &template.facts,
        questions: above,
        graded_sections: Vec::new(),
        overall: false,
        grades: Vec::new(),
        words: &words_of,
    };
    let show_when = if at > 0 {
        tape.maybe(5, |tape| when(tape, &sight, 1))
    } else {
        None
    };
    let new = Section {
        id: format!("s{}", at + 1),
        weight: tape.number(SECTION_WEIGHTS),
        show_when,
        opens_after: tape.maybe(5, length),
        method,
        bands: own.map(|scale| bands(tape, scale, by == Method::Sum)),
        not_applicable: tape.maybe(6, |tape| *tape.pick(&policies)),
        not_enough_evidence: tape.maybe(6, |tape| *tape.pick(&policies)),
        minimum_completeness: tape.maybe(6, share),
        questions: Vec::new(),
    };
    template.sections.push(new);
    for _ in 0..=tape.below(6) {
        let next = question(tape, template);
        template.sections[at].questions.push(next);
    }
}

pub fn length(tape: &mut Tape) -> Length {
    let n = 1 + u32::try_from(tape.below(25)).expect("few");
    match tape.below(5) {
        0 => Length::SameDay,
        1 => Length::Days(n),
        2 => Length::WorkingDays(n),
        3 => Length::Weeks(n % 5 + 1),
        _ => Length::Months(n % 4 + 1),
    }
}
