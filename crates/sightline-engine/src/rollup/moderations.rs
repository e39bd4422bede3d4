//! Moderated audits by group of auditors, with nobody's own numbers in what is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::calendar::{Period, Quarter};
use crate::model::{GradeIx, GradeScale};
use crate::outcome::TemplateRef;
use crate::rollup::summary::{grade_places, square};
use crate::rollup::{Basis, Family, Layout, Matrix};

/// A group of fewer auditors than this is not shown by itself: its numbers would be somebody's.
pub const FEWEST_PEOPLE: usize = 3;

/// Moderated audits that are alike in everything that is counted here.
#[derive(Clone, Copy, Debug)]
pub struct Moderated<'a> {
    /// When the audits were done.
    pub quarter: Quarter,
    /// With which template.
    pub template: &'a TemplateRef,
    /// What the template's grades are.
    pub layout: &'a Arc<Layout>,
    /// Staff code of the auditor, where it was said.
    pub auditor: Option<&'a str>,
    /// How they came to be moderated.
    pub basis: Basis,
    /// The grade before, if there was one.
    pub before: Option<GradeIx>,
    /// The moderator's grade.
    pub after: GradeIx,
    /// How many audits.
    pub audits: u64,
}

/// Moderated audits by quarter, template, basis and group of auditors.
///
/// Staff codes are held to tell how many people stand behind a number, and nothing gives them out: the one view of
/// groups, [`Moderations::by_group`], pools every group that is too small. Like a rollup it is a fold: order does not
/// matter, and merging two gives what folding everything would have.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Moderations {
    layouts: BTreeMap<TemplateRef, Arc<Layout>>,
    cells: BTreeMap<(Quarter, TemplateRef, Basis), ByName>,
}

/// By a group's name; without one, the auditors of no group.
type ByName = BTreeMap<Option<String>, Cell>;

#[derive(Clone, Default, PartialEq, Eq)]
struct Cell {
    matrix: Matrix,
    people: BTreeSet<String>,
}

/// A group of auditors whose numbers may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditorGroup {
    /// What it is called; absent for all auditors that are not shown in a group of their own.
    pub name: Option<String>,
    /// Grades before moderation against the moderators'.
    pub matrix: Matrix,
}

impl Cell {
    fn merge(&mut self, other: &Self) {
        self.matrix.merge(&other.matrix);
        self.people.extend(other.people.iter().cloned());
    }

    fn is_small(&self, fewest: usize) -> bool {
        self.matrix.moderated() > 0 && self.people.len() < fewest
    }
}

impl Moderations {
    /// No audits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether it counts nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Counts moderated audits, in the group that their auditor is of; a grade that the template does not have is none.
    pub fn add(&mut self, one: &Moderated<'_>, group: Option<&str>) {
        let scale = one.layout.labels().scale.as_ref();
        let grades = scale.map_or(0, |scale| scale.grades.len());
        let after = usize::from(one.after.0);
        if after >= grades || one.audits == 0 {
            return;
        }
        let before = one
            .before
            .map_or(grades, |grade| usize::from(grade.0).min(grades));
        let mut rows = vec![vec![0; grades]; grades + 1];
        if let Some(count) = rows.get_mut(before).and_then(|row| row.get_mut(after)) {
            *count = one.audits;
        }
        let cell = Cell {
            matrix: Matrix { rows },
            people: one.auditor.map(str::to_owned).into_iter().collect(),
        };
        self.layouts
            .entry(one.template.clone())
            .or_insert_with(|| Arc::clone(one.layout));
        let key = (one.quarter, one.template.clone(), one.basis);
        let by_name = self.cells.entry(key).or_default();
        by_name
            .entry(group.map(str::to_owned))
            .or_default()
            .merge(&cell);
    }

    /// Adds all that another counts.
    pub fn merge(&mut self, other: &Self) {
        for (template, layout) in &other.layouts {
            self.layouts
                .entry(template.clone())
                .or_insert_with(|| Arc::clone(layout));
        }
        for (key, by_name) in &other.cells {
            let held = self.cells.entry(key.clone()).or_default();
            for (name, cell) in by_name {
                held.entry(name.clone()).or_default().merge(cell);
            }
        }
    }

    /// The groups of auditors that may be shown, over templates that share a scale; the rest last, under no name.
    ///
    /// A group of fewer than `fewest` auditors is put with the rest. Where the rest are fewer than that themselves, the
    /// smallest group goes with them, since all audits less the groups shown would otherwise give them away. Nothing is
    /// shown where no group is left beside the rest.
    #[must_use]
    pub fn by_group(
        &self,
        period: impl Into<Period>,
        families: &[&Family],
        scale: &Arc<GradeScale>,
        basis: Basis,
        fewest: usize,
    ) -> Vec<AuditorGroup> {
        let mut rest = Cell::default();
        let mut shown: Vec<(String, Cell)> = Vec::new();
        for (name, cell) in self.pooled(period.into(), families, scale, basis) {
            match name {
                Some(name) if !cell.is_small(fewest) => shown.push((name, cell)),
                Some(_) | None => rest.merge(&cell),
            }
        }
        shown.sort_by_key(|(_, cell)| std::cmp::Reverse(cell.matrix.moderated()));
        while rest.is_small(fewest)
            && let Some((_, smallest)) = shown.pop()
        {
            rest.merge(&smallest);
        }
        if shown.is_empty() {
            return Vec::new();
        }
        let rest = (rest.matrix.moderated() > 0).then_some((None, rest));
        shown
            .into_iter()
            .map(|(name, cell)| (Some(name), cell))
            .chain(rest)
            .map(|(name, Cell { matrix, .. })| AuditorGroup { name, matrix })
            .collect()
    }

    fn pooled(
        &self,
        period: Period,
        families: &[&Family],
        scale: &Arc<GradeScale>,
        basis: Basis,
    ) -> ByName {
        let quarters = period.quarters();
        let mut pooled = ByName::new();
        for ((when, template, how), by_name) in &self.cells {
            let Some(layout) = self.layouts.get(template) else {
                continue;
            };
            let family = Family::of(layout);
            let wanted = quarters.contains(when) && *how == basis;
            if !wanted || !families.contains(&&family) {
                continue;
            }
            let places = grade_places(Some(scale), layout.labels().scale.as_ref());
            for (name, cell) in by_name {
                let rows: Vec<&[u64]> = cell.matrix.rows.iter().map(Vec::as_slice).collect();
                let cell = Cell {
                    matrix: Matrix {
                        rows: square(&rows, &places, scale.grades.len(), false),
                    },
                    people: cell.people.clone(),
                };
                pooled.entry(name.clone()).or_default().merge(&cell);
            }
        }
        pooled
    }
}

impl fmt::Debug for Moderations {
    /// Says how much is counted, and of whom nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moderations")
            .field("cells", &self.cells.len())
            .finish_non_exhaustive()
    }
}
