//! Every mistake of a report's text that can be told without filling it in.
//!
//! The template language stops at the first, and says nothing of parts that a period leaves out. So blocks, names and filters are
//! looked through here, mark after mark; a mark that is wrong is taken for what it was likely meant to be, so that the marks
//! after it are judged as their writer sees them.

mod loops;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::Environment;
use minijinja::value::Value;
use sightline_engine::{Diagnostics, SourceFile, Span};

use super::blocks::{self, Open};
use super::marks::{End, Kind, Mark, Marks, Token, Word, marks};
use super::names::{Names, Values};
use super::{mistake, syntax};

/// What is wrong with a text.
pub(super) struct Found {
    /// Names that nothing answers to, and what does not fit together.
    pub(super) names: Diagnostics,
    /// Marks and blocks that cannot be read. Whether a text can be read is for the template language to say: where it reads
    /// one, there are none.
    pub(super) unreadable: Diagnostics,
}

/// Looks a text through; where the template language can read it, `undeclared` are the names that the text does not itself make.
pub(super) fn check(
    template: &Arc<SourceFile>,
    environment: &Environment<'_>,
    values: &Value,
    undeclared: Option<&BTreeSet<String>>,
) -> Found {
    let Marks { all, open_note, .. } = marks(template.text());
    let loops = all.iter().flat_map(|mark| loops::names(&mark.words));
    let loops: BTreeMap<&str, Span> = loops
        .map(|word| (word.text, span(template, word)))
        .collect();
    let mut check = Check {
        template,
        environment,
        names: Names {
            values,
            undeclared,
            loops: &loops,
            open: Vec::new(),
            set: BTreeMap::new(),
        },
        found: Found {
            names: Diagnostics::new(),
            unreadable: Diagnostics::new(),
        },
    };
    // The two readings of a text differ: only filling it in shows its mistakes.
    if undeclared.is_some() && all.iter().any(|mark| mark.end != End::Closed) {
        return check.found;
    }
    for mark in &all {
        check.mark(mark);
    }
    for open in check.names.open.iter().rev() {
        check.found.unreadable.push(blocks::not_closed(open, None));
    }
    if let Some(at) = open_note {
        check
            .found
            .unreadable
            .push(syntax::open_note(&Span::new(template, at, at + 2)));
    }
    check.found
}

fn span(template: &Arc<SourceFile>, word: &Word<'_>) -> Span {
    Span::new(template, word.start, word.end())
}

struct Check<'a> {
    template: &'a Arc<SourceFile>,
    environment: &'a Environment<'a>,
    names: Names<'a>,
    found: Found,
}

