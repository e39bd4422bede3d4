//! How groups of auditors graded beside moderators; no group is so small that its numbers are somebody's.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sightline_engine::calendar::Period;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{
    AuditorGroup, Basis, Direction, FEWEST_PAIRS, FEWEST_PEOPLE, Family, Matrix, Shift, Summary,
};

use super::{difference, drifted, said, words};
use crate::data::{Data, graded, short_label};
use crate::number::{capital, count};
use crate::sentence::shift;
use crate::table::filled;
use crate::table::{Cell, Table};

/// What the auditors of no group that is shown are called.
const REST: &str = "All other auditors";

/// How groups of auditors graded beside moderators, where the workspace names groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupsPart {
    /// Which groups have drifted from moderators, and what is left out.
    pub lines: Vec<String>,
    /// By group and basis; a table each scale.
    pub tables: Vec<Table>,
    /// The mean difference by group and period, audits drawn by chance only; a table each scale.
    pub trends: Vec<Table>,
}

/// Only what decides a reported grade: a calibration exercise is none.
const BASES: [Basis; 2] = [Basis::Random, Basis::Targeted];

pub(super) fn part(data: &Data<'_>) -> GroupsPart {
    let mut part = GroupsPart::default();
    if data.figures.moderations.is_empty() {
        return part;
    }
    let scales = data.scales();
    let (mut moderated, mut pooled) = (false, false);
    for scale in &scales {
        let suffix = super::suffix(&scales, scale);
        let mut table = Table::new(
            format!("Agreement by group of auditors{suffix}"),
            [
                "Group",
                "How audits were chosen",
                "Moderated",
                "Same grade",
                "Mean difference",
                "Auditors graded",
                "Drift",
            ],
        );
        let mut enough = false;
        for basis in BASES {
            moderated |= super::pooled(&data.now, scale, basis).moderated() > 0;
            for group in groups(data, data.spec.period, &data.now, scale, basis) {
                let name = group.name.as_deref().unwrap_or(REST);
                pooled |= group.name.is_none();
                enough |= group.matrix.pairs() >= FEWEST_PAIRS;
                part.lines.extend(drift(name, basis, &group.matrix));
                table.row(row(name, basis, &group.matrix));
            }
        }
        if enough {
            part.tables.extend(filled(table));
            part.trends.extend(trend(data, scale, &suffix));
        }
    }
    if moderated && part.tables.is_empty() {
        part.lines.push(format!(
            "Agreement by group of auditors is left out: it takes a group of at least {FEWEST_PEOPLE} auditors with {FEWEST_PAIRS} moderated audits between them, and at least {FEWEST_PEOPLE} others or none beside it."
        ));
    } else if pooled {
        part.lines.push(format!(
            "A group of fewer than {FEWEST_PEOPLE} auditors is counted under {REST}, and so is the smallest group where those would be fewer than {FEWEST_PEOPLE}: no one person's grades can be worked out."
        ));
    }
    part
}

fn groups(
    data: &Data<'_>,
    period: Period,
    summaries: &[Summary],
    scale: &Arc<GradeScale>,
    basis: Basis,
) -> Vec<AuditorGroup> {
    let graded = graded(summaries, scale);
    let families: Vec<&Family> = graded.iter().map(|one| &one.family).collect();
    data.figures
        .moderations
        .by_group(period, &families, scale, basis, FEWEST_PEOPLE)
}

fn row(name: &str, basis: Basis, matrix: &Matrix) -> [Cell; 7] {
    let shift = matrix.shift(FEWEST_PAIRS);
    let direction = |shift: &Shift| match shift.direction() {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
        Direction::Level => "alike",
    };
    [
        name.into(),
        capital(words(basis)).into(),
        matrix.moderated().into(),
        Cell::part_of(matrix.exact()),
        said(&shift, |shift| difference(shift.mean())),
        said(&shift, |shift| direction(shift).into()),
        said(&shift, drifted),
    ]
}

fn drift(name: &str, basis: Basis, matrix: &Matrix) -> Option<String> {
    let found = matrix.shift(FEWEST_PAIRS);
    let drifted = found.value().filter(|shift| shift.has_drifted())?;
    Some(format!(
        "{name}: in the {} {}, {}, which counts as drift.",
        count(matrix.pairs(), "audit"),
        words(basis),
        shift(drifted.mean()),
    ))
}

/// Groups with a mean difference in two periods or more; only what was drawn by chance is followed over time.
fn trend(data: &Data<'_>, scale: &Arc<GradeScale>, suffix: &str) -> Option<Table> {
    let periods: Vec<(String, Vec<AuditorGroup>)> = data
        .periods()
        .map(|(period, summaries)| {
            let shown = groups(data, period, summaries, scale, Basis::Random);
            (short_label(period), shown)
        })
        .collect();
    let mut names: Vec<&Option<String>> = periods
        .iter()
        .flat_map(|(_, shown)| shown.iter().map(|one| &one.name))
        .collect();
    names.sort_by_key(|name| (name.is_none(), *name));
    names.dedup();
    let heads = periods.iter().map(|(label, _)| label.clone());
    let head = std::iter::once("Group".to_owned()).chain(heads);
    let caption = format!(
        "Mean difference by group and {}, audits drawn by chance{suffix}",
        data.word()
    );
    let mut table = Table::new(caption, head);
    for name in names {
        let shifts = periods.iter().map(|(_, shown)| {
            let group = shown.iter().find(|one| one.name == *name)?;
            Some(group.matrix.shift(FEWEST_PAIRS))
        });
        let known = shifts.clone().flatten();
        if known.filter(|one| one.value().is_some()).count() < 2 {
            continue;
        }
        let cells = shifts.map(|shift| {
            shift.map_or_else(Cell::missing, |shift| {
                said(&shift, |shift| difference(shift.mean()))
            })
        });
        let name = Cell::from(name.as_deref().unwrap_or(REST));
        table.row(std::iter::once(name).chain(cells));
    }
    filled(table)
}
