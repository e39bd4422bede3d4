//! Letters as they can be printed.

use super::fonts;

/// What stands for a letter that no typeface here has.
pub(super) const MISSING: char = '□';
/// Where a line may be broken, unseen.
const GAP: char = '\u{200b}';

/// Text whose letters can all be printed, and how many stand as [`MISSING`]. What has no look of its own goes: control
/// characters, direction marks, joiners.
pub(super) fn printed(text: &str) -> (String, usize) {
    let mut missing = 0;
    let mut printed = String::with_capacity(text.len());
    for letter in text.chars() {
        let kept = letter == '\u{a0}';
        if letter.is_whitespace() && !kept {
            printed.push(' ');
        } else if is_unseen(letter) {
            continue;
        } else if kept || (fonts::has(letter) && !is_private(letter)) {
            printed.push(letter);
        } else {
            missing += 1;
            printed.push(MISSING);
        }
    }
    (printed, missing)
}

/// Text that nobody prints, such as the words for a picture: only what a file cannot hold goes.
pub(super) fn told(text: &str) -> String {
    let holds = |letter: &char| {
        !letter.is_control() && !is_noncharacter(*letter) && !matches!(letter, '\u{feff}')
    };
    text.chars().filter(holds).collect()
}

/// Words longer than this may be broken anywhere, so that none runs over the edge.
pub(super) fn breakable(text: &str, longest: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, word) in text.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        let long = word.chars().count() > longest;
        for (n, letter) in word.chars().enumerate() {
            if long && n > 0 {
                out.push(GAP);
            }
            out.push(letter);
        }
    }
    out
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || is_noncharacter(letter)
        || matches!(
            letter,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

fn is_noncharacter(letter: char) -> bool {
    let code = u32::from(letter);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// Letters that mean something else to everybody.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_typeface_has_is_shown_as_missing_and_counted() {
        let plain = "Żaneta’s naïve café: £3 – ■ ▲ ● ≥ 60%…";
        assert_eq!(printed(plain), (plain.to_owned(), 0));
        assert_eq!(printed("a 👩‍👧 b"), ("a □□ b".to_owned(), 2));
        assert_eq!(printed("\u{e001}"), ("□".to_owned(), 1));
        assert_eq!(
            printed("a\u{202e}b\u{0}c\nd\u{fffe}"),
            ("abc d".to_owned(), 0)
        );
    }

    #[test]
    fn only_long_words_may_be_broken_anywhere() {
        assert_eq!(breakable("short words stay", 5), "short words stay");
        assert_eq!(
            breakable("a longest b", 6),
            "a l\u{200b}o\u{200b}n\u{200b}g\u{200b}e\u{200b}s\u{200b}t b"
        );
    }
}
