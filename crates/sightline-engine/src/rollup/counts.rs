//! A tally read by name.

use crate::answers::code;
use crate::exact::Exact;
use crate::rollup::layout::QuestionPlace;
use crate::rollup::tally::{basis_place, status};
use crate::rollup::{Basis, Layout, Share, Tally};
use crate::scored::Status;

/// A tally beside its layout: every count by name.
#[derive(Clone, Copy, Debug)]
pub struct Counts<'a> {
    layout: &'a Layout,
    tally: &'a Tally,
}

/// Required questions that were shown, over all audits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct CompletenessCounts {
    /// With an answer.
    pub answered: u64,
    /// With `not applicable`.
    pub not_applicable: u64,
    /// With `not enough evidence`.
    pub not_enough_evidence: u64,
    /// With nothing.
    pub unanswered: u64,
}

impl CompletenessCounts {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.answered + self.not_applicable + self.not_enough_evidence + self.unanswered
    }

    /// Answered or not applicable, over all; absent where nothing was asked.
    #[must_use]
    pub fn share(&self) -> Option<Exact> {
        Share::of(self.answered + self.not_applicable, self.all()).value()
    }
}

/// How one question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionCounts<'a> {
    /// In how many audits it was not shown, or not yet expected.
    pub hidden: u64,
    /// Audits by answer code: unanswered, not applicable, not enough evidence, beside, then each of its answers.
    pub codes: &'a [u64],
}

impl<'a> QuestionCounts<'a> {
    /// How many audits asked it.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.codes.iter().sum()
    }

    /// How many audits have this code.
    #[must_use]
    pub fn with(&self, code: u8) -> u64 {
        self.codes.get(usize::from(code)).copied().unwrap_or(0)
    }

    /// How many audits have each of the question's own answers, in their order.
    #[must_use]
    pub fn answers(&self) -> &'a [u64] {
        self.codes
            .get(usize::from(code::FIRST)..)
            .unwrap_or_default()
    }
}

impl Layout {
    /// Reads a tally of this layout.
    #[must_use]
    pub fn read<'a>(&'a self, tally: &'a Tally) -> Counts<'a> {
        Counts {
            layout: self,
            tally,
        }
    }
}

