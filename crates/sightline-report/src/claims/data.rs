//! What the claims of a report are held against besides themselves.

mod csv;
mod json;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sightline_engine::{Diagnostics, Exact, SourceFile, Span};

use super::words::Color;

/// Measures whose figures are known, from any number of files.
///
/// ```
/// use sightline_engine::SourceFile;
/// use sightline_report::claims::{ClaimData, check};
///
/// let mut data = ClaimData::default();
/// let known = SourceFile::new("known.csv", "name,numerator,denominator,target,direction\nRepeat plans,2,8,19%,lower\n");
/// assert!(data.read(&known).is_empty());
///
/// let report = SourceFile::new("report.md", "Repeat plans stood at 22.2%.");
/// let found = check(&report, &data);
/// assert_eq!(found[0].computed.as_deref(), Some("the data have 25.0% (2 of 8) for Repeat plans"));
/// ```
#[derive(Debug, Default)]
pub struct ClaimData {
    all: Vec<Known>,
    /// Measures by the rarest word of each of their names, so that a sentence looks at few.
    by_word: BTreeMap<String, Vec<(usize, usize)>>,
}

/// One measure over one period.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) title: String,
    /// The words of its title and of its id.
    names: Vec<BTreeSet<String>>,
    pub(super) period: String,
    /// Above and below the line, where both are counts.
    pub(super) counts: Option<(i128, i128)>,
    /// In per cent for a share.
    pub(super) value: Option<Exact>,
    pub(super) is_share: bool,
    pub(super) target: Option<Exact>,
    /// Whether higher is better.
    pub(super) better: Option<bool>,
    pub(super) color: Option<Color>,
}

/// A measure as a file has it, in words.
#[derive(Debug, Default)]
struct Raw {
    id: Option<String>,
    title: Option<String>,
    period: Option<String>,
    numerator: Option<String>,
    denominator: Option<String>,
    percent: Option<String>,
    value: Option<String>,
    target: Option<String>,
    direction: Option<String>,
    rag: Option<String>,
}

impl ClaimData {
    /// Reads a file of measures: JSON, JSON Lines, or a table with `name`, `numerator`, `denominator` and, if known, `percent`,
    /// `target`, `direction`, `rag` and `period`.
    ///
    /// What cannot be read is named, and nothing of it is used.
    pub fn read(&mut self, file: &Arc<SourceFile>) -> Diagnostics {
        let mut wrong = Diagnostics::new();
        let text = file.text().trim_start_matches('\u{feff}').trim_start();
        let rows = if text.starts_with(['{', '[']) {
            json::rows(file, &mut wrong)
        } else {
            csv::rows(file, &mut wrong)
        };
        for (raw, at) in rows {
            match known(&raw, &at) {
                Ok(known) => self.all.push(known),
                Err(told) => wrong.push(*told),
            }
        }
        self.index();
        wrong
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn index(&mut self) {
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        let names = || {
            self.all.iter().enumerate().flat_map(|(at, one)| {
                one.names
                    .iter()
                    .enumerate()
                    .map(move |(n, words)| (at, n, words))
            })
        };
        for word in names().flat_map(|(_, _, words)| words) {
            *often.entry(word).or_default() += 1;
        }
        let mut by_word: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, n, words) in names() {
            // One word of a long name may be missing, so the two rarest lead to it.
            let mut rare: Vec<&String> = words.iter().collect();
            rare.sort_by_key(|word| often.get(word.as_str()).copied().unwrap_or_default());
            for word in rare.into_iter().take(if words.len() > 3 { 2 } else { 1 }) {
                by_word.entry(word.clone()).or_default().push((at, n));
            }
        }
        self.by_word = by_word;
    }

    /// The measures that some words name, each name once; those whose words are a part of another's that is named too are left out.
    pub(super) fn named(&self, words: &BTreeSet<String>) -> Vec<&Known> {
        let mut hits: Vec<(usize, &BTreeSet<String>)> = Vec::new();
        for word in words {
            for (at, n) in self.by_word.get(word).into_iter().flatten() {
                let Some(name) = self.all.get(*at).and_then(|one| one.names.get(*n)) else {
                    continue;
                };
                let missing = name.difference(words).count();
                if missing == 0 || (missing == 1 && name.len() > 3) {
                    hits.push((*at, name));
                }
            }
        }
        let most = |name: &BTreeSet<String>| {
            hits.iter()
                .any(|(_, other)| other.len() > name.len() && other.is_superset(name))
        };
        let mut found: Vec<usize> = hits
            .iter()
            .filter(|(_, name)| !most(name))
            .map(|(at, _)| *at)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
            .into_iter()
            .filter_map(|at| self.all.get(at))
            .collect()
    }
}

