//! Sections 2 and 3 of the rule: what answers are worth, and what they come to in a section.

use crate::answers::code;
use crate::compile::CompiledTemplate;
use crate::compile::plan::{self, Entry, Lane, Line, NO_VALUE, SectionPlan, Tally};
use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::model::{Method, Question, QuestionKind};
use crate::score::State;
use crate::scored::{Completeness, FindingKind, Score, Scored};
use crate::script::ScriptValue;

/// Scores every section and counts how much was answered.
pub(crate) fn sections(
    template: &CompiledTemplate,
    state: &mut State<'_>,
) -> Result<(), Box<Diagnostic>> {
    let plan = &template.plan;
    // Filled in where they lie: scores that are put together elsewhere and moved cost more than all else that is done here.
    let mut scores: Vec<Score> = plan.sections.iter().map(|_| Score::default()).collect();
    let mut tally = Tally::default();
    for (section, score) in plan.sections.iter().zip(&mut scores) {
        let sums = add_up(template, state, section);
        tally.add(sums.coded.tally);
        state.concerns |= sums.coded.concerns;
        state.strengths |= sums.coded.strengths;
        if plan.sections_need_answers {
            let completeness = sums.coded.tally.completeness();
            state.section_completeness.push(completeness);
        }
        match section.method {
            // A hook may ask for anything of the audit, so it waits until everything declared is known.
            Method::Script | Method::None => continue,
            Method::WeightedMean if sums.beside.is_none() => {
                score.share = Exact::share(sums.coded.numerator, sums.coded.denominator);
            }
            Method::WeightedMean => score.share = sums.mean(section.unit.into()),
            Method::Sum | Method::Worst | Method::AllOrNothing => *score = sums.score(section),
        }
        score.computed = section.ladder.grade(score);
        score.grade = score.computed;
    }
    state.completeness = tally.completeness();
    state.critical_unanswered = tally.of(Lane::CriticalOpen);
    state.sections = scores;
    state.changed();
    for (at, section) in plan.sections.iter().enumerate() {
        if section.method == Method::Script {
            let run = || template.script.section_score(at, &state.facts());
            let points = match template.memos.sections.get(at) {
                Some(memo) => memo.recall(state, run)?,
                None => run()?,
            };
            let mut score = points
                .map(|(points, out_of)| by_points(points, out_of))
                .unwrap_or_default();
            score.computed = section.ladder.grade(&score);
            score.grade = score.computed;
            if let Some(slot) = state.sections.get_mut(at) {
                *slot = score;
            }
            state.changed();
        }
    }
    Ok(())
}

/// Takes away the grade of sections too little of which was answered.
pub(crate) fn minimum_completeness(template: &CompiledTemplate, state: &mut State<'_>) {
    if !template.plan.sections_need_answers {
        return;
    }
    for (at, section) in template.plan.sections.iter().enumerate() {
        let share = state
            .section_completeness
            .get(at)
            .and_then(Completeness::share);
        let below = matches!((&section.minimum_completeness, share), (Some(least), Some(share)) if share < *least);
        if let (true, Some(score)) = (below, state.sections.get_mut(at)) {
            score.grade = None;
            state.changed();
        }
    }
}

/// A score from points, as hooks and `sum` give it.
pub(crate) fn by_points(points: Exact, out_of: Exact) -> Score {
    Score {
        share: points.divide(&out_of),
        points: Some(Box::new((points, out_of))),
        ..Score::default()
    }
}

/// What the answers of one section add up to.
#[derive(Default)]
struct Sums {
    /// What answers that have codes add.
    coded: Entry,
    least: Option<i64>,
    /// What answers beside the codes add, which no table can hold.
    beside: Option<Box<Beside>>,
}

#[derive(Clone)]
struct Beside {
    numerator: Exact,
    denominator: Exact,
    least: Option<Exact>,
}

fn add_up(template: &CompiledTemplate, state: &State<'_>, section: &SectionPlan) -> Sums {
    let mut sums = Sums::default();
    let mut add = |line: &Line| {
        let code = state.codes.get(line.question).copied();
        let at = line.start + usize::from(code.unwrap_or(code::UNANSWERED));
        if let Some(entry) = template.plan.entries.get(at) {
            sums.coded.add(entry);
        }
    };
    section.always.iter().for_each(&mut add);
    let varying = section.varying.iter();
    let shown = varying.filter(|line| state.is_shown(line.question));
    shown.for_each(add);
    if matches!(section.method, Method::Worst | Method::AllOrNothing) {
        sums.least = least(template, state, section);
    }
    if sums.coded.tally.of(Lane::Beside) > 0 {
        for line in section.lines().filter(|line| line.beside) {
            let given = line.computed || state.code(line.question) == code::BESIDE;
            if given && state.is_shown(line.question) {
                sums.add_answer_beside(template, state, section.method, line);
            }
        }
    }
    sums
}

/// The lowest value of the coded answers of a section.
fn least(template: &CompiledTemplate, state: &State<'_>, section: &SectionPlan) -> Option<i64> {
    let shown = section
        .lines()
        .filter(|line| state.is_shown(line.question) && !line.computed);
    let values = shown.filter_map(|line| {
        let code = usize::from(state.code(line.question));
        template.plan.values.get(line.start + code).copied()
    });
    values.filter(|value| *value != NO_VALUE).min()
}

