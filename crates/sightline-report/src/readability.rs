//! How hard a text is to read: the Flesch-Kincaid grade.
//!
//! For English, and approximate: syllables are judged by spelling. It sees long sentences and long words, and neither whether a
//! text is true nor whether it is kind.

mod syllables;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use sightline_engine::{Code, Diagnostic, Exact, SourceFile, Span};

use crate::charts;
use syllables::syllables;

/// How a prompt to the writer begins; what stands in it is replaced before anybody reads the report.
pub const PROMPT: &str = "To write:";
/// The highest grade that a text for children may have before it is warned of.
const FOR_CHILDREN: i64 = 6;

/// What a text's words come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Words; a number is one.
    pub words: u64,
    /// Sentences; the end of a paragraph or of an item in a list ends one too.
    pub sentences: u64,
    /// Syllables, as far as spelling tells.
    pub syllables: u64,
    /// `0.39 × words / sentences + 11.8 × syllables / words − 15.59`: the year of an American school in which a pupil can read
    /// it. Nothing where there are no words; it may be below nothing.
    pub grade: Exact,
}

impl Reading {
    fn of<'s>(sentences: impl IntoIterator<Item = &'s Sentence>) -> Self {
        let (mut n, mut words, mut syllables) = (0, 0, 0);
        for one in sentences {
            n += 1;
            words += one.words;
            syllables += one.syllables;
        }
        let ratio = |a: u64, b: u64| Exact::ratio(a.into(), b.into());
        let grade = Exact::ratio(39, 100) * ratio(words, n)
            + Exact::ratio(118, 10) * ratio(syllables, words)
            - Exact::ratio(1559, 100);
        Self {
            words,
            sentences: n,
            syllables,
            grade: if words == 0 { Exact::ZERO } else { grade },
        }
    }

    /// The age at which a pupil is in that year of school, in whole years: five more than the grade, and never below 5.
    #[must_use]
    pub fn age(&self) -> String {
        let age = self.grade.clone() + Exact::from(5);
        age.max(Exact::from(5)).decimal(0)
    }
}

/// How hard a report's Markdown is to read.
///
/// Headings, tables, code, images and prompts to the writer are left out: they are no sentences.
///
/// ```
/// use sightline_engine::Exact;
///
/// let reading = sightline_report::readability("We *met* her.\n\n| No | sentence |\n| --- | --- |\n");
/// assert_eq!((reading.words, reading.sentences, reading.syllables), (3, 1, 3));
/// assert_eq!(reading.grade, Exact::ratio(-262, 100));
/// assert_eq!(reading.age(), "5");
/// ```
#[must_use]
pub fn readability(text: &str) -> Reading {
    Reading::of(&sentences(text))
}

/// A warning where a text for children, not yet filled in, is harder to read than one for them may be; it points to its hardest
/// sentence.
#[must_use]
pub fn too_hard(template: &Arc<SourceFile>) -> Option<Diagnostic> {
    let own = sentences(&unfilled(template.text()));
    let reading = Reading::of(&own);
    if reading.grade <= Exact::from(FOR_CHILDREN) {
        return None;
    }
    let hardness = |one: &&Sentence| Reading::of([*one]).grade;
    let hardest = own.iter().max_by_key(hardness)?;
    let at = Span::new(template, hardest.at.start, hardest.at.end);
    let message = format!(
        "this text for children reads at grade {}, and {FOR_CHILDREN} is the most it should have",
        reading.grade.decimal(1)
    );
    let help = "make sentences shorter and words plainer, this one first: it is the hardest";
    Some(Diagnostic::warning(Code::REPORT_HARD_TO_READ, &at, message).help(help))
}

