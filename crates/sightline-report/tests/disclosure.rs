//! The worked cases of small numbers, and what is true of every pattern.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

use proptest::collection::vec;
use proptest::prelude::*;
use sightline_report::disclose::{Before, Cells, CellsError, Protected, Shown, Witnesses, protect};

const GRADES: [&str; 4] = [
    "1 outstanding",
    "2 good",
    "3 requires improvement",
    "4 inadequate",
];

/// A row of grades with its total.
fn row(counts: [u64; 4]) -> Cells<&'static str> {
    let mut cells = Cells::new();
    for (grade, count) in GRADES.into_iter().zip(counts) {
        cells.count(grade, count).unwrap();
    }
    cells.count("graded", counts.iter().sum()).unwrap();
    cells.outcomes("graded", GRADES).unwrap();
    cells
}

/// The same with the share of good or better beside it.
fn row_with_share(counts: [u64; 4]) -> Cells<&'static str> {
    let mut cells = row(counts);
    cells
        .derived("good or better", counts[0] + counts[1])
        .unwrap();
    cells.sum("good or better", [GRADES[0], GRADES[1]]).unwrap();
    cells
        .share("good or better", "graded", "below good")
        .unwrap();
    cells
}

/// `c, 9, 7, c, 21`.
fn printed(public: &Protected<&'static str>) -> String {
    let keys = GRADES.into_iter().chain(["graded"]);
    let texts: Vec<String> = keys.map(|key| public.count(&key).to_string()).collect();
    texts.join(", ")
}

