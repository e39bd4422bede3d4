//! Color, sentences, and pooling by counts.

use std::sync::Arc;

use super::*;
use crate::diagnostic::Code;
use crate::read;
use crate::source::SourceFile;

const SHARED: &str = "
record: {area: {type: text}}
history:
  plans: {fields: {started_on: {type: date}, again: {type: yes-no}, worker: {type: text}, fte: {type: number}}}
";

/// One measure with these lines besides what every measure needs.
fn measures(lines: &str) -> Measures {
    let needed = "measures:\n  m:\n    title: Plans that began again\n    unit: plan\n    rows: plans\n    in_period: row.started_on\n";
    let files = [
        SourceFile::new("_shared/history.yaml", SHARED),
        SourceFile::new("_shared/measures/m.yaml", format!("{needed}{lines}")),
    ];
    let (measures, found) = Measures::load(&files);
    assert!(found.is_empty(), "{found}");
    measures
}

fn share(lines: &str) -> Measures {
    measures(&format!("    numerator: row.again == \"yes\"\n{lines}"))
}

/// A case with so many plans, so many of them again.
fn case(n: usize, again: usize, of: usize) -> Case {
    let plan = |at: usize| {
        let word = if at < again { "yes" } else { "no" };
        format!("{{\"started_on\":\"2025-07-01\",\"again\":\"{word}\"}}")
    };
    let plans: Vec<String> = (0..of).map(plan).collect();
    let line = format!(
        "{{\"case\":\"C-{n}\",\"history\":{{\"plans\":[{}]}}}}",
        plans.join(",")
    );
    read::case(&SourceFile::new("cases.jsonl", line)).expect("a case")
}

fn asked() -> Asked {
    Asked::new(
        "2025-26-Q2".parse().expect("a period"),
        "2025-10-10".parse().expect("a day"),
    )
}

fn one(measures: &Measures, again: usize, of: usize) -> Measured {
    count(measures.iter(), [case(1, again, of)], &asked()).remove(0)
}

#[test]
fn twenty_one_point_six_against_nineteen_is_red() {
    let against = share("    direction: lower\n    target: 19%\n");
    let rag = |again, of| one(&against, again, of).rag;
    assert_eq!(rag(216, 1000), Rag::Red);
    // 5% of 19% is less than a percentage point, so amber reaches to 20%.
    assert_eq!(rag(200, 1000), Rag::Amber);
    assert_eq!(rag(201, 1000), Rag::Red);
    assert_eq!(rag(191, 1000), Rag::Amber);
    assert_eq!(rag(190, 1000), Rag::Green);
    assert_eq!(rag(0, 1000), Rag::Green);
    assert_eq!(rag(0, 0), Rag::Nothing);
    let measured = one(&against, 216, 1000);
    assert_eq!(
        measured.sentence(),
        "Plans that began again, 2025-26-Q2: 21.6% (216 of 1,000 plans). \
         2.6 percentage points above the target of 19.0%, where lower is better: red."
    );
}

#[test]
fn amber_lies_on_the_wrong_side_whichever_that_is() {
    let higher = share("    direction: higher\n    target: 90%\n");
    let rag = |again, of| one(&higher, again, of).rag;
    // 5% of 90% are 4.5 percentage points.
    assert_eq!(
        (rag(900, 1000), rag(855, 1000), rag(854, 1000)),
        (Rag::Green, Rag::Amber, Rag::Red)
    );
    let own = share("    direction: higher\n    target: 90%\n    amber: 1%\n    at_least: 10\n");
    let rag = |again, of| one(&own, again, of).rag;
    assert_eq!((rag(890, 1000), rag(889, 1000)), (Rag::Amber, Rag::Red));
    assert_eq!((rag(9, 10), rag(9, 9)), (Rag::Green, Rag::TooFew));
    let none = share("    direction: higher\n");
    assert_eq!(one(&none, 1, 2).rag, Rag::NoTarget);
}

#[test]
fn color_never_stands_alone() {
    let colors = [Rag::Green, Rag::Amber, Rag::Red];
    let letters: Vec<_> = colors.iter().filter_map(|one| one.letter()).collect();
    let icons: Vec<_> = colors.iter().map(|one| one.icon()).collect();
    assert_eq!(letters, ['G', 'A', 'R']);
    assert!(
        icons
            .iter()
            .enumerate()
            .all(|(n, icon)| !icons[..n].contains(icon))
    );
    assert!(colors.iter().all(|one| one.color() == Some(one.word())));
    assert_eq!(Rag::TooFew.color(), None);
}

