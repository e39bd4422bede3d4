//! Facts of the case against what the template says they are.

use super::Places;
use crate::compile::CompiledTemplate;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::model::{Case, Fact, FactKind, FactValue};

impl CompiledTemplate {
    /// Names every declared fact of a case that is not of its kind.
    ///
    /// A script would fail on it, or take it for something else, audit by audit. What stands in the record is not
    /// repeated: it is about a child.
    pub(super) fn facts_wrong(&self, case: &Case, at: Places<'_>) -> Diagnostics {
        let mut found = Diagnostics::new();
        for fact in &self.template.record {
            let wrong = case
                .facts
                .get(&fact.id)
                .and_then(|value| wrong(fact, value));
            if let Some((is_error, what, help)) = wrong {
                let message = format!("the fact `{}` of case `{}` is {what}", fact.id, case.id);
                let at = at(&["case"]);
                let diagnostic = if is_error {
                    Diagnostic::error(Code::FACT_WRONG_KIND, &at, message)
                } else {
                    Diagnostic::warning(Code::FACT_WRONG_KIND, &at, message)
                };
                found.push(diagnostic.help(help));
            }
        }
        found
    }
}

/// Whether nothing can be done with a fact, what is wrong with it, and what helps.
fn wrong(fact: &Fact, value: &FactValue) -> Option<(bool, &'static str, String)> {
    let in_record = "in the case record";
    match (&fact.kind, value) {
        (FactKind::Date, FactValue::Date(_))
        | (FactKind::Number, FactValue::Number(_))
        | (FactKind::Text, _) => None,
        (FactKind::Number, FactValue::Text(text)) if text.parse::<Exact>().is_ok() => None,
        (FactKind::Date, _) => Some((
            true,
            "not a date",
            format!("write it as year, month, day, such as `2025-09-30`, {in_record}"),
        )),
        (FactKind::Number, _) => Some((
            true,
            "not a number",
            format!("write digits with at most one point {in_record}"),
        )),
        (FactKind::YesNo, FactValue::Text(text)) if matches!(text.as_str(), "yes" | "no") => None,
        (FactKind::YesNo, _) => Some((
            false,
            "neither `yes` nor `no`",
            format!("write `yes` or `no` {in_record}"),
        )),
        (FactKind::Choice(options), FactValue::Text(text)) if options.contains(text) => None,
        (FactKind::Choice(options), _) => Some((
            false,
            "none of what the template knows",
            format!("use one of `{}` {in_record}", options.join("`, `")),
        )),
    }
}
