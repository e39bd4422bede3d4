//! Whether earlier learning helped: the same question, before and after.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::calendar::Period;
use sightline_engine::programme::{Asked, Learning};
use sightline_engine::rollup::{Comparison, Share, Summary};

use crate::data::{Data, short_label};
use crate::number::{FEW, capital, day, exact_percent, points};
use crate::parts::activity::answered;
use crate::sentence::{Better, change, level, short_break};
use crate::table::filled;
use crate::table::{Cell, Table};

/// Questions that were measured again after something was done about them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearningPart {
    /// A sentence for each.
    pub lines: Vec<String>,
    /// Before and after, a row for each.
    pub table: Option<Table>,
}

/// What a question came to in the last period before something was done, and now.
struct Measured {
    what: String,
    ask: String,
    before: Cell,
    after: Cell,
    moved: Cell,
    sentence: String,
}

pub(crate) fn part(data: &Data<'_>) -> LearningPart {
    let head = ["What was done", "Question", "Before", "After", "Change"];
    let mut table = Table::new("Questions measured again", head);
    let mut lines = Vec::new();
    let period = data.spec.period;
    for one in &data.figures.programme.learning {
        if one.on > period.last_day() {
            continue;
        }
        if one.on > early(period) {
            lines.push(format!(
                "{} ({}): too early to say. Much of what was audited in {} may have been before; the next {} will tell.",
                capital(&one.what),
                day(one.on),
                data.this(),
                data.word()
            ));
            continue;
        }
        let Some(again) = measured(data, one) else {
            continue;
        };
        lines.push(again.sentence);
        table.row([
            Cell::from(again.what),
            again.ask.into(),
            again.before,
            again.after,
            again.moved,
        ]);
    }
    LearningPart {
        lines,
        table: filled(table),
    }
}

/// The day by which something must have been done for the period to tell of it: a quarter of the period may have been before.
fn early(period: Period) -> NaiveDate {
    let (first, last) = (period.first_day(), period.last_day());
    first + (last - first) / 4
}

/// The last period that had ended when it was done.
fn before(data: &Data<'_>, one: &Learning) -> Period {
    let back = |period: &Period| Some(period.previous());
    let periods = std::iter::successors(Some(data.spec.period), back).take(100);
    let ended = |period: &Period| period.last_day() < one.on;
    periods
        .into_iter()
        .find(ended)
        .unwrap_or_else(|| data.spec.period.previous())
}

fn measured(data: &Data<'_>, one: &Learning) -> Option<Measured> {
    let period = before(data, one);
    let then = data.rollup.for_period(period).summaries();
    let now = data.now.iter().find(|now| now.family.id == one.template)?;
    let question = now
        .questions
        .iter()
        .find(|question| question.name.id == one.question)?;
    let then_label = short_label(period);
    let beside = now.beside(&then);
    let what = format!("{} ({})", one.what, day(one.on));
    // Whoever reads a sentence does not know the template's ids.
    let asked_words = format!("“{}”", question.name.label);
    let told = |before: Cell, after: Cell, moved: Cell, sentence: String| Measured {
        what: what.clone(),
        ask: format!("{}: {}", question.name.id, question.name.label),
        before,
        after,
        moved,
        sentence: format!("After {}: {sentence}", one.what),
    };
    if one.answers.is_empty() {
        let (after, n_after) = question.mean()?;
        let before = match &beside {
            Comparison::Same(then) => mean(then, &one.question),
            Comparison::Broken(because) => {
                let cell: Cell = short_break(because).into();
                let sentence = format!(
                    "the average answer to {} is {}; comparison with {then_label} broken.",
                    asked_words,
                    exact_percent(&after)
                );
                return Some(told(
                    cell.clone(),
                    Cell::exact_percent(&after),
                    cell,
                    sentence,
                ));
            }
            Comparison::NoEarlier => None,
        };
        let Some((before, n_before)) = before else {
            let sentence = format!(
                "the average answer to {} is {}, and nothing was measured in {then_label}.",
                asked_words,
                exact_percent(&after)
            );
            return Some(told(
                "not measured".into(),
                Cell::exact_percent(&after),
                Cell::missing(),
                sentence,
            ));
        };
        let by = after.clone() - before.clone();
        let sentence = format!(
            "the average answer to {} (0% worst, 100% best) is {}, {}.{}",
            asked_words,
            exact_percent(&after),
            moved(&by, &before, &then_label),
            if n_after.min(n_before) < FEW {
                " Small numbers, read with caution."
            } else {
                ""
            }
        );
        return Some(told(
            Cell::exact_percent(&before),
            Cell::exact_percent(&after),
            points_cell(&by),
            sentence,
        ));
    }
    let asked = Asked {
        what: one.what.clone(),
        template: one.template.clone(),
        question: one.question.clone(),
        answers: one.answers.clone(),
    };
    let after = answered(&data.now, &asked)?;
    let earlier: Comparison<Share> = beside.map(|_| answered(&then, &asked).unwrap_or_default());
    let cell = match &earlier {
        Comparison::Same(share) => Cell::part_of(*share),
        Comparison::Broken(because) => short_break(because).into(),
        Comparison::NoEarlier => "not measured".into(),
    };
    let moved = change(after, &earlier, Better::Up, &then_label);
    Some(told(
        cell,
        Cell::part_of(after),
        Cell::change(after, &earlier),
        format!("{} to {asked_words}{moved}.", level(after, "answers")),
    ))
}

fn mean(then: &Summary, id: &str) -> Option<(Exact, u64)> {
    let question = then.questions.iter().find(|one| one.name.id == id)?;
    question.mean()
}

fn moved(by: &Exact, before: &Exact, then: &str) -> String {
    if by.is_zero() {
        return format!("the same as in {then}");
    }
    let way = if by.is_negative() { "down" } else { "up" };
    format!(
        "{way} {} percentage points from {} in {then}",
        points(by),
        exact_percent(before)
    )
}

fn points_cell(by: &Exact) -> Cell {
    let way = match (by.is_zero(), by.is_negative()) {
        (true, _) => return "no change".into(),
        (false, true) => "down",
        (false, false) => "up",
    };
    Cell::points(format!("{way} {} pp", points(by)), by)
}
