//! Made-up audits counted every way a filter could: by quarter, template, team in service, grade and theme.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use sightline_report::disclose::Cells;

/// Where audits were done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Everywhere,
    Service(u8),
    /// The service and the team.
    Team(u8, u8),
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    Graded,
    Grade(u8),
    GoodOrBetter,
    BelowGood,
    Theme(u8),
    WithoutTheme(u8),
}

/// A cell; no quarter or template means all of them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) quarter: Option<u8>,
    pub(crate) template: Option<u8>,
    pub(crate) place: Place,
    pub(crate) what: What,
}

/// How large the made-up authority is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) quarters: u8,
    pub(crate) templates: u8,
    pub(crate) services: u8,
    pub(crate) teams: u8,
    pub(crate) grades: u8,
    pub(crate) themes: u8,
}

impl Size {
    /// How many numbers [`Figures::new`] draws.
    pub(crate) fn numbers(self) -> usize {
        let places = usize::from(self.services) * usize::from(self.teams);
        let each = usize::from(self.grades + self.themes);
        usize::from(self.quarters) * usize::from(self.templates) * places * each
    }
}

/// All counts and how they add up, as an attacker knows it.
#[derive(Clone)]
pub(crate) struct Figures {
    numbers: Vec<u64>,
    pub(crate) truth: BTreeMap<Key, u64>,
    /// Total and parts.
    pub(crate) sums: Vec<(Key, Vec<Key>)>,
}

/// The numbers that it was made from, which tell the rest.
impl fmt::Debug for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.numbers)
    }
}

impl Figures {
    /// From one number a grade and theme, in order; a theme's number is taken as a part of the audits of its team.
    pub(crate) fn new(size: Size, numbers: &[u64]) -> Self {
        let mut left = numbers.iter().copied();
        let mut draw = || left.next().unwrap_or(0);
        let mut truth: BTreeMap<Key, u64> = BTreeMap::new();
        for quarter in 0..size.quarters {
            for template in 0..size.templates {
                for service in 0..size.services {
                    for team in 0..size.teams {
                        let mut counts: Vec<(What, u64)> = (0..size.grades)
                            .map(|grade| (What::Grade(grade), draw()))
                            .collect();
                        let graded: u64 = counts.iter().map(|(_, count)| count).sum();
                        let good: u64 = counts.iter().take(2).map(|(_, count)| count).sum();
                        counts.push((What::Graded, graded));
                        counts.push((What::GoodOrBetter, good));
                        counts.push((What::BelowGood, graded - good));
                        for theme in 0..size.themes {
                            let count = draw() % (graded + 1);
                            counts.push((What::Theme(theme), count));
                            counts.push((What::WithoutTheme(theme), graded - count));
                        }
                        let places = [
                            Place::Everywhere,
                            Place::Service(service),
                            Place::Team(service, team),
                        ];
                        for (what, count) in counts {
                            for quarter in [None, Some(quarter)] {
                                for template in [None, Some(template)] {
                                    for place in places {
                                        let key = Key {
                                            quarter,
                                            template,
                                            place,
                                            what,
                                        };
                                        *truth.entry(key).or_default() += count;
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        let sums = sums(&truth, size);
        Self {
            numbers: numbers.to_vec(),
            truth,
            sums,
        }
    }

    /// The same after late edits: some of the numbers are larger or smaller.
    pub(crate) fn after(&self, size: Size, edits: &[(usize, i64)]) -> Self {
        let mut numbers = self.numbers.clone();
        for &(at, by) in edits {
            numbers[at] = numbers[at].saturating_add_signed(by);
        }
        Self::new(size, &numbers)
    }

    /// The cells as the module takes them, through its own ways of saying what a sum is.
    pub(crate) fn cells(&self) -> Cells<Key> {
        let mut cells = Cells::new();
        for (&key, &count) in &self.truth {
            match key.what {
                What::GoodOrBetter | What::BelowGood | What::WithoutTheme(_) => {
                    cells.derived(key, count)
                }
                What::Graded | What::Grade(_) | What::Theme(_) => cells.count(key, count),
            }
            .unwrap();
        }
        for (whole, parts) in &self.sums {
            match (whole.what, parts[0].what) {
                (What::Graded, What::Grade(_)) => cells.outcomes(*whole, parts.iter().copied()),
                (What::Graded, What::GoodOrBetter | What::Theme(_)) => {
                    cells.share(parts[0], *whole, parts[1])
                }
                _ => cells.sum(*whole, parts.iter().copied()),
            }
            .unwrap();
        }
        // Some cells are worth more than others, by their keys.
        cells.weigh(|key| match (key.what, key.place) {
            (What::Graded, Place::Everywhere) => 7,
            (What::GoodOrBetter | What::BelowGood, _) => 6,
            (_, Place::Everywhere) => 3,
            _ => 1,
        });
        cells
    }

    /// What each filter would print: all, a quarter, a template, a service, a team.
    pub(crate) fn filters(&self) -> Vec<BTreeSet<Key>> {
        let mut seen: BTreeSet<(Option<u8>, Option<u8>, Place)> = BTreeSet::new();
        seen.extend(
            self.truth
                .keys()
                .map(|key| (key.quarter, key.template, key.place)),
        );
        seen.into_iter()
            .map(|(quarter, template, place)| {
                // A report of a place also has the places in it side by side.
                let within = |one: Place| match (place, one) {
                    (Place::Everywhere, Place::Service(_)) => true,
                    (Place::Service(service), Place::Team(of, _)) => of == service,
                    _ => one == place,
                };
                let fits = |key: &&Key| {
                    key.quarter == quarter && key.template == template && within(key.place)
                };
                self.truth.keys().filter(fits).copied().collect()
            })
            .collect()
    }
}

fn sums(truth: &BTreeMap<Key, u64>, size: Size) -> Vec<(Key, Vec<Key>)> {
    let mut sums = Vec::new();
    for &key in truth.keys() {
        let with = |what| Key { what, ..key };
        if key.what == What::Graded {
            sums.push((
                key,
                (0..size.grades)
                    .map(|grade| with(What::Grade(grade)))
                    .collect(),
            ));
            sums.push((key, vec![with(What::GoodOrBetter), with(What::BelowGood)]));
            for theme in 0..size.themes {
                sums.push((
                    key,
                    vec![with(What::Theme(theme)), with(What::WithoutTheme(theme))],
                ));
            }
        }
        if key.what == What::GoodOrBetter {
            sums.push((key, vec![with(What::Grade(0)), with(What::Grade(1))]));
        }
        let within: Vec<Place> = match key.place {
            Place::Everywhere => (0..size.services).map(Place::Service).collect(),
            Place::Service(service) => (0..size.teams)
                .map(|team| Place::Team(service, team))
                .collect(),
            Place::Team(..) => Vec::new(),
        };
        if !within.is_empty() {
            sums.push((
                key,
                within
                    .into_iter()
                    .map(|place| Key { place, ..key })
                    .collect(),
            ));
        }
        if key.template.is_none() {
            let parts = (0..size.templates).map(|one| Key {
                template: Some(one),
                ..key
            });
            sums.push((key, parts.collect()));
        }
        if key.quarter.is_none() {
            let parts = (0..size.quarters).map(|one| Key {
                quarter: Some(one),
                ..key
            });
            sums.push((key, parts.collect()));
        }
    }
    sums
}
