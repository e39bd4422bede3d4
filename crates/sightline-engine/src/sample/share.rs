//! How many cases each stratum gives.

use std::cmp::Reverse;

/// What a stratum asks for and gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Claim {
    /// Its share in proportion to those of the others.
    pub(super) weight: usize,
    /// The most it can give.
    pub(super) room: usize,
    /// What it gives.
    pub(super) given: usize,
}

/// Shares a number out by weight: whole parts first, then one each to the largest remainders; of equal ones to the stratum with
/// more room, then to the first.
///
/// A stratum whose part is more than it has room for gives all it has, and the rest is shared out among the others as if it were
/// not there. The sum is the number, or all the room there is.
pub(super) fn share_out(number: usize, claims: &mut [Claim]) {
    let mut left = number;
    let mut open: Vec<&mut Claim> = claims.iter_mut().filter(|one| one.weight > 0).collect();
    loop {
        let whole: u128 = open.iter().map(|one| one.weight as u128).sum();
        let before = open.len();
        let product = |one: &Claim| left as u128 * one.weight as u128;
        let (full, others): (Vec<_>, Vec<_>) = open
            .into_iter()
            .partition(|one| product(one) / whole >= one.room as u128);
        open = others;
        if open.len() == before {
            break largest_remainders(left, whole, open);
        }
        for claim in full {
            claim.given = claim.room;
            left -= claim.room;
        }
    }
}

/// Everybody has room for more than a whole part.
fn largest_remainders(number: usize, whole: u128, mut open: Vec<&mut Claim>) {
    let product = |one: &Claim| number as u128 * one.weight as u128;
    let mut left = number;
    for claim in &mut open {
        claim.given = usize::try_from(product(claim) / whole).unwrap_or(usize::MAX);
        left -= claim.given;
    }
    // The sort keeps the order of those that are alike.
    open.sort_by_key(|claim| (Reverse(product(claim) % whole), Reverse(claim.room)));
    for claim in open.into_iter().take(left) {
        claim.given += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shared(number: usize, claims: &[(usize, usize)]) -> Vec<usize> {
        let mut claims: Vec<_> = claims
            .iter()
            .map(|(weight, room)| Claim {
                weight: *weight,
                room: *room,
                given: 0,
            })
            .collect();
        share_out(number, &mut claims);
        claims.iter().map(|one| one.given).collect()
    }

    #[test]
    fn the_largest_remainders_get_what_is_left_over() {
        // 10 × 53/100 = 5.3, 10 × 30/100 = 3.0, 10 × 17/100 = 1.7
        assert_eq!(shared(10, &[(53, 53), (30, 30), (17, 17)]), [5, 3, 2]);
        // Alike in all: the first.
        assert_eq!(shared(4, &[(5, 5), (5, 5), (5, 5)]), [2, 1, 1]);
        // Alike in what is left over: the one with more room.
        assert_eq!(shared(4, &[(1, 5), (1, 9), (1, 9)]), [1, 2, 1]);
    }

    #[test]
    fn what_there_is_no_room_for_goes_to_the_others() {
        assert_eq!(shared(9, &[(1, 1), (1, 20), (1, 20)]), [1, 4, 4]);
        assert_eq!(shared(9, &[(1, 1), (1, 2)]), [1, 2]);
        assert_eq!(shared(9, &[(0, 5), (1, 2)]), [0, 2]);
        assert_eq!(shared(9, &[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn the_sum_is_what_was_asked_for_or_all_there_is(
            number in 0..500_usize,
            rooms in prop::collection::vec(0..60_usize, 0..12),
            equal: bool,
        ) {
            let claims: Vec<_> = rooms.iter().map(|room| (if equal { 1 } else { *room }, *room)).collect();
            let given = shared(number, &claims);
            prop_assert_eq!(given.iter().sum::<usize>(), number.min(rooms.iter().sum()));
            prop_assert!(given.iter().zip(&rooms).all(|(given, room)| given <= room));
        }

        #[test]
        fn in_proportion_nobody_is_a_whole_case_away_from_their_share(
            number in 0..200_usize,
            rooms in prop::collection::vec(1..60_usize, 1..12),
        ) {
            let whole: usize = rooms.iter().sum();
            prop_assume!(number <= whole);
            let claims: Vec<_> = rooms.iter().map(|room| (*room, *room)).collect();
            for (given, room) in shared(number, &claims).iter().zip(&rooms) {
                prop_assert!((given * whole).abs_diff(number * room) < whole);
            }
        }
    }
}
