//! Grades by quarter, with breaks where they are.

use std::collections::BTreeMap;

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, GradeCounts, Summary, same_templates};

use super::title;
use crate::chart::{Bar, Chart, Stacked};
use crate::data::{Data, graded, short_label};
use crate::number::capital;
use crate::sentence::{broken, ends, good_enough, short_break};
use crate::table::{Cell, Table};

/// A column a quarter; where the template changed, the break is there to see.
pub(super) fn by_quarter(
    caption: &str,
    scale: &GradeScale,
    quarters: &[(String, Comparison<GradeCounts>)],
) -> Table {
    let heads =
        std::iter::once("Grade".to_owned()).chain(quarters.iter().map(|(label, _)| label.clone()));
    let mut table = Table::new(caption, heads);
    let row = |name: &str, value: &dyn Fn(&GradeCounts) -> Cell| -> Vec<Cell> {
        let cells = quarters.iter().map(|(_, then)| match then {
            Comparison::Same(counts) => value(counts),
            Comparison::Broken(because) => short_break(because).into(),
            Comparison::NoEarlier => "no audits".into(),
        });
        std::iter::once(name.into()).chain(cells).collect()
    };
    for (n, grade) in scale.grades.iter().enumerate() {
        table.row(row(&grade.label, &|counts| Cell::counted(counts.share(n))));
    }
    table.row(row("No grade", &|counts| counts.none.into()));
    table.row(row("Graded", &|counts| counts.whole().into()));
    if scale.good_enough.is_some() {
        table.row(row(&capital(&good_enough(scale)), &|counts| {
            Cell::counted(counts.good_or_better(scale).unwrap_or_default())
        }));
    }
    table
}

pub(super) fn breaks(quarters: &[(String, Comparison<&Summary>)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (label, then) in quarters {
        if let Comparison::Broken(because) = then {
            lines.push(format!(
                "{label} is not shown: comparison broken, {}.",
                broken(because)
            ));
        }
    }
    lines
}

pub(super) fn bars(quarters: &[(String, Comparison<GradeCounts>)]) -> Vec<Bar> {
    let bar = |(label, then): &(String, Comparison<GradeCounts>)| match then {
        Comparison::Same(counts) if counts.whole() > 0 => Bar {
            label: label.clone(),
            values: counts.graded.clone(),
            note: None,
        },
        Comparison::Same(_) => Bar::empty(label, "no graded audits"),
        Comparison::Broken(because) => Bar::broken(label, because),
        Comparison::NoEarlier => Bar::empty(label, "no audits"),
    };
    quarters.iter().map(bar).collect()
}

pub(super) fn stacked(title: &str, scale: &GradeScale, bars: Vec<Bar>, table: Table) -> Stacked {
    let series = scale
        .grades
        .iter()
        .map(|grade| (grade.letter.clone(), grade.label.clone()))
        .collect();
    Stacked {
        title: title.to_owned(),
        series,
        bars,
        to_scale: false,
        table,
    }
}

/// What the two charts over all templates are called.
fn pooled_titles(data: &Data<'_>) -> [String; 2] {
    let which = match data.scales().as_slice() {
        [leading, _, ..] => format!("all audits graded {}", ends(leading)),
        [] | [_] => "all graded templates".to_owned(),
    };
    [
        format!("Overall grades by {}: {which}", data.word()),
        format!("Grades by section: {which}"),
    ]
}

/// The two charts without anything in them: they are always there by name, so that an edited report works in a period
/// without audits too.
pub(crate) fn pooled_chart_of_nothing(data: &Data<'_>, charts: &mut BTreeMap<String, Chart>) {
    let names = ["grades-by-quarter", "grades-by-section"];
    for (name, title) in names.into_iter().zip(pooled_titles(data)) {
        let chart = Stacked {
            table: Table::new(&title, ["Grade"]),
            title,
            series: Vec::new(),
            bars: Vec::new(),
            to_scale: false,
        };
        charts.insert(name.to_owned(), Chart::Stacked(chart));
    }
}

/// All templates on the leading scale together, in periods that used the same ones.
pub(super) fn pooled_chart(data: &Data<'_>, charts: &mut BTreeMap<String, Chart>) {
    let [by_quarter_title, by_section_title] = &pooled_titles(data);
    let Some(scale) = data.scales().into_iter().next() else {
        pooled_chart_of_nothing(data, charts);
        return;
    };
    let now = graded(&data.now, &scale);
    let pool = |summaries: &[&Summary]| {
        let mut pooled = GradeCounts {
            graded: vec![0; scale.grades.len()],
            none: 0,
        };
        for one in summaries {
            pooled.none += one.effective.none;
            pooled
                .graded
                .iter_mut()
                .zip(&one.effective.graded)
                .for_each(|(held, more)| *held += more);
        }
        pooled
    };
    let quarters: Vec<(String, Comparison<GradeCounts>)> = data
        .periods()
        .map(|(quarter, summaries)| {
            let then = graded(summaries, &scale);
            let same = same_templates(&now, &then);
            (short_label(quarter), same.map(|()| pool(&then)))
        })
        .collect();
    let table = by_quarter(by_quarter_title, &scale, &quarters);
    let finding = data
        .good(&scale)
        .and_then(|(now, earlier)| title::by_period(None, &scale, now, &earlier, &data.then()));
    let called = finding.as_deref().unwrap_or(by_quarter_title);
    let chart = stacked(called, &scale, bars(&quarters), table);
    charts.insert("grades-by-quarter".to_owned(), Chart::Stacked(chart));
    let mut sections: Vec<Bar> = Vec::new();
    let mut rows = Table::new(by_section_title, ["Section"]);
    rows.head
        .extend(scale.grades.iter().map(|grade| grade.label.clone()));
    for one in &now {
        for section in one
            .sections
            .iter()
            .filter(|section| section.grades.whole() > 0)
        {
            let label = format!("{}: {}", one.title, section.name.label);
            let cells = (0..scale.grades.len()).map(|n| Cell::counted(section.grades.share(n)));
            rows.row(std::iter::once(Cell::from(label.as_str())).chain(cells));
            sections.push(Bar {
                label,
                values: section.grades.graded.clone(),
                note: None,
            });
        }
    }
    charts.insert(
        "grades-by-section".to_owned(),
        Chart::Stacked(stacked(by_section_title, &scale, sections, rows)),
    );
}
