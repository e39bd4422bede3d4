//! An answer to any question, from how good the practice behind it is.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use sightline_engine::Exact;
use sightline_engine::model::{
    Answer, Best, Column, FactKind, NaPolicy, Opt, Question, QuestionKind, Section, Value,
};

use super::chance::Chance;
use super::words;

/// What an answer is drawn from.
pub(crate) struct Practice<'a> {
    /// The question's first theme.
    pub(crate) theme: &'a str,
    /// In thousandths; 1000 could not be better.
    pub(crate) good: i64,
    pub(crate) date: NaiveDate,
    /// Whether the record holds a value that the question would take.
    pub(crate) on_record: bool,
}

/// An answer; nothing where the question is left blank.
pub(crate) fn answer(
    section: &Section,
    question: &Question,
    practice: &Practice<'_>,
    chance: &mut Chance,
) -> Option<Answer> {
    if practice.on_record && !question.scored {
        return None;
    }
    let asked = question.required && question.weight != Exact::ZERO;
    if !question.critical && chance.in_thousand(if question.required { 8 } else { 450 }) {
        return None;
    }
    let may = &question.not_applicable;
    let na = may.policy.unwrap_or(section.scoring.not_applicable);
    let nee = question
        .not_enough_evidence
        .unwrap_or(section.scoring.not_enough_evidence);
    let often = |usual, critical| if question.critical { critical } else { usual };
    if question.scored && asked {
        if may.allowed && na != NaPolicy::Refuse && chance.in_thousand(often(45, 12)) {
            return Some(Answer::NotApplicable {
                reason: words::not_applicable(chance).to_owned(),
            });
        }
        if nee != NaPolicy::Refuse && chance.in_thousand(often(22, 4)) {
            return Some(Answer::NotEnoughEvidence {
                reason: words::not_enough_evidence(chance).to_owned(),
            });
        }
    }
    let value = value(question, practice, chance)?;
    let comment = comment(question, &value, practice, chance);
    Some(Answer::Given { value, comment })
}

/// The value alone, as another voice would give it too.
pub(crate) fn value(
    question: &Question,
    practice: &Practice<'_>,
    chance: &mut Chance,
) -> Option<Value> {
    let good = practice.good.clamp(0, 1000);
    let word = |id: &str| Some(Value::Text(id.to_owned()));
    match &question.kind {
        QuestionKind::Grade(scale) => {
            let place = place(good, scale.grades.len());
            scale.grades.get(place).and_then(|grade| word(&grade.id))
        }
        // A question of fact, in which neither answer is the better one.
        QuestionKind::YesNo(Best::Yes) if neutral(question) => {
            word(if chance.in_thousand(250) { "yes" } else { "no" })
        }
        QuestionKind::YesNo(best) => word(yes_or_no(good >= 430, *best)),
        QuestionKind::YesPartlyNo(best) => match good {
            560.. => word(yes_or_no(true, *best)),
            330.. => word("partly"),
            _ => word(yes_or_no(false, *best)),
        },
        // Whether it could have been prevented: the better the work was, the less often.
        QuestionKind::Choice(_) if in_hindsight(question) => {
            if chance.in_thousand(40) {
                return word("cannot-tell");
            }
            word(match good {
                620.. => "no",
                400.. => "possibly",
                _ => "yes",
            })
        }
        // What nothing hangs on but an alarm hardly ever goes wrong.
        QuestionKind::Choice(options)
            if question.critical && !question.scored && chance.in_thousand(950) =>
        {
            word(&options.first()?.id)
        }
        QuestionKind::Choice(options) => word(&choose(options, good, chance)?.id),
        QuestionKind::Choices(options) => {
            Some(Value::List(gather(options, question.scored, good, chance)))
        }
        QuestionKind::Scale(scale) => {
            let steps = scale.steps();
            let top = i64::try_from(steps.len()).ok()? - 1;
            let at = usize::try_from((good * top + 500) / 1000).ok()?;
            steps.get(at).cloned().map(Value::Number)
        }
        QuestionKind::Number {
            low: Some(low),
            high: Some(high),
        } => {
            let share = Exact::ratio(i128::from(good) / 100, 10);
            let wide = low.clone() + (high.clone() - low.clone()) * share;
            wide.decimal(0).parse().ok().map(Value::Number)
        }
        QuestionKind::Number { .. } => {
            // Without both ends it counts something: days late, homes, reviews.
            let few = 1 + (1000 - good) / 120;
            Some(Value::Number(Exact::from(chance.between(0, few))))
        }
        // What the auditor tells the person who chaired is told on the day, since the audit is as it stood then.
        QuestionKind::Date if question.id.ends_with("_shared") => word(&practice.date.to_string()),
        QuestionKind::Date => word(&before(practice.date, chance.between(2, 75))),
        QuestionKind::Text => word(words::text(&question.id, &question.ask, chance)),
        QuestionKind::Table(columns) => {
            let rows = 1 + chance.below(2);
            Some(Value::Rows(
                (0..rows)
                    .map(|_| row(&columns.all, practice, chance))
                    .collect(),
            ))
        }
        QuestionKind::Computed(_) => None,
    }
}

