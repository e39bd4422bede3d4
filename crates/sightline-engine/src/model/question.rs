use std::sync::Arc;

use crate::exact::Exact;
use crate::model::{Expression, FactKind, GradeIx, GradeScale, NaPolicy, NumberScale};
use crate::source::Span;

/// One question of a template.
#[derive(Clone, Debug)]
pub struct Question {
    /// As written in templates, scripts and answers.
    pub id: String,
    /// Which of the template's sections it stands in.
    pub section: usize,
    /// The words the auditor reads.
    pub ask: String,
    /// Markdown shown with the question.
    pub guidance: Option<String>,
    /// What may be answered.
    pub kind: QuestionKind,
    /// Whether it counts towards completeness.
    pub required: bool,
    /// Whether it has points and they count.
    pub scored: bool,
    /// How much it counts; not negative.
    pub weight: Exact,
    /// Whether the field holds that no grade should stand without it; `critical_unanswered()` counts these.
    pub critical: bool,
    /// Places in [`crate::model::Template::themes`].
    pub themes: Vec<usize>,
    /// Holds when the question is asked; absent is always.
    pub show_when: Option<Expression>,
    /// What the case record suggests.
    pub prefill: Option<Expression>,
    /// Ids of the answers that need a comment.
    pub evidence: Vec<String>,
    /// Whether and how `not applicable` may be answered.
    pub not_applicable: NotApplicable,
    /// Overrides the section's policy for `not enough evidence`.
    pub not_enough_evidence: Option<NaPolicy>,
    /// What each answer looks like here: answer id and text.
    pub descriptors: Vec<(String, String)>,
    /// What makes a concern or a strength of the answer.
    pub marks: Marks,
    /// Words for a concern, in place of the question's own.
    pub concern_text: Option<String>,
    /// Words for a strength.
    pub strength_text: Option<String>,
    /// Where its id is written.
    pub at: Span,
}

impl Question {
    /// The answers that have codes of their own, in code order, with their points where they have any.
    ///
    /// Empty for kinds whose answers stand beside the codes: numbers, dates, text, lists, tables.
    #[must_use]
    pub fn coded(&self) -> Vec<Opt> {
        let word = |id: &str, label: &str, points: Exact| Opt {
            id: id.to_owned(),
            label: label.to_owned(),
            points: Some(points),
        };
        let best = |best: &Best| match best {
            Best::Yes => (Exact::ONE, Exact::ZERO),
            Best::No => (Exact::ZERO, Exact::ONE),
        };
        match &self.kind {
            QuestionKind::Grade(scale) => scale
                .grades
                .iter()
                .map(|grade| word(&grade.id, &grade.label, grade.value.clone()))
                .collect(),
            QuestionKind::YesNo(which) => {
                let (yes, no) = best(which);
                vec![word("yes", "Yes", yes), word("no", "No", no)]
            }
            QuestionKind::YesPartlyNo(which) => {
                let (yes, no) = best(which);
                vec![
                    word("yes", "Yes", yes),
                    word("partly", "Partly", Exact::ratio(1, 2)),
                    word("no", "No", no),
                ]
            }
            QuestionKind::Choice(options) => options.clone(),
            QuestionKind::Scale(scale) => {
                let step = |at: Exact| Opt {
                    id: at.plain(),
                    label: at.plain(),
                    points: Some(at),
                };
                scale.steps().into_iter().map(step).collect()
            }
            QuestionKind::Choices(_)
            | QuestionKind::Number { .. }
            | QuestionKind::Date
            | QuestionKind::Text
            | QuestionKind::Table(_)
            | QuestionKind::Computed(_) => Vec::new(),
        }
    }

