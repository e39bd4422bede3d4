//! The faults that scripts are known to have, each by its row of the fault table.

use std::sync::Arc;

use super::build::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::exact::Exact;
use crate::model::Template;
use crate::script::{Facts, HostFunctions, OverallBy, Place, ScriptValue};

/// Runs `overall(sections)` of a script.
fn overall(script: &str) -> Result<OverallBy, Box<Diagnostic>> {
    let built = template().script(script);
    let facts = Arc::new(blank(&built.template));
    built.ready().overall(&facts)
}

#[track_caller]
fn stopped(script: &str, code: Code, words: &str) {
    let error = overall(script).expect_err(script);
    assert_eq!(error.code, code, "{error}");
    assert!(error.message.contains(words), "{error}");
    assert!(error.message.len() < 4096);
}

#[track_caller]
fn refused(text: &str, code: Code) {
    let found = template()
        .script(&format!("fn overall(sections) {{ {text} }}"))
        .mistakes();
    assert!(
        found.iter().any(|one| one.code == code),
        "{text}: {found:?}"
    );
}

#[test]
fn b01_a_loop_without_end_is_stopped() {
    for text in [
        "loop {}",
        "while true {}",
        "loop { try { throw 1; } catch {} }",
        "try { loop {} } catch {}",
    ] {
        stopped(
            &format!("fn overall(sections) {{ {text} }}"),
            Code::RAN_TOO_LONG,
            "`overall(sections)`: the script ran too long",
        );
    }
    let error = value_of("[1].map(|x| { loop {} })", blank).unwrap_err();
    assert_eq!(
        (error.code, error.at.text()),
        (Code::RAN_TOO_LONG, "[1].map(|x| { loop {} })")
    );
}

#[test]
fn b02_doubling_and_padding_are_stopped() {
    stopped(
        "fn overall(sections) { let s = \"x\"; loop { s += s; } }",
        Code::SCRIPT_FAILED,
        "grew too large",
    );
    stopped(
        "fn overall(sections) { let a = [1]; loop { a += a; } }",
        Code::SCRIPT_FAILED,
        "grew too large",
    );
    refused(
        "let s = \"x\"; s.pad(9000000000, \"x\"); s",
        Code::SCRIPT_UNKNOWN_FUNCTION,
    );
    refused("blob(9000000000)", Code::SCRIPT_UNKNOWN_FUNCTION);
}

#[test]
fn b03_eval_is_refused() {
    refused("let s = \"eval(s)\"; eval(s)", Code::SCRIPT_FORBIDDEN);
    refused("call(\"eval\", \"1\")", Code::SCRIPT_FORBIDDEN);
    refused("Fn(\"eval\")", Code::SCRIPT_FORBIDDEN);
}

#[test]
fn b04_known_bombs_cannot_be_called_or_are_stopped() {
    refused(
        "\"y\".replace(\"y\", \"yyyy\")",
        Code::SCRIPT_UNKNOWN_FUNCTION,
    );
    refused("sleep(5)", Code::SCRIPT_UNKNOWN_FUNCTION);
    refused("parse_json(\"[[\")", Code::SCRIPT_UNKNOWN_FUNCTION);
    let bomb = "fn overall(sections) { let m = #{}; let n = 0; loop { let t = \"text \" + n; m[\"k\" + n] = || t; n += 1; } }";
    assert!(overall(bomb).is_err());
    let bomb = "fn overall(sections) { let m = #{}; let n = 0; loop { m[\"k\" + n] = \"text \" + n; n += 1; } }";
    assert!(overall(bomb).is_err());
}

