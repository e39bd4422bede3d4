//! Where printed words were typed.

use std::sync::Arc;

use sightline_engine::{SourceFile, Span};

/// The first place where some words stand in one of the files, however they are broken into lines there.
pub(super) fn find(words: &str, sources: &[Arc<SourceFile>]) -> Option<Span> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    sources.iter().find_map(|file| {
        let text = file.text();
        text.match_indices(first).find_map(|(start, found)| {
            let end = after(text, start + found.len(), rest)?;
            is_whole(text, start, end).then(|| Span::new(file, start, end))
        })
    })
}

/// Where some words end that stand one after the other from a place on.
fn after(text: &str, from: usize, words: &[&str]) -> Option<usize> {
    words.iter().try_fold(from, |at, word| {
        let rest = text.get(at..)?;
        let next = rest.trim_start();
        let gap = rest.len() - next.len();
        (gap > 0 && next.starts_with(word)).then(|| at + gap + word.len())
    })
}

/// Whether it is no part of a longer word.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_over_lines_and_as_whole_words() {
        let file = SourceFile::new(
            "a.yaml",
            "a: Tamsins\nb: Tamsin\n  Quillfeather\nc: Tamsin\n",
        );
        let place = |words: &str| {
            let at = find(words, std::slice::from_ref(&file))?;
            Some(at.line_column())
        };
        assert_eq!(place("Tamsin Quillfeather"), Some((2, 4)));
        assert_eq!(place("Tamsin"), Some((2, 4)));
        assert_eq!(place("Tamsin Quill"), None);
        assert_eq!(place(""), None);
    }
}
