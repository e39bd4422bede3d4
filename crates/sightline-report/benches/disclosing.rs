//! `cargo xtask bench disclosing`: how much disclosure control hides of made-up authorities, and how long it takes.
//!
//! Decision 12 and docs/performance.md tell the numbers.

#![expect(
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark prints what it measures, and may stop by panicking"
)]

#[expect(dead_code, reason = "the attack edits and filters it as well")]
#[path = "../tests/support/region.rs"]
mod region;

use std::time::{Duration, Instant};

use region::{Figures, Key, Place, Size, What};
use sightline_report::disclose::{Before, protect};

/// A made-up authority, and how many different ones of its size are tried.
const AUTHORITIES: [(&str, usize, Size); 3] = [
    (
        "two quarters, 2 templates, 4 teams",
        20,
        Size {
            quarters: 2,
            templates: 2,
            services: 2,
            teams: 2,
            grades: 4,
            themes: 1,
        },
    ),
    (
        "one quarter, 8 templates, 4 services, 6 themes",
        4,
        Size {
            quarters: 1,
            templates: 8,
            services: 4,
            teams: 1,
            grades: 4,
            themes: 6,
        },
    ),
    (
        "four quarters, 4 templates, 16 teams",
        1,
        Size {
            quarters: 4,
            templates: 4,
            services: 4,
            teams: 4,
            grades: 4,
            themes: 1,
        },
    ),
];

fn main() {
    // Cargo runs benches with `--bench`, and tests them with `--test`: then there is nothing to measure.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    println!("## Disclosure control\n");
    println!("| authority | counts | cells | small | hidden | totals hidden | no witness | time |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (name, tables, size) in AUTHORITIES {
        for mostly_small in [false, true] {
            let mut sum = Told::default();
            for table in 0..tables {
                sum.add(&told(size, mostly_small, table as u64));
            }
            println!(
                "| {name} | {} |{}",
                if mostly_small {
                    "mostly small"
                } else {
                    "mostly large"
                },
                sum.row(tables)
            );
        }
    }
}

/// What one authority, or several together, came to.
#[derive(Default)]
struct Told {
    cells: usize,
    small: usize,
    printed: usize,
    hidden: usize,
    totals: [usize; 2],
    given_away: usize,
    took: Duration,
}

impl Told {
    fn add(&mut self, other: &Self) {
        self.cells += other.cells;
        self.small += other.small;
        self.printed += other.printed;
        self.hidden += other.hidden;
        self.totals[0] += other.totals[0];
        self.totals[1] += other.totals[1];
        self.given_away += other.given_away;
        self.took += other.took;
    }

    fn row(&self, tables: usize) -> String {
        let share = |part: usize, of: usize| 100 * part / of.max(1);
        format!(
            " {} | {} | {}% | {}% | {} | {:.2?} |",
            self.cells / tables,
            self.small / tables,
            share(self.hidden, self.printed),
            share(self.totals[0], self.totals[1]),
            self.given_away / tables,
            self.took / u32::try_from(tables).unwrap()
        )
    }
}

fn told(size: Size, mostly_small: bool, table: u64) -> Told {
    let figures = Figures::new(size, &counts(size.numbers(), mostly_small, table));
    let cells = figures.cells();
    let start = Instant::now();
    let public = protect(&cells, &Before::nothing());
    let took = start.elapsed();
    let printed = |key: &Key| {
        !matches!(
            key.what,
            What::GoodOrBetter | What::BelowGood | What::WithoutTheme(_)
        )
    };
    let is_total = |key: &Key| {
        key.what == What::Graded && key.place == Place::Everywhere && key.template.is_none()
    };
    let hidden: Vec<&Key> = public.hidden().filter(|key| printed(key)).collect();
    let keys = figures.truth.keys();
    Told {
        cells: figures.truth.len(),
        small: figures
            .truth
            .values()
            .filter(|n| (1..=5).contains(*n))
            .count(),
        printed: keys.clone().filter(|key| printed(key)).count(),
        hidden: hidden.len(),
        totals: [
            hidden.iter().filter(|key| is_total(key)).count(),
            keys.filter(|key| is_total(key)).count(),
        ],
        given_away: public.given_away().count(),
        took,
    }
}

/// Counts as they come, the same in every run: of the small ones a third are none and half are 1 to 5.
fn counts(n: usize, mostly_small: bool, table: u64) -> Vec<u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15 ^ (table + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mut draw = |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % below
    };
    let one = |_| match (draw(10), mostly_small) {
        (0..=2, true) | (0, false) => 0,
        (3..=7, true) | (1, false) => 1 + draw(5),
        (_, true) => 6 + draw(25),
        (_, false) => 6 + draw(55),
    };
    (0..n).map(one).collect()
}
