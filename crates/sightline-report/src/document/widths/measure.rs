//! How wide text is in a table: about as Arial of 9.5 points sets it, and every typeface that takes its place.

use super::LETTER;

/// What stands between two words.
pub(super) const SPACE: usize = LETTER / 2;

/// A text on one line, in twentieths of a point.
pub(super) fn measure(text: &str) -> usize {
    text.chars().map(letter).sum()
}

/// The same in bold letters, which are wider.
pub(super) fn bold(text: &str) -> usize {
    measure(text) * 12 / 11
}

/// A letter by its kind. A little more than it takes, since no program sets it quite like another.
fn letter(letter: char) -> usize {
    let share_of_a_digit = match letter {
        'i' | 'j' | 'l' | '\'' | '\u{2019}' | '|' => 44,
        ' ' | '.' | ',' | ':' | ';' | '!' | '/' | 't' | 'f' | 'I' | '\u{a0}' => 52,
        '(' | ')' | '-' | 'r' | '\u{201c}' | '\u{201d}' => 64,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 94,
        'a'..='z' if !matches!(letter, 'm' | 'w') => 104,
        '0'..='9' | '–' => 102,
        'w' | 'A'..='Z' if !matches!(letter, 'M' | 'W') => 134,
        'm' | '%' | 'M' => 164,
        'W' => 178,
        // Signs, and letters of other scripts: some are as wide as they are high.
        letter if letter.is_ascii() => 106,
        letter if letter < '\u{2000}' => 120,
        _ => 184,
    };
    LETTER * share_of_a_digit / 100
}

#[cfg(test)]
mod tests {
    use super::{bold, measure};

    #[test]
    fn narrow_letters_take_less_room_than_wide_ones() {
        let arial = |thousandths: usize| thousandths * 190 / 1000;
        for (text, thousandths) in [
            ("not calculable", 6_114),
            ("335 of 348 (96.3%)", 8_505),
            ("Collaborative case audit", 10_671),
        ] {
            let (least, most) = (arial(thousandths), arial(thousandths) * 11 / 10);
            let found = measure(text);
            assert!(
                (least..=most).contains(&found),
                "{text}: {found}, not {least} to {most}"
            );
            assert!(bold(text) > found);
        }
    }
}
