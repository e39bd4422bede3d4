//! One row of counts.

use std::fmt;

use crate::model::GradeIx;
use crate::rollup::layout::Layout;
use crate::rollup::{Basis, Graded};
use crate::scored::{FindingKind, Scored, Status};

/// One row of counts, whose meaning is its [`Layout`]'s.
///
/// Counts only ever add, so tallies made by different machines in any order come to the same one.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Tally(pub(super) Vec<u64>);

/// What was to be subtracted had not been added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotCounted;

impl fmt::Display for NotCounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the counts do not hold what is to be subtracted from them")
    }
}

impl std::error::Error for NotCounted {}

impl fmt::Debug for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tally")
            .field("audits", &self.audits())
            .field("counts", &self.0.len())
            .finish()
    }
}

impl Tally {
    /// No audits, for this layout.
    #[must_use]
    pub fn new(layout: &Layout) -> Self {
        Self(vec![0; layout.len()])
    }

    /// How many audits it counts.
    #[must_use]
    pub fn audits(&self) -> u64 {
        self.0.first().copied().unwrap_or(0)
    }

    /// Whether it counts nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    /// Counts one audit.
    ///
    /// The layout and the audit's codes must be of the same template; this runs once an audit over a million of them,
    /// so it neither allocates nor looks anything up.
    pub fn add(&mut self, layout: &Layout, graded: &Graded<'_>) {
        if self.0.len() < layout.len() {
            self.0.resize(layout.len(), 0);
        }
        let at = &layout.at;
        let none = at.grades;
        let row = none + 1;
        let scored = graded.scored;
        let counts = self.0.as_mut_slice();
        let effective = place(graded.effective(), none);

        bump(counts, at.audits);
        bump(counts, at.status + status(scored.status));
        bump(counts, at.computed + place(scored.overall.computed, none));
        bump(counts, at.limited + place(scored.overall.grade, none));
        bump(counts, at.recorded + place(graded.recorded, none));
        bump(counts, at.effective + effective);
        for (n, section) in scored.sections.iter().take(at.sections).enumerate() {
            bump(
                counts,
                at.section_grades + n * row + place(section.grade, none),
            );
        }
        let done = &scored.completeness;
        let parts = [
            done.answered,
            done.not_applicable,
            done.not_enough_evidence,
            done.unanswered,
        ];
        for (n, part) in parts.into_iter().enumerate() {
            more(counts, at.completeness + n, part.into());
        }
        findings(counts, layout, graded);
        rules(counts, layout, graded);
        if let Some((grade, basis)) = graded.moderated
            && usize::from(grade.0) < none
        {
            let before = place(graded.before(), none);
            let matrix = at.moderation + basis_place(basis) * row * none;
            bump(counts, matrix + before * none + usize::from(grade.0));
        }
        if let Some(impact) = at
            .impact_section
            .and_then(|section| scored.sections.get(section))
        {
            bump(
                counts,
                at.impact + effective * row + place(impact.grade, none),
            );
        }
        questions(counts, layout, graded);
    }

    /// Takes one audit away again, or changes nothing where it was never counted.
    pub fn subtract(&mut self, layout: &Layout, graded: &Graded<'_>) -> Result<(), NotCounted> {
        let mut one = Self::new(layout);
        one.add(layout, graded);
        self.unmerge(&one)
    }

    /// Adds all that another tally of the same layout counts.
    pub fn merge(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (count, more) in self.0.iter_mut().zip(&other.0) {
            *count = count.saturating_add(*more);
        }
    }

    /// Takes away all that another tally of the same layout counts, or changes nothing where it was never counted.
    pub fn unmerge(&mut self, other: &Self) -> Result<(), NotCounted> {
        let held = other
            .0
            .iter()
            .enumerate()
            .all(|(n, less)| self.0.get(n).copied().unwrap_or(0) >= *less);
        if !held {
            return Err(NotCounted);
        }
        for (count, less) in self.0.iter_mut().zip(&other.0) {
            *count -= *less;
        }
        Ok(())
    }
}

