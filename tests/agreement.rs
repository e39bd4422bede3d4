//! Agreement held against statistics libraries that are not ours: `tests/agreement/README.md`.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use sightline_engine::Exact;
use sightline_engine::rollup::{Coefficient, Matrix, Shift, Statistic};

/// How far a float may lie from an exact fraction.
const NEAR: f64 = 1e-9;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("agreement")
}

fn lines(path: &Path) -> Vec<Json> {
    let text = std::fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    let line = |text: &str| serde_json::from_str(text).expect("an object a line");
    text.lines().map(line).collect()
}

fn matrix(line: &Json) -> Matrix {
    let mut rows: Vec<Vec<u64>> =
        serde_json::from_value(line["rows"].clone()).expect("rows of counts");
    rows.push(vec![0; rows.len()]);
    Matrix { rows }
}

/// Each name, what we say and what they say.
fn compared(line: &Json) -> Vec<(&'static str, Option<f64>, Option<f64>)> {
    let matrix = matrix(line);
    let float = |value: &Exact| value.decimal(12).parse::<f64>().expect("a decimal");
    let theirs = |name: &str| {
        let said = line
            .get(name)
            .unwrap_or_else(|| panic!("{line} has no {name}"));
        said.as_f64()
    };
    let coefficients = Coefficient::ALL.map(|one| {
        let ours = matrix.agreement(one, 0);
        (one.id(), ours.value().map(float), theirs(one.id()))
    });
    let shift = matrix.shift(0);
    let shift = shift.value().map(Shift::mean).map(float);
    let mut all = coefficients.to_vec();
    all.push(("mean_shift", shift, theirs("mean_shift")));
    all
}

fn differences(path: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in lines(path) {
        for (name, ours, theirs) in compared(&line) {
            let same = match (ours, theirs) {
                (Some(ours), Some(theirs)) => (ours - theirs).abs() < NEAR,
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            if !same {
                wrong.push(format!(
                    "{name}: ours {ours:?}, theirs {theirs:?}, on {}",
                    line["rows"]
                ));
            }
        }
    }
    wrong
}

#[test]
fn every_coefficient_is_what_an_independent_library_says() {
    assert_eq!(differences(&folder().join("expected.jsonl")), [""; 0]);
}

#[test]
fn the_expectations_hold_numbers_and_gaps_of_every_coefficient() {
    let all = lines(&folder().join("expected.jsonl"));
    for coefficient in Coefficient::ALL {
        let said = all.iter().map(|line| &line[coefficient.id()]);
        let undefined = said.clone().filter(|value| value.is_null()).count();
        let numbers: Vec<f64> = said.filter_map(Json::as_f64).collect();
        assert!(undefined >= 2 && numbers.len() >= 60, "{coefficient:?}");
        assert!(numbers.iter().any(|value| *value < 0.0), "{coefficient:?}");
    }
}

/// Matrices that nobody has seen, with what the libraries say of them just now: `cargo xtask test` makes them.
#[test]
fn fresh_matrices_come_to_what_an_independent_library_says() {
    let Some(path) = std::env::var_os("SIGHTLINE_AGREEMENT").map(PathBuf::from) else {
        return;
    };
    assert!(lines(&path).len() >= 100, "{} is too short", path.display());
    assert_eq!(differences(&path), [""; 0]);
}

#[test]
fn what_is_withheld_is_no_number() {
    for line in lines(&folder().join("expected.jsonl")) {
        let matrix = matrix(&line);
        let pairs = matrix.pairs();
        for coefficient in Coefficient::ALL {
            let least = pairs + 1;
            let withheld = matrix.agreement(coefficient, least);
            assert_eq!(withheld, Statistic::TooFew { pairs, least });
        }
    }
}
