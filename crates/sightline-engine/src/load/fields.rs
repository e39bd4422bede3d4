//! A block's keys, taken one by one.
//!
//! What does not fit its shape was reported before, so here it is simply not there.

use crate::model::Expression;
use crate::shape::scalar;
use crate::source::{Span, Spanned};
use crate::yaml::{Entry, Node, Value};

/// The keys of one block.
#[derive(Clone)]
pub(crate) struct Block<'a> {
    entries: &'a [Entry],
    head: Span,
}

impl<'a> Block<'a> {
    /// The block that a node is, if it is one.
    pub(crate) fn of(node: &'a Node) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => Some(Self {
                entries,
                head: node.head(),
            }),
            Value::Scalar(_) | Value::List(_) | Value::Broken => None,
        }
    }

    /// A block without keys, in place of something that is none.
    pub(crate) fn empty(head: Span) -> Self {
        Self { entries: &[], head }
    }

    /// A short place to point at.
    pub(crate) fn head(&self) -> Span {
        self.head.clone()
    }

    /// Whether there is no key at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether the key is there at all.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Where the key is written.
    pub(crate) fn key_at(&self, key: &str) -> Option<Span> {
        self.entry(key).map(|entry| entry.key_at.clone())
    }

    /// What stands at the key.
    pub(crate) fn node(&self, key: &str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Text as it stands, without the line end that a text block closes with.
    pub(crate) fn text(&self, key: &str) -> Option<Spanned<String>> {
        self.node(key).and_then(text)
    }

    /// Text without its place.
    pub(crate) fn words(&self, key: &str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// A usable id.
    pub(crate) fn id(&self, key: &str) -> Option<Spanned<String>> {
        self.text(key).filter(|id| scalar::is_id(&id.value))
    }

    /// Anything that a text can be read as.
    pub(crate) fn read<T>(
        &self,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        Some(Spanned::new(read(&text.value)?, text.at))
    }

    /// A script expression. Where a comma cut it in two, that was reported, and half of it would be wrong in its own way.
    pub(crate) fn expression(&self, key: &str) -> Option<Expression> {
        let mut after = self.entries.iter().skip_while(|entry| entry.key != key);
        if after.nth(1).is_some_and(Entry::is_rest_of_a_text) {
            return None;
        }
        self.text(key).map(|text| Expression {
            text: text.value,
            at: text.at,
        })
    }

    /// The texts of a list.
    pub(crate) fn texts(&self, key: &str) -> Option<Vec<Spanned<String>>> {
        self.list(key)?;
        self.node(key).map(texts)
    }

    /// The usable ids of a list.
    pub(crate) fn ids(&self, key: &str) -> Option<Vec<Spanned<String>>> {
        self.list(key)?;
        self.node(key).map(ids)
    }

    /// The usable answers of a list.
    pub(crate) fn answers(&self, key: &str) -> Option<Vec<Spanned<String>>> {
        let answers = self
            .texts(key)?
            .into_iter()
            .filter(|one| scalar::is_answer(&one.value))
            .collect();
        Some(answers)
    }

    /// A usable answer.
    pub(crate) fn answer(&self, key: &str) -> Option<Spanned<String>> {
        self.text(key)
            .filter(|answer| scalar::is_answer(&answer.value))
    }

    /// A list.
    pub(crate) fn list(&self, key: &str) -> Option<&'a [Node]> {
        match &self.node(key)?.value {
            Value::List(items) => Some(items),
            Value::Scalar(_) | Value::Map(_) | Value::Broken => None,
        }
    }

    /// A block below the key.
    pub(crate) fn block(&self, key: &str) -> Option<Self> {
        Block::of(self.node(key)?)
    }

    /// The blocks of a list.
    pub(crate) fn blocks(&self, key: &str) -> Vec<Self> {
        self.list(key)
            .unwrap_or_default()
            .iter()
            .filter_map(Block::of)
            .collect()
    }

    /// A block whose keys the author made up.
    pub(crate) fn named(&self, key: &str) -> Vec<(Spanned<String>, &'a Node)> {
        self.node(key).map(named).unwrap_or_default()
    }

    fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// The keys of a node whose keys the author made up; none where it is no block.
pub(crate) fn named(node: &Node) -> Vec<(Spanned<String>, &Node)> {
    let one = |entry: &'_ Entry| Spanned::new(entry.key.clone(), entry.key_at.clone());
    node.entries()
        .iter()
        .map(|entry| (one(entry), &entry.value))
        .collect()
}

/// The usable ids of a node that is a list.
pub(crate) fn ids(node: &Node) -> Vec<Spanned<String>> {
    let texts = texts(node).into_iter();
    texts.filter(|id| scalar::is_id(&id.value)).collect()
}

/// The texts of a node that is a list.
pub(crate) fn texts(node: &Node) -> Vec<Spanned<String>> {
    let Value::List(items) = &node.value else {
        return Vec::new();
    };
    items.iter().filter_map(text).collect()
}

/// The text of a node that has any.
pub(crate) fn text(node: &Node) -> Option<Spanned<String>> {
    let text = node.text()?.trim_end_matches('\n').to_owned();
    Some(Spanned::new(text, node.text_at()))
}
