use serde::Serialize;
use sightline_engine::Exact;
use sightline_engine::rollup::{QuestionSummary, Share, Summary, ranked};
use sightline_engine::scored::FindingKind;

use crate::context::filled;
use crate::number::{cell, count, exact_percent, list, percent};
use crate::sentence::{level, verb};
use crate::table::Table;

/// How many questions and themes a table of one template lists.
const MOST: usize = 5;

/// A closer look at one template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

pub(super) fn closer(one: &Summary) -> Closer {
    Closer {
        lines: lines(one),
        themes: filled(theme_table(one)),
        lowest: filled(lowest(one)),
        unanswerable: filled(unanswerable(one)),
        limits: filled(limits(one)),
        alerts: filled(alerts(one)),
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
    for (kind, word) in [
        (FindingKind::Strength, "strengths"),
        (FindingKind::Concern, "concerns"),
    ] {
        let found = ranked(&one.themes, kind);
        let top: Vec<String> = found
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
            lines.push(format!("Most common {word}: {}.", list(&top)));
        }
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
    let head = ["Theme", "Audits with a strength", "Audits with a concern"];
    let mut table = Table::new(format!("Themes: {}", one.title), head);
    let mut themes: Vec<_> = one
        .themes
        .iter()
        .filter(|theme| theme.concerns + theme.strengths > 0)
        .collect();
    themes.sort_by(|a, b| {
        (std::cmp::Reverse(a.concerns), &a.theme.title)
            .cmp(&(std::cmp::Reverse(b.concerns), &b.theme.title))
    });
    for theme in themes {
        let shares =
            [FindingKind::Strength, FindingKind::Concern].map(|kind| cell(theme.share(kind)));
        table.row(std::iter::once(theme.theme.title.clone()).chain(shares));
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
            named(question),
            question.section.label.clone(),
            exact_percent(&mean),
            answers.to_string(),
        ]);
    }
    table
}

fn unanswerable(one: &Summary) -> Table {
    let head = [
        "Question",
        "Asked in",
        "Not applicable",
        "Not enough evidence",
        "Unanswered",
    ];
    let caption = format!("Questions most often without an answer: {}", one.title);
    let mut table = Table::new(caption, head);
    let without = |question: &QuestionSummary| {
        let part = question.asked() - question.answered();
        Share::of(part, question.asked())
    };
    let mut questions: Vec<&QuestionSummary> = one
        .questions
        .iter()
        .filter(|one| without(one).part > 0)
        .collect();
    questions
        .sort_by(|a, b| (without(b).value(), &a.name.id).cmp(&(without(a).value(), &b.name.id)));
    for question in questions.into_iter().take(MOST) {
        let unanswered = Share::of(question.unanswered, question.asked());
        table.row([
            named(question),
            count(question.asked(), "audit"),
            cell(question.not_applicable_share()),
            cell(question.not_enough_evidence_share()),
            cell(unanswered),
        ]);
    }
    table
}

fn limits(one: &Summary) -> Table {
    let mut table = Table::new(
        format!("Limits that lowered a grade: {}", one.title),
        ["Limit", "Because", "Audits", "Share"],
    );
    for (limit, audits) in one.limits.iter().filter(|(_, audits)| *audits > 0) {
        let share = percent(Share::of(*audits, one.scored()));
        table.row([
            limit.id.clone(),
            limit.label.clone(),
            audits.to_string(),
            share,
        ]);
    }
    table
}

fn alerts(one: &Summary) -> Table {
    let mut table = Table::new(
        format!("Alerts raised: {}", one.title),
        ["Alert", "Who was told", "Audits"],
    );
    for (alert, audits) in one.alerts.iter().filter(|(_, audits)| *audits > 0) {
        table.row([alert.id.clone(), alert.label.clone(), audits.to_string()]);
    }
    table
}