#[test]
fn b05_deep_nesting_is_refused_on_a_small_stack() {
    let deep = |open: &str, middle: &str, close: &str| {
        let times = 15_000 / (open.len() + close.len());
        format!("{}{middle}{}", open.repeat(times), close.repeat(times))
    };
    let texts = [
        deep("(", "1", ")"),
        deep("[", "1", "]"),
        deep("#{a:", "1", "}"),
        deep("{", "1", "}"),
        deep("!", "true", ""),
        deep("-", "1", ""),
        deep("2 ** ", "1", ""),
        deep("() ?? (", "1", ")"),
        deep("if true {", "1", "}"),
        deep("date(", "1", ")"),
        deep("a[", "1", "]"),
        deep("|x| ", "1", ""),
        deep("`${", "1", "}`"),
        deep("1 + (", "1", ")"),
        deep("while true {", "1", "}"),
        deep("switch 1 { 1 => ", "1", "}"),
    ];
    let small = std::thread::Builder::new().stack_size(512 * 1024);
    let work = small.spawn(move || {
        for text in &texts {
            let found = template()
                .script(&format!("fn overall(sections) {{ {text} }}"))
                .mistakes();
            assert!(
                !found.is_empty(),
                "{}",
                text.chars().take(20).collect::<String>()
            );
            let short = text.get(..text.len() / 8).unwrap_or_default();
            assert!(!template().eligible(short).mistakes().is_empty());
        }
    });
    work.unwrap().join().unwrap();
}

#[test]
fn b06_recursion_is_stopped() {
    stopped(
        "fn overall(sections) { overall(sections) }",
        Code::SCRIPT_FAILED,
        "too many nested calls",
    );
    stopped(
        "fn a(n) { b(n) } fn b(n) { a(n) } fn overall(sections) { a(1) }",
        Code::SCRIPT_FAILED,
        "too many nested calls",
    );
}

#[test]
fn b07_a_panic_in_a_function_of_an_embedder_is_caught() {
    let host = HostFunctions::new().with("broken", 0, |_| panic!("on purpose"));
    let built = template().limit("broken()").limit("true");
    let script = built.compile_with(&host).0.unwrap();
    let facts = Arc::new(blank(&built.template));
    let error = script.truth(Place::Limit(0), &facts).unwrap_err();
    assert_eq!(
        error.message,
        "`when` of limit `LJ-1`: a function that the script calls broke down"
    );
    assert_eq!(
        (error.code, error.at.text()),
        (Code::SCRIPT_FAILED, "broken()")
    );
    assert_eq!(script.truth(Place::Limit(1), &facts), Ok(true));
}

#[test]
fn b08_only_a_score_or_a_grade_comes_out() {
    let unusable = |text: &str| {
        stopped(
            &format!("fn overall(sections) {{ {text} }}"),
            Code::SCRIPT_RESULT,
            "`overall(sections)`",
        );
    };
    unusable("points(-1, 10)");
    unusable("points(11, 10)");
    unusable("points(1, -1)");
    unusable("75");
    unusable("0.75");
    unusable("true");
    unusable("\"splendid\"");
    unusable("[1]");
    unusable("|| 1");
    unusable("3 / 2");
    assert_eq!(
        overall("fn overall(sections) { () }"),
        Ok(OverallBy::Nothing)
    );
    assert_eq!(
        overall("fn overall(sections) { points(0, 0) }"),
        Ok(OverallBy::Nothing)
    );
    assert_eq!(
        overall("fn overall(sections) { points(3, 4) }"),
        Ok(OverallBy::Points(3.into(), 4.into()))
    );
    let built = template().limit("answers.L05").limit("1");
    let facts = Arc::new(answered(&built.template, &[("L05", "none")]));
    let script = built.ready();
    let error = script.truth(Place::Limit(0), &facts).unwrap_err();
    assert!(
        error
            .message
            .ends_with("a condition must come to true or false, and this is text"),
        "{error}"
    );
    assert_eq!(error.code, Code::SCRIPT_RESULT);
    assert!(script.truth(Place::Limit(1), &facts).is_err());
}

#[test]
fn b09_division_by_zero_has_a_place() {
    for text in [
        "1 / 0",
        "1.5 / 0",
        "1 / 0.0",
        "1 % 0",
        "(1 / 3) / 0",
        "1 / (0 / 3)",
    ] {
        let error = value_of(text, blank).expect_err(text);
        assert!(error.message.contains("divided by zero"), "{text}: {error}");
        assert!(
            matches!(error.at.text(), "/" | "%"),
            "{text}: {}",
            error.at.text()
        );
    }
}

