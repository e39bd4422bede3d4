//! Faults in templates that no single small file shows: hostile sizes, and properties over many templates.
//!
//! Each test bears the number of the fault it stands against. Faults that one template shows are fixtures of the
//! same names in `suite/load/`; circles of conditions (A15) are tested beside the code that finds them.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use sightline_engine::model::Template;
use sightline_engine::{
    Diagnostics, LARGEST_TEMPLATE, Shared, SourceFile, load_example, load_shared, load_template,
    text_from_bytes, yaml_as_json,
};

const CLEAN: &str = include_str!("suite/load/clean-everything/template.yaml");
const EXAMPLE: &str = include_str!("suite/load/clean-everything/examples/all.yaml");
const SCALES: &str = include_str!("suite/load/_shared/scales.yaml");
const THEMES: &str = include_str!("suite/load/_shared/themes.yaml");

fn shared() -> Shared {
    let files = [
        SourceFile::new("scales.yaml", SCALES),
        SourceFile::new("themes.yaml", THEMES),
    ];
    let (shared, found) = load_shared(&files);
    assert!(found.is_empty(), "{found}");
    shared
}

fn scripts() -> BTreeMap<String, Arc<SourceFile>> {
    BTreeMap::from([("script.rhai".to_owned(), SourceFile::new("script.rhai", ""))])
}

fn load(text: impl Into<String>) -> (Option<Template>, Diagnostics) {
    load_template(
        &SourceFile::new("template.yaml", text),
        &shared(),
        &scripts(),
    )
}

fn codes(found: &Diagnostics) -> Vec<&'static str> {
    found.iter().map(|one| one.code.id()).collect()
}

#[test]
fn a01_a_file_that_unfolds_without_end_is_refused_at_once() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for n in 1..200 {
        let before = format!("*a{}", n - 1);
        bomb.push_str(&format!("a{n}: &a{n} [{}]\n", vec![before; 9].join(", ")));
    }
    let (template, found) = load(bomb);
    assert!(template.is_none() && codes(&found).contains(&"SL108"));
    assert!(
        found.len() < 300,
        "a file of nothing but repeats is not worth {} messages",
        found.len()
    );
}

#[test]
fn a02_deep_nesting_is_refused_on_a_small_stack() {
    for opening in ["[", "{a: ", "- ", "? "] {
        let text = format!("template: {}", opening.repeat(20_000));
        let list = opening.repeat(20_000);
        let work = move || {
            for text in [text, list] {
                let (template, found) = load(text);
                assert!(template.is_none() && found.has_errors());
                assert!(found.len() < 10, "{found}");
            }
        };
        let thread = std::thread::Builder::new()
            .stack_size(2 * 1024 * 1024)
            .spawn(work)
            .expect("a thread starts");
        assert!(thread.join().is_ok(), "{opening} 20,000 deep");
    }
}

#[test]
fn a02_thirty_two_levels_are_read_and_one_more_is_not() {
    let nested = |n: usize| format!("{}x{}", "[".repeat(n), "]".repeat(n));
    let deep = |n: usize| codes(&load(nested(n)).1).contains(&"SL110");
    assert!(!deep(32) && deep(33));
}

#[test]
fn a09_line_ends_and_the_byte_order_mark_change_no_place() {
    let broken = CLEAN.replace("type: yes-no, best: no", "type: yes-no, bset: no");
    let plain = load(broken.clone()).1.to_string();
    assert!(plain.contains("SL114"), "{plain}");
    assert_eq!(load(broken.replace('\n', "\r\n")).1.to_string(), plain);
    assert_eq!(load(format!("\u{feff}{broken}")).1.to_string(), plain);
}

#[test]
fn a10_text_in_another_encoding_is_named() {
    let refused = |bytes: &[u8]| match text_from_bytes("t.yaml", bytes, LARGEST_TEMPLATE) {
        Ok(_) => "read".to_owned(),
        Err(found) => found.to_string(),
    };
    assert!(refused(b"title: caf\xe9\n").contains("saved as Windows-1252"));
    assert!(refused(b"title: \x93quoted\x94\n").contains("saved as Windows-1252"));
    assert!(refused(b"\xff\xfet\0i\0").contains("saved as UTF-16"));
    assert!(refused(b"t\0i\0t\0l\0").contains("saved as UTF-16"));
    assert!(refused("title: café\n".as_bytes()).contains("read"));
}

#[test]
fn a11_what_is_no_template_is_refused_before_it_is_parsed() {
    let code = |bytes: &[u8]| match text_from_bytes("t.yaml", bytes, LARGEST_TEMPLATE) {
        Ok(file) => codes(&load_template(&file, &shared(), &scripts()).1),
        Err(found) => codes(&found),
    };
    assert_eq!(code(&vec![b'a'; 50_000_000]), ["SL103"]);
    assert_eq!(code(b""), ["SL104"]);
    assert_eq!(code(b"  \n\n# only a comment\n"), ["SL104"]);
    assert_eq!(code(b"~\n"), ["SL104"]);
    assert_eq!(code(b"title: a\0b\n"), ["SL101"]);
    assert_eq!(code(b"PK\x03\x04\x14\0\x06\0"), ["SL101"]);
}

#[test]
fn a11_a_large_file_of_one_mistake_is_no_way_to_hold_things_up() {
    for line in [
        "wrong: 1\n",
        "a{n}: 1\n",
        "- x\n",
        "sections: #x\n",
        "a: b: c\n",
        "\ta: b\n",
    ] {
        let mut text = String::new();
        for n in 0.. {
            text.push_str(&line.replace("{n}", &n.to_string()));
            if text.len() > 200_000 {
                break;
            }
        }
        assert!(load(text).0.is_none(), "{line:?}");
    }
}

