//! The parser's events, put together into a tree.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_yaml::granit_parser as granit;
use serde_yaml::granit_parser::{ErrorKind, Event, ScalarStyle};

use super::{DEEPEST, Entry, Node, Scalar, Style, Unread, Value, comment};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceFile, Span};

/// How many anchors, aliases and tags are reported.
const MOST_REFUSALS: usize = 20;

/// One reading of the text.
pub(super) struct Pass {
    pub(super) root: Option<Node>,
    /// Mistakes that the parser itself lets through.
    pub(super) found: Diagnostics,
    /// Where the parser gave up, if it did.
    pub(super) stopped: Option<Stop>,
    /// Where the rest of the file was left unread, because it is nested too deeply.
    pub(super) unread_from: Option<usize>,
}

/// Where and why the parser gave up, and what it was in the middle of.
pub(super) struct Stop {
    pub(super) kind: ErrorKind,
    pub(super) offset: usize,
    /// The last scalar it read.
    pub(super) last_scalar: Option<Range<usize>>,
    /// The end of the last event.
    pub(super) last_end: usize,
    /// The outermost and the innermost `[` or `{` that is still open.
    pub(super) open_brackets: Option<(usize, usize)>,
}

/// A list or map that is not finished.
enum Open {
    List {
        start: Range<usize>,
        items: Vec<Node>,
    },
    Map {
        start: Range<usize>,
        entries: Vec<Entry>,
        seen: BTreeMap<String, Span>,
        key: Option<Key>,
    },
}

/// A key that waits for its value.
enum Key {
    Good(String, Span),
    /// Already there, or not a word: its value is read and left out.
    Bad,
}

struct Builder<'a> {
    file: &'a Arc<SourceFile>,
    unread: &'a Unread,
    open: Vec<Open>,
    root: Option<Node>,
    found: Diagnostics,
    comments: Vec<Range<usize>>,
    last_scalar: Option<Range<usize>>,
    last_end: usize,
    documents: usize,
    /// How many anchors, aliases and tags were refused.
    refused: usize,
    /// Set once something is nested too deeply: what is open then is broken.
    too_deep: bool,
}

/// Reads the text as it is after repairs.
pub(super) fn pass(file: &Arc<SourceFile>, unread: &Unread) -> Pass {
    let text = unread.text.as_str();
    let options = granit::options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        disallow_directives: true,
        max_buffered_comment_events: 100_000,
        flow_nesting_limit: 2 * DEEPEST,
        block_nesting_limit: 2 * DEEPEST,
    };
    let mut builder = Builder {
        file,
        unread,
        open: Vec::new(),
        root: None,
        found: Diagnostics::new(),
        comments: Vec::new(),
        last_scalar: None,
        last_end: 0,
        documents: 0,
        refused: 0,
        too_deep: false,
    };
    let mut stopped = None;
    for event in granit::Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                if !builder.event(event, &span) {
                    break;
                }
            }
            Err(error) => {
                let offset = error
                    .marker()
                    .byte_offset()
                    .unwrap_or(text.len())
                    .min(text.len());
                stopped = Some(builder.stop(error.kind().clone(), offset));
                break;
            }
        }
    }
    builder.close_all();
    let Builder {
        mut root,
        mut found,
        comments,
        too_deep,
        last_end,
        ..
    } = builder;
    if let Some(root) = &mut root {
        comment::attach(file, root, &comments, &mut found);
    }
    Pass {
        root,
        found,
        stopped,
        unread_from: too_deep.then_some(last_end),
    }
}

