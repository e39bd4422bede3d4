use serde::Serialize;
use sightline_engine::Exact;
use sightline_engine::calendar::Period;
use sightline_engine::measure::{Measured, Rag};
use sightline_engine::model::Better as Good;
use sightline_engine::rollup::{Comparison, Share};

use crate::chart::{Chart, Target, Targets};
use crate::context::filled;
use crate::data::{Data, short_label};
use crate::number::{FEW, list, points};
use crate::sentence::{Better, change};
use crate::table::{Cell, Table};

/// What stands where a period has no value.
const NO_VALUE: &str = "not calculable";

/// Measures (KPIs) beside their targets, earlier periods and what others have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeasuresPart {
    /// How many meet their targets, and which do not.
    pub lines: Vec<String>,
    /// Each measure in sentences, those on the wrong side of their targets first.
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

pub(super) fn part(data: &Data<'_>) -> (MeasuresPart, Targets) {
    let all = &data.figures.measures;
    let now = all
        .iter()
        .find(|(period, _)| *period == data.spec.period)
        .map_or(&[][..], |(_, measured)| measured);
    let mut order: Vec<&Measured> = now.iter().collect();
    order.sort_by_key(|one| urgency(one.rag));
    let table = table(data, now);
    let chart = chart(now, table.clone());
    let part = MeasuresPart {
        lines: lines(now),
        list: order.into_iter().map(|one| measure(data, one)).collect(),
        table: filled(table),
        comparators: filled(comparators(now)),
        trend: trend(data, now),
        chart: (!chart.rows.is_empty()).then(|| "measures".to_owned()),
    };
    (part, chart)
}

/// The name that `chart:` calls it by, and the chart.
pub(super) fn charted(chart: Targets) -> (String, Chart) {
    ("measures".to_owned(), Chart::Targets(chart))
}

fn urgency(rag: Rag) -> u8 {
    match rag {
        Rag::Red => 0,
        Rag::Amber => 1,
        Rag::Green => 2,
        Rag::TooFew => 3,
        Rag::NoTarget => 4,
        Rag::Nothing => 5,
    }
}

/// `■ R red`: a letter, a word and a sign, so that color is never the only difference.
fn colored(rag: Rag) -> String {
    match rag.letter() {
        Some(letter) => format!("{} {letter} {}", rag.icon(), rag.word()),
        None => rag.word().to_owned(),
    }
}

fn measure(data: &Data<'_>, one: &Measured) -> MeasurePart {
    let moved = said_change(data, one);
    MeasurePart {
        id: one.measure.clone(),
        title: one.title.clone(),
        definition: one.definition.clone().unwrap_or_default(),
        value: one.shown().unwrap_or_else(|| NO_VALUE.to_owned()),
        rag: colored(one.rag),
        sentence: format!("{}{moved}", one.sentence()),
        change: change_cell(data, one).text().to_owned(),
    }
}

/// The counts of a share; a rate has none.
fn share(one: &Measured) -> Option<Share> {
    let (whole, 1) = one.denominator.parts()? else {
        return None;
    };
    one.is_share
        .then(|| Some(Share::of(one.numerator, u64::try_from(whole).ok()?)))?
}

/// The same measure in the period before.
fn before<'d>(data: &'d Data<'_>, one: &Measured) -> Option<&'d Measured> {
    let then = data.spec.period.previous();
    let (_, measured) = data
        .figures
        .measures
        .iter()
        .find(|(period, _)| *period == then)?;
    measured.iter().find(|other| other.measure == one.measure)
}

fn better(one: &Measured) -> Better {
    match one.direction {
        Good::Higher => Better::Up,
        Good::Lower => Better::Down,
    }
}

/// How it has moved, as a sentence of its own; nothing where nothing was measured before.
fn said_change(data: &Data<'_>, one: &Measured) -> String {
    let Some(before) = before(data, one) else {
        return String::new();
    };
    match (share(one), share(before)) {
        (Some(now), Some(then)) if now.whole > 0 => {
            let moved = change(now, &Comparison::Same(then), better(one), &data.then());
            let moved = moved.trim_start_matches([',', ';', ' ']);
            format!(" {}.", crate::number::capital(moved))
        }
        _ => match (&one.value, &before.value) {
            (Some(now), Some(then)) if now == then => format!(" The same as in {}.", data.then()),
            (Some(now), Some(then)) => {
                let (way, by) = way(now, then);
                format!(
                    " {} {} from {} in {}.",
                    crate::number::capital(way),
                    by.decimal(1),
                    one.written(then),
                    data.then()
                )
            }
            _ => format!(" Change since {} not calculable.", data.then()),
        },
    }
}

fn way(now: &Exact, then: &Exact) -> (&'static str, Exact) {
    if now > then {
        ("up", now.clone() - then.clone())
    } else {
        ("down", then.clone() - now.clone())
    }
}

fn change_cell(data: &Data<'_>, one: &Measured) -> Cell {
    let Some(before) = before(data, one) else {
        return "not measured before".into();
    };
    match (share(one), share(before)) {
        (Some(now), Some(then)) => Cell::change(now, &Comparison::Same(then)),
        _ => match (&one.value, &before.value) {
            (Some(now), Some(then)) if now == then => "no change".into(),
            (Some(now), Some(then)) => {
                let (way, by) = way(now, then);
                Cell::worded(
                    format!("{way} {}", by.decimal(1)),
                    &(now.clone() - then.clone()),
                )
            }
            _ => NO_VALUE.into(),
        },
    }
}

