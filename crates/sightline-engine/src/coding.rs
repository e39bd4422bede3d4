//! Free text coded by rules that an authority can edit: which words of a comment speak of which theme.
//!
//! A rule proposes, a person decides. So the rules are plain (words, phrases, stems) and everybody can see why something
//! was proposed; nothing that is proposed is counted before somebody has read it.
//!
//! ```
//! use sightline_engine::coding::{self, CodingRule, CodingRules, Pattern};
//! use sightline_engine::scored::FindingKind;
//!
//! let words = |text: &str| Pattern::read(text).into_iter().collect::<Vec<_>>();
//! let rule = CodingRule {
//!     id: "drift".to_owned(),
//!     theme: "drift-and-delay".to_owned(),
//!     kind: FindingKind::Concern,
//!     any: words("drift*"),
//!     all: Vec::new(),
//!     not: Vec::new(),
//! };
//! let rules = CodingRules::new(vec![rule], words("no evidence of"));
//! let text = "The plan drifted over the summer. There is no evidence of drift since.";
//! let found = coding::code(text, &rules);
//! assert_eq!(found.len(), 1);
//! assert_eq!(text.get(found[0].at[0].clone()), Some("drifted"));
//! ```

mod index;
mod pattern;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::ops::Range;

pub use pattern::{BadPattern, Pattern};

use crate::scored::FindingKind;
use index::{Index, Role};
use words::{Word, sentences};

/// How many words before a match a negation still reaches: "no evidence that the plan drifted".
const REACH: usize = 4;

/// Words after which a sentence says something else, so that a negation before them is over.
const TURNS: [&str; 6] = ["but", "however", "yet", "although", "though", "except"];

/// Words that speak of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodingRule {
    /// By which the review queue names it.
    pub id: String,
    /// The theme that it proposes.
    pub theme: String,
    /// What it proposes the comment as.
    pub kind: FindingKind,
    /// One of these must stand in the sentence, where there are any.
    pub any: Vec<Pattern>,
    /// All of these must.
    pub all: Vec<Pattern>,
    /// None of these may.
    pub not: Vec<Pattern>,
}

/// Rules that are ready to be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodingRules {
    rules: Vec<CodingRule>,
    negations: Vec<Pattern>,
    index: Index,
}

/// What a rule proposes for a text, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    /// The rule.
    pub rule: String,
    /// The theme that it proposes.
    pub theme: String,
    /// What it proposes the text as.
    pub kind: FindingKind,
    /// The words that it found, as bytes of the text.
    pub at: Vec<Range<usize>>,
}

impl CodingRules {
    /// Rules, and the words that take back the match after them.
    #[must_use]
    pub fn new(rules: Vec<CodingRule>, negations: Vec<Pattern>) -> Self {
        let mut index = Index::default();
        for (n, rule) in rules.iter().enumerate() {
            rule.any.iter().for_each(|one| index.add(one, Role::Any(n)));
            for (part, one) in rule.all.iter().enumerate() {
                index.add(one, Role::All(n, part));
            }
            rule.not.iter().for_each(|one| index.add(one, Role::Not(n)));
        }
        negations
            .iter()
            .for_each(|one| index.add(one, Role::Negation));
        Self {
            rules,
            negations,
            index,
        }
    }

    /// All of them, as they were given.
    pub fn iter(&self) -> std::slice::Iter<'_, CodingRule> {
        self.rules.iter()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

impl<'a> IntoIterator for &'a CodingRules {
    type Item = &'a CodingRule;
    type IntoIter = std::slice::Iter<'a, CodingRule>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What the rules propose for a text, each rule once, in the order of the rules.
///
/// A rule looks at one sentence at a time, so that the words of one worry are not put together with those of another. Takes
/// time in proportion to the text.
#[must_use]
pub fn code(text: &str, rules: &CodingRules) -> Vec<Coded> {
    let mut found: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for sentence in sentences(text) {
        for (rule, at) in in_sentence(&sentence, rules) {
            found.entry(rule).or_default().extend(at);
        }
    }
    found
        .into_iter()
        .filter_map(|(n, at)| {
            let rule = rules.rules.get(n)?;
            Some(Coded {
                rule: rule.id.clone(),
                theme: rule.theme.clone(),
                kind: rule.kind,
                at,
            })
        })
        .collect()
}

/// What was met of one rule in a sentence.
#[derive(Default)]
struct Met {
    any: Vec<Range<usize>>,
    /// By its place among the rule's `all`.
    all: BTreeMap<usize, Range<usize>>,
    not: bool,
}

fn in_sentence(words: &[Word], rules: &CodingRules) -> Vec<(usize, Vec<Range<usize>>)> {
    let hits = rules.index.hits(words);
    let mut ends: Vec<usize> = hits
        .iter()
        .filter(|hit| hit.role == Role::Negation)
        .map(|hit| hit.words.end)
        .collect();
    ends.sort_unstable();
    let is_taken_back = |start: usize| {
        // The nearest one before it is the one with the fewest words between.
        let before = ends.partition_point(|end| *end <= start);
        let nearest = before.checked_sub(1).and_then(|at| ends.get(at));
        let between = nearest.and_then(|end| words.get(*end..start));
        between.is_some_and(|between| {
            let turns = |word: &Word| TURNS.contains(&word.lower.as_str());
            between.len() <= REACH && !between.iter().any(turns)
        })
    };
    let mut met: BTreeMap<usize, Met> = BTreeMap::new();
    for hit in &hits {
        let Some(at) = bytes(words, &hit.words) else {
            continue;
        };
        match hit.role {
            Role::Negation => {}
            Role::Not(rule) => met.entry(rule).or_default().not = true,
            _ if is_taken_back(hit.words.start) => {}
            Role::Any(rule) => met.entry(rule).or_default().any.push(at),
            Role::All(rule, part) => _ = met.entry(rule).or_default().all.entry(part).or_insert(at),
        }
    }
    met.into_iter()
        .filter_map(|(n, met)| {
            let rule = rules.rules.get(n)?;
            let fits = !met.not
                && met.all.len() == rule.all.len()
                && (rule.any.is_empty() || !met.any.is_empty());
            let mut at = met.any;
            at.extend(met.all.into_values());
            at.sort_by_key(|range| (range.start, range.end));
            at.dedup();
            fits.then_some((n, at))
        })
        .collect()
}

/// The bytes of the text that some words stand in.
fn bytes(words: &[Word], range: &Range<usize>) -> Option<Range<usize>> {
    let first = words.get(range.start)?;
    let last = words.get(range.end.checked_sub(1)?)?;
    Some(first.at.start..last.at.end)
}

#[cfg(test)]
mod tests;
