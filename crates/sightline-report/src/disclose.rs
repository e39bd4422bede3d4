//! Disclosure control: what a public report may say without giving a child away.
//!
//! *2 of 21 were Outstanding* may be enough for a neighbour. So a count from 1 to 5 is printed as `c`, and so is every
//! count from which it could be worked out: the next smallest in its row where the total would tell it, the total where
//! the total of another table would, a share whose other side is small.
//!
//! Put **every** count that any report, filter or table could publish into [`Cells`], say how they add up, and ask
//! [`protect`] once. Whatever is printed later comes out of the [`Protected`], so the report of one team and the report
//! of all teams hide the same cells and cannot be subtracted from each other.
//!
//! ```
//! use sightline_report::disclose::{Before, Cells, CellsError, protect};
//!
//! # fn main() -> Result<(), CellsError<&'static str>> {
//! let mut cells = Cells::new();
//! for (grade, count) in [("outstanding", 2), ("good", 9), ("requires improvement", 10), ("inadequate", 0)] {
//!     cells.count(grade, count)?;
//! }
//! cells.count("graded", 21)?;
//! cells.outcomes("graded", ["outstanding", "good", "requires improvement", "inadequate"])?;
//! // Good or better is printed as a share only; it tells the share below good as well.
//! cells.derived("good or better", 11)?;
//! cells.sum("good or better", ["outstanding", "good"])?;
//! cells.share("good or better", "graded", "below good")?;
//!
//! let public = protect(&cells, &Before::nothing());
//! // 2 is small; 9 would give it away, because 21 - 10 - 9 is 2.
//! assert_eq!(public.count(&"outstanding").to_string(), "c");
//! assert_eq!(public.count(&"good").to_string(), "c");
//! assert_eq!(public.count(&"requires improvement").to_string(), "10");
//! assert_eq!(public.count(&"inadequate").to_string(), "0");
//! // Nothing hidden can be worked out from 11 of 21.
//! assert!(public.share(&"good or better", &"graded").value().is_some());
//! assert!(public.share(&"good", &"graded").value().is_none());
//!
//! // A restated report keeps hidden what was hidden.
//! let before = Before::nothing().and(cells.clone(), &public);
//! assert_eq!(protect(&cells, &before), public);
//! # Ok(())
//! # }
//! ```
//!
//! # Rules
//!
//! 1. [`SMALL`] counts are hidden, derived ones among them. Zeros are shown.
//! 2. Where one outcome holds everybody in a group of fewer than [`FEWEST`] ([`Cells::outcomes`], [`Cells::share`]), the
//!    outcome and one of the zeros beside it are hidden: *all 8 were inadequate* is about each of the 8.
//! 3. What was hidden before stays hidden ([`Before`]). What was shown before hides nothing, and a count that changed since by
//!    a small number is hidden, or the difference would be told.
//! 4. A sum with one hidden cell gets a second: derived cells go first, then what is worth less ([`Cells::weigh`]), then parts, then the total, small before large,
//!    and in the order of their keys where they are equal.
//! 5. Every hidden small cell needs a **witness**: another set of whole numbers for the hidden cells, none below 1, with
//!    the same sums and another number from 1 to 5 in its place. Where none is found, more is hidden.
//! 6. A percentage is printed where its part and its whole are shown, stand in a sum together, and the whole is not
//!    below [`FEWEST`].
//!
//! What this promises, and what it does not, is in `docs/decisions/0012-disclosure.md`. Free text is another matter:
//! [`find_personal`] finds what looks like a person in it.

mod before;
mod cells;
mod kept;
mod pattern;
mod protected;
mod system;
mod witness;

use std::fmt::Debug;
use std::ops::RangeInclusive;

pub use before::Before;
pub use cells::{Cells, CellsError};
pub use kept::Witnesses;
pub use protected::{Protected, Shown};
pub use sightline_engine::personal::{Found, Kind, Known, find as find_personal};

use before::Joint;
use pattern::Pattern;
use system::{System, at};

/// Counts that are hidden for being small: the convention of the Department for Education.
pub const SMALL: RangeInclusive<u64> = 1..=5;

/// Below this many there is no percentage, and what all of them share is hidden.
pub const FEWEST: u64 = 10;

/// What is worth so much ([`Cells::weigh`]) is hidden last, after what stands some sums further away.
pub const HEADLINE: u8 = 5;

/// What a report that has a `c` says below its tables.
pub const LEGEND: &str = "c: confidential. The number is from 1 to 5, or it is another number from which such a number, or something true of everybody in a small group, could be worked out.";

/// What a report that has a `:` says below its tables.
pub const LEGEND_TOO_FEW: &str =
    ": (colon): no percentage, because there are fewer than 10 to take it of.";

/// Decides which cells may be printed.
///
/// The answer depends on the cells, their sums and what was published before, and on nothing else: neither on the order
/// they were given in nor on which of them a report prints.
#[must_use]
pub fn protect<K: Ord + Clone + Debug>(cells: &Cells<K>, before: &Before<K>) -> Protected<K> {
    decide(cells, before, false)
}

/// The same where nothing is given away; else a cell that is, as soon as one is found, since its report must not go out.
pub(crate) fn protect_all<K: Ord + Clone + Debug>(
    cells: &Cells<K>,
    before: &Before<K>,
) -> Result<Protected<K>, K> {
    let public = decide(cells, before, true);
    let given_away = public.given_away().next().cloned();
    given_away.map_or(Ok(public), Err)
}

/// Decides of all cells, or only until it is known that one is given away.
fn decide<K: Ord + Clone + Debug>(
    cells: &Cells<K>,
    before: &Before<K>,
    until_given_away: bool,
) -> Protected<K> {
    let joint = Joint::new(cells, before);
    let system = System::new(&joint.cells);
    let past = joint.past(&system);
    let pattern = Pattern::new(&system, &past, until_given_away);
    let nodes = || joint.cells.cells.iter().zip(0..);
    // Each key's latest number is this publication's, where it has the key.
    let (hidden, shown): (Vec<_>, Vec<_>) = nodes()
        .filter(|&(((key, times), _), _)| {
            cells.get(key).is_some() && joint.node(key) == Some((key.clone(), *times))
        })
        .map(|(((key, _), value), cell)| (key.clone(), value.value, cell))
        .partition(|&(.., cell)| at(&pattern.hidden, cell));
    let counts: Vec<_> = joint.cells.cells.keys().collect();
    Protected {
        witnesses: Witnesses::of(&pattern.witnesses, &counts),
        shown: shown
            .into_iter()
            .map(|(key, value, _)| (key, value))
            .collect(),
        hidden: hidden.into_iter().map(|(key, ..)| key).collect(),
        pairs: cells.pairs(),
        given_away: nodes()
            .filter(|(_, cell)| pattern.given_away.contains(cell))
            .map(|(((key, _), _), _)| key.clone())
            .collect(),
    }
}
