//! Every caret stands under the word that is meant.

use super::build::*;
use crate::diagnostic::Code;
use crate::model::Expression;
use crate::script::{Facts, HostFunctions, Place, Script};
use crate::source::{SourceFile, Span};
use std::sync::Arc;

/// Puts an expression into YAML as it is written there, and gives the text under the caret of its only mistake.
#[track_caller]
fn caret(yaml: &str, written: &str, text: &str) -> String {
    let start = yaml.find(written).expect(written);
    let file = SourceFile::new("template.yaml", yaml);
    let mut built = template();
    built.template.eligible = Some(Expression {
        text: text.into(),
        at: Span::new(&file, start, start + written.len()),
    });
    let found = built.mistakes();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].at.text().to_owned()
}

#[test]
fn plain_quoted_and_folded_scalars() {
    let text = "answers.L03 == \"no\" && answers.L99 == \"é\"";
    assert_eq!(
        caret(&format!("title: Ünï\neligible: {text}\n"), text, text),
        "L99"
    );
    let single = "answers.L03 == ''no'' && answers.L99";
    assert_eq!(
        caret(
            &format!("eligible: '{single}'"),
            single,
            "answers.L03 == 'no' && answers.L99"
        ),
        "''no''"
    );
    let single = "record.plan == \"adoption\" && \"it''s\" != answers.L99";
    assert_eq!(
        caret(
            &format!("eligible: '{single}'"),
            single,
            &single.replace("''", "'")
        ),
        "L99"
    );
    let double = "answers.L03 == \\\"nope\\\" && true";
    assert_eq!(
        caret(
            &format!("eligible: \"{double}\""),
            double,
            &double.replace('\\', "")
        ),
        "\\\"nope\\\""
    );
    let folded = "answers.L03 == \"no\"\n    && answers.L99 == ()";
    assert_eq!(
        caret(
            &format!("eligible: >-\n    {folded}\n"),
            folded,
            "answers.L03 == \"no\" && answers.L99 == ()"
        ),
        "L99"
    );
}

#[test]
fn each_mistake_has_its_word() {
    let check = |text: &str, expect: &str, code: Code| {
        let found = template().eligible(text).mistakes();
        let one = found
            .first()
            .unwrap_or_else(|| panic!("{text}: nothing found"));
        assert_eq!((one.at.text(), one.code), (expect, code), "{text}: {one}");
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    };
    check("answers.L05 = \"none\"", "=", Code::SCRIPT_SYNTAX);
    check("answers.L05 === \"none\"", "===", Code::SCRIPT_SYNTAX);
    check(
        "answers.L05 == \"none\" and true",
        "and",
        Code::SCRIPT_SYNTAX,
    );
    check("(answers.L05 == \"none\"", "", Code::SCRIPT_SYNTAX);
    check("answers.L05 == \"none", "\"none", Code::SCRIPT_SYNTAX);
    check("answers.L05 ==", "", Code::SCRIPT_SYNTAX);
    check("let x = 1; x == 1", "let", Code::SCRIPT_SYNTAX);
    check(
        "answer.L05 == \"none\"",
        "answer",
        Code::SCRIPT_UNKNOWN_NAME,
    );
    check("answers.L05 == none", "none", Code::SCRIPT_UNKNOWN_NAME);
    check(
        "answers.L55 == \"none\"",
        "L55",
        Code::SCRIPT_UNKNOWN_QUESTION,
    );
    check(
        "answers[\"L55\"] == ()",
        "\"L55\"",
        Code::SCRIPT_UNKNOWN_QUESTION,
    );
    check(
        "answered(\"L55\")",
        "\"L55\"",
        Code::SCRIPT_UNKNOWN_QUESTION,
    );
    check(
        "count_answers([\"L03\", \"L55\"], \"no\") > 0",
        "\"L55\"",
        Code::SCRIPT_UNKNOWN_QUESTION,
    );
    check(
        "record.date_of_brith != ()",
        "date_of_brith",
        Code::SCRIPT_UNDECLARED_FACT,
    );
    check(
        "record[\"ward\"] != ()",
        "\"ward\"",
        Code::SCRIPT_UNDECLARED_FACT,
    );
    check("answred(\"L05\")", "answred", Code::SCRIPT_UNKNOWN_FUNCTION);
    check(
        "answered(\"L05\", \"L03\")",
        "answered",
        Code::SCRIPT_UNKNOWN_FUNCTION,
    );
    check(
        "answers.T1.pad(9, \"x\") == \"\"",
        "pad",
        Code::SCRIPT_UNKNOWN_FUNCTION,
    );
    check(
        "answers.L05 == \"nonne\"",
        "\"nonne\"",
        Code::UNKNOWN_OPTION,
    );
    check(
        "\"nonne\" != answers.L05",
        "\"nonne\"",
        Code::UNKNOWN_OPTION,
    );
    check(
        "\"neglct\" in answers.R22",
        "\"neglct\"",
        Code::UNKNOWN_OPTION,
    );
    check(
        "answers.L05 in [\"none\", \"strted\"]",
        "\"strted\"",
        Code::UNKNOWN_OPTION,
    );
    check(
        "answers.R22 == \"neglect\"",
        "\"neglect\"",
        Code::UNKNOWN_OPTION,
    );
    check("answers.L03 == true", "true", Code::UNKNOWN_OPTION);
    check("answers.S1 == \"7\"", "\"7\"", Code::UNKNOWN_OPTION);
    check(
        "record.plan == \"adoptoin\"",
        "\"adoptoin\"",
        Code::UNKNOWN_OPTION,
    );
    check(
        "count_answers([\"L03\"], \"partly\") > 0",
        "\"partly\"",
        Code::UNKNOWN_OPTION,
    );
    check(
        "answers.R01.is_below(\"god\")",
        "\"god\"",
        Code::UNKNOWN_GRADE,
    );
    check("1 << 3 == 8", "<<", Code::SCRIPT_FORBIDDEN);
    check("eval(\"1\") == 1", "eval", Code::SCRIPT_FORBIDDEN);
    check("answers.L05 == “none”", "“", Code::SMART_QUOTES);
    check("overall.is(\"good\")", "overall", Code::SCRIPT_TOO_EARLY);
    check(
        "grade(\"voice\").is(\"good\")",
        "grade",
        Code::SCRIPT_TOO_EARLY,
    );
    check("", "", Code::SCRIPT_SYNTAX);
}