#[test]
fn b10_overflow_is_an_error_and_shifts_are_refused() {
    for text in [
        "9223372036854775807 + 1",
        "-9223372036854775807 - 2",
        "9223372036854775807 * 2",
        "10 ** 40",
    ] {
        let error = value_of(text, blank).expect_err(text);
        assert!(error.message.contains("grew too large"), "{text}: {error}");
        assert!(!error.message.contains("9223372036854775807"));
    }
    refused("1 << 100", Code::SCRIPT_FORBIDDEN);
    refused("1 >> 100", Code::SCRIPT_FORBIDDEN);
    stopped(
        "fn overall(sections) { let f = 1 / 3; loop { f = f * f; } }",
        Code::SCRIPT_FAILED,
        "grew too large",
    );
}

#[test]
fn b11_nothing_outside_can_be_read_and_runs_agree() {
    for name in [
        "timestamp",
        "rand",
        "env",
        "open_file",
        "sleep",
        "exit",
        "read",
        "http_get",
        "now",
        "uuid",
    ] {
        refused(&format!("{name}()"), Code::SCRIPT_UNKNOWN_FUNCTION);
    }
    refused("import \"x\" as y; ()", Code::SCRIPT_FORBIDDEN);
    let run = || {
        let built = template().limit(MIXED);
        let facts = Arc::new(answered(
            &built.template,
            &[("L05", "started"), ("S1", "7"), ("R22", "neglect")],
        ));
        built.ready().value(Place::Limit(0), &facts).unwrap()
    };
    let first = run();
    assert!((0..20).all(|_| run() == first));
}

/// A bit of everything.
const MIXED: &str = "[answers.L05, answers.S1 / 3, `${today}`, #{b: 1, a: answers.R22}, sections.map(|s| s.weight / 7), quarter_of(today), \
    [3, 1, 2].filter(|n| n > 1), count_answers([\"L03\", \"L07\"], \"no\"), if answers.S1 > 5 { 0.1 + 0.2 } else { 0 }]";

#[test]
fn b12_quick_operators_change_no_result() {
    // Optimization is off for good; what is chosen by the text is whether operators are looked up. Dividing somewhere else must change nothing.
    let texts = [
        "answers.S1 + 1 == 8",
        "0.1 + 0.2 == 0.3 && 0.1 * 3 == 0.3 && 2 - 0.5 > 1",
        "\"a\" + \"b\" == \"ab\" && \"a\" < \"b\" && \"a\" != ()",
        "[1, 2] == [1, 2] && () == () && 7 % 4 == 3 && -answers.S1 < 0 && !(1 > 2)",
        "answers.L05 == \"started\" && answers.L03 == () && today > date(\"2025-01-01\")",
        "(1 > \"a\") == (\"a\" > 1) && 1 != \"1\"",
    ];
    for text in texts {
        let of = |built: Built| {
            let facts = Arc::new(answered(
                &built.template,
                &[("L05", "started"), ("S1", "7")],
            ));
            built.ready().value(Place::Limit(0), &facts)
        };
        let plain = of(template().limit(text));
        assert_eq!(plain, Ok(ScriptValue::Bool(true)), "{text}");
        assert_eq!(
            plain,
            of(template().limit(text).limit("1 / 2 > 0")),
            "{text}"
        );
    }
}

#[test]
fn b13_the_engine_is_pinned_and_known_results_stand() {
    // Results that an upgrade of the script language must not change.
    let of = |text: &str| value_of(text, blank).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(of("7 % 4 + 2 * 3 - 1"), ScriptValue::Number(8.into()));
    assert_eq!(of("2 ** 3 ** 2"), ScriptValue::Number(512.into()));
    assert_eq!(of("1.10 + 2"), ScriptValue::Number(Exact::ratio(31, 10)));
    assert_eq!(
        of("() == () && !(() > 1) && !(1 > ()) && () != 0"),
        ScriptValue::Bool(true)
    );
    assert_eq!(of("false && 1 / 0 > 1"), ScriptValue::Bool(false));
    assert_eq!(of("() ?? 5"), ScriptValue::Number(5.into()));
    assert_eq!(
        of("[3, 1, 2].len() + [1, 2].filter(|n| n > 1).len()"),
        ScriptValue::Number(4.into())
    );
    assert_eq!(
        of("#{b: 1, a: 2}.keys()"),
        ScriptValue::List(vec![
            ScriptValue::Text("a".into()),
            ScriptValue::Text("b".into())
        ])
    );
    let manifest = include_str!("../../../../../Cargo.toml");
    assert!(manifest.contains("rhai = { version = \"=1.27.0\""));
}

