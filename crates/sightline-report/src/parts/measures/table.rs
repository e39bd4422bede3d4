//! Measures as tables.

use sightline_engine::Exact;
use sightline_engine::calendar::Period;
use sightline_engine::measure::{Begin, Measured};
use sightline_engine::model::Better as Good;
use sightline_engine::rollup::Share;

use super::change::change_cell;
use super::{NO_VALUE, colored};
use crate::data::{Data, short_label};
use crate::number::FEW;
use crate::table::filled;
use crate::table::{Cell, Table};

/// What stands where the records begin too late for a value.
const TOO_EARLY: &str = "records do not go back that far";

/// What stands in place of an earlier period's value where the records hold only a part of that period: a count of what happens
/// to be in them, as nought repeat plans, would be read as what there was.
pub(crate) fn too_early(then: &Measured) -> Option<Cell> {
    then.records_begin_late().map(|_| TOO_EARLY.into())
}

pub(crate) fn value_cell(one: &Measured) -> Cell {
    if one.value.is_none() && one.short_of_history > 0 {
        return TOO_EARLY.into();
    }
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
        UNKNOWN,
    ];
    Table::new(format!("Measures, {}", data.this()), head)
}

pub(super) fn table(data: &Data<'_>, now: &[&Measured]) -> Table {
    let mut table = heads(data);
    for one in now {
        table.row(row(data, one, true));
    }
    if now.iter().all(|one| one.target.is_none()) {
        table = table.without("Target").without("RAG");
    }
    table
}

/// The measures with a target, and the others, which have no use for the columns of one; both without a column in which no row
/// says anything.
pub(crate) fn apart(data: &Data<'_>, table: &Table, now: &[&Measured]) -> (Table, Table) {
    let has_target = |row: &&Vec<Cell>| {
        let title = row.first().map(Cell::text);
        let with_target = now.iter().filter(|one| one.target.is_some());
        with_target
            .into_iter()
            .any(|one| Some(one.title.as_str()) == title)
    };
    let of = |caption: String, rows: Vec<Vec<Cell>>| Table {
        caption,
        rows,
        ..table.clone()
    };
    let (targets, others): (Vec<_>, Vec<_>) = table.rows.iter().partition(has_target);
    let own = |rows: Vec<&Vec<Cell>>| rows.into_iter().cloned().collect::<Vec<_>>();
    let (targets, others) = (own(targets), own(others));
    let others_are = if targets.is_empty() {
        table.caption.clone()
    } else {
        format!("Measures without a target, {}", data.this())
    };
    (
        known(of(
            format!("Measures with a target, {}", data.this()),
            targets,
        )),
        known(of(others_are, others).without("Target").without("RAG")),
    )
}

/// Without the column of unknowns where there are none.
fn known(table: Table) -> Table {
    let unknown = table.head.len().saturating_sub(1);
    let none = |row: &Vec<Cell>| row.get(unknown).is_some_and(|cell| cell.text() == "0");
    if table.rows.iter().all(none) {
        table.without(UNKNOWN)
    } else {
        table
    }
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

/// The column of what could not be told; the last one.
const UNKNOWN: &str = "Unknown";

/// Whether any of the measures has a value of a period that its records hold whole.
fn is_told(measured: &[Measured]) -> bool {
    let mut all = measured.iter();
    all.any(|one| one.value.is_some() && one.records_begin_late().is_none())
}

/// Where the records begin, if an earlier period is left out because of it alone.
pub(super) fn begins_late(data: &Data<'_>, now: &[&Measured]) -> Option<Begin> {
    let mut earlier = data.figures.measures.iter().map(|(_, measured)| measured);
    let left_out = earlier
        .find(|measured| !is_told(measured) && measured.iter().any(|one| one.value.is_some()))?;
    let mut told = now.iter().filter_map(|one| one.records);
    let told = told.find(|records| records.told);
    told.or_else(|| left_out.iter().find_map(Measured::records_begin_late))
}

/// Only where there is an earlier period to look at.
pub(super) fn trend(data: &Data<'_>, now: &[&Measured]) -> Option<Table> {
    let all = data.figures.measures.iter();
    let shown: Vec<&(Period, Vec<Measured>)> =
        all.skip_while(|(_, measured)| !is_told(measured)).collect();
    if shown.len() < 2 {
        return None;
    }
    let heads = std::iter::once("Measure".to_owned())
        .chain(shown.iter().map(|(period, _)| short_label(*period)));
    let mut table = Table::new(format!("Measures by {}", data.word()), heads);
    for one in now {
        let cells = shown.iter().map(|(_, measured)| {
            let then = measured.iter().find(|other| other.measure == one.measure);
            let cell = |then: &Measured| {
                let is_earlier = then.period != data.spec.period;
                too_early(then)
                    .filter(|_| is_earlier)
                    .unwrap_or_else(|| value_cell(then))
            };
            then.map_or_else(Cell::missing, cell)
        });
        table.row(std::iter::once(Cell::from(one.title.as_str())).chain(cells));
    }
    filled(table)
}