    /// The points that are worth nothing and everything, where the answers have points.
    #[must_use]
    pub fn range(&self) -> Option<(Exact, Exact)> {
        match &self.kind {
            QuestionKind::Choices(options) => {
                let points: Option<Vec<Exact>> =
                    options.iter().map(|option| option.points.clone()).collect();
                Some((
                    Exact::ZERO,
                    points?.into_iter().filter(|one| !one.is_negative()).sum(),
                ))
            }
            QuestionKind::Number { low, high } => Some((low.clone()?, high.clone()?)),
            QuestionKind::Computed(_) => Some((Exact::ZERO, Exact::ONE)),
            QuestionKind::Date | QuestionKind::Text | QuestionKind::Table(_) => None,
            QuestionKind::Grade(_)
            | QuestionKind::YesNo(_)
            | QuestionKind::YesPartlyNo(_)
            | QuestionKind::Choice(_)
            | QuestionKind::Scale(_) => {
                let points: Option<Vec<Exact>> = self
                    .coded()
                    .into_iter()
                    .map(|option| option.points)
                    .collect();
                let points = points?;
                Some((points.iter().min()?.clone(), points.iter().max()?.clone()))
            }
        }
    }

    /// Points as a sum counts them, and the most they could be: a number where less is better counts down from its worst.
    #[must_use]
    pub fn in_a_sum(&self, points: &Exact) -> Option<(Exact, Exact)> {
        let (low, high) = self.range()?;
        Some(if low > high {
            (low.clone() - points.clone(), low - high)
        } else {
            (points.clone(), high)
        })
    }

    /// What points are worth, from 0 to 1; absent where all answers are worth the same.
    #[must_use]
    pub fn value(&self, points: &Exact) -> Option<Exact> {
        let (low, high) = self.range()?;
        (points.clone() - low.clone()).divide(&(high - low))
    }
}

/// What may be answered.
#[derive(Clone, Debug)]
pub enum QuestionKind {
    /// A grade of a scale.
    Grade(Arc<GradeScale>),
    /// `yes` or `no`.
    YesNo(Best),
    /// `yes`, `partly` or `no`.
    YesPartlyNo(Best),
    /// One of several options.
    Choice(Vec<Opt>),
    /// Any of several options.
    Choices(Vec<Opt>),
    /// A number; scored where it has both ends. `low` is the worst and may be the larger.
    Number {
        /// The worst value that is accepted.
        low: Option<Exact>,
        /// The best value that is accepted.
        high: Option<Exact>,
    },
    /// A number of a scale such as 0 to 10.
    Scale(Arc<NumberScale>),
    /// A date.
    Date,
    /// Free text.
    Text,
    /// Rows of named columns.
    Table(Columns),
    /// Worked out by an expression, never asked.
    Computed(Expression),
}

/// Which answer to a yes-or-no question is the good one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Best {
    /// A yes is good.
    #[default]
    Yes,
    /// A yes is bad news.
    No,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opt {
    /// As written in answers.
    pub id: String,
    /// As the auditor sees it.
    pub label: String,
    /// Its points; a choice is scored when all its options have them.
    pub points: Option<Exact>,
}

/// The columns of a table question.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Columns {
    /// All of them, in order.
    pub all: Vec<Column>,
    /// Where each row is something to be done, the columns that say so.
    pub actions: Option<ActionColumns>,
}

/// Ids of the columns that make an action of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionColumns {
    /// What is to be done; a row without it is no action.
    pub action: String,
    /// By whom.
    pub owner: Option<String>,
    /// By when: a column of dates.
    pub due: Option<String>,
}

/// One column of a table question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As written in answers.
    pub id: String,
    /// As the auditor sees it.
    pub label: String,
    /// What its cells hold.
    pub kind: FactKind,
}

/// Whether `not applicable` may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotApplicable {
    /// False refuses it.
    pub allowed: bool,
    /// Whether it needs a reason.
    pub reason_required: bool,
    /// Overrides the section's policy.
    pub policy: Option<NaPolicy>,
}

/// What makes a finding of an answer; each kind of question has marks of its own kind.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Marks {
    /// The answer is never a finding.
    #[default]
    None,
    /// On a scale of grades.
    Grades {
        /// Below it is a concern.
        good_enough: Option<GradeIx>,
        /// At or above it is a strength.
        strength: Option<GradeIx>,
    },
    /// On numbers, and on the points of options.
    Points {
        /// Below it is a concern.
        good_enough: Option<Exact>,
        /// At or above it is a strength.
        strength: Option<Exact>,
    },
}
