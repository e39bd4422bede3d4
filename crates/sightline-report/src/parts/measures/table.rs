//! Measures as tables.

use sightline_engine::Exact;
use sightline_engine::calendar::Period;
use sightline_engine::measure::Measured;
use sightline_engine::model::Better as Good;
use sightline_engine::rollup::Share;

use super::change::change_cell;
use super::{NO_VALUE, colored};
use crate::data::{Data, short_label};
use crate::number::FEW;
use crate::table::filled;
use crate::table::{Cell, Table};

pub(crate) fn value_cell(one: &Measured) -> Cell {
    match (one.share(), &one.value) {
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

/// The table of all measures, still without rows.
pub(crate) fn heads(data: &Data<'_>) -> Table {
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
    Table::new(format!("Measures, {}", data.this()), head)
}

pub(super) fn table(data: &Data<'_>, now: &[&Measured]) -> Table {
    let mut table = heads(data);
    for one in now {
        table.row(row(data, one, true));
    }
    table
}

/// One measure's row; `with_change` says whether the period before may be told as well.
pub(crate) fn row(data: &Data<'_>, one: &Measured, with_change: bool) -> [Cell; 7] {
    [
        Cell::from(one.title.as_str()),
        value_cell(one),
        likely_cell(one),
        target_cell(one),
        colored(one.rag).into(),
        if with_change {
            change_cell(data, one)
        } else {
            Cell::hidden("c".to_owned())
        },
        one.unknown.into(),
    ]
}

/// `at most 19.0%`.
pub(crate) fn target_cell(one: &Measured) -> Cell {
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
pub(super) fn likely(share: Share) -> Option<(Exact, Exact)> {
    (share.whole >= FEW).then(|| share.likely()).flatten()
}

fn likely_cell(one: &Measured) -> Cell {
    let Some(share) = one.share() else {
        return Cell::missing();
    };
    let shown = |share: &Exact| crate::number::exact_percent(share);
    likely(share).map_or_else(
        || "too few to say".into(),
        |(low, high)| format!("{} to {}", shown(&low), shown(&high)).into(),
    )
}

pub(crate) fn comparators(now: &[&Measured]) -> Table {
    let head = ["Measure", "Who", "Value", "Year", "Source"];
    let mut table = Table::new("What others have", head);
    for one in now.iter().copied() {
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
pub(super) fn trend(data: &Data<'_>, now: &[&Measured]) -> Option<Table> {
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
