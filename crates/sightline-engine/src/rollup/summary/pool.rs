//! Groups and editions pooled into one summary, by the ids they share.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Family, QuestionSummary, SectionSummary, Summary, ThemeCounts, With};
use crate::answers::code;
use crate::model::{Grade, GradeScale, Version};
use crate::outcome::TemplateRef;
use crate::rollup::{
    Basis, CompletenessCounts, Counts, GradeCounts, Layout, Matrix, Named, Rollup, Tally,
};
use crate::scored::Status;

impl Rollup {
    /// Every template and major version that has an audit.
    #[must_use]
    pub fn families(&self) -> Vec<Family> {
        let mut families: Vec<Family> = self
            .layouts()
            .map(|(_, layout)| Family::of(layout))
            .collect();
        families.sort();
        families.dedup();
        families
    }

    /// What each template and major version came to, all groups pooled.
    #[must_use]
    pub fn summaries(&self) -> Vec<Summary> {
        let mut parts: BTreeMap<Family, Editions> = BTreeMap::new();
        for (group, layout, tally) in self.groups() {
            let edition = (layout.labels().version, group.template.clone());
            let editions = parts.entry(Family::of(layout)).or_default();
            let pooled = editions
                .entry(edition)
                .or_insert_with(|| (Arc::clone(layout), Tally::default()));
            pooled.1.merge(tally);
        }
        parts
            .into_iter()
            .filter_map(|(family, editions)| summary(family, &editions))
            .collect()
    }
}

type Editions = BTreeMap<(Version, TemplateRef), (Arc<Layout>, Tally)>;

/// Editions latest first, so that the latest one's words and order win.
fn summary(family: Family, editions: &Editions) -> Option<Summary> {
    let (latest, _) = editions.values().next_back()?;
    let labels = latest.labels();
    let scale = joined_scale(editions);
    let grades = scale.as_ref().map_or(0, |scale| scale.grades.len());
    let none = GradeCounts {
        graded: vec![0; grades],
        none: 0,
    };
    let mut summary = Summary {
        family,
        title: labels.title.clone(),
        editions: editions
            .keys()
            .map(|(_, reference)| reference.clone())
            .collect(),
        version: labels.version,
        scale,
        audits: 0,
        status: vec![0; Status::ALL.len()],
        computed: none.clone(),
        limited: none.clone(),
        recorded: none.clone(),
        effective: none,
        sections: Vec::new(),
        questions: Vec::new(),
        completeness: CompletenessCounts::default(),
        themes: Vec::new(),
        limits: Vec::new(),
        alerts: Vec::new(),
        actions: Vec::new(),
        case_actions: 0,
        with: With::default(),
        moderation: vec![Matrix::default(); Basis::ALL.len()],
        impact: None,
    };
    for (layout, tally) in editions.values().rev() {
        pool(&mut summary, layout.read(tally));
    }
    Some(summary)
}

fn pool(into: &mut Summary, counts: Counts<'_>) {
    let labels = counts.layout().labels();
    let places = grade_places(into.scale.as_ref(), labels.scale.as_ref());
    let before = into.audits;
    into.audits += counts.audits();
    for (held, status) in into.status.iter_mut().zip(Status::ALL) {
        *held += counts.status(status);
    }
    let scored =
        counts.audits() - counts.status(Status::NotEligible) - counts.status(Status::Failed);
    into.computed.add(counts.computed(), &places);
    into.limited.add(counts.limited(), &places);
    into.recorded.add(counts.recorded(), &places);
    into.effective.add(counts.effective(), &places);
    pool_sections(into, counts, &places, before);
    pool_questions(into, counts, before);
    let done = counts.completeness();
    into.completeness.answered += done.answered;
    into.completeness.not_applicable += done.not_applicable;
    into.completeness.not_enough_evidence += done.not_enough_evidence;
    into.completeness.unanswered += done.unanswered;
    for (n, theme) in labels.themes.iter().enumerate() {
        let count = |row: &[u64]| row.get(n).copied().unwrap_or(0);
        let found = ThemeCounts {
            theme: theme.clone(),
            audits: scored,
            concerns: count(counts.concerns()),
            strengths: count(counts.strengths()),
            both: count(counts.both()),
        };
        add_theme(&mut into.themes, found);
    }
    add_named(&mut into.limits, &labels.limits, counts.limits(), |one| {
        &one.id
    });
    add_named(&mut into.alerts, &labels.alerts, counts.alerts(), |one| {
        &one.id
    });
    add_named(
        &mut into.actions,
        &labels.actions,
        counts.actions(),
        |one| one,
    );
    into.case_actions += counts.case_actions();
    into.with.concern += counts.with_concern();
    into.with.strength += counts.with_strength();
    into.with.limit += counts.with_limit();
    into.with.alert += counts.with_alert();
    into.with.action += counts.with_action();
    let columns = into.scale.as_ref().map_or(0, |scale| scale.grades.len());
    for (held, basis) in into.moderation.iter_mut().zip(Basis::ALL) {
        held.merge(&Matrix {
            rows: square(&counts.moderation(basis), &places, columns, false),
        });
    }
    if let Some(grid) = counts.impact() {
        let grid = Matrix {
            rows: square(&grid, &places, columns, true),
        };
        let mut held = Matrix {
            rows: into.impact.take().unwrap_or_default(),
        };
        held.merge(&grid);
        into.impact = Some(held.rows);
    }
}

