//! Lines as programs write them, read in one pass.
//!
//! A file of a million audits has few lines with anything odd in them, and only those are worth the places that the careful
//! reader keeps. So whatever is not plainly right is left to it: this gives what it would give, or nothing.

mod case;

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::fact_value;
use crate::exact::Exact;
use crate::model::{Answer, Audit, Case, FactValue, Moderated, Recorded, Value};

/// An audit, where its line is plain.
pub(super) fn audit(text: &str) -> Option<Audit> {
    let line: AuditLine = serde_json::from_str(text).ok()?;
    let ids = [&line.audit, &line.case, &line.template];
    if ids.into_iter().any(String::is_empty) {
        return None;
    }
    let moderated = match line.moderated {
        None => None,
        Some(one) => Some(Moderated {
            grade: one.grade,
            moderator: one.moderator,
            date: date(&one.date)?,
            basis: one.basis,
        }),
    };
    Some(Audit {
        id: line.audit,
        case: line.case,
        template: line.template,
        auditor: line.auditor,
        team: line.team,
        service: line.service,
        date: date(&line.date)?,
        answers: line.answers.0,
        voices: line.voices.0,
        recorded: line.recorded.map(|one| Recorded {
            grade: one.grade,
            reason: one.reason,
        }),
        moderated,
    })
}

/// A case, where its line is plain.
pub(super) fn case(text: &str) -> Option<Case> {
    let line: case::CaseLine = serde_json::from_str(text).ok()?;
    Some(line.into())
}

fn date(text: &str) -> Option<NaiveDate> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuditLine {
    audit: String,
    case: String,
    template: String,
    date: String,
    auditor: Option<String>,
    team: Option<String>,
    service: Option<String>,
    #[serde(default)]
    answers: Named<PlainAnswer>,
    #[serde(default)]
    voices: Named<Named<PlainAnswer>>,
    recorded: Option<RecordedLine>,
    moderated: Option<ModeratedLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordedLine {
    grade: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModeratedLine {
    grade: String,
    moderator: String,
    date: String,
    basis: String,
}

/// What is kept of a value that was read; nothing of a fact that is `null`.
trait Kept {
    type Kept;
    fn kept(self) -> Option<Self::Kept>;
}

/// Values by name, no name twice.
struct Named<T: Kept>(BTreeMap<String, T::Kept>);

impl<T: Kept> Default for Named<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Kept> Kept for Named<T> {
    type Kept = BTreeMap<String, T::Kept>;
    fn kept(self) -> Option<Self::Kept> {
        Some(self.0)
    }
}

impl<'de, T: Kept + Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names<T>(PhantomData<T>);
        impl<'de, T: Kept + Deserialize<'de>> Visitor<'de> for Names<T> {
            type Value = BTreeMap<String, T::Kept>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut named = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, T>()? {
                    if let Some(kept) = value.kept()
                        && named.insert(name, kept).is_some()
                    {
                        return Err(A::Error::custom("a name twice"));
                    }
                }
                Ok(named)
            }
        }
        deserializer
            .deserialize_map(Names::<T>(PhantomData))
            .map(Self)
    }
}

struct PlainAnswer(Answer);

impl Kept for PlainAnswer {
    type Kept = Answer;
    fn kept(self) -> Option<Answer> {
        Some(self.0)
    }
}

impl<'de> Deserialize<'de> for PlainAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Given;
        impl<'de> Visitor<'de> for Given {
            type Value = Answer;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an answer")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Answer, E> {
                PlainValue::text(text).map(given)
            }
            fn visit_string<E: Error>(self, text: String) -> Result<Answer, E> {
                Ok(given(PlainValue(Value::Text(text))))
            }
            fn visit_bool<E: Error>(self, yes: bool) -> Result<Answer, E> {
                PlainValue::truth(yes).map(given)
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Answer, E> {
                PlainValue::number(number).map(given)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Answer, A::Error> {
                PlainValue::list(list).map(given)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Answer, A::Error> {
                in_words(map)
            }
        }
        deserializer.deserialize_any(Given).map(Self)
    }
}

fn given(value: PlainValue) -> Answer {
    Answer::Given {
        value: value.0,
        comment: None,
    }
}

/// An answer as an object: a value with or without a comment, or a reason alone.
fn in_words<'de, A: MapAccess<'de>>(mut map: A) -> Result<Answer, A::Error> {
    #[derive(Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Key {
        Value,
        Comment,
        NotApplicable,
        NotEnoughEvidence,
    }
    let odd = || A::Error::custom("an odd answer");
    let first = map.next_key()?.ok_or_else(odd)?;
    let answer = match first {
        Key::NotApplicable => Answer::NotApplicable {
            reason: map.next_value()?,
        },
        Key::NotEnoughEvidence => Answer::NotEnoughEvidence {
            reason: map.next_value()?,
        },
        Key::Value => {
            let value: PlainValue = map.next_value()?;
            let comment = match map.next_key()? {
                None => return Ok(given(value)),
                Some(Key::Comment) => Some(map.next_value()?),
                Some(Key::Value | Key::NotApplicable | Key::NotEnoughEvidence) => return Err(odd()),
            };
            Answer::Given {
                value: value.0,
                comment,
            }
        }
        Key::Comment => return Err(odd()),
    };
    match map.next_key::<Key>()? {
        None => Ok(answer),
        Some(_) => Err(odd()),
    }
}

struct PlainValue(Value);

impl PlainValue {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "all of them are what a visitor gives"
    )]
    fn text<E: Error>(text: &str) -> Result<Self, E> {
        Ok(Self(Value::Text(text.to_owned())))
    }

    fn truth<E: Error>(yes: bool) -> Result<Self, E> {
        Self::text(if yes { "yes" } else { "no" })
    }

    fn number<E: Error>(number: u64) -> Result<Self, E> {
        whole(number).map(|number| Self(Value::Number(number)))
    }

    /// A list of words; an empty one or one of anything else is looked at with more care.
    fn list<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = list.next_element::<String>()? {
            words.push(word);
        }
        Ok(Self(Value::List(words)))
    }
}

impl<'de> Deserialize<'de> for PlainValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Given;
        impl<'de> Visitor<'de> for Given {
            type Value = PlainValue;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<PlainValue, E> {
                PlainValue::text(text)
            }
            fn visit_bool<E: Error>(self, yes: bool) -> Result<PlainValue, E> {
                PlainValue::truth(yes)
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<PlainValue, E> {
                PlainValue::number(number)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<PlainValue, A::Error> {
                PlainValue::list(list)
            }
        }
        deserializer.deserialize_any(Given)
    }
}

/// A fact; `null` is none.
struct Fact(Option<FactValue>);

impl Kept for Fact {
    type Kept = FactValue;
    fn kept(self) -> Option<FactValue> {
        self.0
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Known;
        impl Visitor<'_> for Known {
            type Value = Option<FactValue>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a fact")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Some(fact_value(text)))
            }
            fn visit_bool<E: Error>(self, yes: bool) -> Result<Self::Value, E> {
                Ok(Some(FactValue::Text(
                    if yes { "yes" } else { "no" }.to_owned(),
                )))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                whole(number).map(|number| Some(FactValue::Number(number)))
            }
            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(None)
            }
        }
        deserializer.deserialize_any(Known).map(Self)
    }
}

/// A whole number of a usual size; any other is read from its text.
fn whole<E: Error>(number: u64) -> Result<Exact, E> {
    let number = u32::try_from(number).map_err(|_| E::custom("a large number"))?;
    Ok(Exact::ratio(number.into(), 1))
}

#[cfg(test)]
mod tests;
