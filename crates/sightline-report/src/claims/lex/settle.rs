//! Which numbers claim nothing: dates, ages, times, and references to laws, pages and tables.

use sightline_engine::calendar::month_named;

use super::super::figure::{Figure, Unit};
use super::super::token::{Kind, Token};

/// Turns figures that claim nothing into mere numbers.
pub(super) fn settle(tokens: &mut [Token], text: &str) {
    for at in 0..tokens.len() {
        let Some(figure) = tokens.get(at).and_then(Token::figure) else {
            continue;
        };
        let in_words = figure.in_words;
        let claims = figure.unit != Unit::Count || !claims_nothing(figure, at, tokens, text);
        if let Some(token) = tokens.get_mut(at).filter(|_| !claims) {
            let word = text.get(token.at.clone()).filter(|_| in_words);
            token.kind = word.map_or(Kind::Number, |word| Kind::Word(word.to_lowercase()));
        }
    }
}

fn claims_nothing(figure: &Figure, at: usize, tokens: &[Token], text: &str) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at));
    let after = |n: usize| tokens.get(at + n);
    let word_before = |n: usize| before(n).and_then(Token::word).unwrap_or_default();
    let word_after = |n: usize| after(n).and_then(Token::word).unwrap_or_default();
    let start = tokens.get(at).map_or(0, |token| token.at.start);
    let touches = |token: &Token| token.at.end == start;
    if figure.may_be_year || is_month(before(1), text) || is_month(after(1), text) {
        return true;
    }
    if is_span(word_after(1))
        || (matches!(word_after(1), "clear" | "full") && is_span(word_after(2)))
    {
        return true;
    }
    if figure.in_words {
        // `no one`, `the one`, `one of the`, `one another`.
        let is_pronoun = figure.value == 1.into()
            && (matches!(
                word_before(1),
                "no" | "any" | "every" | "each" | "this" | "that" | "the" | "which" | "another"
            ) || matches!(
                word_after(1),
                "another" | "or" | "by" | "has" | "can" | "should"
            ));
        return is_pronoun || is_reference(word_before(1));
    }
    // `62 per 10,000`, `one in five`.
    let is_base = word_before(1) == "per" || (word_before(1) == "in" && word_before(2) == "one");
    // No law has a section 1,398.
    let is_small = figure.value < 1_000.into();
    if is_base
        || (is_small && is_reference(word_before(1)))
        || is_age(word_before(1), word_after(1))
    {
        return true;
    }
    match before(1) {
        // `33(2)`, `s.47`, `#12`, `[3]`, `46 000` after `0116`.
        Some(open) if open.is('(') && touches(open) => before(2)
            .is_some_and(|outer| outer.at.end == open.at.start && outer.kind == Kind::Number),
        Some(mark) if mark.is('.') || mark.is('#') || mark.is('@') || mark.is('_') => touches(mark),
        Some(mark) if mark.is('[') => after(1).is_some_and(|next| next.is(']')),
        Some(Token {
            kind: Kind::Number, ..
        }) => is_phone(before(1), text),
        // `sections 17 and 47`.
        Some(joint) if matches!(joint.word(), Some("and" | "or" | "to")) || joint.is(',') => {
            before(2).is_some_and(|token| token.kind == Kind::Number)
                && is_references(word_before(3))
        }
        _ => false,
    }
}

/// A name of a month, with its capital.
fn is_month(token: Option<&Token>, text: &str) -> bool {
    let Some((token, word)) = token.and_then(|token| Some((token, token.word()?))) else {
        return false;
    };
    let capital = text
        .get(token.at.clone())
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    capital && month_named(word).is_some()
}

/// What makes a number a length of time, an hour or a headcount that nothing is a part of.
pub(super) fn is_span(word: &str) -> bool {
    matches!(
        word,
        "day"
            | "days"
            | "week"
            | "weeks"
            | "month"
            | "months"
            | "monthly"
            | "year"
            | "years"
            | "yearly"
            | "hour"
            | "hours"
            | "minute"
            | "minutes"
            | "working"
            | "calendar"
            | "school"
            | "term"
            | "terms"
            | "am"
            | "pm"
            | "fte"
            | "times"
            | "million"
            | "thousand"
            | "weekly"
            | "quarters"
            | "year-old"
            | "year-olds"
            | "yrs"
            | "yr"
            | "wte"
            | "noon"
            | "o'clock"
            | "x"
            | "mins"
    )
}

/// A word whose number is a name: `section 47`.
fn is_reference(word: &str) -> bool {
    is_references(word)
        || matches!(
            word,
            "section"
                | "s"
                | "ss"
                | "regulation"
                | "reg"
                | "part"
                | "schedule"
                | "article"
                | "paragraph"
                | "para"
                | "chapter"
                | "clause"
                | "appendix"
                | "annex"
                | "annexe"
                | "table"
                | "figure"
                | "fig"
                | "chart"
                | "page"
                | "p"
                | "pp"
                | "item"
                | "question"
                | "step"
                | "stage"
                | "phase"
                | "week"
                | "version"
                | "no"
                | "number"
                | "form"
                | "standard"
                | "priority"
                | "recommendation"
                | "action"
                | "objective"
                | "band"
                | "tier"
                | "level"
                | "year"
                | "quarter"
                | "q"
                | "h"
                | "day"
                | "rule"
                | "note"
                | "room"
                | "unit"
                | "line"
                | "ext"
                | "tel"
                | "act"
                | "step-down"
                | "volume"
                | "issue"
                | "edition"
                | "minute"
                | "theme"
                | "workstream"
                | "key-stage"
                | "domain"
                | "row"
                | "column"
                | "box"
                | "code"
                | "ref"
                | "reference"
                | "agenda"
                | "top"
        )
}

fn is_references(word: &str) -> bool {
    matches!(
        word,
        "sections"
            | "regulations"
            | "regs"
            | "parts"
            | "schedules"
            | "articles"
            | "paragraphs"
            | "paras"
            | "chapters"
            | "clauses"
            | "appendices"
            | "annexes"
            | "tables"
            | "figures"
            | "pages"
            | "items"
            | "questions"
            | "steps"
            | "stages"
            | "phases"
            | "weeks"
            | "actions"
            | "recommendations"
            | "priorities"
            | "objectives"
            | "levels"
            | "tiers"
            | "quarters"
            | "standards"
    )
}

fn is_age(before: &str, after: &str) -> bool {
    matches!(
        before,
        "aged" | "age" | "ages" | "turned" | "turning" | "grade"
    ) || matches!(after, "year-old" | "year-olds" | "plus")
}

/// The first part of a telephone number begins with a nought.
fn is_phone(before: Option<&Token>, text: &str) -> bool {
    let digits = before
        .and_then(|token| text.get(token.at.clone()))
        .unwrap_or_default();
    digits.starts_with('0') || digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
