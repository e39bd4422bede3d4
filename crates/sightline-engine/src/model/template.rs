use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::exact::Exact;
use crate::model::{
    ActionRule, AlertRule, GradeIx, GradeScale, HistoryList, LengthOfTime, Limit, Question, Scale,
    Theme, Timescales,
};
use crate::source::{SourceFile, Span};

/// A well-formed audit template.
#[derive(Clone, Debug)]
pub struct Template {
    /// Permanent; renaming is delete plus add.
    pub id: String,
    /// Which edition.
    pub version: Version,
    /// As a reader sees it.
    pub title: String,
    /// Markdown.
    pub about: Option<String>,
    /// Whose work or life is looked at.
    pub subject: Subject,
    /// The scale of section and overall grades; absent for an ungraded template.
    pub grade_scale: Option<Scale>,
    /// Who answers; the first counts, the others are kept beside it.
    pub voices: Vec<String>,
    /// The facts it may read; anything else is invisible to its scripts.
    pub record: Vec<Fact>,
    /// The lists of the case's history it may read, and of each the fields; anything else is invisible as well.
    pub history: Vec<HistoryList>,
    /// Holds when a case can be audited with it.
    pub eligible: Option<Expression>,
    /// What must be done how long after what: those that are shared, changed as the template says.
    pub timescales: Arc<Timescales>,
    /// In file order.
    pub sections: Vec<Section>,
    /// In file order; each knows its section.
    pub questions: Vec<Question>,
    /// The themes its questions name, shared and local, in order of first use.
    pub themes: Vec<Theme>,
    /// Limiting judgements, in order.
    pub limits: Vec<Limit>,
    /// Who must be told of what.
    pub alerts: Vec<AlertRule>,
    /// What must be done.
    pub actions: Vec<ActionRule>,
    /// How it is scored.
    pub scoring: Scoring,
    /// Which audits a second person grades.
    pub moderation: Option<Moderation>,
    /// How long identifiable answers are kept, in years.
    pub identifiable_years: Option<u32>,
    /// The file it was read from.
    pub source: Arc<SourceFile>,
}

impl Template {
    /// The place of a question by its id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }

    /// The place of a section by its id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.id == id)
    }

    /// The scale of its grades, where it has named ones.
    #[must_use]
    pub fn grades(&self) -> Option<&Arc<GradeScale>> {
        match &self.grade_scale {
            Some(Scale::Grades(scale)) => Some(scale),
            Some(Scale::Numbers(_)) | None => None,
        }
    }
}

/// Three numbers: scores can no longer be compared, something added, wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// Scores of different major versions are never put on one line.
    pub major: u32,
    /// Something was added.
    pub minor: u32,
    /// Wording.
    pub patch: u32,
}

impl FromStr for Version {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let numbers: Result<Vec<u32>, _> = text.split('.').map(str::parse).collect();
        match numbers.map_err(|_| ())?.as_slice() {
            &[major, minor, patch] => Ok(Self {
                major,
                minor,
                patch,
            }),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// Whose work or life an audit looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A child.
    Child,
    /// A member of staff.
    Worker,
    /// A meeting.
    Meeting,
    /// A family.
    Family,
}

/// A fact of the case record that a template declares.
#[derive(Clone, Debug)]
pub struct Fact {
    /// As scripts name it.
    pub id: String,
    /// What it holds.
    pub kind: FactKind,
    /// As a reader sees it.
    pub label: Option<String>,
    /// Whether it could tell who the child is.
    pub identifying: bool,
    /// Where it is written.
    pub at: Span,
}

/// What a fact or a table's cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// A date.
    Date,
    /// A number.
    Number,
    /// Free text.
    Text,
    /// `yes` or `no`.
    YesNo,
    /// One of these.
    Choice(Vec<String>),
}

/// One section of a template.
#[derive(Clone, Debug)]
pub struct Section {
    /// As scripts name it.
    pub id: String,
    /// As a reader sees it.
    pub title: String,
    /// Markdown.
    pub guidance: Option<String>,
    /// How much it counts towards the overall score; not negative.
    pub weight: Exact,
    /// A later stage of the same audit.
    pub stage: Option<Stage>,
    /// Holds when the section is asked; absent is always.
    pub show_when: Option<Expression>,
    /// How it is scored.
    pub scoring: SectionScoring,
    /// Its questions' places in [`Template::questions`].
    pub questions: std::ops::Range<usize>,
    /// Where its id is written.
    pub at: Span,
}

/// A part of an audit that is answered later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// As written.
    pub id: String,
    /// How long after the audit's date it opens.
    pub opens_after: Option<LengthOfTime>,
}

/// How a template is scored.
#[derive(Clone, Debug)]
pub struct Scoring {
    /// How sections become one.
    pub overall: Overall,
    /// What the overall is made from.
    pub of: Basis,
    /// Where each grade of the overall starts; absent is the nearest grade.
    pub bands: Option<Bands>,
    /// Below this share of answered questions there is no grade.
    pub minimum_completeness: Option<Exact>,
    /// The script that holds its hooks.
    pub script: Option<Arc<SourceFile>>,
}

/// How one section is scored: the template's `scoring`, with the section's own keys over it.
#[derive(Clone, Debug)]
pub struct SectionScoring {
    /// How questions become one score.
    pub method: Method,
    /// Where each grade starts; absent is the nearest grade.
    pub bands: Option<Bands>,
    /// What `not applicable` does.
    pub not_applicable: NaPolicy,
    /// What `not enough evidence` does.
    pub not_enough_evidence: NaPolicy,
    /// Below this share of answered questions the section has no grade.
    pub minimum_completeness: Option<Exact>,
}

/// How questions become a section's score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Sum of weight times value, over the sum of weights.
    WeightedMean,
    /// Points, out of the most they could be.
    Sum,
    /// The lowest value.
    Worst,
    /// The whole only if every value is the whole.
    AllOrNothing,
    /// `section_score(section)` says.
    Script,
    /// Not scored.
    None,
}

/// How sections become the overall score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overall {
    /// Sections put together by one of the section methods; `Script` calls `overall(sections)`.
    Sections(Method),
    /// All questions at once; sections and their weights play no part.
    Pooled,
}

/// What the overall is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Section shares.
    Scores,
    /// Values of section grades.
    Grades,
}

/// What an answer without a value does to the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NaPolicy {
    /// Leaves numerator and denominator.
    LeaveOut,
    /// Counts as the lowest answer.
    CountAsLowest,
    /// Is not taken as an answer.
    Refuse,
}

/// Where each grade starts, in the order written; together they cover every score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands(pub Vec<(GradeIx, Bound)>);

/// The lowest score of a band, inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// In the grade scale's own values.
    Value(Exact),
    /// A share of the whole, 0 to 1.
    Share(Exact),
    /// Points of a `sum`.
    Points(Exact),
}

/// Which audits a second person grades.
#[derive(Clone, Debug)]
pub struct Moderation {
    /// Holds when an audit is always moderated.
    pub always_when: Option<Expression>,
    /// Share of the rest.
    pub sample: Option<Exact>,
    /// But at least this many.
    pub at_least: u32,
    /// Whether the moderator grades before seeing the auditor's grade.
    pub blind: bool,
}

/// A script expression of a template, not yet compiled.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What the script reads; one line.
    pub text: String,
    /// Where the first character of `text` stands.
    pub at: Span,
}
