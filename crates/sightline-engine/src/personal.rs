//! What in free text could be about one person: names, dates of birth, numbers, addresses.
//!
//! One finder for everything that leaves an authority. A public report is searched with it before it goes out, and a vignette
//! before it is told; [`crate::vignette`] looks besides for what only the story of one case must not tell, such as an exact age.
//!
//! ```
//! use sightline_engine::personal::{Kind, Known, find};
//!
//! let known = Known {
//!     names: vec!["Tamsin Quillfeather".to_owned()],
//!     allowed: vec!["Northmoor".to_owned()],
//!     ..Known::default()
//! };
//! let text = "The Northmoor team saw tamsin's plan.\nShe was born on 3 March 2015.";
//! let found = find(text, &known);
//! // The name, the words of birth and the date.
//! assert_eq!(found.len(), 3);
//! assert_eq!(found[0].to_string(), "line 1, column 24: a name");
//! assert_eq!(found[1].kind, Kind::DateOfBirth);
//! assert!(found.iter().all(|one| !text[one.range.clone()].is_empty()));
//! ```

mod ids;
mod names;
mod patterns;
mod words;

use std::fmt;
use std::ops::{Range, RangeInclusive};

use chrono::NaiveDate;

pub use ids::find_ids;

/// What is known of a text beforehand.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Names of children and staff, a person each: found in any case, the whole and each part of it.
    pub names: Vec<String>,
    /// Words and phrases that name nobody, as they are written: the authority, its services, a road that gave a team its name.
    /// What lies within one of them in the text is let through, and nothing else: `Milton Keynes` lets no child called Milton by.
    pub allowed: Vec<String>,
    /// Days that may be named, such as those of the period reported. One of them is found where words of birth or of a baby stand
    /// before it, and one in figures, as records write dates of birth, where no word of time does: `on 3/7/25`.
    pub days: Option<RangeInclusive<NaiveDate>>,
}

impl fmt::Debug for Known {
    /// Hides what is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known").finish_non_exhaustive()
    }
}

/// What something looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// A known name, or what is likely to be one.
    Name,
    /// Initials beside an age.
    Initials,
    /// The name of a street, a school or another place.
    Place,
    /// A date beside words of birth, or the words alone.
    DateOfBirth,
    /// A whole date, which may be one of birth.
    Date,
    /// Ten digits, as an NHS number has.
    NhsNumber,
    /// A National Insurance number.
    NiNumber,
    /// A unique pupil number.
    Upn,
    /// A postcode.
    Postcode,
    /// A telephone number.
    Phone,
    /// An email address.
    Email,
    /// The number of a person or a case in some system.
    Id,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Name => "a name",
            Self::Initials => "initials with an age",
            Self::Place => "the name of a place",
            Self::DateOfBirth => "a date of birth",
            Self::Date => "a date that may be one of birth",
            Self::NhsNumber => "an NHS number",
            Self::NiNumber => "a National Insurance number",
            Self::Upn => "a unique pupil number",
            Self::Postcode => "a postcode",
            Self::Phone => "a telephone number",
            Self::Email => "an email address",
            Self::Id => "the number of a person or a case",
        })
    }
}

/// Something that could be about one person, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it looks like.
    pub kind: Kind,
    /// Whether it is that; a word that is only likely to be a name is not sure.
    pub sure: bool,
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its line, from 1.
    pub line: usize,
    /// The column in characters where it starts, from 1.
    pub column: usize,
}

/// Says where and what, and never the thing itself: a message may end up in a log.
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "line {}, column {}: {}",
            self.line, self.column, self.kind
        )
    }
}

impl Known {
    /// Lets the name of a body by that does not look like a person's, with the name in it alone: Sampleshire beside Sampleshire
    /// Council.
    ///
    /// ```
    /// use sightline_engine::personal::{Known, find};
    ///
    /// let mut known = Known::default();
    /// known.allow_body("Sampleshire Council");
    /// assert!(find("It was agreed with Sampleshire.", &known).is_empty());
    /// known.allow_body("Corvin Hollowbrook");
    /// assert!(!find("It was agreed with Corvin Hollowbrook.", &known).is_empty());
    /// ```
    pub fn allow_body(&mut self, name: &str) {
        if find(name, self).is_empty() {
            self.allowed.extend(names::stems(name));
            self.allowed.push(name.trim().to_owned());
        }
    }
}

/// Something found, before its line and column are counted.
struct Hit {
    kind: Kind,
    sure: bool,
    range: Range<usize>,
}

/// Finds what could be about one person in free text, in order.
///
/// It would rather stop too often: what names nobody goes into [`Known::allowed`]. It reads English prose. A first name that
/// begins a sentence, is not known and has nothing beside it that people do is not found, so a person reads the text as well.
#[must_use]
pub fn find(text: &str, known: &Known) -> Vec<Found> {
    let allowed = allowed(text, &known.allowed);
    let mut found = patterns::find(text, known.days.as_ref());
    found.extend(names::find(text, &known.names));
    found.retain(|one| !is_within(text, &one.range, &allowed));
    // What overlaps is one thing, of the kind of what begins first.
    found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end), one.kind));
    let mut apart: Vec<Hit> = Vec::new();
    for one in found {
        match apart
            .last_mut()
            .filter(|last| one.range.start < last.range.end)
        {
            Some(last) => last.range.end = last.range.end.max(one.range.end),
            None => apart.push(one),
        }
    }
    placed(text, apart)
}

/// Where the allowed phrases stand as whole words.
fn allowed(text: &str, phrases: &[String]) -> Vec<Range<usize>> {
    let is_whole = |start: usize, end: usize| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(end..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let mut all: Vec<Range<usize>> = Vec::new();
    for phrase in phrases.iter().map(|phrase| phrase.trim()) {
        if phrase.is_empty() {
            continue;
        }
        let places = text.match_indices(phrase);
        let places = places.map(|(start, phrase)| start..start + phrase.len());
        all.extend(places.filter(|at| is_whole(at.start, at.end)));
    }
    all
}

/// Whether all of it lies within something allowed, the ending of a possessive apart.
fn is_within(text: &str, range: &Range<usize>, allowed: &[Range<usize>]) -> bool {
    allowed.iter().any(|one| {
        let rest = text.get(one.end..range.end).unwrap_or_default();
        one.start <= range.start && range.start < one.end && ["", "'s", "’s"].contains(&rest)
    })
}

/// Adds lines and columns in one pass.
fn placed(text: &str, found: Vec<Hit>) -> Vec<Found> {
    let mut chars = text.char_indices().peekable();
    let (mut line, mut column) = (1, 1);
    found
        .into_iter()
        .map(|hit| {
            while let Some((_, one)) = chars.next_if(|&(at, _)| at < hit.range.start) {
                (line, column) = if one == '\n' {
                    (line + 1, 1)
                } else {
                    (line, column + 1)
                };
            }
            Found {
                kind: hit.kind,
                sure: hit.sure,
                range: hit.range,
                line,
                column,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
