//! Practice against impact.

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::Share;

use crate::number::{count, percent};
use crate::table::Table;

/// The two axes: how good the practice was, and what difference it made.
pub(super) fn grid_table(title: &str, scale: &GradeScale, grid: &[Vec<u64>]) -> Table {
    let labels = || scale.grades.iter().map(|grade| grade.label.clone());
    let heads = std::iter::once("Overall grade".to_owned())
        .chain(labels().map(|label| format!("Impact: {label}")))
        .chain(std::iter::once("No impact grade".to_owned()));
    let mut table = Table::new(format!("Overall grade against impact: {title}"), heads);
    let names = labels().chain(std::iter::once("No overall grade".to_owned()));
    for (name, row) in names.zip(grid) {
        table.row(std::iter::once(name).chain(row.iter().map(u64::to_string)));
    }
    table
}

pub(super) fn grid_line(scale: &GradeScale, grid: &[Vec<u64>]) -> Option<String> {
    let good = usize::from(scale.good_enough?.0);
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
    let both = Share::of(sum(&|n| n <= good, &|n| n <= good), all);
    let overall = Share::of(sum(&|n| n <= good, &|n| n > good), all);
    let impact = Share::of(sum(&|n| n > good, &|n| n <= good), all);
    if all == 0 {
        return None;
    }
    Some(format!(
        "Of {} with both grades, {} ({}) were good or better overall and for impact; {} ({}) were good or better overall \
         while the impact was not yet good, and {} ({}) the other way round.",
        count(all, "audit"),
        both.part,
        percent(both),
        overall.part,
        percent(overall),
        impact.part,
        percent(impact),
    ))
}