fn of(cells: &Cells<&'static str>) -> Protected<&'static str> {
    protect(cells, &Before::nothing())
}

#[test]
fn d06_worked_case_1_a_hidden_pair_is_enough() {
    for cells in [row([2, 9, 7, 3]), row_with_share([2, 9, 7, 3])] {
        assert_eq!(printed(&of(&cells)), "c, 9, 7, c, 21");
    }
}

#[test]
fn d06_worked_case_2_a_total_gives_one_hidden_cell_away() {
    for cells in [row([2, 9, 10, 0]), row_with_share([2, 9, 10, 0])] {
        assert_eq!(printed(&of(&cells)), "c, c, 10, 0, 21");
    }
}

#[test]
fn d06_worked_case_3_a_pair_of_ones_gives_itself_away() {
    for cells in [row([1, 9, 7, 1]), row_with_share([1, 9, 7, 1])] {
        assert_eq!(printed(&of(&cells)), "c, 9, c, c, 18");
    }
}

#[test]
fn d06_worked_case_4_percentages_are_hidden_with_their_counts() {
    let first = of(&row_with_share([2, 9, 7, 3]));
    assert_eq!(first.share(&GRADES[0], &"graded"), Shown::Hidden);
    assert!(first.share(&GRADES[1], &"graded").value().is_some());
    // 11 of 21 less the 9 that is shown is 2.
    assert_eq!(first.share(&"good or better", &"graded"), Shown::Hidden);
    // 11 of 21 tells nothing: neither of the two is shown.
    let second = of(&row_with_share([2, 9, 10, 0]));
    assert_eq!(
        second
            .share(&"good or better", &"graded")
            .value()
            .unwrap()
            .part,
        11
    );
    // 10 of 18 less the 9 that is shown is 1.
    let third = of(&row_with_share([1, 9, 7, 1]));
    assert_eq!(third.share(&"good or better", &"graded"), Shown::Hidden);
}

#[test]
fn d06_a_share_whose_other_side_is_small_is_hidden() {
    let mut cells = Cells::new();
    cells.count("seen alone", 28).unwrap();
    cells.count("audits", 30).unwrap();
    cells
        .share("seen alone", "audits", "not seen alone")
        .unwrap();
    let public = of(&cells);
    assert_eq!(public.share(&"seen alone", &"audits"), Shown::Hidden);
    assert_eq!(public.count(&"seen alone").to_string(), "c");
    assert_eq!(public.count(&"audits").to_string(), "30");
}

#[test]
fn d06_what_all_of_a_small_group_have_is_hidden_with_a_zero() {
    let all = of(&row([0, 0, 0, 8]));
    assert_eq!(printed(&all), "c, 0, 0, c, 8");
    // 30 of 30 is about a large group.
    assert_eq!(printed(&of(&row([0, 30, 0, 0]))), "0, 30, 0, 0, 30");
    // One audit in a team: neither its grade nor that there was one.
    assert_eq!(printed(&of(&row([0, 1, 0, 0]))), "c, c, 0, 0, c");
}

#[test]
fn d06_percentages_of_fewer_than_ten_are_not_printed() {
    let mut cells = Cells::new();
    cells.count("late", 0).unwrap();
    cells.count("reviews", 9).unwrap();
    cells.share("late", "reviews", "on time").unwrap();
    assert_eq!(of(&cells).share(&"late", &"reviews"), Shown::TooFew);
    assert_eq!(Shown::<u64>::TooFew.to_string(), ":");
}

#[test]
fn what_nobody_looked_at_is_hidden() {
    let public = of(&row([19, 19, 19, 19]));
    assert_eq!(public.count(&"another table's").to_string(), "c");
    // They stand in no sum together.
    assert_eq!(public.share(&GRADES[0], &GRADES[1]), Shown::Hidden);
}

#[test]
fn d06_a_table_of_large_counts_is_shown_whole() {
    assert_eq!(
        printed(&of(&row_with_share([6, 9, 17, 8]))),
        "6, 9, 17, 8, 40"
    );
    assert_eq!(of(&row_with_share([6, 9, 17, 8])).hidden().count(), 0);
}

#[test]
fn d07_what_was_hidden_stays_hidden_and_what_was_shown_hides_nothing() {
    let first = of(&row([2, 9, 10, 0]));
    let before = Before::nothing().and(row([2, 9, 10, 0]), &first);
    // 7 is not small, but 7 beside the old total would tell the old 2; and 26 beside 21 tells that 5 were added.
    let second = protect(&row([7, 9, 10, 0]), &before);
    assert_eq!(printed(&second), "c, c, 10, 0, c");
    // That 11 were added is not small.
    let third = protect(&row([2, 9, 21, 0]), &before);
    assert_eq!(printed(&third), "c, c, 21, 0, 32");
    // All but the small one were printed before, so whoever has that knows it, and a report that prints it hides it in vain.
    let known = Before::nothing().published(
        row([2, 9, 10, 0]),
        [GRADES[1], GRADES[2], GRADES[3], "graded"].into(),
        [].into(),
    );
    let exposed = protect(&row([2, 9, 10, 0]), &known);
    assert_eq!(exposed.given_away().collect::<Vec<_>>(), [&GRADES[0]]);
    // Where it was hidden already, it is not the new report that gives it away.
    let shown = [GRADES[1], GRADES[2], GRADES[3], "graded"].into();
    let before = Before::nothing().published(row([2, 9, 10, 0]), shown, [GRADES[0]].into());
    let exposed = protect(&row([2, 9, 10, 0]), &before);
    assert_eq!(exposed.given_away().count(), 0);
}

/// Two quarters of five teams, each quarter by itself and with the year.
fn quarter(cells: &mut Cells<String>, name: &str, counts: [u64; 5]) {
    for (team, count) in counts.into_iter().enumerate() {
        cells.count(format!("{name}/{team}"), count).unwrap();
    }
    let all = format!("{name}/all");
    cells.count(all.clone(), counts.iter().sum()).unwrap();
    let teams = (0..5).map(|team| format!("{name}/{team}"));
    cells.sum(all, teams).unwrap();
}

#[test]
fn d07_what_kept_a_secret_is_kept_as_text_and_holds_beside_a_later_report() {
    let counts = [[2, 9, 1, 14, 30], [4, 1, 22, 3, 8]];
    let mut before = Before::nothing();
    let mut year = Cells::new();
    for (name, counts) in ["Q1", "Q2"].into_iter().zip(counts) {
        let mut cells = Cells::new();
        quarter(&mut cells, name, counts);
        let public = protect(&cells, &Before::nothing());
        let kept = serde_json::to_string(public.witnesses()).unwrap();
        assert!(kept.contains("/0"), "{kept}");
        let read: Witnesses<String> = serde_json::from_str(&kept).unwrap();
        assert_eq!(read, *public.witnesses());
        let (shown, hidden) = (public.shown().map(|(key, _)| key.clone()), public.hidden());
        before = before
            .published(cells.clone(), shown.collect(), hidden.cloned().collect())
            .proved(read);
        year.extend(&cells).unwrap();
    }
    quarter(
        &mut year,
        "year",
        std::array::from_fn(|team| counts[0][team] + counts[1][team]),
    );
    for key in ["0", "1", "2", "3", "4", "all"] {
        let parts = ["Q1", "Q2"].map(|name| format!("{name}/{key}"));
        year.sum(format!("year/{key}"), parts).unwrap();
    }
    let public = protect(&year, &before);
    assert_eq!(public.given_away().count(), 0);
    // 6 is 2 and 4: whoever had it beside the totals would have both.
    assert_eq!(public.count(&"year/0".to_owned()), Shown::Hidden);
    assert_eq!(public.count(&"year/all".to_owned()), Shown::Value(94));
    // What does not fit is no proof: here what another table was kept by.
    let of_others = protect(&quarter_alone([3, 2, 9, 9, 9]), &Before::nothing());
    let misled = protect(&year, &before.proved(of_others.witnesses().clone()));
    assert_eq!(
        misled.hidden().collect::<Vec<_>>(),
        public.hidden().collect::<Vec<_>>()
    );
}

fn quarter_alone(counts: [u64; 5]) -> Cells<String> {
    let mut cells = Cells::new();
    quarter(&mut cells, "Q1", counts);
    cells
}

#[test]
fn cells_that_do_not_fit_together_are_refused_with_their_keys() {
    let mut cells = row([1, 2, 3, 4]);
    let messages = [
        cells.count("graded", 11).unwrap_err(),
        cells.sum("graded", ["5 other"]).unwrap_err(),
        cells.sum("graded", [GRADES[0]]).unwrap_err(),
        cells.sum("graded", [GRADES[0], GRADES[0]]).unwrap_err(),
        cells.share("graded", GRADES[0], "rest").unwrap_err(),
    ]
    .map(|error: CellsError<_>| error.to_string());
    let expected = [
        "the cell \"graded\" is given twice, as 10 and as 11: one of them is wrong, or they need two keys",
        "a sum names the cell \"5 other\", which has no count yet: give every cell before the sums over it",
        "the parts of \"graded\" come to 1, but it is 10: parts must not overlap and none may be missing",
        "the cell \"1 outstanding\" stands twice in one sum: a part is counted once, and a whole is no part of itself",
        "the parts of \"1 outstanding\" come to 10, but it is 1: parts must not overlap and none may be missing",
    ];
    assert_eq!(messages, expected);
}

/// Any cells under any sums: leaves, and totals over some of them and of each other.
fn any() -> impl Strategy<Value = (Vec<u64>, Vec<Vec<usize>>)> {
    let leaves = vec(prop_oneof![Just(0_u64), 1_u64..=5, 6_u64..=40], 2..10);
    (leaves, vec(vec(0_usize..20, 1..5), 0..10))
}

/// Its cells, with sums given from the first or from the last.
fn build(leaves: &[u64], sums: &[Vec<usize>], backwards: bool) -> Cells<usize> {
    let mut values = leaves.to_vec();
    let mut rows = Vec::new();
    for parts in sums {
        let mut parts: Vec<usize> = parts.iter().map(|part| part % values.len()).collect();
        parts.sort_unstable();
        parts.dedup();
        rows.push((values.len(), parts.clone()));
        values.push(parts.iter().map(|&part| values[part]).sum());
    }
    let mut given: Vec<(usize, u64)> = values.into_iter().enumerate().collect();
    if backwards {
        given.reverse();
        rows.reverse();
    }
    let mut cells = Cells::new();
    for (key, value) in given {
        cells.count(key, value).unwrap();
    }
    for (whole, parts) in rows {
        cells.outcomes(whole, parts).unwrap();
    }
    cells
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_pattern_ends_and_does_not_depend_on_the_order_given((leaves, sums) in any()) {
        let (one, other) = (build(&leaves, &sums, false), build(&leaves, &sums, true));
        prop_assert_eq!(protect(&one, &Before::nothing()), protect(&other, &Before::nothing()));
    }

    #[test]
    fn d06_no_small_count_is_ever_shown((leaves, sums) in any()) {
        let public = protect(&build(&leaves, &sums, false), &Before::nothing());
        prop_assert!(public.shown().all(|(_, count)| !(1..=5).contains(&count)));
    }

    #[test]
    fn d07_what_was_hidden_before_is_hidden_again((leaves, sums) in any(), kept in vec(0_usize..12, 0..4)) {
        let cells = build(&leaves, &sums, false);
        let before = Before::nothing().published(cells.clone(), [].into(), kept.iter().copied().collect());
        let public = protect(&cells, &before);
        prop_assert!(kept.iter().all(|key| public.count(key).value().is_none()));
    }
}
