//! Every pattern by its first word, so that a text is gone through once however many rules there are.

use std::collections::BTreeMap;
use std::ops::Range;

use super::pattern::Pattern;
use super::words::Word;

/// What a pattern is there for; rules and their parts are named by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Any(usize),
    All(usize, usize),
    Not(usize),
    Negation,
}

/// A pattern that was met.
pub(super) struct Hit {
    pub(super) role: Role,
    /// The words of the sentence.
    pub(super) words: Range<usize>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    whole: BTreeMap<String, Vec<(Pattern, Role)>>,
    stems: BTreeMap<String, Vec<(Pattern, Role)>>,
    /// Bytes of the longest stem: no longer beginning of a word is looked up.
    longest_stem: usize,
}

impl Index {
    pub(super) fn add(&mut self, pattern: &Pattern, role: Role) {
        let Some(first) = pattern.words.first() else {
            return;
        };
        let by_first = if first.is_stem {
            self.longest_stem = self.longest_stem.max(first.text.len());
            &mut self.stems
        } else {
            &mut self.whole
        };
        by_first
            .entry(first.text.clone())
            .or_default()
            .push((pattern.clone(), role));
    }

    /// Every pattern in a sentence, in order of where it begins.
    pub(super) fn hits(&self, words: &[Word]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (start, word) in words.iter().enumerate() {
            let here = words.get(start..).unwrap_or_default();
            let mut take = |candidates: Option<&Vec<(Pattern, Role)>>| {
                for (pattern, role) in candidates.into_iter().flatten() {
                    if stands(pattern, here) {
                        hits.push(Hit {
                            role: *role,
                            words: start..start + pattern.words.len(),
                        });
                    }
                }
            };
            take(self.whole.get(&word.lower));
            let ends = word
                .lower
                .char_indices()
                .map(|(at, letter)| at + letter.len_utf8());
            for end in ends.take_while(|end| *end <= self.longest_stem) {
                take(word.lower.get(..end).and_then(|stem| self.stems.get(stem)));
            }
        }
        hits
    }
}

/// Whether a sentence begins with a pattern.
fn stands(pattern: &Pattern, words: &[Word]) -> bool {
    pattern.words.len() <= words.len()
        && pattern
            .words
            .iter()
            .zip(words)
            .all(|(part, word)| part.fits(&word.lower))
}