/// The latest edition's scale; a grade that it has lost is kept after the others, so that no audit is lost with it.
fn joined_scale(editions: &Editions) -> Option<Arc<GradeScale>> {
    let mut scales = editions
        .values()
        .rev()
        .filter_map(|(layout, _)| layout.labels().scale.as_ref());
    let mut joined = Arc::clone(scales.next()?);
    for grade in scales.flat_map(|scale| &scale.grades) {
        if joined.find(&grade.id).is_none() {
            Arc::make_mut(&mut joined).grades.push(grade.clone());
        }
    }
    Some(joined)
}

/// Where each grade of an edition stands in the joined scale.
pub(in crate::rollup) fn grade_places(
    joined: Option<&Arc<GradeScale>>,
    scale: Option<&Arc<GradeScale>>,
) -> Vec<usize> {
    let place = |grade: &Grade| {
        joined
            .and_then(|joined| joined.find(&grade.id))
            .map(|at| usize::from(at.0))
    };
    scale
        .iter()
        .flat_map(|scale| &scale.grades)
        .filter_map(place)
        .collect()
}

/// A square of grades in the summary's order; `none` says whether columns end with none.
pub(in crate::rollup) fn square(
    rows: &[&[u64]],
    places: &[usize],
    grades: usize,
    none: bool,
) -> Vec<Vec<u64>> {
    let width = grades + usize::from(none);
    let mut square = vec![vec![0; width]; grades + 1];
    let at = |n: usize| places.get(n).copied().unwrap_or(grades);
    for (n, row) in rows.iter().enumerate() {
        for (column, count) in row.iter().enumerate() {
            if let Some(held) = square
                .get_mut(at(n))
                .and_then(|row| row.get_mut(at(column)))
            {
                *held += count;
            }
        }
    }
    square
}

fn pool_sections(into: &mut Summary, counts: Counts<'_>, places: &[usize], before: u64) {
    for (n, name) in counts.layout().labels().sections.iter().enumerate() {
        let at = into
            .sections
            .iter()
            .position(|held| held.name.id == name.id)
            .unwrap_or_else(|| {
                let grades = GradeCounts {
                    graded: Vec::new(),
                    none: before,
                };
                into.sections.push(SectionSummary {
                    name: name.clone(),
                    grades,
                });
                into.sections.len() - 1
            });
        if let Some(held) = into.sections.get_mut(at) {
            held.grades.add(counts.section(n), places);
        }
    }
}

fn pool_questions(into: &mut Summary, counts: Counts<'_>, before: u64) {
    let labels = counts.layout().labels();
    for (n, question) in labels.questions.iter().enumerate() {
        let Some(found) = counts.question(n) else {
            continue;
        };
        let at = into
            .questions
            .iter()
            .position(|held| held.name.id == question.id)
            .unwrap_or_else(|| {
                let section = labels.sections.get(question.section).cloned();
                into.questions.push(QuestionSummary {
                    name: Named {
                        id: question.id.clone(),
                        label: question.ask.clone(),
                    },
                    section: section.unwrap_or_else(|| Named {
                        id: String::new(),
                        label: String::new(),
                    }),
                    hidden: before,
                    unanswered: 0,
                    not_applicable: 0,
                    not_enough_evidence: 0,
                    beside: 0,
                    answers: Vec::new(),
                });
                into.questions.len() - 1
            });
        let Some(held) = into.questions.get_mut(at) else {
            continue;
        };
        held.hidden += found.hidden;
        held.unanswered += found.with(code::UNANSWERED);
        held.not_applicable += found.with(code::NOT_APPLICABLE);
        held.not_enough_evidence += found.with(code::NOT_ENOUGH_EVIDENCE);
        held.beside += found.with(code::BESIDE);
        add_named(
            &mut held.answers,
            &question.answers,
            found.answers(),
            |answer| &answer.id,
        );
    }
}

pub(in crate::rollup) fn add_theme(into: &mut Vec<ThemeCounts>, found: ThemeCounts) {
    match into.iter_mut().find(|held| held.theme.id == found.theme.id) {
        Some(held) => {
            held.audits += found.audits;
            held.concerns += found.concerns;
            held.strengths += found.strengths;
            held.both += found.both;
        }
        None => into.push(found),
    }
}

fn add_named<T: Clone>(
    into: &mut Vec<(T, u64)>,
    names: &[T],
    counts: &[u64],
    id: impl Fn(&T) -> &String,
) {
    for (name, count) in names.iter().zip(counts) {
        match into.iter_mut().find(|(held, _)| id(held) == id(name)) {
            Some((_, held)) => *held += count,
            None => into.push((name.clone(), *count)),
        }
    }
}
