//! A template as it was written: every part optional, every name still only a name.

use chrono::NaiveDate;

use super::question::RawActionColumns;
use crate::exact::Exact;
use crate::model::{
    Basis, Best, Better, Bound, CountFrom, DayOff, Direction, Expression, FactKind, LengthOfTime,
    LooksBack, Method, MonthRule, NaPolicy, OutOf, Overall, Part, PerChild, PeriodKind, Standing,
    Subject, Version,
};
use crate::scored::FindingKind;
use crate::source::{Span, Spanned};

pub(crate) struct RawTemplate {
    pub(crate) head: Span,
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) version: Option<Version>,
    pub(crate) title: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) subject: Option<Subject>,
    pub(crate) grade_scale: Option<Spanned<String>>,
    pub(crate) voices: Option<Spanned<Vec<Spanned<String>>>>,
    pub(crate) record: Vec<RawFact>,
    pub(crate) history: Vec<RawHistoryList>,
    pub(crate) eligible: Option<Expression>,
    pub(crate) scales: Vec<RawScale>,
    pub(crate) themes: Vec<RawTheme>,
    pub(crate) timescales: Vec<RawTimescale>,
    pub(crate) sections: Vec<RawSection>,
    /// Whether a list of sections was found, so that an empty one can be told from a broken one.
    pub(crate) has_sections: bool,
    pub(crate) limits: Vec<RawLimit>,
    pub(crate) alerts: Vec<RawAlert>,
    pub(crate) actions: Vec<RawAction>,
    pub(crate) scoring: RawScoring,
    pub(crate) moderation: Option<RawModeration>,
    pub(crate) identifiable_years: Option<u32>,
}

pub(crate) struct RawFact {
    pub(crate) id: Spanned<String>,
    pub(crate) kind: Option<FactKind>,
    pub(crate) label: Option<String>,
    pub(crate) identifying: bool,
    pub(crate) options: Vec<Spanned<String>>,
}

pub(crate) struct RawHistoryList {
    pub(crate) id: Spanned<String>,
    pub(crate) reads: RawReads,
}

/// What a template reads of a row.
pub(crate) enum RawReads {
    /// Fields that the shared files declare.
    Shared(Vec<Spanned<String>>),
    /// Fields that it declares itself.
    Own(Vec<RawFact>),
}

pub(crate) struct RawScale {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Option<String>,
    pub(crate) kind: RawScaleKind,
}

pub(crate) enum RawScaleKind {
    Grades(Box<RawGrades>),
    Numbers(Box<RawNumbers>),
}

pub(crate) struct RawGrades {
    pub(crate) grades: Vec<RawGrade>,
    pub(crate) good_enough: Option<Spanned<String>>,
    pub(crate) strength: Option<Spanned<String>>,
    /// The key `grades`.
    pub(crate) at: Span,
}

pub(crate) struct RawNumbers {
    pub(crate) from: Option<Spanned<Exact>>,
    pub(crate) to: Option<Spanned<Exact>>,
    pub(crate) step: Option<Spanned<Exact>>,
    pub(crate) good_enough: Option<Spanned<Exact>>,
    pub(crate) strength: Option<Spanned<Exact>>,
}

pub(crate) struct RawGrade {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) label: Option<String>,
    pub(crate) letter: Option<Spanned<String>>,
    pub(crate) value: Option<Spanned<Exact>>,
}

pub(crate) struct RawTheme {
    pub(crate) id: Spanned<String>,
    pub(crate) title: String,
}

/// One theme that is counted under another from a day on.
pub(crate) struct RawThemeChange {
    pub(crate) from: Spanned<String>,
    pub(crate) into: Spanned<String>,
    pub(crate) on: NaiveDate,
    pub(crate) because: Option<String>,
    pub(crate) merged: bool,
}

/// Words that speak of a theme.
pub(crate) struct RawCodingRule {
    pub(crate) id: Spanned<String>,
    pub(crate) theme: Spanned<String>,
    pub(crate) kind: FindingKind,
    pub(crate) any: Vec<Spanned<String>>,
    pub(crate) all: Vec<Spanned<String>>,
    pub(crate) not: Vec<Spanned<String>>,
}

/// A measure.
pub(crate) struct RawMeasure {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Option<String>,
    pub(crate) definition: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) units: Option<String>,
    pub(crate) rows: Vec<Spanned<String>>,
    pub(crate) once: Option<Expression>,
    pub(crate) script: Option<Spanned<String>>,
    pub(crate) in_period: Option<Expression>,
    pub(crate) denominator: Option<Expression>,
    pub(crate) exclude: Vec<RawExclusion>,
    pub(crate) unknown: Option<Expression>,
    pub(crate) numerator: Option<Expression>,
    pub(crate) out_of: Option<OutOf>,
    pub(crate) per_child: Option<Spanned<PerChild>>,
    pub(crate) looks_back: Option<LooksBack>,
    pub(crate) direction: Option<Better>,
    pub(crate) target: Option<Spanned<Bound>>,
    pub(crate) amber: Option<Spanned<Bound>>,
    pub(crate) at_least: Option<u32>,
    pub(crate) comparators: Vec<RawComparator>,
    pub(crate) periods: Option<Vec<PeriodKind>>,
}

pub(crate) struct RawExclusion {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) when: Option<Expression>,
    pub(crate) because: Option<String>,
    pub(crate) optional: bool,
}