impl Sums {
    /// An answer that stands beside the codes: a number, a list, a computed value.
    fn add_answer_beside(
        &mut self,
        template: &CompiledTemplate,
        state: &State<'_>,
        method: Method,
        line: &Line,
    ) {
        let Some(question) = template.template.questions.get(line.question) else {
            return;
        };
        let Some((points, high)) = points_beside(question, line.question, state) else {
            return;
        };
        let finding = if line.computed {
            None
        } else {
            plan::finding(question, &points)
        };
        match finding {
            Some(FindingKind::Concern) => self.coded.concerns |= line.themes,
            Some(FindingKind::Strength) => self.coded.strengths |= line.themes,
            None => {}
        }
        if line.free {
            self.add_beside(question, &points, &high, method);
        }
    }

    fn add_beside(&mut self, question: &Question, points: &Exact, high: &Exact, method: Method) {
        let Some(value) = value_of(question, points, high) else {
            return;
        };
        let (numerator, denominator) = match (method, &question.kind) {
            (Method::Sum, QuestionKind::Computed(_)) => (
                question.weight.clone() * points.clone(),
                question.weight.clone() * high.clone(),
            ),
            _ => match plan::added(question, points, &value, method) {
                Some(added) => added,
                None => return,
            },
        };
        let sum = self.beside.get_or_insert_with(|| {
            Box::new(Beside {
                numerator: Exact::ZERO,
                denominator: Exact::ZERO,
                least: None,
            })
        });
        sum.numerator = sum.numerator.clone() + numerator;
        sum.denominator = sum.denominator.clone() + denominator;
        if !question.weight.is_zero() {
            sum.least = Some(
                sum.least
                    .take()
                    .map_or(value.clone(), |least| least.min(value)),
            );
        }
    }

    fn score(&self, section: &SectionPlan) -> Score {
        let unit = i128::from(section.unit);
        match section.method {
            Method::WeightedMean => Score {
                share: self.mean(unit),
                ..Score::default()
            },
            Method::Sum => {
                let (points, out_of) = self.totals(unit);
                if out_of <= Exact::ZERO {
                    Score::default()
                } else {
                    by_points(points, out_of)
                }
            }
            Method::Worst => Score {
                share: self.least(unit),
                ..Score::default()
            },
            Method::AllOrNothing => {
                let all = |least: Exact| {
                    if least == Exact::ONE {
                        Exact::ONE
                    } else {
                        Exact::ZERO
                    }
                };
                Score {
                    share: self.least(unit).map(all),
                    ..Score::default()
                }
            }
            Method::Script | Method::None => Score::default(),
        }
    }

    fn mean(&self, unit: i128) -> Option<Exact> {
        let (numerator, denominator) = self.totals(unit);
        numerator.divide(&denominator)
    }

    fn totals(&self, unit: i128) -> (Exact, Exact) {
        let own = (
            Exact::ratio(self.coded.numerator.into(), unit),
            Exact::ratio(self.coded.denominator.into(), unit),
        );
        match &self.beside {
            Some(more) => (
                own.0 + more.numerator.clone(),
                own.1 + more.denominator.clone(),
            ),
            None => own,
        }
    }

    fn least(&self, unit: i128) -> Option<Exact> {
        let own = self.least.map(|least| Exact::ratio(least.into(), unit));
        let beside = self.beside.as_ref().and_then(|more| more.least.clone());
        own.into_iter().chain(beside).min()
    }
}

/// What an answer beside the codes is worth, from 0 to 1.
pub(crate) fn value_of(question: &Question, points: &Exact, high: &Exact) -> Option<Exact> {
    if let QuestionKind::Computed(_) = question.kind {
        return points.divide(high);
    }
    question.value(points)
}

/// The points of an answer that stands beside the codes, and the most they could be.
pub(crate) fn points_beside(
    question: &Question,
    at: usize,
    state: &State<'_>,
) -> Option<(Exact, Exact)> {
    if let QuestionKind::Computed(_) = question.kind {
        let (_, value) = state
            .computed
            .iter()
            .find(|(place, _)| usize::from(*place) == at)?;
        return match value {
            ScriptValue::Points(points, out_of) => Some((points.clone(), out_of.clone())),
            ScriptValue::Nothing
            | ScriptValue::Bool(_)
            | ScriptValue::Number(_)
            | ScriptValue::Text(_)
            | ScriptValue::Date(_)
            | ScriptValue::List(_)
            | ScriptValue::Map(_) => None,
        };
    }
    if state.code(at) == code::BESIDE {
        points_of_text(question, state.beside(at)?)
    } else {
        None
    }
}

/// The points of a computed question as they were kept: `2/3` is 2 of 3.
pub(crate) fn computed_points(
    question: &Question,
    at: usize,
    scored: &Scored,
) -> Option<(Exact, Exact)> {
    let computed = scored
        .extra
        .as_ref()?
        .computed
        .iter()
        .find(|(place, _)| usize::from(*place) == at)?;
    let (points, out_of) = computed.1.split_once(" of ")?;
    (question.scored).then_some((points.parse().ok()?, out_of.parse().ok()?))
}

/// The points of a number or a list as it was kept, and the most they could be.
pub(crate) fn points_of_text(question: &Question, text: &str) -> Option<(Exact, Exact)> {
    let (_, high) = question.range()?;
    match &question.kind {
        QuestionKind::Choices(options) => {
            let points = |id: &str| {
                options
                    .iter()
                    .find(|option| option.id == id)?
                    .points
                    .clone()
            };
            let sum: Exact = text.split('|').filter_map(points).sum();
            Some((sum.max(Exact::ZERO), high))
        }
        QuestionKind::Number { .. } => Some((text.parse().ok()?, high)),
        QuestionKind::Grade(_)
        | QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Choice(_)
        | QuestionKind::Scale(_)
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => None,
    }
}
