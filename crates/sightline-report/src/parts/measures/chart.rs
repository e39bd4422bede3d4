//! Shares against their targets, as a chart.

use sightline_engine::Exact;
use sightline_engine::measure::Measured;
use sightline_engine::model::Better as Good;

use super::colored;
use super::table::likely;
use crate::chart::{Target, Targets};
use crate::number::points;
use crate::table::Table;

/// Shares that have a target, with the range that chance alone could explain where there are enough to say.
pub(crate) fn chart<'m>(now: impl IntoIterator<Item = &'m Measured>, table: Table) -> Targets {
    let rows = now.into_iter().filter_map(|one| {
        let value = one.share().filter(|share| share.whole > 0)?;
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
    if by <= Exact::ZERO {
        return Some("Every measure with a target meets it".to_owned());
    }
    let side = if worst.lower_is_better {
        "above"
    } else {
        "below"
    };
    let (label, by) = (&worst.label, points(&by));
    Some(if rows.len() > 1 {
        format!("Furthest from target: {label}, {by} percentage points {side} it")
    } else {
        format!("{label}: {by} percentage points {side} target")
    })
}
