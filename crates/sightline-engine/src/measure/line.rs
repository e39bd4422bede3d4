//! One line of JSON a measure.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Number;

use super::Measured;
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
        let written = |value: &Exact| {
            if self.is_share {
                value.percent()
            } else {
                value.decimal(2)
            }
        };
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
        }
        .serialize(serializer)
    }
}

/// A decimal as JSON writes it; sums of written decimals end.
fn number(exact: &Exact) -> Number {
    serde_json::from_str(&exact.plain()).unwrap_or_else(|_| Number::from(0))
}
