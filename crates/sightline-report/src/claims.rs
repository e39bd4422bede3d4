//! Whether the figures and claims of a written report hold.
//!
//! Any report in Markdown, HTML or Word, whoever wrote it: its sentences and tables are read, and each claim that gives its own figures is
//! worked out again. What is wrong is named with what the figures come to; what a report does not say enough for is said not to
//! be judged, and everything else is passed over in silence. A false alarm costs a reader's trust, so a claim is held to be
//! wrong only where the words leave no other reading that would be right.
//!
//! ```
//! use sightline_engine::SourceFile;
//! use sightline_report::claims::{ClaimData, check};
//!
//! let report = SourceFile::new("report.md", "98.1% of 1,398 reviews were in timescale (12 late).");
//! let found = check(&report, &ClaimData::default());
//! assert!(found[0].fails());
//! assert_eq!(found[0].computed.as_deref(), Some("12 of 1,398 is 0.9%, so the rest is 99.1%"));
//! ```
//!
//! Numbers are exact, and the time is that of the report's length: a rule looks at one sentence and a few before it.

mod change;
mod data;
mod date;
mod document;
mod figure;
mod found;
mod lex;
mod named;
mod near;
mod page;
mod rag;
mod sentence;
mod share;
mod status;
mod sum;
mod table;
mod token;
mod words;

use std::sync::Arc;

use sightline_engine::{Diagnostics, SourceFile};

pub use data::ClaimData;
pub use found::{Checked, Topic, Verdict};
pub use page::word::LARGEST_WORD;

use document::Part;
use found::Found;
use page::{Block, Page, word};
use sentence::{Sentence, sentences};
use status::Seen;
use table::Table;
use token::Token;

/// Every claim of a report that could be looked at, in the order of the report: those that hold too.
#[must_use]
pub fn check(source: &Arc<SourceFile>, data: &ClaimData) -> Vec<Checked> {
    claims(source, &page::read(source), data)
}

/// The same for a Word document, from the bytes of its `.docx`; or what keeps them from being read.
///
/// Each claim says its place in words, since a reader of the document sees no lines: below which heading it stands, or in which
/// table, row and column. Its line is the number of the paragraph, or of the row of a table, among all of them; its
/// column counts the letters there.
pub fn check_word(path: &str, bytes: &[u8], data: &ClaimData) -> Result<Vec<Checked>, Diagnostics> {
    let word = word::read(path, bytes)?;
    let mut found = claims(&word.source, &word.page, data);
    for one in &mut found {
        let start = one.at.range().start;
        one.place = word.places.shown(&word.page.text, start);
    }
    Ok(found)
}

fn claims(source: &Arc<SourceFile>, page: &Page, data: &ClaimData) -> Vec<Checked> {
    let mut found = Found::new(source, &page.text);
    let parts = parts(page);
    let mut seen = Seen::new();
    let (mut of_heading, mut announced) = (None, None);
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Heading(heading) => {
                seen.clear();
                of_heading = change::announced(heading);
                announced = of_heading;
            }
            Part::Paragraph(paragraph) => {
                announced = change::announced_by(paragraph).or(of_heading);
                judge(paragraph, &page.text, data, &mut seen, None, &mut found);
                lists(
                    paragraph,
                    parts.get(at + 1..).unwrap_or_default(),
                    &mut found,
                );
            }
            Part::Item(paragraph, _) => {
                judge(
                    paragraph, &page.text, data, &mut seen, announced, &mut found,
                );
            }
        }
    }
    let tables: Vec<Table> = (page.blocks.iter())
        .filter_map(|block| match block {
            Block::Table(rows) => table::read(rows, &page.text),
            Block::Heading(_) | Block::Prose(_) | Block::Item(..) => None,
        })
        .collect();
    let series = table::series(&tables);
    for table in &tables {
        table::judge(table, &series, &page.text, data, &mut found);
    }
    document::judge(&parts, &page.text, &mut found);
    found.sorted()
}

/// The prose of a page, as tokens.
fn parts(page: &Page) -> Vec<Part> {
    let read = |at: &std::ops::Range<usize>| {
        let mut tokens = lex::tokens(&page.text, at.clone());
        if is_numbered(&tokens, &page.text) {
            tokens.remove(0);
        }
        sentences(tokens)
    };
    let part = |block: &Block| match block {
        Block::Heading(at) => Some(Part::Heading(Sentence {
            tokens: lex::tokens(&page.text, at.clone()),
        })),
        Block::Prose(at) => Some(Part::Paragraph(read(at))),
        Block::Item(at, list) => Some(Part::Item(read(at), *list)),
        Block::Table(_) => None,
    };
    page.blocks.iter().filter_map(part).collect()
}

/// Whether a paragraph begins with a number of its own: `3.20 Of 30 parents …`.
fn is_numbered(tokens: &[Token], text: &str) -> bool {
    let [number, next, ..] = tokens else {
        return false;
    };
    let capital = text.get(next.at.clone());
    let has_point = |text: &str| text.contains('.') && !text.contains('%');
    capital.is_some_and(|word| word.starts_with(char::is_uppercase))
        && number.word().is_none()
        && text.get(number.at.clone()).is_some_and(has_point)
}

/// Judges the sentences of one paragraph; `announced` is which way the heading of a list says is better.
fn judge(
    paragraph: &[Sentence],
    text: &str,
    data: &ClaimData,
    seen: &mut Seen,
    announced: Option<bool>,
    found: &mut Found<'_>,
) {
    found.begin();
    let folded: Vec<Sentence> = (0..paragraph.len())
        .map(|here| share::judge(paragraph, here, found))
        .collect();
    // What one sentence says of the direction goes for its paragraph, unless another says otherwise.
    let mut said: Vec<bool> = folded.iter().filter_map(Sentence::better).collect();
    said.dedup();
    let of_paragraph = match said.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    for sentence in paragraph {
        status::remember(sentence, seen);
    }
    for (here, (sentence, raw)) in folded.iter().zip(paragraph).enumerate() {
        let named = named::named(sentence, text, data);
        let better = sentence
            .better()
            .or_else(|| named::direction(sentence, text, data))
            .or(of_paragraph);
        sum::judge(raw, found);
        status::judge(raw, seen, found);
        let better_change = better.or_else(|| change::of_theme(raw, announced));
        change::judge(sentence, better_change, found);
        rag::judge(&folded, here, better, found);
        named::judge(sentence, raw, &named, found);
        named::judge_earlier(sentence, text, data, &named, found);
    }
}

/// Judges the list that a paragraph announces with a colon.
fn lists(paragraph: &[Sentence], following: &[Part], found: &mut Found<'_>) {
    let Some(last) = paragraph
        .last()
        .filter(|last| last.tokens.last().is_some_and(|token| token.is(':')))
    else {
        return;
    };
    let Some(Part::Item(_, list)) = following.first() else {
        return;
    };
    let items = following.iter().map_while(|part| match part {
        Part::Item(item, own) if own == list => item.first(),
        Part::Item(..) | Part::Heading(_) | Part::Paragraph(_) => None,
    });
    sum::judge_list(last, &items.collect::<Vec<_>>(), found);
}
