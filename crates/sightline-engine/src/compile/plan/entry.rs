//! What one answer adds to its section.

use crate::answers::code;
use crate::scored::{Completeness, FindingKind};

use super::Line;

/// What one code of one question adds; a section's answers come to the sum of theirs.
///
/// Everything is here, and nothing is decided while answers are added: they are as good as random to a processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Entry {
    /// To the numerator.
    pub(crate) numerator: i64,
    /// To the denominator.
    pub(crate) denominator: i64,
    /// Themes with a concern, as bits.
    pub(crate) concerns: u128,
    /// Themes with a strength.
    pub(crate) strengths: u128,
    /// To what is counted.
    pub(crate) tally: Tally,
}

/// Several counts in one word, which are added at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Tally(u64);

/// One of the counts of a tally.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Lane {
    Unanswered,
    NotApplicable,
    NotEnoughEvidence,
    Answered,
    /// Critical questions that are blank, or have not enough evidence.
    CriticalOpen,
    /// Answers beside the codes that can be worth something or make a finding.
    Beside,
}

impl Entry {
    /// What a code of a question adds; `adds` is its numerator and denominator.
    pub(super) fn new(
        line: &Line,
        code: u8,
        (numerator, denominator): (i64, i64),
        finds: Option<FindingKind>,
    ) -> Self {
        let kind = match code {
            code::UNANSWERED => Lane::Unanswered,
            code::NOT_APPLICABLE => Lane::NotApplicable,
            code::NOT_ENOUGH_EVIDENCE => Lane::NotEnoughEvidence,
            _ => Lane::Answered,
        };
        let open = matches!(code, code::UNANSWERED | code::NOT_ENOUGH_EVIDENCE);
        let mut tally = Tally::default();
        tally.count(kind, line.counted);
        tally.count(Lane::CriticalOpen, line.critical && open);
        let beside = line.beside && (line.computed || code == code::BESIDE);
        tally.count(Lane::Beside, beside);
        let themes = |kind| if finds == Some(kind) { line.themes } else { 0 };
        Self {
            numerator,
            denominator,
            concerns: themes(FindingKind::Concern),
            strengths: themes(FindingKind::Strength),
            tally,
        }
    }

    /// Adds another's.
    #[inline(always)]
    pub(crate) fn add(&mut self, other: &Self) {
        self.numerator += other.numerator;
        self.denominator += other.denominator;
        self.concerns |= other.concerns;
        self.strengths |= other.strengths;
        self.tally.add(other.tally);
    }
}

impl Tally {
    /// Bits of a count: a template has no more than 500 questions.
    const BITS: u32 = 10;

    fn count(&mut self, lane: Lane, one: bool) {
        self.0 += u64::from(one) << (Self::BITS * lane as u32);
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, other: Self) {
        self.0 += other.0;
    }

    /// One of the counts.
    #[inline]
    pub(crate) fn of(self, lane: Lane) -> u32 {
        let count = self.0 >> (Self::BITS * lane as u32) & ((1 << Self::BITS) - 1);
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// How much was answered.
    pub(crate) fn completeness(self) -> Completeness {
        Completeness {
            answered: self.of(Lane::Answered),
            not_applicable: self.of(Lane::NotApplicable),
            not_enough_evidence: self.of(Lane::NotEnoughEvidence),
            unanswered: self.of(Lane::Unanswered),
        }
    }
}
