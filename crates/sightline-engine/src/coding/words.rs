//! A text as sentences of words.

use std::ops::Range;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In lower case, with a plain apostrophe.
    pub(crate) lower: String,
    /// The bytes of the text that it stands in.
    pub(crate) at: Range<usize>,
}

/// The words of each sentence; one ends at a full stop before a space, at `!`, `?`, `;`, and at the end of a line.
pub(crate) fn sentences(text: &str) -> Vec<Vec<Word>> {
    let mut sentences = Vec::new();
    let mut words: Vec<Word> = Vec::new();
    let mut word: Option<Word> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let joins =
            is_apostrophe(letter) && word.is_some() && next.is_some_and(char::is_alphanumeric);
        if letter.is_alphanumeric() || joins {
            let end = start + letter.len_utf8();
            let held = word.get_or_insert_with(|| Word {
                lower: String::new(),
                at: start..start,
            });
            held.at.end = end;
            if joins {
                held.lower.push('\'');
            } else {
                held.lower.extend(letter.to_lowercase());
            }
            continue;
        }
        words.extend(word.take());
        let ends = match letter {
            '!' | '?' | ';' | '\n' => true,
            '.' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if ends && !words.is_empty() {
            sentences.push(std::mem::take(&mut words));
        }
    }
    words.extend(word);
    if !words.is_empty() {
        sentences.push(words);
    }
    sentences
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}')
}
