//! A fair sample: which cases are audited, drawn so that anybody can draw again and get the same.
//!
//! The order of cases is that of the SHA-256 of the seed and a case's id. It has nothing to do with the order of the file, with
//! what is known of a child, or with the machine, and whoever doubts it works it out with any tool that knows SHA-256:
//! `printf 'SEED\nCASE' | sha256sum`. What may not be audited is left out with its reason; the first cases in the order that
//! remain are drawn, of each stratum as many as the plan says, and the next are its reserves. Everything is counted in whole
//! numbers.
//!
//! ```
//! use sightline_engine::sample::{Entry, Frame, Method, Past, Plan, draw};
//!
//! let plan = Plan::new("visits", "2025-10-10".parse()?, "2025-Q3", Method::Random { size: 2 });
//! let mut frame = Frame::default();
//! for case in ["C-1", "C-2", "C-3", "C-4"] {
//!     frame.push(Entry { case: case.to_owned(), ..Entry::default() });
//! }
//! let mut past = Past::of(&plan)?;
//! past.audit("C-2", "2025-06-01".parse()?);
//!
//! let drawn = draw(&plan, &frame, &past)?;
//! assert_eq!(drawn.drawn().map(|row| row.case.as_str()).collect::<Vec<_>>(), ["C-4", "C-3"]);
//! assert!(drawn.sentence().starts_with("Drew 2 of 4 cases (seed 2025-Q3)"), "{}", drawn.sentence());
//! assert_eq!(drawn.register(), draw(&plan, &frame, &past)?.register());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod choose;
mod chosen;
mod compare;
mod draw;
mod frame;
mod line;
mod mistake;
mod plan;
mod register;
mod rules;
mod sentence;
mod share;
#[cfg(test)]
mod tests;

pub use chosen::Chosen;
pub use compare::{Difference, compare};
pub use draw::draw;
pub use frame::{Barred, Entry, Frame, Past};
pub use mistake::Mistake;
pub use plan::{Method, Plan, RiskRule};
pub use register::Register;
pub use rules::Rules;

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// What the names of files are under which mistakes in a plan's own expressions are reported.
pub const TYPED: [&str; 2] = ["theme", "risk"];

/// The stratum of cases that have no value for its fact.
pub const NOT_RECORDED: &str = "not recorded";

/// What was drawn, and what became of every other case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Made from the plan, the frame and every row, so that another draw has another one.
    pub id: String,
    /// What was asked for.
    pub plan: Plan,
    /// SHA-256 of the ids of all cases in their order, each on a line of its own.
    pub digest: String,
    /// A row a case: the drawn first, then reserves and those not drawn, each in the order of the draw, then those left out.
    pub rows: Vec<Row>,
    /// The version of the engine that drew.
    pub engine: String,
}

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub case: String,
    /// The stratum it is of; empty where there are none.
    pub stratum: String,
    /// Its place in the order of the draw, from 1; one that is left out has none.
    pub order: Option<usize>,
    /// Its points, where the plan has risk rules.
    pub risk: Option<u64>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a case in a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is to be audited.
    Drawn,
    /// It stands in for a case of its stratum that cannot be audited.
    Reserve,
    /// It could have been drawn and was not.
    NotDrawn,
    /// It could not be drawn.
    Excluded(Reason),
}

/// Why a case could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The template says that it is not for it.
    NotEligible,
    /// The theme does not hold.
    NotOfTheme,
    /// Whether one of these is so could not be worked out.
    Unclear,
    /// It was audited a short time ago.
    Audited(NaiveDate),
    /// An auditor is or was its worker.
    AuditorsOwn,
    /// It was drawn before.
    DrawnBefore {
        /// In which draw.
        draw: String,
        /// When.
        on: NaiveDate,
    },
    /// A sibling was drawn before.
    SiblingDrawnBefore {
        /// The sibling.
        case: String,
        /// In which draw.
        draw: String,
        /// When.
        on: NaiveDate,
    },
    /// A sibling comes first in the order, and stands for the family.
    Sibling {
        /// The sibling.
        case: String,
    },
}

/// What a stratum came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stratum {
    /// How many cases it has.
    pub cases: usize,
    /// How many of them could be drawn.
    pub available: usize,
    /// How many were drawn.
    pub drawn: usize,
    /// How many reserves it has.
    pub reserves: usize,
    /// How many it was to give by name or quota, where it was.
    pub wanted: Option<usize>,
}

impl Draw {
    /// The cases to audit, in their order.
    pub fn drawn(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.fate == Fate::Drawn)
    }

    /// Those that stand in, in their order.
    pub fn reserves(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.fate == Fate::Reserve)
    }

    /// Every stratum, by its name; there is one without a name where the plan has none.
    #[must_use]
    pub fn strata(&self) -> BTreeMap<&str, Stratum> {
        let mut strata: BTreeMap<&str, Stratum> = BTreeMap::new();
        for row in &self.rows {
            let one = strata.entry(&row.stratum).or_default();
            one.cases += 1;
            one.available += usize::from(row.order.is_some());
            one.drawn += usize::from(row.fate == Fate::Drawn);
            one.reserves += usize::from(row.fate == Fate::Reserve);
        }
        for (name, one) in &mut strata {
            one.wanted = match &self.plan.method {
                Method::Given { numbers, .. } => Some(numbers.get(*name).copied().unwrap_or(0)),
                Method::Quota { each, .. } => Some(*each),
                Method::Random { .. } | Method::Proportional { .. } | Method::Equal { .. } => None,
            };
        }
        strata
    }
}

impl Fate {
    /// What the register calls it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Reserve => "reserve",
            Self::NotDrawn => "not drawn",
            Self::Excluded(_) => "excluded",
        }
    }
}
