//! Charts as plain data, and as SVG that can be read without seeing it.
//!
//! A chart never stands alone: its table goes right beneath it, and in Markdown the table takes its place. Color is
//! never the only difference: every series has its own pattern or shape and is labeled in the picture.

mod fractions;
mod movement;
mod pairs;
mod stacked;
mod targets;

use std::fmt::Write as _;

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
const WIDTH: i64 = 320;

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

/// The height of a label's line.
const LINE: i64 = 16;

/// A row's label, and at the end of its first line what the row comes to. Gives back how much lower the row is drawn
/// because its label needs a second line.
fn headed(body: &mut String, label: &str, end: &str, y: i64) -> i64 {
    // Letters are counted and not measured, so these are wide ones: 8.2 units a bold letter, 7.6 any other.
    let taken = i64::try_from(end.chars().count()).map_or(0, |n| n * 76 + 80);
    let room = usize::try_from((WIDTH * 10 - taken) / 82).unwrap_or(0);
    let (first, second) = in_two(label, room);
    let mut line = |class: &str, x: i64, down: i64, words: &str| {
        if !words.is_empty() {
            let y = y + 12 + down;
            let words = html(words);
            let _infallible = write!(
                body,
                "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{words}</text>"
            );
        }
    };
    line("name", 0, 0, &first);
    line("end", WIDTH, 0, end);
    line("name", 0, LINE, &second);
    if second.is_empty() { 0 } else { LINE }
}

/// A label as two lines of at most so many letters, broken between words; the second is empty where one line has room.
fn in_two(label: &str, most: usize) -> (String, String) {
    if label.chars().count() <= most {
        return (label.to_owned(), String::new());
    }
    let mut first = String::new();
    let mut rest = label;
    while let Some((word, after)) = rest.split_once(' ') {
        if first.chars().count() + word.chars().count() > most {
            break;
        }
        first.push_str(word);
        first.push(' ');
        rest = after;
    }
    if first.trim_end().is_empty() {
        return (fitted(label, most), String::new());
    }
    (first.trim_end().to_owned(), fitted(rest, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_broken_between_words_and_cut_only_after_two_lines() {
        for (label, first, second) in [
            ("Recording", "Recording", ""),
            ("Fathers and other adults", "Fathers and", "other adults"),
            (
                "Fathers and other adults missed",
                "Fathers and",
                "other adult…",
            ),
            ("Unaccompaniedness", "Unaccompani…", ""),
            ("", "", ""),
        ] {
            let lines = in_two(label, 12);
            assert_eq!(lines, (first.to_owned(), second.to_owned()), "{label}");
        }
    }

    #[test]
    fn a_row_with_a_long_label_stands_lower() {
        let mut body = String::new();
        assert_eq!(headed(&mut body, "Recording", "n = 22", 0), 0);
        let long = "Fathers and other adults who are easily missed";
        assert_eq!(headed(&mut body, long, "62.5% to 54.2%", 0), LINE);
        assert!(body.contains("y=\"28\">who are easily missed<"), "{body}");
    }
}
