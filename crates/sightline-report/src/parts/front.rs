use serde::{Deserialize, Serialize};
use sightline_engine::calendar::Period;
use sightline_engine::rollup::{Share, Summary};

use crate::data::{Data, long_label, short_label, word};
use crate::number::{count, day, list, part_of};
use crate::parts::{ModerationPart, ThemePart, ThemesPart};
use crate::sentence::{Better, change, ends, good_enough, level, verb};
use crate::spec::Headings;

/// The quarter a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodText {
    /// `2025-26-Q2`.
    pub id: String,
    /// `Quarter 2 of 2025-26 (July to September 2025)`.
    pub label: String,
    /// `Q2 2025-26`.
    pub short: String,
    /// `Q1 2025-26`: the quarter before.
    pub before: String,
    /// `quarter`, `half-year` or `year`.
    pub word: String,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub to: String,
}

/// What the parts of the summary are called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingTexts {
    /// Strengths.
    pub strengths: String,
    /// Areas to develop.
    pub concerns: String,
    /// What we will do.
    pub next: String,
}

/// The one page that everybody reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryPart {
    /// How many audits, and how complete.
    pub activity: String,
    /// The lines that matter most: grades, the leading concern, moderation.
    pub lines: Vec<String>,
    /// The three most common strengths.
    pub strengths: Vec<ThemePart>,
    /// The three most common concerns.
    pub concerns: Vec<ThemePart>,
    /// Themes that are among the strengths and among the concerns above.
    pub both: Option<String>,
    /// The actions most often set.
    pub next: Vec<String>,
    /// In how many audits any action was set.
    pub acted: Option<String>,
}

/// In so many audits must a strength have been found before the summary names it; one good moment is no strength of the work.
pub(crate) const STRENGTH_IN: u64 = 3;

/// The strengths that the summary may name.
pub(crate) fn leading_strengths(themes: &ThemesPart) -> Vec<ThemePart> {
    let often = themes
        .strengths
        .iter()
        .filter(|one| one.audits >= STRENGTH_IN);
    often.take(3).cloned().collect()
}

pub(crate) fn period(period: Period) -> PeriodText {
    PeriodText {
        id: period.label(),
        label: long_label(period),
        short: short_label(period),
        before: short_label(period.previous()),
        word: word(period).to_owned(),
        from: day(period.first_day()),
        to: day(period.last_day()),
    }
}

/// `Team North`, `Service Children in care`, or a template's title; several are joined.
pub(crate) fn scope(data: &Data<'_>) -> String {
    let only = &data.spec.only;
    let template = only.template.as_ref().map(|id| {
        let title = data.now.last().map(|one| one.title.clone());
        title.unwrap_or_else(|| id.clone())
    });
    let team = only.team.as_ref().map(|team| format!("Team {team}"));
    let service = only.service.as_ref().map(|one| format!("Service {one}"));
    let parts: Vec<String> = [team, service, template].into_iter().flatten().collect();
    parts.join(", ")
}

pub(crate) fn headings(headings: Headings) -> HeadingTexts {
    let [strengths, concerns, next] = match headings {
        Headings::Plain => ["Strengths", "Areas to develop", "What we will do"],
        Headings::SignsOfSafety => [
            "What is working well?",
            "What are we worried about?",
            "What needs to happen?",
        ],
    };
    HeadingTexts {
        strengths: strengths.into(),
        concerns: concerns.into(),
        next: next.into(),
    }
}

pub(crate) fn summary(
    data: &Data<'_>,
    themes: &ThemesPart,
    moderation: &ModerationPart,
) -> SummaryPart {
    SummaryPart {
        activity: activity(data),
        lines: lines(data, themes, moderation),
        strengths: leading_strengths(themes),
        concerns: themes.concerns.iter().take(3).cloned().collect(),
        both: both(themes),
        next: actions(data),
        acted: acted(data),
    }
}

fn both(themes: &ThemesPart) -> Option<String> {
    let concerns: Vec<&str> = themes
        .concerns
        .iter()
        .take(3)
        .map(|theme| theme.id.as_str())
        .collect();
    let titles: Vec<String> = leading_strengths(themes)
        .iter()
        .filter(|theme| concerns.contains(&theme.id.as_str()))
        .map(|theme| theme.title.clone())
        .collect();
    let verb = if titles.len() == 1 { "is" } else { "are" };
    (!titles.is_empty()).then(|| {
        format!(
            "{} {verb} in both lists: done well in some audits or answers, and not in others.",
            list(&titles)
        )
    })
}

