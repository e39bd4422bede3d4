//! Grades by quarter, with breaks where they are.

use std::collections::BTreeMap;

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, GradeCounts, Summary, same_templates};

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
        Comparison::Broken(because) => Bar::empty(label, short_break(because)),
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
        table,
    }
}

/// All templates on the leading scale together, in quarters that used the same ones.
///
/// The two charts are always there by name, if empty, so that an edited report works in a quarter without audits too.
pub(super) fn pooled_chart(data: &Data<'_>, charts: &mut BTreeMap<String, Chart>) {
    let scales = data.scales();
    let which = match scales.as_slice() {
        [leading, _, ..] => format!("all audits graded {}", ends(leading)),
        [] | [_] => "all graded templates".to_owned(),
    };
    let by_quarter_title = &format!("Overall grades by {}: {which}", data.word());
    let by_section_title = &format!("Grades by section: {which}");
    let Some(scale) = scales.into_iter().next() else {
        for (name, title) in [
            ("grades-by-quarter", by_quarter_title),
            ("grades-by-section", by_section_title),
        ] {
            let table = Table::new(title, ["Grade"]);
            let chart = Stacked {
                title: title.to_string(),
                series: Vec::new(),
                bars: Vec::new(),
                table,
            };
            charts.insert(name.to_owned(), Chart::Stacked(chart));
        }
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
    let chart = stacked(by_quarter_title, &scale, bars(&quarters), table);
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
