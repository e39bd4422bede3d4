//! Planted names, dates and numbers are found in free text, and ordinary prose is let through.
use std::time::Duration;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Found, Kind, Known, find};

fn known() -> Known {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    Known {
        names: vec![
            "Tamsin Quillfeather".to_owned(),
            "Zoe Larkspindle".to_owned(),
            "Will Quillfeather".to_owned(),
        ],
        allowed: vec!["Northmoor Assessment".to_owned()],
        days: Some(day(2025, 7, 1)..=day(2026, 3, 31)),
    }
}

/// A planted line without its brackets, and what was planted.
fn planted(line: &str) -> (String, std::ops::Range<usize>, &str) {
    let (before, rest) = line.split_once('[').expect("a bracket");
    let (inside, after) = rest.split_once(']').expect("its end");
    let (kind, what) = inside.split_once('|').expect("a kind");
    (
        format!("{before}{what}{after}"),
        before.len()..before.len() + what.len(),
        kind,
    )
}

fn kinds(kind: &str) -> &'static [Kind] {
    match kind {
        "name" => &[Kind::Name],
        "dob" | "birth" => &[Kind::DateOfBirth],
        "date" => &[Kind::Date],
        "initials" => &[Kind::Initials],
        "place" => &[Kind::Place],
        "ni" => &[Kind::NiNumber],
        "nhs" => &[Kind::NhsNumber],
        "upn" => &[Kind::Upn],
        "postcode" => &[Kind::Postcode],
        "phone" => &[Kind::Phone],
        "email" => &[Kind::Email],
        "id" => &[Kind::Id],
        other => panic!("no kind `{other}`"),
    }
}

#[test]
fn d06_planted_names_dates_and_numbers_are_found() {
    let lines = include_str!("tests/planted.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let mut missed = Vec::new();
    for line in lines {
        let (text, range, kind) = planted(line);
        let found = find(&text, &known());
        let hit = |one: &Found| {
            // The last of the planted part is what gives somebody away; a title before it may be left.
            one.range.contains(&(range.end - 1)) && kinds(kind).contains(&one.kind)
        };
        if !found.iter().any(hit) {
            missed.push(format!("{text}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn d06_ordinary_prose_is_let_through() {
    let text = include_str!("tests/prose.txt");
    let found = find(text, &known());
    let shown: Vec<String> = found
        .iter()
        .map(|one| format!("{one}: {}", text.get(one.range.clone()).unwrap()))
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn places_are_lines_and_characters() {
    let found = find("Größe é\n\n… with Tamsin there", &known());
    let places: Vec<(usize, usize)> = found.iter().map(|one| (one.line, one.column)).collect();
    assert_eq!(places.last(), Some(&(3, 8)), "{found:?}");
}

#[test]
fn a_day_of_the_period_is_let_through_but_no_birth() {
    let text = "The visit on 3 August 2025 was late. A baby was born at home, on 3 August 2025.";
    let found = find(text, &known());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].kind, Kind::DateOfBirth);
}

#[test]
fn d06_a_day_of_the_period_that_may_be_one_of_birth_is_found() {
    let kinds = |text: &str| -> Vec<Kind> {
        let found = find(text, &known());
        found.into_iter().map(|one| one.kind).collect()
    };
    // As records write it, and beside somebody who cannot have been born long before.
    for text in [
        "The youngest (3/8/25) is with a carer.",
        "A sibling group: 14/2/26, and one older.",
        "| 03.08.2025 |",
        "The new baby, 3 August 2025, went home.",
        "Twins of 3 August 2025 stayed together.",
    ] {
        assert_eq!(kinds(text), [Kind::Date], "{text}");
    }
    for text in [
        "The visit was on 3/8/25 and the next is due 14/2/26.",
        "Counted from 1/7/25 to 30/9/25.",
        "Audits of 1/7/25 – 30/9/25 and 01/10/2025 until 31/12/2025.",
        "The plan, agreed 3 August 2025, was shared. A baby was seen at home.",
        "The baby was seen at home. The review was on 3 August 2025.",
        "Taken on 2025-08-03; 2025-09-01.",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn long_texts_take_no_longer_a_letter() {
    for part in [
        "a", "Aa ", "1", "1 ", "a.", "a@", "born on ", "Mrs ", "’", "\u{301}", "A-", "\n",
    ] {
        let text = part.repeat(100_000 / part.len());
        let start = std::time::Instant::now();
        let _found = find(&text, &known());
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{part:?} took {:?}",
            start.elapsed()
        );
    }
}

proptest! {
    #[test]
    fn ranges_are_in_order_apart_and_of_whole_characters(text in "\\PC{0,80}|[ A-Za-z0-9.'’@\\-\n/áЖ]{0,120}") {
        let mut end = 0;
        for one in find(&text, &known()) {
            prop_assert!(one.range.start >= end && one.range.start < one.range.end);
            prop_assert!(text.get(one.range.clone()).is_some());
            end = one.range.end;
        }
    }

    #[test]
    fn a_known_name_is_found_anywhere(before in "[a-z ,.]{0,30}", after in "[ ,.;:!?\n][a-z ]{0,30}") {
        let text = format!("{before} Tamsin{after}");
        let found = find(&text, &known());
        prop_assert!(found.iter().any(|one| text.get(one.range.clone()).unwrap().contains("Tamsin")), "{text:?}");
    }
}
