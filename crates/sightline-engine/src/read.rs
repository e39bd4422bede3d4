//! Lines of JSON into audits and cases.
//!
//! Numbers are read from the text as written, never through a float, and every mistake carries its place in the line.

mod case;
mod json;
mod plain;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use json::{Member, Reader};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::Exact;
use crate::model::{Answer, Audit, Case, FactValue, Moderated, Recorded, Value};
use crate::source::{SourceFile, Span};

const AUDIT_KEYS: [&str; 11] = [
    "audit",
    "case",
    "template",
    "auditor",
    "team",
    "service",
    "date",
    "answers",
    "voices",
    "recorded",
    "moderated",
];

/// Reads one audit from one line of an answers file.
///
/// # Errors
/// Every mistake in the line: broken JSON, missing and unknown keys, values of the wrong kind, dates that are none.
///
/// ```
/// use sightline_engine::{SourceFile, read};
///
/// let line = r#"{"audit":"A-1","case":"C-1","template":"t","date":"2025-09-30","answers":{"Q1":"yes"}}"#;
/// let audit = read::audit(&SourceFile::line("answers.jsonl", 1, line))?;
/// assert_eq!(audit.answers.len(), 1);
/// # Ok::<(), sightline_engine::Diagnostics>(())
/// ```
pub fn audit(line: &Arc<SourceFile>) -> Result<Audit, Diagnostics> {
    match audit_as_far(line) {
        (Some(audit), wrong) if wrong.is_empty() => Ok(audit),
        (_, wrong) => Err(wrong),
    }
}

/// Reads as much of an audit as can be read, with every mistake in the line; nothing where the line breaks off.
///
/// What could not be read is left out or blank. It is there to be checked by [`CompiledTemplate::wrong`], so that mistakes of
/// meaning are named together with those of form, and never to be scored.
///
/// [`CompiledTemplate::wrong`]: crate::CompiledTemplate::wrong
///
/// ```
/// use sightline_engine::{SourceFile, read};
///
/// let line = r#"{"audit":"A-1","case":7,"template":"t","date":"2025-09-30","answers":{"Q1":"yes"}}"#;
/// let (audit, wrong) = read::audit_as_far(&SourceFile::line("answers.jsonl", 1, line));
/// assert_eq!(wrong.len(), 1);
/// assert!(audit.is_some_and(|audit| audit.case.is_empty() && audit.answers.len() == 1));
/// ```
#[must_use]
pub fn audit_as_far(line: &Arc<SourceFile>) -> (Option<Audit>, Diagnostics) {
    match plain::audit(line.text()) {
        Some(audit) => (Some(audit), Diagnostics::new()),
        None => careful_audit(line),
    }
}

fn careful_audit(line: &Arc<SourceFile>) -> (Option<Audit>, Diagnostics) {
    let mut reader = Reader::new(line);
    let members = reader.object();
    reader.known_keys(&members, &AUDIT_KEYS);
    let mut required = |key: &str| {
        let text = reader.text(&members, key);
        // Of the wrong kind it has been named already; blank or `null` it is as good as not there.
        let named = members
            .iter()
            .any(|member| member.key == key && member.raw != "null");
        if text.as_ref().map_or(!named, String::is_empty) {
            reader.missing(
                key,
                "an audit needs its `audit` id, `case`, `template` and `date`",
            );
        }
        text.unwrap_or_default()
    };
    let (id, case, template, date) = (
        required("audit"),
        required("case"),
        required("template"),
        required("date"),
    );
    let date = if date.is_empty() {
        NaiveDate::MIN
    } else {
        reader.date(&members, "date").unwrap_or_default()
    };
    let audit = Audit {
        id,
        case,
        template,
        date,
        auditor: reader.text(&members, "auditor"),
        team: reader.text(&members, "team"),
        service: reader.text(&members, "service"),
        answers: answers(&mut reader, &members, "answers"),
        voices: voices(&mut reader, &members),
        recorded: recorded(&mut reader, &members),
        moderated: moderated(&mut reader, &members),
    };
    reader.finish(audit)
}

/// Reads one case from one line of a cases file.
///
/// # Errors
/// Every mistake in the line.
pub fn case(line: &Arc<SourceFile>) -> Result<Case, Diagnostics> {
    match plain::case(line.text()) {
        Some(case) => Ok(case),
        None => careful_case(line),
    }
}

fn careful_case(line: &Arc<SourceFile>) -> Result<Case, Diagnostics> {
    let mut reader = Reader::new(line);
    let case = case::careful(&mut reader);
    match reader.finish(case) {
        (Some(case), wrong) if wrong.is_empty() => Ok(case),
        (_, wrong) => Err(wrong),
    }
}

