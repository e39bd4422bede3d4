//! What an answer is worth (section 2).

use num_traits::Zero as _;

use super::asked::Asked;
use super::audit::{Answer, Value};
use super::number::{Number, ratio};
use super::template::{Kind, Opt, Policy, Question, Section, Template};

/// Points between the least and the most there could be.
#[derive(Clone, Debug)]
pub struct Worth {
    pub weight: Number,
    pub points: Number,
    pub low: Number,
    pub high: Number,
}

impl Worth {
    /// How far up from `low` to `high`.
    #[must_use]
    pub fn value(&self) -> Number {
        (&self.points - &self.low) / (&self.high - &self.low)
    }
}

/// Whether a question has points that count.
pub fn is_scored(template: &Template, question: &Question) -> bool {
    let by_default = !matches!(question.kind, Kind::Computed { .. });
    question.scored.unwrap_or(by_default) && range(template, question).is_some()
}

/// The worth of the answer to a question; nothing where it has no value.
pub fn worth(
    template: &Template,
    section: &Section,
    question: &Question,
    asked: &Asked,
) -> Option<Worth> {
    if !asked.shown.contains(&question.id) || !is_scored(template, question) {
        return None;
    }
    // What is worked out counts once its section has opened; what somebody answered early counts at once.
    if matches!(question.kind, Kind::Computed { .. }) && asked.not_open.contains(&question.id) {
        return None;
    }
    let (low, high) = range(template, question)?;
    let points = match (&question.kind, asked.answers.get(&question.id)) {
        (_, None) => return None,
        (_, Some(Answer::Given(value))) => points(template, question, value),
        (_, Some(Answer::NotApplicable)) => {
            let policy = question.not_applicable.or(section.not_applicable);
            without_value(policy.unwrap_or(template.scoring.not_applicable), &low)?
        }
        (_, Some(Answer::NotEnoughEvidence)) => {
            let policy = question.not_enough_evidence.or(section.not_enough_evidence);
            without_value(policy.unwrap_or(template.scoring.not_enough_evidence), &low)?
        }
    };
    Some(Worth {
        weight: question.weight.clone(),
        points,
        low,
        high,
    })
}

fn without_value(policy: Policy, low: &Number) -> Option<Number> {
    match policy {
        Policy::LeaveOut => None,
        Policy::CountAsLowest => Some(low.clone()),
        Policy::Refuse => panic!("the audit holds an answer that the template refuses"),
    }
}

/// The least and the most points; nothing for a question that has none, or where the two are the same.
fn range(template: &Template, question: &Question) -> Option<(Number, Number)> {
    let (low, high) = match &question.kind {
        Kind::Grade(at) => template.grade_scales[*at].range(),
        Kind::Scale(at) => (
            template.number_scales[*at].from.clone(),
            template.number_scales[*at].to.clone(),
        ),
        Kind::YesNo { .. } | Kind::YesPartlyNo { .. } => (ratio(0, 1), ratio(1, 1)),
        Kind::Choice(options) => {
            let all = all_points(options)?;
            (all.iter().min()?.clone(), all.iter().max()?.clone())
        }
        Kind::Choices(options) => {
            let best = all_points(options)?
                .into_iter()
                .filter(|points| *points > Number::zero())
                .sum();
            (ratio(0, 1), best)
        }
        Kind::Number(ends) => ends.clone()?,
        Kind::Computed { counts, .. } => (ratio(0, 1), ratio(i64::try_from(counts.len()).ok()?, 1)),
        Kind::Date | Kind::Text | Kind::Table(_) => return None,
    };
    (low != high).then_some((low, high))
}

/// The points of every option, where every option has them.
fn all_points(options: &[Opt]) -> Option<Vec<Number>> {
    options.iter().map(|option| option.points.clone()).collect()
}

/// The points of one answer to a question that has points.
pub fn points(template: &Template, question: &Question, value: &Value) -> Number {
    let of_option = |options: &[Opt], id: &String| {
        let option = options
            .iter()
            .find(|option| option.id == *id)
            .expect("an option of the question");
        option.points.clone().expect("an option with points")
    };
    match (&question.kind, value) {
        (Kind::Grade(at), Value::Word(grade)) => {
            let scale = &template.grade_scales[*at];
            scale.grades[scale.find(grade).expect("a grade of the scale")]
                .1
                .clone()
        }
        (Kind::YesNo { best } | Kind::YesPartlyNo { best }, Value::Word(word)) => {
            match word.as_str() {
                "partly" => ratio(1, 2),
                word if word == *best => ratio(1, 1),
                _ => ratio(0, 1),
            }
        }
        (Kind::Choice(options), Value::Word(id)) => of_option(options, id),
        (Kind::Choices(options), Value::Words(ids)) => ids
            .iter()
            .map(|id| of_option(options, id))
            .sum::<Number>()
            .max(ratio(0, 1)),
        (Kind::Scale(_) | Kind::Number(_) | Kind::Computed { .. }, Value::Number(number)) => {
            number.clone()
        }
        (kind, value) => panic!("{value:?} does not answer {kind:?}"),
    }
}

/// How many of these questions are answered with this word.
pub fn count(questions: &[String], word: &str, asked: &Asked) -> Number {
    let said = Answer::Given(Value::Word(word.to_owned()));
    let n = questions
        .iter()
        .filter(|id| asked.answers.get(*id) == Some(&said))
        .count();
    ratio(i64::try_from(n).expect("few questions"), 1)
}