impl Builder<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// Takes one event; false stops the reading.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the parser may add events, and says which are nodes"
    )]
    fn event(&mut self, event: Event<'_>, span: &granit::Span) -> bool {
        let range = span.byte_range().unwrap_or(0..0);
        let tag = span.tag_span().and_then(|tag| tag.byte_range());
        let tagged = tag.is_some();
        if let Some(tag) = tag {
            self.refuse_tag(tag);
        }
        match event {
            Event::Comment(..) => {
                self.comments.push(range);
                return true;
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.several_documents(range);
                    return false;
                }
                return true;
            }
            Event::Anchor(_, name) => self.refuse_anchor(&name, range.clone()),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse_alias(range.clone());
                self.add(self.broken(range.clone()));
            }
            // What a tagged text was to become is not known.
            Event::Scalar(..) if tagged || self.unread.touches(&range) => {
                self.add(self.broken(range.clone()));
            }
            Event::Scalar(text, style, ..) => {
                self.last_scalar = Some(range.clone());
                self.scalar(&text, style, range.clone());
            }
            Event::SequenceStart(..) => {
                self.open.push(Open::List {
                    start: range.clone(),
                    items: Vec::new(),
                });
            }
            Event::MappingStart(..) => {
                let (entries, seen) = (Vec::new(), BTreeMap::new());
                self.open.push(Open::Map {
                    start: range.clone(),
                    entries,
                    seen,
                    key: None,
                });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            // The events of the stream itself, and what a later parser may add beside the nodes.
            _ => return true,
        }
        self.last_end = self.last_end.max(range.end);
        if self.open.len() > DEEPEST {
            let at = self.span(range);
            let message = format!("this is nested more than {DEEPEST} deep");
            let help = "take some of the brackets or levels out";
            self.found
                .push(Diagnostic::error(Code::TOO_DEEP, &at, message).help(help));
            self.too_deep = true;
            return false;
        }
        true
    }

    fn broken(&self, range: Range<usize>) -> Node {
        Node {
            at: self.span(range),
            value: Value::Broken,
            comment: None,
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: Range<usize>) {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
        };
        // The parser writes `~` where nothing is written.
        let nothing = style == Style::Plain && range.is_empty();
        let text = if nothing {
            String::new()
        } else {
            text.to_owned()
        };
        let at = self.span(range);
        self.add(Node {
            at,
            value: Value::Scalar(Scalar { text, style }),
            comment: None,
        });
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            None => {
                // A document of nothing but `~` is as good as empty.
                let nothing = matches!(&node.value, Value::Scalar(scalar) if scalar.is_nothing());
                self.root = if nothing { None } else { Some(node) };
            }
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map {
                entries, seen, key, ..
            }) => match key.take() {
                Some(Key::Good(name, key_at)) => {
                    entries.push(Entry {
                        key: name,
                        key_at,
                        value: node,
                    });
                }
                Some(Key::Bad) => {}
                None => {
                    *key = Some(as_key(&node, seen, &mut self.found));
                }
            },
        }
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let (start, value) = match open {
            Open::List { start, items } => (start, Value::List(items)),
            Open::Map { start, entries, .. } => (start, Value::Map(entries)),
        };
        let value = if self.too_deep && !self.open.is_empty() {
            Value::Broken
        } else {
            value
        };
        // A block ends where the next thing starts; what lies between is not part of it.
        let raw = self.file.text().get(start.start..end).unwrap_or_default();
        let end = start.start + raw.trim_end().len();
        let at = self.span(start.start..end.max(start.end));
        self.add(Node {
            at,
            value,
            comment: None,
        });
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close(self.last_end);
        }
    }

    fn stop(&self, kind: ErrorKind, offset: usize) -> Stop {
        let bracket = |open: &Open| {
            let (Open::List { start, .. } | Open::Map { start, .. }) = open;
            (!start.is_empty()).then_some(start.start)
        };
        Stop {
            kind,
            offset,
            last_scalar: self.last_scalar.clone(),
            last_end: self.last_end,
            open_brackets: self
                .open
                .iter()
                .find_map(bracket)
                .zip(self.open.iter().rev().find_map(bracket)),
        }
    }

    fn several_documents(&mut self, range: Range<usize>) {
        let at = self.span(range);
        self.found.push(
            Diagnostic::error(
                Code::SEVERAL_DOCUMENTS,
                &at,
                "a second document starts here",
            )
            .label("everything below would be lost")
            .help("take the line `---` out, or move what follows into a file of its own"),
        );
    }

    fn refuse_anchor(&mut self, name: &str, range: Range<usize>) {
        let message =
            format!("`&{name}` marks a part to be repeated, and templates repeat nothing");
        let help = "take it out, or put the text in quotes if it starts with `&`";
        self.refuse(Code::ALIAS, range, message, help);
    }

    fn refuse_alias(&mut self, range: Range<usize>) {
        let alias = self.span(range.clone());
        let message = format!(
            "`{}` repeats another part, and templates repeat nothing",
            alias.text()
        );
        let help = "write the part out, or put the text in quotes if it starts with `*`";
        self.refuse(Code::ALIAS, range, message, help);
    }

    fn refuse_tag(&mut self, range: Range<usize>) {
        let tag = self.span(range.clone());
        let message = format!(
            "`{}` asks for something that Sightline does not do",
            tag.text()
        );
        let help = "take it out, or put the text in quotes if it starts with `!`";
        self.refuse(Code::TAG, range, message, help);
    }

    /// A file that is made of these is not worth a message for each.
    fn refuse(&mut self, code: Code, range: Range<usize>, message: String, help: &str) {
        self.refused += 1;
        if self.refused <= MOST_REFUSALS {
            self.found
                .push(Diagnostic::error(code, &self.span(range), message).help(help));
        }
    }
}

fn as_key(node: &Node, seen: &mut BTreeMap<String, Span>, found: &mut Diagnostics) -> Key {
    let Value::Scalar(scalar) = &node.value else {
        if !matches!(node.value, Value::Broken) {
            let message = "a key is one word, and this is a list or a block";
            let help = "put the text in quotes if it starts with a bracket";
            found.push(Diagnostic::error(Code::WRONG_TYPE, &node.head(), message).help(help));
        }
        return Key::Bad;
    };
    if let Some(first) = seen.get(&scalar.text) {
        let line = first.line_column().0;
        let message = format!("`{}` is given twice, first on line {line}", scalar.text);
        found.push(
            Diagnostic::error(Code::DUPLICATE_KEY, &node.at, message)
                .label("the second time")
                .related(first, "the first time")
                .help("keep the one that is meant"),
        );
        return Key::Bad;
    }
    seen.insert(scalar.text.clone(), node.at.clone());
    Key::Good(scalar.text.clone(), node.at.clone())
}
