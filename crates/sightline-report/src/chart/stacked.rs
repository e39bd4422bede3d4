use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::rollup::{Break, Share};

use crate::chart::{WIDTH, along, fitted, frame, headed};
use crate::escape::{clean, html};
use crate::number::percent;
use crate::sentence::short_break;
use crate::table::Table;

/// The most series a reader can tell apart.
const SERIES: usize = 4;
const ROW: i64 = 48;
const BAR: i64 = 22;

/// Bars cut by grade, or by whatever else the parts of a whole are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stacked {
    /// What it shows.
    pub title: String,
    /// A letter and a label each, best first.
    pub series: Vec<(String, String)>,
    /// Top to bottom.
    pub bars: Vec<Bar>,
    /// Whether a bar is as long as its count; else all are of equal length.
    pub to_scale: bool,
    /// The same numbers.
    pub table: Table,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Which quarter or section.
    pub label: String,
    /// A count each series.
    pub values: Vec<u64>,
    /// What stands in place of the bar, where there is none.
    pub note: Option<String>,
}

impl Stacked {
    /// How much a bar would be that goes from side to side.
    pub(crate) fn full(&self, whole: u64) -> u64 {
        let wholes = self.bars.iter().map(|bar| bar.values.iter().sum::<u64>());
        if self.to_scale {
            wholes.max().unwrap_or(whole).max(1)
        } else {
            whole
        }
    }
}

impl Bar {
    pub(crate) fn empty(label: &str, note: &str) -> Self {
        Self {
            label: label.to_owned(),
            values: Vec::new(),
            note: Some(note.to_owned()),
        }
    }

    /// A period that may not be put beside this one: `comparison broken: template changed`.
    pub(crate) fn broken(label: &str, because: &Break) -> Self {
        Self::empty(
            label,
            &format!("comparison broken: {}", short_break(because)),
        )
    }
}

impl Stacked {
    /// Scales with more grades than can be told apart: the lowest ones together.
    pub(crate) fn folded(&self) -> Stacked {
        let mut chart = self.clone();
        if chart.series.len() > SERIES {
            chart.series.truncate(SERIES - 1);
            chart
                .series
                .push(("…".to_owned(), "Lower grades".to_owned()));
            for bar in &mut chart.bars {
                let rest = bar.values.iter().skip(SERIES - 1).sum();
                bar.values.truncate(SERIES - 1);
                bar.values.push(rest);
            }
        }
        chart
    }
}

pub(super) fn svg(chart: &Stacked, n: usize, alt: &str) -> String {
    let chart = &chart.folded();
    let mut body = String::new();
    let mut y = legend(&mut body, chart);
    for bar in &chart.bars {
        y += ROW + row(&mut body, chart, bar, y);
    }
    frame(n, y + 4, &chart.title, &description(chart, alt), &body)
}

/// A plain fill, slanted lines, dots and a grid: different in print and to every eye. Once a page, for all its charts.
pub(super) const PATTERNS: &str = "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\
    <pattern id=\"s0\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"f0\" d=\"M0 0h8v8H0z\"/></pattern>\
    <pattern id=\"s1\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"f1\" d=\"M0 0h8v8H0z\"/><path class=\"ink\" d=\"M-2 2l4-4M0 8l8-8M6 10l4-4\"/></pattern>\
    <pattern id=\"s2\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"f2\" d=\"M0 0h8v8H0z\"/><circle class=\"dot\" cx=\"2\" cy=\"2\" r=\"1\"/><circle class=\"dot\" cx=\"6\" cy=\"6\" r=\"1\"/></pattern>\
    <pattern id=\"s3\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><path class=\"f3\" d=\"M0 0h8v8H0z\"/><path class=\"ink\" d=\"M0 4h8M4 0v8\"/></pattern>\
    </defs></svg>";

/// Two a line where they fit; gives back where the bars begin.
fn legend(body: &mut String, chart: &Stacked) -> i64 {
    let words: Vec<String> = chart
        .series
        .iter()
        .map(|(letter, label)| fitted(&format!("{letter}: {label}"), 38))
        .collect();
    let wide = |skip: usize| {
        let chars = words
            .iter()
            .skip(skip)
            .step_by(2)
            .map(|words| words.chars().count())
            .max();
        i64::try_from(chars.unwrap_or(0)).unwrap_or(WIDTH) * 8 + 34
    };
    let second = wide(0);
    let columns = if second + wide(1) <= WIDTH + 20 { 2 } else { 1 };
    let mut y = 4;
    for (at, words) in words.iter().enumerate() {
        let x = if at % columns == 0 { 0 } else { second };
        let _infallible = write!(
            body,
            "<rect class=\"edge\" x=\"{}\" y=\"{y}\" width=\"16\" height=\"14\" fill=\"url(#s{at})\"/>\
             <text x=\"{}\" y=\"{}\">{}</text>",
            x + 1,
            x + 23,
            y + 12,
            html(words),
        );
        if at % columns + 1 == columns || at + 1 == chart.series.len() {
            y += 20;
        }
    }
    y + 6
}

