//! All mistakes of a template in one run, and the words they come in.

use super::build::*;
use crate::model::{Method, Overall};

#[track_caller]
fn check(built: &Built, expect: &[&str]) {
    let said: Vec<_> = built
        .mistakes()
        .iter()
        .map(|one| format!("{} {}", one.code.id(), one.message))
        .collect();
    assert_eq!(said, expect);
}

#[test]
fn every_mistake_of_every_expression_is_named_in_one_run() {
    let built = template()
        .eligible("record.in_car_since != () && mnths_between(record.in_care_since, today) >= 3")
        .show("L07", "answers.L5 == \"none\" || answers.L05 == \"nonne\"")
        .limit("answers.L03 = \"no\"")
        .limit("overall.is(\"god\") && grade(\"recrding\").is_below(\"good\")")
        .script("fn findings() {\n  [concern(\"vioce\", \"x\")]\n}\nfn overall(a, b) { 1 }");
    check(
        &built,
        &[
            "SL202 no question of the template has the theme `vioce`",
            "SL307 the hook `overall` has 2 arguments here, so it is never called",
            "SL304 the template declares no fact `in_car_since`",
            "SL305 scripts have no function `mnths_between`",
            "SL303 the template has no question `L5`",
            "SL205 the question `L05` is never answered `nonne`",
            "SL301 one `=` does not compare",
            "SL204 the scale `four` has no grade `god`",
            "SL206 the template has no section `recrding`",
        ],
    );
}

#[test]
fn help_says_what_to_do() {
    let help = |text: &str| {
        template().limit(text).mistakes()[0]
            .help
            .clone()
            .unwrap_or_default()
    };
    assert_eq!(help("answers.L5 == ()"), "did you mean `L05`?");
    assert_eq!(
        help("answers.L05 == none"),
        "put text in quotes: `\"none\"`"
    );
    assert_eq!(help("L05 == \"none\""), "write `answers.L05`");
    assert_eq!(help("plan == \"adoption\""), "write `record.plan`");
    assert_eq!(help("anwsers.L05 == \"none\""), "did you mean `answers`?");
    assert_eq!(help("answred(\"L05\")"), "did you mean `answered`?");
    assert_eq!(help("answered()"), "write `answered(question)`");
    assert_eq!(
        help("answers.R22 == \"neglect\""),
        "write `\"neglect\" in answers.R22`"
    );
    assert_eq!(
        help("answers.L03 == \"partly\""),
        "use one of `yes` or `no`"
    );
    assert_eq!(
        help("record.ward == \"A\""),
        "use one of `date_of_birth`, `in_care_since`, `moves` or `plan`"
    );
    assert_eq!(help("overall.is_below(\"goood\")"), "did you mean `good`?");
    assert_eq!(
        help("answers.L05 == 'none'"),
        "put text in double quotes: `\"…\"`"
    );
}

#[test]
fn hooks_that_scoring_needs_must_be_there() {
    let mut built = template();
    built.template.sections[0].scoring.method = Method::Script;
    built.template.scoring.overall = Overall::Sections(Method::Script);
    // Loading has said that there is no script.
    check(&built, &[]);
    let built = built.script("fn section_score(section) { () }");
    check(
        &built,
        &["SL307 the template is scored by script, and the script has no `overall(sections)`"],
    );
}

#[test]
fn what_is_not_known_yet_is_found_through_calls() {
    check(
        &template()
            .show("L07", "low()")
            .script("fn low() { grade(\"voice\").is_below(\"good\") }"),
        &["SL311 `grade` is not known yet when this runs: nothing has been scored"],
    );
    check(
        &template()
            .script("fn overall(sections) { if overall.is(\"good\") { \"good\" } else { () } }"),
        &["SL311 `overall` is not known yet when this runs: the whole has not been scored"],
    );
    check(
        &template().script("fn section_score(section) { points(sections.len(), 2) }"),
        &["SL311 `sections` is not known yet when this runs: nothing has been scored"],
    );
    let mut built = template().limit("overall.is(\"good\")");
    built.template.limits[0].section = Some(0);
    check(
        &built,
        &["SL311 `overall` is not known yet when this runs: the whole has not been scored"],
    );
    check(
        &template().script(
            "fn findings() { let a = 1; try { [1].map(|x| x + a + lost) } catch (e) { [e] } }",
        ),
        &["SL302 scripts have no name `lost`"],
    );
    check(
        &template()
            .limit("overall.is(\"good\")")
            .script("fn findings() { if overall.is(\"good\") { [] } else { () } }"),
        &[],
    );
}

#[test]
fn a_script_holds_functions_and_nothing_else() {
    check(
        &template().script("let x = 1;\nfn overall(sections) { () }"),
        &["SL301 a script holds functions only, and nothing outside them runs"],
    );
    check(
        &template().script("fn overall(sections) { let answers = 1; () }"),
        &["SL310 `answers` means something in every script, so nothing else can be called so"],
    );
    let long = format!("// {}\nfn overall(sections) {{ () }}", "x".repeat(17_000));
    check(
        &template().script(&long),
        &["SL309 the script has 17031 bytes, and 16384 are allowed"],
    );
    check(
        &template().limit(&format!("answers.T1 == \"{}\"", "x".repeat(3000))),
        &["SL309 the expression has 3016 bytes, and 2048 are allowed"],
    );
}

#[test]
fn an_unreadable_script_file_does_not_hide_other_mistakes_nor_make_some_up() {
    check(
        &template()
            .limit("mine(1) && answers.L99 == ()")
            .script("fn mine(n) { n +"),
        &[
            "SL301 it breaks off before it is finished",
            "SL303 the template has no question `L99`",
        ],
    );
}

#[test]
fn a_template_without_grades_has_none_to_compare() {
    let mut built = template().limit("overall.is(\"good\")");
    built.template.grade_scale = None;
    check(&built, &["SL220 the template has no grades"]);
}

#[test]
fn functions_have_docs_and_examples_that_name_them() {
    let docs = crate::script::function_docs();
    for one in &docs {
        assert!(
            one.signature.contains(one.name) && one.doc.ends_with('.'),
            "{}",
            one.name
        );
        let commas = one.signature.split_once('(').map_or("", |(_, rest)| rest);
        let given = commas.split(',').filter(|one| *one != ")").count();
        let before = usize::from(
            one.signature
                .split('(')
                .next()
                .unwrap_or_default()
                .contains('.'),
        );
        assert_eq!(given + before, one.arity, "{}", one.signature);
    }
}
