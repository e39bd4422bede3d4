//! What the claims of a report are held against besides themselves.

mod csv;
mod json;
mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sightline_engine::{Diagnostics, SourceFile};

pub(super) use known::{Earlier, Known, significant, singular};
use known::{Raw, known};

/// Measures whose figures are known, from any number of files.
///
/// ```
/// use sightline_engine::SourceFile;
/// use sightline_report::claims::{ClaimData, check};
///
/// let mut data = ClaimData::default();
/// let known = SourceFile::new("known.csv", "name,numerator,denominator,target,direction\nRepeat plans,2,8,19%,lower\n");
/// assert!(data.read(&known).is_empty());
///
/// let report = SourceFile::new("report.md", "Repeat plans stood at 22.2%.");
/// let found = check(&report, &data);
/// assert_eq!(found[0].computed.as_deref(), Some("the data have 25.0% (2 of 8) for Repeat plans"));
/// ```
#[derive(Debug, Default)]
pub struct ClaimData {
    all: Vec<Known>,
    /// Measures by the rarest word of each of their names, so that a sentence looks at few.
    by_word: BTreeMap<String, Vec<(usize, usize)>>,
}

impl ClaimData {
    /// Reads a file of measures: JSON, JSON Lines, or a table with `name`, `numerator`, `denominator` and, if known, `percent`,
    /// `target`, `direction`, `rag` and `period`.
    ///
    /// What cannot be read is named, and nothing of it is used.
    pub fn read(&mut self, file: &Arc<SourceFile>) -> Diagnostics {
        let mut wrong = Diagnostics::new();
        let text = file.text().trim_start_matches('\u{feff}').trim_start();
        let rows = if text.starts_with(['{', '[']) {
            json::rows(file, &mut wrong)
        } else {
            csv::rows(file, &mut wrong)
        };
        for (raw, at) in rows {
            match known(&raw, &at) {
                Ok(known) => self.all.push(known),
                Err(told) => wrong.push(*told),
            }
        }
        self.index();
        wrong
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn index(&mut self) {
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        let names = || {
            self.all.iter().enumerate().flat_map(|(at, one)| {
                one.names
                    .iter()
                    .enumerate()
                    .map(move |(n, words)| (at, n, words))
            })
        };
        for word in names().flat_map(|(_, _, words)| words) {
            *often.entry(word).or_default() += 1;
        }
        let mut by_word: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, n, words) in names() {
            // One word of a long name may be missing, so the two rarest lead to it.
            let mut rare: Vec<&String> = words.iter().collect();
            rare.sort_by_key(|word| often.get(word.as_str()).copied().unwrap_or_default());
            for word in rare.into_iter().take(if words.len() > 3 { 2 } else { 1 }) {
                by_word.entry(word.clone()).or_default().push((at, n));
            }
        }
        self.by_word = by_word;
    }

    /// The measures that some words name, each name once; those whose words are a part of another's that is named too are left out.
    pub(super) fn named(&self, words: &BTreeSet<String>) -> Vec<&Known> {
        let mut hits: Vec<(usize, &BTreeSet<String>)> = Vec::new();
        for word in words {
            for (at, n) in self.by_word.get(word).into_iter().flatten() {
                let Some(name) = self.all.get(*at).and_then(|one| one.names.get(*n)) else {
                    continue;
                };
                let missing = name.difference(words).count();
                if missing == 0 || (missing == 1 && name.len() > 3) {
                    hits.push((*at, name));
                }
            }
        }
        // The name that says more is meant; of one that lacks a word, not where another has all that is left of it.
        let most = |name: &BTreeSet<String>| {
            let lacks_one = !name.is_subset(words);
            hits.iter().any(|(_, other)| {
                other.len() > name.len() && other.is_superset(name)
                    || lacks_one
                        && other.is_subset(words)
                        && name.intersection(words).all(|word| other.contains(word))
            })
        };
        let mut found: Vec<usize> = hits
            .iter()
            .filter(|(_, name)| !most(name))
            .map(|(at, _)| *at)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .filter_map(|at| self.all.get(at))
            .collect()
    }
}
