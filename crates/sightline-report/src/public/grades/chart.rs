//! Bars of grades.

use sightline_engine::calendar::Period;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::Comparison;

use crate::chart::{Bar, Stacked};
use crate::data::short_label;
use crate::number::capital;
use crate::public::key::{What, Whose};
use crate::public::pattern::{Gate, Patterns};
use crate::sentence::good_enough;
use crate::table::Table;

/// What stands in the place of a bar.
const TOO_SMALL: &str = "numbers too small to show";

/// `Below good`, where the scale says what is good enough.
pub(super) fn below(scale: &GradeScale) -> Option<String> {
    let least = scale.grades.get(usize::from(scale.good_enough?.0))?;
    Some(format!("Below {}", least.label.to_lowercase()))
}

impl Stacked {
    /// The same chart with two parts a bar, where no bar could have one for each grade.
    pub(super) fn put_together(&mut self, scale: &GradeScale, bars: Vec<Bar>) {
        if let Some(below) = below(scale) {
            self.bars = bars;
            self.series = vec![
                ("+".to_owned(), capital(&good_enough(scale))),
                ("−".to_owned(), below),
            ];
        }
    }
}

pub(super) fn bar(
    patterns: &Patterns,
    whose: &Whose,
    scale: &GradeScale,
    period: Period,
    then: &Comparison<()>,
) -> Bar {
    let label = short_label(period);
    match then {
        Comparison::Same(()) => {
            let gate = patterns.of(period);
            let kinds = (0..scale.grades.len()).map(|n| What::Grade(whose.clone(), n));
            all_shown(&gate, &label, kinds)
        }
        Comparison::Broken(because) => Bar::broken(&label, because),
        Comparison::NoEarlier => Bar::empty(&label, "no audits"),
    }
}

/// A bar only where every part of it may be shown: its length would tell the part that is missing.
pub(super) fn all_shown(gate: &Gate<'_>, label: &str, kinds: impl Iterator<Item = What>) -> Bar {
    let values: Option<Vec<u64>> = kinds.map(|what| gate.n(what)).collect();
    match values {
        Some(values) if values.iter().sum::<u64>() > 0 => Bar {
            label: label.to_owned(),
            values,
            note: None,
        },
        Some(_) => Bar::empty(label, "no graded audits"),
        None => Bar::empty(label, TOO_SMALL),
    }
}

pub(super) fn stacked(title: &str, scale: &GradeScale, bars: Vec<Bar>, table: Table) -> Stacked {
    let grades = scale.grades.iter();
    Stacked {
        title: title.to_owned(),
        series: grades
            .map(|grade| (grade.letter.clone(), grade.label.clone()))
            .collect(),
        bars,
        to_scale: false,
        table,
    }
}
