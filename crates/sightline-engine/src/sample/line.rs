//! A draw as one object of JSON.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{Draw, Plan, Row};

#[derive(Serialize)]
struct Line<'a> {
    draw: &'a str,
    plan: &'a Plan,
    cases: usize,
    /// Of the frame.
    digest: &'a str,
    excluded: BTreeMap<&'a str, usize>,
    available: usize,
    strata: Vec<Stratum<'a>>,
    drawn: Vec<Case<'a>>,
    reserves: Vec<Case<'a>>,
    engine: &'a str,
}

#[derive(Serialize)]
struct Stratum<'a> {
    stratum: &'a str,
    cases: usize,
    available: usize,
    drawn: usize,
    reserves: usize,
}

#[derive(Serialize)]
struct Case<'a> {
    case: &'a str,
    stratum: &'a str,
    order: Option<usize>,
    risk: Option<u64>,
}

impl Serialize for Draw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn case(row: &Row) -> Case<'_> {
            Case {
                case: &row.case,
                stratum: &row.stratum,
                order: row.order,
                risk: row.risk,
            }
        }
        let strata = self.strata();
        Line {
            draw: &self.id,
            plan: &self.plan,
            cases: self.rows.len(),
            digest: &self.digest,
            excluded: self.excluded().into_iter().collect(),
            available: strata.values().map(|one| one.available).sum(),
            strata: strata
                .iter()
                .filter(|(name, _)| !name.is_empty())
                .map(|(name, one)| Stratum {
                    stratum: name,
                    cases: one.cases,
                    available: one.available,
                    drawn: one.drawn,
                    reserves: one.reserves,
                })
                .collect(),
            drawn: self.drawn().map(case).collect(),
            reserves: self.reserves().map(case).collect(),
            engine: &self.engine,
        }
        .serialize(serializer)
    }
}
