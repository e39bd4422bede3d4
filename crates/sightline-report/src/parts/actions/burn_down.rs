//! Open actions over time.

use sightline_engine::action::Burned;

use crate::chart::{Bar, Stacked};
use crate::data::{Data, short_label};
use crate::number::count;
use crate::table::{Cell, Table};

/// Open actions at the end of each quarter: the bars are as long as there are actions.
pub(super) fn burn_down(data: &Data<'_>, points: &[Burned]) -> Stacked {
    let head = ["Quarter", "Open", "Of these overdue", "Done so far"];
    let mut table = Table::new("Open actions at the end of each quarter", head);
    let mut bars = Vec::new();
    let any = points.iter().any(|point| point.open + point.done > 0);
    let shown = points
        .iter()
        .skip_while(|point| point.open + point.done == 0);
    for point in shown.filter(|_| any) {
        let quarter = sightline_engine::calendar::Quarter::of(point.on);
        let label = short_label(quarter.into());
        table.row([
            Cell::from(label.as_str()),
            point.open.into(),
            point.overdue.into(),
            point.done.into(),
        ]);
        bars.push(Bar {
            label,
            values: vec![point.open - point.overdue.min(point.open), point.overdue],
            note: (point.open == 0).then(|| "none open".to_owned()),
        });
    }
    Stacked {
        title: finding(data, points).unwrap_or_else(|| table.caption.clone()),
        series: vec![
            ("N".to_owned(), "Not yet due".to_owned()),
            ("O".to_owned(), "Overdue".to_owned()),
        ],
        bars,
        to_scale: true,
        table,
    }
}

fn finding(data: &Data<'_>, points: &[Burned]) -> Option<String> {
    let [.., before, now] = points else {
        return None;
    };
    let moved = match now.open.cmp(&before.open) {
        std::cmp::Ordering::Less => "fewer than",
        std::cmp::Ordering::Equal => "as many as",
        std::cmp::Ordering::Greater => "more than",
    };
    (now.open + before.open > 0).then(|| {
        format!(
            "{} open at the end of {}, {moved} the quarter before ({})",
            count(now.open, "action"),
            data.this(),
            before.open
        )
    })
}
