//! A text's words, and what stands between them.

use std::ops::Range;

/// A word: letters, digits and marks, with apostrophes and hyphens inside.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) range: Range<usize>,
    /// What stands between the word before and this.
    pub(super) gap: &'a str,
}

pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    while let Some((start, first)) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut stop = start + first.len_utf8();
        while let Some(&(at, one)) = chars.peek() {
            let inside = matches!(one, '\'' | '’' | '-' | '‐') && {
                let after = text
                    .get(at + one.len_utf8()..)
                    .and_then(|rest| rest.chars().next());
                after.is_some_and(char::is_alphanumeric)
            };
            if !(one.is_alphanumeric() || is_mark(one) || inside) {
                break;
            }
            chars.next();
            stop = at + one.len_utf8();
        }
        words.push(Word {
            text: text.get(start..stop).unwrap_or_default(),
            range: start..stop,
            gap: text.get(end..start).unwrap_or_default(),
        });
        end = stop;
    }
    words
}

impl Word<'_> {
    /// Whether it begins with a capital and goes on in small letters, or is too long in capitals for an abbreviation.
    pub(super) fn is_capitalised(&self) -> bool {
        let mut letters = self.bare().chars().filter(|one| !is_mark(*one));
        let capital = letters.next().is_some_and(char::is_uppercase);
        let rest: Vec<char> = letters.filter(|one| one.is_alphabetic()).collect();
        // The plural of an abbreviation: IROs.
        let abbreviated = match rest.split_last() {
            Some(('s', rest)) => !rest.is_empty() && rest.iter().all(|one| one.is_uppercase()),
            _ => false,
        };
        let small = rest.iter().any(|one| one.is_lowercase()) && !abbreviated;
        capital && (small || !abbreviated && rest.len() >= 5)
    }

    /// Whether letters outside the Latin script stand in it, which have no place in English prose but in a name.
    pub(super) fn is_foreign(&self) -> bool {
        let foreign = |one: char| {
            one.is_alphabetic() && one > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&one)
        };
        self.text.chars().any(foreign)
    }

    /// Whether a sentence, a list's entry or a table's cell begins with it.
    pub(super) fn begins(&self) -> bool {
        let lines = self.gap.matches('\n').count();
        self.range.start == self.gap.len()
            || lines > 1
            || self.gap.contains([
                '.', '!', '?', ':', ';', '|', '#', '"', '“', '‘', '*', '_', '•',
            ])
            || lines == 1 && self.gap.contains(['-', '+', '>'])
    }

    /// Whether only space, and at most one of some marks, stands before it.
    pub(super) fn follows(&self, marks: &str) -> bool {
        let mut other = self.gap.chars().filter(|one| !one.is_whitespace());
        let mark = other.next();
        mark.is_none_or(|one| marks.contains(one)) && other.next().is_none()
    }

    /// Whether it says whose something is.
    pub(super) fn is_possessive(&self) -> bool {
        self.bare().len() < self.text.len()
    }

    /// Without the ending of a possessive.
    pub(super) fn bare(&self) -> &str {
        let ending = ["'s", "’s", "'S", "’S"]
            .iter()
            .find_map(|end| self.text.strip_suffix(end));
        ending.unwrap_or(self.text)
    }

    pub(super) fn plain(&self) -> String {
        plain(self.bare())
    }
}

/// In small letters and without accents, however they are encoded.
pub(super) fn plain(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|one| !is_mark(*one))
        .flat_map(char::to_lowercase);
    letters
        .filter(|one| !is_mark(*one))
        .map(without_accent)
        .collect()
}

fn is_mark(one: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&one)
}

fn without_accent(one: char) -> char {
    const BARE: [(char, &str); 13] = [
        ('a', "áàâäãåāăą"),
        ('c', "çćĉċč"),
        ('d', "ďđ"),
        ('e', "éèêëēĕėęě"),
        ('g', "ĝğġģ"),
        ('i', "íìîïĩīĭįı"),
        ('l', "ĺļľł"),
        ('n', "ñńņň"),
        ('o', "óòôöõøōŏő"),
        ('s', "śŝşšș"),
        ('u', "úùûüũūŭůűų"),
        ('y', "ýÿŷ"),
        ('z', "źżž"),
    ];
    match one {
        '’' => '\'',
        '‐' => '-',
        _ if one.is_ascii() => one,
        _ => BARE
            .iter()
            .find(|(_, with)| with.contains(one))
            .map_or(one, |(bare, _)| *bare),
    }
}
