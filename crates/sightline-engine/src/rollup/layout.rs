//! Which count of a tally stands for what.

use crate::answers::code;
use crate::model::Template;
use crate::rollup::{Basis, Labels};
use crate::scored::Status;

/// What the numbers of a tally stand for, for one template, and what they are called.
///
/// A tally is one flat row of numbers, so that adding an audit is a few dozen increments and adding two tallies is one
/// loop. All knowledge of which number is which lives here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    labels: Labels,
    pub(super) at: Places,
    pub(super) questions: Vec<QuestionPlace>,
    /// Where themes are told by other names than those that audits were scored with: the place now of each place then.
    pub(super) theme_places: Option<Vec<usize>>,
}

/// Where each part of a tally starts.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Places {
    /// How many grades the scale has; each row of grades has one place more, for none.
    pub(super) grades: usize,
    pub(super) sections: usize,
    pub(super) themes: usize,
    pub(super) limits: usize,
    pub(super) alerts: usize,
    pub(super) actions: usize,
    pub(super) audits: usize,
    pub(super) status: usize,
    pub(super) computed: usize,
    pub(super) limited: usize,
    pub(super) recorded: usize,
    pub(super) effective: usize,
    pub(super) section_grades: usize,
    pub(super) completeness: usize,
    pub(super) any: usize,
    pub(super) concerns: usize,
    pub(super) strengths: usize,
    pub(super) both: usize,
    pub(super) limits_fired: usize,
    pub(super) alerts_raised: usize,
    pub(super) actions_set: usize,
    pub(super) moderation: usize,
    pub(super) impact: usize,
    /// Which section the grid of practice and impact reads; absent where there is none.
    pub(super) impact_section: Option<usize>,
    pub(super) end: usize,
}

/// Where one question's counts start: not shown first, then a count a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct QuestionPlace {
    pub(super) at: usize,
    pub(super) codes: usize,
}

/// The id of the section that the grid of practice and impact is made from.
pub const IMPACT: &str = "impact";

/// Audits with any concern, any strength, any limit, any alert, any action; and actions that scripts added.
pub(super) const ANY: usize = 6;

impl Layout {
    /// The layout of a template's tallies.
    #[must_use]
    pub fn new(template: &Template) -> Self {
        Self::of(Labels::of(template))
    }

    /// The layout of the tallies that these words belong to, for whoever kept the words and not the template.
    #[must_use]
    pub fn of(labels: Labels) -> Self {
        let mut at = Places {
            grades: labels.scale.as_ref().map_or(0, |scale| scale.grades.len()),
            sections: labels.sections.len(),
            themes: labels.themes.len(),
            limits: labels.limits.len(),
            alerts: labels.alerts.len(),
            actions: labels.actions.len(),
            ..Places::default()
        };
        let row = at.grades + 1;
        let mut end = 0;
        let mut take = |count: usize| {
            end += count;
            end - count
        };
        at.audits = take(1);
        at.status = take(Status::ALL.len());
        at.computed = take(row);
        at.limited = take(row);
        at.recorded = take(row);
        at.effective = take(row);
        at.section_grades = take(row * at.sections);
        at.completeness = take(4);
        at.any = take(ANY);
        at.concerns = take(at.themes);
        at.strengths = take(at.themes);
        at.both = take(at.themes);
        at.limits_fired = take(at.limits);
        at.alerts_raised = take(at.alerts);
        at.actions_set = take(at.actions);
        at.moderation = take(Basis::ALL.len() * row * at.grades);
        let impact = labels
            .sections
            .iter()
            .position(|section| section.id == IMPACT);
        at.impact_section = impact.filter(|_| at.grades > 0);
        at.impact = take(if at.impact_section.is_some() {
            row * row
        } else {
            0
        });
        let questions = labels
            .questions
            .iter()
            .map(|question| {
                let codes = usize::from(code::FIRST) + question.answers.len();
                QuestionPlace {
                    at: take(1 + codes),
                    codes,
                }
            })
            .collect();
        at.end = end;
        Self {
            labels,
            at,
            questions,
            theme_places: None,
        }
    }

    /// What the counts are called.
    #[must_use]
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// How many numbers a tally of this layout has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at.end
    }

    /// Never: every layout counts audits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at.end == 0
    }
}
