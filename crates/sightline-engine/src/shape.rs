//! The template language's grammar, as data.
//!
//! Which keys there are, what each takes and what it is for stands in tables. [`check`] walks a file against
//! them and reports every mistake of shape in one run; [`crate::schema`] walks the same tables and writes the
//! JSON Schema that editors use. The two cannot drift apart.

mod check;
mod example;
mod measure;
mod programme;
mod question;
mod record;
pub(crate) mod scalar;
mod settings;
mod shared;
mod template;
mod theme;
mod timescale;
mod vignette;

pub(crate) use check::check;
pub(crate) use example::EXAMPLE;
pub(crate) use programme::PROGRAMME;
pub(crate) use settings::SETTINGS;
pub(crate) use shared::SHARED;
pub(crate) use template::TEMPLATE;
pub(crate) use vignette::VIGNETTES;

/// What a value may be.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Words for people, Markdown where it runs over lines.
    Prose,
    /// A name by which scripts and reports find something.
    Id,
    /// An answer as it is written: a word, number or date without spaces.
    Answer,
    /// Any text as it stands.
    Text,
    /// A script expression on one line.
    Expression,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// `yes` or `no`.
    Flag,
    /// A number such as `3` or `0.25`.
    Number,
    /// A whole number, not negative.
    Count,
    /// `80%`.
    Percent,
    /// Where a band starts: `3.5`, `62.5%` or `20 points`.
    Bound,
    /// `same day`, `20 working days`.
    Length,
    /// `1.0.0`.
    Version,
    /// `2025-09-30`.
    Date,
    /// A list of one kind of thing.
    List(&'static Shape),
    /// A block with keys that are known.
    Map(&'static Table),
    /// A block whose keys the author makes up.
    Named { key: Naming, value: &'static Shape },
    /// One of several, told apart by whether it is a text, a list or a block.
    Either(&'static [Shape]),
    /// A block that is one thing where it has a key, and another where it has not.
    ByKey {
        marker: &'static str,
        with: &'static Table,
        without: &'static Table,
    },
}

/// What the author may call the keys of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    /// As [`Shape::Id`].
    Id,
    /// As [`Shape::Answer`].
    Answer,
    /// Any words, such as a team's name.
    Words,
}

/// A block with known keys.
#[derive(Debug)]
pub(crate) struct Table {
    /// What the block is, such as `question`.
    pub(crate) noun: &'static str,
    /// Its keys, in the order in which they are best written.
    pub(crate) keys: &'static [Key],
}

/// One key of a block.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: &'static Shape,
    pub(crate) required: bool,
    /// The values of `type:` with which the key may stand; empty is all.
    pub(crate) only: &'static [&'static str],
    /// What it is for, in one line.
    pub(crate) doc: &'static str,
}

/// A key that may be left out.
const fn key(name: &'static str, shape: &'static Shape, doc: &'static str) -> Key {
    Key {
        name,
        shape,
        required: false,
        only: &[],
        doc,
    }
}

impl Key {
    /// The block makes no sense without it.
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// It stands with these types only.
    const fn only(mut self, types: &'static [&'static str]) -> Self {
        self.only = types;
        self
    }

    /// Whether it may stand in a block with this `type:`; an unknown type allows everything.
    pub(crate) fn fits(&self, kind: Option<&str>) -> bool {
        self.only.is_empty() || kind.is_none_or(|kind| self.only.contains(&kind))
    }
}

impl Table {
    /// The key with this name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The words that `type:` takes, where the block has such a key and some keys depend on it.
    pub(crate) fn types(&self) -> &'static [&'static str] {
        match self.key("type").map(|key| key.shape) {
            Some(Shape::Word(words)) if self.keys.iter().any(|key| !key.only.is_empty()) => words,
            _ => &[],
        }
    }
}

impl Shape {
    /// What it takes, in the words of a message: `a number`.
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Prose | Self::Text => "text",
            Self::Id => "an id",
            Self::Answer => "an answer",
            Self::Expression => "an expression",
            Self::Word(_) => "a word",
            Self::Flag => "`yes` or `no`",
            Self::Number => "a number",
            Self::Count => "a whole number",
            Self::Percent => "a percentage",
            Self::Bound => "a number, a percentage or points",
            Self::Length => "a length of time",
            Self::Version => "a version",
            Self::Date => "a date",
            Self::List(_) => "a list",
            Self::Map(_) | Self::Named { .. } | Self::ByKey { .. } => "a block of keys",
            Self::Either(several) => match several {
                [Self::List(_), ..] => "a list",
                [Self::Word(_), Self::Map(_)] => "a word or a block of keys",
                [Self::Answer, Self::Map(_)] => "an id or a block of keys",
                _ => "text, a list or a block of keys",
            },
        }
    }

    /// Whether it is a list, a block, or neither.
    fn form(&self) -> Form {
        match self {
            Self::List(_) => Form::List,
            Self::Map(_) | Self::Named { .. } | Self::ByKey { .. } => Form::Map,
            Self::Either(_)
            | Self::Prose
            | Self::Id
            | Self::Answer
            | Self::Text
            | Self::Expression
            | Self::Word(_)
            | Self::Flag
            | Self::Number
            | Self::Count
            | Self::Percent
            | Self::Bound
            | Self::Length
            | Self::Version
            | Self::Date => Form::Scalar,
        }
    }
}

/// The three forms a value can have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Scalar,
    List,
    Map,
}

/// The block that has a key, for a key that stands in the wrong one.
fn home_of(name: &str) -> Option<&'static str> {
    let mut homes = template::TABLES
        .iter()
        .filter(|table| table.key(name).is_some());
    match (homes.next(), homes.next()) {
        (Some(home), None) => Some(home.noun),
        (Some(_), Some(_)) | (None, _) => None,
    }
}
