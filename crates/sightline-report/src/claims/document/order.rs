//! Series that run newest first beside others that run oldest first.

use std::ops::Range;

use super::super::figure::Unit;
use super::super::found::{Found, Topic};
use super::super::sentence::Sentence;
use super::super::token::{Kind, Token};
use super::Part;

/// The fewest years that make a series.
const SERIES: usize = 3;

/// A series: whether its newest year comes first, and where it stands.
type Series = (bool, Range<usize>);

/// Judges each section: series below one heading run one way.
pub(super) fn judge(parts: &[Part], text: &str, found: &mut Found<'_>) {
    let mut first: Option<Series> = None;
    for series in each(parts, text) {
        match (series, &first) {
            (None, _) => first = None,
            (Some(series), None) => first = Some(series),
            (Some((newest_first, at)), Some((earlier, _))) if newest_first != *earlier => {
                let way = |newest_first| {
                    if newest_first {
                        "newest first"
                    } else {
                        "oldest first"
                    }
                };
                found.judge(
                    Topic::Document,
                    at,
                    format!(
                        "{} here, and {} earlier in the section",
                        way(newest_first),
                        way(*earlier)
                    ),
                    Some((
                        "two series of one section run in opposite orders".to_owned(),
                        "give both in one order, so that nobody reads a rise as a fall".to_owned(),
                    )),
                );
            }
            (Some(_), Some(_)) => {}
        }
    }
}

/// All series in order; nothing where a heading begins another section.
fn each(parts: &[Part], text: &str) -> Vec<Option<Series>> {
    let mut all = Vec::new();
    let mut list: (usize, Vec<(i32, Range<usize>)>) = (0, Vec::new());
    for part in parts {
        if let Part::Item(item, id) = part {
            if list.0 != *id {
                all.extend(series(&list.1).map(Some));
                list = (*id, Vec::new());
            }
            let years: Vec<_> = item
                .iter()
                .flat_map(|sentence| years(sentence, text))
                .collect();
            match years.as_slice() {
                [one] => list.1.push(one.clone()),
                [] => {}
                several => all.extend(series(several).map(Some)),
            }
            continue;
        }
        all.extend(series(&std::mem::take(&mut list.1)).map(Some));
        match part {
            Part::Heading(_) => all.push(None),
            Part::Paragraph(sentences) => {
                for sentence in sentences.iter().filter(|one| is_of_figures(one)) {
                    all.extend(series(&years(sentence, text)).map(Some));
                }
            }
            Part::Item(..) => {}
        }
    }
    all.extend(series(&list.1).map(Some));
    all
}

fn is_of_figures(sentence: &Sentence) -> bool {
    sentence
        .all(Unit::Percent)
        .chain(sentence.all(Unit::Count))
        .count()
        >= SERIES
}

/// Years that only rise or only fall.
fn series(years: &[(i32, Range<usize>)]) -> Option<Series> {
    let (first, last) = (years.first()?, years.last()?);
    let steps = || years.iter().zip(years.iter().skip(1));
    let rises = steps().all(|(a, b)| a.0 < b.0);
    let falls = steps().all(|(a, b)| a.0 > b.0);
    (years.len() >= SERIES && (rises || falls)).then_some((falls, first.1.start..last.1.end))
}

fn years(sentence: &Sentence, text: &str) -> Vec<(i32, Range<usize>)> {
    let numbers = sentence
        .tokens
        .iter()
        .filter(|token| token.kind == Kind::Number);
    numbers
        .filter_map(|token: &Token| Some((year(text.get(token.at.clone())?)?, token.at.clone())))
        .collect()
}

/// `2014`, `2014-15`, `2014/15` or `14-15`.
fn year(text: &str) -> Option<i32> {
    let short = |text: &str| {
        (text.len() == 2)
            .then(|| text.parse::<i32>().ok())
            .flatten()
    };
    let long = |text: &str| {
        (text.len() == 4)
            .then(|| text.parse::<i32>().ok())
            .flatten()
            .filter(|year| (1990..2100).contains(year))
    };
    match text.split_once(['-', '/', '–']) {
        None => long(text),
        Some((from, to)) if from.len() == 4 => {
            let year = long(from)?;
            (short(to).or(long(to).map(|to| to % 100)) == Some((year + 1) % 100)).then_some(year)
        }
        Some((from, to)) => {
            let year = short(from)?;
            (short(to) == Some(year + 1)).then_some(2000 + year)
        }
    }
}
