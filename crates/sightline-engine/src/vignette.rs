//! Vignettes: what happened in one case, written by a person so that nobody can know whose it is.
//!
//! A program cannot tell a story safely, and it can find many of the slips by which people tell too much: the child's id, a
//! code, a day, an exact age, a place, and details that together fit only a few children. [`find`] looks at the words, with the
//! finder of all texts ([`crate::personal`]) among the rest; [`Mentions`] at what of the case record they give away.
//!
//! ```
//! use sightline_engine::vignette::{About, find};
//!
//! let about = About { known: vec![("S-41".to_owned(), "a worker's code")] };
//! let found = find("A boy, aged 7, was seen once by S-41.", &about);
//! let fixes: Vec<&str> = found.iter().map(|one| one.fix.as_str()).collect();
//! assert_eq!(fixes, ["use an age band: “a primary-school child”", "leave it out"]);
//! ```

mod ages;
mod codes;
mod dates;
mod load;
mod rare;
mod words;

use std::ops::Range;

use chrono::NaiveDate;

use crate::calendar::Quarter;
use crate::coding::words::{Word, sentences};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::personal::{self, Kind, Known};
use crate::scored::FindingKind;
use crate::source::{Span, Spanned};

pub use load::{load_vignettes, write_vignette};
pub use rare::{FEWEST, Mentions};

/// One vignette.
#[derive(Clone, PartialEq, Eq)]
pub struct Vignette {
    /// The id of the theme that it shows.
    pub theme: String,
    /// What it shows of the theme.
    pub kind: FindingKind,
    /// The quarter whose report it stands in.
    pub period: Quarter,
    /// The audit that it is from; never shown.
    pub audit: String,
    /// What readers read.
    pub text: String,
    /// Staff code of whoever chose it; never shown.
    pub chosen_by: String,
    /// The day on which somebody read it for what it gives away.
    pub checked_on: NaiveDate,
}

impl std::fmt::Debug for Vignette {
    /// Names the theme and hides the rest.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vignette")
            .field("theme", &self.theme)
            .field("period", &self.period)
            .finish_non_exhaustive()
    }
}

/// What is known of the audit that a vignette is from, and must not be in it.
#[derive(Clone, Default)]
pub struct About {
    /// Ids, codes, teams and the like, each with what it is.
    pub known: Vec<(String, &'static str)>,
}

impl std::fmt::Debug for About {
    /// Hides what is known.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("About").finish_non_exhaustive()
    }
}

/// Something in a text that tells who it is about, or may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// The bytes of the text.
    pub at: Range<usize>,
    /// What it is, such as `an exact age`.
    pub what: String,
    /// What to write in its place, as an instruction.
    pub fix: String,
    /// Whether it always tells; what is only likely to is a warning.
    pub sure: bool,
}

/// What in a text tells who it is about, in the order of the text.
///
/// [`personal::find`] finds what no text for readers may hold; the rest is what only the story of one case must not tell.
#[must_use]
pub fn find(text: &str, about: &About) -> Vec<Personal> {
    let words: Vec<Word> = sentences(text).into_iter().flatten().collect();
    let mut found = codes::known(&words, about);
    found.extend(dates::dates(text, &words));
    found.extend(ages::ages(&words));
    found.extend(codes::codes(text, &words));
    found.extend(ages::families(&words));
    let anywhere = personal::find(text, &Known::default());
    found.extend(anywhere.into_iter().map(told));
    // What is told for one reason is not told for another.
    let mut apart: Vec<Personal> = Vec::new();
    for one in found {
        let overlaps =
            |other: &Personal| one.at.start < other.at.end && other.at.start < one.at.end;
        if !apart.iter().any(overlaps) {
            apart.push(one);
        }
    }
    apart.sort_by_key(|one| (one.at.start, one.at.end));
    apart
}

/// What no text may hold, with what a story says in its place.
fn told(found: personal::Found) -> Personal {
    let fix = match found.kind {
        Kind::Name | Kind::Initials => "say who or what it is: “the mother”, “a youth club”",
        Kind::Place => "say what kind of place it is: “school”, “hospital”",
        Kind::DateOfBirth | Kind::Date => "say the season, or how long after what it was",
        Kind::NhsNumber
        | Kind::NiNumber
        | Kind::Upn
        | Kind::Postcode
        | Kind::Phone
        | Kind::Email
        | Kind::Id => "leave it out",
    };
    let what = if found.kind == Kind::Date {
        "a day".to_owned()
    } else {
        found.kind.to_string()
    };
    Personal {
        at: found.range,
        what,
        fix: fix.to_owned(),
        sure: found.sure,
    }
}

/// What was found, as mistakes of the text at their places.
#[must_use]
pub fn diagnostics(text: &Spanned<String>, found: &[Personal]) -> Diagnostics {
    let mistake = |one: &Personal| {
        let at = place(text, &one.at);
        let said = text.value.get(one.at.clone()).unwrap_or_default();
        let mistake = if one.sure {
            let message = format!("`{said}` is {}", one.what);
            Diagnostic::error(Code::VIGNETTE_IDENTIFIES, &at, message)
        } else {
            let message = format!("`{said}` may be {}", one.what);
            Diagnostic::warning(Code::VIGNETTE_MAY_IDENTIFY, &at, message)
        };
        mistake.help(one.fix.clone())
    };
    found.iter().map(mistake).collect()
}

/// Where some bytes of a text stand in its file, which may write them with quotes or over several lines.
fn place(text: &Spanned<String>, at: &Range<usize>) -> Span {
    let written = text.at.text();
    if written == text.value {
        return text.at.part(at.start, at.end);
    }
    let said = text.value.get(at.clone()).unwrap_or_default();
    let before = text.value.get(..at.start).unwrap_or_default();
    let nth = before.matches(said).count();
    match written.match_indices(said).nth(nth) {
        Some((start, said)) if !said.is_empty() => text.at.part(start, start + said.len()),
        _ => text.at.part(0, written.lines().next().map_or(0, str::len)),
    }
}

/// The bytes of the text from one word to another.
fn bytes(words: &[Word], range: Range<usize>) -> Option<Range<usize>> {
    let first = words.get(range.start)?;
    let last = words.get(range.end.checked_sub(1)?)?;
    Some(first.at.start..last.at.end)
}

/// Where some words stand one after the other, by the place of the first.
fn phrases<'a>(words: &'a [Word], phrase: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    let fits = move |here: &[Word]| {
        here.iter()
            .zip(phrase)
            .all(|(word, part)| word.lower == *part)
    };
    let each = words.windows(phrase.len().max(1)).enumerate();
    each.filter(move |(_, here)| !phrase.is_empty() && fits(here))
        .map(|(at, _)| at)
}

/// A text as words in lower case.
fn split(text: &str) -> Vec<String> {
    sentences(text)
        .into_iter()
        .flatten()
        .map(|word| word.lower)
        .collect()
}

#[cfg(test)]
mod tests;
