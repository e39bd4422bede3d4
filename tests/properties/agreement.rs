//! Two scorers, one rule: `docs/scoring.md`.

use proptest::prelude::*;
use serde_json::Value as Json;
use sightline_engine::Outcome;
use sightline_suite::random::{trial, yaml};
use sightline_suite::reference;

use crate::config;
use crate::engine::Engine;

/// The outcome without what only the engine knows: its version, the template's digest, and its reasons.
fn comparable(outcome: &Outcome) -> Json {
    let mut json = serde_json::to_value(outcome).expect("an outcome is JSON");
    let object = json.as_object_mut().expect("an object");
    for own in ["template", "because", "engine"] {
        object.remove(own).expect("an outcome has it");
    }
    json
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn both_scorers_give_the_same_outcome(trial in trial()) {
        let engine = Engine::new(&trial)?;
        for audit in trial.audits() {
            let outcome = engine.outcome(&trial.template, audit)?;
            let expected = reference::score(&trial.template, audit, trial.today, &trial.calendar).json();
            prop_assert_eq!(
                comparable(&outcome), expected,
                "on {}\n{}\n{:?}", trial.today, yaml(&trial.template), audit
            );
        }
    }
}
