use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Mistake;
use crate::calendar::add_months;
use crate::model::{LengthOfTime, Unit};

/// Everything that decides a draw, apart from the cases and what became of them before.
///
/// It is written into the register, so that anybody can draw again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The template that the cases will be audited with.
    pub template: String,
    /// The day of the draw.
    #[serde(with = "text")]
    pub today: NaiveDate,
    /// What the order of the cases is made from: any text.
    pub seed: String,
    /// How many are drawn, and from where.
    pub method: Method,
    /// How many more are kept in order, to stand in for cases that cannot be audited.
    pub reserves: usize,
    /// Only cases for which this expression holds.
    pub theme: Option<String>,
    /// Cases that these make more pressing come first.
    pub risk: Vec<RiskRule>,
    /// A case that was audited in so long a time before is left out.
    #[serde(with = "text")]
    pub not_audited_for: LengthOfTime,
    /// Worker codes of those who will audit; their own cases are left out.
    pub auditors: Vec<String>,
    /// The fact that holds a case's worker.
    pub worker: String,
    /// The fact by which siblings are known: they share its value.
    pub family: String,
    /// Earlier draws whose cases, and the siblings of these, are left out.
    pub earlier: Vec<String>,
}

/// How many cases are drawn, and from where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Method {
    /// From all of them alike.
    Random {
        /// How many.
        size: usize,
    },
    /// From each value of a fact, by how many cases it has.
    Proportional {
        /// The fact.
        fact: String,
        /// How many in all.
        size: usize,
    },
    /// From each value of a fact the same number, as far as it has that many.
    Equal {
        /// The fact.
        fact: String,
        /// How many in all.
        size: usize,
    },
    /// From each value of a fact as many as are named for it.
    Given {
        /// The fact.
        fact: String,
        /// How many from each value; from others none.
        numbers: BTreeMap<String, usize>,
    },
    /// From each value of a fact, such as a worker, so many.
    Quota {
        /// The fact.
        fact: String,
        /// How many from each.
        each: usize,
        /// How many in all at the most.
        most: Option<usize>,
    },
}

/// Something that makes a case more pressing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskRule {
    /// Holds for the case.
    pub when: String,
    /// How many points it gives.
    pub points: u32,
}

impl Plan {
    /// A plan with a seed of its own, cases at random, and the usual exclusions.
    #[must_use]
    pub fn new(template: &str, today: NaiveDate, seed: &str, method: Method) -> Self {
        Self {
            template: template.to_owned(),
            today,
            seed: seed.to_owned(),
            method,
            reserves: 0,
            theme: None,
            risk: Vec::new(),
            not_audited_for: LengthOfTime {
                n: 12,
                unit: Unit::Months,
            },
            auditors: Vec::new(),
            worker: "worker".to_owned(),
            family: "family".to_owned(),
            earlier: Vec::new(),
        }
    }

    /// The day after which an audit keeps a case out of the draw.
    pub(super) fn since(&self) -> Result<NaiveDate, Mistake> {
        let length = self.not_audited_for;
        let days = |n: u32| self.today.checked_sub_days(Days::new(n.into()));
        let since = match length.unit {
            Unit::Days => days(length.n),
            Unit::Weeks => days(length.n.saturating_mul(7)),
            Unit::Months => add_months(self.today, -i64::from(length.n)),
            Unit::Years => add_months(self.today, -12 * i64::from(length.n)),
            Unit::WorkingDays => None,
        };
        since.ok_or(Mistake::NotCountedBack(length))
    }
}

impl Method {
    /// The fact whose values are the strata, where there are any.
    #[must_use]
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::Random { .. } => None,
            Self::Proportional { fact, .. }
            | Self::Equal { fact, .. }
            | Self::Given { fact, .. }
            | Self::Quota { fact, .. } => Some(fact),
        }
    }

    /// How many are asked for in all; a quota alone asks for no number.
    #[must_use]
    pub fn size(&self) -> Option<usize> {
        match self {
            Self::Random { size } | Self::Proportional { size, .. } | Self::Equal { size, .. } => {
                Some(*size)
            }
            Self::Given { numbers, .. } => Some(numbers.values().sum()),
            Self::Quota { most, .. } => *most,
        }
    }
}

/// Values that are written as people write them.
mod text {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<T: Display, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(super) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| D::Error::custom("a value that nobody can read"))
    }
}