/// The themes with a concern and those with a strength, as bits, with what scripts found.
pub(super) fn found(scored: &Scored) -> (u128, u128) {
    let (mut concerns, mut strengths) = (scored.concerns, scored.strengths);
    for finding in scored.extra.iter().flat_map(|extra| &extra.findings) {
        let bit = 1_u128.checked_shl(finding.theme.into()).unwrap_or(0);
        match finding.kind {
            FindingKind::Concern => concerns |= bit,
            FindingKind::Strength => strengths |= bit,
        }
    }
    (concerns, strengths)
}

/// Findings count once an audit and theme, however many questions made them.
fn findings(counts: &mut [u64], layout: &Layout, graded: &Graded<'_>) {
    let at = &layout.at;
    let (mut concerns, mut strengths) = found(graded.scored);
    if let Some(places) = &layout.theme_places {
        concerns = moved(concerns, places);
        strengths = moved(strengths, places);
    }
    bits(counts, at.concerns, at.themes, concerns);
    bits(counts, at.strengths, at.themes, strengths);
    bits(counts, at.both, at.themes, concerns & strengths);
    more(counts, at.any, (concerns != 0).into());
    more(counts, at.any + 1, (strengths != 0).into());
}

/// Bits at the places that their themes have now; two themes that became one are one bit.
fn moved(mut set: u128, places: &[usize]) -> u128 {
    let mut moved = 0;
    while set != 0 {
        let place = places.get(set.trailing_zeros() as usize);
        let bit = place.and_then(|place| 1_u128.checked_shl(u32::try_from(*place).ok()?));
        moved |= bit.unwrap_or(0);
        set &= set - 1;
    }
    moved
}

fn rules(counts: &mut [u64], layout: &Layout, graded: &Graded<'_>) {
    let (at, scored) = (&layout.at, graded.scored);
    bits(counts, at.limits_fired, at.limits, scored.limited_by.into());
    bits(counts, at.alerts_raised, at.alerts, scored.alerts.into());
    bits(counts, at.actions_set, at.actions, scored.actions.into());
    let of_the_case = scored.extra.as_ref().map_or(0, |extra| extra.actions.len()) as u64;
    more(counts, at.any + 2, (scored.limited_by != 0).into());
    more(counts, at.any + 3, (scored.alerts != 0).into());
    more(
        counts,
        at.any + 4,
        (scored.actions != 0 || of_the_case > 0).into(),
    );
    more(counts, at.any + 5, of_the_case);
}

fn questions(counts: &mut [u64], layout: &Layout, graded: &Graded<'_>) {
    let words = graded
        .scored
        .shown
        .iter()
        .copied()
        .chain(std::iter::repeat(0));
    let chunks = layout.questions.chunks(64).zip(graded.codes.chunks(64));
    for ((places, codes), mut shown) in chunks.zip(words) {
        for (place, code) in places.iter().zip(codes) {
            let code = usize::from(*code);
            let seen = shown & 1 == 1 && code < place.codes;
            bump(counts, if seen { place.at + 1 + code } else { place.at });
            shown >>= 1;
        }
    }
}

fn bump(counts: &mut [u64], at: usize) {
    more(counts, at, 1);
}

fn more(counts: &mut [u64], at: usize, by: u64) {
    if let Some(count) = counts.get_mut(at) {
        *count = count.wrapping_add(by);
    }
}

fn bits(counts: &mut [u64], at: usize, room: usize, mut set: u128) {
    while set != 0 {
        let n = set.trailing_zeros() as usize;
        if n >= room {
            return;
        }
        bump(counts, at + n);
        set &= set - 1;
    }
}

fn place(grade: Option<GradeIx>, none: usize) -> usize {
    grade.map_or(none, |grade| usize::from(grade.0).min(none))
}

/// A status' place in [`Status::ALL`].
pub(super) fn status(status: Status) -> usize {
    match status {
        Status::Graded => 0,
        Status::Ungraded => 1,
        Status::InsufficientEvidence => 2,
        Status::NotEligible => 3,
        Status::Failed => 4,
    }
}

/// A basis' place in [`Basis::ALL`].
pub(super) fn basis_place(basis: Basis) -> usize {
    match basis {
        Basis::Random => 0,
        Basis::Targeted => 1,
        Basis::Calibration => 2,
    }
}
