//! Names in a report's text, and what they stand for where the text uses them.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Environment;
use minijinja::value::{Value, ValueKind};
use sightline_engine::{Diagnostic, Span, did_you_mean};

use super::blocks::Open;
use super::marks::{Token, Word};
use super::value::{item, keys};
use super::{mistake, syntax};

/// What a name may stand for: one value, or one of a list's items; nothing where that is not known.
pub(super) type Values = Option<Vec<Value>>;

/// What a loop says of itself.
const LOOP: [&str; 11] = [
    "index",
    "index0",
    "first",
    "last",
    "length",
    "revindex",
    "revindex0",
    "depth",
    "depth0",
    "previtem",
    "nextitem",
];
/// The most names that are listed where none is like what was typed.
const FEW: usize = 8;

/// The names at one place of a text.
pub(super) struct Names<'a> {
    /// What the report has.
    pub(super) values: &'a Value,
    /// Names that the text does not itself make, where the template language could say so.
    pub(super) undeclared: Option<&'a BTreeSet<String>>,
    /// Every name that a loop somewhere gives to its items, and where.
    pub(super) loops: &'a BTreeMap<&'a str, Span>,
    /// The blocks around the place, the innermost last.
    pub(super) open: Vec<Open>,
    /// What the text sets outside every block.
    pub(super) set: BTreeMap<String, Values>,
}

/// A path up to the part that is not there.
pub(super) struct Missing<'p> {
    known: Vec<&'p str>,
    wrong: &'p str,
    rest: Vec<&'p str>,
    here: Vec<Value>,
}

/// What a `loop` in a `for` is.
pub(super) fn of_loop() -> Values {
    let names = LOOP.into_iter().map(|name| (name, Value::from(())));
    Some(vec![Value::from(names.collect::<BTreeMap<_, _>>())])
}

