//! One walk over a tree, with every mistake of shape in it.

mod text;

use self::text::shorten;
use super::{Form, Key, Naming, Shape, Table};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, suggest};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// Reports everything in a file that does not fit its shape.
pub(crate) fn check(root: &Node, table: &'static Table) -> Diagnostics {
    let mut walk = Walk {
        found: Diagnostics::new(),
    };
    match &root.value {
        Value::Map(entries) => walk.block(entries, table, &root.head()),
        Value::Scalar(_) | Value::List(_) => {
            let first = table.keys.first().map_or("key", |key| key.name);
            let message = format!(
                "{} is a block of keys, and this is {}",
                with_article(table.noun),
                form_of(root)
            );
            let help = format!("start with `{first}:` and give each key a line of its own");
            walk.found
                .push(Diagnostic::error(Code::WRONG_TYPE, &root.head(), message).help(help));
        }
        Value::Broken => {}
    }
    walk.found
}

/// Beyond this many mistakes the file is something else altogether.
const MOST_MISTAKES: usize = 500;

struct Walk {
    found: Diagnostics,
}

impl Walk {
    /// Checks a value; `name` is what to call it in a message.
    fn value(&mut self, node: &Node, shape: &'static Shape, name: &str) {
        let shape = if let Shape::Either(several) = shape {
            let form = form(node);
            several
                .iter()
                .find(|one| Some(one.form()) == form)
                .unwrap_or(shape)
        } else {
            shape
        };
        match (&node.value, shape) {
            (Value::Broken, _) => {}
            (Value::List(items), Shape::List(each)) => {
                for item in items {
                    self.value(item, each, &format!("an item of {name}"));
                }
            }
            (Value::Map(entries), Shape::Map(table)) => self.block(entries, table, &node.head()),
            (Value::Map(entries), Shape::Named { key, value }) => {
                for entry in entries {
                    self.made_up_key(entry, *key);
                    self.value(&entry.value, value, &format!("`{}`", entry.key));
                }
            }
            (
                Value::Map(entries),
                Shape::ByKey {
                    marker,
                    with,
                    without,
                },
            ) => {
                let marked = entries.iter().any(|entry| entry.key == *marker);
                self.block(entries, if marked { with } else { without }, &node.head());
            }
            (Value::Scalar(_), _) if node.text().is_none() => self.nothing(node, shape, name),
            (Value::Scalar(scalar), _) if shape.form() == Form::Scalar => {
                text::check(node, scalar, shape, name, &mut self.found);
            }
            (Value::Map(entries), _) if shape.form() == Form::Scalar => {
                self.block_for_text(node, entries, shape, name);
            }
            (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => {
                self.wrong_form(node, shape, name);
            }
        }
    }

    fn block(&mut self, entries: &[Entry], table: &'static Table, head: &Span) {
        let typed = table.types();
        let kind = entries
            .iter()
            .find(|entry| entry.key == "type")
            .and_then(|entry| entry.value.text());
        let kind = kind.filter(|kind| typed.contains(kind));
        let before = std::iter::once(None).chain(entries.iter().map(Some));
        for (entry, before) in entries.iter().zip(before) {
            if self.found.len() >= MOST_MISTAKES {
                return;
            }
            match table.key(&entry.key) {
                // A text with two commas is one mistake.
                None if entry.is_rest_of_a_text()
                    && before.is_some_and(Entry::is_rest_of_a_text) => {}
                Some(key) if key.fits(kind) => {
                    self.value(&entry.value, key.shape, &format!("`{}`", entry.key));
                }
                Some(key) => self.other_type(entry, key, table, kind.unwrap_or_default()),
                None => self.unknown_key(entry, table, kind),
            }
        }
        for key in table
            .keys
            .iter()
            .filter(|key| key.required && key.fits(kind))
        {
            let depends = !key.only.is_empty() && kind.is_none();
            if !depends && !entries.iter().any(|entry| entry.key == key.name) {
                self.missing_key(entries, key, table, head);
            }
        }
    }

    fn made_up_key(&mut self, entry: &Entry, naming: Naming) {
        let shape = match naming {
            Naming::Id => &Shape::Id,
            Naming::Answer => &Shape::Answer,
            Naming::Words => return,
        };
        text::check_name(&entry.key, &entry.key_at, shape, &mut self.found);
    }

    fn unknown_key(&mut self, entry: &Entry, table: &Table, kind: Option<&str>) {
        if entry.is_rest_of_a_text() {
            self.split_by_comma(entry);
            return;
        }
        let message = format!(
            "`{}` is not a key of {}",
            shorten(&entry.key),
            with_article(table.noun)
        );
        let names = table
            .keys
            .iter()
            .filter(|key| key.fits(kind))
            .map(|key| key.name);
        let near = did_you_mean(&entry.key, names.clone());
        let help = match (near, super::home_of(&entry.key)) {
            (Some(near), _) => Some(format!("did you mean `{near}`?")),
            (None, Some(home)) => Some(format!(
                "`{}` is a key of a {home}; move it there",
                entry.key
            )),
            (None, None) => suggest(&entry.key, names),
        };
        let mut diagnostic =
            Diagnostic::error(Code::UNKNOWN_KEY, &entry.key_at, message).label("no such key here");
        diagnostic.help = help.or_else(|| Some("take it out".to_owned()));
        self.found.push(diagnostic);
    }

    /// `{title: One, and two}`: the second half of a text is left standing as a key.
    fn split_by_comma(&mut self, entry: &Entry) {
        let message = format!("`{}` stands alone, without a key", shorten(&entry.key));
        self.found.push(
            Diagnostic::error(Code::UNKNOWN_KEY, &entry.key_at, message)
                .label("inside brackets, a comma ends the text before it")
                .help("put the whole text in quotes, comma and all"),
        );
    }

    fn other_type(&mut self, entry: &Entry, key: &Key, table: &Table, kind: &str) {
        let types: Vec<String> = key.only.iter().map(|one| format!("`{one}`")).collect();
        let message = format!(
            "`{}` does not go with {} of type `{kind}`",
            entry.key,
            with_article(table.noun)
        );
        let help = match types.as_slice() {
            [one] => format!("take it out, or make the type {one}"),
            [one, two] => format!("take it out, or make the type {one} or {two}"),
            _ => "take it out".to_owned(),
        };
        self.found
            .push(Diagnostic::error(Code::UNKNOWN_KEY, &entry.key_at, message).help(help));
    }

    fn missing_key(&mut self, entries: &[Entry], key: &Key, table: &Table, head: &Span) {
        let id = entries
            .iter()
            .find(|entry| entry.key == "id")
            .and_then(|entry| entry.value.text());
        let who = match id {
            Some(id) => format!("{} `{id}`", table.noun),
            None => format!("the {}", table.noun),
        };
        let message = format!("{who} has no `{}`", key.name);
        let help = format!("add `{}:` ({})", key.name, lower(key.doc));
        self.found
            .push(Diagnostic::error(Code::MISSING_KEY, head, message).help(help));
    }

    fn nothing(&mut self, node: &Node, shape: &Shape, name: &str) {
        let written = node.at.text();
        let message = match written {
            "" => format!("{name} has no value"),
            _ => format!("{name} says `{written}`, which means nothing in YAML"),
        };
        let help = match (written, shape.form()) {
            ("", Form::Scalar) => format!("write {}, or take the line out", shape.describe()),
            ("", _) => format!("write {} below it, or take the line out", shape.describe()),
            _ => format!(
                "write {}; put it in quotes if this very word is meant",
                shape.describe()
            ),
        };
        self.found
            .push(Diagnostic::error(Code::WRONG_TYPE, &node.at, message).help(help));
    }

    /// A block where a text belongs: mostly a text with a colon in it.
    fn block_for_text(&mut self, node: &Node, entries: &[Entry], shape: &Shape, name: &str) {
        let sentence = entries
            .first()
            .filter(|first| first.key.contains(' ') || first.key.ends_with('?'));
        match sentence {
            Some(first) => {
                let colon = Span::new(
                    node.at.file(),
                    first.key_at.range().end,
                    first.key_at.range().end + 1,
                );
                let whole = node.at.text().lines().next().unwrap_or_default();
                let help = format!("put the text in quotes: `\"{}\"`", whole.replace('"', "'"));
                self.found.push(
                    Diagnostic::error(
                        Code::UNQUOTED_COLON,
                        &colon,
                        "a colon splits this text in two",
                    )
                    .label("YAML takes what stands before it for a key")
                    .help(help),
                );
            }
            None => self.wrong_form(node, shape, name),
        }
    }

    fn wrong_form(&mut self, node: &Node, shape: &Shape, name: &str) {
        let message = format!(
            "{name} takes {}, and this is {}",
            shape.describe(),
            form_of(node)
        );
        let help = match (shape.form(), form(node)) {
            (Form::List, Some(Form::Scalar)) => {
                format!(
                    "write each item on a line of its own, starting with `- `, or `[{}]`",
                    node.at.text().trim()
                )
            }
            (Form::List, _) => "start each item with `- `".to_owned(),
            (Form::Map, _) => "write each key on a line of its own, indented below".to_owned(),
            (Form::Scalar, _) => format!("write {} after the colon", shape.describe()),
        };
        self.found
            .push(Diagnostic::error(Code::WRONG_TYPE, &node.head(), message).help(help));
    }
}

/// What a block is, with its article.
fn with_article(noun: &str) -> String {
    let vowel = noun
        .trim_start_matches('`')
        .starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// A line of documentation inside a sentence.
fn lower(doc: &str) -> String {
    let mut letters = doc.trim_end_matches('.').chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

fn form(node: &Node) -> Option<Form> {
    match node.value {
        Value::Scalar(_) => Some(Form::Scalar),
        Value::List(_) => Some(Form::List),
        Value::Map(_) => Some(Form::Map),
        Value::Broken => None,
    }
}

fn form_of(node: &Node) -> &'static str {
    match node.value {
        Value::Scalar(_) => "text",
        Value::List(_) => "a list",
        Value::Map(_) => "a block of keys",
        Value::Broken => "something else",
    }
}
