//! Random questions.

use super::condition::{Sight, when, words};
use super::tape::Tape;
use crate::reference::{
    ActionColumns, Kind, Mark, Number, Opt, Policy, Question, Template, number, ratio,
};

const WEIGHTS: &[&str] = &["1", "0", "2", "0.1", "0.2", "0.7", "3", "0.25", "10"];
const POLICIES: &[Policy] = &[Policy::LeaveOut, Policy::CountAsLowest, Policy::Refuse];

/// The next question of a template that has those above it.
pub fn question(tape: &mut Tape, so_far: &Template) -> Question {
    let n = so_far.questions().count() + 1;
    let kind = kind(tape, so_far);
    let themes = if tape.once_in(3) {
        tape.some(&so_far.themes)
    } else {
        so_far.themes[..1].to_vec()
    };
    let words_of = |question: &Question| words(so_far, question);
    let above: Vec<&Question> = so_far.questions().map(|(_, one)| one).collect();
    let sight = Sight {
        facts: &so_far.facts,
        questions: above,
        graded_sections: Vec::new(),
        overall: false,
        grades: Vec::new(),
        words: &words_of,
    };
    let show_when = if n > 1 {
        tape.maybe(4, |tape| when(tape, &sight, 1))
    } else {
        None
    };
    let prefill = match &kind {
        Kind::Date => Some("began".to_owned()),
        _ => None,
    };
    let computed = matches!(kind, Kind::Computed { .. });
    let mut question = Question {
        id: format!("Q{n}"),
        scored: if computed {
            Some(true)
        } else {
            tape.maybe(9, |_| false)
        },
        required: computed || !tape.once_in(6),
        weight: tape.number(WEIGHTS),
        critical: tape.once_in(6),
        themes,
        show_when,
        prefill: prefill.filter(|_| tape.once_in(2)),
        not_applicable: if computed {
            None
        } else {
            tape.maybe(6, |tape| *tape.pick(POLICIES))
        },
        not_enough_evidence: if computed {
            None
        } else {
            tape.maybe(6, |tape| *tape.pick(POLICIES))
        },
        expected: None,
        strength: None,
        concern_text: tape.maybe(8, |_| "Put this right".to_owned()),
        strength_text: tape.maybe(8, |_| "Copy this".to_owned()),
        kind,
    };
    question.expected = tape
        .maybe(4, |tape| mark(tape, so_far, &question))
        .flatten();
    question.strength = tape
        .maybe(3, |tape| mark(tape, so_far, &question))
        .flatten();
    question
}

fn kind(tape: &mut Tape, so_far: &Template) -> Kind {
    let best = |tape: &mut Tape| if tape.once_in(4) { "no" } else { "yes" };
    match tape.below(14) {
        0 | 1 => Kind::YesNo { best: best(tape) },
        2 | 3 => Kind::YesPartlyNo { best: best(tape) },
        4 | 5 => Kind::Grade(tape.below(so_far.grade_scales.len())),
        6 => Kind::Scale(tape.below(so_far.number_scales.len())),
        7 | 8 => Kind::Choice(options(tape, &["2", "1", "3", "-1"])),
        9 => Kind::Choices(options(tape, &["2", "1", "3"])),
        10 => Kind::Number(ends(tape)),
        11 => computed(so_far).unwrap_or(Kind::YesNo { best: "yes" }),
        12 => Kind::Date,
        _ if tape.once_in(2) => Kind::Text,
        _ => Kind::Table(tape.maybe(2, action_columns)),
    }
}

/// Rows may say by whom and by when, or not.
fn action_columns(tape: &mut Tape) -> ActionColumns {
    ActionColumns {
        action: "what".to_owned(),
        owner: tape.maybe(2, |_| "who".to_owned()),
        due: tape.maybe(2, |_| "when".to_owned()),
    }
}

/// Counts the yeses above it.
fn computed(so_far: &Template) -> Option<Kind> {
    let above = so_far
        .questions()
        .filter(|(_, one)| matches!(one.kind, Kind::YesNo { .. }));
    let counts: Vec<String> = above.map(|(_, one)| one.id.clone()).collect();
    (!counts.is_empty()).then(|| Kind::Computed {
        counts,
        value: "yes".to_owned(),
    })
}

/// Two to four options, some with points below nothing.
fn options(tape: &mut Tape, last: &[&str]) -> Vec<Opt> {
    let low: &[&str] = &["0", "1", "0.5", "-1", "-4"];
    let n = 2 + tape.below(3);
    let pointed = !tape.once_in(5);
    (0..n)
        .map(|at| {
            let points = tape.number(if at + 1 == n { last } else { low });
            Opt {
                id: ["red", "amber", "green", "blue"][at].to_owned(),
                points: pointed.then_some(points),
            }
        })
        .collect()
}

fn ends(tape: &mut Tape) -> Option<(Number, Number)> {
    let (low, high) = *tape.pick(&[
        ("0", "10"),
        ("1", "5"),
        ("0", "0.5"),
        ("10", "0"),
        ("-2", "2"),
        ("-5", "-1"),
    ]);
    if tape.once_in(5) {
        None
    } else {
        Some((number(low), number(high)))
    }
}

fn mark(tape: &mut Tape, so_far: &Template, question: &Question) -> Option<Mark> {
    match &question.kind {
        Kind::Grade(_) | Kind::YesNo { .. } | Kind::YesPartlyNo { .. } => {
            Some(Mark::Word(tape.pick(&words(so_far, question)).clone()))
        }
        Kind::Choice(options) if differ(options) => Some(Mark::Word(tape.pick(options).id.clone())),
        Kind::Choices(options) if differ(options) => {
            Some(Mark::Number(tape.number(&["1", "2", "0.5"])))
        }
        Kind::Number(Some((low, high))) => {
            let part = ratio(i64::try_from(tape.below(4)).expect("few"), 4);
            Some(Mark::Number(low + (high - low) * part))
        }
        Kind::Scale(at) => {
            let scale = &so_far.number_scales[*at];
            let steps = i64::try_from(tape.below(4)).expect("few");
            Some(Mark::Number(&scale.from + &scale.step * ratio(steps, 1)))
        }
        Kind::Choice(_) | Kind::Choices(_) | Kind::Number(None) => None,
        Kind::Date | Kind::Text | Kind::Table(_) | Kind::Computed { .. } => None,
    }
}

/// Whether the options have points, and not all the same: a mark on others would say nothing.
fn differ(options: &[Opt]) -> bool {
    options.iter().all(|one| one.points.is_some())
        && options.iter().any(|one| one.points != options[0].points)
}