/// The place of a value in a line, by the keys that lead to it; the nearest key that is there, else the whole line.
#[must_use]
pub fn place(line: &Arc<SourceFile>, keys: &[&str]) -> Span {
    json::place(line, keys)
}

/// Where the parts of an audit stand in its line, as [`CompiledTemplate::assess`](crate::CompiledTemplate::assess) asks
/// for them.
pub fn places(line: &Arc<SourceFile>) -> impl Fn(&[&str]) -> Span {
    move |keys| place(line, keys)
}

/// The same for an audit that came out of a form or a database: mistakes are placed by its name alone.
pub fn nowhere(name: &str) -> impl Fn(&[&str]) -> Span + use<> {
    let file = SourceFile::new(name, "");
    move |_| Span::whole(&file)
}

/// A fact as written: text that is a date becomes one.
#[must_use]
pub fn fact_value(text: &str) -> FactValue {
    match text.parse::<NaiveDate>() {
        Ok(date) if text.len() == 10 => FactValue::Date(date),
        _ => FactValue::Text(text.to_owned()),
    }
}

fn fact(reader: &mut Reader, member: &Member) -> Option<FactValue> {
    match member.raw.as_str() {
        "null" => None,
        "true" => Some(FactValue::Text("yes".to_owned())),
        "false" => Some(FactValue::Text("no".to_owned())),
        raw if raw.starts_with('"') => Some(fact_value(&reader.string(member)?)),
        raw if raw.starts_with(['[', '{']) => {
            reader.wrong(member, "write a word, a number or a date");
            None
        }
        _ => reader.number(member).map(FactValue::Number),
    }
}

fn answers(reader: &mut Reader, members: &[Member], key: &str) -> BTreeMap<String, Answer> {
    let mut answers = BTreeMap::new();
    for member in reader.inner(members, key) {
        if let Some(answer) = answer(reader, &member) {
            answers.insert(member.key, answer);
        }
    }
    answers
}

fn answer(reader: &mut Reader, member: &Member) -> Option<Answer> {
    if !member.raw.starts_with('{') {
        return Some(Answer::Given {
            value: value(reader, member)?,
            comment: None,
        });
    }
    let parts = reader.members(member);
    reader.known_keys(
        &parts,
        &["value", "comment", "not_applicable", "not_enough_evidence"],
    );
    let says = |key: &str| {
        parts
            .iter()
            .any(|part| part.key == key && part.raw != "null")
    };
    if says("not_applicable") {
        let reason = reader.text(&parts, "not_applicable")?;
        return Some(Answer::NotApplicable { reason });
    }
    if says("not_enough_evidence") {
        let reason = reader.text(&parts, "not_enough_evidence")?;
        return Some(Answer::NotEnoughEvidence { reason });
    }
    let comment = reader.text(&parts, "comment");
    match parts.iter().find(|part| part.key == "value") {
        // Nobody answered, and what was said about it is kept all the same.
        Some(part) if part.raw == "null" => comment.map(|comment| Answer::Given {
            value: Value::Text(String::new()),
            comment: Some(comment),
        }),
        Some(part) => Some(Answer::Given {
            value: value(reader, part)?,
            comment,
        }),
        None => {
            reader.wrong(
                member,
                "give it a `value`, `not_applicable` or `not_enough_evidence`",
            );
            None
        }
    }
}

/// A value, or nothing for `null`, which is how some programs write "unanswered".
fn value(reader: &mut Reader, member: &Member) -> Option<Value> {
    match member.raw.as_str() {
        "null" => None,
        "true" => Some(Value::Text("yes".to_owned())),
        "false" => Some(Value::Text("no".to_owned())),
        raw if raw.starts_with('"') => reader.string(member).map(Value::Text),
        raw if raw.starts_with('[') => list(reader, member),
        raw if raw.starts_with('{') => {
            reader.wrong(member, "write a word, a number, a date or a list");
            None
        }
        _ => reader.number(member).map(Value::Number),
    }
}

fn list(reader: &mut Reader, member: &Member) -> Option<Value> {
    let items = reader.items(member);
    if items.iter().any(|item| item.raw.starts_with('{')) {
        let mut rows = Vec::new();
        for item in &items {
            let cells = reader.members(item);
            rows.push(
                cells
                    .iter()
                    .filter_map(|cell| Some((cell.key.clone(), scalar(reader, cell)?)))
                    .collect(),
            );
        }
        return Some(Value::Rows(rows));
    }
    Some(Value::List(
        items
            .iter()
            .filter_map(|item| scalar(reader, item))
            .collect(),
    ))
}

