//! What codes of answers add, over one divisor a section.

use num_traits::ToPrimitive as _;

use crate::answers::code;
use crate::exact::{Exact, common_divisor};
use crate::model::{Method, NaPolicy, Question, QuestionKind};
use crate::scored::FindingKind;

use super::NO_VALUE;
use super::findings::{finding, finding_of_grade};

/// What a code adds, before the section's divisor is known.
pub(super) struct Shares {
    pub(super) added: Option<(Exact, Exact)>,
    pub(super) value: Option<Exact>,
    pub(super) finding: Option<FindingKind>,
}

/// One for each code of the question, in code order.
pub(super) fn shares_of(
    question: &Question,
    policies: [NaPolicy; 2],
    method: Method,
) -> Vec<Shares> {
    let nothing = || Shares {
        added: None,
        value: None,
        finding: None,
    };
    let lowest = question.range().map(|(low, _)| low);
    let without_value = |policy: NaPolicy| match (policy, &lowest) {
        (NaPolicy::CountAsLowest, Some(low)) => scored(question, low, method),
        _ => nothing(),
    };
    let mut codes = vec![nothing()];
    codes.extend(policies.map(without_value));
    codes.push(nothing());
    for (at, option) in question.coded().into_iter().enumerate() {
        codes.push(match option.points {
            Some(points) => {
                let finding = if let QuestionKind::Grade(scale) = &question.kind {
                    finding_of_grade(question, scale, at)
                } else {
                    finding(question, &points)
                };
                Shares {
                    finding,
                    ..scored(question, &points, method)
                }
            }
            None => nothing(),
        });
    }
    debug_assert!(
        codes.len() >= usize::from(code::FIRST),
        "every question has the four codes without an option"
    );
    codes
}

fn scored(question: &Question, points: &Exact, method: Method) -> Shares {
    let value = if question.scored {
        question.value(points)
    } else {
        None
    };
    let added = value
        .as_ref()
        .and_then(|value| added(question, points, value, method));
    Shares {
        added,
        value: value.filter(|_| !question.weight.is_zero()),
        finding: None,
    }
}

/// What points add to numerator and denominator of the section.
pub(crate) fn added(
    question: &Question,
    points: &Exact,
    value: &Exact,
    method: Method,
) -> Option<(Exact, Exact)> {
    let weight = || question.weight.clone();
    Some(match method {
        Method::Sum => {
            let (own, most) = question.in_a_sum(points)?;
            (weight() * own, weight() * most)
        }
        Method::WeightedMean
        | Method::Worst
        | Method::AllOrNothing
        | Method::Script
        | Method::None => (weight() * value.clone(), weight()),
    })
}

/// Shares as integers.
pub(super) struct Integers {
    /// What divides them.
    pub(super) unit: i64,
    /// What each adds to numerator and denominator.
    pub(super) added: Vec<(i64, i64)>,
    /// What each is worth; [`NO_VALUE`] where it has no value.
    pub(super) values: Vec<i64>,
}

/// The shares over their least common divisor, where the integers and any sum of them fit.
pub(super) fn integers(shares: &[Shares]) -> Option<Integers> {
    let mut unit: i128 = 1;
    for share in shares {
        let numbers = share
            .added
            .iter()
            .flat_map(|(a, b)| [a, b])
            .chain(&share.value);
        for number in numbers {
            let (_, divisor) = number.parts()?;
            unit = unit.checked_mul(divisor / common_divisor(unit, divisor))?;
            i64::try_from(unit).ok()?;
        }
    }
    let whole = |number: &Exact| {
        let (numerator, denominator) = number.parts()?;
        let whole = numerator.checked_mul(unit / denominator)?.to_i64()?;
        // A template holds at most 500 questions, so sums of these stay inside 64 bits.
        (whole.abs() < i64::MAX / 1024).then_some(whole)
    };
    let (mut added, mut values) = (Vec::new(), Vec::new());
    for share in shares {
        added.push(match &share.added {
            Some((a, b)) => (whole(a)?, whole(b)?),
            None => (0, 0),
        });
        values.push(match &share.value {
            Some(value) => whole(value)?,
            None => NO_VALUE,
        });
    }
    Some(Integers {
        unit: unit.to_i64()?,
        added,
        values,
    })
}