/// What may follow `weight:` and is a weight, and what is none.
#[test]
fn a13_only_plain_numbers_are_weights() {
    let weight = |text: &str| {
        let text = CLEAN.replace(
            "scored: yes, weight: 2",
            &format!("scored: yes, weight: {text}"),
        );
        load(text)
            .0
            .map(|template| template.questions[11].weight.to_string())
    };
    assert_eq!(weight("0.1").as_deref(), Some("1/10"));
    assert_eq!(weight("\"3\"").as_deref(), Some("3"));
    for not in [
        ".nan",
        ".inf",
        "-.inf",
        "-1",
        "1e3",
        "1e308",
        "0x10",
        "1_000",
        "1,5",
        "٣",
        "three",
        "0.1234567",
        "true",
    ] {
        assert_eq!(weight(not), None, "{not}");
    }
}

proptest! {
    #[test]
    fn a16_bands_are_refused_exactly_where_some_score_has_no_grade_or_two(
        bounds in prop::collection::vec(0_u32..9, 4)
    ) {
        let [best, good, poor, worst] = bounds[..] else { unreachable!() };
        let share = |eighths: u32| format!("{}%", f64::from(eighths) * 12.5);
        let bands = format!(
            "bands: {{best: {}, good: {}, poor: {}, worst: {}}}",
            share(best), share(good), share(poor), share(worst)
        );
        let (template, found) = load(CLEAN.replace("bands: {best: 3.5, good: 62.5%, poor: 1.5, worst: 1}", &bands));
        let covers = best > good && good > poor && poor > worst && worst == 0;
        prop_assert_eq!(template.is_some(), covers, "{} {}", bands, found);
    }
}

/// One change to a text, by where and what.
#[derive(Clone, Debug)]
enum Change {
    Delete(usize, usize),
    Repeat(usize, usize),
    Insert(usize, String),
    SwapLines(usize, usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let pieces = prop::sample::select(vec![
        "\t",
        "\n",
        "\r\n",
        " ",
        "  ",
        ": ",
        "- ",
        "#",
        " #x",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "|",
        ">",
        "&a ",
        "*a",
        "!x ",
        "%",
        "@",
        "~",
        "null",
        "yes",
        "---\n",
        "? ",
        "<<: ",
        "é",
        "“",
        "\u{feff}",
        "\u{a0}",
        ",",
        "0",
        "-1",
        "1e9",
        "100%",
        "type: ",
        "scale: ",
        "questions:\n",
        "bands: {}",
        "options: []",
        "\u{202e}",
    ]);
    let change = prop_oneof![
        (any::<usize>(), 1_usize..40).prop_map(|(at, n)| Change::Delete(at, n)),
        (any::<usize>(), 1_usize..80).prop_map(|(at, n)| Change::Repeat(at, n)),
        (any::<usize>(), pieces).prop_map(|(at, piece)| Change::Insert(at, piece.to_owned())),
        (any::<usize>(), any::<usize>()).prop_map(|(a, b)| Change::SwapLines(a, b)),
    ];
    prop::collection::vec(change, 1..8)
}

fn apply(text: &str, changes: &[Change]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for change in changes {
        let length = letters.len().max(1);
        match change {
            Change::Delete(at, n) => {
                let at = at % length;
                letters.drain(at..(at + n).min(letters.len()));
            }
            Change::Repeat(at, n) => {
                let at = at % length;
                let piece: Vec<char> = letters[at..(at + n).min(letters.len())].to_vec();
                letters.splice(at..at, piece);
            }
            Change::Insert(at, piece) => {
                let at = at % length;
                letters.splice(at..at, piece.chars());
            }
            Change::SwapLines(a, b) => {
                let whole: String = letters.iter().collect();
                let mut lines: Vec<&str> = whole.split_inclusive('\n').collect();
                let (a, b) = (a % lines.len().max(1), b % lines.len().max(1));
                if a < lines.len() && b < lines.len() {
                    lines.swap(a, b);
                }
                letters = lines.concat().chars().collect();
            }
        }
    }
    letters.into_iter().collect()
}

fn holds_together(found: &Diagnostics, text: &str) {
    for one in found {
        let range = one.at.range();
        assert!(
            range.end <= text.len()
                && text.is_char_boundary(range.start)
                && text.is_char_boundary(range.end)
        );
        assert!(
            !one.message.is_empty() && !one.message.ends_with('.'),
            "{one}"
        );
        let first = one.message.chars().next().unwrap();
        assert!(!first.is_uppercase(), "{one}");
    }
    assert_eq!(
        found.clone().sorted(),
        *found,
        "diagnostics come in file order, each once"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn loading_never_panics_and_a_template_comes_out_exactly_where_nothing_is_wrong(changes in changes()) {
        let text = apply(CLEAN, &changes);
        let (template, found) = load(text.clone());
        prop_assert_eq!(template.is_some(), !found.has_errors());
        holds_together(&found, &text);
        let file = SourceFile::new("template.yaml", text);
        let _ = load_shared(std::slice::from_ref(&file));
        let _ = yaml_as_json(&file);
    }

    #[test]
    fn a_worked_case_never_panics_either(changes in changes()) {
        let (template, _) = load(CLEAN);
        let text = apply(EXAMPLE, &changes);
        let file = SourceFile::new("example.yaml", text.clone());
        let (example, found) = load_example(&file, &template.expect("the template is clean"));
        prop_assert_eq!(example.is_some(), !found.has_errors());
        holds_together(&found, &text);
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(file) = text_from_bytes("template.yaml", &bytes, LARGEST_TEMPLATE) {
            let (template, _) = load_template(&file, &shared(), &scripts());
            prop_assert!(template.is_none());
        }
    }
}
