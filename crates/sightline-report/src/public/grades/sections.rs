//! Grades by section, as far as they may be published.

use std::collections::BTreeMap;

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::Summary;

use super::{all_shown, stacked};
use crate::chart::Chart;
use crate::number::{capital, list};
use crate::parts::TemplatePart;
use crate::public::key::{What, Whose};
use crate::public::measures::tells_nothing;
use crate::public::pattern::Gate;
use crate::sentence::good_enough;
use crate::table::filled;
use crate::table::{Cell, Table};

pub(super) fn sections(
    part: &mut TemplatePart,
    one: &Summary,
    gate: &Gate<'_>,
    scale: &GradeScale,
    name: &str,
    charts: &mut BTreeMap<String, Chart>,
) {
    let whose = Whose::family(&one.family);
    let caption = format!("Grades by section: {}", part.title);
    let words = capital(&good_enough(scale));
    let heads = std::iter::once("Section")
        .chain(scale.grades.iter().map(|grade| grade.label.as_str()))
        .chain(scale.good_enough.map(|_| words.as_str()));
    let mut table = Table::new(&caption, heads);
    let mut bars = Vec::new();
    let mut put_together = Vec::new();
    let mut left_out = Vec::new();
    for section in one.sections.iter().filter(|one| one.grades.whole() > 0) {
        let id = || section.name.id.clone();
        let graded = || What::SectionGraded(whose.clone(), id());
        let grades = || (0..scale.grades.len()).map(|n| What::SectionGrade(whose.clone(), id(), n));
        let mut cells = vec![Cell::from(section.name.label.as_str())];
        cells.extend(grades().map(|grade| gate.counted(grade, graded())));
        if scale.good_enough.is_some() {
            cells.push(gate.counted(What::SectionGood(whose.clone(), id()), graded()));
        }
        if cells.iter().skip(1).all(tells_nothing) {
            left_out.push(section.name.label.clone());
            continue;
        }
        table.row(cells);
        bars.push(all_shown(gate, &section.name.label, grades()));
        let halves = [What::SectionGood, What::SectionNotGood].map(|of| of(whose.clone(), id()));
        put_together.push(all_shown(gate, &section.name.label, halves.into_iter()));
    }
    if !left_out.is_empty() {
        part.breaks.push(format!(
            "Left out, because numbers are too small to be published: the grades of {}.",
            list(&left_out)
        ));
    }
    let chart = format!("grades-by-section/{name}");
    let mut drawn = stacked(&caption, scale, bars, table.clone());
    if drawn.bars.iter().all(|bar| bar.values.is_empty()) {
        drawn.put_together(scale, put_together);
    }
    charts.insert(chart.clone(), Chart::Stacked(drawn));
    part.sections_chart = (!table.rows.is_empty()).then_some(chart);
    part.sections = filled(table);
}
