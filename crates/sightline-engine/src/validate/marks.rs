//! What makes a concern or a strength of an answer.

use super::answers::best_and_other;
use super::scales::{unknown_grade, within};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::Exact;
use crate::load::RawQuestion;
use crate::model::{Best, GradeIx, GradeScale, Marks, NumberScale, Opt, QuestionKind};
use crate::source::Spanned;

/// The question's own marks over those of its scale.
pub(super) fn marks(raw: &RawQuestion, kind: &QuestionKind, found: &mut Diagnostics) -> Marks {
    let (expected, strength) = (raw.expected.as_ref(), raw.strength.as_ref());
    match kind {
        QuestionKind::Grade(scale) => Marks::Grades {
            good_enough: grade(expected, scale, found).or(scale.good_enough),
            strength: grade(strength, scale, found).or(scale.strength),
        },
        QuestionKind::Scale(scale) => Marks::Points {
            good_enough: on_scale(expected, scale, found).or_else(|| scale.good_enough.clone()),
            strength: on_scale(strength, scale, found).or_else(|| scale.strength.clone()),
        },
        // What is expected where nothing is said hangs on whether it is scored; the plan knows.
        QuestionKind::YesNo(best) => Marks::Points {
            good_enough: word(expected, *best, false, found),
            strength: word(strength, *best, false, found),
        },
        QuestionKind::YesPartlyNo(best) => Marks::Points {
            good_enough: word(expected, *best, true, found),
            strength: word(strength, *best, true, found),
        },
        QuestionKind::Choice(options) => Marks::Points {
            good_enough: option(expected, options, false, found),
            strength: option(strength, options, false, found),
        },
        QuestionKind::Choices(options) => Marks::Points {
            good_enough: option(expected, options, true, found),
            strength: option(strength, options, true, found),
        },
        QuestionKind::Number { low, high } => Marks::Points {
            good_enough: in_range(expected, low.as_ref(), high.as_ref(), found),
            strength: in_range(strength, low.as_ref(), high.as_ref(), found),
        },
        QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => {
            for (key, mark) in [("expected", expected), ("strength", strength)] {
                if let Some(mark) = mark {
                    let message = format!("`{key}` means nothing for answers that have no order");
                    let help = "take it out; a script can make a finding of the answer";
                    found.push(Diagnostic::error(Code::NOT_SCORED, &mark.at, message).help(help));
                }
            }
            Marks::None
        }
    }
    .or_none()
}

impl Marks {
    /// Marks that mark nothing are none.
    fn or_none(self) -> Self {
        match self {
            Self::Grades {
                good_enough: None,
                strength: None,
            }
            | Self::Points {
                good_enough: None,
                strength: None,
            } => Self::None,
            Self::None | Self::Grades { .. } | Self::Points { .. } => self,
        }
    }
}

fn grade(
    mark: Option<&Spanned<String>>,
    scale: &GradeScale,
    found: &mut Diagnostics,
) -> Option<GradeIx> {
    let mark = mark?;
    let grade = scale.find(&mark.value);
    if grade.is_none() {
        found.push(unknown_grade(scale, mark));
    }
    grade
}

fn on_scale(
    mark: Option<&Spanned<String>>,
    scale: &NumberScale,
    found: &mut Diagnostics,
) -> Option<Exact> {
    let number = number(mark?, found)?;
    within(scale, Some(&number), found)
}

fn number(mark: &Spanned<String>, found: &mut Diagnostics) -> Option<Spanned<Exact>> {
    match mark.value.parse() {
        Ok(number) => Some(Spanned::new(number, mark.at.clone())),
        Err(crate::exact::NotANumber) => {
            let message = format!(
                "`{}` is not a number, and the answers are numbers",
                mark.value
            );
            found.push(
                Diagnostic::error(Code::BAD_NUMBER, &mark.at, message)
                    .help("write a number such as `6`"),
            );
            None
        }
    }
}

/// The points of a word: 1 for the good one, half for `partly`, nothing for the other.
fn word(
    mark: Option<&Spanned<String>>,
    best: Best,
    partly: bool,
    found: &mut Diagnostics,
) -> Option<Exact> {
    let mark = mark?;
    let (good, other) = best_and_other(best);
    match mark.value.as_str() {
        word if word == good => Some(Exact::ONE),
        word if word == other => Some(Exact::ZERO),
        "partly" if partly => Some(Exact::ratio(1, 2)),
        _ => {
            let answers: &[&str] = if partly {
                &["yes", "partly", "no"]
            } else {
                &["yes", "no"]
            };
            found.push(not_offered(mark, answers.iter().copied()));
            None
        }
    }
}

/// The points of an option; where several can be chosen, a number of points will do as well.
fn option(
    mark: Option<&Spanned<String>>,
    options: &[Opt],
    sums: bool,
    found: &mut Diagnostics,
) -> Option<Exact> {
    let mark = mark?;
    if let Some(option) = options.iter().find(|option| option.id == mark.value) {
        if option.points.is_none() {
            let message = format!(
                "`{}` has no points, so nothing is above or below it",
                option.id
            );
            let help = "give the options points, or take the line out";
            found.push(Diagnostic::error(Code::NOT_SCORED, &mark.at, message).help(help));
        }
        return option.points.clone();
    }
    match mark.value.parse() {
        Ok(points) if sums => Some(points),
        Ok(_) | Err(crate::exact::NotANumber) => {
            found.push(not_offered(
                mark,
                options.iter().map(|option| option.id.as_str()),
            ));
            None
        }
    }
}

/// A number between the two ends, whichever is the larger.
fn in_range(
    mark: Option<&Spanned<String>>,
    low: Option<&Exact>,
    high: Option<&Exact>,
    found: &mut Diagnostics,
) -> Option<Exact> {
    let number = number(mark?, found)?;
    if let (Some(low), Some(high)) = (low, high) {
        let (least, greatest) = if low < high { (low, high) } else { (high, low) };
        if number.value < *least || number.value > *greatest {
            let (least, greatest) = (least.plain(), greatest.plain());
            let message = format!(
                "{} lies outside {least} to {greatest}",
                number.value.plain()
            );
            let help = "use a number that can be answered";
            found.push(Diagnostic::error(Code::BAD_RANGE, &number.at, message).help(help));
        }
    }
    Some(number.value)
}

/// The diagnostic for a word that is none of a question's answers.
pub(super) fn not_offered<'a>(
    word: &Spanned<String>,
    answers: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("`{}` is not an answer to this question", word.value);
    let help = suggest(&word.value, answers)
        .unwrap_or_else(|| "use one of the question's answers".to_owned());
    Diagnostic::error(Code::UNKNOWN_OPTION, &word.at, message).help(help)
}
