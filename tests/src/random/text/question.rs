//! A question as YAML.

use super::expression::count_answers;
use super::lines::{Lines, policy};
use crate::reference::{Kind, Mark, Opt, Question, Template, is_scored, plain};

pub fn question(out: &mut Lines, template: &Template, question: &Question) {
    out.line(3, &format!("- id: {}", question.id));
    out.line(4, &format!("ask: What of {}?", question.id));
    kind(out, template, &question.kind);
    if is_scored(template, question) {
        out.line(4, &format!("weight: {}", plain(&question.weight)));
    }
    out.maybe(4, "scored", question.scored);
    out.maybe(4, "required", (!question.required).then_some(false));
    out.maybe(4, "critical", question.critical.then_some(true));
    if !question.themes.is_empty() {
        out.line(4, &format!("themes: [{}]", question.themes.join(", ")));
    }
    out.when(4, "show_when", question.show_when.as_ref());
    out.maybe(
        4,
        "prefill",
        question
            .prefill
            .as_ref()
            .map(|fact| format!("record.{fact}")),
    );
    out.maybe(4, "not_applicable", question.not_applicable.map(policy));
    out.maybe(
        4,
        "not_enough_evidence",
        question.not_enough_evidence.map(policy),
    );
    out.maybe(4, "expected", question.expected.as_ref().map(mark));
    out.maybe(4, "strength", question.strength.as_ref().map(mark));
    out.maybe(4, "concern_text", question.concern_text.as_ref());
    out.maybe(4, "strength_text", question.strength_text.as_ref());
}

fn kind(out: &mut Lines, template: &Template, kind: &Kind) {
    let options = |out: &mut Lines, options: &[Opt]| {
        out.line(4, "options:");
        for one in options {
            let points = one
                .points
                .as_ref()
                .map(|points| format!(", points: {}", plain(points)));
            out.line(
                5,
                &format!(
                    "- {{id: {}, label: The {}{}}}",
                    one.id,
                    one.id,
                    points.unwrap_or_default()
                ),
            );
        }
    };
    let word = match kind {
        Kind::Grade(_) => "grade",
        Kind::Scale(_) => "scale",
        Kind::YesNo { .. } => "yes-no",
        Kind::YesPartlyNo { .. } => "yes-partly-no",
        Kind::Choice(_) => "choice",
        Kind::Choices(_) => "choices",
        Kind::Number(_) => "number",
        Kind::Date => "date",
        Kind::Text => "text",
        Kind::Table(_) => "table",
        Kind::Computed { .. } => "computed",
    };
    out.line(4, &format!("type: {word}"));
    match kind {
        Kind::Grade(at) => out.line(4, &format!("scale: {}", template.grade_scales[*at].id)),
        Kind::Scale(at) => out.line(4, &format!("scale: {}", template.number_scales[*at].id)),
        Kind::YesNo { best } | Kind::YesPartlyNo { best } => {
            out.maybe(4, "best", (*best == "no").then_some(best));
        }
        Kind::Choice(all) | Kind::Choices(all) => options(out, all),
        Kind::Number(Some((low, high))) => {
            out.line(4, &format!("low: {}", plain(low)));
            out.line(4, &format!("high: {}", plain(high)));
        }
        Kind::Table(actions) => {
            out.line(4, "columns:");
            out.line(5, "- {id: what, label: What, type: text}");
            out.line(5, "- {id: who, label: By whom, type: text}");
            out.line(5, "- {id: when, label: By when, type: date}");
            if let Some(columns) = actions {
                out.line(4, "actions:");
                out.line(5, &format!("action: {}", columns.action));
                out.maybe(5, "owner", columns.owner.as_ref());
                out.maybe(5, "due", columns.due.as_ref());
            }
        }
        Kind::Computed { counts, value } => {
            out.line(
                4,
                &format!(
                    "computed: points({}, {})",
                    count_answers(counts, value),
                    counts.len()
                ),
            );
        }
        Kind::Number(None) | Kind::Date | Kind::Text => {}
    }
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Word(word) => word.clone(),
        Mark::Number(number) => plain(number),
    }
}
