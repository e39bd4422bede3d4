//! Loops of a report's text: what they go through, and what they call each of it.

use std::collections::BTreeMap;

use sightline_engine::Span;

use super::super::blocks::Open;
use super::super::marks::{End, Mark, Token, Word};
use super::super::names::{self, Values};
use super::super::{mistake, syntax};
use super::{Check, span};

/// The names that a loop gives to what it goes through.
pub(super) fn names<'w, 't>(words: &'w [Word<'t>]) -> &'w [Word<'t>] {
    match words {
        [first, rest @ ..] if first.is("for") => {
            let end = rest.iter().position(|word| word.is("in"));
            rest.get(..end.unwrap_or(0)).unwrap_or_default()
        }
        _ => &[],
    }
}

impl Check<'_> {
    /// `for part in templates if part.chart recursive`: what it goes through, and what it calls each of it.
    pub(super) fn for_each(
        &mut self,
        words: &[Word<'_>],
        mark: &Mark<'_>,
    ) -> BTreeMap<String, Values> {
        // `for part of templates` says as much.
        let written = words.iter().position(|word| word.is("in"));
        let meant = || {
            let second = words.get(1).filter(|word| syntax::may_be_in(word));
            second.map(|_| 1)
        };
        if written.is_none() && mark.end != End::Missing {
            let wrong = syntax::loop_without_in(self.template, words, mark);
            self.found.unreadable.push(wrong);
        }
        let Some(at) = written.or_else(meant) else {
            // Whatever it was to be called, it is not known what it is.
            let names = words.iter().filter(|word| word.token == Token::Name);
            return names.map(|word| (word.text.to_owned(), None)).collect();
        };
        let (targets, rest) = words.split_at(at);
        let mut through = rest.get(1..).unwrap_or_default();
        if let [before @ .., last] = through
            && last.is("recursive")
        {
            through = before;
        }
        let is_if = |word: &Word<'_>| word.is("if");
        let n = through.iter().position(is_if).unwrap_or(through.len());
        let (list, condition) = through.split_at(n);
        let before = self.found.names.len();
        self.expression(list, mark);
        let mut items = None;
        if let [path] = list
            && path.token == Token::Name
            && self.found.names.len() == before
        {
            match self.names.items(path.text) {
                Ok(all) => items = all,
                Err(kind) => {
                    let lists = self.names.lists_below(path.text);
                    let at = span(self.template, path);
                    self.found
                        .names
                        .push(mistake::not_a_list(&at, path.text, kind, &lists));
                }
            }
        }
        let names = targets.iter().filter(|word| word.token == Token::Name);
        let one = matches!(targets, [_]);
        let mut locals: BTreeMap<String, Values> = names
            .map(|word| (word.text.to_owned(), items.clone().filter(|_| one)))
            .collect();
        locals.insert("loop".to_owned(), names::of_loop());
        if let [_, condition @ ..] = condition {
            // Its condition looks at what it goes through.
            self.names.open.push(Open {
                keyword: "for",
                at: Span::new(self.template, mark.at.start, mark.at.end),
                has_else: false,
                locals: locals.clone(),
            });
            self.expression(condition, mark);
            self.names.open.pop();
        }
        locals
    }
}
