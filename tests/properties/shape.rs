//! How scores move when answers do, on templates where nothing but answers decides.

use proptest::prelude::*;
use sightline_engine::outcome::{Outcome, ScoreResult};
use sightline_suite::random::{Trial, trial, yaml};
use sightline_suite::reference::{
    Answer, Kind, Method, Number, Overall, Policy, Question, Template, Value,
};

use crate::config;
use crate::engine::Engine;

/// The same template without conditions, limits and anything else that looks at answers or at what comes first.
fn plain(mut trial: Trial) -> Trial {
    let template = &mut trial.template;
    template.eligible = None;
    template.limits.clear();
    template.alerts.clear();
    template.actions.clear();
    template.scoring.minimum_completeness = None;
    template.scoring.not_applicable = Policy::LeaveOut;
    template.scoring.not_enough_evidence = Policy::LeaveOut;
    for section in &mut template.sections {
        section.show_when = None;
        section.opens_after = None;
        section.minimum_completeness = None;
        section.not_applicable = None;
        section.not_enough_evidence = None;
        section
            .questions
            .retain(|question| !matches!(question.kind, Kind::Computed { .. }));
        for question in &mut section.questions {
            question.show_when = None;
            question.prefill = None;
            question.not_applicable = None;
            question.not_enough_evidence = None;
        }
    }
    template
        .sections
        .retain(|section| !section.questions.is_empty());
    trial
}

/// A plain trial that still asks something.
fn plain_trial() -> impl Strategy<Value = Trial> {
    trial()
        .prop_map(plain)
        .prop_filter("nothing is asked", |trial| {
            !trial.template.sections.is_empty()
        })
}

/// Every score is a weighted mean, of questions and of sections.
fn mean_trial() -> impl Strategy<Value = Trial> {
    plain_trial().prop_map(|mut trial| {
        let scoring = &mut trial.template.scoring;
        scoring.section = Method::WeightedMean;
        scoring.of_grades = false;
        scoring.bands = None;
        if scoring.overall != Overall::Pooled {
            scoring.overall = Overall::Sections(Method::WeightedMean);
        }
        for section in &mut trial.template.sections {
            section.method = None;
            section.bands = None;
        }
        trial
    })
}

/// The answers with the least and the most points.
fn ends(template: &Template, question: &Question) -> Option<(Value, Value)> {
    let of = |mut ranked: Vec<(Number, String)>| {
        ranked.sort();
        let (worst, best) = (ranked.first()?.1.clone(), ranked.last()?.1.clone());
        Some((Value::Word(worst), Value::Word(best)))
    };
    match &question.kind {
        Kind::YesNo { best } | Kind::YesPartlyNo { best } => {
            let worst = if *best == "yes" { "no" } else { "yes" };
            Some((
                Value::Word(worst.to_owned()),
                Value::Word((*best).to_owned()),
            ))
        }
        Kind::Grade(at) => {
            let grades = template.grade_scales[*at].grades.iter();
            of(grades
                .map(|(id, value)| (value.clone(), id.clone()))
                .collect())
        }
        Kind::Choice(options) => of(options
            .iter()
            .map(|one| Some((one.points.clone()?, one.id.clone())))
            .collect::<Option<_>>()?),
        Kind::Scale(at) => {
            let scale = &template.number_scales[*at];
            Some((
                Value::Number(scale.from.clone()),
                Value::Number(scale.to.clone()),
            ))
        }
        Kind::Number(Some((low, high))) => {
            Some((Value::Number(low.clone()), Value::Number(high.clone())))
        }
        Kind::Choices(_) | Kind::Number(None) => None,
        Kind::Date | Kind::Text | Kind::Table(_) | Kind::Computed { .. } => None,
    }
}

fn shares(outcome: &Outcome) -> Vec<Option<Number>> {
    let exact = |score: &Option<ScoreResult>| {
        let score = score.as_ref()?;
        Some(score.exact.parse::<Number>().expect("a fraction"))
    };
    let mut all: Vec<_> = outcome
        .sections
        .iter()
        .map(|one| exact(&one.score))
        .collect();
    all.push(exact(&outcome.overall.score));
    all
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn not_applicable_left_out_is_as_if_it_were_never_asked(trial in plain_trial(), which in any::<prop::sample::Index>()) {
        let engine = Engine::new(&trial)?;
        let questions: Vec<String> = trial.template.questions().map(|(_, one)| one.id.clone()).collect();
        let id = which.get(&questions);
        let (mut with, mut without) = (trial.audit.clone(), trial.audit.clone());
        with.answers.insert(id.clone(), Answer::NotApplicable);
        without.answers.remove(id);
        let (with, without) = (engine.outcome(&trial.template, &with)?, engine.outcome(&trial.template, &without)?);
        prop_assert_eq!(&with.overall, &without.overall);
        prop_assert_eq!(&with.sections, &without.sections);
        prop_assert_eq!(&with.findings, &without.findings);
        prop_assert_eq!(with.completeness.answered, without.completeness.answered);
    }

    #[test]
    fn a_better_answer_never_lowers_a_weighted_mean(trial in mean_trial(), which in any::<prop::sample::Index>()) {
        let given: Vec<&Question> = trial.template.questions().map(|(_, one)| one)
            .filter(|one| matches!(trial.audit.answers.get(&one.id), Some(Answer::Given(_))))
            .filter(|one| ends(&trial.template, one).is_some())
            .collect();
        prop_assume!(!given.is_empty());
        let engine = Engine::new(&trial)?;
        let question = which.get(&given);
        let (worst, best) = ends(&trial.template, question).expect("it was asked for");
        let with = |value: Value| {
            let mut audit = trial.audit.clone();
            audit.answers.insert(question.id.clone(), Answer::Given(value));
            engine.outcome(&trial.template, &audit).map(|outcome| shares(&outcome))
        };
        let (low, own, high) = (with(worst)?, shares(&engine.outcome(&trial.template, &trial.audit)?), with(best)?);
        for ((low, own), high) in low.iter().zip(&own).zip(&high) {
            prop_assert!(low <= own && own <= high, "{:?} {:?} {:?}\n{}", low, own, high, yaml(&trial.template));
        }
    }

    #[test]
    fn the_order_of_questions_and_sections_does_not_matter(trial in plain_trial()) {
        let mut turned = trial.clone();
        turned.template.sections.reverse();
        for section in &mut turned.template.sections {
            section.questions.reverse();
        }
        let (engine, other) = (Engine::new(&trial)?, Engine::new(&turned)?);
        for audit in trial.audits() {
            let one = engine.outcome(&trial.template, audit)?;
            let mut two = other.outcome(&turned.template, audit)?;
            two.sections.reverse();
            prop_assert_eq!(&one.overall, &two.overall);
            prop_assert_eq!(&one.sections, &two.sections);
            prop_assert_eq!(&one.completeness, &two.completeness);
            let sorted = |outcome: &Outcome| {
                let mut all: Vec<String> = outcome.findings.iter().map(|one| format!("{one:?}")).collect();
                all.sort();
                all
            };
            prop_assert_eq!(sorted(&one), sorted(&two));
        }
    }
}
