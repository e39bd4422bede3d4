//! Grades by period and by section.

mod by_period;
mod chart;
mod sections;

use std::collections::BTreeMap;

use sightline_engine::calendar::Period;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Comparison, Share, Summary, same_templates};

use self::by_period::{by_period, has_grades};
use self::chart::{all_shown, stacked};
use super::key::{What, Whose};
use super::measures::tells_nothing;
use super::pattern::{Gate, Patterns};
use crate::chart::Chart;
use crate::data::{Data, graded, short_label};
use crate::number::{capital, list};
use crate::parts::{PooledPart, TemplatePart, grades as whole};
use crate::sentence::{Better, broken, ends, good_enough, level, movement, verb};

/// What is said where grades are put together.
const POOLED: &str = "numbers are too small to tell each grade, so grades are put together";
/// What stands in the place of a share.
const CONFIDENTIAL: &str = "is confidential, because numbers are small";

/// A period and whether it may be put beside this one.
type Column = (Period, Comparison<()>);

pub(super) fn parts(
    data: &Data<'_>,
    patterns: &Patterns,
    charts: &mut BTreeMap<String, Chart>,
) -> Vec<TemplatePart> {
    let gate = patterns.of(data.spec.period);
    let (told, left_out): (Vec<&Summary>, Vec<&Summary>) = data
        .now
        .iter()
        .partition(|one| one.scale.is_none() || is_told(&gate, &Whose::family(&one.family)));
    let mut parts: Vec<TemplatePart> = told
        .into_iter()
        .map(|one| part(data, patterns, one, charts))
        .collect();
    if !left_out.is_empty() {
        // One sentence for all of them, and not a heading each with nothing below.
        let titles: Vec<String> = left_out.iter().map(|one| one.title.clone()).collect();
        let headline = format!(
            "Numbers are too small for the grades of each of these to be published: {}.",
            list(&titles)
        );
        parts.push(TemplatePart {
            id: "left-out".to_owned(),
            title: "Grades by template".to_owned(),
            headline,
            ..TemplatePart::default()
        });
    }
    parts
}

/// Whether a template's grades say anything: without how many were graded, the rest is a table of `c`.
fn is_told(gate: &Gate<'_>, whose: &Whose) -> bool {
    gate.n(What::Graded(whose.clone())).is_some_and(|n| n > 0)
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
        // Among them a section's share in each period: beside the grades of one it would tell more than is hidden.
        ..TemplatePart::default()
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
    let chart = format!("grades-by-quarter/{name}");
    let mut drawn = by_period(&caption, patterns, &whose, scale, &columns);
    let title = Some(part.title.as_str());
    drawn.title = finding(data, patterns, &whose, title, scale, &columns).unwrap_or(caption);
    part.grades = Some(drawn.table.clone());
    charts.insert(chart.clone(), Chart::Stacked(drawn));
    part.grades_chart = Some(chart);
    if !has_grades(patterns, &whose, scale, &columns) {
        part.breaks.push(format!("{}.", capital(POOLED)));
    }
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
    let told = drawn
        .table
        .rows
        .iter()
        .flat_map(|row| row.iter().skip(1))
        .any(|cell| !tells_nothing(cell));
    charts.insert("grades-by-quarter".to_owned(), Chart::Stacked(drawn));
    let pooled = whole::pooled(data).filter(|_| told)?;
    let put_together = !has_grades(patterns, &whose, &scale, &columns);
    Some(PooledPart {
        templates: if put_together {
            format!("{}; {POOLED}", pooled.templates)
        } else {
            pooled.templates.clone()
        },
        ..pooled
    })
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
