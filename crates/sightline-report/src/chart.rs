//! Charts as plain data, and as SVG that can be read without seeing it.
//!
//! A chart never stands alone: its table goes right beneath it, and in Markdown the table takes its place. Color is
//! never the only difference: every series has its own pattern or shape and is labeled in the picture.

mod fractions;
mod movement;
mod pairs;
mod stacked;
mod targets;

use serde::{Deserialize, Serialize};
use sightline_engine::Exact;

use crate::escape::{html, html_whole};
use crate::table::Table;

pub use movement::{Moved, Movement};
pub use stacked::{Bar, Stacked};
pub use targets::{Target, Targets};

/// One chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Chart {
    /// A bar a quarter or section, cut by grade.
    Stacked(Stacked),
    /// Two points a theme: then and now.
    Movement(Movement),
    /// A bar a measure, and its target.
    Targets(Targets),
}

impl Chart {
    /// What it shows.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Stacked(chart) => &chart.title,
            Self::Movement(chart) => &chart.title,
            Self::Targets(chart) => &chart.title,
        }
    }

    /// The same numbers as a table.
    #[must_use]
    pub fn table(&self) -> &Table {
        match self {
            Self::Stacked(chart) => &chart.table,
            Self::Movement(chart) => &chart.table,
            Self::Targets(chart) => &chart.table,
        }
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Stacked(chart) => chart
                .bars
                .iter()
                .all(|bar| bar.values.iter().sum::<u64>() == 0),
            Self::Movement(chart) => chart.rows.is_empty(),
            Self::Targets(chart) => chart.rows.is_empty(),
        }
    }

    /// What it says, in words for whoever does not see it; `alt` is the report's own words for it.
    #[must_use]
    pub fn description(&self, alt: &str) -> String {
        match self {
            Self::Stacked(chart) => stacked::description(chart, alt),
            Self::Movement(chart) => movement::description(chart, alt),
            Self::Targets(chart) => targets::description(chart, alt),
        }
    }

    /// As SVG; `n` keeps the ids of several charts in one page apart, and `alt` is the report's own words for it.
    #[must_use]
    pub fn svg(&self, n: usize, alt: &str) -> String {
        match self {
            Self::Stacked(chart) => stacked::svg(chart, n, alt),
            Self::Movement(chart) => movement::svg(chart, n, alt),
            Self::Targets(chart) => targets::svg(chart, n, alt),
        }
    }
}

/// What charts fill their bars with; a page with charts has it once, before them.
pub(crate) const PATTERNS: &str = stacked::PATTERNS;

/// Every chart is as wide as a phone, so that its letters are no smaller there than on a desk.
const WIDTH: i64 = 360;

/// The picture's frame: what it is called and what it says, for those who do not see it.
fn frame(n: usize, height: i64, title: &str, desc: &str, body: &str) -> String {
    format!(
        "<svg class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"c{n}t c{n}d\">\
         <title id=\"c{n}t\">{}</title><desc id=\"c{n}d\">{}</desc>{body}</svg>",
        html(title),
        html_whole(desc),
    )
}

/// A part of a length, to a tenth of a unit, without going through a float.
fn along(part: &Exact, length: i64) -> String {
    let place = (part.clone() * Exact::from(length)).decimal(1);
    place
        .strip_suffix(".0")
        .map_or(place.clone(), str::to_owned)
}

/// A label that fits its line; the table beneath has it whole.
fn fitted(label: &str, most: usize) -> String {
    if label.chars().count() <= most {
        return label.to_owned();
    }
    let cut: String = label.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}
