use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::rollup::Share;

use crate::chart::{WIDTH, along, frame, headed};
use crate::escape::clean;
use crate::number::{exact_percent, percent};
use crate::table::Table;

const ROW: i64 = 52;
const BAR: i64 = 16;

/// Shares as bars from 0% to 100%, each with the line it should reach or stay under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Targets {
    /// What it shows.
    pub title: String,
    /// Top to bottom.
    pub rows: Vec<Target>,
    /// The same numbers.
    pub table: Table,
}

/// One share and its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The measure.
    pub label: String,
    /// Its value.
    #[serde(with = "super::pairs")]
    pub value: Share,
    /// What it should be.
    #[serde(with = "super::fractions")]
    pub target: Exact,
    /// Whether it should stay under the line.
    pub lower_is_better: bool,
    /// How it stands: `■ R red`.
    pub rag: String,
    /// The range that chance alone could explain, where there are enough to say.
    #[serde(with = "super::fractions::range")]
    pub likely: Option<(Exact, Exact)>,
}

pub(super) fn svg(chart: &Targets, n: usize, alt: &str) -> String {
    let mut body = String::from(
        "<rect class=\"edge\" x=\"1\" y=\"4\" width=\"16\" height=\"14\" fill=\"url(#s1)\"/><text x=\"23\" y=\"16\">Value</text>\
         <path class=\"goal\" d=\"M90 2v18\"/><text x=\"98\" y=\"16\">Target</text>\
         <path class=\"way\" d=\"M168 11h24M168 6v10M192 6v10\"/><text x=\"200\" y=\"16\">Likely range</text>",
    );
    let mut y = 30;
    for target in &chart.rows {
        y += ROW + row(&mut body, target, y);
    }
    let _infallible = write!(
        body,
        "<text x=\"0\" y=\"{y}\">0%</text><text class=\"end\" x=\"{WIDTH}\" y=\"{y}\">100%</text>",
    );
    frame(n, y + 8, &chart.title, &description(chart, alt), &body)
}

/// Gives back how much higher than others this row is.
fn row(body: &mut String, row: &Target, y: i64) -> i64 {
    let value = row.value.value().unwrap_or(Exact::ZERO);
    let words = format!("{} {}", percent(row.value), row.rag);
    let more = headed(body, &row.label, &words, y);
    let top = y + 19 + more;
    let middle = top + BAR / 2;
    let _infallible = write!(
        body,
        "<rect class=\"none\" x=\"1\" y=\"{top}\" width=\"{}\" height=\"{BAR}\"/>\
         <rect class=\"edge\" x=\"1\" y=\"{top}\" width=\"{}\" height=\"{BAR}\" fill=\"url(#s1)\"/>",
        WIDTH - 2,
        along(&value, WIDTH - 2),
    );
    if let Some((low, high)) = &row.likely {
        let (low, high) = (along(low, WIDTH), along(high, WIDTH));
        let _infallible = write!(
            body,
            "<path class=\"way\" d=\"M{low} {middle}H{high}M{low} {a}v10M{high} {a}v10\"/>",
            a = middle - 5,
        );
    }
    let goal = along(&row.target, WIDTH);
    let _infallible = write!(
        body,
        "<path class=\"goal\" d=\"M{goal} {}v{}\"/>",
        top - 3,
        BAR + 6
    );
    more
}

pub(super) fn description(chart: &Targets, alt: &str) -> String {
    let row = |row: &Target| {
        format!(
            "{}: {} against a target of {}, where {} is better, {}.",
            clean(&row.label),
            percent(row.value),
            exact_percent(&row.target),
            if row.lower_is_better {
                "lower"
            } else {
                "higher"
            },
            row.rag
                .trim_start_matches(|sign: char| !sign.is_ascii())
                .trim(),
        )
    };
    let rows: Vec<String> = chart.rows.iter().map(row).collect();
    format!(
        "{}. Bar chart from 0% to 100% with a line at each target. {} The table below has the same numbers.",
        clean(alt),
        rows.join(" ")
    )
}