/// Whether it asks if something could have been prevented, so that `yes` is the worst answer.
pub(crate) fn in_hindsight(question: &Question) -> bool {
    let possible = |options: &[Opt]| options.iter().any(|one| one.id == "possibly");
    matches!(&question.kind, QuestionKind::Choice(options) if possible(options))
}

fn neutral(question: &Question) -> bool {
    !question.scored && !question.critical && question.themes.is_empty()
}

/// One in seven for the best place, and the rest evenly.
fn place(good: i64, places: usize) -> usize {
    let others = i64::try_from(places).unwrap_or(2).max(2) - 1;
    let below = (860 - good.min(859)) * others;
    if good >= 860 {
        0
    } else {
        usize::try_from(1 + below.saturating_sub(1) / 860)
            .unwrap_or(0)
            .min(places - 1)
    }
}

fn yes_or_no(good: bool, best: Best) -> &'static str {
    match (good, best) {
        (true, Best::Yes) | (false, Best::No) => "yes",
        (false, Best::Yes) | (true, Best::No) => "no",
    }
}

/// Where options have points, the one whose points come nearest to the practice; else any, the first ones more often.
fn choose<'a>(options: &'a [Opt], good: i64, chance: &mut Chance) -> Option<&'a Opt> {
    let points: Option<Vec<Exact>> = options.iter().map(|one| one.points.clone()).collect();
    let Some(points) = points else {
        return options.get(chance.below(options.len()));
    };
    let (low, high) = (points.iter().min()?.clone(), points.iter().max()?.clone());
    let wanted = low.clone() + (high - low) * Exact::ratio(good.into(), 1000);
    let distance = |one: &Opt| {
        let off = one.points.clone().unwrap_or(Exact::ZERO) - wanted.clone();
        if off.is_negative() {
            Exact::ZERO - off
        } else {
            off
        }
    };
    options.iter().min_by_key(|one| distance(one))
}

fn gather(options: &[Opt], scored: bool, good: i64, chance: &mut Chance) -> Vec<String> {
    let often = if scored { good } else { 260 };
    let mut some: Vec<String> = Vec::new();
    for option in options {
        let bad = option.points.as_ref().is_some_and(Exact::is_negative);
        if chance.in_thousand(if bad { 1000 - often } else { often }) {
            some.push(option.id.clone());
        }
    }
    if some.is_empty() {
        some.extend(chance.pick(options).map(|one| one.id.clone()));
    }
    some
}

fn row(
    columns: &[Column],
    practice: &Practice<'_>,
    chance: &mut Chance,
) -> BTreeMap<String, String> {
    let cell = |column: &Column, chance: &mut Chance| match &column.kind {
        FactKind::Date => after(practice.date, chance.between(5, 30)),
        FactKind::Number => chance.between(1, 9).to_string(),
        FactKind::YesNo => "yes".to_owned(),
        FactKind::Choice(options) => chance.pick(options).cloned().unwrap_or_default(),
        FactKind::Text if column.id.contains("who") || column.id.contains("owner") => {
            "S-4".to_owned() + &chance.between(1, 5).to_string()
        }
        FactKind::Text => match column.id.as_str() {
            "section" => words::section(chance),
            "reason" => words::reason(chance),
            "why" => words::concern(practice.theme, chance),
            _ => words::step(chance),
        }
        .to_owned(),
    };
    columns
        .iter()
        .map(|column| (column.id.clone(), cell(column, chance)))
        .collect()
}

fn before(date: NaiveDate, days: i64) -> String {
    let back = Days::new(u64::try_from(days).unwrap_or(0));
    date.checked_sub_days(back).unwrap_or(date).to_string()
}

fn after(date: NaiveDate, days: i64) -> String {
    let on = Days::new(u64::try_from(days).unwrap_or(0));
    date.checked_add_days(on).unwrap_or(date).to_string()
}

/// A comment where the template asks for one, and now and then where it does not.
fn comment(
    question: &Question,
    value: &Value,
    practice: &Practice<'_>,
    chance: &mut Chance,
) -> Option<String> {
    let asked = match value {
        Value::Text(word) => question.evidence.contains(word),
        Value::List(words) => words.iter().any(|word| question.evidence.contains(word)),
        Value::Number(_) | Value::Rows(_) => false,
    };
    let may = question.scored || !question.evidence.is_empty();
    let often = if practice.good < 430 { 420 } else { 90 };
    let volunteered = may && chance.in_thousand(often);
    if !asked && !volunteered {
        return None;
    }
    Some(
        if practice.good < 430 || asked {
            words::concern(practice.theme, chance)
        } else if practice.good > 800 {
            words::strength(practice.theme, chance)
        } else {
            words::note(chance)
        }
        .to_owned(),
    )
}
