use std::collections::BTreeMap;
use std::fmt;

use super::register::{Cells, cells};
use super::{Draw, Register};

/// Something that a draw and its repetition do not share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A case was not there then.
    Added(String),
    /// A case is no longer there.
    Left(String),
    /// Something else became of it, or is known of it.
    Changed {
        /// The case.
        case: String,
        /// What the register says.
        then: String,
        /// What comes out now.
        now: String,
    },
}

/// Holds a register against what comes out when its plan is drawn again; nothing where it is the same.
///
/// Places in the order are not compared: they move with every case that comes or goes, and say nothing that these do not.
#[must_use]
pub fn compare(register: &Register, again: &Draw) -> Vec<Difference> {
    let by_case = |rows: Vec<Cells>| -> BTreeMap<String, Cells> {
        rows.into_iter()
            .map(|cells| {
                let [case, ..] = &cells;
                (case.clone(), cells)
            })
            .collect()
    };
    let then = by_case(register.rows.clone());
    let mut now = by_case(again.rows.iter().map(cells).collect());
    let mut found = Vec::new();
    for (case, before) in then {
        match now.remove(&case) {
            None => found.push(Difference::Left(case)),
            Some(after) => {
                let (then, now) = (said(&before), said(&after));
                if then != now {
                    found.push(Difference::Changed { case, then, now });
                }
            }
        }
    }
    found.extend(now.into_keys().map(Difference::Added));
    found
}

/// `drawn, of North`, `excluded (audited on 2025-03-02)`.
fn said([_, stratum, _, risk, result, reason]: &Cells) -> String {
    let mut said = result.clone();
    if !reason.is_empty() {
        said += &format!(" ({reason})");
    }
    if !stratum.is_empty() {
        said += &format!(", of {stratum}");
    }
    if !risk.is_empty() {
        said += &format!(", with risk {risk}");
    }
    said
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added(case) => write!(f, "{case} was not there then"),
            Self::Left(case) => write!(f, "{case} is no longer there"),
            Self::Changed { case, then, now } => write!(f, "{case}: then {then}; now {now}"),
        }
    }
}
