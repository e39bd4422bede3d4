//! Choices, read off a tape.

use crate::reference::{Number, number};

/// Numbers that decide one choice each.
#[derive(Debug)]
pub struct Tape {
    numbers: std::vec::IntoIter<u32>,
}

impl Tape {
    pub fn new(numbers: Vec<u32>) -> Self {
        Self {
            numbers: numbers.into_iter(),
        }
    }

    /// A number from 0 up to but not including `n`; 0 at the end of the tape.
    pub fn below(&mut self, n: usize) -> usize {
        let next = self.numbers.next().unwrap_or(0);
        usize::try_from(next).expect("a small number") % n.max(1)
    }

    /// True once in `n` times, and never at the end of the tape.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    /// Something once in `n` times.
    pub fn maybe<T>(&mut self, n: usize, some: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.once_in(n).then(|| some(self))
    }

    /// One of several, the first at the end of the tape.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A number as somebody might write it.
    pub fn number(&mut self, from: &[&str]) -> Number {
        let text: &&str = self.pick(from);
        number(text)
    }

    /// Some of several, in their order, perhaps none.
    pub fn some<T: Clone>(&mut self, from: &[T]) -> Vec<T> {
        from.iter().filter(|_| self.once_in(2)).cloned().collect()
    }
}
