//! Syllables of English words, by their spelling.

/// Endings that are syllables of their own, and before which a final `e` is as silent as at a word's end.
const ENDINGS: [&str; 6] = ["ments", "ment", "ness", "less", "ful", "ly"];

/// How many syllables a word has; a number counts as one. Parts that a hyphen joins are added up.
pub(super) fn syllables(word: &str) -> u64 {
    let parts = word.split(['-', '–', '/']);
    let letters = parts.map(|part| {
        let letters = part.chars().filter(|letter| letter.is_alphabetic());
        letters.flat_map(char::to_lowercase).collect::<String>()
    });
    letters.map(|part| one(&part)).sum::<u64>().max(1)
}

fn one(word: &str) -> u64 {
    let ending = ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        (stem.len() > 1).then_some(stem)
    });
    match ending {
        Some(stem) => 1 + stem_of(stem),
        None => stem_of(word).max(u64::from(!word.is_empty())),
    }
}

/// Groups of vowels, less the silent ones, and more where a group is two syllables.
fn stem_of(word: &str) -> u64 {
    let letters: Vec<char> = word.chars().collect();
    let mut groups = 0;
    let mut before = ' ';
    for letter in &letters {
        if is_vowel(*letter) && !is_vowel(before) {
            groups += 1;
        }
        before = *letter;
    }
    if groups > 1 && ends_silent(&letters) {
        groups -= 1;
    }
    groups + apart(word)
}

fn is_vowel(letter: char) -> bool {
    "aeiouyàáâäèéêëìíîïòóôöùúûü".contains(letter)
}

/// `care`, `moved` and `plans that change`'s `themes`; not `table`, `wanted` and `stages`.
fn ends_silent(letters: &[char]) -> bool {
    match letters {
        [.., a, 'l', 'e'] | [.., a, 'l', 'e', 's'] => is_vowel(*a),
        [.., a, 'e'] => !is_vowel(*a),
        [.., a, 'e', 'd'] => !is_vowel(*a) && !"td".contains(*a),
        [.., 's' | 'c', 'h', 'e', 's'] => false,
        [.., a, 'e', 's'] => !is_vowel(*a) && !"sxzcg".contains(*a),
        _ => false,
    }
}

/// Vowels that stand together and are said apart: `being`, `diary`, `period`, `idea`.
fn apart(word: &str) -> u64 {
    let letters: Vec<char> = word.chars().collect();
    let pair = |three: &[char]| match three {
        [before, 'i', 'a'] => !"cts".contains(*before),
        [before, 'i', 'o'] => !"cgstx".contains(*before),
        [_, 'e', 'i'] => word.ends_with("eing"),
        [_, 'o' | 'y', 'i'] => word.ends_with("oing") || word.ends_with("ying"),
        [_, 'e', 'a'] => word.ends_with("ea") && word.len() > 3 && word != "plea",
        _ => false,
    };
    letters.windows(3).filter(|three| pair(three)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn words_of_the_field() {
        let one = "a be we child care plans moved themes school lived whole used the safe helped";
        let two = "audit children review social worker table wanted stages people because being going saying safely wishes \
                   places careful changes quarter purpose only comment";
        let three = "family diary area idea period improvement adopted assessment six-monthly";
        let four = "authority moderation safeguarding";
        let five = "recommendation independently";
        for (n, words) in (1..).zip([one, two, three, four, five]) {
            for word in words.split_whitespace() {
                assert_eq!(syllables(word), n, "{word}");
            }
        }
    }

    #[test]
    fn numbers_and_signs_are_one() {
        for word in ["60.0%", "2025-26", "£4", "Q3", "–"] {
            assert_eq!(syllables(word), 1, "{word}");
        }
    }
}
