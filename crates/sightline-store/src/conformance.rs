//! What every backend must do, as stories that anyone can run on a backend of their own.
//!
//! ```
//! let failures = sightline_store::conformance::check(&mut || Ok(Box::new(sightline_store::memory())));
//! assert!(failures.is_empty(), "{failures:?}");
//! ```

mod actions;
mod audits;
mod draws;
pub mod example;
mod moderations;
mod needs;
mod publications;
mod reading;
mod related;
mod replacements;
mod templates;
mod theme_codes;

use std::fmt;

use crate::{Store, StoreError};

/// Why a story did not hold.
#[derive(Debug)]
pub struct Failure {
    /// Which story.
    pub story: &'static str,
    /// What was found and what was expected.
    pub why: String,
}

/// One thing that every backend does, told on a fresh store.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// What it shows.
    pub name: &'static str,
    run: fn(&mut dyn Store) -> Told,
}

impl Story {
    /// Tells it on a store with nothing in it; however it goes, what is stored in the end must be whole and counted right.
    pub fn run(&self, store: &mut dyn Store) -> Result<(), Failure> {
        let told = (self.run)(store).and_then(|()| in_order(store));
        told.map_err(|Unlike(why)| Failure {
            story: self.name,
            why,
        })
    }
}

/// Every story, in the order of a store's life.
pub const STORIES: &[&[Story]] = &[
    templates::STORIES,
    needs::STORIES,
    audits::STORIES,
    moderations::STORIES,
    reading::STORIES,
    draws::STORIES,
    theme_codes::STORIES,
    actions::STORIES,
    related::STORIES,
    replacements::STORIES,
    publications::STORIES,
];

/// Tells every story, each on a fresh store, and gives back those that did not hold.
pub fn check(fresh: &mut dyn FnMut() -> Result<Box<dyn Store>, StoreError>) -> Vec<Failure> {
    let mut failures = Vec::new();
    for story in STORIES.iter().copied().flatten() {
        let told = match fresh() {
            Ok(mut store) => story.run(&mut *store),
            Err(error) => Err(Failure {
                story: story.name,
                why: error.to_string(),
            }),
        };
        failures.extend(told.err());
    }
    failures
}

/// All that is stored refers to what is stored, and the kept counts are those of the audits.
fn in_order(store: &mut dyn Store) -> Told {
    let comparison = crate::rebuild_and_compare(&*store.read()?)?;
    same(comparison.differences, Vec::new())?;
    same(comparison.moderations, 0)
}

type Told = Result<(), Unlike>;

/// What was found is not what was expected.
struct Unlike(String);

impl<E: std::error::Error> From<E> for Unlike {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Both are the same, or the story does not hold.
#[track_caller]
#[expect(
    clippy::needless_pass_by_value,
    reason = "a story reads best where it names what it found and nothing more"
)]
fn same<T: PartialEq + fmt::Debug>(found: T, expected: T) -> Told {
    if found == expected {
        return Ok(());
    }
    let line = std::panic::Location::caller().line();
    Err(Unlike(format!(
        "line {line}: found {found:?}, expected {expected:?}"
    )))
}

/// It was refused, in these words.
#[track_caller]
fn refused<T>(found: Result<T, StoreError>, expected: &str) -> Told {
    same(
        found.err().map(|error| error.to_string()).as_deref(),
        Some(expected),
    )
}
