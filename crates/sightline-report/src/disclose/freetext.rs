//! What in free text could be about one person.

mod names;
mod patterns;
mod words;

use std::fmt;
use std::ops::{Range, RangeInclusive};

use chrono::NaiveDate;

/// What is known of a report's text beforehand.
///
/// ```
/// use sightline_report::disclose::{Kind, Known, find_personal};
///
/// let known = Known {
///     names: vec!["Tamsin Quillfeather".to_owned()],
///     allowed: vec!["Northmoor".to_owned()],
///     ..Known::default()
/// };
/// let text = "The Northmoor team saw tamsin's plan.\nShe was born on 3 March 2015.";
/// let found = find_personal(text, &known);
/// // The name, the words of birth and the date.
/// assert_eq!(found.len(), 3);
/// assert_eq!(found[0].to_string(), "line 1, column 24: a name");
/// assert_eq!(found[1].kind, Kind::DateOfBirth);
/// assert!(found.iter().all(|one| !text[one.range.clone()].is_empty()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Names of children and staff, a person each: found in any case, the whole and each part of it.
    pub names: Vec<String>,
    /// Words with a capital that are no names: the authority, its teams, services and templates.
    pub allowed: Vec<String>,
    /// Days that may be named, such as those of the period reported; a date of birth among them is found by its words.
    pub days: Option<RangeInclusive<NaiveDate>>,
}

/// What something looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// A known name, or what is likely to be one.
    Name,
    /// A date beside words of birth, or the words alone.
    DateOfBirth,
    /// A whole date, which may be one of birth.
    Date,
    /// Ten digits, as an NHS number has.
    NhsNumber,
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
            Self::DateOfBirth => "a date of birth",
            Self::Date => "a date that may be one of birth",
            Self::NhsNumber => "an NHS number",
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

/// Finds what could be about one person in free text, in order, so that a public export can be stopped.
///
/// It would rather stop too often: a word that is no name goes into [`Known::allowed`]. It reads English prose. A first
/// name that begins a sentence, is not known and has nothing beside it is not found, so a person reads the text as well.
#[must_use]
pub fn find_personal(text: &str, known: &Known) -> Vec<Found> {
    let mut found = patterns::find(text, known.days.as_ref());
    found.extend(names::find(text, known).map(|range| (Kind::Name, range)));
    // What overlaps is one thing, of the kind of what begins first.
    found.sort_by_key(|(kind, range)| (range.start, std::cmp::Reverse(range.end), *kind));
    let mut apart: Vec<(Kind, Range<usize>)> = Vec::new();
    for (kind, range) in found {
        match apart.last_mut().filter(|(_, last)| range.start < last.end) {
            Some((_, last)) => last.end = last.end.max(range.end),
            None => apart.push((kind, range)),
        }
    }
    placed(text, apart)
}

/// Adds lines and columns in one pass.
fn placed(text: &str, found: Vec<(Kind, Range<usize>)>) -> Vec<Found> {
    let mut chars = text.char_indices().peekable();
    let (mut line, mut column) = (1, 1);
    found
        .into_iter()
        .map(|(kind, range)| {
            while let Some((_, one)) = chars.next_if(|&(at, _)| at < range.start) {
                (line, column) = if one == '\n' {
                    (line + 1, 1)
                } else {
                    (line, column + 1)
                };
            }
            Found {
                kind,
                range,
                line,
                column,
            }
        })
        .collect()
}
