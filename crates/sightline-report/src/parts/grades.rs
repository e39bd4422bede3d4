mod impact;
mod quarters;
mod sections;
pub(crate) mod title;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::rollup::{Comparison, GradeCounts, Summary};
use sightline_engine::scored::Status;

use crate::chart::Chart;
use crate::data::{Data, graded, short_label};
use crate::number::{FEW, count, list, points};
use crate::parts::grades::impact::{grid_line, grid_table};
pub(crate) use crate::parts::grades::quarters::pooled_chart_of_nothing;
use crate::parts::grades::quarters::{bars, breaks, by_quarter, pooled_chart, stacked};
use crate::parts::grades::sections::sections;
use crate::parts::{Closer, closer};
use crate::sentence::{Better, ends, good_enough, level, movement, verb};
use crate::table::Table;
use crate::table::filled;

/// One template's grades and what lies behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Each section's share good or better by quarter, where an earlier one can be compared.
    pub sections_trend: Option<Table>,
    /// Practice against impact.
    pub impact: Option<Table>,
    /// The same in a sentence.
    pub impact_line: Option<String>,
    /// Themes, questions and limits of this template.
    pub closer: Closer,
}

/// Grades over all templates that share the leading scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PooledPart {
    /// `All audits graded Outstanding to Inadequate`.
    pub title: String,
    /// The templates it pools.
    pub templates: String,
    /// The chart of it.
    pub chart: String,
}

/// Only where it says more than the template's own part does.
pub(crate) fn pooled(data: &Data<'_>) -> Option<PooledPart> {
    let scales = data.scales();
    let scale = scales.first()?;
    let titles: Vec<String> = graded(&data.now, scale)
        .into_iter()
        .map(|one| one.title.clone())
        .collect();
    (titles.len() > 1).then(|| PooledPart {
        title: format!("All audits graded {}", ends(scale)),
        templates: list(&titles),
        chart: "grades-by-quarter".to_owned(),
    })
}

pub(crate) fn parts(data: &Data<'_>, charts: &mut BTreeMap<String, Chart>) -> Vec<TemplatePart> {
    pooled_chart(data, charts);
    data.now.iter().map(|one| part(data, one, charts)).collect()
}

/// A template's title, and the name of its charts.
///
/// Two major versions in one period are two parts; only then do the names carry the version.
pub(crate) fn names(data: &Data<'_>, one: &Summary) -> (String, String) {
    let twice = data
        .now
        .iter()
        .filter(|other| other.family.id == one.family.id)
        .count()
        > 1;
    if twice {
        (
            format!("{} (version {})", one.title, one.version),
            format!("{}-{}", one.family.id, one.family.major),
        )
    } else {
        (one.title.clone(), one.family.id.clone())
    }
}

fn part(data: &Data<'_>, one: &Summary, charts: &mut BTreeMap<String, Chart>) -> TemplatePart {
    let (title, name) = names(data, one);
    let mut part = TemplatePart {
        id: one.family.id.clone(),
        title,
        version: one.version.to_string(),
        audits: one.audits,
        headline: headline(data, one),
        caution: caution(one),
        closer: closer::closer(one, &data.spec.terms),
        ..TemplatePart::default()
    };
    let Some(scale) = &one.scale else { return part };
    let quarters: Vec<(String, Comparison<&Summary>)> = data
        .earlier
        .iter()
        .map(|then| (short_label(then.period), one.beside(&then.summaries)))
        .chain(std::iter::once((data.this(), Comparison::Same(one))))
        .skip_while(|(_, then)| *then == Comparison::NoEarlier)
        .collect();
    let counts: Vec<(String, Comparison<GradeCounts>)> = quarters
        .iter()
        .map(|(label, then)| (label.clone(), then.clone().map(|one| one.effective.clone())))
        .collect();
    let caption = format!("Overall grades by {}: {}", data.word(), part.title);
    let table = by_quarter(&caption, scale, &counts);
    let chart = format!("grades-by-quarter/{name}");
    let finding = one.good_or_better().and_then(|now| {
        let earlier = one
            .beside(data.last())
            .map(|then| then.good_or_better().unwrap_or_default());
        title::by_period(Some(&part.title), scale, now, &earlier, &data.then())
    });
    let called = finding.as_deref().unwrap_or(&caption);
    charts.insert(
        chart.clone(),
        Chart::Stacked(stacked(called, scale, bars(&counts), table.clone())),
    );
    part.breaks = breaks(&quarters);
    part.grades = filled(table);
    part.grades_chart = Some(chart);
    sections(&mut part, one, scale, &name, charts);
    part.sections_trend = sections::by_quarter(&part.title, scale, one, data.word(), &quarters);
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
            None => "This template gives no overall grade",
            Some(_) => "Its scale does not say which grades are good enough",
        };
        return format!("{audits}. {why}.");
    };
    let earlier = one
        .beside(data.last())
        .map(|then| then.good_or_better().unwrap_or_default());
    let graded = level(good, "graded audits");
    let words = one.scale.as_deref().map(good_enough).unwrap_or_default();
    let without = one.audits - good.whole;
    let none = match without {
        0 => String::new(),
        n => format!(
            " {} {} no overall grade{}.",
            count(n, "audit"),
            if n == 1 { "has" } else { "have" },
            why(one, n)
        ),
    };
    if good.whole == 0 {
        return format!("{audits}; share {words}: {graded}.{none}");
    }
    let were = verb(good, "was", "were");
    // That there was no audit at all is said once, for the whole report.
    let new = if earlier == Comparison::NoEarlier && !data.last().is_empty() {
        format!(" It was not used in {}.", data.then())
    } else {
        String::new()
    };
    format!(
        "{graded} {were} {words}{}.{new}{none}",
        movement(good, &earlier, Better::Up, &data.then())
    )
}

/// Why audits have no overall grade: ` because …` where one reason is that of all.
fn why(one: &Summary, without: u64) -> String {
    let reasons = [
        (
            Status::InsufficientEvidence,
            "there was not enough evidence for one",
        ),
        (Status::NotEligible, "the template is not for such a case"),
        (Status::Failed, "a script failed"),
        (Status::Ungraded, "there was nothing to grade"),
    ];
    let ended: Vec<(u64, &str)> = reasons
        .into_iter()
        .map(|(status, words)| (one.ended(status), words))
        .filter(|(n, _)| *n > 0)
        .collect();
    let said = |(n, words): &(u64, &str)| format!("{n} because {words}");
    match ended.as_slice() {
        [] => String::new(),
        [(n, words)] if *n == without => format!(" because {words}"),
        ended => format!(": {}", list(&ended.iter().map(said).collect::<Vec<_>>())),
    }
}

fn caution(one: &Summary) -> Option<String> {
    (one.audits < FEW).then(|| {
        let (graded, what) = match one.scale {
            Some(_) => (one.effective.whole(), "graded audit"),
            None => (one.audits, "audit"),
        };
        if graded < 2 {
            return format!(
                "Small numbers: {}. A percentage says nothing here.",
                count(one.audits, "audit")
            );
        }
        format!(
            "Small numbers: with {}, one audit more or less is {} percentage points.",
            count(graded, what),
            points(&Exact::ratio(1, graded.into()))
        )
    })
}
