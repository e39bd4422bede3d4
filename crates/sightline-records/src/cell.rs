//! One cell, whatever kind of file it stands in.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;

/// What a cell holds.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Blank,
    /// Text, as it was typed but for the spaces around it.
    Text(Cow<'a, str>),
    /// A number of a spreadsheet. It may be a date that only its format tells from a number.
    Number(Cow<'a, str>),
    /// A day.
    Date(NaiveDate),
    /// Something that stands for a value that is not there.
    Flaw(Flaw),
}

impl fmt::Debug for Cell<'_> {
    /// Hides the value and shows its kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => f.write_str("Blank"),
            Self::Text(_) => f.write_str("Text(…)"),
            Self::Number(_) => f.write_str("Number(…)"),
            Self::Date(_) => f.write_str("Date(…)"),
            Self::Flaw(flaw) => write!(f, "Flaw({flaw:?})"),
        }
    }
}

/// What stands in the place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// `#N/A`: what was looked up was not there.
    NotFound,
    /// `#REF!` and the other errors of a spreadsheet.
    Error,
    /// A formula whose result was not saved.
    Formula,
    /// Bytes that are no letters in any encoding that is read.
    Unreadable,
}

/// A row that knows its cells by number.
pub(crate) trait Row {
    /// The number of the row in its file or sheet, from 1.
    fn number(&self) -> u64;
    /// How many cells it has.
    fn len(&self) -> usize;
    /// One of them; beyond its end they are blank.
    fn cell(&self, n: usize) -> Cell<'_>;
    /// Whether the number of its cells must be that of the headings.
    fn is_strict(&self) -> bool;
}

impl<'a> Cell<'a> {
    /// A cell of text; the errors of a spreadsheet are known also where they were saved as text.
    pub(crate) fn of(text: Cow<'a, str>) -> Self {
        let text = match text {
            Cow::Borrowed(text) => crate::normal::tidy(text),
            Cow::Owned(text) => Cow::Owned(crate::normal::tidy(&text).into_owned()),
        };
        if !text.is_empty() && !text.starts_with(['#', 'N']) {
            return Self::Text(text);
        }
        match text.as_ref() {
            // Databases write their word for nothing into exports.
            "" | "NULL" => Self::Blank,
            "#N/A" => Self::Flaw(Flaw::NotFound),
            "#REF!" | "#VALUE!" | "#DIV/0!" | "#NAME?" | "#NUM!" | "#NULL!" => {
                Self::Flaw(Flaw::Error)
            }
            _ => Self::Text(text),
        }
    }

    /// Whether nothing is in it.
    pub(crate) fn is_blank(&self) -> bool {
        *self == Self::Blank
    }

    /// Its text; nothing for a flaw.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Blank | Self::Flaw(_) => Cow::Borrowed(""),
            Self::Text(text) | Self::Number(text) => Cow::Borrowed(text.as_ref()),
            Self::Date(date) => Cow::Owned(date.to_string()),
        }
    }
}

impl Flaw {
    /// All of them, in the order of their numbers.
    pub(crate) const ALL: [Self; 4] =
        [Self::NotFound, Self::Error, Self::Formula, Self::Unreadable];

    /// What it is called.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::NotFound => "`#N/A`: what the spreadsheet looked up was not there",
            Self::Error => "an error of the spreadsheet, such as `#REF!`",
            Self::Formula => "a formula whose result was not saved",
            Self::Unreadable => "letters in an encoding that is not known",
        }
    }
}

/// The reference of a spreadsheet's cell, such as `M2`; both numbers count from 1.
pub(crate) fn reference(column: usize, row: u64) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{row}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_those_of_a_spreadsheet() {
        let all = [
            (1, "A9"),
            (26, "Z9"),
            (27, "AA9"),
            (34, "AH9"),
            (702, "ZZ9"),
            (703, "AAA9"),
        ];
        for (column, name) in all {
            assert_eq!(reference(column, 9), name);
        }
    }
}
