//! Whether earlier learning helped: the same question, before and after.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::calendar::Period;
use sightline_engine::programme::{Asked, Learning};
use sightline_engine::rollup::{Comparison, QuestionSummary, Share, Summary};

use crate::data::{Data, short_label};
use crate::number::{FEW, capital, count, day, exact_percent, points};
use crate::parts::activity::answered;
use crate::sentence::{Better, broken, change, level, short_break};
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
    let mut questions = now.questions.iter();
    let question = questions.find(|question| question.name.id == one.question)?;
    let again = Again {
        question,
        beside: now.beside(&then),
        then: short_label(period),
    };
    let found = if one.answers.is_empty() {
        again.average()?
    } else {
        let asked = Asked {
            what: one.what.clone(),
            template: one.template.clone(),
            question: one.question.clone(),
            answers: one.answers.clone(),
        };
        again.share(
            answered(&data.now, &asked)?,
            answered(&then, &asked).unwrap_or_default(),
        )
    };
    Some(Measured {
        what: format!("{} ({})", one.what, day(one.on)),
        ask: format!("{}: {}", question.name.id, question.name.label),
        sentence: format!("After {}: {}", one.what, found.sentence),
        ..found
    })
}

/// A question of this period's audits beside the same template then.
struct Again<'a> {
    question: &'a QuestionSummary,
    beside: Comparison<&'a Summary>,
    then: String,
}

impl Again<'_> {
    /// Its average answer then and now.
    fn average(&self) -> Option<Measured> {
        let (after, n_after) = self.question.mean()?;
        let is = format!(
            "{} on average for {} ({})",
            exact_percent(&after),
            self.words(),
            count(n_after, "answer")
        );
        let then = &self.then;
        let earlier = match &self.beside {
            Comparison::Same(earlier) => mean(earlier, &self.question.name.id),
            Comparison::Broken(because) => {
                let cell: Cell = short_break(because).into();
                let sentence = format!("{is}; comparison with {then} broken: {}.", broken(because));
                return Some(found(
                    cell.clone(),
                    Cell::exact_percent(&after),
                    cell,
                    sentence,
                ));
            }
            Comparison::NoEarlier => None,
        };
        let Some((before, n_before)) = earlier else {
            let sentence = format!("{is}; nothing was measured in {then}.");
            return Some(found(
                "not measured".into(),
                Cell::exact_percent(&after),
                Cell::missing(),
                sentence,
            ));
        };
        let by = after.clone() - before.clone();
        let sentence = if n_after.min(n_before) < FEW {
            format!(
                "{is}; too few to compare with {} on average in {then} ({}).",
                exact_percent(&before),
                count(n_before, "answer")
            )
        } else {
            format!("{is}, {}.", moved(&by, &before, then))
        };
        Some(found(
            Cell::exact_percent(&before),
            Cell::exact_percent(&after),
            points_cell(&by),
            sentence,
        ))
    }

    /// The share of the answers that are meant, then and now.
    fn share(&self, after: Share, then: Share) -> Measured {
        let earlier = self.beside.clone().map(|_| then);
        let cell = match &earlier {
            Comparison::Same(share) => Cell::part_of(*share),
            Comparison::Broken(because) => short_break(because).into(),
            Comparison::NoEarlier => "not measured".into(),
        };
        let moved = change(after, &earlier, Better::Up, &self.then);
        found(
            cell,
            Cell::part_of(after),
            Cell::change(after, &earlier),
            format!("{} to {}{moved}.", level(after, "answers"), self.words()),
        )
    }

    /// Whoever reads a sentence does not know the template's ids.
    fn words(&self) -> String {
        format!("“{}”", self.question.name.label)
    }
}

/// What a question came to, still without what was done about it.
fn found(before: Cell, after: Cell, moved: Cell, sentence: String) -> Measured {
    Measured {
        what: String::new(),
        ask: String::new(),
        before,
        after,
        moved,
        sentence,
    }
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