#[test]
fn a_script_file_has_its_own_lines() {
    let script = "\u{feff}// Scores.\r\nfn overall(sections) {\r\n    let é = answers.L99;\r\n    helper(é)\r\n}\r\n";
    let found = template().script(&script.replace('é', "e")).mistakes();
    let places: Vec<_> = found
        .iter()
        .map(|one| (one.at.line_column(), one.at.text()))
        .collect();
    assert_eq!(places, [((3, 21), "L99"), ((4, 5), "helper")]);
    let first = template()
        .script("\u{feff}fn overall(sections) { answers.L99 }")
        .mistakes();
    assert_eq!(
        (first[0].at.line_column(), first[0].at.text()),
        ((1, 32), "L99")
    );
}

fn fails(built: &Built, place: Place, facts: Facts) -> crate::diagnostic::Diagnostic {
    let (script, found) = Script::compile(&built.template, &HostFunctions::new(), &calendar());
    let script = script.unwrap_or_else(|| panic!("{found}"));
    *script.value(place, &Arc::new(facts)).expect_err("fails")
}

#[test]
fn run_time_errors_stand_where_they_happen() {
    let built = template()
        .limit("answers.N1 > 0 && helper(answers.N1) > 1")
        .script("fn helper(n) {\n  let m = n / 0;\n  m\n}");
    let error = fails(
        &built,
        Place::Limit(0),
        answered(&built.template, &[("N1", "3")]),
    );
    assert_eq!(
        (error.at.path(), error.at.line_column(), error.at.text()),
        ("scripts/made_up.rhai", (2, 13), "/")
    );
    assert_eq!(
        error.related[0].0.text(),
        "answers.N1 > 0 && helper(answers.N1) > 1"
    );
    assert!(
        error
            .message
            .starts_with("`when` of limit `LJ-1`: a number is divided by zero"),
        "{error}"
    );
    let built = template()
        .limit("true")
        .limit("months_between(record.in_care_since, today) > 3");
    let error = fails(&built, Place::Limit(1), blank(&built.template));
    assert_eq!(
        (error.at.text(), error.message.as_str()),
        (
            "months_between",
            "`when` of limit `LJ-2`: a date is missing"
        )
    );
}
