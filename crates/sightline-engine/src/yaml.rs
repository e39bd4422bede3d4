//! YAML text into a tree in which every key and value knows its place.
//!
//! A typed reader stops at its first mistake. Here the text becomes a plain tree first, and everything that
//! is wrong with it is found by walking the tree, so that one run names all of it. YAML's silent traps
//! (a comment that swallows half a title, a dropped tag, a key given twice) are mistakes here.

mod build;
mod comment;
mod json;
mod repair;
mod syntax;
mod text;
mod tree;
mod unread;

use std::sync::Arc;

pub(crate) use comment::swallowed;
pub use json::yaml_as_json;
pub use text::text_from_bytes;
pub use tree::{Yaml, YamlValue, yaml};
pub(crate) use unread::Unread;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// Lists and maps inside each other; a template needs about eight.
pub(crate) const DEEPEST: usize = 32;

/// The most bytes of a template or shared file.
pub const LARGEST_TEMPLATE: usize = 1024 * 1024;

/// How many mistakes in the layout are stepped over before the rest of the file is left alone.
const MOST_REPAIRS: usize = 64;

/// How much is read again for them: a large file that is all mistakes is given up sooner.
const MOST_READ_AGAIN: usize = 4 * 1024 * 1024;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// All of it, quotes and brackets included.
    pub(crate) at: Span,
    /// What it is.
    pub(crate) value: Value,
    /// The comment that follows a plain scalar on its line.
    pub(crate) comment: Option<Span>,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Text; numbers, dates and the like stay as they were typed.
    Scalar(Scalar),
    /// `- …` or `[…]`.
    List(Vec<Node>),
    /// `key: …` or `{…}`, in file order, each key once.
    Map(Vec<Entry>),
    /// Something that was refused and reported, so nobody needs to look at it again.
    Broken,
}

/// One piece of text.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    pub(crate) style: Style,
}

/// How a text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// Below its key, after `|` or `>`.
    Block,
}

/// One key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_at: Span,
    pub(crate) value: Node,
}

/// What could be read of a file.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The outermost node; absent where nothing could be made of the text.
    pub(crate) root: Option<Node>,
    /// What could not be read, so that nobody calls it missing.
    pub(crate) unread: Unread,
}

impl Node {
    /// The text of a scalar that has any.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) if !scalar.is_nothing() => Some(&scalar.text),
            Value::Scalar(_) | Value::List(_) | Value::Map(_) | Value::Broken => None,
        }
    }

    /// Where the first character of a scalar's text stands.
    pub(crate) fn text_at(&self) -> Span {
        let raw = self.at.text();
        let (start, end) = match &self.value {
            Value::Scalar(Scalar {
                style: Style::Quoted,
                ..
            }) => (1, raw.len().saturating_sub(1)),
            Value::Scalar(Scalar {
                style: Style::Block,
                ..
            }) => (raw.len() - raw.trim_start().len(), raw.trim_end().len()),
            Value::Scalar(_) | Value::List(_) | Value::Map(_) | Value::Broken => (0, raw.len()),
        };
        self.at.part(start, end)
    }

    /// A short place to point at: a scalar, or the first key or item of something longer.
    pub(crate) fn head(&self) -> Span {
        match &self.value {
            Value::Map(entries) => match entries.first() {
                Some(first) => first.key_at.clone(),
                None => self.at.clone(),
            },
            Value::List(items) => match items.first() {
                Some(first) => first.head(),
                None => self.at.clone(),
            },
            Value::Scalar(_) | Value::Broken => {
                let first_line = self.at.text().trim_end().lines().next().map_or(0, str::len);
                self.at.part(0, first_line)
            }
        }
    }

    /// Its entries, where it is a map.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            Value::Scalar(_) | Value::List(_) | Value::Broken => &[],
        }
    }
}

impl Entry {
    /// Whether it is what a comma inside brackets cut off from the text before it: words that are no key, and no value.
    pub(crate) fn is_rest_of_a_text(&self) -> bool {
        let no_key = |c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-');
        self.key.contains(no_key) && self.value.at.text().is_empty()
    }
}

impl Scalar {
    /// Whether nothing is there: no text at all, or the words YAML has for nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        match self.style {
            Style::Plain => matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL"),
            Style::Quoted | Style::Block => self.text.trim().is_empty(),
        }
    }
}

/// Reads a file into a tree, adding every mistake in its layout.
pub(crate) fn read(file: &Arc<SourceFile>, diagnostics: &mut Diagnostics) -> Tree {
    let before = diagnostics.len();
    let mut unread = Unread::nothing(file);
    text::check_text(file, LARGEST_TEMPLATE, diagnostics);
    if diagnostics.len() > before {
        unread.rest(0);
        return Tree { root: None, unread };
    }
    let most = (MOST_READ_AGAIN / file.text().len().max(1)).clamp(2, MOST_REPAIRS);
    let mut repairs = 0;
    let pass = loop {
        let pass = build::pass(file, &unread);
        let Some(stop) = &pass.stopped else {
            break pass;
        };
        repairs += 1;
        if repairs > most {
            diagnostics.push(syntax::reword(file, stop));
        } else if repair::repair(file, &mut unread, stop, diagnostics) {
            continue;
        }
        unread.rest(stop.offset);
        break pass;
    };
    if let Some(offset) = pass.unread_from {
        unread.rest(offset);
    }
    diagnostics.extend(pass.found);
    if pass.root.is_none() && diagnostics.len() == before {
        diagnostics.push(empty(file));
    }
    Tree {
        root: pass.root,
        unread,
    }
}

fn empty(file: &Arc<SourceFile>) -> Diagnostic {
    Diagnostic::error(Code::EMPTY, &Span::whole(file), "the file is empty")
        .label("nothing here but spaces and comments")
        .help("write the file, or delete it")
}
