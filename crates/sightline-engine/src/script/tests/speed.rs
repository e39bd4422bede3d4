//! What a call costs. Run with `cargo test --release -p sightline-engine speed -- --ignored --nocapture`.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use super::build::*;
use crate::exact::Exact;
use crate::model::GradeIx;
use crate::scored::Score;
use crate::script::Place;

#[test]
#[ignore = "prints timings"]
fn speed_of_a_hook_and_of_an_expression() {
    let mut built = template()
        .limit("answers.L05 == \"none\" && answers.L03 == \"no\"")
        .limit("overall.is_below(\"good\")")
        .limit("record.moves == ()")
        .script(
            "fn overall(sections) {
                 let sum = 0;
                 let of = 0;
                 for s in sections {
                     if s.score != () { sum += s.score * s.weight; of += s.weight; }
                 }
                 points(sum, of)
             }
             fn section_score(section) { points(1, 2) }
             fn findings() {
                 if grade(\"recording\").is_below(\"good\") { return \"inadequate\"; }
                 if overall.is(\"good\") { return \"good\"; }
                 ()
             }",
        );
    let section = built.template.sections[0].clone();
    built.template.sections.extend([section.clone(), section.clone(), section.clone(), section]);
    let script = built.ready();
    let mut facts = answered(&built.template, &[("L05", "none"), ("L03", "no")]);
    let score = Score { share: Some(Exact::ratio(3, 7)), points: None, computed: Some(GradeIx(1)), grade: Some(GradeIx(1)) };
    facts.sections = vec![score.clone(); 6];
    facts.overall = score;
    let facts = Arc::new(facts);
    let time = |name: &str, work: &dyn Fn()| {
        let best = (0..7).map(|_| {
            let start = Instant::now();
            (0..20_000).for_each(|_| work());
            start.elapsed() / 20_000
        });
        println!("{name:<28} {:?}", best.min().unwrap());
    };
    time("overall, 6 sections", &|| drop(black_box(script.overall(&facts))));
    time("section_score, one call", &|| drop(black_box(script.section_score(0, &facts))));
    time("findings, three grades", &|| drop(black_box(script.findings(&facts))));
    time("two answers compared", &|| drop(black_box(script.truth(Place::Limit(0), &facts))));
    time("overall.is_below", &|| drop(black_box(script.truth(Place::Limit(1), &facts))));
    time("record", &|| drop(black_box(script.truth(Place::Limit(2), &facts))));
}
