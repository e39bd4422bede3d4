//! Grades by period and by section.

mod sections;

use std::collections::BTreeMap;

use sightline_engine::calendar::Period;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, Share, Summary, same_templates};

use super::key::{What, Whose};
use super::pattern::{Gate, Patterns};
use crate::chart::{Bar, Chart, Stacked};
use crate::context::{Closer, PooledPart, TemplatePart, grades as whole};
use crate::data::{Data, graded, short_label};
use crate::number::capital;
use crate::sentence::{Better, broken, ends, good_enough, level, movement, short_break, verb};
use crate::table::{Cell, Table};

/// What stands in the place of a bar.
const TOO_SMALL: &str = "numbers too small to show";
/// What stands in the place of a share.
const CONFIDENTIAL: &str = "is confidential, because numbers are small";

/// A period and whether it may be put beside this one.
type Column = (Period, Comparison<()>);

pub(super) fn parts(
    data: &Data<'_>,
    patterns: &Patterns,
    charts: &mut BTreeMap<String, Chart>,
) -> Vec<TemplatePart> {
    data.now
        .iter()
        .map(|one| part(data, patterns, one, charts))
        .collect()
}

fn part(
    data: &Data<'_>,
    patterns: &Patterns,
    one: &Summary,
    charts: &mut BTreeMap<String, Chart>,
) -> TemplatePart {
    let (title, name) = whole::names(data, one);
    let whose = Whose::family(&one.family);
    let gate = patterns.of(data.spec.period);
    let mut part = TemplatePart {
        id: one.family.id.clone(),
        title,
        version: one.version.to_string(),
        audits: gate.n(What::Graded(whose.clone())).unwrap_or(0),
        headline: "This template gives no overall grade.".to_owned(),
        caution: None,
        grades: None,
        grades_chart: None,
        breaks: Vec::new(),
        sections: None,
        sections_chart: None,
        // A section's share in each period, beside the grades of one, would tell more than is hidden.
        sections_trend: None,
        impact: None,
        impact_line: None,
        closer: Closer::default(),
    };
    let Some(scale) = &one.scale else { return part };
    let columns: Vec<Column> = data
        .earlier
        .iter()
        .map(|then| (then.period, one.beside(&then.summaries).map(|_| ())))
        .chain(std::iter::once((data.spec.period, Comparison::Same(()))))
        .skip_while(|(_, then)| *then == Comparison::NoEarlier)
        .collect();
    part.headline = headline(data, patterns, &whose, scale, &columns);
    part.breaks = columns.iter().filter_map(not_shown).collect();
    let caption = format!("Overall grades by {}: {}", data.word(), part.title);
    let grades = (0..scale.grades.len()).map(|n| What::Grade(whose.clone(), n));
    if grades.map(|grade| gate.n(grade).unwrap_or(0)).sum::<u64>() == 0 {
        part.headline = "Numbers are too small for grades to be published.".to_owned();
        return part;
    }
    let chart = format!("grades-by-quarter/{name}");
    let mut drawn = by_period(&caption, patterns, &whose, scale, &columns);
    let title = Some(part.title.as_str());
    drawn.title = finding(data, patterns, &whose, title, scale, &columns).unwrap_or(caption);
    part.grades = Some(drawn.table.clone());
    charts.insert(chart.clone(), Chart::Stacked(drawn));
    part.grades_chart = Some(chart);
    sections::sections(&mut part, one, &gate, scale, &name, charts);
    part
}

