//! The worked cases of small numbers, and what is true of every pattern.

use sightline_report::disclose::{Before, Cells, Protected, Shown, protect};

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