pub(crate) struct RawComparator {
    pub(crate) name: Option<String>,
    pub(crate) value: Option<Spanned<Bound>>,
    pub(crate) source: Option<String>,
    pub(crate) year: Option<String>,
}

/// A timescale: whole, or what a template changes of one.
pub(crate) struct RawTimescale {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Option<String>,
    pub(crate) also_called: Option<Vec<Spanned<String>>>,
    pub(crate) from: Option<String>,
    pub(crate) limit: Option<Spanned<LengthOfTime>>,
    pub(crate) direction: Option<Direction>,
    pub(crate) standing: Option<Standing>,
    pub(crate) source: Option<String>,
    pub(crate) verified: Option<bool>,
    pub(crate) note: Option<String>,
    pub(crate) count_from: Option<CountFrom>,
    pub(crate) month_rule: Option<Spanned<MonthRule>>,
    pub(crate) parts: RawParts,
    pub(crate) day_off: Option<Spanned<DayOff>>,
}

pub(crate) struct RawParts {
    pub(crate) next_from: Option<Part>,
    pub(crate) held_on: Option<Part>,
}

pub(crate) struct RawSection {
    pub(crate) head: Span,
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) title: Option<String>,
    pub(crate) guidance: Option<String>,
    pub(crate) weight: Option<Spanned<Exact>>,
    pub(crate) stage: Option<Spanned<String>>,
    pub(crate) opens_after: Option<Spanned<LengthOfTime>>,
    pub(crate) show_when: Option<Expression>,
    pub(crate) scoring: RawScoring,
    pub(crate) questions: Vec<RawQuestion>,
}

/// The `scoring` of a template or of a section.
#[derive(Default)]
pub(crate) struct RawScoring {
    pub(crate) section: Option<Spanned<Method>>,
    pub(crate) overall: Option<Spanned<Overall>>,
    pub(crate) of: Option<Spanned<Basis>>,
    pub(crate) bands: Option<RawBands>,
    pub(crate) not_applicable: Option<NaPolicy>,
    pub(crate) not_enough_evidence: Option<NaPolicy>,
    pub(crate) minimum_completeness: Option<Exact>,
    pub(crate) script: Option<Spanned<String>>,
}

pub(crate) struct RawBands {
    /// The key `bands`.
    pub(crate) at: Span,
    pub(crate) bounds: Vec<(Spanned<String>, Spanned<Bound>)>,
    /// Whether every bound could be read.
    pub(crate) whole: bool,
}

pub(crate) struct RawQuestion {
    pub(crate) head: Span,
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) ask: Option<String>,
    pub(crate) guidance: Option<String>,
    pub(crate) kind: Option<Spanned<String>>,
    pub(crate) required: Option<bool>,
    pub(crate) scored: Option<Spanned<bool>>,
    pub(crate) weight: Option<Spanned<Exact>>,
    pub(crate) critical: bool,
    pub(crate) themes: Vec<Spanned<String>>,
    pub(crate) show_when: Option<Expression>,
    pub(crate) prefill: Option<Expression>,
    pub(crate) evidence: Vec<Spanned<String>>,
    pub(crate) not_applicable: RawNotApplicable,
    pub(crate) not_enough_evidence: Option<NaPolicy>,
    pub(crate) descriptors: Vec<(Spanned<String>, String)>,
    pub(crate) expected: Option<Spanned<String>>,
    pub(crate) strength: Option<Spanned<String>>,
    pub(crate) concern_text: Option<String>,
    pub(crate) strength_text: Option<String>,
    pub(crate) scale: Option<Spanned<String>>,
    pub(crate) best: Best,
    /// Absent where the list or an item of it could not be read.
    pub(crate) options: Option<Vec<RawOption>>,
    pub(crate) low: Option<Spanned<Exact>>,
    pub(crate) high: Option<Spanned<Exact>>,
    pub(crate) columns: Vec<RawColumn>,
    pub(crate) actions: Option<RawActionColumns>,
    pub(crate) computed: Option<Expression>,
}

#[derive(Default)]
pub(crate) struct RawNotApplicable {
    pub(crate) allowed: Option<bool>,
    pub(crate) reason_required: bool,
    pub(crate) policy: Option<NaPolicy>,
}

pub(crate) struct RawOption {
    pub(crate) id: Spanned<String>,
    pub(crate) label: Option<String>,
    pub(crate) points: Option<Spanned<Exact>>,
}

pub(crate) struct RawColumn {
    pub(crate) id: Spanned<String>,
    pub(crate) label: Option<String>,
    pub(crate) kind: FactKind,
    pub(crate) options: Vec<Spanned<String>>,
}

pub(crate) struct RawLimit {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) when: Option<Expression>,
    pub(crate) cap: Option<Spanned<String>>,
    pub(crate) section: Option<Spanned<String>>,
    pub(crate) because: Option<String>,
}

pub(crate) struct RawAlert {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) when: Option<Expression>,
    pub(crate) within: Option<LengthOfTime>,
    pub(crate) to: Option<String>,
}

pub(crate) struct RawAction {
    pub(crate) when: Option<Expression>,
    pub(crate) action: Option<String>,
    pub(crate) due: Option<LengthOfTime>,
    pub(crate) owner: Option<String>,
}

pub(crate) struct RawModeration {
    pub(crate) always_when: Option<Expression>,
    pub(crate) sample: Option<Exact>,
    pub(crate) at_least: u32,
    pub(crate) blind: bool,
}
