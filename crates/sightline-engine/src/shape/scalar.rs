//! Reading one text as a number, date, id and so on; the same functions check a file and load it.

use chrono::NaiveDate;

use crate::exact::Exact;
use crate::model::Bound;

/// `yes` or `no`.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// A whole number that is not negative.
pub(crate) fn count(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// A share of the whole, written as a percentage between 0 and 100.
pub(crate) fn percent(text: &str) -> Option<Exact> {
    let share = text
        .strip_suffix('%')?
        .trim_end()
        .parse::<Exact>()
        .ok()?
        .divide(&Exact::from(100))?;
    (!share.is_negative() && share <= Exact::ONE).then_some(share)
}

/// Where a band starts.
pub(crate) fn bound(text: &str) -> Option<Bound> {
    if text.ends_with('%') {
        return percent(text).map(Bound::Share);
    }
    match text
        .strip_suffix(" points")
        .or_else(|| text.strip_suffix(" point"))
    {
        Some(points) => points.trim_end().parse().ok().map(Bound::Points),
        None => text.parse().ok().map(Bound::Value),
    }
}

/// Year, month, day.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let shape: Vec<usize> = text.split('-').map(str::len).collect();
    if shape != [4, 2, 2] {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// Whether a text is a usable id.
pub(crate) fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() <= LONGEST_ID
        && text.chars().all(is_id_char)
}

/// Whether a text can be written as an answer: like an id, and numbers and dates too.
pub(crate) fn is_answer(text: &str) -> bool {
    let plain = |c: char| is_id_char(c) || c == '.' || c == '+';
    !text.is_empty() && text.len() <= LONGEST_ID && text.chars().all(plain)
}

/// The most characters of an id.
pub(crate) const LONGEST_ID: usize = 60;

fn is_id_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// A usable id that is like a text that is none; none where letters would have to be left out.
///
/// A number before a title is left out, and one that is a part of a word, or all there is, gets a letter before it.
pub(crate) fn like_id(text: &str) -> Option<String> {
    let joined = dashed(text)?;
    let words = joined.trim_start_matches(|c: char| c.is_ascii_digit());
    let titled = words
        .strip_prefix(['-', '_'])
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let id = match titled {
        Some(title) if words.len() < joined.len() => title.to_owned(),
        _ if joined.starts_with(|c: char| c.is_ascii_alphabetic()) => joined,
        _ => format!("n{joined}"),
    };
    Some(id.chars().take(LONGEST_ID).collect())
}

/// The same for an answer, which may begin with a number.
pub(crate) fn like_answer(text: &str) -> Option<String> {
    Some(dashed(text)?.chars().take(LONGEST_ID).collect())
}

/// A text in small letters, with dashes in place of what an id cannot have; none where there is nothing to be made of it.
fn dashed(text: &str) -> Option<String> {
    if text.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        return None;
    }
    let small = text.replace('&', " and ").to_ascii_lowercase();
    let words: Vec<&str> = small
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let joined = words.join("-");
    joined
        .contains(|c: char| c.is_ascii_alphanumeric())
        .then_some(joined)
}

/// The number of characters, where it is all that keeps a text from being an id or an answer.
pub(crate) fn too_long(text: &str) -> Option<usize> {
    let n = text.chars().count();
    let begin: String = text.chars().take(LONGEST_ID).collect();
    (n > LONGEST_ID && (is_id(&begin) || is_answer(&begin)) && text.is_ascii()).then_some(n)
}

/// The curly quotes of word processors.
pub(crate) fn is_curly(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_values_shares_or_points() {
        assert_eq!(bound("3.5"), Some(Bound::Value(Exact::ratio(7, 2))));
        assert_eq!(bound("62.5%"), Some(Bound::Share(Exact::ratio(5, 8))));
        assert_eq!(bound("20 points"), Some(Bound::Points(Exact::from(20))));
        for not in ["", "%", "101%", "-1%", "points", "20points", "1e3"] {
            assert_eq!(bound(not), None, "{not}");
        }
    }

    #[test]
    fn ids_start_with_a_letter() {
        for good in ["L05", "a", "LJ-NO-BOOK", "in_care_since"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "1a", "a b", "é", "a.b", "-a", "a|b"] {
            assert!(!is_id(bad), "{bad}");
        }
        let like = |text| like_id(text).unwrap_or_default();
        assert_eq!(like("2 Up to date?"), "up-to-date");
        assert_eq!(like("1st"), "n1st");
        assert_eq!(like("1"), "n1");
        assert_eq!(like("2025-26"), "n2025-26");
        assert_eq!(like("Help & protection"), "help-and-protection");
        assert_eq!(like("Größe"), "");
        assert_eq!(like("?"), "");
        assert_eq!(like_answer("1 or 2"), Some("1-or-2".to_owned()));
        assert_eq!(
            (too_long(&"a".repeat(70)), too_long("a b")),
            (Some(70), None)
        );
    }

    #[test]
    fn dates_have_four_two_and_two_digits() {
        assert!(date("2025-09-30").is_some());
        for not in [
            "2025-9-30",
            "30-09-2025",
            "2025-02-30",
            "2025-09-30 ",
            "soon",
        ] {
            assert_eq!(date(not), None, "{not}");
        }
    }
}
