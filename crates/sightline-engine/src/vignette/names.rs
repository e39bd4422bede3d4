//! Ids and codes, places, and words that look like names.

use super::{About, Personal, bytes, phrases, split};
use crate::coding::words::Word;

/// What is known of the audit: ids, codes, teams.
pub(super) fn known(words: &[Word], about: &About) -> Vec<Personal> {
    let mut found = Vec::new();
    for (value, what) in &about.known {
        let phrase = split(value);
        for at in phrases(words, &phrase) {
            found.extend(bytes(words, at..at + phrase.len()).map(|at| Personal {
                at,
                what: (*what).to_owned(),
                fix: "leave it out".to_owned(),
                sure: true,
            }));
        }
    }
    found
}

/// Ids of anybody: a few letters and then digits, such as `C-0042`, `S41` or a number of six digits and more.
pub(super) fn codes(text: &str, words: &[Word]) -> Vec<Personal> {
    let mut found = Vec::new();
    let code = |at| Personal {
        at,
        what: "an id or a code".to_owned(),
        fix: "leave it out".to_owned(),
        sure: true,
    };
    for (at, word) in words.iter().enumerate() {
        let digits = |word: &Word| word.lower.chars().filter(char::is_ascii_digit).count();
        let is_all_digits = digits(word) == word.lower.len();
        let letters = word
            .lower
            .chars()
            .filter(|letter| letter.is_alphabetic())
            .count();
        let raw = text.get(word.at.clone()).unwrap_or_default();
        let is_upper = raw.chars().any(char::is_uppercase) && !raw.chars().any(char::is_lowercase);
        let joined = words.get(at + 1).is_some_and(|next| {
            text.get(word.at.end..next.at.start) == Some("-")
                && digits(next) == next.lower.len()
                && digits(next) >= 2
        });
        if is_upper && digits(word) == 0 && letters <= 3 && joined {
            found.extend(bytes(words, at..at + 2).map(code));
        } else if is_all_digits && digits(word) >= 6 || is_upper && letters > 0 && digits(word) >= 2
        {
            found.push(code(word.at.clone()));
        }
    }
    found
}

const PLACES: &str = "road street avenue lane close crescent drive terrace estate court school academy college nursery primary high \
    hospital surgery clinic ward house park church mosque library town";

/// A name before what kind of place it is: `Elm Street`, `St Anne's School`.
pub(super) fn places(text: &str, words: &[Word]) -> Vec<Personal> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let named = at.checked_sub(1).and_then(|before| words.get(before));
        let adjoins = named.is_some_and(|named| text.get(named.at.end..word.at.start) == Some(" "));
        if is_in(PLACES, &word.lower)
            && is_capital(text, word)
            && adjoins
            && named.is_some_and(|named| is_capital(text, named) && !is_in(COMMON, &named.lower))
        {
            found.extend(
                bytes(words, at.saturating_sub(1)..at + 1).map(|at| Personal {
                    at,
                    what: "the name of a place".to_owned(),
                    fix: "say what kind of place it is: “school”, “hospital”".to_owned(),
                    sure: true,
                }),
            );
        }
    }
    found
}

/// Words that have a capital within a sentence and are nobody's name.
const COMMON: &str = "i the a an iro cic cin cp nhs camhs lado mash ofsted police monday tuesday wednesday thursday friday saturday \
    sunday january february march april may june july august september october november december christmas easter \
    english england act section children's council care order family court early help i'm";

/// Words with a capital within a sentence: most of them are names.
pub(super) fn names(text: &str, sentences: &[Vec<Word>]) -> Vec<Personal> {
    let mut found = Vec::new();
    for sentence in sentences {
        for (at, word) in sentence.iter().enumerate() {
            let raw = text.get(word.at.clone()).unwrap_or_default();
            let quoted = text
                .get(..word.at.start)
                .and_then(|before| before.chars().next_back())
                .is_some_and(|mark| matches!(mark, '"' | '\u{201c}' | '\u{2018}' | '\'' | ':'));
            let is_initials = raw
                .chars()
                .all(|letter| letter.is_uppercase() || letter == '\'')
                && raw.chars().count() > 1;
            let own = word.lower.strip_suffix("'s").unwrap_or(&word.lower);
            let may_begin = at > 0 || is_subject(sentence, own);
            if may_begin
                && is_capital(text, word)
                && !quoted
                && !is_initials
                && !is_in(COMMON, &word.lower)
                && !is_in(COMMON, own)
            {
                found.push(Personal {
                    at: word.at.clone(),
                    what: "a name".to_owned(),
                    fix: "say who or what it is: “the mother”, “a youth club”".to_owned(),
                    sure: false,
                });
            }
        }
    }
    found
}

/// What somebody does, after a name.
const DOES: &str = "said says told was is has had went lives lived moved wanted wants asked felt feels came saw does did didn't \
    wasn't hadn't never and needed knew thought left stayed";

/// People and things that begin a sentence and are nobody's name.
const SUBJECTS: &str = "he she they it we you this that there these those who what which nobody somebody everybody anyone everyone \
    someone nothing one two three both neither all each mother father mum dad nan gran grandmother grandfather \
    brother sister school health work contact help care support advice staff child worker nor so then life therapy \
    time home children people";

/// Whether the first word of a sentence is somebody of whom the next word tells what they did.
fn is_subject(sentence: &[Word], first: &str) -> bool {
    let thing = [
        "ion", "ing", "ment", "ness", "ity", "s", "ly", "ance", "ence",
    ];
    let does = sentence.get(1).is_some_and(|next| is_in(DOES, &next.lower));
    let possessive = sentence.first().is_some_and(|word| word.lower != first);
    (does || possessive)
        && !is_in(SUBJECTS, first)
        && !thing.iter().any(|ending| first.ends_with(ending))
}

fn is_capital(text: &str, word: &Word) -> bool {
    text.get(word.at.clone())
        .and_then(|word| word.chars().next())
        .is_some_and(char::is_uppercase)
}

/// Whether a word is one of a list's.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}
