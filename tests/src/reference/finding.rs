//! Strengths and concerns (section 7).

use super::asked::Asked;
use super::audit::{Answer, Value};
use super::number::{Number, ratio};
use super::outcome::Finding;
use super::template::{Kind, Mark, Opt, Question, Template};
use super::worth::points;

/// One for each theme of each shown question whose answer is below or at its marks.
pub fn findings(template: &Template, asked: &Asked) -> Vec<Finding> {
    let mut found = Vec::new();
    for (_, question) in template
        .questions()
        .filter(|(_, one)| asked.shown.contains(&one.id))
    {
        let Some(Answer::Given(value)) = asked.answers.get(&question.id) else {
            continue;
        };
        let (kind, text) = match finding(template, question, value) {
            Some(true) => ("strength", &question.strength_text),
            Some(false) => ("concern", &question.concern_text),
            None => continue,
        };
        found.extend(question.themes.iter().map(|theme| Finding {
            question: question.id.clone(),
            theme: theme.clone(),
            kind: kind.to_owned(),
            text: text.clone(),
        }));
    }
    found
}

/// Whether an answer is a strength, a concern, or neither.
fn finding(template: &Template, question: &Question, value: &Value) -> Option<bool> {
    let (mine, good_enough, strength) = height(template, question, value)?;
    if good_enough.is_some_and(|mark| mine < mark) {
        return Some(false);
    }
    strength.is_some_and(|mark| mine >= mark).then_some(true)
}

/// How high the answer and the two marks stand, on a ladder where higher is better.
fn height(
    template: &Template,
    question: &Question,
    value: &Value,
) -> Option<(Number, Option<Number>, Option<Number>)> {
    let marks = (question.expected.as_ref(), question.strength.as_ref());
    let with = |of_mark: &dyn Fn(&Mark) -> Number| (marks.0.map(of_mark), marks.1.map(of_mark));
    match (&question.kind, value) {
        (Kind::Grade(at), Value::Word(grade)) => {
            let scale = &template.grade_scales[*at];
            let down = |place: usize| ratio(-i64::try_from(place).expect("few grades"), 1);
            let place = |word: &str| down(scale.find(word).expect("a grade of the scale"));
            let (expected, strength) = with(&|mark| place(word(mark)));
            Some((
                place(grade),
                expected.or(scale.good_enough.map(down)),
                strength.or(scale.strength.map(down)),
            ))
        }
        (Kind::Scale(at), Value::Number(mine)) => {
            let scale = &template.number_scales[*at];
            let (expected, strength) = with(&|mark| number(mark));
            let expected = expected.or_else(|| scale.good_enough.clone());
            Some((
                mine.clone(),
                expected,
                strength.or_else(|| scale.strength.clone()),
            ))
        }
        (Kind::YesNo { .. } | Kind::YesPartlyNo { .. }, answer) => {
            let (expected, strength) =
                with(&|mark| points(template, question, &Value::Word(word(mark).into())));
            Some((
                points(template, question, answer),
                expected.or((question.scored != Some(false)).then(|| ratio(1, 1))),
                strength,
            ))
        }
        (Kind::Choice(options) | Kind::Choices(options), answer) if has_points(options) => {
            let (expected, strength) = with(&|mark| match mark {
                Mark::Word(id) => points_of(options, id),
                Mark::Number(number) => number.clone(),
            });
            Some((points(template, question, answer), expected, strength))
        }
        (Kind::Number(ends), Value::Number(mine)) => {
            let less_is_better = ends.as_ref().is_some_and(|(worst, best)| best < worst);
            let up = |n: &Number| {
                if less_is_better {
                    -n.clone()
                } else {
                    n.clone()
                }
            };
            let (expected, strength) = with(&|mark| up(&number(mark)));
            Some((up(mine), expected, strength))
        }
        _ => None,
    }
}

fn has_points(options: &[Opt]) -> bool {
    options.iter().all(|option| option.points.is_some())
}

fn points_of(options: &[Opt], id: &str) -> Number {
    let option = options
        .iter()
        .find(|option| option.id == id)
        .expect("an option of the question");
    option.points.clone().expect("an option with points")
}

fn word(mark: &Mark) -> &str {
    match mark {
        Mark::Word(word) => word,
        Mark::Number(number) => panic!("{number} is not a word"),
    }
}

fn number(mark: &Mark) -> Number {
    match mark {
        Mark::Number(number) => number.clone(),
        Mark::Word(word) => panic!("{word} is not a number"),
    }
}
