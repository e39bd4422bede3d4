//! Exact numbers as a reader sees them; the only place where anything is rounded.

use chrono::{Datelike as _, NaiveDate};
use sightline_engine::rollup::Share;
use sightline_engine::{Exact, grouped};

/// What stands where a share has nothing to divide by.
pub(crate) const NOT_CALCULABLE: &str = "not calculable";

/// Below this many audits a percentage says little.
pub(crate) const FEW: u64 = 30;

/// Of fewer audits than this no trend is drawn, no chart is named by a percentage, and no change is put in words: one audit could turn
/// it round.
pub(crate) const FEWEST: u64 = 10;

/// A share as a percentage with one decimal, half away from zero: `60.0%`.
pub(crate) fn percent(share: Share) -> String {
    share
        .value()
        .map_or_else(|| NOT_CALCULABLE.to_owned(), |value| exact_percent(&value))
}

/// An exact share as a percentage with one decimal.
pub(crate) fn exact_percent(value: &Exact) -> String {
    format!("{}%", hundred(value).decimal(1))
}

/// A difference of shares in percentage points with one decimal and without its sign.
pub(crate) fn points(difference: &Exact) -> String {
    let shown = hundred(difference).decimal(1);
    shown.trim_start_matches('-').to_owned()
}

/// A count and its percentage for a table's cell: `12 (60.0%)`.
pub(crate) fn cell(share: Share) -> String {
    match share.value() {
        Some(value) => format!("{} ({})", number(share.part), exact_percent(&value)),
        None => number(share.part),
    }
}

/// A count, what it is of and the percentage: `12 of 20 (60.0%)`.
pub(crate) fn part_of(share: Share) -> String {
    match share.value() {
        Some(value) => format!("{} ({})", bare_part_of(share), exact_percent(&value)),
        None => NOT_CALCULABLE.to_owned(),
    }
}

/// The same without the percentage: `12 of 20`.
pub(crate) fn bare_part_of(share: Share) -> String {
    format!("{} of {}", number(share.part), number(share.whole))
}

/// A count as a person reads it: `1,398`.
pub(crate) fn number(n: u64) -> String {
    grouped(&n.to_string())
}

/// `1 audit`, `2 audits`; the noun's plural adds an s.
pub(crate) fn count(n: u64, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {noun}{s}", number(n))
}

/// A day: `5 October 2025`.
pub(crate) fn day(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// A day out of its words, as [`day`] writes them.
#[cfg(feature = "pdf")]
pub(crate) fn day_of(words: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(words, "%d %B %Y").ok()
}

/// A month: `October`.
pub(crate) fn month(date: NaiveDate) -> String {
    date.format("%B").to_string()
}

/// `first`, `second` and so on, in words up to tenth.
pub(crate) fn ordinal(n: u32) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let at = usize::try_from(n).unwrap_or(usize::MAX).wrapping_sub(1);
    WORDS
        .get(at)
        .map_or_else(|| numbered(n), |word| (*word).to_owned())
}

/// `11th`, `21st`.
fn numbered(n: u32) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

/// `two`, `three` and so on, in words up to nine.
pub(crate) fn cardinal(n: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(items: &[String]) -> String {
    joined(items, ", ", " and ")
}

/// The same of titles, which have commas of their own: `a, by b; and c`.
pub(crate) fn list_of_titles(titles: &[String]) -> String {
    if titles.iter().any(|title| title.contains(", ")) {
        joined(titles, "; ", "; and ")
    } else {
        list(titles)
    }
}

fn joined(items: &[String], between: &str, before_last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{}{before_last}{last}", most.join(between)),
    }
}

/// `none`, or the number.
pub(crate) fn none(n: u64) -> String {
    match n {
        0 => "none".to_owned(),
        n => number(n),
    }
}

/// Its first letter as a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Its first letter small, unless it begins an abbreviation.
pub(crate) fn small(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

fn hundred(value: &Exact) -> Exact {
    value.clone() * Exact::from(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_once_and_half_away_from_zero() {
        assert_eq!(percent(Share::of(1, 16)), "6.3%");
        assert_eq!(percent(Share::of(2, 3)), "66.7%");
        assert_eq!(percent(Share::of(0, 3)), "0.0%");
        assert_eq!(percent(Share::of(0, 0)), "not calculable");
        assert_eq!(points(&Exact::ratio(-1, 16)), "6.3");
        assert_eq!(cell(Share::of(3, 4)), "3 (75.0%)");
        assert_eq!(cell(Share::of(0, 0)), "0");
        assert_eq!(cell(Share::of(1398, 2796)), "1,398 (50.0%)");
        assert_eq!(part_of(Share::of(1398, 2796)), "1,398 of 2,796 (50.0%)");
        assert_eq!(count(1398, "audit"), "1,398 audits");
    }

    #[test]
    fn words_read_well() {
        assert_eq!(count(1, "audit"), "1 audit");
        assert_eq!(count(0, "audit"), "0 audits");
        assert_eq!(ordinal(3), "third");
        assert_eq!(ordinal(11), "11th");
        assert_eq!(ordinal(21), "21st");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(list_of_titles(&["a, b".into(), "c".into()]), "a, b; and c");
        assert_eq!(capital("élan"), "Élan");
        assert_eq!(small("Good"), "good");
        assert_eq!(small("RI"), "RI");
    }
}
