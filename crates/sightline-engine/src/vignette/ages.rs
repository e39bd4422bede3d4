//! Exact ages, and how large a family is.

use super::{Personal, bytes};
use crate::coding::words::Word;

/// Numbers as words, from nought.
const NUMBERS: &str = "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
    fifteen sixteen seventeen eighteen nineteen";

/// A number written in digits or as a word.
pub(super) fn number(word: &Word) -> Option<usize> {
    let written = NUMBERS.split(' ').position(|name| name == word.lower);
    written.or_else(|| word.lower.parse().ok().filter(|number| *number < 130))
}

/// What to call a child of an age in whole years.
pub(super) fn band(years: usize) -> &'static str {
    match years {
        0 => "a baby",
        1..=4 => "a young child",
        5..=10 => "a primary-school child",
        11..=15 => "a secondary-school child",
        _ => "an older young person",
    }
}

/// Exact ages: `aged 7`, `seven years old`, `a 15-year-old`, `at the age of 9`, `6 months old`.
pub(super) fn ages(words: &[Word]) -> Vec<Personal> {
    let mut found = Vec::new();
    let is = |at: Option<usize>, names: &[&str]| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| names.contains(&word.lower.as_str()))
    };
    for (at, word) in words.iter().enumerate() {
        let Some(count) = number(word) else { continue };
        let in_years = is(Some(at + 1), &["year", "years", "yr", "yrs"]);
        let in_less = is(
            Some(at + 1),
            &["month", "months", "week", "weeks", "day", "days"],
        );
        let old = is(Some(at + 2), &["old", "olds"]);
        let before = at.checked_sub(1);
        let aged = is(before, &["aged", "age"])
            || is(before, &["of"]) && is(at.checked_sub(2), &["age"])
            || is(before, &["turned", "turning"]) && !in_less;
        let range = if (in_years || in_less) && old {
            at..at + 3
        } else if aged {
            at.saturating_sub(1)..at + 1
        } else {
            continue;
        };
        let years = if in_less { 0 } else { count };
        found.extend(bytes(words, range).map(|at| Personal {
            at,
            what: "an exact age".to_owned(),
            fix: format!("use an age band: “{}”", band(years)),
            sure: true,
        }));
    }
    found
}

/// How many brothers, sisters or children there are: a large family is known in its street.
pub(super) fn families(words: &[Word]) -> Vec<Personal> {
    let family = [
        "siblings",
        "brothers",
        "sisters",
        "children",
        "sons",
        "daughters",
        "half",
        "younger",
        "older",
    ];
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let follows = words.get(at + 1).map(|next| next.lower.as_str());
        if number(word).is_some_and(|count| count > 1)
            && follows.is_some_and(|next| family.contains(&next))
        {
            found.extend(bytes(words, at..at + 2).map(|at| Personal {
                at,
                what: "the size of a family".to_owned(),
                fix: "say “brothers and sisters”, or change the number".to_owned(),
                sure: false,
            }));
        }
    }
    found
}
