//! What a call costs. Run with `cargo test --release -p sightline-engine speed -- --ignored --nocapture`.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use super::build::*;
use crate::exact::Exact;
use crate::model::GradeIx;
use crate::scored::Score;
use crate::script::{Facts, Place};

const LOOP: &str = "fn overall(sections) {
    let sum = 0;
    let of = 0;
    for s in sections {
        if s.score != () { sum += s.score * s.weight; of += s.weight; }
    }
    points(sum, of)
}";

const RULES: &str = "fn overall(sections) {
    if answers.L05 == \"none\" && answers.L03 == \"no\" { return \"inadequate\"; }
    if grade(\"recording\").is_below(\"good\") { return \"requires-improvement\"; }
    if grade(\"voice\").is(\"outstanding\") { return \"outstanding\"; }
    weighted_mean(sections)
}";

fn six_sections(given: &[(&str, &str)]) -> (Built, Arc<Facts>) {
    let mut built = template()
        .limit("answers.L05 == \"none\" && answers.L03 == \"no\"")
        .limit("overall.is_below(\"good\")")
        .limit("record.moves == ()");
    let section = built.template.sections[0].clone();
    built
        .template
        .sections
        .extend([section.clone(), section.clone(), section.clone(), section]);
    let mut facts = answered(&built.template, given);
    let score = Score {
        share: Some(Exact::ratio(3, 7)),
        points: None,
        computed: Some(GradeIx(1)),
        grade: Some(GradeIx(1)),
    };
    facts.sections = vec![score.clone(); 6];
    facts.overall = score;
    (built, Arc::new(facts))
}

/// The best of many short runs, so that a busy machine does not show.
fn time(name: &str, work: impl Fn()) {
    let best = (0..400).map(|_| {
        let start = Instant::now();
        (0..200).for_each(|_| work());
        start.elapsed() / 200
    });
    println!("{name:<34} {:?}", best.min().unwrap());
}

#[test]
#[ignore = "prints timings"]
fn speed_of_hooks_and_of_expressions() {
    let (built, facts) = six_sections(&[("L05", "none"), ("L03", "yes")]);
    let script = built.script(LOOP).ready();
    time("overall: loop over 6 sections", || {
        drop(black_box(script.overall(&facts)));
    });
    time("two answers compared", || {
        drop(black_box(script.truth(Place::Limit(0), &facts)));
    });
    time("overall.is_below", || {
        drop(black_box(script.truth(Place::Limit(1), &facts)));
    });
    time("a fact compared", || {
        drop(black_box(script.truth(Place::Limit(2), &facts)));
    });
    let (built, facts) = six_sections(&[("L05", "none"), ("L03", "yes")]);
    let script = built.script(RULES).ready();
    time("overall: 6 lines of rules", || {
        drop(black_box(script.overall(&facts)));
    });
    let (built, _) = six_sections(&[]);
    let built = built.script(RULES);
    let started = Instant::now();
    (0..20).for_each(|_| drop(black_box(built.ready())));
    println!("{:<34} {:?}", "compile", started.elapsed() / 20);
}
