//! Tables as this program makes them: a row `Graded` that the shares of its column are of, and a column `Change`.

use super::super::figure::{Figure, Unit, shown};
use super::super::found::{Found, Topic};
use super::super::near;
use super::super::words::{self, Way};
use super::rag::period;
use super::share::tell;
use super::{Cell, Table};

pub(super) fn judge(table: &Table, found: &mut Found<'_>) {
    graded(table, found);
    changes(table, found);
}

/// Each grade's count is a share of the row `Graded`, and the grades come to it.
fn graded(table: &Table, found: &mut Found<'_>) {
    let mut rows = table.rows.iter();
    let Some(base) = rows.find(|row| row.first().is_some_and(|cell| cell.text == "graded")) else {
        return;
    };
    for (column, cell) in base.iter().enumerate().skip(1) {
        let Some(whole) = cell.count.filter(|_| cell.percent.is_none()) else {
            continue;
        };
        let cells = || table.rows.iter().filter_map(move |row| row.get(column));
        for own in cells() {
            if let (Some(part), Some(figure)) = (own.count, &own.percent) {
                let holds =
                    near::percent(part, whole).is_some_and(|share| near::is(figure, &share, None));
                tell(own, figure, part, whole, holds, found);
            }
        }
        let grades = cells().take_while(|own| own.percent.is_some());
        let sum: i128 = grades.filter_map(|own| own.count).sum();
        if cells().next().is_some_and(|own| own.percent.is_some()) {
            let problem = (sum != whole).then(|| {
                (
                    format!("the grades come to {sum} and not to {whole}"),
                    "put the counts or the row `Graded` right".to_owned(),
                )
            });
            let computed = format!("the grades come to {sum}");
            found.judge(Topic::Sum, cell.at.clone(), computed, problem);
        }
    }
}

/// `up 10.8 pp` behind the columns of two periods.
fn changes(table: &Table, found: &mut Found<'_>) {
    for (column, head) in table.head.iter().enumerate().skip(3) {
        let periods = [column - 2, column - 1].map(|at| table.head.get(at).and_then(period));
        let [Some(before), Some(now)] = periods else {
            continue;
        };
        if !head.has(&["change"]) || before >= now {
            continue;
        }
        for row in &table.rows {
            let share = |at: usize| {
                let figure = row.get(at)?.figure.as_ref()?;
                (figure.unit == Unit::Percent).then_some(figure)
            };
            if let (Some(from), Some(to), Some(cell)) =
                (share(column - 2), share(column - 1), row.get(column))
            {
                change(cell, from, to, found);
            }
        }
    }
}

fn change(cell: &Cell, from: &Figure, to: &Figure, found: &mut Found<'_>) {
    let way = cell
        .tokens
        .first()
        .and_then(|token| words::way(token.word()?));
    let (Some(way), Some(figure)) = (way, &cell.figure) else {
        return;
    };
    let by = near::distance(&from.value, &to.value);
    let fits = match way {
        Way::Up => to.value >= from.value,
        Way::Down => to.value <= from.value,
        Way::Better | Way::Worse | Way::Same => return,
    };
    let holds = fits && near::is_difference(figure, (from, to), None);
    let side = if to.value > from.value { "up" } else { "down" };
    let right = format!("{side} {}", shown(&by, 1, Unit::Points));
    let computed = format!("from {} to {} is {right}", from.shown(), to.shown());
    let problem = (!holds).then(|| {
        (
            "the change does not fit the figures beside it".to_owned(),
            format!("write {right}"),
        )
    });
    found.judge(Topic::Change, cell.at.clone(), computed, problem);
}
