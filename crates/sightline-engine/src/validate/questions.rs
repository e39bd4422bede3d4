//! One question.

use super::marks::{marks, not_offered};
use super::{Names, answer_ids, kinds};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::load::RawQuestion;
use crate::model::{Columns, Marks, NotApplicable, Question, QuestionKind};
use crate::source::Spanned;

/// Makes a question of what is written; `section` is its section's place.
pub(super) fn question(
    mut raw: RawQuestion,
    section: usize,
    names: &mut Names,
    found: &mut Diagnostics,
) -> Question {
    let kind = kinds::kind(&mut raw, names, found);
    let themes = names.themes.places(&raw.themes, found);
    let mut scored = false;
    let mut findings = Marks::None;
    if let Some(kind) = &kind {
        scored = self::scored(&raw, kind, found);
        findings = marks(&raw, kind, found);
        answers(&raw, kind, found);
    }
    let weight = match &raw.weight {
        Some(weight) if weight.value.is_negative() => {
            found.push(negative(weight));
            Exact::ONE
        }
        Some(weight) => weight.value.clone(),
        None => Exact::ONE,
    };
    let computed = matches!(kind, Some(QuestionKind::Computed(_)));
    let at = raw.id.as_ref().map_or(raw.head, |id| id.at.clone());
    Question {
        id: raw.id.map(|id| id.value).unwrap_or_default(),
        section,
        ask: raw.ask.unwrap_or_default(),
        guidance: raw.guidance,
        // No table is without columns, so what is said of kinds of answers can tell that this one is not known.
        kind: kind.unwrap_or_else(|| QuestionKind::Table(Columns::default())),
        required: raw.required.unwrap_or(!computed),
        scored,
        weight,
        critical: raw.critical,
        themes,
        show_when: raw.show_when,
        prefill: raw.prefill,
        evidence: raw
            .evidence
            .into_iter()
            .map(|answer| answer.value)
            .collect(),
        not_applicable: NotApplicable {
            allowed: raw.not_applicable.allowed.unwrap_or(true),
            reason_required: raw.not_applicable.reason_required,
            policy: raw.not_applicable.policy,
        },
        not_enough_evidence: raw.not_enough_evidence,
        descriptors: raw
            .descriptors
            .into_iter()
            .map(|(answer, text)| (answer.value, text))
            .collect(),
        marks: findings,
        concern_text: raw.concern_text,
        strength_text: raw.strength_text,
        at,
    }
}

/// The diagnostic for a weight below nothing.
pub(super) fn negative(weight: &Spanned<Exact>) -> Diagnostic {
    let message = format!("the weight {} is negative", weight.value.plain());
    Diagnostic::error(Code::NEGATIVE_WEIGHT, &weight.at, message)
        .help("use 0 or more; write `best: no` where a yes is bad news")
}

/// Whether the question has points and they count.
fn scored(raw: &RawQuestion, kind: &QuestionKind, found: &mut Diagnostics) -> bool {
    let points = has_points(kind);
    let scored = raw
        .scored
        .as_ref()
        .map_or(points.by_itself, |scored| scored.value);
    if let Some(why) = points.why_not {
        if let Some(flag) = raw.scored.as_ref().filter(|flag| flag.value) {
            let message = format!("the question cannot be scored, because {why}");
            let help = points.cure;
            found.push(Diagnostic::error(Code::NOT_SCORED, &flag.at, message).help(help));
        }
        if let Some(weight) = &raw.weight {
            let message = format!("the weight changes nothing, because {why}");
            found.push(Diagnostic::error(Code::NOT_SCORED, &weight.at, message).help(points.cure));
        }
        return false;
    }
    if let Some(weight) = raw.weight.as_ref().filter(|_| !scored) {
        let message = "the weight changes nothing, because the question is not scored";
        let help = if matches!(kind, QuestionKind::Computed(_)) {
            "take the weight out, or add `scored: yes`"
        } else {
            "take the weight out, or take `scored: no` out"
        };
        found.push(Diagnostic::error(Code::NOT_SCORED, &weight.at, message).help(help));
    }
    if scored && all_points_equal(kind) {
        let message = "every option has the same points, so the answer cannot change the score";
        let at = raw.id.as_ref().map_or(&raw.head, |id| &id.at);
        let help = "give the options different points, or add `scored: no`";
        found.push(Diagnostic::warning(Code::NOT_SCORED, at, message).help(help));
    }
    scored
}

/// Whether a kind of question has points.
struct Points {
    /// Without `scored:`.
    by_itself: bool,
    why_not: Option<&'static str>,
    cure: &'static str,
}

fn has_points(kind: &QuestionKind) -> Points {
    let yes = Points {
        by_itself: true,
        why_not: None,
        cure: "",
    };
    let no = |why, cure| Points {
        by_itself: false,
        why_not: Some(why),
        cure,
    };
    match kind {
        QuestionKind::Grade(_)
        | QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Scale(_) => yes,
        QuestionKind::Choice(options) | QuestionKind::Choices(options) => {
            if options.iter().any(|option| option.points.is_some()) {
                yes
            } else {
                no(
                    "its options have no points",
                    "give every option `points:`, or take the line out",
                )
            }
        }
        QuestionKind::Number {
            low: Some(_),
            high: Some(_),
        } => yes,
        QuestionKind::Number { .. } => no(
            "a number is scored between `low` and `high`",
            "add `low:` and `high:`, or take the line out",
        ),
        QuestionKind::Computed(_) => Points {
            by_itself: false,
            ..yes
        },
        QuestionKind::Date => no("a date has no points", "take the line out"),
        QuestionKind::Text => no("text has no points", "take the line out"),
        QuestionKind::Table(_) => no("a table has no points", "take the line out"),
    }
}

fn all_points_equal(kind: &QuestionKind) -> bool {
    match kind {
        QuestionKind::Choice(options) => {
            let mut points = options.iter().map(|option| option.points.as_ref());
            let first = points.next();
            first.is_some_and(|first| points.all(|one| one == first))
        }
        QuestionKind::Choices(options) => options.iter().all(|option| {
            option
                .points
                .as_ref()
                .is_none_or(|points| *points <= Exact::ZERO)
        }),
        QuestionKind::Grade(_)
        | QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Number { .. }
        | QuestionKind::Scale(_)
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => false,
    }
}

/// Answers named under `evidence` and `descriptors` must be on offer.
fn answers(raw: &RawQuestion, kind: &QuestionKind, found: &mut Diagnostics) {
    let offered = answer_ids(kind).unwrap_or_default();
    let named = raw
        .evidence
        .iter()
        .chain(raw.descriptors.iter().map(|(answer, _)| answer));
    for word in named.filter(|word| !offered.contains(&word.value)) {
        if offered.is_empty() {
            let message = format!(
                "`{}` names an answer, and this question has no fixed answers",
                word.value
            );
            let help = "take it out, or make the question a `choice`";
            found.push(Diagnostic::error(Code::UNKNOWN_OPTION, &word.at, message).help(help));
        } else {
            found.push(not_offered(word, offered.iter().map(String::as_str)));
        }
    }
}
