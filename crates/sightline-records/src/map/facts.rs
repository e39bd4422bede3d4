//! Facts as rows tell them, and which of them counts.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::Code;
use sightline_engine::model::{Case, FactValue, Origin};

use crate::problem::{At, Problems, Said, Where};

/// What does not change in a child's life as the record has it, so that two answers are a mistake.
const STEADY: [&str; 3] = ["date_of_birth", "sex", "ethnicity"];

/// A fact as one row tells it.
pub(super) struct Told {
    pub(super) name: String,
    pub(super) value: FactValue,
    pub(super) origin: Origin,
    /// The day from which on it is told: that of the referral, plan or period that the row is about.
    pub(super) from: Option<NaiveDate>,
}

/// Facts by name, the one that counts and whether others differ.
#[derive(Default)]
pub(super) struct Facts(BTreeMap<String, Best>);

struct Best {
    told: Told,
    differs: Option<Origin>,
}

impl Facts {
    /// Adds what a row tells; the latest row counts, and of rows of one day the last.
    pub(super) fn add(&mut self, told: Told) {
        match self.0.get_mut(&told.name) {
            None => {
                self.0.insert(
                    told.name.clone(),
                    Best {
                        told,
                        differs: None,
                    },
                );
            }
            Some(best) => {
                let same = best.told.value == told.value;
                if !same {
                    best.differs = Some(told.origin.clone());
                }
                if !same && told.from >= best.told.from {
                    best.told = told;
                }
            }
        }
    }

    /// Adds what the history tells, where no row told it.
    pub(super) fn add_told(&mut self, told: Told) {
        let name = told.name.clone();
        self.0.entry(name).or_insert(Best {
            told,
            differs: None,
        });
    }

    /// Puts what counts into the case, and names what should not differ.
    pub(super) fn settle(self, case: &mut Case, problems: &mut Problems) {
        for (name, best) in self.0 {
            if let Some(other) = best.differs.filter(|_| STEADY.contains(&name.as_str())) {
                let words = name.replace('_', " ");
                let said = Said::warning(
                    Code::CONTRADICTION,
                    format!("another row tells the {words} of the child otherwise"),
                );
                problems.add(
                    &place(&other),
                    &said.help("correct the row that is wrong; the last one read counts"),
                );
            }
            case.sources.insert(name.clone(), best.told.origin);
            case.facts.insert(name, best.told.value);
        }
    }
}

/// The place that an origin is.
pub(crate) fn place(origin: &Origin) -> Where {
    Where {
        file: Arc::clone(&origin.file),
        sheet: origin.sheet.clone(),
        column: origin.column.clone(),
        at: Some(At {
            row: origin.row,
            cell: None,
        }),
    }
}