impl Known {
    /// Whether a word is one of its name.
    pub(super) fn has(&self, word: &str) -> bool {
        let word = significant(std::iter::once(word));
        self.names
            .iter()
            .any(|name| !word.is_empty() && word.is_subset(name))
    }

    /// As an answer shows it: `25.0% (2 of 8)`.
    pub(super) fn shown(&self) -> String {
        let unit = if self.is_share {
            super::figure::Unit::Percent
        } else {
            super::figure::Unit::Count
        };
        let value = self.value.as_ref().map_or_else(
            || "no value".to_owned(),
            |value| super::figure::shown(value, 1, unit),
        );
        match self.counts {
            Some((part, whole)) if self.is_share => {
                let number = |n: i128| super::figure::grouped(&n.to_string());
                format!("{value} ({} of {})", number(part), number(whole))
            }
            _ => value,
        }
    }
}

/// The words of a name or sentence that tell measures apart.
pub(super) fn significant<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<String> {
    let idle = |word: &str| {
        matches!(
            word,
            "of" | "the"
                | "in"
                | "a"
                | "an"
                | "and"
                | "for"
                | "to"
                | "by"
                | "with"
                | "within"
                | "per"
                | "cent"
                | "percentage"
                | "percent"
                | "rate"
                | "number"
                | "share"
                | "who"
                | "were"
                | "was"
                | "is"
                | "are"
                | "as"
                | "at"
                | "on"
                | "that"
                | "held"
                | "proportion"
                | "from"
                | "ytd"
        )
    };
    let split = words.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric()));
    let small = split.filter(|word| !word.is_empty()).map(str::to_lowercase);
    small
        .filter(|word| !idle(word))
        .map(|word| singular(&word))
        .collect()
}

/// A word without the s of its plural.
pub(super) fn singular(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => match one.strip_suffix("ie") {
            Some(stem) => format!("{stem}y"),
            None => one.to_owned(),
        },
        _ => word.to_owned(),
    }
}

fn known(raw: &Raw, at: &Span) -> Result<Known, Box<sightline_engine::Diagnostic>> {
    use sightline_engine::{Code, Diagnostic};
    let title = raw
        .title
        .clone()
        .or_else(|| raw.id.clone())
        .unwrap_or_default();
    let mut names: Vec<BTreeSet<String>> = Vec::new();
    for name in [&raw.title, &raw.id].into_iter().flatten() {
        let words = significant(std::iter::once(name.as_str()));
        let long = words.len() > 1 || words.iter().any(|word| word.chars().count() >= 6);
        if long && !names.contains(&words) {
            names.push(words);
        }
    }
    let wrong = |what: &str, help: &str| {
        Box::new(Diagnostic::error(Code::LINE_SYNTAX, at, what.to_owned()).help(help))
    };
    if names.is_empty() {
        return Err(wrong(
            "a measure has no name that a sentence could use",
            "give it a `name` of two words, or of one long one",
        ));
    }
    let number = |text: &Option<String>| -> Result<Option<Exact>, Box<Diagnostic>> {
        let Some(text) = text
            .as_deref()
            .map(|text| text.trim().trim_end_matches('%').replace(',', ""))
            .filter(|text| !text.is_empty())
        else {
            return Ok(None);
        };
        let fits = text.len() <= 24;
        let read = text.trim().parse().ok().filter(|_| fits);
        read.map(Some).ok_or_else(|| {
            wrong(
                &format!("`{text}` is not a number"),
                "write digits, with at most six decimal places",
            )
        })
    };
    let (part, whole) = (number(&raw.numerator)?, number(&raw.denominator)?);
    let percent = number(&raw.percent)?;
    let value = number(&raw.value)?;
    let is_rate = percent.is_none() && value.is_some();
    let share = part
        .as_ref()
        .zip(whole.as_ref())
        .and_then(|(part, whole)| part.divide(whole));
    let hundred = Exact::from(if is_rate { 1 } else { 100 });
    let counts = part
        .zip(whole)
        .and_then(|(part, whole)| match (part.parts()?, whole.parts()?) {
            ((part, 1), (whole, 1)) => Some((part, whole)),
            _ => None,
        });
    let better = match raw
        .direction
        .as_deref()
        .map(str::trim)
        .map(str::to_lowercase)
        .as_deref()
    {
        Some("lower" | "low" | "down") => Some(false),
        Some("higher" | "high" | "up") => Some(true),
        None | Some("") => None,
        Some(other) => {
            return Err(wrong(
                &format!("`{other}` is no direction"),
                "write `lower` or `higher`: which of them is better",
            ));
        }
    };
    Ok(Known {
        title,
        names,
        period: raw.period.clone().unwrap_or_default().to_lowercase(),
        counts,
        value: share.map(|share| share * hundred).or(percent).or(value),
        is_share: !is_rate,
        target: number(&raw.target)?,
        better,
        color: raw.rag.as_deref().and_then(super::words::color_of_cell),
    })
}
