//! Tables as this program makes them: a row `Graded` that the shares of its column are of.

use super::super::found::{Found, Topic};
use super::super::near;
use super::Table;
use super::share::tell;

pub(super) fn judge(table: &Table, found: &mut Found<'_>) {
    graded(table, found);
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
        // A grade that is hidden leaves nothing to add up.
        let is_whole = cells()
            .find(|own| own.percent.is_none())
            .is_some_and(|own| own.count.is_some());
        if is_whole && cells().next().is_some_and(|own| own.percent.is_some()) {
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
