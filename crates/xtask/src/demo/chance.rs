//! Chance that comes out the same on every machine.

/// A small generator of numbers (SplitMix64); its only state is where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// Starts from a seed; the same seed gives the same numbers for ever.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One that goes its own way, named after what it is for, so that a change there moves nothing elsewhere.
    pub(crate) fn named(seed: u64, name: &str) -> Self {
        let start = name
            .bytes()
            .fold(seed ^ 0xcbf2_9ce4_8422_2325, |state, byte| {
                (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
            });
        Self::new(start)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % n).unwrap_or(0)
    }

    /// A number from `low` up to and including `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// True so many times in a thousand.
    pub(crate) fn in_thousand(&mut self, times: i64) -> bool {
        self.between(0, 999) < times
    }

    /// Around nothing, most often near it, at most `reach` away.
    pub(crate) fn around(&mut self, reach: i64) -> i64 {
        (0..3).map(|_| self.between(-reach, reach)).sum::<i64>() / 3
    }

    /// One of several; nothing where there is none.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// Several in another order.
    pub(crate) fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let draw = |mut chance: Chance| (0..6).map(|_| chance.below(1000)).collect::<Vec<_>>();
        assert_eq!(draw(Chance::new(1)), draw(Chance::new(1)));
        assert_ne!(draw(Chance::named(1, "a")), draw(Chance::named(1, "b")));
        assert_eq!(draw(Chance::new(1)), [465, 519, 590, 235, 761, 48]);
    }

    #[test]
    fn numbers_stay_within_their_ends() {
        let mut chance = Chance::new(7);
        for _ in 0..2000 {
            assert!((-3..=4).contains(&chance.between(-3, 4)));
            assert!((-90..=90).contains(&chance.around(90)));
        }
    }
}
