//! Codes, and the ways in which files write them.

use std::collections::{BTreeMap, HashMap};

use sightline_engine::Yaml;

use crate::normal::{before_words, heading, without_letter};

/// Lists of codes by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes(BTreeMap<String, BTreeMap<String, String>>);

impl Codes {
    /// Adds the lists of a file; a code that is there already gets further ways of writing it.
    pub(crate) fn add(&mut self, lists: &Yaml) {
        for (name, codes) in lists.entries() {
            let list = self.0.entry(name.value.clone()).or_default();
            for (code, forms) in codes.entries() {
                list.insert(heading(&code.value), code.value.clone());
                for form in forms.items().iter().filter_map(Yaml::text) {
                    list.insert(heading(form), code.value.clone());
                }
            }
        }
    }

    /// Whether there is a list with this name.
    pub(crate) fn has(&self, list: &str) -> bool {
        self.0.contains_key(list)
    }

    /// The names of all lists.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The code that a cell means.
    fn find(&self, list: &str, text: &str) -> Option<&str> {
        let list = self.0.get(list)?;
        let bare = without_letter(text);
        let ways = [text, bare, before_words(bare)];
        let found = ways.iter().find_map(|way| list.get(&heading(way)));
        found.map(String::as_str)
    }
}

/// How many ways of writing codes of a list are remembered; a column with more holds something else.
const MOST: usize = 4096;

/// What cells have meant so far: a file writes its few codes in few ways, a million times.
pub(crate) struct Meant<'a> {
    codes: &'a Codes,
    known: HashMap<&'a str, HashMap<String, Option<&'a str>>>,
}

impl<'a> Meant<'a> {
    pub(crate) fn new(codes: &'a Codes) -> Self {
        Self {
            codes,
            known: HashMap::new(),
        }
    }

    /// The code of a list that a cell means.
    pub(crate) fn find(&mut self, list: &'a str, text: &str) -> Option<&'a str> {
        let known = self.known.entry(list).or_default();
        if let Some(found) = known.get(text) {
            return *found;
        }
        let found = self.codes.find(list, text);
        if known.len() < MOST {
            known.insert(text.to_owned(), found);
        }
        found
    }
}

/// A code without the letter before it and the words behind it; words without a code stay as they are.
pub(crate) fn bare(text: &str) -> &str {
    let bare = without_letter(text);
    let code = before_words(bare);
    let is_code = code.len() <= 8 && code.chars().all(|c| c.is_ascii_alphanumeric());
    if is_code && !code.is_empty() {
        code
    } else {
        bare
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_kept_without_what_stands_around_it() {
        for (text, code) in [
            ("f) U6: Foster placement - not FFA", "U6"),
            ("N1 - Abuse or Neglect", "N1"),
            ("PN4", "PN4"),
            ("Home Town", "Home Town"),
            (
                "k) E47: Special Guardianship Orders - relative/friend",
                "E47",
            ),
        ] {
            assert_eq!(bare(text), code);
        }
    }
}