/// Gives back how much higher than others this row is.
fn row(body: &mut String, chart: &Stacked, bar: &Bar, y: i64) -> i64 {
    let whole: u64 = bar.values.iter().sum();
    if whole == 0 {
        return empty(body, bar, y);
    }
    let full = chart.full(whole);
    let parts: Vec<Part> = parts(chart, bar, full);
    let mut end = bar.note.clone().unwrap_or_else(|| format!("n = {whole}"));
    // What is too narrow to be labeled where it is, is told at the end of the line above it.
    for part in parts.iter().rev().filter(|part| part.tag.is_none()) {
        end = format!("{}, {end}", part.words);
    }
    let more = headed(body, &bar.label, &end, y);
    let top = y + 17 + more;
    for part in &parts {
        let _infallible = write!(
            body,
            "<rect class=\"edge\" x=\"{}\" y=\"{top}\" width=\"{}\" height=\"{BAR}\" fill=\"url(#s{})\"/>",
            along(&part.from, WIDTH),
            along(&part.share, WIDTH),
            part.at,
        );
        part.tag(body, top);
    }
    more
}

/// A frame of dashes with the reason in it.
fn empty(body: &mut String, bar: &Bar, y: i64) -> i64 {
    let note = bar.note.clone().unwrap_or_else(|| "n = 0".to_owned());
    let more = headed(body, &bar.label, "", y);
    let top = y + 17 + more;
    let _infallible = write!(
        body,
        "<rect class=\"none\" x=\"1\" y=\"{top}\" width=\"{}\" height=\"{BAR}\"/>\
         <text class=\"why\" x=\"8\" y=\"{}\">{}</text>",
        WIDTH - 2,
        top + 15,
        html(&fitted(&note, 42)),
    );
    more
}

/// One grade's part of a bar.
struct Part {
    /// Which series it is.
    at: usize,
    from: Exact,
    share: Exact,
    /// Its letter and count.
    words: String,
    /// What of those stands in it.
    tag: Option<String>,
}

fn parts(chart: &Stacked, bar: &Bar, full: u64) -> Vec<Part> {
    let mut before = 0;
    let mut parts = Vec::new();
    for (at, (value, (letter, _))) in bar.values.iter().zip(&chart.series).enumerate() {
        if *value == 0 {
            continue;
        }
        let share = Exact::ratio((*value).into(), full.into());
        let words = format!("{letter} {value}");
        let room = share.clone() * Exact::from(WIDTH);
        // A count alone is told apart by the pattern that it stands in.
        let fits = |words: &String| Exact::from(plate(words) + 2) <= room;
        let tag = [words.clone(), value.to_string()].into_iter().find(fits);
        parts.push(Part {
            at,
            from: Exact::ratio(before.into(), full.into()),
            share,
            words,
            tag,
        });
        before += value;
    }
    parts
}

/// How wide the plate under some words is.
fn plate(words: &str) -> i64 {
    8 * i64::try_from(words.chars().count()).unwrap_or(0) + 4
}

impl Part {
    /// Letter and count on a plate of their own, so that no pattern runs through them.
    fn tag(&self, body: &mut String, top: i64) {
        let Some(words) = &self.tag else { return };
        let width = plate(words);
        let middle = self.from.clone() + self.share.clone() * Exact::ratio(1, 2);
        let left = middle.clone() - Exact::ratio(width.into(), i128::from(2 * WIDTH));
        let _infallible = write!(
            body,
            "<rect class=\"plate\" x=\"{}\" y=\"{}\" width=\"{width}\" height=\"16\" rx=\"2\"/>\
             <text class=\"mid\" x=\"{}\" y=\"{}\">{}</text>",
            along(&left, WIDTH),
            top + 3,
            along(&middle, WIDTH),
            top + 15,
            html(words),
        );
    }
}

pub(super) fn description(chart: &Stacked, alt: &str) -> String {
    let bar = |bar: &Bar| {
        let whole: u64 = bar.values.iter().sum();
        let parts = bar
            .values
            .iter()
            .zip(&chart.series)
            .filter(|(value, _)| **value > 0);
        let parts: Vec<String> = parts
            .map(|(value, (_, label))| {
                format!("{label} {value} ({})", percent(Share::of(*value, whole)))
            })
            .collect();
        match &bar.note {
            Some(note) => format!("{}: {note}.", clean(&bar.label)),
            None => format!("{}: {}.", clean(&bar.label), parts.join(", ")),
        }
    };
    let bars: Vec<String> = chart.bars.iter().map(bar).collect();
    format!(
        "{}. Bar chart. {} The table below has the same numbers.",
        clean(alt),
        bars.join(" ")
    )
}
