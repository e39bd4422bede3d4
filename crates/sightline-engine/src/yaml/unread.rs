//! The parts of a file that could not be read, and which other mistakes they may explain.
//!
//! A slip in the layout is to be one message: what stands in the lost part is not called missing. But it must not hide the
//! mistakes of the rest either, so each is weighed by what the lost part says and where it stands.

use std::ops::Range;
use std::sync::Arc;

use super::syntax::line_of;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// Mistakes about a name: none if the name stands in the part that could not be read.
const BY_NAME: [Code; 8] = [
    Code::UNKNOWN_THEME,
    Code::UNKNOWN_SCALE,
    Code::UNKNOWN_GRADE,
    Code::UNKNOWN_OPTION,
    Code::UNKNOWN_SECTION,
    Code::SCRIPT_UNKNOWN_QUESTION,
    Code::SCRIPT_UNDECLARED_FACT,
    Code::SCRIPT_MISSING,
];

/// Mistakes about a block: none if a key of that block may have been lost.
const BY_PLACE: [Code; 6] = [
    Code::MISSING_KEY,
    Code::NO_WEIGHT,
    Code::BANDS_GAP,
    Code::UNREACHABLE,
    Code::NOT_SCORED,
    Code::BAD_RANGE,
];

/// Mistakes about the whole: none if anything of it was lost.
const BY_ALL: [Code; 2] = [Code::NO_QUESTIONS, Code::NO_GRADES];

/// What of a file could not be read as it stands.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    file: Arc<SourceFile>,
    /// Texts whose words are not known.
    words: Vec<Range<usize>>,
    /// Of these, where keys may have been as well.
    keys: Vec<Range<usize>>,
    /// Whether how far lines are indented is a guess, so that anything may belong anywhere.
    pub(super) guessed: bool,
    /// The text with what is lost blanked out.
    pub(super) text: String,
}

impl Unread {
    /// Everything can be read, as far as is known.
    pub(super) fn nothing(file: &Arc<SourceFile>) -> Self {
        Self {
            file: Arc::clone(file),
            words: Vec::new(),
            keys: Vec::new(),
            guessed: false,
            text: file.text().to_owned(),
        }
    }

    /// Nothing after an offset could be read.
    pub(super) fn rest(&mut self, offset: usize) {
        let part = offset..self.text.len();
        self.keys.push(part.clone());
        self.words.push(part);
    }

    /// Changes a stretch of a text for as many of another character; what the text says is not known any more.
    pub(super) fn replace(&mut self, part: Range<usize>, with: char) {
        self.write(&part, with);
        self.words.push(part);
    }

    /// Changes a stretch for spaces; keys may have been in it.
    pub(super) fn blank(&mut self, part: Range<usize>) {
        self.write(&part, ' ');
        self.keys.push(part.clone());
        self.words.push(part);
    }

    /// Ends of lines stay where they are, and every place keeps its offset.
    fn write(&mut self, part: &Range<usize>, with: char) {
        let mut changed = String::with_capacity(self.text.len());
        for (at, c) in self.text.char_indices() {
            if part.contains(&at) && !matches!(c, '\n' | '\r') {
                changed.extend(std::iter::repeat_n(with, c.len_utf8()));
            } else {
                changed.push(c);
            }
        }
        self.text = changed;
    }

    /// Whether any of a text is among what could not be read.
    pub(super) fn touches(&self, range: &Range<usize>) -> bool {
        let overlaps = |part: &Range<usize>| part.start < range.end && range.start < part.end;
        self.words.iter().any(overlaps)
    }

    /// Whether a line that was lost stands right above an offset's line.
    pub(super) fn ends_above(&self, offset: usize) -> bool {
        let line = line_of(&self.text, offset);
        let above = self.text.get(..line.start).unwrap_or_default();
        let read = above.trim_end().len();
        let mut lost = self.keys.iter();
        lost.any(|part| read <= part.start && part.start < line.start)
    }

    /// The mistakes that would be some whatever stands in what could not be read.
    pub(crate) fn sure(&self, found: Diagnostics) -> Diagnostics {
        let found = found.into_iter();
        found.filter(|one| !self.may_explain(one)).collect()
    }

    /// Whether a mistake may be none, had everything been read.
    pub(crate) fn may_explain(&self, one: &Diagnostic) -> bool {
        let is_in = |codes: &[Code]| codes.contains(&one.code);
        let by_meaning = one.code.id().starts_with("SL2") || is_in(&BY_NAME);
        if self.guessed {
            return by_meaning || is_in(&BY_PLACE);
        }
        (is_in(&BY_NAME) && self.mentions(one.at.text()))
            || (is_in(&BY_PLACE) && self.may_hold(&one.at))
            || (is_in(&BY_ALL) && !self.keys.is_empty())
    }

    /// Whether a word stands in what could not be read.
    pub(crate) fn mentions(&self, word: &str) -> bool {
        let word = word.trim_matches(['"', '\'']);
        let parts = self.words.iter();
        let mut texts = parts.filter_map(|part| self.file.text().get(part.clone()));
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        if !word.chars().all(is_part) {
            return texts.any(|text| text.contains(word));
        }
        texts.any(|text| text.split(|c| !is_part(c)).any(|one| one == word))
    }

    /// Whether a key may have been lost from the block that a place belongs to: the item of a list that starts on its line,
    /// else the nearest block around it.
    fn may_hold(&self, at: &Span) -> bool {
        if at.path() != self.file.path() {
            return !self.keys.is_empty();
        }
        let block = block(&self.text, at.range().start);
        self.keys
            .iter()
            .any(|part| part.start < block.end && block.start <= part.end)
    }
}

/// The block that a place belongs to, by how far lines are indented.
fn block(text: &str, offset: usize) -> Range<usize> {
    let line = line_of(text, offset);
    let own = indent(text, &line);
    if is_item(text, &line) {
        return line.start..block_end(text, line.end, own);
    }
    let mut above = line.clone();
    while above.start > 0 {
        above = line_of(text, above.start - 1);
        if !is_blank(text, &above) && indent(text, &above) < own {
            return above.start..block_end(text, above.end, indent(text, &above));
        }
    }
    0..text.len()
}

/// Where the lines end that are indented further than the one that ends at an offset.
pub(super) fn block_end(text: &str, line_end: usize, indent_above: usize) -> usize {
    let mut lines = text
        .get(line_end..)
        .unwrap_or_default()
        .split_inclusive('\n');
    let mut end = line_end + lines.next().map_or(0, str::len);
    for line in lines {
        let content = line.trim_start();
        if !content.is_empty() && line.len() - content.len() <= indent_above {
            break;
        }
        end += line.len();
    }
    end
}

fn is_item(text: &str, line: &Range<usize>) -> bool {
    let line = text.get(line.clone()).unwrap_or_default().trim_start();
    line.starts_with("- ")
}

fn is_blank(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone()).unwrap_or_default().trim().is_empty()
}

pub(super) fn indent(text: &str, line: &Range<usize>) -> usize {
    let line = text.get(line.clone()).unwrap_or_default();
    line.len() - line.trim_start().len()
}
