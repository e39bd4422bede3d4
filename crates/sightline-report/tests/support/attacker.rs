//! A reader who wants to know what was hidden, with paper, patience and a solver. It knows nothing of how cells are
//! chosen, and shares no code with the module.
#![expect(
    clippy::cast_possible_truncation,
    reason = "a solver of linear programs works in floats; every answer is checked in integers"
)]

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions};

/// What an attacker has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attacker {
    /// The least and the most that each number can be.
    bounds: Vec<(i64, i64)>,
    /// Each comes to nothing: a number and how often it counts.
    sums: Vec<Vec<(usize, i64)>>,
}

/// A number to be found out, or known.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    Known(u64),
    /// Nothing is known but that it is at least so much.
    AtLeast(u64),
    /// Nothing at all, such as of a difference.
    Any,
}

const MANY: i64 = 100_000;

impl Attacker {
    pub(crate) fn number(&mut self, number: Number) -> usize {
        self.bounds.push(match number {
            Number::Known(value) => (value as i64, value as i64),
            Number::AtLeast(value) => (value as i64, MANY),
            Number::Any => (-MANY, MANY),
        });
        self.bounds.len() - 1
    }

    pub(crate) fn sum(&mut self, whole: usize, parts: impl IntoIterator<Item = usize>) {
        let parts = parts.into_iter().map(|part| (part, 1));
        self.sums.push(parts.chain([(whole, -1)]).collect());
    }

    /// Those of `wanted` that only one number fits, by `truth` to save trying others.
    pub(crate) fn recovers(mut self, wanted: &BTreeSet<usize>, truth: &[u64]) -> BTreeSet<usize> {
        assert!(
            self.holds(&truth.iter().map(|&one| one as i64).collect::<Vec<_>>()),
            "the truth is impossible"
        );
        self.narrow();
        let mut found = BTreeSet::new();
        let mut left: BTreeSet<usize> = wanted.clone();
        while let Some(&one) = left.first() {
            let true_value = truth[one] as i64;
            let other = [true, false]
                .into_iter()
                .find_map(|most| {
                    self.extreme(one, most)
                        .filter(|other| other[one] != true_value)
                })
                .or_else(|| self.enumerate(one, true_value));
            match other {
                // One other set of numbers clears everything that differs in it.
                Some(other) => left.retain(|&one| other[one] == truth[one] as i64),
                None => {
                    found.insert(one);
                    left.remove(&one);
                }
            }
        }
        found
    }

    /// Whether numbers fit all that is known.
    fn holds(&self, numbers: &[i64]) -> bool {
        let bounds = self
            .bounds
            .iter()
            .zip(numbers)
            .all(|(&(low, high), &one)| low <= one && one <= high);
        let sum = |sum: &Vec<(usize, i64)>| {
            sum.iter()
                .map(|&(one, times)| times * numbers[one])
                .sum::<i64>()
                == 0
        };
        bounds && self.sums.iter().all(sum)
    }

    /// Bounds through the sums until nothing moves.
    fn narrow(&mut self) -> bool {
        let mut moved = true;
        while moved {
            moved = false;
            for sum in &self.sums {
                for &(one, times) in sum {
                    // times * x = -rest
                    let (mut low, mut high) = (0, 0);
                    for &(other, times) in sum.iter().filter(|(other, _)| *other != one) {
                        let (least, most) = self.bounds[other];
                        low += if times > 0 {
                            times * least
                        } else {
                            times * most
                        };
                        high += if times > 0 {
                            times * most
                        } else {
                            times * least
                        };
                    }
                    let (low, high) = if times > 0 {
                        (-high, -low)
                    } else {
                        (low, high)
                    };
                    let held = &mut self.bounds[one];
                    let new = (held.0.max(low), held.1.min(high));
                    moved |= new != *held;
                    *held = new;
                    if new.0 > new.1 {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// The most or the least that a number can be, by linear programming, as a set of whole numbers that fits.
    fn extreme(&self, one: usize, most: bool) -> Option<Vec<i64>> {
        let direction = if most {
            OptimizationDirection::Maximize
        } else {
            OptimizationDirection::Minimize
        };
        let mut problem = Problem::new(direction);
        let mut variables = BTreeMap::new();
        for (number, &(low, high)) in self.bounds.iter().enumerate() {
            if low < high {
                let goal = if number == one { 1.0 } else { 0.0 };
                // Far is as good as further, and keeps the solver quick.
                let (low, high) = if low < 0 {
                    (low.max(-500), high.min(500))
                } else {
                    (low, high.min(low + 1000))
                };
                let variable = problem.add_integer_var(goal, (low as i32, high as i32));
                variables.insert(number, variable);
            }
        }
        if !variables.contains_key(&one) {
            return None;
        }
        for sum in &self.sums {
            let (open, known): (Vec<_>, Vec<_>) = sum
                .iter()
                .partition(|(number, _)| variables.contains_key(number));
            let known: i64 = known
                .iter()
                .map(|&&(number, times)| times * self.bounds[number].0)
                .sum();
            let terms: Vec<_> = open
                .iter()
                .map(|&&(number, times)| (variables[&number], times as f64))
                .collect();
            if !terms.is_empty() {
                problem.add_constraint(&terms, ComparisonOp::Eq, -known as f64);
            }
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(20);
        let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
        let numbers: Vec<i64> = (0..self.bounds.len())
            .map(|number| match variables.get(&number) {
                Some(&variable) => solution.var_value(variable).round() as i64,
                None => self.bounds[number].0,
            })
            .collect();
        self.holds(&numbers).then_some(numbers)
    }

    /// A set of numbers in which one differs, by trying, should the solver have given up.
    fn enumerate(&self, one: usize, not: i64) -> Option<Vec<i64>> {
        let (low, high) = self.bounds[one];
        let near = (1..=6)
            .flat_map(|by| [not - by, not + by])
            .filter(|&value| low <= value && value <= high);
        let mut tries = 3000;
        near.into_iter().find_map(|value| {
            let mut attacker = self.clone();
            attacker.bounds[one] = (value, value);
            attacker.fill(&mut tries)
        })
    }

    fn fill(mut self, tries: &mut usize) -> Option<Vec<i64>> {
        if *tries == 0 || !self.narrow() {
            return None;
        }
        *tries -= 1;
        let open = self
            .bounds
            .iter()
            .enumerate()
            .filter(|(_, (low, high))| low < high);
        let Some((number, &(low, high))) = open.min_by_key(|(_, (low, high))| high - low) else {
            let numbers: Vec<i64> = self.bounds.iter().map(|bounds| bounds.0).collect();
            return self.holds(&numbers).then_some(numbers);
        };
        (low..=high.min(low + 20)).find_map(|value| {
            let mut next = self.clone();
            next.bounds[number] = (value, value);
            next.fill(tries)
        })
    }
}
