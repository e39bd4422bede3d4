//! One measure, and the words that name it.

use std::collections::BTreeSet;

use sightline_engine::{Code, Diagnostic, Exact, Span};

use super::super::figure::{self, Unit};
use super::super::words::{self, Color};

/// One measure over one period.
#[derive(Debug)]
pub(in super::super) struct Known {
    pub(in super::super) title: String,
    /// The words of its title and of its id.
    pub(super) names: Vec<BTreeSet<String>>,
    pub(in super::super) period: String,
    /// Above and below the line, where both are counts.
    pub(in super::super) counts: Option<(i128, i128)>,
    /// In per cent for a share.
    pub(in super::super) value: Option<Exact>,
    pub(in super::super) is_share: bool,
    pub(in super::super) target: Option<Exact>,
    /// Whether higher is better.
    pub(in super::super) better: Option<bool>,
    pub(in super::super) color: Option<Color>,
    /// What it was before, where a report may say how it has moved since.
    pub(in super::super) earlier: Option<Earlier>,
}

/// What a measure was in an earlier period.
#[derive(Debug)]
pub(in super::super) struct Earlier {
    /// In small letters.
    pub(in super::super) period: String,
    /// In per cent for a share.
    pub(in super::super) value: Exact,
    pub(in super::super) counts: Option<(i128, i128)>,
}

/// A measure as a file has it, in words.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) period: Option<String>,
    pub(super) numerator: Option<String>,
    pub(super) denominator: Option<String>,
    pub(super) percent: Option<String>,
    pub(super) value: Option<String>,
    pub(super) target: Option<String>,
    pub(super) direction: Option<String>,
    pub(super) rag: Option<String>,
    /// What it was before; its own earlier value is not read.
    pub(super) earlier: Option<Box<Raw>>,
}

/// The words of a name or sentence that tell measures apart.
pub(in super::super) fn significant<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<String> {
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
pub(in super::super) fn singular(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with('s') => match one.strip_suffix("ie") {
            Some(stem) => format!("{stem}y"),
            None => one.to_owned(),
        },
        _ => word.to_owned(),
    }
}

/// Reads what a file says of a measure, or says what is wrong with it.
pub(super) fn known(raw: &Raw, at: &Span) -> Result<Known, Box<Diagnostic>> {
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
    let counts = part.zip(whole).and_then(in_whole);
    let earlier = match raw.earlier.as_deref() {
        None => None,
        Some(raw) => {
            let (part, whole) = (number(&raw.numerator)?, number(&raw.denominator)?);
            let share = part.as_ref().zip(whole.as_ref());
            let share = share.and_then(|(part, whole)| part.divide(whole));
            let value = match (share, number(&raw.value)?) {
                (Some(share), Some(_)) => Some(share * hundred.clone()),
                _ => None,
            };
            value.map(|value| Earlier {
                period: raw.period.clone().unwrap_or_default().to_lowercase(),
                value,
                counts: part.zip(whole).and_then(in_whole),
            })
        }
    };
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
        color: raw.rag.as_deref().and_then(words::color_of_cell),
        earlier,
    })
}

/// Two counts, where both are whole.
fn in_whole((part, whole): (Exact, Exact)) -> Option<(i128, i128)> {
    match (part.parts()?, whole.parts()?) {
        ((part, 1), (whole, 1)) => Some((part, whole)),
        _ => None,
    }
}

impl Known {
    /// Whether a word is one of its name.
    pub(in super::super) fn has(&self, word: &str) -> bool {
        let word = significant(std::iter::once(word));
        self.names
            .iter()
            .any(|name| !word.is_empty() && word.is_subset(name))
    }

    /// As an answer shows it: `25.0% (2 of 8)`.
    pub(in super::super) fn shown(&self) -> String {
        self.value_shown(self.value.as_ref(), self.counts)
    }

    /// The same for what it was before.
    pub(in super::super) fn earlier_shown(&self, earlier: &Earlier) -> String {
        self.value_shown(Some(&earlier.value), earlier.counts)
    }

    fn value_shown(&self, value: Option<&Exact>, counts: Option<(i128, i128)>) -> String {
        let unit = if self.is_share {
            Unit::Percent
        } else {
            Unit::Count
        };
        let value = value.map_or_else(
            || "no value".to_owned(),
            |value| figure::shown(value, 1, unit),
        );
        match counts {
            Some((part, whole)) if self.is_share => {
                let number = |n: i128| sightline_engine::grouped(&n.to_string());
                format!("{value} ({} of {})", number(part), number(whole))
            }
            _ => value,
        }
    }
}
