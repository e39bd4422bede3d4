//! What a reader takes in at a glance, and no line should break.

/// A space at which no line is broken.
const TIED: char = '\u{a0}';

/// The same words, with those tied together that are one thing: `● G green`, `8.6% to 19.3%`, `3.1 pp`,
/// `12 of 20`, `Q2 2025-26`.
pub(crate) fn tied(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out = String::with_capacity(text.len() + 4);
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            let before = |back: usize| n.checked_sub(back).and_then(|at| words.get(at)).copied();
            let after = words.get(n + 1).copied();
            let is_one = is_one(before(2), before(1).unwrap_or_default(), word, after);
            out.push(if is_one { TIED } else { ' ' });
        }
        out.push_str(word);
    }
    out
}

/// Whether two words belong on one line, by those beside them.
fn is_one(before: Option<&str>, first: &str, second: &str, after: Option<&str>) -> bool {
    let begins = is_share(first) && second == "to" && after.is_some_and(is_share);
    let ends = before.is_some_and(is_share) && first == "to" && is_share(second);
    let count = is_count(first) && second == "of" && after.is_some_and(is_count)
        || before.is_some_and(is_count) && first == "of" && is_count(second);
    let light = is_light(first) || before.is_some_and(is_light) && is_letter(first);
    let points = second.trim_end_matches(['.', ',', ';']) == "pp" && ends_in_digit(first);
    let period = is_part_of_year(first) && is_year(second);
    begins || ends || count || light || points || period
}

fn is_part_of_year(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    matches!(word, "Q1" | "Q2" | "Q3" | "Q4" | "H1" | "H2")
}

fn is_year(word: &str) -> bool {
    let digits =
        |text: &str, many| text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = word
        .trim_end_matches(['.', ',', ';', ':', ')'])
        .split_once('-');
    year.is_some_and(|(from, to)| digits(from, 4) && digits(to, 2))
}

/// A number of things, whatever ends the sentence after it.
fn is_count(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ',', ';', ')']).replace(',', "");
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_share(word: &str) -> bool {
    word.strip_suffix('%').is_some_and(ends_in_digit)
}

fn is_light(word: &str) -> bool {
    matches!(word, "●" | "▲" | "■")
}

fn is_letter(word: &str) -> bool {
    matches!(word, "G" | "A" | "R")
}

fn ends_in_digit(word: &str) -> bool {
    word.ends_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a text is nothing but one such thing.
pub(crate) fn is_whole(text: &str) -> bool {
    !tied(text).contains(' ')
}

#[cfg(test)]
mod tests {
    use super::{is_whole, tied};

    #[test]
    fn what_is_one_thing_is_tied_and_nothing_else() {
        for (text, shown) in [
            ("● G green", "●~G~green"),
            (
                "▲ A amber (the register says red)",
                "▲~A~amber (the register says red)",
            ),
            ("12.1% to 30.4%", "12.1%~to~30.4%"),
            ("from 12.1% to 30.4% of them", "from 12.1%~to~30.4% of them"),
            ("down 3.1 pp", "down 3.1~pp"),
            ("1,335 of 3,480 (96.3%)", "1,335~of~3,480 (96.3%)"),
            ("12 of 20, one of 20", "12~of~20, one of 20"),
            ("since Q1 2025-26, up", "since Q1~2025-26, up"),
            ("Q1 2025, Q5 2025-26", "Q1 2025, Q5 2025-26"),
            ("at most 19.0%", "at most 19.0%"),
            ("38.5% to ask about", "38.5% to ask about"),
            ("no target", "no target"),
            ("Who A child", "Who A child"),
            ("  two", "  two"),
            ("", ""),
        ] {
            assert_eq!(tied(text).replace('\u{a0}', "~"), shown);
            assert_eq!(is_whole(text), !shown.contains(' '), "{text}");
        }
    }
}