/// A text with its placeholders taken for a short word and its blocks and notes for nothing, every byte where it was.
pub(crate) fn unfilled(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let next = |text: &str| {
        ["{{", "{%", "{#"]
            .into_iter()
            .filter_map(|mark| text.find(mark))
            .min()
    };
    while let Some(at) = next(rest) {
        let (before, mark) = rest.split_at(at);
        plain.push_str(before);
        let close = match mark.get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            _ => "#}",
        };
        let end = mark.find(close).map_or(mark.len(), |end| end + 2);
        let (mark, after) = mark.split_at(end);
        let word = if close == "}}" { "it" } else { "" };
        plain.push_str(word);
        plain.extend(mark.bytes().skip(word.len()).map(|byte| match byte {
            b'\n' => '\n',
            _ => ' ',
        }));
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// A sentence, and where it stands.
struct Sentence {
    at: Range<usize>,
    words: u64,
    syllables: u64,
}

/// The sentences of a Markdown text.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "another crate's list of events, which grows"
)]
fn sentences(markdown: &str) -> Vec<Sentence> {
    let mut all = Vec::new();
    let mut block: Vec<(Range<usize>, String)> = Vec::new();
    let mut left_out = 0_u32;
    for (event, range) in Parser::new_ext(markdown, charts::options()).into_offset_iter() {
        match event {
            Event::Start(tag) if no_prose(&tag) => left_out += 1,
            Event::End(tag) if no_prose_ends(&tag) => left_out = left_out.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if left_out == 0 => {
                block.push((range, text.into_string()));
            }
            Event::SoftBreak | Event::HardBreak => block.push((range, " ".to_owned())),
            Event::Start(tag) if is_block(&tag) => close(&mut block, &mut all),
            Event::End(tag) if is_block_end(tag) => close(&mut block, &mut all),
            _ => {}
        }
    }
    close(&mut block, &mut all);
    all
}

fn no_prose(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::Table(_)
            | Tag::Image { .. }
            | Tag::CodeBlock(CodeBlockKind::Fenced(_))
            | Tag::HtmlBlock
    )
}

fn no_prose_ends(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_) | TagEnd::Table | TagEnd::Image | TagEnd::HtmlBlock
    )
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Item | Tag::List(_) | Tag::BlockQuote(_) | Tag::CodeBlock(_)
    )
}

fn is_block_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::List(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
    )
}

/// Ends a block: its text becomes sentences.
fn close(block: &mut Vec<(Range<usize>, String)>, all: &mut Vec<Sentence>) {
    let pieces = std::mem::take(block);
    let text: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
    if text.trim_start().starts_with(PROMPT) {
        return;
    }
    let mut done = 0;
    for end in ends(&text) {
        let (words, syllables) = count(text.get(done..end).unwrap_or_default());
        if words > 0 {
            let lead = text
                .get(done..end)
                .map_or(0, |one| one.len() - one.trim_start().len());
            let at = place(&pieces, done + lead)..place(&pieces, end);
            all.push(Sentence {
                at,
                words,
                syllables,
            });
        }
        done = end;
    }
}

/// Where something in a block's text stands in the file.
fn place(pieces: &[(Range<usize>, String)], at: usize) -> usize {
    let mut left = at;
    for (range, text) in pieces {
        if left <= text.len() {
            return (range.start + left).min(range.end);
        }
        left -= text.len();
    }
    pieces.last().map_or(0, |(range, _)| range.end)
}

/// Where sentences end. A stop in front of a small letter ends none, so `e.g. a plan` is one; nor does one inside a number.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, stop) in text.match_indices(['.', '!', '?', '…']) {
        let after = text.get(at + stop.len()..).unwrap_or_default();
        let closed = after.trim_start_matches(['"', '\'', '”', '’', ')']);
        let is_apart = closed.starts_with(char::is_whitespace) || closed.is_empty();
        if is_apart && !closed.trim_start().starts_with(char::is_lowercase) {
            ends.push(text.len() - closed.len());
        }
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    ends
}

/// Words and syllables.
fn count(text: &str) -> (u64, u64) {
    let words = text
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric));
    words.fold((0, 0), |(n, all), word| (n + 1, all + syllables(word)))
}

#[cfg(test)]
mod tests;
