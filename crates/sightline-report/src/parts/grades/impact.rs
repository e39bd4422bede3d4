//! Practice against impact.

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::Share;

use crate::number::{count, number, percent};
use crate::sentence::{good_enough, verb};
use crate::table::{Cell, Table};

/// The two axes: how good the practice was, and what difference it made.
pub(super) fn grid_table(title: &str, scale: &GradeScale, grid: &[Vec<u64>]) -> Table {
    let labels = || scale.grades.iter().map(|grade| grade.label.clone());
    let heads = std::iter::once("Overall grade".to_owned())
        .chain(labels().map(|label| format!("Impact: {label}")))
        .chain(std::iter::once("No impact grade".to_owned()));
    let mut table = Table::new(format!("Overall grade against impact: {title}"), heads);
    let names = labels().chain(std::iter::once("No overall grade".to_owned()));
    for (name, row) in names.zip(grid) {
        table.row(std::iter::once(Cell::from(name)).chain(row.iter().map(|n| Cell::from(*n))));
    }
    table
}

pub(super) fn grid_line(scale: &GradeScale, grid: &[Vec<u64>]) -> Option<String> {
    let least = usize::from(scale.good_enough?.0);
    let grades = scale.grades.len();
    let sum = |overall: &dyn Fn(usize) -> bool, impact: &dyn Fn(usize) -> bool| -> u64 {
        let rows = grid
            .iter()
            .take(grades)
            .enumerate()
            .filter(|(n, _)| overall(*n));
        rows.flat_map(|(_, row)| row.iter().take(grades).enumerate())
            .filter(|(n, _)| impact(*n))
            .map(|(_, count)| count)
            .sum()
    };
    let all = sum(&|_| true, &|_| true);
    let both = Share::of(sum(&|n| n <= least, &|n| n <= least), all);
    let overall = Share::of(sum(&|n| n <= least, &|n| n > least), all);
    let impact = Share::of(sum(&|n| n > least, &|n| n <= least), all);
    if all == 0 {
        return None;
    }
    let good = good_enough(scale);
    let alone = if overall.part + impact.part == 0 {
        format!("None was {good} in one of the two alone.")
    } else {
        format!(
            "In {} ({}) the overall grade was {good} and the impact was not; in {} ({}) the impact was and the overall grade was not.",
            number(overall.part),
            percent(overall),
            number(impact.part),
            percent(impact),
        )
    };
    Some(format!(
        "Of {} with a grade both overall and for impact, {} ({}) {} {good} in both. {alone}",
        count(all, "audit"),
        number(both.part),
        percent(both),
        verb(both, "was", "were"),
    ))
}
