//! What of a case record a text gives away, and how many children share all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::words::{CODED_PEOPLE, for_code};
use super::{ages, bytes, phrases, place, split};
use crate::coding::words::{Word, sentences};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Case, FactValue};
use crate::source::Spanned;

/// Where fewer children than this share what is told, whoever knows one of them may know which it is.
pub const FEWEST: u64 = 5;

/// What of a case record a text gives away; compare with [`Mentions::fits`] how many cases share it.
#[derive(Clone, Default)]
pub struct Mentions {
    /// Facts, or lists and fields of the history, with their values, and the first words that give each away.
    values: BTreeMap<(String, String), Range<usize>>,
    /// The band that the child's age is in, where the text says it, the day it is reckoned on, and the words.
    age: Option<(&'static str, NaiveDate, Range<usize>)>,
}

impl std::fmt::Debug for Mentions {
    /// Says how much is given away and hides what.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mentions")
            .field("values", &self.values.len())
            .finish_non_exhaustive()
    }
}

impl Mentions {
    /// What a text gives away of a case. What it says otherwise than the record (a girl where there is a boy) gives nothing
    /// away: that is how a vignette is disguised.
    #[must_use]
    pub fn of(text: &str, case: &Case, on: NaiveDate) -> Self {
        let words: Vec<Word> = sentences(text).into_iter().flatten().collect();
        let mut mentions = Self::default();
        let first = |phrase: &[String]| {
            let at = phrases(&words, phrase).next()?;
            bytes(&words, at..at + phrase.len())
        };
        for (name, value) in values(case) {
            let said = ways(&name, &value)
                .iter()
                .filter_map(|way| first(way))
                .min_by_key(|at| at.start)
                .or_else(|| counted(&words, &name, &value));
            if let Some(at) = said {
                mentions.values.entry((name, value)).or_insert(at);
            }
        }
        if let Some(band) = age_band(case, on) {
            let name = band.split_once(' ').map_or(band, |(_, name)| name);
            mentions.age = first(&split(name)).map(|at| (band, on, at));
        }
        mentions
    }

    /// Whether it gives nothing of the record away.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.age.is_none()
    }

    /// Whether everything that is told is true of another case as well.
    #[must_use]
    pub fn fits(&self, case: &Case) -> bool {
        let has: BTreeSet<(String, String)> = values(case).collect();
        let in_band = |(band, on, _): &(&str, NaiveDate, _)| age_band(case, *on) == Some(band);
        self.values.keys().all(|value| has.contains(value)) && self.age.as_ref().is_none_or(in_band)
    }

    /// The mistake where so few cases share what is told; `of` is how many cases there are.
    #[must_use]
    pub fn diagnostic(
        &self,
        text: &Spanned<String>,
        shared_by: u64,
        of: u64,
    ) -> Option<Diagnostic> {
        let mut said: Vec<&Range<usize>> = self.values.values().collect();
        said.extend(self.age.as_ref().map(|(_, _, at)| at));
        said.sort_by_key(|at| at.start);
        let first = said.first().copied()?;
        if shared_by >= FEWEST {
            return None;
        }
        let mut words: Vec<String> = Vec::new();
        for at in said {
            let word = format!(
                "`{}`",
                text.value
                    .get(at.clone())
                    .unwrap_or_default()
                    .to_lowercase()
            );
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let (what, help) = match words.as_slice() {
            [one] => (
                format!("{one} is true of"),
                "leave it out, or change it to something else that makes no difference to the learning",
            ),
            _ => (
                format!("{} are together true of", words.join(", ")),
                "leave one of them out, or change it: the age band, the sex, the size of the family",
            ),
        };
        let few = match shared_by {
            0 | 1 => "this child alone".to_owned(),
            n => format!("{n} children"),
        };
        let message = format!("{what} {few}, of {of} case records in the store");
        Some(Diagnostic::error(Code::VIGNETTE_RARE, &place(text, first), message).help(help))
    }
}

/// Facts and values of the history that words can give away.
fn values(case: &Case) -> impl Iterator<Item = (String, String)> {
    let facts = case
        .facts
        .iter()
        .filter_map(|(name, value)| Some((name.clone(), telling(value)?)));
    let events = case.history.iter().flat_map(|(list, events)| {
        events.iter().flat_map(move |event| {
            event.values.iter().filter_map(move |(field, value)| {
                Some((format!("{list}.{field}"), telling(value)?))
            })
        })
    });
    facts
        .chain(events)
        .filter(|(name, _)| !CODED_PEOPLE.contains(&name.as_str()))
}

fn telling(value: &FactValue) -> Option<String> {
    match value {
        FactValue::Text(text)
            if !["no", "", "unknown", "none", "other"].contains(&text.as_str()) =>
        {
            Some(text.clone())
        }
        FactValue::Number(number) => Some(number.plain()),
        // No vignette holds a day.
        FactValue::Text(_) | FactValue::Date(_) => None,
    }
}

/// The phrases that give a value away: its own words, and those for its code; of a plain yes, the words of the fact.
fn ways(name: &str, value: &str) -> Vec<Vec<String>> {
    let field = name.rsplit('.').next().unwrap_or(name);
    let said = if value == "yes" { field } else { value };
    let plain = said.replace('_', " ");
    let is_code = !plain.contains(' ')
        && plain.chars().count() <= 5
        && !plain.chars().any(char::is_lowercase);
    let own = (!is_code
        && plain
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count()
            > 3)
    .then(|| split(&plain));
    own.into_iter()
        .chain(for_code(said).map(split))
        .filter(|phrase| !phrase.is_empty())
        .collect()
}

/// Words in the names of facts that say nothing of what is counted.
const OF_NO_USE: [&str; 6] = ["record", "month", "months", "number", "interval", "count"];

/// Where a text says a number of the record beside what it counts: `homes_on_record` in “seven homes”.
fn counted(words: &[Word], name: &str, value: &str) -> Option<Range<usize>> {
    let value: usize = value.parse().ok()?;
    let counts = |word: &Word| {
        name.split(['_', '.'])
            .filter(|part| part.len() > 3 && !OF_NO_USE.contains(part))
            // The plural of one is the singular of the other.
            .any(|part| word.lower.trim_end_matches('s') == part.trim_end_matches('s'))
    };
    words.iter().enumerate().find_map(|(at, word)| {
        let after = words.get(at + 1..(at + 3).min(words.len()))?;
        let what = after.iter().position(counts)?;
        let is_it = ages::number(word) == Some(value);
        is_it.then(|| bytes(words, at..at + 2 + what))?
    })
}

/// The band that a child's age is in on a day, where the record has a date of birth.
fn age_band(case: &Case, on: NaiveDate) -> Option<&'static str> {
    let Some(FactValue::Date(born)) = case.facts.get("date_of_birth") else {
        return None;
    };
    let before_birthday = (on.month(), on.day()) < (born.month(), born.day());
    let years = on.year() - born.year() - i32::from(before_birthday);
    usize::try_from(years).ok().map(ages::band)
}
