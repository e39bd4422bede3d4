//! One line of JSON with the place of everything in it.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// A key and its value's text, each with its place.
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) key_at: Span,
    pub(crate) raw: String,
    start: usize,
}

/// Reads a line and collects what is wrong with it.
pub(crate) struct Reader<'a> {
    line: &'a Arc<SourceFile>,
    diagnostics: Diagnostics,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(line: &'a Arc<SourceFile>) -> Self {
        Self {
            line,
            diagnostics: Diagnostics::new(),
        }
    }

    /// The members of the object that the whole line is.
    pub(crate) fn object(&mut self) -> Vec<Member> {
        let text = self.line.text();
        self.read_members(text, 0)
    }

    /// The members of the object that a value is.
    pub(crate) fn members(&mut self, member: &Member) -> Vec<Member> {
        if member.raw == "null" {
            return Vec::new();
        }
        if !member.raw.starts_with('{') {
            self.wrong(member, "write an object between `{` and `}`");
            return Vec::new();
        }
        self.read_members(&member.raw, member.start)
    }

    /// The items of the list that a value is, as members without keys.
    pub(crate) fn items(&mut self, member: &Member) -> Vec<Member> {
        let items: Result<Vec<&RawValue>, _> = serde_json::from_str(&member.raw);
        match items {
            Ok(items) => items
                .into_iter()
                .map(|raw| self.item(member, raw))
                .collect(),
            Err(_) => {
                self.wrong(member, "write a list between `[` and `]`");
                Vec::new()
            }
        }
    }

    /// The text of a value that stands in quotes.
    pub(crate) fn string(&mut self, member: &Member) -> Option<String> {
        let text = serde_json::from_str(&member.raw).ok();
        if text.is_none() {
            self.wrong(member, "text stands in quotes");
        }
        text
    }

    /// The place of a value.
    pub(crate) fn at(&self, member: &Member) -> Span {
        Span::new(self.line, member.start, member.start + member.raw.len())
    }

    /// Says that a value is of the wrong kind.
    pub(crate) fn wrong(&mut self, member: &Member, help: &str) {
        let message = match member.key.as_str() {
            "" => "an item of the wrong kind".to_owned(),
            key => format!("the value of `{key}` is of the wrong kind"),
        };
        let at = self.at(member);
        self.say(Diagnostic::error(Code::ANSWER_WRONG_KIND, &at, message).help(help));
    }

    /// Says that a key is missing.
    pub(crate) fn missing(&mut self, key: &str, help: &str) {
        let at = Span::whole(self.line);
        self.say(
            Diagnostic::error(
                Code::LINE_MISSING_KEY,
                &at,
                format!("the line has no `{key}`"),
            )
            .help(help),
        );
    }

    pub(crate) fn say(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// What was read, with everything that was wrong with it; nothing where the line broke off.
    pub(crate) fn finish<T>(self, read: T) -> (Option<T>, Diagnostics) {
        let broken = self
            .diagnostics
            .iter()
            .find(|one| one.code == Code::LINE_SYNTAX)
            .cloned();
        match broken {
            // Whatever else is missing is missing because the line broke off.
            Some(broken) => (None, broken.into()),
            None => (Some(read), self.diagnostics.sorted()),
        }
    }

    fn item(&self, list: &Member, raw: &RawValue) -> Member {
        let start = list.start + offset(&list.raw, raw.get());
        let key_at = Span::new(self.line, start, start + raw.get().len());
        Member {
            key: String::new(),
            key_at,
            raw: raw.get().to_owned(),
            start,
        }
    }

    fn read_members(&mut self, text: &str, start: usize) -> Vec<Member> {
        match pairs(text) {
            Ok(pairs) => pairs
                .into_iter()
                .map(|(key, raw)| {
                    let at = start + offset(text, raw.get());
                    Member {
                        key_at: self.key_at(&key, at),
                        key,
                        raw: raw.get().to_owned(),
                        start: at,
                    }
                })
                .collect(),
            Err(error) => {
                let column = error.column().max(1);
                let at = start
                    + text
                        .char_indices()
                        .map(|(at, _)| at)
                        .nth(column - 1)
                        .unwrap_or(0);
                let what = if error.is_eof() {
                    "the line breaks off"
                } else {
                    "the line is not one JSON object"
                };
                let help = "write one object a line: `{\"audit\": …, \"answers\": {…}}`";
                let at = Span::new(self.line, at, at + 1);
                self.say(Diagnostic::error(Code::LINE_SYNTAX, &at, what).help(help));
                Vec::new()
            }
        }
    }

    /// The place of a key: the quoted text that ends before its value.
    fn key_at(&self, key: &str, value: usize) -> Span {
        let before = self.line.text().get(..value).unwrap_or_default();
        let quoted = serde_json::to_string(key).unwrap_or_default();
        let start = before.rfind(&quoted).unwrap_or(value);
        Span::new(self.line, start, start + quoted.len())
    }
}

/// Where a value stands, by the keys that lead to it.
pub(crate) fn place(line: &Arc<SourceFile>, keys: &[&str]) -> Span {
    let mut reader = Reader::new(line);
    let mut members = reader.object();
    let mut at = Span::new(line, 0, line.text().trim_end().len());
    for key in keys {
        let Some(member) = members.into_iter().find(|member| member.key == *key) else {
            break;
        };
        at = reader.at(&member);
        members = if member.raw.starts_with('{') {
            reader.members(&member)
        } else {
            Vec::new()
        };
    }
    at
}

/// Where a part of a text starts in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// Keys and values of an object, in order, each value as its text; a repeated key is kept so that it can be named.
fn pairs(text: &str) -> serde_json::Result<Vec<(String, &RawValue)>> {
    struct Pairs;
    impl<'de> Visitor<'de> for Pairs {
        type Value = Vec<(String, &'de RawValue)>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut pairs = Vec::new();
            while let Some(pair) = map.next_entry()? {
                pairs.push(pair);
            }
            Ok(pairs)
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let pairs = deserializer.deserialize_map(Pairs)?;
    deserializer.end()?;
    Ok(pairs)
}