#[test]
fn b14_audits_share_nothing() {
    let built = template().limit("count_answers([\"L03\", \"L07\"], \"no\") == 2").script(
        "fn overall(sections) { let n = 0; if answers.L03 == \"no\" { n += 1; } if answers.L07 == \"no\" { n += 1; } points(n, 2) }",
    );
    let script = built.ready();
    let audits: Vec<Arc<Facts>> = [("no", "no"), ("yes", "no"), ("yes", "yes"), ("na", "nee")]
        .iter()
        .map(|(a, b)| Arc::new(answered(&built.template, &[("L03", a), ("L07", b)])))
        .collect();
    let run = |order: &[usize]| {
        let mut results: Vec<_> = order
            .iter()
            .map(|at| {
                (
                    *at,
                    script.overall(&audits[*at]),
                    script.truth(Place::Limit(0), &audits[*at]),
                )
            })
            .collect();
        results.sort_by_key(|(at, ..)| *at);
        results
    };
    let first = run(&[0, 1, 2, 3]);
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(run(&order), first);
    }
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| (0..50).all(|_| run(&[1, 0, 3, 2]) == first)))
            .collect();
        assert!(threads.into_iter().all(|one| one.join().unwrap()));
    });
}

#[test]
fn b15_printing_goes_nowhere_and_thrown_text_stays_short_and_private() {
    let spam = "fn overall(sections) { for n in 0..500 { print(\"spam\"); debug(\"spam\"); } points(1, 2) }";
    assert_eq!(overall(spam), Ok(OverallBy::Points(1.into(), 2.into())));
    let with = |text: &str, facts: fn(&Template) -> Facts| {
        let built = template().script(&format!("fn overall(sections) {{ {text} }}"));
        let facts = Arc::new(facts(&built.template));
        built.ready().overall(&facts).unwrap_err().to_string()
    };
    let secret = |template: &Template| answered(template, &[("T1", "Zebedee was hurt")]);
    for text in [
        "throw answers.T1;",
        "throw `because ${answers.T1}`;",
        "let m = #{}; answers[answers.T1]",
        "grade(answers.T1)",
        "concern(answers.T1, \"x\")",
        "date(answers.T1)",
        "answers.T1.is(\"good\")",
        "answers.T1 * 2",
        "parse_int(answers.T1)",
        "let x = [1]; x[answers.T1]",
        "answers.T1",
        "#{a: 1}[answers.T1].b.c",
        "let s = answers.T1; for n in 0..9 { s += s; } throw s;",
    ] {
        let error = with(text, secret);
        assert!(
            !error.contains("Zebedee") && error.len() < 1000,
            "{text}: {error}"
        );
    }
    let error = with("throw \"the plan is missing\";", blank);
    assert!(
        error.contains(
            "`overall(sections)`: the script stopped itself with `throw`: the plan is missing"
        ),
        "{error}"
    );
}

#[test]
fn b16_letters_that_only_look_alike_and_hidden_marks_are_named() {
    let found = |text: &str| {
        let found = template().limit(text).mistakes();
        let one = found.first().unwrap_or_else(|| panic!("{text}"));
        (one.code, one.at.text().to_owned(), one.message.clone())
    };
    let (code, at, message) = found("\u{430}nswers.L05 == \"none\"");
    assert_eq!(
        (code, at.as_str()),
        (Code::SCRIPT_LOOKALIKE, "\u{430}nswers")
    );
    assert!(message.contains("U+0430"), "{message}");
    assert_eq!(
        found("answers.L05 == \"n\u{43e}ne\"").0,
        Code::SCRIPT_LOOKALIKE
    );
    assert_eq!(
        found("answers.L05 == \"none\u{202e}\"").0,
        Code::SCRIPT_LOOKALIKE
    );
    assert_eq!(
        found("answers.L05 == \"none\" // \u{2066}x").0,
        Code::SCRIPT_LOOKALIKE
    );
    assert_eq!(
        found("answers.L05 \u{ff1d}= \"none\"").0,
        Code::SCRIPT_LOOKALIKE
    );
    let welsh = template().script("// Llŷr's own\nfn findings() { [concern(\"voice\", \"Nid yw barn y plentyn wedi'i chofnodi: tŷ\")] }");
    assert!(welsh.mistakes().is_empty());
}
