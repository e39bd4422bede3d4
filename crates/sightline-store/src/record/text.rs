//! Notes and the other voices' answers, as JSON that a query tool can read.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};
use sightline_engine::answers::{Note, NoteKind};
use sightline_engine::model::{Answer, Value};

use super::bytes::Malformed;
use super::decimal::put_decimal;
use super::exact::parse;
use crate::Voices;

/// Notes as `[[question, kind, text], …]`.
pub(crate) fn notes_to_json(notes: &[Note]) -> String {
    let room = notes.iter().map(|note| note.text.len() + 32).sum::<usize>();
    let mut out = String::with_capacity(2 + room);
    out.push('[');
    for note in notes {
        out.push_str(if out.len() > 1 { ",[" } else { "[" });
        put_decimal(&mut out, note.question);
        out.push_str(",\"");
        out.push_str(kind_id(note.kind));
        out.push_str("\",");
        put_quoted(&mut out, &note.text);
        out.push(']');
    }
    out.push(']');
    out
}

/// Appends text as JSON; most text has nothing in it that JSON writes in another way.
fn put_quoted(out: &mut String, text: &str) {
    let as_it_is = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    // All bytes are looked at, which is quicker than stopping at the first that is special.
    if text.bytes().fold(true, |all, byte| all & as_it_is(byte)) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&Json::from(text).to_string());
    }
}

/// Notes back from JSON.
pub(crate) fn notes_from_json(text: &str) -> Result<Vec<Note>, Malformed> {
    list(&read(text)?)?.iter().map(note).collect()
}

fn note(value: &Json) -> Result<Note, Malformed> {
    let [question, kind, text] = list(value)?.as_slice() else {
        return Err(Malformed);
    };
    let question = question
        .as_u64()
        .and_then(|n| n.try_into().ok())
        .ok_or(Malformed)?;
    let kind = kind.as_str().and_then(kind_of).ok_or(Malformed)?;
    Ok(Note {
        question,
        kind,
        text: text.as_str().ok_or(Malformed)?.to_owned(),
    })
}

fn kind_id(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Value => "value",
        NoteKind::Comment => "comment",
        NoteKind::Reason => "reason",
        NoteKind::FromRecord => "from-record",
        NoteKind::RecordSays => "record-says",
    }
}

fn kind_of(id: &str) -> Option<NoteKind> {
    let all = [
        NoteKind::Value,
        NoteKind::Comment,
        NoteKind::Reason,
        NoteKind::FromRecord,
        NoteKind::RecordSays,
    ];
    all.into_iter().find(|kind| kind_id(*kind) == id)
}

/// Other voices' answers by voice and question.
pub(crate) fn voices_to_json(voices: &Voices) -> String {
    let answers = |answers: &BTreeMap<String, Answer>| {
        Json::Object(
            answers
                .iter()
                .map(|(question, answer)| (question.clone(), answer_to_json(answer)))
                .collect(),
        )
    };
    Json::Object(
        voices
            .iter()
            .map(|(voice, of)| (voice.clone(), answers(of)))
            .collect(),
    )
    .to_string()
}

/// Other voices' answers back from JSON.
pub(crate) fn voices_from_json(text: &str) -> Result<Voices, Malformed> {
    let answers = |value: &Json| -> Result<BTreeMap<String, Answer>, Malformed> {
        object(value)?
            .iter()
            .map(|(question, one)| Ok((question.clone(), answer(one)?)))
            .collect()
    };
    object(&read(text)?)?
        .iter()
        .map(|(voice, value)| Ok((voice.clone(), answers(value)?)))
        .collect()
}

fn answer_to_json(answer: &Answer) -> Json {
    match answer {
        Answer::NotApplicable { reason } => json!({"not_applicable": reason}),
        Answer::NotEnoughEvidence { reason } => json!({"not_enough_evidence": reason}),
        Answer::Given { value, comment } => {
            let (key, value) = match value {
                Value::Text(text) => ("text", json!(text)),
                Value::Number(number) => ("number", json!(number.to_string())),
                Value::List(list) => ("list", json!(list)),
                Value::Rows(rows) => ("rows", json!(rows)),
            };
            let mut all = Map::new();
            all.insert(key.to_owned(), value);
            if let Some(comment) = comment {
                all.insert("comment".to_owned(), json!(comment));
            }
            Json::Object(all)
        }
    }
}

fn answer(value: &Json) -> Result<Answer, Malformed> {
    let all = object(value)?;
    let reason = |key: &str| all.get(key).and_then(Json::as_str).map(str::to_owned);
    if let Some(reason) = reason("not_applicable") {
        return Ok(Answer::NotApplicable { reason });
    }
    if let Some(reason) = reason("not_enough_evidence") {
        return Ok(Answer::NotEnoughEvidence { reason });
    }
    let (key, value) = all
        .iter()
        .find(|(key, _)| *key != "comment")
        .ok_or(Malformed)?;
    let value = match (key.as_str(), value) {
        ("text", Json::String(text)) => Value::Text(text.clone()),
        ("number", Json::String(number)) => Value::Number(parse(number)?),
        ("list", value) => Value::List(list(value)?.iter().map(text).collect::<Result<_, _>>()?),
        ("rows", value) => Value::Rows(list(value)?.iter().map(row).collect::<Result<_, _>>()?),
        _ => return Err(Malformed),
    };
    Ok(Answer::Given {
        value,
        comment: reason("comment"),
    })
}

fn row(value: &Json) -> Result<BTreeMap<String, String>, Malformed> {
    object(value)?
        .iter()
        .map(|(column, cell)| Ok((column.clone(), text(cell)?)))
        .collect()
}

fn read(text: &str) -> Result<Json, Malformed> {
    serde_json::from_str(text).map_err(|_| Malformed)
}

fn object(value: &Json) -> Result<&Map<String, Json>, Malformed> {
    value.as_object().ok_or(Malformed)
}

fn list(value: &Json) -> Result<&Vec<Json>, Malformed> {
    value.as_array().ok_or(Malformed)
}

fn text(value: &Json) -> Result<String, Malformed> {
    value.as_str().map(str::to_owned).ok_or(Malformed)
}

pub(super) fn only(value: &Json) -> Result<(&str, &Json), Malformed> {
    let all = object(value)?;
    let (key, value) = all
        .iter()
        .next()
        .filter(|_| all.len() == 1)
        .ok_or(Malformed)?;
    Ok((key, value))
}
