//! A case's line, where it is plain.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

use super::{Fact, Kept, Named};
use crate::model::{Case, Event, Origin};
use crate::read::case::SOURCE;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseLine {
    case: String,
    #[serde(default)]
    fields: Named<Fact>,
    #[serde(default)]
    history: Named<Events>,
    #[serde(default)]
    sources: Named<Source>,
}

impl From<CaseLine> for Case {
    fn from(line: CaseLine) -> Self {
        Self {
            id: line.case,
            facts: line.fields.0,
            history: line.history.0,
            sources: line.sources.0,
        }
    }
}

/// A list of a case's history.
#[derive(Deserialize)]
#[serde(transparent)]
struct Events(Vec<PlainEvent>);

impl Kept for Events {
    type Kept = Vec<Event>;
    fn kept(self) -> Option<Vec<Event>> {
        Some(self.0.into_iter().map(|event| event.0).collect())
    }
}

struct PlainEvent(Event);

impl<'de> Deserialize<'de> for PlainEvent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values;
        impl<'de> Visitor<'de> for Values {
            type Value = PlainEvent;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an event")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PlainEvent, A::Error> {
                let mut event = Event::default();
                while let Some(name) = map.next_key::<String>()? {
                    let twice = if name == SOURCE {
                        let mut source: Source = map.next_value()?;
                        event.columns = Arc::new(std::mem::take(&mut source.columns.0));
                        event.origin.replace(source.into()).is_some()
                    } else {
                        let fact: Fact = map.next_value()?;
                        fact.kept()
                            .is_some_and(|fact| event.values.insert(name, fact).is_some())
                    };
                    if twice {
                        return Err(A::Error::custom("a name twice"));
                    }
                }
                Ok(PlainEvent(event))
            }
        }
        deserializer.deserialize_map(Values)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    file: String,
    sheet: Option<String>,
    #[serde(default)]
    row: u64,
    column: Option<String>,
    #[serde(default)]
    columns: Named<Word>,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Word(String);

impl Kept for Word {
    type Kept = String;
    fn kept(self) -> Option<String> {
        Some(self.0)
    }
}

impl From<Source> for Origin {
    fn from(source: Source) -> Self {
        Self {
            file: source.file.into(),
            sheet: source.sheet.map(Arc::from),
            row: source.row,
            column: source.column.map(Arc::from),
        }
    }
}

impl Kept for Source {
    type Kept = Origin;
    fn kept(self) -> Option<Origin> {
        Some(self.into())
    }
}
