//! What the engine promises whatever the template: equal bytes, and a reason for every grade.

use proptest::prelude::*;
use sightline_suite::random::{trial, yaml};

use crate::config;
use crate::engine::Engine;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_grade_without_its_because(trial in trial()) {
        let engine = Engine::new(&trial)?;
        for audit in trial.audits() {
            let outcome = engine.outcome(&trial.template, audit)?;
            let explained = |about: &str| outcome.because.iter().any(|because| because.about == about);
            prop_assert!(outcome.overall.grade.is_none() || explained("overall"));
            for section in &outcome.sections {
                let fine = section.grade.is_none() || explained(&section.id);
                prop_assert!(fine, "{} in {:?}\n{}", section.id, outcome.because, yaml(&trial.template));
            }
            for limit in &outcome.overall.limited_by {
                prop_assert!(outcome.because.iter().any(|because| because.rule == *limit), "{}", limit);
            }
        }
    }

    #[test]
    fn the_explanation_alone_gives_the_grade_again(trial in trial()) {
        let engine = Engine::new(&trial)?;
        for audit in trial.audits() {
            let outcome = engine.outcome(&trial.template, audit)?;
            let again = engine.explanation(&trial.template, audit)?.recompute(&engine.template);
            let again = again.map_err(|why| TestCaseError::fail(format!("{why}\n{}\n{audit:?}", yaml(&trial.template))))?;
            prop_assert_eq!(engine.template.grade_id(again), outcome.overall.grade);
        }
    }

    #[test]
    fn b14_equal_inputs_give_equal_bytes_in_any_order(trial in trial()) {
        let (first, second) = (Engine::new(&trial)?, Engine::new(&trial)?);
        let bytes = |engine: &Engine, audit| {
            let outcome = engine.outcome(&trial.template, audit)?;
            Ok::<_, TestCaseError>(serde_json::to_string(&outcome).expect("an outcome is JSON"))
        };
        let forth: Vec<String> = trial.audits().map(|audit| bytes(&first, audit)).collect::<Result<_, _>>()?;
        let mut back: Vec<String> = trial.audits().rev().map(|audit| bytes(&second, audit)).collect::<Result<_, _>>()?;
        back.reverse();
        prop_assert_eq!(&forth, &back);
        let again: Vec<String> = trial.audits().map(|audit| bytes(&first, audit)).collect::<Result<_, _>>()?;
        prop_assert_eq!(forth, again);
    }
}
