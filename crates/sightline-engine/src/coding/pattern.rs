//! What is looked for: whole words, phrases, and stems.

use super::words::sentences;

/// The fewest letters of a stem; a shorter one would find nearly everything.
const SHORTEST_STEM: usize = 3;

/// The most words of a phrase.
const MOST_WORDS: usize = 8;

/// A word or a phrase; the last letters of any word of it may be left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// At least one.
    pub(super) words: Vec<Part>,
}

/// One word of a pattern, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: String,
    /// Whether any ending will do.
    pub(super) is_stem: bool,
}

/// Why words cannot be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPattern {
    /// No letter and no digit.
    NoWords,
    /// More words than anybody writes twice alike.
    TooManyWords,
    /// A `*` that does not end a word.
    StarInside,
    /// A `*` after so few letters that it would find nearly everything.
    ShortStem,
}

impl Pattern {
    /// Reads words as they are written in a rule: `drift*`, `not seen alone`.
    pub fn read(text: &str) -> Result<Self, BadPattern> {
        let mut words = Vec::new();
        for piece in text.split_whitespace() {
            let (stem, is_stem) = match piece.strip_suffix('*') {
                Some(stem) => (stem, true),
                None => (piece, false),
            };
            if stem.contains('*') {
                return Err(BadPattern::StarInside);
            }
            let mut parts: Vec<Part> = sentences(stem)
                .into_iter()
                .flatten()
                .map(|word| Part {
                    text: word.lower,
                    is_stem: false,
                })
                .collect();
            if is_stem {
                let last = parts.last_mut().ok_or(BadPattern::ShortStem)?;
                if last.text.chars().count() < SHORTEST_STEM {
                    return Err(BadPattern::ShortStem);
                }
                last.is_stem = true;
            }
            words.append(&mut parts);
        }
        match words.len() {
            0 => Err(BadPattern::NoWords),
            n if n > MOST_WORDS => Err(BadPattern::TooManyWords),
            _ => Ok(Self { words }),
        }
    }
}

impl Part {
    pub(super) fn fits(&self, word: &str) -> bool {
        if self.is_stem {
            word.starts_with(&self.text)
        } else {
            word == self.text
        }
    }
}

impl BadPattern {
    /// What to do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::NoWords => "write a word or a phrase",
            Self::TooManyWords => "keep the few words that tell it, or use `all` with several",
            Self::StarInside => "put the `*` at the end of a word",
            Self::ShortStem => "write at least three letters before the `*`",
        }
    }
}