fn value_cell(one: &Measured) -> Cell {
    match (share(one), &one.value) {
        (Some(share), _) if share.whole > 0 => Cell::part_of(share),
        (None, Some(value)) => Cell::worded(one.written(value), value),
        _ => NO_VALUE.into(),
    }
}

fn level(one: &Measured, value: &Exact) -> Cell {
    if one.is_share {
        Cell::exact_percent(value)
    } else {
        Cell::worded(one.written(value), value)
    }
}

fn table(data: &Data<'_>, now: &[Measured]) -> Table {
    let since = format!("Change since {}", data.then());
    let head = [
        "Measure",
        &data.this(),
        "Likely range",
        "Target",
        "RAG",
        &since,
        "Unknown",
    ];
    let mut table = Table::new(format!("Measures, {}", data.this()), head);
    for one in now {
        table.row([
            Cell::from(one.title.as_str()),
            value_cell(one),
            likely_cell(one),
            target_cell(one),
            colored(one.rag).into(),
            change_cell(data, one),
            one.unknown.into(),
        ]);
    }
    table
}

/// `at most 19.0%`.
fn target_cell(one: &Measured) -> Cell {
    let Some(target) = &one.target else {
        return "none set".into();
    };
    let side = match one.direction {
        Good::Lower => "at most",
        Good::Higher => "at least",
    };
    Cell::worded(format!("{side} {}", one.written(target)), target)
}

/// The range that chance alone could explain, where there are enough to say.
fn likely(share: Share) -> Option<(Exact, Exact)> {
    (share.whole >= FEW).then(|| share.likely()).flatten()
}

fn likely_cell(one: &Measured) -> Cell {
    let Some(share) = share(one) else {
        return Cell::missing();
    };
    let shown = |share: &Exact| crate::number::exact_percent(share);
    likely(share).map_or_else(
        || "too few to say".into(),
        |(low, high)| format!("{} to {}", shown(&low), shown(&high)).into(),
    )
}

fn comparators(now: &[Measured]) -> Table {
    let head = ["Measure", "Who", "Value", "Year", "Source"];
    let mut table = Table::new("What others have", head);
    for one in now {
        for other in &one.comparators {
            table.row([
                Cell::from(one.title.as_str()),
                other.name.as_str().into(),
                level(one, &other.value),
                other.year.as_str().into(),
                other.source.as_str().into(),
            ]);
        }
    }
    table
}

/// Only where there is an earlier period to look at.
fn trend(data: &Data<'_>, now: &[Measured]) -> Option<Table> {
    let all = &data.figures.measures;
    let counted = |measured: &[Measured]| measured.iter().any(|one| one.value.is_some());
    let shown: Vec<&(Period, Vec<Measured>)> = all
        .iter()
        .skip_while(|(_, measured)| !counted(measured))
        .collect();
    if shown.len() < 2 {
        return None;
    }
    let heads = std::iter::once("Measure".to_owned())
        .chain(shown.iter().map(|(period, _)| short_label(*period)));
    let mut table = Table::new(format!("Measures by {}", data.word()), heads);
    for one in now {
        let cells = shown.iter().map(|(_, measured)| {
            let then = measured.iter().find(|other| other.measure == one.measure);
            then.map_or_else(Cell::missing, value_cell)
        });
        table.row(std::iter::once(Cell::from(one.title.as_str())).chain(cells));
    }
    filled(table)
}

/// How many meet their targets, and by how much the others miss them.
fn lines(now: &[Measured]) -> Vec<String> {
    let with_target: Vec<&Measured> = now
        .iter()
        .filter(|one| one.rag.letter().is_some())
        .collect();
    if with_target.is_empty() {
        return Vec::new();
    }
    let met = with_target
        .iter()
        .filter(|one| one.rag == Rag::Green)
        .count();
    let mut lines = vec![format!(
        "{met} of {} measures with a target {} it.",
        with_target.len(),
        if met == 1 { "meets" } else { "meet" }
    )];
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

/// Shares that have a target, with the range that chance alone could explain where there are enough to say.
fn chart(now: &[Measured], table: Table) -> Targets {
    let rows = now.iter().filter_map(|one| {
        let value = share(one).filter(|share| share.whole > 0)?;
        Some(Target {
            label: one.title.clone(),
            value,
            target: one.target.clone()?,
            lower_is_better: one.direction == Good::Lower,
            rag: colored(one.rag),
            likely: likely(value),
        })
    });
    let rows: Vec<Target> = rows.collect();
    Targets {
        title: finding(&rows).unwrap_or_else(|| table.caption.clone()),
        rows,
        table,
    }
}

/// What the chart shows, in a sentence: the share furthest on the wrong side, or that there is none.
fn finding(rows: &[Target]) -> Option<String> {
    let off = |row: &Target| {
        let value = row.value.value().unwrap_or(Exact::ZERO);
        if row.lower_is_better {
            value - row.target.clone()
        } else {
            row.target.clone() - value
        }
    };
    let worst = rows.iter().max_by(|a, b| off(a).cmp(&off(b)))?;
    let by = off(worst);
    Some(if by > Exact::ZERO {
        format!(
            "{} is furthest from its target, by {} percentage points",
            worst.label,
            points(&by)
        )
    } else {
        "Every measure with a target meets it".to_owned()
    })
}