pub(super) fn pooled(
    data: &Data<'_>,
    patterns: &Patterns,
    charts: &mut BTreeMap<String, Chart>,
) -> Option<PooledPart> {
    // The two charts are always there by name, so that an edited report works in every period.
    whole::pooled_chart_of_nothing(data, charts);
    let scale = data.scales().into_iter().next()?;
    let now = graded(&data.now, &scale);
    let columns: Vec<Column> = data
        .periods()
        .map(|(period, summaries)| (period, same_templates(&now, &graded(summaries, &scale))))
        .collect();
    let whose = Whose::Scale(scale.id.clone());
    let caption = format!(
        "Overall grades by {}: all graded {}",
        data.word(),
        ends(&scale)
    );
    let mut drawn = by_period(&caption, patterns, &whose, &scale, &columns);
    drawn.title = finding(data, patterns, &whose, None, &scale, &columns).unwrap_or(caption);
    charts.insert("grades-by-quarter".to_owned(), Chart::Stacked(drawn));
    whole::pooled(data)
}

/// The share that is good or better over all templates on the leading scale, as a sentence.
pub(super) fn leading(data: &Data<'_>, patterns: &Patterns) -> Option<String> {
    let scale = data.scales().into_iter().next()?;
    scale.good_enough?;
    let now = graded(&data.now, &scale);
    let columns: Vec<Column> = data
        .periods()
        .map(|(period, summaries)| (period, same_templates(&now, &graded(summaries, &scale))))
        .collect();
    let whose = Whose::Scale(scale.id.clone());
    Some(headline(data, patterns, &whose, &scale, &columns))
}

/// The share that is good or better, and that of the period before; both absent where they are confidential.
fn good(
    data: &Data<'_>,
    patterns: &Patterns,
    whose: &Whose,
    columns: &[Column],
) -> (Option<Share>, Option<Comparison<Share>>) {
    let good = |period: Period| {
        let gate = patterns.of(period);
        gate.share(What::Good(whose.clone()), What::Graded(whose.clone()))
    };
    let before = data.spec.period.previous();
    let then = columns.iter().find(|(period, _)| *period == before);
    let earlier = match then {
        Some((_, Comparison::Same(()))) => good(before).map(Comparison::Same),
        Some((_, Comparison::Broken(because))) => Some(Comparison::Broken(because.clone())),
        Some((_, Comparison::NoEarlier)) | None => Some(Comparison::NoEarlier),
    };
    (good(data.spec.period), earlier)
}

fn headline(
    data: &Data<'_>,
    patterns: &Patterns,
    whose: &Whose,
    scale: &GradeScale,
    columns: &[Column],
) -> String {
    let words = good_enough(scale);
    let (now, earlier) = good(data, patterns, whose, columns);
    let Some(now) = now else {
        return format!("The share {words} {CONFIDENTIAL}.");
    };
    let graded = level(now, "graded audits");
    let were = verb(now, "was", "were");
    let moved = earlier.map(|earlier| movement(now, &earlier, Better::Up, &data.then()));
    format!("{graded} {were} {words}{}.", moved.unwrap_or_default())
}

/// What a chart is called, where its share may be told.
fn finding(
    data: &Data<'_>,
    patterns: &Patterns,
    whose: &Whose,
    title: Option<&str>,
    scale: &GradeScale,
    columns: &[Column],
) -> Option<String> {
    let (now, earlier) = good(data, patterns, whose, columns);
    let earlier = earlier.unwrap_or(Comparison::NoEarlier);
    whole::title::by_period(title, scale, now?, &earlier, &data.then())
}

fn not_shown((period, then): &Column) -> Option<String> {
    let Comparison::Broken(because) = then else {
        return None;
    };
    let label = short_label(*period);
    Some(format!(
        "{label} is not shown: comparison broken, {}.",
        broken(because)
    ))
}

/// A column a period, and a bar.
fn by_period(
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
    for (n, grade) in scale.grades.iter().enumerate() {
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
    let bars = columns
        .iter()
        .map(|(period, then)| bar(patterns, whose, scale, *period, then))
        .collect();
    stacked(caption, scale, bars, table)
}

fn bar(
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
fn all_shown(gate: &Gate<'_>, label: &str, kinds: impl Iterator<Item = What>) -> Bar {
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

fn stacked(title: &str, scale: &GradeScale, bars: Vec<Bar>, table: Table) -> Stacked {
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
