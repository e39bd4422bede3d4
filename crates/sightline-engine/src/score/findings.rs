//! Section 7 of the rule: strengths and concerns, and what an audit has of its own.

use crate::answers::code;
use crate::compile::CompiledTemplate;
use crate::compile::plan;
use crate::diagnostic::Diagnostic;
use crate::score::{State, agreed, section};
use crate::scored::{Extra, FindingKind, Scored, ScriptFinding};

impl CompiledTemplate {
    /// The finding that one shown question's answer makes; `beside` gives the text of an answer without a code.
    pub(crate) fn finding<'t>(
        &self,
        at: usize,
        code: u8,
        beside: impl FnOnce() -> Option<&'t str>,
    ) -> Option<FindingKind> {
        if code == code::BESIDE {
            let question = self.template.questions.get(at)?;
            let (points, _) = section::points_of_text(question, beside()?)?;
            return plan::finding(question, &points);
        }
        let line = self.plan.lines.get(at)?;
        *self.plan.finds.get(line.start + usize::from(code))?
    }
}

/// What auditors agreed, what the script's own hooks find and ask for, and what computed questions came to.
pub(crate) fn extra(
    template: &CompiledTemplate,
    state: &State<'_>,
) -> Result<Option<Box<Extra>>, Box<Diagnostic>> {
    let hooks = template.script.hooks();
    let agreed = &template.plan.agreed;
    if !hooks.findings && !hooks.actions && state.computed.is_empty() && agreed.is_empty() {
        return Ok(None);
    }
    let mut extra = Extra {
        actions: agreed::actions(agreed, state),
        ..Extra::default()
    };
    if hooks.findings {
        let run = || template.script.findings(&state.facts());
        extra.findings = template.memos.findings.recall(state, run)?;
    }
    if hooks.actions {
        let run = || template.script.actions(&state.facts());
        let scripts = template.memos.actions.recall(state, run)?;
        extra.actions.extend(scripts);
    }
    extra.computed = state
        .computed
        .iter()
        .map(|(at, value)| (*at, value.words()))
        .collect();
    Ok((extra != Extra::default()).then(|| Box::new(extra)))
}

/// Counts a script's finding among the themes.
pub(crate) fn count(finding: &ScriptFinding, scored: &mut Scored) {
    let bit = 1_u128.checked_shl(finding.theme.into()).unwrap_or(0);
    match finding.kind {
        FindingKind::Concern => scored.concerns |= bit,
        FindingKind::Strength => scored.strengths |= bit,
    }
}