impl<'a> Counts<'a> {
    /// What it is read by.
    #[must_use]
    pub fn layout(&self) -> &'a Layout {
        self.layout
    }

    /// How many audits.
    #[must_use]
    pub fn audits(&self) -> u64 {
        self.tally.audits()
    }

    /// How many audits ended so.
    #[must_use]
    pub fn status(&self, which: Status) -> u64 {
        self.one(self.layout.at.status + status(which))
    }

    /// Audits by grade from the bands alone, best first; the last is none.
    #[must_use]
    pub fn computed(&self) -> &'a [u64] {
        self.grades(self.layout.at.computed)
    }

    /// Audits by grade after limits and completeness; the last is none.
    #[must_use]
    pub fn limited(&self) -> &'a [u64] {
        self.grades(self.layout.at.limited)
    }

    /// Audits by the auditor's own grade; the last is none recorded.
    #[must_use]
    pub fn recorded(&self) -> &'a [u64] {
        self.grades(self.layout.at.recorded)
    }

    /// Audits by the grade that counts: moderated, else recorded, else computed after limits; the last is none.
    #[must_use]
    pub fn effective(&self) -> &'a [u64] {
        self.grades(self.layout.at.effective)
    }

    /// Audits by a section's grade; the last is none.
    #[must_use]
    pub fn section(&self, section: usize) -> &'a [u64] {
        if section >= self.layout.at.sections {
            return &[];
        }
        self.grades(self.layout.at.section_grades + section * (self.layout.at.grades + 1))
    }

    /// How much of what was asked was answered.
    #[must_use]
    pub fn completeness(&self) -> CompletenessCounts {
        let at = self.layout.at.completeness;
        CompletenessCounts {
            answered: self.one(at),
            not_applicable: self.one(at + 1),
            not_enough_evidence: self.one(at + 2),
            unanswered: self.one(at + 3),
        }
    }

    /// Audits with a concern, by theme.
    #[must_use]
    pub fn concerns(&self) -> &'a [u64] {
        self.many(self.layout.at.concerns, self.layout.at.themes)
    }

    /// Audits with a strength, by theme.
    #[must_use]
    pub fn strengths(&self) -> &'a [u64] {
        self.many(self.layout.at.strengths, self.layout.at.themes)
    }

    /// Audits with a concern and a strength in the same theme, by theme.
    #[must_use]
    pub fn both(&self) -> &'a [u64] {
        self.many(self.layout.at.both, self.layout.at.themes)
    }

    /// Audits that each limit lowered.
    #[must_use]
    pub fn limits(&self) -> &'a [u64] {
        self.many(self.layout.at.limits_fired, self.layout.at.limits)
    }

    /// Audits that raised each alert.
    #[must_use]
    pub fn alerts(&self) -> &'a [u64] {
        self.many(self.layout.at.alerts_raised, self.layout.at.alerts)
    }

    /// Audits that set each declared action.
    #[must_use]
    pub fn actions(&self) -> &'a [u64] {
        self.many(self.layout.at.actions_set, self.layout.at.actions)
    }

    /// Audits with at least one concern.
    #[must_use]
    pub fn with_concern(&self) -> u64 {
        self.one(self.layout.at.any)
    }

    /// Audits with at least one strength.
    #[must_use]
    pub fn with_strength(&self) -> u64 {
        self.one(self.layout.at.any + 1)
    }

    /// Audits that at least one limit lowered.
    #[must_use]
    pub fn with_limit(&self) -> u64 {
        self.one(self.layout.at.any + 2)
    }

    /// Audits with at least one alert.
    #[must_use]
    pub fn with_alert(&self) -> u64 {
        self.one(self.layout.at.any + 3)
    }

    /// Audits with at least one action, declared or of its own.
    #[must_use]
    pub fn with_action(&self) -> u64 {
        self.one(self.layout.at.any + 4)
    }

    /// Actions of single cases, agreed by auditors or made by scripts; not audits.
    #[must_use]
    pub fn case_actions(&self) -> u64 {
        self.one(self.layout.at.any + 5)
    }

    /// Audits by grade before moderation (a row each, the last is none) and the moderator's grade (a column each).
    #[must_use]
    pub fn moderation(&self, basis: Basis) -> Vec<&'a [u64]> {
        let (rows, columns) = (self.layout.at.grades + 1, self.layout.at.grades);
        let at = self.layout.at.moderation + basis_place(basis) * rows * columns;
        (0..rows)
            .map(|row| self.many(at + row * columns, columns))
            .collect()
    }

    /// Audits by overall grade (a row each) and grade for impact (a column each), both ending with none.
    ///
    /// Absent where the template has no section with the id `impact`.
    #[must_use]
    pub fn impact(&self) -> Option<Vec<&'a [u64]>> {
        self.layout.at.impact_section?;
        let row = self.layout.at.grades + 1;
        Some(
            (0..row)
                .map(|n| self.many(self.layout.at.impact + n * row, row))
                .collect(),
        )
    }

    /// How a question was answered.
    #[must_use]
    pub fn question(&self, question: usize) -> Option<QuestionCounts<'a>> {
        let QuestionPlace { at, codes } = *self.layout.questions.get(question)?;
        Some(QuestionCounts {
            hidden: self.one(at),
            codes: self.many(at + 1, codes),
        })
    }

    fn grades(&self, at: usize) -> &'a [u64] {
        self.many(at, self.layout.at.grades + 1)
    }

    fn one(&self, at: usize) -> u64 {
        self.tally.0.get(at).copied().unwrap_or(0)
    }

    fn many(&self, at: usize, count: usize) -> &'a [u64] {
        self.tally.0.get(at..at + count).unwrap_or_default()
    }
}
