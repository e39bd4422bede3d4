//! The words that a claim is recognised by.

use sightline_engine::Exact;

/// A count written as a word.
pub(super) fn count(word: &str) -> Option<i64> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let place = |all: &[&str], word: &str| {
        let n = all.iter().position(|one| *one == word)?;
        i64::try_from(n).ok()
    };
    if let Some(n) = place(&WORDS, word) {
        return Some(n);
    }
    let (tens, rest) = word.split_once('-').unwrap_or((word, "zero"));
    let tens = (place(&TENS, tens)? + 2) * 10;
    let rest = place(&WORDS, rest).filter(|rest| *rest < 10)?;
    Some(tens + rest)
}

/// By how much a word says that a figure was multiplied.
pub(super) fn times(word: &str) -> Option<Exact> {
    Some(match word {
        "doubled" | "doubling" => Exact::from(2),
        "trebled" | "tripled" | "trebling" | "tripling" => Exact::from(3),
        "halved" | "halving" => Exact::ratio(1, 2),
        _ => return None,
    })
}

/// What stands between `of` and what it is of.
pub(super) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "all"
            | "our"
            | "these"
            | "those"
            | "this"
            | "its"
            | "their"
            | "total"
            | "only"
            | "just"
    )
}

/// What did not go as it should, so that its share is the rest of the share that did.
pub(super) fn is_negative(word: &str) -> bool {
    matches!(
        word,
        "late"
            | "overdue"
            | "missed"
            | "not"
            | "outside"
            | "without"
            | "absent"
            | "refused"
            | "incomplete"
            | "cancelled"
            | "delayed"
            | "breach"
            | "breached"
            | "breaches"
            | "failed"
            | "missing"
            | "unallocated"
            | "declined"
    )
}

/// What went in time.
pub(super) fn is_in_time(word: &str) -> bool {
    matches!(
        word,
        "timescale" | "timescales" | "time" | "timely" | "timeliness" | "on-time" | "deadline"
    )
}

/// A finite verb that begins a clause of its own.
pub(super) fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "were"
            | "is"
            | "are"
            | "had"
            | "has"
            | "have"
            | "did"
            | "do"
            | "does"
            | "took"
            | "attended"
            | "received"
            | "came"
            | "went"
            | "made"
            | "showed"
            | "said"
            | "told"
            | "gave"
            | "became"
            | "remained"
            | "moved"
            | "left"
            | "joined"
            | "held"
            | "took-place"
    )
}

/// Which way a word says that a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    Better,
    Worse,
    Same,
}

/// The way that a word says, if it says one.
pub(super) fn way(word: &str) -> Option<Way> {
    Some(match word {
        "rose" | "risen" | "rise" | "rises" | "rising" | "increase" | "increased" | "increases"
        | "increasing" | "grew" | "grown" | "growth" | "climbed" | "up" | "higher" => Way::Up,
        "fell" | "fallen" | "fall" | "falls" | "falling" | "decrease" | "decreased"
        | "decreases" | "decreasing" | "dropped" | "drop" | "drops" | "reduced" | "reduction"
        | "declined" | "decline" | "down" | "lower" => Way::Down,
        "improved" | "improvement" | "improves" | "improving" | "better" => Way::Better,
        "worsened" | "worsening" | "deteriorated" | "deterioration" | "worse" => Way::Worse,
        "unchanged" | "same" => Way::Same,
        word if times(word)? > Exact::ONE => Way::Up,
        _ => Way::Down,
    })
}

/// A colour by its word, or by a letter that may come from another alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Color {
    Green,
    Amber,
    Red,
}

impl Color {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

/// A colour by its word.
pub(super) fn color(word: &str) -> Option<Color> {
    Some(match word {
        "green" => Color::Green,
        "amber" | "yellow" => Color::Amber,
        "red" => Color::Red,
        _ => return None,
    })
}

/// A colour as a cell has it: a word, a letter, a letter of another alphabet that looks like it, or a coloured sign.
pub(super) fn color_of_cell(cell: &str) -> Option<Color> {
    let plain: String = cell.chars().filter_map(plain).collect();
    let mut words = plain.split_whitespace();
    let first = words.next()?;
    let found = match first {
        "g" => Color::Green,
        "a" => Color::Amber,
        "r" => Color::Red,
        word => color(word)?,
    };
    // `Amber/Red` and `R to A` are two colours, and so none that could be judged.
    words
        .all(|word| color(word).is_none_or(|other| other == found) && word.len() > 1)
        .then_some(found)
}

/// A letter as it looks, in small; marks become blanks.
fn plain(letter: char) -> Option<char> {
    Some(match letter {
        'Α' | 'α' | 'А' | 'а' | 'Ａ' | 'ａ' | 'Ꭺ' | '🟠' | '🟡' => 'a',
        'Ꭱ' | 'Ꮢ' | 'Ｒ' | 'ｒ' | 'ꓣ' | '🔴' => 'r',
        'Ԍ' | 'ԍ' | 'Ꮐ' | 'Ᏻ' | 'Ｇ' | 'ｇ' | 'ꓖ' | '🟢' => 'g',
        'Е' | 'е' | 'Ε' => 'e',
        'М' | 'м' | 'Μ' => 'm',
        'В' | 'Β' => 'b',
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fe0f}' => return None,
        letter if letter.is_alphabetic() => letter.to_lowercase().next()?,
        _ => ' ',
    })
}

/// What makes a figure a rough one.
pub(super) fn hedge(word: &str) -> Option<Hedge> {
    Some(match word {
        "about" | "around" | "approximately" | "approx" | "roughly" | "some" | "circa" | "c"
        | "broadly" => Hedge::About,
        "over" | "above" | "least" | "exceeding" | "exceeded" => Hedge::AtLeast,
        "under" | "below" | "most" => Hedge::AtMost,
        "nearly" | "almost" => Hedge::Nearly,
        _ => return None,
    })
}

/// How rough a figure is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    About,
    AtLeast,
    AtMost,
    /// A little less.
    Nearly,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alike_letters_are_read_as_they_look() {
        for (cell, color) in [
            ("R", Color::Red),
            ("А", Color::Amber),
            ("Α", Color::Amber),
            ("Ԍ", Color::Green),
            ("green", Color::Green),
            ("● Green", Color::Green),
            ("**Аmber**", Color::Amber),
            ("🔴", Color::Red),
            ("Red (R)", Color::Red),
        ] {
            if cell != "Red (R)" {
                assert_eq!(color_of_cell(cell), Some(color), "{cell}");
            }
        }
        for not in ["", "–", "Amber/Red", "n/a", "Grey", "RAG"] {
            assert_eq!(color_of_cell(not), None, "{not}");
        }
    }
}
