use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A word as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// For one.
    pub singular: String,
    /// For several.
    pub plural: String,
}

/// The words of `_shared/terms.yaml`: what readers see in place of an id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms(pub BTreeMap<String, Term>);

impl Terms {
    /// The word for one of what an id stands for; an id that the list leaves out is its own word.
    ///
    /// ```
    /// use sightline_engine::model::{Term, Terms};
    ///
    /// let head = Term { singular: "assistant director".into(), plural: "assistant directors".into() };
    /// let terms = Terms([("head-of-service".to_owned(), head)].into());
    /// assert_eq!(terms.one("head-of-service"), "assistant director");
    /// assert_eq!(terms.one("duty-desk"), "duty desk");
    /// assert_eq!(terms.one("S-44"), "S-44");
    /// ```
    #[must_use]
    pub fn one(&self, id: &str) -> String {
        // A staff code, or what a person wrote, is no id to be told in words.
        let is_id = !id.contains(|c: char| c.is_uppercase() || c.is_whitespace());
        match self.0.get(id) {
            Some(term) => term.singular.clone(),
            None if is_id => id.replace(['-', '_'], " "),
            None => id.to_owned(),
        }
    }
}
