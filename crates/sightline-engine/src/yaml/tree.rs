//! A YAML file for those who read a language of their own: a mapping of columns, say.
//!
//! Only the engine names YAML, so that its traps are named in one way wherever a file is read.

use std::sync::Arc;

use super::{Node, Value, read};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, Span, Spanned};

/// A value of a YAML file and where it stands.
#[derive(Clone, Debug)]
pub struct Yaml {
    /// A short place to point at.
    pub at: Span,
    /// What it is.
    pub value: YamlValue,
}

/// What a value is. Text stays as it was typed, so that `01` is not 1.
#[derive(Clone, Debug)]
pub enum YamlValue {
    /// One piece of text.
    Text(String),
    /// Nothing: no text, or the words that YAML has for nothing.
    Nothing,
    /// Items in order.
    List(Vec<Yaml>),
    /// Keys with their values, in file order, each key once.
    Map(Vec<(Spanned<String>, Yaml)>),
}

impl Yaml {
    /// The text, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            YamlValue::Text(text) => Some(text),
            YamlValue::Nothing | YamlValue::List(_) | YamlValue::Map(_) => None,
        }
    }

    /// The items of a list; a single text counts as a list of itself.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.value {
            YamlValue::List(items) => items,
            YamlValue::Text(_) => std::slice::from_ref(self),
            YamlValue::Nothing | YamlValue::Map(_) => &[],
        }
    }

    /// Keys and values, where it is a block.
    #[must_use]
    pub fn entries(&self) -> &[(Spanned<String>, Self)] {
        match &self.value {
            YamlValue::Map(entries) => entries,
            YamlValue::Text(_) | YamlValue::Nothing | YamlValue::List(_) => &[],
        }
    }

    /// What stands at a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let mut entries = self.entries().iter();
        entries.find_map(|(name, value)| (name.value == key).then_some(value))
    }
}

/// Reads a YAML file into a tree; nothing where any of it could not be read.
///
/// ```
/// use sightline_engine::{SourceFile, yaml};
///
/// let (tree, diagnostics) = yaml(&SourceFile::new("map.yaml", "columns: {DOB: date_of_birth}"));
/// assert!(diagnostics.is_empty());
/// let tree = tree.ok_or("it is well formed")?;
/// let born = tree.get("columns").and_then(|columns| columns.get("DOB"));
/// assert_eq!(born.and_then(|born| born.text()), Some("date_of_birth"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn yaml(file: &Arc<SourceFile>) -> (Option<Yaml>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let tree = read(file, &mut diagnostics);
    let whole = tree.root.filter(|_| !diagnostics.has_errors());
    (whole.as_ref().map(open), diagnostics.sorted())
}

fn open(node: &Node) -> Yaml {
    let value = match &node.value {
        Value::Scalar(_) | Value::Broken => match node.text() {
            Some(text) => YamlValue::Text(text.trim_end_matches('\n').to_owned()),
            None => YamlValue::Nothing,
        },
        Value::List(items) => YamlValue::List(items.iter().map(open).collect()),
        Value::Map(entries) => YamlValue::Map(
            entries
                .iter()
                .map(|entry| {
                    let key = Spanned::new(entry.key.clone(), entry.key_at.clone());
                    (key, open(&entry.value))
                })
                .collect(),
        ),
    };
    Yaml {
        at: node.head(),
        value,
    }
}
