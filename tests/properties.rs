//! What holds for every template and every audit: two scorers agree, and the engine keeps its promises.

use proptest::prelude::*;
use serde_json::Value as Json;

use sightline_engine::{Catalog, Code, Diagnostics, Outcome, SourceFile, read};
use sightline_suite::random::{Files, Trial, files, trial};
use sightline_suite::reference;

/// What the engine makes of the same files; nothing where the template holds a question that can never be asked,
/// which is a mistake that chance may well make.
fn engine(files: &Files, trial: &Trial) -> Result<Option<Outcome>, Diagnostics> {
    let template = SourceFile::new(
        "audit-templates/random/template.yaml",
        files.template.as_str(),
    );
    let calendar = SourceFile::new(
        "audit-templates/_shared/calendar.yaml",
        files.calendar.as_str(),
    );
    let (catalog, diagnostics) = Catalog::load(&[template, calendar]);
    if diagnostics.has_errors() {
        let unreachable = diagnostics.iter().any(|one| one.code == Code::UNREACHABLE);
        return if unreachable {
            Ok(None)
        } else {
            Err(diagnostics)
        };
    }
    let compiled = catalog
        .template("random")
        .expect("the template that was loaded");
    let line = SourceFile::new("answers.jsonl", files.answers.as_str());
    let audit = read::audit(&line)?;
    let case = read::case(&SourceFile::new("cases.jsonl", files.case.as_str()))?;
    compiled
        .assess(&audit, &case, trial.today, &|keys| read::place(&line, keys))
        .map(Some)
}

/// The outcome without what only the engine knows: its version, the template's digest, and its reasons.
fn comparable(outcome: &Outcome) -> Json {
    let mut json = serde_json::to_value(outcome).expect("an outcome is JSON");
    let object = json.as_object_mut().expect("an object");
    for own in ["template", "because", "engine"] {
        object.remove(own);
    }
    json
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_global_rejects: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_scorers_give_the_same_outcome(trial in trial()) {
        let files = files(&trial);
        let outcome = match engine(&files, &trial) {
            Ok(Some(outcome)) => outcome,
            Ok(None) => return Err(TestCaseError::reject("a question that can never be asked")),
            Err(diagnostics) => {
                let why = format!("refused: {diagnostics}\n{}\n{}", files.template, files.answers);
                return Err(TestCaseError::fail(why));
            }
        };
        let expected = reference::score(&trial.template, &trial.audit, trial.today, &trial.calendar).json();
        prop_assert_eq!(
            comparable(&outcome), expected,
            "on {}\n{}\n{}\n{}", trial.today, files.template, files.case, files.answers
        );
    }

    #[test]
    fn no_grade_without_its_because(trial in trial()) {
        let files = files(&trial);
        let Ok(Some(outcome)) = engine(&files, &trial) else { return Ok(()) };
        let explained = |about: &str| outcome.because.iter().any(|because| because.about == about);
        prop_assert!(outcome.overall.grade.is_none() || explained("overall"));
        for section in &outcome.sections {
            let fine = section.grade.is_none() || explained(&section.id);
            prop_assert!(fine, "{} in {:?}\n{}", section.id, outcome.because, files.template);
        }
    }

    #[test]
    fn equal_inputs_give_equal_bytes(trial in trial()) {
        let files = files(&trial);
        let bytes = || engine(&files, &trial).ok().flatten().map(|one| serde_json::to_string(&one).expect("JSON"));
        prop_assert_eq!(bytes(), bytes());
    }
}
