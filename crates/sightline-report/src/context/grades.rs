use std::collections::BTreeMap;

use serde::Serialize;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, GradeCounts, Share, Summary};
use sightline_engine::scored::Status;

use crate::chart::{Bar, Chart, Stacked};
use crate::context::{Closer, closer, filled};
use crate::data::{Data, graded, short_label};
use crate::number::{FEW, cell, count, percent};
use crate::sentence::{Better, broken, change, level, short_break, verb};
use crate::table::Table;

/// One template's grades and what lies behind them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TemplatePart {
    /// The template's id.
    pub id: String,
    /// As a reader sees it.
    pub title: String,
    /// The latest version used.
    pub version: String,
    /// How many audits.
    pub audits: u64,
    /// The result in a sentence or two.
    pub headline: String,
    /// A warning where the numbers are small.
    pub caution: Option<String>,
    /// Overall grades by quarter.
    pub grades: Option<Table>,
    /// The chart of the same.
    pub grades_chart: Option<String>,
    /// Why a quarter is left out.
    pub breaks: Vec<String>,
    /// Grades by section.
    pub sections: Option<Table>,
    /// The chart of the same.
    pub sections_chart: Option<String>,
    /// Practice against impact.
    pub impact: Option<Table>,
    /// The same in a sentence.
    pub impact_line: Option<String>,
    /// Themes, questions and limits of this template.
    pub closer: Closer,
}

pub(super) fn parts(data: &Data<'_>, charts: &mut BTreeMap<String, Chart>) -> Vec<TemplatePart> {
    pooled_chart(data, charts);
    data.now.iter().map(|one| part(data, one, charts)).collect()
}

fn part(data: &Data<'_>, one: &Summary, charts: &mut BTreeMap<String, Chart>) -> TemplatePart {
    // Two major versions in one quarter are two parts; only then does the name carry the version.
    let twice = data
        .now
        .iter()
        .filter(|other| other.family.id == one.family.id)
        .count()
        > 1;
    let title = if twice {
        format!("{} (version {})", one.title, one.version)
    } else {
        one.title.clone()
    };
    let name = if twice {
        format!("{}-{}", one.family.id, one.family.major)
    } else {
        one.family.id.clone()
    };
    let mut part = TemplatePart {
        id: one.family.id.clone(),
        title,
        version: one.version.to_string(),
        audits: one.audits,
        headline: headline(data, one),
        caution: caution(one),
        grades: None,
        grades_chart: None,
        breaks: Vec::new(),
        sections: None,
        sections_chart: None,
        impact: None,
        impact_line: None,
        closer: closer::closer(one),
    };
    let Some(scale) = &one.scale else { return part };
    let quarters: Vec<(String, Comparison<&Summary>)> = data
        .earlier
        .iter()
        .map(|then| (short_label(then.quarter), one.beside(&then.summaries)))
        .chain(std::iter::once((
            short_label(data.spec.period),
            Comparison::Same(one),
        )))
        .skip_while(|(_, then)| *then == Comparison::NoEarlier)
        .collect();
    let counts: Vec<(String, Comparison<GradeCounts>)> = quarters
        .iter()
        .map(|(label, then)| (label.clone(), then.clone().map(|one| one.effective.clone())))
        .collect();
    let caption = format!("Overall grades by quarter: {}", part.title);
    let table = by_quarter(&caption, scale, &counts);
    let chart = format!("grades-by-quarter/{name}");
    charts.insert(
        chart.clone(),
        Chart::Stacked(stacked(&caption, scale, bars(&counts), table.clone())),
    );
    part.breaks = breaks(&quarters);
    part.grades = filled(table);
    part.grades_chart = Some(chart);
    sections(&mut part, one, scale, &name, charts);
    if let Some(grid) = &one.impact {
        part.impact = Some(grid_table(&part.title, scale, grid));
        part.impact_line = grid_line(scale, grid);
    }
    part
}

fn headline(data: &Data<'_>, one: &Summary) -> String {
    let audits = count(one.audits, "audit");
    let Some(good) = one.good_or_better() else {
        let why = match one.scale {
            None => {
                "This template gives no overall grade; the closer look has its answers and findings"
            }
            Some(_) => "Its scale does not say which grades are good enough",
        };
        return format!("{audits}. {why}.");
    };
    let earlier = one
        .beside(data.last())
        .map(|then| then.good_or_better().unwrap_or_default());
    let graded = level(good, "graded audits");
    let without = one.audits - good.whole;
    let none = match without {
        0 => String::new(),
        n => format!(
            " {} {} no overall grade{}.",
            count(n, "audit"),
            if n == 1 { "has" } else { "have" },
            why(one)
        ),
    };
    if good.whole == 0 {
        return format!("{audits}; share good or better: {graded}.{none}");
    }
    let were = verb(good, "was", "were");
    format!(
        "{graded} {were} good or better{}.{none}",
        change(good, &earlier, Better::Up, &data.then())
    )
}