impl Names<'_> {
    /// Makes names where the text stands: in the block around it, or in the whole of it. An `if` makes no names of its own.
    pub(super) fn declare(&mut self, words: &[Word<'_>], values: &Values) {
        let around = self.open.iter_mut().rev().find(|one| one.keyword != "if");
        let locals = around.map_or(&mut self.set, |one| &mut one.locals);
        let names = words.iter().filter(|word| word.token == Token::Name);
        for name in names {
            let known = values.clone().filter(|_| words.len() == 1);
            locals.insert(name.text.to_owned(), known);
        }
    }

    /// What a name that the text makes stands for.
    fn local(&self, name: &str) -> Option<&Values> {
        let blocks = self.open.iter().rev();
        let found = blocks.filter_map(|one| one.locals.get(name)).next();
        found.or_else(|| self.set.get(name))
    }

    /// What a path stands for.
    pub(super) fn values_of<'p>(&self, path: &'p str) -> Result<Values, Missing<'p>> {
        let mut parts = path.split('.');
        let root = parts.next().unwrap_or_default();
        let is_made = || self.undeclared.is_some_and(|names| !names.contains(root));
        let mut here = match (self.local(root), item(self.values, root)) {
            (Some(local), _) => local.clone(),
            (None, Some(value)) => Some(vec![value]),
            (None, None) if is_made() => None,
            (None, None) => {
                return Err(Missing {
                    known: Vec::new(),
                    wrong: root,
                    rest: parts.collect(),
                    here: vec![self.values.clone()],
                });
            }
        };
        let mut known = vec![root];
        while let Some(part) = parts.next() {
            let Some(values) = here else { return Ok(None) };
            let next: Vec<Value> = values.iter().filter_map(|one| item(one, part)).collect();
            if next.is_empty() {
                // Of what is missing this time, or of an item by its place, nothing can be said.
                let is_open =
                    |one: &Value| matches!(one.kind(), ValueKind::None | ValueKind::Undefined);
                let is_place = part.parse::<usize>().is_ok();
                if is_place || values.is_empty() || values.iter().any(is_open) {
                    return Ok(None);
                }
                return Err(Missing {
                    known,
                    wrong: part,
                    rest: parts.collect(),
                    here: values,
                });
            }
            known.push(part);
            here = Some(next);
        }
        Ok(here)
    }

    /// What is wrong with a name, where something is.
    pub(super) fn unknown(
        &self,
        word: &Word<'_>,
        at: &Span,
        is_called: bool,
        environment: &Environment<'_>,
    ) -> Option<Diagnostic> {
        let path = word.text;
        let (before, name) = path.rsplit_once('.').unwrap_or(("", path));
        let is_global = |name: &str| environment.globals().any(|(known, _)| known == name);
        // What is called of something is no part of what it is.
        let path = if is_called && !before.is_empty() {
            before
        } else {
            path
        };
        let missing = self.values_of(path).err()?;
        if is_global(path.split('.').next().unwrap_or_default()) {
            return None;
        }
        if is_called && before.is_empty() {
            let is_filter = !syntax::is_unknown_filter(environment, name);
            return Some(mistake::function(at, name, is_filter));
        }
        Some(mistake::placeholder(at, path, self.help(&missing)))
    }

    /// What to write in place of a path: all of it, so that it can be copied, as far as names near to what was typed are found.
    fn help(&self, missing: &Missing<'_>) -> Option<String> {
        let Missing {
            known,
            wrong,
            rest,
            here,
        } = missing;
        if known.is_empty()
            && let Some(at) = self.loops.get(wrong)
        {
            let line = at.line_column().0;
            return Some(format!(
                "`{wrong}` is there only between the `{{% for {wrong} in … %}}` on line {line} and its `{{% endfor %}}`"
            ));
        }
        let so_far = known.join(".");
        match here.first().map(Value::kind) {
            Some(ValueKind::Seq) => {
                let part = std::iter::once(wrong)
                    .chain(rest)
                    .copied()
                    .collect::<Vec<_>>();
                return Some(format!(
                    "`{so_far}` is a list: write `{{% for one in {so_far} %}}`, `{{{{ one.{} }}}}` and `{{% endfor %}}`",
                    part.join(".")
                ));
            }
            Some(ValueKind::Map) | None => {}
            Some(_) => {
                return Some(format!(
                    "`{so_far}` has no parts: write `{{{{ {so_far} }}}}`"
                ));
            }
        }
        let mut whole: Vec<String> = known.iter().copied().map(str::to_owned).collect();
        let mut here = here.clone();
        let mut locals = self.visible();
        if !known.is_empty() {
            locals.clear();
        }
        for name in std::iter::once(wrong).chain(rest) {
            let mut keys = keys(&here);
            keys.extend(std::mem::take(&mut locals));
            let Some(near) = did_you_mean(name, keys.iter().map(String::as_str)) else {
                let before = whole.join(".");
                let all: Vec<String> = keys
                    .iter()
                    .map(|key| format!("`{}`", format!("{before}.{key}").trim_start_matches('.')))
                    .collect();
                return (1..=FEW)
                    .contains(&all.len())
                    .then(|| format!("choose from {}", crate::number::list(&all)));
            };
            let local = whole.is_empty().then(|| self.local(near)).flatten();
            here = match local {
                Some(values) => values.clone().unwrap_or_default(),
                None => here.iter().filter_map(|one| item(one, near)).collect(),
            };
            whole.push(near.to_owned());
        }
        Some(format!("did you mean `{}`?", whole.join(".")))
    }

    /// The names that the text makes and that can be used at the place.
    fn visible(&self) -> BTreeSet<String> {
        let blocks = self.open.iter().flat_map(|one| one.locals.keys());
        blocks.chain(self.set.keys()).cloned().collect()
    }

    /// The items of what a loop goes through; what it is, where it has none.
    pub(super) fn items(&self, path: &str) -> Result<Values, ValueKind> {
        let Ok(Some(values)) = self.values_of(path) else {
            return Ok(None);
        };
        let lists = |one: &Value| one.kind() == ValueKind::Seq;
        let is_list = |one: &Value| {
            !matches!(
                one.kind(),
                ValueKind::Map | ValueKind::String | ValueKind::Number | ValueKind::Bool
            )
        };
        if let Some(first) = values.first().filter(|_| !values.iter().any(is_list)) {
            return Err(first.kind());
        }
        let all = values.iter().filter(|one| lists(one));
        let items: Vec<Value> = all
            .filter_map(|one| one.try_iter().ok())
            .flatten()
            .collect();
        // Of a list with nothing in it this time, nothing can be said.
        Ok((!items.is_empty()).then_some(items))
    }

    /// The lists right below a path.
    pub(super) fn lists_below(&self, path: &str) -> Vec<String> {
        let Ok(Some(values)) = self.values_of(path) else {
            return Vec::new();
        };
        let is_list = |key: &String| {
            let mut parts = values.iter().filter_map(|one| item(one, key));
            parts.any(|part| part.kind() == ValueKind::Seq)
        };
        let keys = keys(&values).into_iter().filter(is_list);
        keys.map(|key| format!("`{path}.{key}`")).collect()
    }

    /// Whether what a path stands for is known, and no table.
    pub(super) fn is_no_table(&self, path: &Word<'_>, environment: &Environment<'_>) -> bool {
        let values = match self.values_of(path.text) {
            Ok(Some(values)) if path.token == Token::Name => values,
            _ => return false,
        };
        let mut there = values.iter().filter(|one| !one.is_none()).peekable();
        there.peek().is_some() && there.all(|one| !syntax::is_table(environment, one))
    }

    /// What is wrong with printing what a path stands for, where that is known to be no text.
    pub(super) fn no_text(
        &self,
        path: &Word<'_>,
        at: &Span,
        environment: &Environment<'_>,
    ) -> Option<Diagnostic> {
        let values = self.values_of(path.text).ok()??;
        let is_text = |one: &&Value| !matches!(one.kind(), ValueKind::Map | ValueKind::Seq);
        let mut there = values.iter().filter(|one| !one.is_none());
        let found = there.find(|one| !is_text(one))?;
        let is_table = syntax::is_table(environment, found);
        Some(mistake::not_a_text(at, path.text, is_table, found.kind()))
    }
}
