//! Facts as rows tell them, and which of them counts.
use chrono::NaiveDate;
use sightline_engine::Code;
use sightline_engine::model::{Case, FactValue, Origin};

use crate::problem::{Problems, Said, Where};

/// What does not change in a child's life as the record has it, so that two answers are a mistake.
const STEADY: [&str; 3] = ["date_of_birth", "sex", "ethnicity"];

/// A fact as one row tells it.
pub(super) struct Told<'a> {
    pub(super) name: &'a str,
    pub(super) value: FactValue,
    pub(super) origin: Origin,
    /// The day from which on it is told: that of the referral, plan or period that the row is about.
    pub(super) from: Option<NaiveDate>,
}

/// The facts of a child, of each the one that counts and whether others differ. They are few, so they are looked through.
#[derive(Default)]
pub(super) struct Facts<'a>(Vec<Best<'a>>);

struct Best<'a> {
    told: Told<'a>,
    differs: Option<Origin>,
}

impl<'a> Facts<'a> {
    /// Adds what a row tells; the latest row counts, and of rows of one day the last.
    pub(super) fn add(
        &mut self,
        name: &'a str,
        value: FactValue,
        from: Option<NaiveDate>,
        origin: impl FnOnce() -> Origin,
    ) {
        let best = self.0.iter_mut().find(|best| best.told.name == name);
        if best.as_ref().is_some_and(|best| best.told.value == value) {
            return;
        }
        let told = Told {
            name,
            value,
            origin: origin(),
            from,
        };
        let Some(best) = best else {
            self.0.push(Best {
                told,
                differs: None,
            });
            return;
        };
        best.differs = Some(told.origin.clone());
        if told.from >= best.told.from {
            best.told = told;
        }
    }

    /// Adds what the history tells, where no row told it.
    pub(super) fn add_told(&mut self, told: Told<'a>) {
        if !self.0.iter().any(|best| best.told.name == told.name) {
            self.0.push(Best {
                told,
                differs: None,
            });
        }
    }

    /// Puts what counts into the case, and names what should not differ.
    pub(super) fn settle(self, case: &mut Case, problems: &mut Problems) {
        for Best { told, differs } in self.0 {
            if let Some(other) = differs.filter(|_| STEADY.contains(&told.name)) {
                let words = told.name.replace('_', " ");
                let said = Said::warning(
                    Code::CONTRADICTION,
                    format!("another row tells the {words} of the child otherwise"),
                );
                problems.add(
                    &Where::of(&other),
                    &said.help("correct the row that is wrong; the last one read counts"),
                );
            }
            case.sources.insert(told.name.to_owned(), told.origin);
            case.facts.insert(told.name.to_owned(), told.value);
        }
    }
}