/// Why audits have no overall grade.
fn why(one: &Summary) -> String {
    let reasons = [
        (Status::InsufficientEvidence, "insufficient evidence"),
        (Status::NotEligible, "not eligible"),
        (Status::Failed, "script failed"),
        (Status::Ungraded, "nothing scored"),
    ];
    let said: Vec<String> = reasons
        .into_iter()
        .filter(|(status, _)| one.ended(*status) > 0)
        .map(|(status, words)| format!("{words}: {}", one.ended(status)))
        .collect();
    if said.is_empty() {
        String::new()
    } else {
        format!(" ({})", said.join(", "))
    }
}

fn caution(one: &Summary) -> Option<String> {
    (one.audits < FEW).then(|| {
        format!(
            "Small numbers: {}. With fewer than {FEW}, one or two audits move a percentage by a lot.",
            count(one.audits, "audit")
        )
    })
}

/// A column a quarter; where the template changed, the break is there to see.
fn by_quarter(
    caption: &str,
    scale: &GradeScale,
    quarters: &[(String, Comparison<GradeCounts>)],
) -> Table {
    let heads =
        std::iter::once("Grade".to_owned()).chain(quarters.iter().map(|(label, _)| label.clone()));
    let mut table = Table::new(caption, heads);
    let row = |name: &str, value: &dyn Fn(&GradeCounts) -> String| -> Vec<String> {
        let cells = quarters.iter().map(|(_, then)| match then {
            Comparison::Same(counts) => value(counts),
            Comparison::Broken(because) => short_break(because).to_owned(),
            Comparison::NoEarlier => "no audits".to_owned(),
        });
        std::iter::once(name.to_owned()).chain(cells).collect()
    };
    for (n, grade) in scale.grades.iter().enumerate() {
        table.row(row(&grade.label, &|counts| cell(counts.share(n))));
    }
    table.row(row("No grade", &|counts| counts.none.to_string()));
    table.row(row("Graded", &|counts| counts.whole().to_string()));
    if scale.good_enough.is_some() {
        table.row(row("Good or better", &|counts| {
            cell(counts.good_or_better(scale).unwrap_or_default())
        }));
    }
    table
}

fn breaks(quarters: &[(String, Comparison<&Summary>)]) -> Vec<String> {
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

fn bars(quarters: &[(String, Comparison<GradeCounts>)]) -> Vec<Bar> {
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

fn stacked(title: &str, scale: &GradeScale, bars: Vec<Bar>, table: Table) -> Stacked {
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

fn sections(
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
    let good = scale.good_enough.map(|_| "Good or better");
    let heads: Vec<&str> = std::iter::once("Section")
        .chain(grades)
        .chain(["No grade"])
        .chain(good)
        .collect();
    let mut table = Table::new(&caption, heads);
    for section in &graded {
        let grades = &section.grades;
        let mut cells = vec![section.name.label.clone()];
        cells.extend((0..scale.grades.len()).map(|n| cell(grades.share(n))));
        cells.push(grades.none.to_string());
        cells.extend(grades.good_or_better(scale).map(cell));
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
    let chart = format!("grades-by-section/{name}");
    charts.insert(
        chart.clone(),
        Chart::Stacked(stacked(&caption, scale, bars, table.clone())),
    );
    part.sections = Some(table);
    part.sections_chart = Some(chart);
}

/// The two axes: how good the practice was, and what difference it made.
fn grid_table(title: &str, scale: &GradeScale, grid: &[Vec<u64>]) -> Table {
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

fn grid_line(scale: &GradeScale, grid: &[Vec<u64>]) -> Option<String> {
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

/// All templates on the leading scale together, in quarters that used the same ones.
///
/// The two charts are always there by name, if empty, so that an edited report works in a quarter without audits too.
fn pooled_chart(data: &Data<'_>, charts: &mut BTreeMap<String, Chart>) {
    let by_quarter_title = "Overall grades by quarter: all graded templates";
    let by_section_title = "Grades by section: all graded templates";
    let Some(scale) = data.scales().into_iter().next() else {
        for (name, title) in [
            ("grades-by-quarter", by_quarter_title),
            ("grades-by-section", by_section_title),
        ] {
            let table = Table::new(title, ["Grade"]);
            let chart = Stacked {
                title: title.to_owned(),
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
        .quarters()
        .map(|(quarter, summaries)| {
            let then = graded(summaries, &scale);
            let same = sightline_engine::rollup::same_templates(&now, &then);
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
            let cells = (0..scale.grades.len()).map(|n| cell(section.grades.share(n)));
            rows.row(std::iter::once(label.clone()).chain(cells));
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
