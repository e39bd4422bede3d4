//! Values that only scripts have: exact fractions, grades, and whether something was on time.

use std::sync::Arc;

use crate::calendar::{Judged, Timeliness};
use crate::exact::Exact;
use crate::model::{GradeIx, GradeScale};
use crate::scored::weighted;

use super::fault::{Fault, Faulty};
use super::look::Look;

/// An exact fraction, or points out of a most.
#[derive(Clone)]
pub(super) enum Fraction {
    /// A number.
    Number(Exact),
    /// Points, and what they are out of.
    Points(Exact, Exact),
    /// The mean of sections' scores. It is not worked out until a script wants to know: most only hand it back, and then
    /// hang on no score.
    Mean(Mean),
}

/// The sections of a mean, and where their scores are.
#[derive(Clone)]
pub(super) struct Mean {
    look: Look,
    /// The place of each section, and its weight.
    sections: Vec<(usize, Exact)>,
}

impl Mean {
    /// Sum of weight times score, and of weights.
    fn points(&self) -> (Exact, Exact) {
        let parts = self.sections.iter().filter_map(|(at, weight)| {
            let share = self.look.score(*at)?.share.clone()?;
            Some((weight, share))
        });
        weighted(parts)
    }

    /// The places of its sections.
    pub(super) fn sections(&self) -> Vec<usize> {
        self.sections.iter().map(|(at, _)| *at).collect()
    }
}

impl Fraction {
    /// The mean of the scores of some sections, each with its weight.
    pub(super) fn mean(look: Look, sections: Vec<(usize, Exact)>) -> Self {
        Self::Mean(Mean { look, sections })
    }

    /// Points, and what they are out of, where it is a score.
    pub(super) fn points(&self) -> Option<(Exact, Exact)> {
        match self {
            Self::Number(_) => None,
            Self::Points(n, out_of) => Some((n.clone(), out_of.clone())),
            Self::Mean(mean) => Some(mean.points()),
        }
    }

    /// As one number; points out of nothing have none.
    pub(super) fn value(&self) -> Option<Exact> {
        match self {
            Self::Number(n) => Some(n.clone()),
            Self::Points(n, out_of) => n.divide(out_of),
            Self::Mean(mean) => {
                let (n, out_of) = mean.points();
                n.divide(&out_of)
            }
        }
    }
}

impl From<Exact> for Fraction {
    fn from(n: Exact) -> Self {
        Self::Number(n)
    }
}

/// A section's or the overall grade, which may be missing.
#[derive(Clone)]
pub(super) struct GradeView {
    pub(super) scale: Option<Arc<GradeScale>>,
    pub(super) at: Option<GradeIx>,
    /// Where its score is looked up, if it has one.
    pub(super) whole: Option<Look>,
}

impl GradeView {
    /// A grade by itself, on a scale.
    pub(super) fn new(scale: Option<&Arc<GradeScale>>, at: Option<GradeIx>) -> Self {
        Self {
            scale: scale.cloned(),
            at,
            whole: None,
        }
    }

    /// The grade and score of the whole.
    pub(super) fn overall(scale: Option<&Arc<GradeScale>>, look: &Look) -> Self {
        Self {
            whole: Some(look.clone()),
            ..Self::new(scale, look.overall())
        }
    }

    /// The grade's id.
    pub(super) fn id(&self) -> Option<&str> {
        self.scale
            .as_ref()?
            .grade(self.at?)
            .map(|grade| grade.id.as_str())
    }
}

/// How something can come out, as scripts write it.
pub(super) const OUTCOMES: [&str; 4] = ["on-time", "late", "overdue", "not-yet-due"];

/// What `on_time` gives.
#[derive(Clone, Copy)]
pub(super) struct Timely(pub(super) Judged);

impl Timely {
    /// How it came out.
    pub(super) fn outcome(self) -> &'static str {
        match self.0.timeliness {
            Timeliness::OnTime => "on-time",
            Timeliness::Late(_) => "late",
            Timeliness::Overdue(_) => "overdue",
            Timeliness::NotYetDue => "not-yet-due",
        }
    }

    /// Whether it came out so.
    pub(super) fn is(self, outcome: &str) -> Faulty<bool> {
        if OUTCOMES.contains(&outcome) {
            Ok(self.outcome() == outcome)
        } else {
            Err(Fault::new("the script compares with a word that is no outcome").into())
        }
    }

    /// By how many days it was late, or is so far.
    pub(super) fn late_by(self) -> i64 {
        match self.0.timeliness {
            Timeliness::Late(days) | Timeliness::Overdue(days) => days,
            Timeliness::OnTime | Timeliness::NotYetDue => 0,
        }
    }
}