impl Check<'_> {
    fn mark(&mut self, mark: &Mark<'_>) {
        if let Some(wrong) = syntax::ending(self.template, mark) {
            self.found.unreadable.push(wrong);
        }
        match (mark.kind, mark.words.as_slice()) {
            (Kind::Value, words) => {
                self.expression(words, mark);
                if let [path] = words {
                    let at = span(self.template, path);
                    let wrong = self.names.no_text(path, &at, self.environment);
                    self.found.names.extend(wrong.into_iter().collect());
                }
            }
            (Kind::Block, [keyword, rest @ ..]) => self.block(keyword, rest, mark),
            (Kind::Block, []) if mark.end == End::Closed => {
                let at = Span::new(self.template, mark.at.start, mark.at.end);
                self.found.unreadable.push(blocks::empty(&at));
            }
            (Kind::Block, []) => {}
        }
    }

    fn block(&mut self, keyword: &Word<'_>, rest: &[Word<'_>], mark: &Mark<'_>) {
        let at = span(self.template, keyword);
        let meant = match blocks::keyword(keyword.text, self.names.open.last()) {
            Ok(known) => known,
            Err(near) => {
                self.found
                    .unreadable
                    .push(blocks::unknown(keyword.text, near, &at));
                match near {
                    Some(near) => near,
                    None => return,
                }
            }
        };
        let whole = Span::new(self.template, mark.at.start, mark.at.end);
        let open = |locals| Open {
            keyword: meant,
            at: whole.clone(),
            has_else: false,
            locals,
        };
        match meant {
            "if" => {
                self.expression(rest, mark);
                self.names.open.push(open(BTreeMap::new()));
            }
            "elif" | "else" => {
                let wrong = blocks::part(&mut self.names.open, meant, &whole);
                self.found.unreadable.extend(wrong.into_iter().collect());
                if meant == "elif" {
                    self.expression(rest, mark);
                }
            }
            "for" => {
                let locals = self.for_each(rest, mark);
                self.names.open.push(open(locals));
            }
            "set" => self.set(rest, mark, open),
            "do" => self.expression(rest, mark),
            "with" | "macro" | "call" | "filter" | "block" | "autoescape" => {
                // Whatever is named in one of them may be made by it.
                let made = rest.iter().filter(|word| word.token == Token::Name);
                let made = made.map(|word| (word.text.to_owned(), None)).collect();
                if meant == "macro" {
                    self.names.declare(rest.get(..1).unwrap_or_default(), &None);
                }
                self.names.open.push(open(made));
            }
            "from" | "import" => self.names.declare(rest, &None),
            end => {
                if let Some(begin) = end.strip_prefix("end") {
                    let wrong = blocks::close(&mut self.names.open, begin, &whole);
                    self.found.unreadable.extend(wrong.into_iter().collect());
                }
            }
        }
    }

    /// `set x = …`, or the beginning of a block that is called so.
    fn set(
        &mut self,
        words: &[Word<'_>],
        mark: &Mark<'_>,
        open: impl FnOnce(BTreeMap<String, Values>) -> Open,
    ) {
        let Some(at) = words.iter().position(|word| word.is("=")) else {
            self.names
                .declare(words.get(..1).unwrap_or_default(), &None);
            self.names.open.push(open(BTreeMap::new()));
            return;
        };
        let (targets, value) = words.split_at(at);
        let value = value.get(1..).unwrap_or_default();
        self.expression(value, mark);
        let known = match value {
            [path] if path.token == Token::Name => self.names.values_of(path.text).unwrap_or(None),
            _ => None,
        };
        self.names.declare(targets, &known);
    }

    /// What gives a value: names, filters behind `|`, tests behind `is`.
    fn expression(&mut self, words: &[Word<'_>], mark: &Mark<'_>) {
        // Where the whole text can be read, so can this.
        if self.names.undeclared.is_none() {
            let wrong = syntax::expression(self.template, self.environment, words, mark);
            self.found.unreadable.extend(wrong.into_iter().collect());
        }
        for (n, word) in words.iter().enumerate() {
            if word.token != Token::Name || blocks::is_operator(word.text) {
                continue;
            }
            let before = |back: usize| n.checked_sub(back).and_then(|at| words.get(at));
            let after = words.get(n + 1);
            let is = |word: Option<&Word<'_>>, text| word.is_some_and(|word| word.is(text));
            let at = span(self.template, word);
            if is(before(1), "|") {
                let known = |name| !syntax::is_unknown_filter(self.environment, name);
                if !known(word.text) {
                    self.found.names.push(mistake::filter(&at, word.text));
                } else if word.text == "table"
                    && let Some(path) = before(2).filter(|_| !is(before(3), "."))
                    && self.names.is_no_table(path, self.environment)
                {
                    self.found.names.push(mistake::not_a_table(&at));
                }
                continue;
            }
            if is(before(1), "is") || is(before(1), "not") && is(before(2), "is") {
                if syntax::is_unknown_test(self.environment, word.text) {
                    self.found.names.push(mistake::test(&at, word.text));
                }
                continue;
            }
            let is_argument = is(after, "=");
            // The dot stands alone where it follows a bracket: what is before it is not known.
            if is_argument || is(before(1), ".") {
                continue;
            }
            if let Some(wrong) = self
                .names
                .unknown(word, &at, is(after, "("), self.environment)
            {
                self.found.names.push(wrong);
            }
        }
    }
}