#[test]
fn periods_are_pooled_by_counts_and_never_by_percentages() {
    let measures = share("    direction: lower\n");
    let measure = measures.get("m").expect("it is there");
    let mut months = [(1, 2), (0, 98)].map(|(again, of)| {
        let mut tally = Tally::default();
        let case = Arc::new(case(1, again, of));
        measure.add(&mut tally, &mut Memory::default(), &case, &asked());
        tally
    });
    let [first, second] = &mut months;
    first.merge(second.clone());
    // The mean of 50% and 0% would be 25%.
    let pooled = measure.come_to(first, &asked());
    assert_eq!(pooled.value, Some(Exact::ratio(1, 100)));
    assert_eq!(pooled.shown().as_deref(), Some("1.0%"));
}

#[test]
fn the_order_of_cases_makes_no_difference() {
    let measures = measures(
        "    numerator: 'true'\n    out_of: {sum: row.fte, once_for: row.worker}\n    direction: lower\n    target: 50\n",
    );
    let line = |n: usize, worker: &str, fte: &str| {
        let row =
            format!("{{\"started_on\":\"2025-07-01\",\"worker\":\"{worker}\",\"fte\":{fte}}}");
        let line = format!("{{\"case\":\"C-{n}\",\"history\":{{\"plans\":[{row}]}}}}");
        read::case(&SourceFile::new("cases.jsonl", line)).expect("a case")
    };
    let cases = [
        line(1, "S-1", "1"),
        line(2, "S-1", "0.5"),
        line(3, "S-2", "0.8"),
        line(4, "S-2", "null"),
    ];
    let forth = count(measures.iter(), cases.clone(), &asked());
    let back = count(measures.iter(), cases.into_iter().rev(), &asked());
    assert_eq!(forth, back);
    // The larger amount of a worker counts, once; a row without one cannot be told.
    let one = &forth[0];
    assert_eq!(
        (one.numerator, one.denominator.plain(), one.unknown),
        (3, "1.8".to_owned(), 1)
    );
    assert_eq!(
        one.failure.as_ref().map(|failure| failure.code),
        Some(Code::SCRIPT_RESULT)
    );
    assert_eq!((one.shown().as_deref(), one.rag), (Some("1.7"), Rag::Green));
}

#[test]
fn sentences_name_the_side_and_the_direction() {
    let lines = "    direction: higher\n    target: 90%\n    comparators:\n      - {name: the neighbours, value: 95%, source: A made-up page, year: 2025-26}\n";
    let said = |again, of| one(&share(lines), again, of).sentence();
    assert_eq!(
        said(9, 10),
        "Plans that began again, 2025-26-Q2: 90.0% (9 of 10 plans). Exactly at the target of 90.0%, where higher is better: green. \
         5.0 percentage points below the neighbours: 95.0% (2025-26)."
    );
    assert_eq!(
        said(1, 1),
        "Plans that began again, 2025-26-Q2: 100.0% (1 of 1 plan). 10.0 percentage points above the target of 90.0%, where higher is \
         better: green. 5.0 percentage points above the neighbours: 95.0% (2025-26)."
    );
    assert_eq!(
        said(8999, 10000),
        "Plans that began again, 2025-26-Q2: 90.0% (8,999 of 10,000 plans). Less than 0.1 percentage points below the target of 90.0%, \
         where higher is better: amber. 5.0 percentage points below the neighbours: 95.0% (2025-26)."
    );
    assert_eq!(
        said(0, 0),
        "Plans that began again, 2025-26-Q2: there are no plans to count."
    );
}

#[test]
fn a_script_that_does_not_end_makes_a_row_unknown_and_is_named() {
    let measures = measures(
        "    numerator: range(0, 100000).map(|n| n * 2).len() > 0\n    direction: lower\n",
    );
    let one = one(&measures, 0, 1);
    assert_eq!(
        (one.numerator, one.denominator.plain(), one.unknown),
        (0, "0".to_owned(), 1)
    );
    assert!(one.failure.is_some());
}
