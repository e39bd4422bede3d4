use sightline_engine::Exact;

use crate::chart::{Bar, Chart, Movement, Stacked, Target, Targets};
use crate::number::{exact_percent, percent};

/// A chart as Word and the workbook behind it want it: bars that lie, one series a column of figures.
pub(crate) struct Bars {
    /// Whether a category is one bar cut by series, or a bar a series.
    pub(crate) stacked: bool,
    /// How much the longest bar is, where bars are as long as their counts.
    longest: Option<u64>,
    /// Top to bottom.
    pub(crate) categories: Vec<String>,
    pub(crate) series: Vec<Series>,
}

/// One series.
pub(crate) struct Series {
    pub(crate) name: String,
    /// A decimal number a category, where there is one.
    pub(crate) values: Vec<Option<String>>,
    /// How far below and above it chance alone could put it, where that is known.
    pub(crate) likely: Vec<Option<(String, String)>>,
    /// How labels show the number.
    pub(crate) label: String,
    /// Whether a category's label has room; where it has none, the table beside has its number.
    pub(crate) labeled: Vec<bool>,
    /// Which of the four fills.
    pub(crate) fill: usize,
}

pub(crate) fn bars(chart: &Chart) -> Bars {
    match chart {
        Chart::Stacked(chart) => stacked(&chart.folded()),
        Chart::Movement(chart) => movement(chart),
        Chart::Targets(chart) => targets(chart),
    }
}

fn stacked(chart: &Stacked) -> Bars {
    let category = |bar: &Bar| {
        let whole: u64 = bar.values.iter().sum();
        let of = bar.note.clone().unwrap_or_else(|| format!("n = {whole}"));
        format!("{} ({of})", bar.label)
    };
    let series = |(n, (letter, name)): (usize, &(String, String))| Series {
        name: format!("{letter}: {name}"),
        values: chart
            .bars
            .iter()
            .map(|bar| bar.values.get(n).map(u64::to_string))
            .collect(),
        likely: vec![None; chart.bars.len()],
        label: label(letter),
        labeled: chart
            .bars
            .iter()
            .map(|bar| has_room(letter, bar, n, chart.full(bar.values.iter().sum())))
            .collect(),
        fill: n,
    };
    Bars {
        stacked: true,
        longest: chart.to_scale.then(|| chart.full(1)),
        categories: chart.bars.iter().map(category).collect(),
        series: chart.series.iter().enumerate().map(series).collect(),
    }
}

/// How labels show a count: after its letter, and nothing at all as nothing.
fn label(letter: &str) -> String {
    format!("\"{} \"0;;", letter.replace('"', ""))
}

/// The shortest that the longest bar may be, in points, beside names of categories that are long.
const BAR: u64 = 280;
/// What a letter of a label takes, and the plate around it, in points.
const LETTER: u64 = 5;
const PLATE: u64 = 6;

/// Whether the nth part of a bar is as long as its label; the whole width is so much.
fn has_room(letter: &str, bar: &Bar, n: usize, full: u64) -> bool {
    let value = bar.values.get(n).copied().unwrap_or(0);
    let letters = format!("{letter} {value}").chars().count();
    let asked = u64::try_from(letters).map_or(u64::MAX, |letters| LETTER * letters + PLATE);
    value.saturating_mul(BAR) >= full.max(1).saturating_mul(asked)
}

/// How labels show a percentage: the rounded figure that the table shows, and no figure behind it says more.
const PERCENT: &str = "0.0\"%\"";

fn movement(chart: &Movement) -> Bars {
    let series = |name: &str, fill, share: fn(&crate::chart::Moved) -> Option<_>| {
        let values = chart.rows.iter();
        let values = values.map(|row| number(&percent(share(row)?))).collect();
        percents(name, fill, values)
    };
    Bars {
        stacked: false,
        longest: None,
        categories: chart.rows.iter().map(|row| row.label.clone()).collect(),
        series: vec![
            series(&chart.from, 1, |row| row.from),
            series(&chart.to, 0, |row| Some(row.to)),
        ],
    }
}

fn targets(chart: &Targets) -> Bars {
    let rows = || chart.rows.iter();
    let values = rows().map(|row| number(&percent(row.value))).collect();
    let goals = rows().map(|row| number(&exact_percent(&row.target)));
    let category = |row: &Target| format!("{} ({})", row.label, row.rag);
    Bars {
        stacked: false,
        longest: None,
        categories: rows().map(category).collect(),
        series: vec![
            Series {
                likely: rows().map(likely).collect(),
                ..percents("Value, with its likely range", 1, values)
            },
            percents("Target", 2, goals.collect()),
        ],
    }
}

fn percents(name: &str, fill: usize, values: Vec<Option<String>>) -> Series {
    Series {
        name: name.to_owned(),
        likely: vec![None; values.len()],
        labeled: vec![true; values.len()],
        values,
        label: PERCENT.to_owned(),
        fill,
    }
}

/// A percentage as the number that it shows; absent where it cannot be worked out.
fn number(percent: &str) -> Option<String> {
    let number = percent.strip_suffix('%')?;
    number.parse::<f64>().is_ok().then(|| number.to_owned())
}

fn likely(row: &Target) -> Option<(String, String)> {
    let (low, high) = row.likely.as_ref()?;
    let value = row.value.value()?;
    let points = |by: Exact| (by * Exact::from(100)).decimal(1);
    Some((
        points(value.clone() - low.clone()),
        points(high.clone() - value),
    ))
}

impl Bars {
    /// How high the chart is, in millimetres: its key, and room for every bar.
    pub(super) fn height(&self) -> usize {
        20 + 9 * self.categories.len()
    }

    /// Where the bars' axis ends: at the whole, or at the longest bar.
    pub(super) fn end(&self) -> u64 {
        match (self.stacked, self.longest) {
            (true, Some(longest)) => longest,
            (true, None) => 1,
            (false, _) => 100,
        }
    }

    /// How bars are put together.
    pub(super) fn grouping(&self) -> &'static str {
        match (self.stacked, self.longest) {
            (true, Some(_)) => "stacked",
            (true, None) => "percentStacked",
            (false, _) => "clustered",
        }
    }
}

impl Series {
    /// The letter of the nth series' column in the workbook, after the categories'.
    pub(super) fn column(&self, n: usize) -> char {
        ('B'..='Z').nth(n).unwrap_or('Z')
    }
}

#[cfg(test)]
mod tests {
    use super::{Bar, has_room};

    #[test]
    fn a_part_of_a_bar_has_a_label_only_where_that_fits() {
        let bar = |values: &[u64]| Bar {
            label: String::new(),
            values: values.to_vec(),
            note: None,
        };
        let shown = |values: &[u64], full| -> Vec<bool> {
            let bar = bar(values);
            (0..values.len())
                .map(|n| has_room("RI", &bar, n, full))
                .collect()
        };
        assert_eq!(shown(&[12, 29, 24, 3], 68), [true, true, true, false]);
        assert_eq!(shown(&[0, 1], 1), [false, true]);
        assert_eq!(shown(&[5, 1], 74), [false, false], "of the longest bar");
        assert_eq!(shown(&[], 0), [false; 0]);
        assert!(!has_room("RI", &bar(&[]), 0, 0), "there is no such part");
    }
}
