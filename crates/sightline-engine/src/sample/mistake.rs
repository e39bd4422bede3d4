use std::fmt;

use crate::diagnostic::suggest;
use crate::model::LengthOfTime;

/// Why nothing was drawn, or a register not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// The frame is empty.
    NoCases,
    /// A case is in the frame twice.
    Twice(String),
    /// No case has the fact that is to make the strata.
    UnknownFact {
        /// The fact.
        fact: String,
        /// What to do.
        help: Option<String>,
    },
    /// No case has the value from which some are to be drawn.
    UnknownStratum {
        /// The fact.
        fact: String,
        /// The value.
        value: String,
        /// What to do.
        help: Option<String>,
    },
    /// The fact that is to make the strata could tell who a child is.
    Identifying(String),
    /// A length of time cannot be counted back from the day of the draw.
    NotCountedBack(LengthOfTime),
    /// A file is no register.
    NotARegister(String),
    /// A case that is to be replaced is neither drawn nor a reserve that stands in.
    NotDrawn(String),
}

impl Mistake {
    pub(super) fn unknown_fact<'a>(fact: &str, known: impl Iterator<Item = &'a str>) -> Self {
        Self::UnknownFact {
            fact: fact.to_owned(),
            help: suggest(fact, known),
        }
    }

    pub(super) fn unknown_stratum<'a>(
        fact: &str,
        value: &str,
        known: impl Iterator<Item = &'a str>,
    ) -> Self {
        Self::UnknownStratum {
            fact: fact.to_owned(),
            value: value.to_owned(),
            help: suggest(value, known),
        }
    }

    /// What to do about it, as an instruction.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::NoCases => Some("import case records, or name a file that has some"),
            Self::Twice(_) => Some("keep one record for a case"),
            Self::UnknownFact { help, .. } => Some(
                help.as_deref()
                    .unwrap_or("name a fact that the case records have"),
            ),
            Self::UnknownStratum { help, .. } => Some(
                help.as_deref()
                    .unwrap_or("name a value that some case has, as the records write it"),
            ),
            Self::Identifying(_) => {
                Some("choose a fact that many children share, such as the team")
            }
            Self::NotCountedBack(_) => Some("write days, weeks, months or years"),
            Self::NotDrawn(_) => {
                Some("name a case that the register has as drawn, or a reserve that stands in")
            }
            Self::NotARegister(_) => {
                Some("name a register as `sightline sample` wrote it, or the id of a draw")
            }
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCases => f.write_str("there are no cases to draw from"),
            Self::Twice(case) => write!(f, "case `{case}` is there twice"),
            Self::UnknownFact { fact, .. } => write!(f, "no case has a fact `{fact}`"),
            Self::UnknownStratum { fact, value, .. } => {
                write!(f, "no case has `{value}` as its `{fact}`")
            }
            Self::Identifying(fact) => write!(
                f,
                "the fact `{fact}` could tell who a child is, and the register would show it"
            ),
            Self::NotCountedBack(length) => {
                write!(
                    f,
                    "`{length}` cannot be counted back from the day of the draw"
                )
            }
            Self::NotDrawn(case) => write!(f, "case `{case}` is not among those to be audited"),
            Self::NotARegister(why) => write!(f, "this is no register of a draw: {why}"),
        }
    }
}

impl std::error::Error for Mistake {}