fn acted(data: &Data<'_>) -> Option<String> {
    let with = data.now.iter().map(|one| one.with.action).sum();
    let scored = data.now.iter().map(Summary::scored).sum();
    let share = Share::of(with, scored);
    (with > 0).then(|| {
        // A script's action is worked out for its case and has no words that a rollup could count.
        let single: u64 = data.now.iter().map(|one| one.script_actions).sum();
        let single = match single {
            0 => String::new(),
            n => format!(
                " {} worked out for single cases; {} beside the answers of those audits.",
                if n == 1 {
                    "1 more action was".to_owned()
                } else {
                    format!("{n} more actions were")
                },
                if n == 1 { "it stands" } else { "they stand" }
            ),
        };
        format!(
            "At least one action was set in {}.{single} Of the actions that the templates list, these were set most often:",
            level(share, "scored audits")
        )
    })
}

fn activity(data: &Data<'_>) -> String {
    let audits = data.audits();
    if audits == 0 {
        return format!("There were no audits this {}.", data.word());
    }
    let before: u64 = data.last().iter().map(|one| one.audits).sum();
    let templates = count(data.now.len() as u64, "template");
    let then = match before {
        0 => format!(
            "; there were none in {}, so there is nothing to compare with",
            data.then()
        ),
        before if before == audits => format!(", as many as in {}", data.then()),
        before => format!(", compared with {before} in {}", data.then()),
    };
    let were = if audits == 1 { "was" } else { "were" };
    format!(
        "{} {were} done with {templates}{then}.",
        count(audits, "audit")
    )
}

/// Grades, the leading concern, and moderation: what a reader in a hurry takes away.
fn lines(data: &Data<'_>, themes: &ThemesPart, moderation: &ModerationPart) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(leading(data));
    if let Some(theme) = themes.concerns.first() {
        let share = level(Share::of(theme.audits, theme.of), "audits");
        lines.push(match &theme.run {
            Some(run) => {
                let running = theme
                    .persistent
                    .as_ref()
                    .map_or_else(String::new, |text| format!(" It is the {text}."));
                format!(
                    "The most common concern is {}: {share}. {run}{running}",
                    theme.title
                )
            }
            None => format!(
                "The most common concern is {}: {}",
                theme.title, theme.sentence
            ),
        });
    }
    lines.extend(themes.movement.iter().cloned());
    lines.extend(moderation.headline.clone());
    lines
}

/// The grades on the scale that most audits are graded on.
fn leading(data: &Data<'_>) -> Option<String> {
    let scales = data.scales();
    let scale = scales.first()?;
    let (good, earlier) = data.good(scale)?;
    let words = good_enough(scale);
    let moved = || change(good, &earlier, Better::Up, &data.then());
    let were = verb(good, "was", "were");
    Some(if good.whole == 0 {
        format!("Share {words}: {}.", level(good, "graded audits"))
    } else if scales.len() > 1 {
        let ends = ends(scale);
        format!(
            "Of the audits graded {ends}, {} {were} {words}{}.",
            part_of(good),
            moved()
        )
    } else {
        format!(
            "{} {were} {words}{}.",
            level(good, "graded audits"),
            moved()
        )
    })
}

fn actions(data: &Data<'_>) -> Vec<String> {
    let mut all: Vec<(&String, u64)> = Vec::new();
    for (action, audits) in data
        .now
        .iter()
        .flat_map(|one| &one.actions)
        .filter(|(_, audits)| *audits > 0)
    {
        match all.iter_mut().find(|(held, _)| *held == action) {
            Some((_, held)) => *held += audits,
            None => all.push((action, *audits)),
        }
    }
    all.sort_by(|a, b| (std::cmp::Reverse(a.1), a.0).cmp(&(std::cmp::Reverse(b.1), b.0)));
    all.into_iter()
        .take(3)
        .map(|(action, audits)| format!("{action} (set in {})", count(audits, "audit")))
        .collect()
}