fn scalar(reader: &mut Reader, member: &Member) -> Option<String> {
    match value(reader, member)? {
        Value::Text(text) => Some(text),
        Value::Number(number) => Some(number.plain()),
        Value::List(_) | Value::Rows(_) => {
            reader.wrong(member, "let the list hold words or numbers only");
            None
        }
    }
}

fn voices(reader: &mut Reader, members: &[Member]) -> BTreeMap<String, BTreeMap<String, Answer>> {
    let voices = reader.inner(members, "voices");
    voices
        .iter()
        .map(|voice| (voice.key.clone(), answers(reader, &voices, &voice.key)))
        .collect()
}

fn recorded(reader: &mut Reader, members: &[Member]) -> Option<Recorded> {
    let parts = reader.part(
        members,
        "recorded",
        &["grade", "reason"],
        &["grade", "reason"],
    )?;
    Some(Recorded {
        grade: reader.text(&parts, "grade").unwrap_or_default(),
        reason: reader.text(&parts, "reason").unwrap_or_default(),
    })
}

fn moderated(reader: &mut Reader, members: &[Member]) -> Option<Moderated> {
    let keys = ["grade", "moderator", "date", "basis"];
    let parts = reader.part(members, "moderated", &keys, &keys)?;
    Some(Moderated {
        grade: reader.text(&parts, "grade").unwrap_or_default(),
        moderator: reader.text(&parts, "moderator").unwrap_or_default(),
        date: reader.date(&parts, "date").unwrap_or_default(),
        basis: reader.text(&parts, "basis").unwrap_or_default(),
    })
}

impl Reader<'_> {
    fn text(&mut self, members: &[Member], key: &str) -> Option<String> {
        let member = members
            .iter()
            .find(|member| member.key == key && member.raw != "null")?;
        if member.raw.starts_with('"') {
            return self.string(member);
        }
        self.wrong(member, "write text in quotes");
        None
    }

    fn date(&mut self, members: &[Member], key: &str) -> Option<NaiveDate> {
        let member = members.iter().find(|member| member.key == key)?;
        let text = self.string(member)?;
        let date = (text.len() == 10).then(|| text.parse().ok()).flatten();
        if date.is_none() {
            let message = format!("`{text}` is not a date");
            let help = "write year, month, day, such as `2025-09-30`";
            self.say(Diagnostic::error(Code::BAD_DATE, &self.at(member), message).help(help));
        }
        date
    }

    fn number(&mut self, member: &Member) -> Option<Exact> {
        let number = member.raw.parse();
        if number.is_err() {
            self.wrong(
                member,
                "write digits with at most one point and six decimal places",
            );
        }
        number.ok()
    }

    fn inner(&mut self, members: &[Member], key: &str) -> Vec<Member> {
        match members.iter().find(|member| member.key == key) {
            Some(member) => {
                let members = self.members(member);
                self.each_once(&members);
                members
            }
            None => Vec::new(),
        }
    }

    fn part(
        &mut self,
        members: &[Member],
        key: &str,
        known: &[&str],
        needed: &[&str],
    ) -> Option<Vec<Member>> {
        let member = members
            .iter()
            .find(|member| member.key == key && member.raw != "null")?;
        let parts = self.members(member);
        self.known_keys(&parts, known);
        // As some programs write that nobody gave a grade.
        if !parts.is_empty() && parts.iter().all(|part| part.raw == "null") {
            return None;
        }
        let is_there = |one: &str| {
            parts
                .iter()
                .any(|part| part.key == one && part.raw != "null")
        };
        for one in needed.iter().filter(|one| !is_there(one)) {
            let message = format!("`{key}` has no `{one}`");
            let help = format!("give `{key}` its {}", needed.join(", "));
            self.say(
                Diagnostic::error(Code::LINE_MISSING_KEY, &self.at(member), message).help(help),
            );
        }
        Some(parts)
    }

    /// Of two values under one key, nobody can tell which is meant.
    fn each_once(&mut self, members: &[Member]) {
        let mut seen = BTreeSet::new();
        for member in members
            .iter()
            .filter(|member| !seen.insert(member.key.as_str()))
        {
            let message = format!("`{}` stands twice in this line", member.key);
            self.say(
                Diagnostic::error(Code::DUPLICATE_KEY, &member.key_at, message)
                    .help("keep the one that is meant"),
            );
        }
    }

    fn known_keys(&mut self, members: &[Member], known: &[&str]) {
        self.each_once(members);
        for member in members
            .iter()
            .filter(|member| !known.contains(&member.key.as_str()))
        {
            let message = format!("`{}` is not a key of this line", member.key);
            let mut diagnostic = Diagnostic::error(Code::LINE_UNKNOWN_KEY, &member.key_at, message);
            diagnostic.help = suggest(&member.key, known.iter().copied());
            self.say(diagnostic);
        }
    }
}
