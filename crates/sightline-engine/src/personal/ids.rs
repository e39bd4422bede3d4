//! Words that may be the id of a case or an audit, or a staff code.

use std::ops::Range;

/// Words with a digit in them, as far as an id can have them: `C-0042`, `S-01`, `12/345`; the parts of one between `/` or `:` too.
///
/// How an authority numbers its cases has no form of its own, so it is for whoever holds their ids to say which words are some.
/// Plain numbers of fewer than five digits are left out, as every report has them; so is a code of letters alone.
///
/// ```
/// use sightline_engine::personal::find_ids;
///
/// let text = "Seen by S-01/S-02 (case ab12) in 14 of 20 audits.";
/// let words: Vec<&str> = find_ids(text).filter_map(|one| text.get(one)).collect();
/// assert_eq!(words, ["S-01/S-02", "S-01", "S-02", "ab12"]);
/// ```
pub fn find_ids(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_inside = |one: char| one.is_alphanumeric() || "-_/.:#’'".contains(one);
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, one) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if one.is_alphanumeric() => start = Some(at),
            Some(begin) if !is_inside(one) => {
                let word = text.get(begin..at).unwrap_or_default();
                let word = word.trim_end_matches(|one: char| !one.is_alphanumeric());
                let word = ["'s", "’s"]
                    .iter()
                    .find_map(|end| word.strip_suffix(end))
                    .unwrap_or(word);
                words.push(begin..begin + word.len());
                let mut part = begin;
                for piece in word.split(['/', ':']) {
                    if piece.len() < word.len() {
                        words.push(part..part + piece.len());
                    }
                    part += piece.len() + 1;
                }
                start = None;
            }
            _ => {}
        }
    }
    words.retain(|word| text.get(word.clone()).is_some_and(may_be_one));
    words.into_iter()
}

fn may_be_one(word: &str) -> bool {
    const LONGEST: usize = 60;
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let is_number = word.chars().all(|one| one.is_ascii_digit() || one == '.');
    word.len() <= LONGEST && digits > 0 && (!is_number || digits >= 5)
}
