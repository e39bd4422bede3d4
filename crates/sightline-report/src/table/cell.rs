use std::fmt;

use serde::{Deserialize, Serialize};
use sightline_engine::rollup::{Comparison, Share};
use sightline_engine::{Exact, grouped};

use crate::number;
use crate::sentence::short_change;

/// One cell: what a reader sees, and the number behind it for programs.
///
/// The text is made where the number is known and nowhere else, so every format shows the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    text: String,
    #[serde(flatten)]
    value: Value,
}

/// What a cell stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Value {
    /// Words.
    Text,
    /// How many.
    Count {
        /// The count.
        count: u64,
    },
    /// So many of so many; the whole may be nothing.
    Share {
        /// The part.
        part: u64,
        /// What it is part of.
        whole: u64,
    },
    /// A percentage without counts; the number is a fraction such as `1/4`.
    Percent {
        /// The exact fraction.
        exact: String,
    },
    /// A number; a fraction such as `7/3` where it does not end.
    Number {
        /// The exact number.
        exact: String,
    },
    /// A change in percentage points; a fraction such as `-1/20`.
    Points {
        /// The exact difference of the two shares.
        exact: String,
    },
    /// Hidden, so that no child can be recognized.
    Hidden,
    /// Nothing to show.
    Missing,
}

/// What stands in a cell with nothing to show.
const MISSING: &str = "–";

impl Cell {
    /// `12 (60.0%)`.
    pub(crate) fn counted(share: Share) -> Self {
        Self::share(number::cell(share), share)
    }

    /// `12 of 20 (60.0%)`.
    pub(crate) fn part_of(share: Share) -> Self {
        Self::share(number::part_of(share), share)
    }

    /// `60.0%`.
    pub(crate) fn percent(share: Share) -> Self {
        Self::share(number::percent(share), share)
    }

    /// An exact share without counts: `60.0%`.
    pub(crate) fn exact_percent(value: &Exact) -> Self {
        let exact = value.to_string();
        Self {
            text: number::exact_percent(value),
            value: Value::Percent { exact },
        }
    }

    /// A number with so many decimals.
    pub(crate) fn number(value: &Exact, decimals: u32) -> Self {
        Self::worded(grouped(&value.decimal(decimals)), value)
    }

    /// A number in words or with a sign of its own.
    pub(crate) fn worded(text: String, value: &Exact) -> Self {
        let exact = value.to_string();
        Self {
            text,
            value: Value::Number { exact },
        }
    }

    /// How a share has moved, in few words: `up 5.0 pp`, `template changed`.
    pub(crate) fn change(now: Share, earlier: &Comparison<Share>) -> Self {
        let difference = match earlier {
            Comparison::Same(earlier) => now.since(*earlier),
            Comparison::Broken(_) | Comparison::NoEarlier => None,
        };
        Self {
            text: short_change(now, earlier),
            value: difference.map_or(Value::Text, |by| Value::Points {
                exact: by.to_string(),
            }),
        }
    }

    /// A change in percentage points, in words.
    pub(crate) fn points(text: String, by: &Exact) -> Self {
        let exact = by.to_string();
        Self {
            text,
            value: Value::Points { exact },
        }
    }

    /// Hidden, with the sign that stands for it.
    pub(crate) fn hidden(sign: String) -> Self {
        Self {
            text: sign,
            value: Value::Hidden,
        }
    }

    /// Nothing to show.
    pub(crate) fn missing() -> Self {
        Self {
            text: MISSING.to_owned(),
            value: Value::Missing,
        }
    }

    fn share(text: String, share: Share) -> Self {
        let Share { part, whole } = share;
        Self {
            text,
            value: Value::Share { part, whole },
        }
    }

    /// What a reader sees.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it stands for.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Whether it lines up with other numbers.
    pub(super) fn is_number(&self) -> bool {
        match self.value {
            Value::Count { .. } | Value::Percent { .. } | Value::Hidden => true,
            Value::Share { .. } | Value::Number { .. } => self
                .text
                .starts_with(|first: char| first.is_ascii_digit() || "+-".contains(first)),
            Value::Text | Value::Points { .. } | Value::Missing => false,
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self {
            text: number::number(count),
            value: Value::Count { count },
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
            value: Value::Text,
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}
