mod change;
mod chart;
mod table;

use serde::{Deserialize, Serialize};
use sightline_engine::measure::{Measured, Rag};

use crate::chart::{Chart, Targets};
use crate::data::Data;
use crate::number::{list, list_of_titles, small};
use crate::parts::measures::change::{change_cell, said_change};
pub(crate) use crate::parts::measures::chart::chart;
pub(crate) use crate::parts::measures::table::{comparators, heads, row, target_cell, value_cell};
use crate::parts::measures::table::{table, trend};
use crate::table::Table;
use crate::table::filled;

/// What stands where a period has no value.
const NO_VALUE: &str = "not calculable";

/// Measures (KPIs) beside their targets, earlier periods and what others have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasuresPart {
    /// How many meet their targets, and which do not.
    pub lines: Vec<String>,
    /// Each measure in sentences, in the order of the table: one definition may say *the same* of the one before it.
    pub list: Vec<MeasurePart>,
    /// Value, target, color and change, a row a measure.
    pub table: Option<Table>,
    /// What others have, a row a measure and comparator.
    pub comparators: Option<Table>,
    /// Each measure in this period and the ones before it.
    pub trend: Option<Table>,
    /// The name of the chart of shares against their targets; absent where there is none to draw.
    pub chart: Option<String>,
}

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasurePart {
    /// Its id.
    pub id: String,
    /// As a reader sees it.
    pub title: String,
    /// What exactly is counted.
    pub definition: String,
    /// `21.6%`; or that it is not calculable.
    pub value: String,
    /// `■ R red`.
    pub rag: String,
    /// All of it in sentences: value, counts, unknowns, target, change and what others have.
    pub sentence: String,
    /// How it has moved since the period before, in few words.
    pub change: String,
}

/// What the measures came to in this period; those with nothing to count are left to a sentence.
pub(crate) fn now<'d>(data: &'d Data<'_>) -> Vec<&'d Measured> {
    let all = measured(data).iter();
    all.filter(|one| !is_empty(one)).collect()
}

fn is_empty(one: &Measured) -> bool {
    one.value.is_none() && one.unknown == 0
}

fn measured<'d>(data: &'d Data<'_>) -> &'d [Measured] {
    if !data.spec.only.is_all() {
        return &[];
    }
    let all = &data.figures.measures;
    all.iter()
        .find(|(period, _)| *period == data.spec.period)
        .map_or(&[][..], |(_, measured)| measured)
}

pub(crate) fn part(data: &Data<'_>) -> (MeasuresPart, Targets) {
    let now = now(data);
    let table = table(data, &now);
    let chart = chart(now.iter().copied(), table.clone());
    let part = MeasuresPart {
        lines: lines(data, &now),
        list: now.iter().map(|one| measure(data, one, true)).collect(),
        table: filled(table),
        comparators: filled(comparators(&now)),
        trend: trend(data, &now),
        chart: (!chart.rows.is_empty()).then(|| "measures".to_owned()),
    };
    (part, chart)
}

/// The name that `chart:` calls it by, and the chart.
pub(crate) fn charted(chart: Targets) -> (String, Chart) {
    ("measures".to_owned(), Chart::Targets(chart))
}

/// `■ R red`: a letter, a word and a sign, so that color is never the only difference.
fn colored(rag: Rag) -> String {
    match rag.letter() {
        Some(letter) => format!("{} {letter} {}", rag.icon(), rag.word()),
        None => rag.word().to_owned(),
    }
}

/// One measure; `with_change` says whether the period before may be told as well.
pub(crate) fn measure(data: &Data<'_>, one: &Measured, with_change: bool) -> MeasurePart {
    let moved = if with_change {
        said_change(data, one)
    } else {
        String::new()
    };
    MeasurePart {
        id: one.measure.clone(),
        title: one.title.clone(),
        definition: plain(one.definition.as_deref().unwrap_or_default()),
        value: one.shown().unwrap_or_else(|| NO_VALUE.to_owned()),
        rag: colored(one.rag),
        sentence: format!("{}{moved}", one.sentence()),
        change: if with_change {
            change_cell(data, one).text().to_owned()
        } else {
            "c".to_owned()
        },
    }
}

/// A definition for readers: names that its author put in backticks stand in quotation marks.
fn plain(definition: &str) -> String {
    let mut open = false;
    let mark = |letter| match letter {
        '`' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        other => other,
    };
    definition.chars().map(mark).collect()
}

/// How many meet their targets, and by how much the others miss them.
fn lines(data: &Data<'_>, now: &[&Measured]) -> Vec<String> {
    let with_target: Vec<&Measured> = now
        .iter()
        .copied()
        .filter(|one| one.rag.letter().is_some())
        .collect();
    let mut lines = Vec::new();
    let met = with_target
        .iter()
        .filter(|one| one.rag == Rag::Green)
        .count();
    if !with_target.is_empty() {
        lines.push(format!(
            "{met} of {} measures with a target {} it.",
            with_target.len(),
            if met == 1 { "meets" } else { "meet" }
        ));
    }
    for (rag, word) in [(Rag::Red, "Red"), (Rag::Amber, "Amber")] {
        let missed: Vec<String> = with_target
            .iter()
            .filter(|one| one.rag == rag)
            .map(|one| missed(one))
            .collect();
        if !missed.is_empty() {
            lines.push(format!("{word}: {}.", list(&missed)));
        }
    }
    // A guess at where the records begin stands beside what rests on it, in the table too.
    lines.extend(now.iter().filter_map(|one| {
        let said = one.records_said()?;
        Some(format!("{}: {}", one.title, small(&said)))
    }));
    let empty: Vec<String> = measured(data)
        .iter()
        .filter(|one| is_empty(one))
        .map(|one| one.title.clone())
        .collect();
    if !empty.is_empty() {
        lines.push(format!(
            "The records hold nothing that these could be counted from: {}.",
            list_of_titles(&empty)
        ));
    }
    lines
}

/// `Repeat plans (21.6% against 19.0%, where lower is better)`.
fn missed(one: &Measured) -> String {
    let target = one.target.as_ref().map(|target| one.written(target));
    format!(
        "{} ({} against {}, where {} is better)",
        one.title,
        one.shown().unwrap_or_default(),
        target.unwrap_or_default(),
        one.better()
    )
}
