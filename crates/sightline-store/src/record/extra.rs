//! What scripts added, as JSON.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};
use sightline_engine::scored::{CaseAction, Extra, FindingKind, ScriptFinding};
use sightline_engine::{Code, Diagnostic, Severity, SourceFile, Span};

use super::bytes::Malformed;

/// As JSON.
pub(crate) fn extra_to_json(extra: &Extra) -> String {
    let finding =
        |one: &ScriptFinding| json!({"theme": one.theme, "kind": one.kind.id(), "text": one.text});
    let action = |one: &CaseAction| json!({"action": one.action, "due": one.due.map(|due| due.to_string()), "owner": one.owner});
    json!({
        "findings": extra.findings.iter().map(finding).collect::<Vec<_>>(),
        "actions": extra.actions.iter().map(action).collect::<Vec<_>>(),
        "computed": extra.computed,
        "failure": extra.failure.as_ref().map(failure_to_json),
    })
    .to_string()
}

/// Back from JSON; places are found again in the sources of the template that was scored with.
pub(crate) fn extra_from_json(text: &str, sources: &[Arc<SourceFile>]) -> Result<Extra, Malformed> {
    let value: Value = serde_json::from_str(text).map_err(|_| Malformed)?;
    let list = |key: &str| value.get(key).and_then(Value::as_array).ok_or(Malformed);
    let findings = list("findings")?
        .iter()
        .map(finding)
        .collect::<Result<_, _>>()?;
    let actions = list("actions")?
        .iter()
        .map(action)
        .collect::<Result<_, _>>()?;
    let computed = list("computed")?
        .iter()
        .map(computed)
        .collect::<Result<_, _>>()?;
    let failure = match value.get("failure") {
        None | Some(Value::Null) => None,
        Some(failure) => Some(failure_from_json(failure, sources)?),
    };
    Ok(Extra {
        findings,
        actions,
        computed,
        failure,
    })
}

fn finding(value: &Value) -> Result<ScriptFinding, Malformed> {
    let kinds = [FindingKind::Strength, FindingKind::Concern];
    let kind = text(value, "kind")?;
    Ok(ScriptFinding {
        theme: value
            .get("theme")
            .and_then(Value::as_u64)
            .and_then(|n| n.try_into().ok())
            .ok_or(Malformed)?,
        kind: kinds
            .into_iter()
            .find(|one| one.id() == kind)
            .ok_or(Malformed)?,
        text: text(value, "text")?.to_owned(),
    })
}

fn action(value: &Value) -> Result<CaseAction, Malformed> {
    let due = maybe(value, "due")?;
    Ok(CaseAction {
        action: text(value, "action")?.to_owned(),
        due: due
            .map(|due| due.parse::<NaiveDate>().map_err(|_| Malformed))
            .transpose()?,
        owner: maybe(value, "owner")?.map(str::to_owned),
    })
}

fn computed(value: &Value) -> Result<(u16, String), Malformed> {
    match value.as_array().map(Vec::as_slice) {
        Some([place, text]) => {
            let place = place
                .as_u64()
                .and_then(|n| n.try_into().ok())
                .ok_or(Malformed)?;
            Ok((place, text.as_str().ok_or(Malformed)?.to_owned()))
        }
        _ => Err(Malformed),
    }
}

fn failure_to_json(failure: &Diagnostic) -> Value {
    let related = |(at, text): &(Span, String)| json!({"at": span_to_json(at), "text": text});
    json!({
        "code": failure.code.id(),
        "severity": failure.severity.word(),
        "message": failure.message,
        "at": span_to_json(&failure.at),
        "label": failure.label,
        "related": failure.related.iter().map(related).collect::<Vec<_>>(),
        "help": failure.help,
    })
}

fn failure_from_json(value: &Value, sources: &[Arc<SourceFile>]) -> Result<Diagnostic, Malformed> {
    let severities = [Severity::Error, Severity::Warning];
    let severity = text(value, "severity")?;
    let related = |one: &Value| Ok((span(one.get("at"), sources)?, text(one, "text")?.to_owned()));
    let all_related = value
        .get("related")
        .and_then(Value::as_array)
        .ok_or(Malformed)?;
    Ok(Diagnostic {
        code: Code::find(text(value, "code")?).ok_or(Malformed)?,
        severity: severities
            .into_iter()
            .find(|one| one.word() == severity)
            .ok_or(Malformed)?,
        message: text(value, "message")?.to_owned(),
        at: span(value.get("at"), sources)?,
        label: text(value, "label")?.to_owned(),
        related: all_related
            .iter()
            .map(related)
            .collect::<Result<_, Malformed>>()?,
        help: maybe(value, "help")?.map(str::to_owned),
    })
}

fn span_to_json(at: &Span) -> Value {
    let (line, column) = at.line_column();
    let range = at.range();
    json!({"file": at.path(), "line": line, "column": column, "start": range.start, "end": range.end})
}

/// A place in a file that is not among the sources is the start of a file of that name: the name is what is left of it.
fn span(value: Option<&Value>, sources: &[Arc<SourceFile>]) -> Result<Span, Malformed> {
    let value = value.ok_or(Malformed)?;
    let path = text(value, "file")?;
    let offset = |key: &str| {
        value
            .get(key)
            .and_then(Value::as_u64)
            .and_then(|n| n.try_into().ok())
            .ok_or(Malformed)
    };
    let (start, end) = (offset("start")?, offset("end")?);
    match sources.iter().find(|source| source.path() == path) {
        Some(source) => Ok(Span::new(source, start, end)),
        None => Ok(Span::whole(&SourceFile::new(path, ""))),
    }
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str, Malformed> {
    value.get(key).and_then(Value::as_str).ok_or(Malformed)
}

fn maybe<'a>(value: &'a Value, key: &str) -> Result<Option<&'a str>, Malformed> {
    match value.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(other) => other.as_str().map(Some).ok_or(Malformed),
    }
}
