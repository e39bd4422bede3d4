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
    /// ```
    #[must_use]
    pub fn one(&self, id: &str) -> String {
        let word = self.0.get(id).map(|term| term.singular.clone());
        word.unwrap_or_else(|| id.replace(['-', '_'], " "))
    }
}
