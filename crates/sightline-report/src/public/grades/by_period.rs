//! Grades by period, as a table and its bars.

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::Comparison;

use super::Column;
use super::chart::{all_shown, bar, below, stacked};
use crate::chart::Stacked;
use crate::data::short_label;
use crate::number::capital;
use crate::public::key::{What, Whose};
use crate::public::pattern::{Gate, Patterns};
use crate::sentence::{good_enough, short_break};
use crate::table::{Cell, Table};

/// A column a period, and a bar.
pub(super) fn by_period(
    caption: &str,
    patterns: &Patterns,
    whose: &Whose,
    scale: &GradeScale,
    columns: &[Column],
) -> Stacked {
    let labels = columns.iter().map(|(period, _)| short_label(*period));
    let mut table = Table::new(caption, std::iter::once("Grade".to_owned()).chain(labels));
    let mut row = |label: &str, cell: &dyn Fn(&Gate<'_>) -> Cell| {
        let cells = columns.iter().map(|(period, then)| match then {
            Comparison::Same(()) => cell(&patterns.of(*period)),
            Comparison::Broken(because) => short_break(because).into(),
            Comparison::NoEarlier => "no audits".into(),
        });
        table.row(std::iter::once(Cell::from(label)).chain(cells));
    };
    let graded = || What::Graded(whose.clone());
    let each = has_grades(patterns, whose, scale, columns);
    for (n, grade) in scale.grades.iter().enumerate().filter(|_| each) {
        row(&grade.label, &|gate| {
            gate.counted(What::Grade(whose.clone(), n), graded())
        });
    }
    row("Graded", &|gate| gate.cell(graded()));
    if scale.good_enough.is_some() {
        row(&capital(&good_enough(scale)), &|gate| {
            gate.counted(What::Good(whose.clone()), graded())
        });
    }
    if let Some(below) = below(scale).filter(|_| !each) {
        row(&below, &|gate| {
            gate.counted(What::NotGood(whose.clone()), graded())
        });
    }
    let bars = columns
        .iter()
        .map(|(period, then)| bar(patterns, whose, scale, *period, then))
        .collect();
    let mut drawn = stacked(caption, scale, bars, table);
    if drawn.bars.iter().all(|bar| bar.values.is_empty()) {
        let halves = |(period, then): &Column| match then {
            Comparison::Same(()) => {
                let kinds = [What::Good(whose.clone()), What::NotGood(whose.clone())];
                all_shown(
                    &patterns.of(*period),
                    &short_label(*period),
                    kinds.into_iter(),
                )
            }
            Comparison::Broken(_) | Comparison::NoEarlier => {
                bar(patterns, whose, scale, *period, then)
            }
        };
        drawn.put_together(scale, columns.iter().map(halves).collect());
    }
    drawn
}

/// Whether any single grade of any period can be told.
pub(super) fn has_grades(
    patterns: &Patterns,
    whose: &Whose,
    scale: &GradeScale,
    columns: &[Column],
) -> bool {
    let shown = |gate: &Gate<'_>| {
        (0..scale.grades.len())
            .any(|n| gate.n(What::Grade(whose.clone(), n)).is_some_and(|n| n > 0))
    };
    let mut those = columns
        .iter()
        .filter(|(_, then)| *then == Comparison::Same(()));
    scale.good_enough.is_none() || those.any(|(period, _)| shown(&patterns.of(*period)))
}
