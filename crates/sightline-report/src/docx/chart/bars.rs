use crate::chart::{Chart, Movement, Stacked};
use crate::number::percent;

/// A chart as Word and the workbook behind it want it: bars that lie, one series a column of figures.
pub(crate) struct Bars {
    /// Whether a category is one bar cut by series, or a bar a series.
    pub(crate) stacked: bool,
    /// Top to bottom.
    pub(crate) categories: Vec<String>,
    pub(crate) series: Vec<Series>,
}

/// One series.
pub(crate) struct Series {
    pub(crate) name: String,
    /// A decimal number a category, where there is one.
    pub(crate) values: Vec<Option<String>>,
    /// How labels show the number.
    pub(crate) label: String,
    /// Which of the four fills.
    pub(crate) fill: usize,
}

pub(crate) fn bars(chart: &Chart) -> Bars {
    match chart {
        Chart::Stacked(chart) => stacked(&chart.folded()),
        Chart::Movement(chart) => movement(chart),
    }
}

fn stacked(chart: &Stacked) -> Bars {
    let category = |bar: &crate::chart::Bar| {
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
        // A count of nothing has no label.
        label: format!("\"{} \"0;;", letter.replace('"', "")),
        fill: n,
    };
    Bars {
        stacked: true,
        categories: chart.bars.iter().map(category).collect(),
        series: chart.series.iter().enumerate().map(series).collect(),
    }
}

/// The labels are the rounded figures that the table shows, and no figure behind them says more.
fn movement(chart: &Movement) -> Bars {
    let series = |name: &str, fill, share: fn(&crate::chart::Moved) -> Option<_>| Series {
        name: name.to_owned(),
        values: chart
            .rows
            .iter()
            .map(|row| share(row).map(|share| percent(share).trim_end_matches('%').to_owned()))
            .map(|value| value.filter(|value| value.parse::<f64>().is_ok()))
            .collect(),
        label: "0.0\"%\"".to_owned(),
        fill,
    };
    Bars {
        stacked: false,
        categories: chart.rows.iter().map(|row| row.label.clone()).collect(),
        series: vec![
            series(&chart.from, 1, |row| row.from),
            series(&chart.to, 0, |row| Some(row.to)),
        ],
    }
}

impl Bars {
    /// How high the chart is, in millimetres: its key, and room for every bar.
    pub(super) fn height(&self) -> usize {
        let each = if self.stacked { 10 } else { 11 };
        20 + each * self.categories.len()
    }

    /// Where the bars' axis ends: at the whole.
    pub(super) fn end(&self) -> &'static str {
        if self.stacked { "1" } else { "100" }
    }
}

impl Series {
    /// The letter of the nth series' column in the workbook, after the categories'.
    pub(super) fn column(&self, n: usize) -> char {
        ('B'..='Z').nth(n).unwrap_or('Z')
    }
}
