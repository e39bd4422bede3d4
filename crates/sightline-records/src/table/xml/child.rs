//! One child of an XML file into rows.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use sightline_engine::Code;

use crate::cell::Cell;
use crate::layout::{Record, Rows};
use crate::normal::heading;
use crate::problem::Said;
use crate::table::Take;

/// An element and what is in it.
pub(super) struct Element {
    name: String,
    line: u64,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    pub(super) fn new(name: &str, line: u64) -> Self {
        Self {
            name: name.to_owned(),
            line,
            text: String::new(),
            children: Vec::new(),
        }
    }

    /// The elements at the end of a path.
    fn at<'a>(&'a self, path: &[String], found: &mut Vec<&'a Self>) {
        let Some((first, rest)) = path.split_first() else {
            found.push(self);
            return;
        };
        let below = self.children.iter().filter(|child| child.name == *first);
        below.for_each(|child| child.at(rest, found));
    }

    /// Every text below, with the path to it.
    fn leaves<'a>(&'a self, path: &str, found: &mut Vec<(String, &'a Self)>) {
        for child in &self.children {
            let path = if path.is_empty() {
                child.name.clone()
            } else {
                format!("{path}/{}", child.name)
            };
            if child.children.is_empty() {
                found.push((path, child));
            } else {
                child.leaves(&path, found);
            }
        }
    }
}

/// Gives the rows of one child.
pub(super) fn emit(child: &Element, record: &Record, take: &mut dyn Take) {
    let mut ids = Vec::new();
    child.at(&record.id, &mut ids);
    let id = ids.first().map_or("", |id| id.text.trim());
    stray(child, take);
    // Places of the texts that some table understands, by where they are in memory: an element has no name of its own.
    let mut known: BTreeSet<*const Element> =
        ids.iter().map(|id| std::ptr::from_ref(*id)).collect();
    let tables: Vec<(usize, Vec<String>)> = take
        .layout()
        .tables
        .iter()
        .enumerate()
        .filter(|(_, table)| table.rows != Rows::Nobody)
        .filter_map(|(n, table)| Some((n, table.each.clone()?)))
        .collect();
    for (n, each) in tables {
        let mut rows = Vec::new();
        child.at(&each, &mut rows);
        for row in rows {
            let cells = cells(row, id, n, take, &mut known);
            if let Some(cells) = cells {
                take.named(n, row.line, &cells);
            }
        }
    }
    let mut leaves = Vec::new();
    child.leaves("", &mut leaves);
    for (path, leaf) in leaves {
        if !known.contains(&std::ptr::from_ref(leaf)) && !leaf.text.trim().is_empty() {
            take.unknown(&path, None);
        }
    }
}

/// The cells of a row, texts of one name together; nothing where the element says nothing that the table knows.
fn cells<'a>(
    row: &'a Element,
    id: &'a str,
    table: usize,
    take: &dyn Take,
    known: &mut BTreeSet<*const Element>,
) -> Option<Vec<(Arc<str>, Cell<'a>)>> {
    let table = take.layout().tables.get(table)?;
    let (id_at, id_column) = table.id()?;
    let mut leaves = Vec::new();
    row.leaves("", &mut leaves);
    if row.children.is_empty() {
        leaves.push((row.name.clone(), row));
    }
    let mut found: Vec<(Arc<str>, Cell<'a>)> = Vec::new();
    for (path, leaf) in leaves {
        let Some((at, _)) = table.column(&heading(&path)) else {
            continue;
        };
        known.insert(std::ptr::from_ref(leaf));
        let text = leaf.text.trim();
        if at == id_at || text.is_empty() {
            continue;
        }
        match found.iter_mut().find(|(title, _)| **title == *path) {
            Some((_, cell)) => *cell = Cell::Text(Cow::Owned(format!("{}; {text}", cell.text()))),
            None => found.push((Arc::from(path), Cell::of(Cow::Borrowed(text)))),
        }
    }
    (!found.is_empty()).then(|| {
        found.push((
            Arc::from(id_column.title.as_str()),
            Cell::of(Cow::Borrowed(id)),
        ));
        found
    })
}

/// Text beside elements: half a tag that somebody deleted, a value that has lost its own.
fn stray(element: &Element, take: &mut dyn Take) {
    if !element.children.is_empty() && !element.text.trim().is_empty() {
        let message = format!("text stands between the elements of `{}`", element.name);
        let said = Said::warning(Code::BAD_CELL, message)
            .help("look for half a tag, and put it right where the file was made");
        take.say(Some(element.line), &said);
    }
    element.children.iter().for_each(|child| stray(child, take));
}
