//! What holds for a report as a whole: its date, the order of its series, and what it refers to.

mod order;
mod references;

use std::ops::Range;

use chrono::NaiveDate;

use super::date::date;
use super::found::{Found, Topic};
use super::sentence::Sentence;
use super::token::{Kind, Token};
use super::words;

/// A part of a report, as tokens.
pub(super) enum Part {
    Heading(Sentence),
    Paragraph(Vec<Sentence>),
    /// One item of a list, which has a number of its own.
    Item(Vec<Sentence>, usize),
}

impl Part {
    pub(super) fn sentences(&self) -> &[Sentence] {
        match self {
            Self::Heading(one) => std::slice::from_ref(one),
            Self::Paragraph(all) | Self::Item(all, _) => all,
        }
    }
}

/// How many parts a report's front has: its title, its date and what it is about.
const FRONT: usize = 30;

/// Judges the report as a whole.
pub(super) fn judge(parts: &[Part], text: &str, found: &mut Found<'_>) {
    dated(parts, text, found);
    order::judge(parts, text, found);
    references::judge(parts, text, found);
    for section in parts.split(|part| matches!(part, Part::Heading(_))) {
        days(section.iter().flat_map(Part::sentences), found);
    }
}

/// A report cannot be dated before the end of what it reports on.
fn dated(parts: &[Part], text: &str, found: &mut Found<'_>) {
    let front = || parts.iter().take(FRONT).flat_map(Part::sentences);
    let Some((own, at)) = front().find_map(|sentence| report_date(sentence, text)) else {
        return;
    };
    let ends = front().filter_map(|sentence| period_end(sentence, text));
    let Some(end) = ends.max() else { return };
    let day = |date: NaiveDate| crate::number::day(date);
    let computed = format!("dated {}; the period ends on {}", day(own), day(end));
    let problem = (own < end).then(|| {
        (
            "the report is dated before its period ends".to_owned(),
            "put the date or the period right".to_owned(),
        )
    });
    found.judge(Topic::Document, at, computed, problem);
}

/// `Date: 12 November 2013`, `Date of report: …`, `Dated 12 November 2013`.
fn report_date(sentence: &Sentence, text: &str) -> Option<(NaiveDate, Range<usize>)> {
    sentence.words().take(12).find_map(|(at, word)| {
        let from = match word {
            "dated" => at + 1,
            "date" if sentence.word(at + 2) != "birth" => {
                (at + 1..at + 5).find(|at| sentence.is(*at, ':'))? + 1
            }
            _ => return None,
        };
        let tokens = sentence.tokens.get(from..)?;
        Some((
            date(tokens, text)?,
            sentence.at(from, (from + 2).min(sentence.len().saturating_sub(1))),
        ))
    })
}

/// `the year ending 31 March 2014`.
fn period_end(sentence: &Sentence, text: &str) -> Option<NaiveDate> {
    sentence.words().find_map(|(at, word)| {
        let ends = match word {
            "ending" | "ended" => true,
            "to" => sentence.words().any(|(_, word)| word == "period"),
            _ => false,
        };
        let period = (1..=8).any(|n| {
            matches!(
                sentence.before(at, n),
                "year" | "period" | "quarter" | "months"
            )
        });
        (ends && period).then_some(())?;
        date(sentence.tokens.get(at + 1..)?, text)
    })
}

/// `five days` in a section that has `20 working days`: nobody can say whether the five are working days.
fn days<'s>(section: impl Iterator<Item = &'s Sentence>, found: &mut Found<'_>) {
    let lengths: Vec<(&Sentence, usize, bool)> = section
        .flat_map(|sentence| {
            let lengths = lengths(sentence);
            lengths.map(move |(at, working)| (sentence, at, working))
        })
        .collect();
    if lengths.iter().any(|(.., working)| *working) {
        for (sentence, at, _) in lengths.iter().filter(|(.., working)| !working) {
            found.not_judged(
                Topic::Document,
                sentence.at(at - 1, *at),
                "working days or calendar days is not said, and other days here are working days",
            );
        }
    }
}

/// Lengths of time in days, by the place of the word, and whether they are said to be working days.
fn lengths(sentence: &Sentence) -> impl Iterator<Item = (usize, bool)> {
    let is_number = |token: &Token| {
        let word = token.word();
        token.kind == Kind::Number || word.is_some_and(|word| words::count(word).is_some())
    };
    let days = sentence.words().filter(|(_, word)| *word == "days");
    days.filter_map(move |(at, _)| match sentence.before(at, 1) {
        "working" => Some((at, true)),
        "calendar" => None,
        _ => {
            let number = sentence.get(at.checked_sub(1)?)?;
            is_number(number).then_some((at, false))
        }
    })
}
