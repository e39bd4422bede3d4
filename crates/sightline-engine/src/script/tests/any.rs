//! Whatever is written: nothing breaks, and every caret stands under what is meant.

use proptest::prelude::*;
use std::sync::Arc;

use super::build::*;
use crate::model::Expression;
use crate::script::{Place, Script};
use crate::source::{SourceFile, Span};

/// Conditions without a mistake in them, some with characters that YAML writes differently.
fn clause() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "answers.L05 == \"none\"",
        "answers.T1 != \"it's – «said»\"",
        "record.moves > 0.5",
        "(answered(\"L03\") || !answered(\"L07\"))",
        "answers.T1 != \"back\\\\slash\"",
        "\"neglect\" in answers.R22",
        "today > date(\"2025-01-01\")",
        "[1, 2].some(|n| n > 1)",
        "answers.T1 != \"é𝄞\"",
    ])
}

/// An expression as each kind of YAML scalar writes it.
fn written(text: &str, style: usize) -> (String, String) {
    let inner = match style {
        1 => text.replace('\'', "''"),
        2 => text.replace('\\', "\\\\").replace('"', "\\\""),
        3 => text.replacen(" && ", "\n      && ", 1),
        _ => text.to_owned(),
    };
    let yaml = match style {
        1 => format!("title: Ünï\neligible: '{inner}'\n"),
        2 => format!("title: Ünï\neligible: \"{inner}\"\n"),
        3 => format!("title: Ünï\neligible: >-\n      {inner}\n"),
        _ => format!("title: Ünï\neligible: {inner}\n"),
    };
    (yaml, inner)
}

fn eligible(text: &str, style: usize) -> Built {
    let (yaml, inner) = written(text, style);
    let file = SourceFile::new("template.yaml", yaml);
    let start = file.text().find(&inner).unwrap();
    let mut built = template();
    let at = Span::new(&file, start, start + inner.len());
    built.template.eligible = Some(Expression {
        text: text.to_owned(),
        at,
    });
    built
}

proptest! {
    #[test]
    fn the_caret_stands_under_the_word_that_is_wrong(
        before in prop::collection::vec(clause(), 0..4),
        after in prop::collection::vec(clause(), 0..3),
        wrong in prop::sample::select(vec![
            ("answers.Q99 == ()", "Q99"),
            ("record.nowhere != ()", "nowhere"),
            ("misspelt(1) > 2", "misspelt"),
            ("nobody == ()", "nobody"),
            ("overall.score > 1", "overall"),
        ]),
        style in 0_usize..4,
    ) {
        let all = [before.as_slice(), &[wrong.0], after.as_slice()].concat().join(" && ");
        let found = eligible(&all, style).mistakes();
        prop_assert_eq!(found.len(), 1, "{:?}", found);
        prop_assert_eq!(found[0].at.text(), wrong.1, "{}", all);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}", style in 0_usize..3) {
        for one in eligible(&text, style).mistakes() {
            let range = one.at.range();
            prop_assert!(one.at.file().text().get(range).is_some());
        }
    }

    #[test]
    fn any_words_of_the_language_are_read_or_refused(
        words in prop::collection::vec(prop::sample::select(vec![
            "fn ", "overall", "(", ")", "{", "}", "sections", "answers", ".", "L05", "==", "\"none\"", "[", "]", "|", "let ", "=", ";", "if ", "else ",
            "for ", "in ", "1", "0.5", "/", "-", "!", "&&", "#{", ":", ",", "return ", "loop ", "break", "switch ", "=>", "_", "`", "${", "try ", "catch ",
            "\n", "//", "/*", "*/", "is", "grade", "record", "throw ", "this", "?.", "??", "..", "@", "\\", "'", "é",
        ]), 0..40),
    ) {
        let text = words.concat();
        let script = template().script(&text);
        drop(script.mistakes());
        let hook = template().script(&format!("fn overall(sections) {{ {text} }}"));
        drop(hook.mistakes());
    }

    #[test]
    fn equal_facts_give_equal_results(clauses in prop::collection::vec(clause(), 1..4), options in 0_usize..9) {
        let built = template().limit(&clauses.join(" || "));
        let (a, b): (Script, Script) = (built.ready(), built.ready());
        let given = [("L05", ["none", "started", "na"][options % 3]), ("R22", ["neglect", "emotional", "nee"][options / 3])];
        let facts = || Arc::new(answered(&built.template, &given));
        let first = a.truth(Place::Limit(0), &facts());
        prop_assert_eq!(&first, &a.truth(Place::Limit(0), &facts()));
        prop_assert_eq!(&first, &b.truth(Place::Limit(0), &facts()));
    }
}
