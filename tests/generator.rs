//! The random templates themselves: each is one that the reference scorer can score, and together they meet every rule.

use std::collections::BTreeMap;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};

use sightline_engine::{Code, Severity, SourceFile, load_shared, load_template};
use sightline_suite::random::{Trial, files, trial};
use sightline_suite::reference::{BandForm, Outcome, Overall, ratio, score};

fn trials(n: usize) -> Vec<(Trial, Outcome)> {
    let mut runner = TestRunner::deterministic();
    let draw = |_| {
        let trial = trial().new_tree(&mut runner).expect("a trial").current();
        let outcome = score(&trial.template, &trial.audit, trial.today, &trial.calendar);
        (trial, outcome)
    };
    (0..n).map(draw).collect()
}

#[test]
fn no_share_is_above_the_whole_and_only_a_sum_goes_below_nothing() {
    for (trial, outcome) in trials(600) {
        let sections = || outcome.sections.iter().map(|section| &section.score);
        let has_sums = sections().flatten().any(|score| score.points.is_some());
        for score in sections().chain([&outcome.overall.score]).flatten() {
            let inside = (has_sums || score.share >= ratio(0, 1)) && score.share <= ratio(1, 1);
            assert!(inside, "{} in\n{}", score.share, files(&trial).template);
        }
    }
}

#[test]
fn together_they_meet_every_rule() {
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut meet = |what: String| *met.entry(what).or_default() += 1;
    for (trial, outcome) in trials(2000) {
        meet(format!("status {}", outcome.overall.status));
        for finding in &outcome.findings {
            meet(finding.kind.clone());
        }
        if !outcome.overall.limited_by.is_empty() {
            meet("limited".to_owned());
        }
        if outcome.overall.score.is_none() {
            meet("no score".to_owned());
        }
        if outcome
            .sections
            .iter()
            .any(|section| section.score.is_none())
        {
            meet("section without a score".to_owned());
        }
        match &trial.template.scoring.bands {
            None => meet("nearest grade".to_owned()),
            Some(bands) => meet(format!(
                "bands {}",
                match bands.form {
                    BandForm::Value => "value",
                    BandForm::Share => "share",
                    BandForm::Points => "points",
                }
            )),
        }
        match trial.template.scoring.overall {
            Overall::Pooled => meet("pooled".to_owned()),
            Overall::Sections(method) => meet(format!(
                "overall {method:?} of grades {}",
                trial.template.scoring.of_grades
            )),
        }
        if outcome.completeness.not_applicable > 0 && outcome.completeness.not_enough_evidence > 0 {
            meet("both kinds of no answer".to_owned());
        }
        if !outcome.alerts.is_empty() && !outcome.actions.is_empty() {
            meet("alert and action".to_owned());
        }
    }
    let wanted = "status graded,status ungraded,status insufficient-evidence,status not-eligible,strength,concern,\
                  limited,no score,section without a score,nearest grade,bands value,bands share,bands points,pooled,\
                  overall WeightedMean of grades true,overall Sum of grades false,overall Worst of grades false,\
                  overall AllOrNothing of grades true,overall None of grades false,both kinds of no answer,alert and action";
    let rare: Vec<_> = wanted
        .split(',')
        .filter(|rule| met.get(*rule).is_none_or(|n| *n < 5))
        .collect();
    assert!(rare.is_empty(), "hardly ever met: {rare:?} among {met:#?}");
}

#[test]
fn the_loader_takes_every_one_of_them() {
    for (trial, _) in trials(300) {
        let files = files(&trial);
        let (shared, mut found) = load_shared(&[SourceFile::new("calendar.yaml", files.calendar)]);
        let template = SourceFile::new("template.yaml", files.template.as_str());
        let (_, more) = load_template(&template, &shared, &BTreeMap::new());
        found.extend(more);
        // A question that can never be asked is a mistake that chance may well make.
        let errors = found
            .iter()
            .filter(|one| one.severity == Severity::Error && one.code != Code::UNREACHABLE);
        let errors: Vec<String> = errors.map(ToString::to_string).collect();
        assert!(
            errors.is_empty(),
            "{}\nin\n{}",
            errors.join("\n"),
            files.template
        );
    }
}

#[test]
fn a_shrunk_trial_is_a_plain_one() {
    let mut runner = TestRunner::new(Config::default());
    let mut tree = trial().new_tree(&mut runner).expect("a trial");
    while tree.simplify() {}
    let least = tree.current();
    assert_eq!(
        least.template.questions().count(),
        1,
        "{}",
        files(&least).template
    );
}
