use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::rollup::Share;

use crate::chart::{WIDTH, along, frame, headed};
use crate::escape::{clean, html};
use crate::number::percent;
use crate::table::Table;

const ROW: i64 = 46;
/// Room for half a mark at both ends of the line.
const EDGE: i64 = 8;

/// Shares then and now, a line a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// What it shows.
    pub title: String,
    /// The earlier quarter.
    pub from: String,
    /// This quarter.
    pub to: String,
    /// Top to bottom.
    pub rows: Vec<Moved>,
    /// The same numbers.
    pub table: Table,
}

/// One theme's two shares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The theme.
    pub label: String,
    /// Its share then, where the two may be compared.
    #[serde(with = "super::pairs::option")]
    pub from: Option<Share>,
    /// Its share now.
    #[serde(with = "super::pairs")]
    pub to: Share,
}

pub(super) fn svg(chart: &Movement, n: usize, alt: &str) -> String {
    let mut body = format!(
        "<circle class=\"then\" cx=\"9\" cy=\"11\" r=\"6\"/><text x=\"23\" y=\"16\">{}</text>{}<text x=\"203\" y=\"16\">{}</text>",
        html(&chart.from),
        diamond("189", 11),
        html(&chart.to),
    );
    let end = end(chart);
    let mut y = 30;
    for moved in &chart.rows {
        y += ROW + row(&mut body, moved, &end, y);
    }
    let _infallible = write!(
        body,
        "<text x=\"0\" y=\"{}\">0%</text><text class=\"end\" x=\"{WIDTH}\" y=\"{}\">{}</text>",
        y + 4,
        y + 4,
        end.whole(),
    );
    frame(n, y + 12, &chart.title, &description(chart, alt), &body)
}

/// Where every line ends: the next quarter of the whole above the greatest share.
fn end(chart: &Movement) -> Quarters {
    let shares = chart
        .rows
        .iter()
        .flat_map(|row| [row.from, Some(row.to)])
        .flatten();
    let most = shares.filter_map(Share::value).max().unwrap_or(Exact::ONE);
    Quarters((1..4).find(|n| most <= Exact::ratio(*n, 4)).unwrap_or(4))
}

/// So many quarters of the whole.
struct Quarters(i128);

impl Quarters {
    fn whole(&self) -> String {
        format!("{}%", self.0 * 25)
    }
}

/// Gives back how much higher than others this row is.
fn row(body: &mut String, moved: &Moved, end: &Quarters, y: i64) -> i64 {
    let to = percent(moved.to);
    let words = moved
        .from
        .map_or_else(|| to.clone(), |from| format!("{} to {to}", percent(from)));
    let more = headed(body, &moved.label, &words, y);
    let line = y + 28 + more;
    let _infallible = write!(
        body,
        "<path class=\"axis\" d=\"M{EDGE} {line}H{}\"/>",
        WIDTH - EDGE,
    );
    let place = |share: Share| {
        let part = share.value().unwrap_or(Exact::ZERO) * Exact::ratio(4, end.0);
        along(
            &(part * Exact::from(WIDTH - 2 * EDGE) + Exact::from(EDGE)),
            1,
        )
    };
    if let Some(from) = moved.from {
        let _infallible = write!(
            body,
            "<path class=\"way\" d=\"M{} {line}H{}\"/><circle class=\"then\" cx=\"{}\" cy=\"{line}\" r=\"6\"/>",
            place(from),
            place(moved.to),
            place(from),
        );
    }
    body.push_str(&diamond(&place(moved.to), line));
    more
}

fn diamond(x: &str, y: i64) -> String {
    format!("<path class=\"now\" d=\"M{x} {}l6 6-6 6-6-6z\"/>", y - 6)
}

pub(super) fn description(chart: &Movement, alt: &str) -> String {
    let row = |moved: &Moved| match moved.from {
        Some(from) => format!(
            "{}: {} then, {} now.",
            clean(&moved.label),
            percent(from),
            percent(moved.to)
        ),
        None => format!("{}: {} now.", clean(&moved.label), percent(moved.to)),
    };
    let rows: Vec<String> = chart.rows.iter().map(row).collect();
    format!(
        "{}. Dot chart from 0% to {}. {} The table below has the same numbers.",
        clean(alt),
        end(chart).whole(),
        rows.join(" ")
    )
}
