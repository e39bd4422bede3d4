//! Conditions that are asked of an audit while nothing they look at changes.

use crate::diagnostic::Diagnostic;
use crate::model::{Expression, Template};
use crate::script::{Place, Script};

use super::condition::Condition;
use super::known::Known;

/// Conditions by place; those that are written alike are asked once.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    conditions: Vec<Condition>,
    which: Vec<Option<usize>>,
}

/// What is known of a stage's conditions for one audit, as bits.
#[derive(Debug, Default)]
pub(crate) struct Truths {
    asked: u64,
    hold: u64,
}

impl Stage {
    /// Conditions in the order in which they will be named; one that is absent always holds.
    pub(super) fn new<'t>(
        template: &Template,
        script: &Script,
        all: impl Iterator<Item = (Place, Option<&'t Expression>)>,
    ) -> Self {
        let mut stage = Self::default();
        let mut texts: Vec<Option<&str>> = Vec::new();
        for (place, expression) in all {
            let Some(expression) = expression else {
                stage.which.push(None);
                continue;
            };
            let inputs = script.inputs(place);
            // How many critical questions are blank changes while it is decided what is shown.
            let text = (!inputs.critical).then_some(expression.text.trim());
            let before = texts.iter().position(|one| text.is_some() && *one == text);
            let at = before.unwrap_or_else(|| {
                texts.push(text);
                let condition = Condition::new(template, place, inputs);
                stage.conditions.push(condition);
                texts.len() - 1
            });
            stage.which.push(Some(at));
        }
        stage
    }

    /// Whether a condition holds.
    #[inline]
    pub(crate) fn holds(
        &self,
        at: usize,
        truths: &mut Truths,
        script: &Script,
        known: &impl Known,
    ) -> Result<bool, Box<Diagnostic>> {
        let Some(Some(at)) = self.which.get(at).copied() else {
            return Ok(true);
        };
        let bit = 1_u64.checked_shl(u32::try_from(at).unwrap_or(u32::MAX));
        let bit = bit.unwrap_or(0);
        if truths.asked & bit != 0 {
            return Ok(truths.hold & bit != 0);
        }
        let Some(condition) = self.conditions.get(at) else {
            return Ok(true);
        };
        let holds = condition.holds(script, known)?;
        truths.asked |= bit;
        truths.hold |= if holds { bit } else { 0 };
        Ok(holds)
    }
}
