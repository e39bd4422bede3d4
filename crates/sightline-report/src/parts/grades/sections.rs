//! Grades by section: of this period, and good or better in those before.

use std::collections::BTreeMap;

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, Summary};

use super::TemplatePart;
use super::quarters::stacked;
use super::title;
use crate::chart::{Bar, Chart};
use crate::number::capital;
use crate::sentence::{good_enough, short_break};
use crate::table::filled;
use crate::table::{Cell, Table};

pub(super) fn sections(
    part: &mut TemplatePart,
    one: &Summary,
    scale: &GradeScale,
    name: &str,
    charts: &mut BTreeMap<String, Chart>,
) {
    let graded: Vec<_> = one
        .sections
        .iter()
        .filter(|section| section.grades.whole() > 0)
        .collect();
    if graded.is_empty() {
        return;
    }
    let caption = format!("Grades by section: {}", part.title);
    let grades = scale.grades.iter().map(|grade| grade.label.as_str());
    let words = capital(&good_enough(scale));
    let good = scale.good_enough.map(|_| words.as_str());
    let heads: Vec<&str> = std::iter::once("Section")
        .chain(grades)
        .chain(["No grade"])
        .chain(good)
        .collect();
    let mut table = Table::new(&caption, heads);
    for section in &graded {
        let grades = &section.grades;
        let mut cells = vec![Cell::from(section.name.label.as_str())];
        cells.extend((0..scale.grades.len()).map(|n| Cell::counted(grades.share(n))));
        cells.push(grades.none.into());
        cells.extend(grades.good_or_better(scale).map(Cell::counted));
        table.row(cells);
    }
    let bars = graded
        .iter()
        .map(|section| Bar {
            label: section.name.label.clone(),
            values: section.grades.graded.clone(),
            note: None,
        })
        .collect();
    let finding = title::by_section(&part.title, scale, &graded);
    let called = finding.as_deref().unwrap_or(&caption);
    let chart = format!("grades-by-section/{name}");
    charts.insert(
        chart.clone(),
        Chart::Stacked(stacked(called, scale, bars, table.clone())),
    );
    part.sections = Some(table);
    part.sections_chart = Some(chart);
}

/// A row a section, a column a period; nothing where this period stands alone or no grade is named good enough.
pub(super) fn by_quarter(
    title: &str,
    scale: &GradeScale,
    one: &Summary,
    word: &str,
    quarters: &[(String, Comparison<&Summary>)],
) -> Option<Table> {
    scale.good_enough?;
    let compared = quarters
        .iter()
        .filter(|(_, then)| matches!(then, Comparison::Same(_)));
    if compared.count() < 2 {
        return None;
    }
    let words = capital(&good_enough(scale));
    let labels = quarters.iter().map(|(label, _)| label.clone());
    let mut table = Table::new(
        format!("{words} by section and {word}: {title}"),
        std::iter::once("Section".to_owned()).chain(labels),
    );
    for section in &one.sections {
        let share = |then: &Summary| {
            let same = then
                .sections
                .iter()
                .find(|held| held.name.id == section.name.id);
            same.map(|held| held.grades.good_or_better(scale).unwrap_or_default())
        };
        // A section that only collects facts is never graded and has nothing to show.
        let graded = |then: &Comparison<&Summary>| match then {
            Comparison::Same(then) => share(then).is_some_and(|share| share.whole > 0),
            Comparison::Broken(_) | Comparison::NoEarlier => false,
        };
        if !quarters.iter().any(|(_, then)| graded(then)) {
            continue;
        }
        let cells: Vec<Cell> = quarters
            .iter()
            .map(|(_, then)| match then {
                Comparison::Same(then) => match share(then) {
                    Some(share) if share.whole > 0 => Cell::part_of(share),
                    Some(_) => "no grades".into(),
                    None => "not asked".into(),
                },
                Comparison::Broken(because) => short_break(because).into(),
                Comparison::NoEarlier => "no audits".into(),
            })
            .collect();
        table.row(std::iter::once(Cell::from(section.name.label.as_str())).chain(cells));
    }
    filled(table)
}
