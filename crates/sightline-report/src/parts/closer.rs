use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::model::Terms;
use sightline_engine::rollup::{QuestionSummary, Share, Summary, ranked};
use sightline_engine::scored::FindingKind;

use crate::number::{capital, count, list};
use crate::sentence::{level, verb};
use crate::table::filled;
use crate::table::{Cell, Table};

/// How many questions a table of one template lists.
const MOST: usize = 5;
/// Below this share of the audits that asked it, a question without an answer tells of one case and not of the question.
const OFTEN: (u64, u64) = (1, 10);
/// How many themes it lists.
const THEMES: usize = 10;

/// A closer look at one template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closer {
    /// What stands out, in sentences.
    pub lines: Vec<String>,
    /// Its themes.
    pub themes: Option<Table>,
    /// The questions with the lowest answers.
    pub lowest: Option<Table>,
    /// The questions most often not applicable or without enough evidence.
    pub unanswerable: Option<Table>,
    /// The limits that lowered a grade.
    pub limits: Option<Table>,
    /// The alerts that were raised.
    pub alerts: Option<Table>,
}

pub(super) fn closer(one: &Summary, terms: &Terms) -> Closer {
    Closer {
        lines: lines(one),
        themes: filled(theme_table(one)),
        lowest: filled(lowest(one)),
        unanswerable: filled(unanswerable(one)),
        limits: filled(limits(one)),
        alerts: filled(alerts(one, terms)),
    }
}

fn lines(one: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    let done = Share::of(
        one.completeness.answered + one.completeness.not_applicable,
        one.completeness.all(),
    );
    if done.whole > 0 {
        lines.push(format!(
            "Completeness: {} {} answered or not applicable.",
            level(done, "required questions"),
            verb(done, "was", "were")
        ));
    }
    let kind = FindingKind::Strength;
    let top: Vec<String> = ranked(&one.themes, kind)
        .iter()
        .take(3)
        .map(|theme| {
            format!(
                "{} ({})",
                theme.theme.title,
                count(theme.share(kind).part, "audit")
            )
        })
        .collect();
    if !top.is_empty() {
        lines.push(format!("Most common strengths: {}.", list(&top)));
    }
    if one.with.limit > 0 {
        let limited = Share::of(one.with.limit, one.scored());
        lines.push(format!(
            "A limit lowered the grade in {}.",
            level(limited, "scored audits")
        ));
    }
    lines
}

fn theme_table(one: &Summary) -> Table {
    let head = ["Theme", "Audits with a concern", "Audits with a strength"];
    let mut themes: Vec<_> = one
        .themes
        .iter()
        .filter(|theme| theme.concerns > 0)
        .collect();
    let caption = if themes.len() > THEMES {
        format!("The {THEMES} most common concerns: {}", one.title)
    } else {
        format!("Concerns, most common first: {}", one.title)
    };
    let mut table = Table::new(caption, head);
    themes.sort_by(|a, b| {
        (std::cmp::Reverse(a.concerns), &a.theme.title)
            .cmp(&(std::cmp::Reverse(b.concerns), &b.theme.title))
    });
    for theme in themes.into_iter().take(THEMES) {
        let shares = [FindingKind::Concern, FindingKind::Strength]
            .map(|kind| Cell::counted(theme.share(kind)));
        table.row(std::iter::once(Cell::from(theme.theme.title.as_str())).chain(shares));
    }
    table
}

fn named(question: &QuestionSummary) -> String {
    format!("{}: {}", question.name.id, question.name.label)
}

fn lowest(one: &Summary) -> Table {
    let head = [
        "Question",
        "Section",
        "Average (0% worst, 100% best)",
        "Answers",
    ];
    let mut table = Table::new(
        format!("Questions with the lowest answers: {}", one.title),
        head,
    );
    let mut means: Vec<(Exact, u64, &QuestionSummary)> = one
        .questions
        .iter()
        .filter_map(|question| {
            question
                .mean()
                .map(|(mean, answers)| (mean, answers, question))
        })
        .filter(|(mean, ..)| *mean < Exact::ONE)
        .collect();
    means.sort_by(|a, b| (&a.0, &a.2.name.id).cmp(&(&b.0, &b.2.name.id)));
    for (mean, answers, question) in means.into_iter().take(MOST) {
        table.row([
            named(question).into(),
            Cell::from(question.section.label.as_str()),
            Cell::exact_percent(&mean),
            answers.into(),
        ]);
    }
    table
}

fn unanswerable(one: &Summary) -> Table {
    let head = [
        "Question",
        "Audits that asked it",
        "Not applicable",
        "Not enough evidence",
    ];
    let caption = format!(
        "Questions most often not applicable or without enough evidence: {}",
        one.title
    );
    let mut table = Table::new(caption, head);
    // What is merely blank may be optional or worked out by the template; the limits of the report count what is missing.
    let without = |question: &QuestionSummary| {
        let part = question.not_applicable + question.not_enough_evidence;
        Share::of(part, question.asked())
    };
    let mut questions: Vec<&QuestionSummary> = one
        .questions
        .iter()
        .filter(|one| {
            let Share { part, whole } = without(one);
            part > 1 && part * OFTEN.1 >= whole * OFTEN.0
        })
        .collect();
    questions
        .sort_by(|a, b| (without(b).value(), &a.name.id).cmp(&(without(a).value(), &b.name.id)));
    for question in questions.into_iter().take(MOST) {
        table.row([
            Cell::from(named(question)),
            question.asked().into(),
            Cell::counted(question.not_applicable_share()),
            Cell::counted(question.not_enough_evidence_share()),
        ]);
    }
    table
}

fn limits(one: &Summary) -> Table {
    let mut table = Table::new(
        format!("Limits that lowered a grade: {}", one.title),
        ["Limit", "Because", "Audits", "Of those scored"],
    );
    for (limit, audits) in one.limits.iter().filter(|(_, audits)| *audits > 0) {
        let share = Cell::percent(Share::of(*audits, one.scored()));
        table.row([
            limit.id.as_str().into(),
            limit.label.as_str().into(),
            Cell::from(*audits),
            share,
        ]);
    }
    table
}

fn alerts(one: &Summary, terms: &Terms) -> Table {
    let mut table = Table::new(
        format!("Alerts raised: {}", one.title),
        ["Alert", "Who is to be told", "Audits"],
    );
    for (alert, audits) in one.alerts.iter().filter(|(_, audits)| *audits > 0) {
        table.row([
            Cell::from(capital(&terms.one(&alert.id.to_lowercase()))),
            terms.one(&alert.label).into(),
            Cell::from(*audits),
        ]);
    }
    table
}
