//! Names: known ones, and words that look like one by what stands before them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::Known;
use super::words::{Word, plain, words};

/// Words after which a capital is a name.
const TITLES: &str =
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend pc dc sgt";

/// Words of family and care after which a capital is likely to be a name.
const RELATIONS: &str = "mum mam mom mummy mother dad daddy father parent parents brother brothers sister sisters sibling siblings twin aunt auntie uncle nan nana gran granny grandma grandad grandpa grandmother grandfather stepmum stepdad stepmother stepfather stepbrother stepsister step-mother step-father half-brother half-sister cousin niece nephew son daughter baby child children boy girl partner husband wife boyfriend girlfriend friend carer carers guardian worker officer named called";

/// Names that are words of everyday English as well: found only with a capital.
const EVERYDAY: &str = "angel april art bill bob carol chance charity chase christian dale daisy dawn dean drew ed eve faith frank gene grace grant guy hazel heather holly hope hunter iris ivy jack jade jay jean joy june kit lance lane lee lily mark mason may miles nick pat pearl penny pierce poppy ray reed rich rob robin rose ruby rusty sandy sky stone sue summer victor violet wade ward west will young";

/// Words of the field with a capital, and words that often begin a sentence.
const FIELD_WORDS: &str = include_str!("field-words.txt");

static FIELD: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = FIELD_WORDS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(plain).collect()
});

/// What looks like a name, in order.
pub(super) fn find(text: &str, known: &Known) -> impl Iterator<Item = Range<usize>> {
    let names: BTreeSet<String> = known.names.iter().flat_map(|name| parts(name)).collect();
    let allowed: BTreeSet<String> = known.allowed.iter().flat_map(|name| parts(name)).collect();
    let words = words(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut before: Option<&Word<'_>> = None;
    // Where the run of words with capitals began that this word continues.
    let mut run: Option<usize> = None;
    for word in &words {
        let plain = word.plain();
        let capital = word.is_capitalised();
        let field = !capital || is_allowed(&plain, &allowed);
        let cue = before.is_some_and(|before| is_cue(before, word, &plain));
        let known = is_known(&plain, capital, &names);
        let likely = !field && !word.begins();
        let continues = word.follows("") && !word.begins();
        if known || cue || likely || word.is_foreign() {
            let start = run.filter(|_| continues).unwrap_or(word.range.start);
            match found
                .last_mut()
                .filter(|last| last.end > start || last.start == start)
            {
                Some(last) => last.end = word.range.end,
                None => found.push(start..word.range.end),
            }
        }
        run = if field {
            None
        } else {
            run.filter(|_| continues).or(Some(word.range.start))
        };
        before = Some(word);
    }
    found.into_iter()
}

/// The words of a name, single letters apart.
fn parts(name: &str) -> Vec<String> {
    let words = words(name);
    words
        .iter()
        .map(Word::plain)
        .filter(|word| word.chars().nth(1).is_some())
        .collect()
}

fn is_known(word: &str, capital: bool, names: &BTreeSet<String>) -> bool {
    let known = |word: &str| names.contains(word) && (capital || !is_in(EVERYDAY, word));
    known(word) || word.contains('-') && word.split('-').any(known)
}

fn is_allowed(word: &str, allowed: &BTreeSet<String>) -> bool {
    let one = |word: &str| FIELD.contains(word) || allowed.contains(word) || is_in(RELATIONS, word);
    one(word)
        || word.strip_suffix('s').is_some_and(one)
        || word.contains('-') && word.split('-').all(one)
}

/// Whether the word before makes this one a name.
fn is_cue(before: &Word<'_>, word: &Word<'_>, plain: &str) -> bool {
    let cue = before.plain();
    let mut letters = word.text.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some();
    if is_in(TITLES, &cue) {
        return capital && word.follows(".") && before.text.starts_with(char::is_uppercase);
    }
    // An initial: J. Quillfeather.
    let mut initial = before.text.chars();
    let initial = initial.next().is_some_and(char::is_uppercase) && initial.next().is_none();
    let unknown = word.is_capitalised() && !FIELD.contains(plain) && !is_in(RELATIONS, plain);
    unknown
        && (is_in(RELATIONS, &cue) && word.follows(",(")
            || initial && word.gap.starts_with('.') && word.follows("."))
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}
