//! Agreement: what is always true of it, and what is never said.

use super::*;

/// Grades before a row each, the moderators' a column each; no audit is without a grade before.
fn matrix(cells: &[Vec<u64>]) -> Matrix {
    let mut rows = cells.to_vec();
    rows.push(vec![0; cells.len()]);
    Matrix { rows }
}

fn values(matrix: &Matrix) -> [Statistic<Exact>; 5] {
    Coefficient::ALL.map(|one| matrix.agreement(one, 0))
}

/// Both ends changed over.
fn turned(cells: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let column = |n: usize| cells.iter().map(|row| row[n]).collect();
    (0..cells.len()).map(column).collect()
}

/// Grades in another order.
fn reordered(cells: &[Vec<u64>], order: &[usize]) -> Vec<Vec<u64>> {
    let row = |n: &usize| order.iter().map(|m| cells[*n][*m]).collect();
    order.iter().map(row).collect()
}

/// Often with empty rows and columns, where the awkward cases are.
fn cells(grades: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Vec<u64>>> {
    grades.prop_flat_map(|n| {
        let count = prop_oneof![3 => Just(0), 2 => 1..4_u64, 1 => 0..400_u64];
        prop::collection::vec(prop::collection::vec(count, n), n)
    })
}

fn shuffled() -> impl Strategy<Value = (Vec<Vec<u64>>, Vec<usize>)> {
    cells(2..6).prop_flat_map(|cells| {
        let order: Vec<usize> = (0..cells.len()).collect();
        (Just(cells), Just(order).prop_shuffle())
    })
}

proptest! {
    #[test]
    fn agreement_is_one_exactly_where_every_pair_agrees(cells in cells(2..6)) {
        let matrix = matrix(&cells);
        let all = matrix.raised() + matrix.lowered() == 0;
        for value in values(&matrix).iter().filter_map(Statistic::value) {
            prop_assert_eq!(*value == Exact::ONE, all);
            prop_assert!(*value <= Exact::ONE);
        }
    }

    #[test]
    fn agreement_is_undefined_exactly_where_chance_would_agree_as_fully(cells in cells(2..5)) {
        let matrix = matrix(&cells);
        let used = |n: &usize| cells[*n].iter().sum::<u64>() + turned(&cells)[*n].iter().sum::<u64>() > 0;
        let grades = (0..cells.len()).filter(used).count();
        for (coefficient, value) in Coefficient::ALL.into_iter().zip(values(&matrix)) {
            let expected = match grades {
                0 => Some(Undefined::NoPairs),
                1 if coefficient != Coefficient::Ac1 => Some(Undefined::OneGrade),
                _ => None,
            };
            match expected {
                Some(why) => prop_assert_eq!(value, Statistic::Undefined(why)),
                None => prop_assert!(value.value().is_some()),
            }
        }
    }

    #[test]
    fn it_does_not_matter_who_is_called_the_moderator(cells in cells(1..6)) {
        let (one, other) = (matrix(&cells), matrix(&turned(&cells)));
        prop_assert_eq!(values(&one), values(&other));
        let (there, back) = (one.shift(0), other.shift(0));
        let mean = |shift: &Statistic<Shift>| shift.value().map(|shift| shift.mean().clone());
        prop_assert_eq!(mean(&there), mean(&back).map(|mean| Exact::ZERO - mean));
        prop_assert_eq!(
            there.value().map(Shift::has_drifted),
            back.value().map(Shift::has_drifted)
        );
    }

    #[test]
    fn two_grades_have_one_kappa(cells in cells(2..3)) {
        let [kappa, linear, quadratic, ..] = values(&matrix(&cells));
        prop_assert_eq!(&kappa, &linear);
        prop_assert_eq!(kappa, quadratic);
    }

    #[test]
    fn unordered_coefficients_ask_for_no_order((cells, order) in shuffled()) {
        let (one, other) = (matrix(&cells), matrix(&reordered(&cells, &order)));
        for coefficient in [Coefficient::Kappa, Coefficient::Ac1] {
            prop_assert_eq!(one.agreement(coefficient, 0), other.agreement(coefficient, 0));
        }
    }

    #[test]
    fn best_first_or_worst_first_is_the_same(cells in cells(1..6)) {
        let order: Vec<usize> = (0..cells.len()).rev().collect();
        prop_assert_eq!(values(&matrix(&cells)), values(&matrix(&reordered(&cells, &order))));
    }

    #[test]
    fn a_grade_that_nobody_gave_changes_only_ac1(cells in cells(2..5)) {
        let mut wider = cells.clone();
        wider.iter_mut().for_each(|row| row.push(0));
        wider.push(vec![0; cells.len() + 1]);
        prop_assert_eq!(&values(&matrix(&cells))[..4], &values(&matrix(&wider))[..4]);
    }

    #[test]
    fn audits_without_a_grade_before_are_no_pairs(cells in cells(2..5), none in 1..9_u64) {
        let mut with = matrix(&cells);
        if let Some(last) = with.rows.last_mut() {
            last[0] = none;
        }
        prop_assert_eq!(with.pairs() + none, with.moderated());
        prop_assert_eq!(values(&with), values(&matrix(&cells)));
    }

    #[test]
    fn too_few_are_withheld_whatever_they_say(cells in cells(1..5), least in 1..2000_u64) {
        let matrix = matrix(&cells);
        let pairs = matrix.pairs();
        let withheld = pairs < least;
        for coefficient in Coefficient::ALL {
            let found = matrix.agreement(coefficient, least);
            prop_assert_eq!(found == Statistic::TooFew { pairs, least }, withheld);
        }
        prop_assert_eq!(matrix.shift(least) == Statistic::TooFew { pairs, least }, withheld);
    }
}

#[test]
fn published_examples_come_out() {
    // Cohen's own two-by-two arithmetic: 0.7 found, 0.5 by chance.
    let plain = matrix(&[vec![20, 5], vec![10, 15]]);
    assert_eq!(values(&plain)[0], Statistic::Value(Exact::ratio(2, 5)));
    // Found 4 steps in 9 pairs; by chance 3*(6+2*2) + 4*(1+2) + 2*(2+6) = 58 of 81.
    let steps = matrix(&[vec![1, 2, 0], vec![0, 3, 1], vec![0, 1, 1]]);
    assert_eq!(
        values(&steps)[1],
        Statistic::Value(Exact::ONE - Exact::ratio(4 * 9, 58))
    );
    // The paradox that AC1 was made for: 118 of 125 agree, and kappa is below zero.
    let paradox = matrix(&[vec![118, 5], vec![2, 0]]);
    let [kappa, .., ac1] = values(&paradox).map(|one| one.value().cloned().unwrap());
    assert_eq!(
        (kappa.decimal(3), ac1.decimal(3)),
        ("-0.023".to_owned(), "0.941".to_owned())
    );
}

#[test]
fn one_grade_throughout_is_said_to_be_undefined() {
    let alike = matrix(&[vec![30, 0], vec![0, 0]]);
    let one_grade = Statistic::Undefined(Undefined::OneGrade);
    let [kappa, linear, quadratic, alpha, ac1] = values(&alike);
    assert_eq!(
        [kappa, linear, quadratic, alpha],
        [(); 4].map(|()| one_grade.clone())
    );
    assert_eq!(ac1, Statistic::Value(Exact::ONE));
    let single = matrix(&[vec![30]]);
    assert_eq!(values(&single), [(); 5].map(|()| one_grade.clone()));
    assert_eq!(
        Matrix::default().shift(0),
        Statistic::Undefined(Undefined::NoPairs)
    );
}

#[test]
fn drift_begins_beyond_three_tenths_of_a_grade() {
    let shift = |up: u64, down: u64| {
        let matrix = matrix(&[vec![100 - up - down, up], vec![down, 0]]);
        matrix.shift(FEWEST_PAIRS).value().cloned().unwrap()
    };
    let said = |shift: Shift| {
        (
            shift.mean().decimal(2),
            shift.direction(),
            shift.has_drifted(),
        )
    };
    assert_eq!(
        said(shift(30, 0)),
        ("0.30".into(), Direction::Higher, false)
    );
    assert_eq!(said(shift(31, 0)), ("0.31".into(), Direction::Higher, true));
    assert_eq!(said(shift(0, 31)), ("-0.31".into(), Direction::Lower, true));
    assert_eq!(
        said(shift(40, 40)),
        ("0.00".into(), Direction::Level, false)
    );
}
