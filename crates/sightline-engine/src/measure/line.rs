//! One line of JSON a measure.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Number;

use super::{Change, Measured, Moved};
use crate::exact::Exact;

#[derive(Serialize)]
struct Line<'a> {
    measure: &'a str,
    title: &'a str,
    period: String,
    unit: &'a str,
    numerator: u64,
    /// A count of what is known, or for a rate a sum.
    denominator: Number,
    excluded: u64,
    unknown: u64,
    /// Two decimals, half away from zero; for a rate there is none.
    percent: Option<String>,
    value: Option<String>,
    exact: Option<String>,
    target: Option<String>,
    direction: &'a str,
    rag: Option<&'a str>,
    comparators: Vec<Other<'a>>,
    undated: u64,
    failed: u64,
    excluded_because: BTreeMap<&'a str, u64>,
    /// How many of the unknown are so because the records begin too late.
    short_of_history: u64,
    /// From when the records count as whole, whether that was `told` or is `taken` from the rows, and what lies before it.
    records_from: Option<String>,
    records_from_is: Option<&'static str>,
    first_row: Option<String>,
    rows_before: u64,
}

#[derive(Serialize)]
struct Other<'a> {
    name: &'a str,
    value: String,
    source: &'a str,
    year: &'a str,
}

impl Serialize for Measured {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = |value: &Exact| self.in_json(value);
        let applied = self.excluded.iter().filter(|one| one.applied);
        let because: BTreeMap<_, _> = applied.map(|one| (one.id.as_str(), one.n)).collect();
        Line {
            measure: &self.measure,
            title: &self.title,
            period: self.period.label(),
            unit: &self.unit,
            numerator: self.numerator,
            denominator: number(&self.denominator),
            excluded: because.values().sum(),
            unknown: self.unknown,
            percent: self
                .value
                .as_ref()
                .filter(|_| self.is_share)
                .map(Exact::percent),
            value: self.value.as_ref().map(written),
            exact: self.value.as_ref().map(ToString::to_string),
            target: self.target.as_ref().map(written),
            direction: self.better(),
            rag: self.rag.color(),
            comparators: self
                .comparators
                .iter()
                .map(|one| Other {
                    name: &one.name,
                    value: written(&one.value),
                    source: &one.source,
                    year: &one.year,
                })
                .collect(),
            undated: self.undated,
            failed: self.failed,
            excluded_because: because,
            short_of_history: self.short_of_history,
            records_from: self.records.map(|records| records.day.to_string()),
            records_from_is: self
                .records
                .map(|records| if records.told { "told" } else { "taken" }),
            first_row: self
                .records
                .and_then(|records| records.first_row)
                .map(|day| day.to_string()),
            rows_before: self.records.map_or(0, |records| records.rows_before),
        }
        .serialize(serializer)
    }
}

/// A decimal as JSON writes it; sums of written decimals end.
fn number(exact: &Exact) -> Number {
    serde_json::from_str(&exact.plain()).unwrap_or_else(|_| Number::from(0))
}

/// A measure and how it has moved, as one line of JSON: that of the measure, with one more key.
#[derive(Serialize)]
struct Both<'a> {
    #[serde(flatten)]
    measured: &'a Measured,
    change: Option<ChangeLine>,
}

#[derive(Serialize)]
struct ChangeLine {
    since: String,
    numerator: u64,
    denominator: Number,
    value: Option<String>,
    /// Now less then: percentage points of a share, with two decimals.
    by: Option<String>,
    /// `better`, `worse`, `no clear change`, `same`, `not calculable` or `not comparable`.
    verdict: &'static str,
}

impl Measured {
    /// Two decimals: of a share its percentage.
    fn in_json(&self, value: &Exact) -> String {
        if self.is_share {
            value.percent()
        } else {
            value.decimal(2)
        }
    }

    /// The measure as a line of JSON, with how it has moved under `change`.
    ///
    /// # Errors
    ///
    /// Where a value cannot be written as JSON; none of these is such a value.
    pub fn line(&self, change: Option<&Change>) -> Result<String, serde_json::Error> {
        let change = change.map(|change| ChangeLine {
            since: change.since.label(),
            numerator: change.counts.0,
            denominator: number(&change.counts.1),
            value: change.from.as_ref().map(|from| self.in_json(from)),
            by: match &change.moved {
                Moved::Same => Some(Exact::ZERO.decimal(2)),
                Moved::By { by, .. } => Some(self.in_json(by)),
                Moved::NotCalculable { .. } | Moved::NotComparable { .. } => None,
            },
            verdict: change.moved.word(),
        });
        serde_json::to_string(&Both {
            measured: self,
            change,
        })
    }
}
