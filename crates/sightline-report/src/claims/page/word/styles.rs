//! What the styles of a Word document say that a paragraph is.

use std::collections::BTreeMap;
use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::{Wrong, Xml, value};

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Prose,
    Heading,
    /// A further paragraph of an item of a list.
    Continue,
    /// A table of contents, or code.
    Silent,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    is_heading: bool,
    number: Option<String>,
}

/// The paragraph styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// The most styles that one may be based on, one on the other.
const DEEPEST: usize = 12;

pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<Styles, Wrong> {
    let mut all = BTreeMap::new();
    let mut open: Option<(String, Style)> = None;
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(start) if start.local_name().as_ref() == "style" => {
                open = value(&start, "styleId").map(|id| (id, Style::default()));
            }
            Event::Start(start) | Event::Empty(start) => {
                if let Some((_, style)) = &mut open {
                    style.says(&start);
                }
            }
            Event::End(end) if end.local_name().as_ref() == "style" => all.extend(open.take()),
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_)
            | Event::Eof => {}
        }
    }
    Ok(Styles(all))
}

impl Style {
    fn says(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            "name" => self.name = value(start, "val").unwrap_or_default(),
            "basedOn" => self.based_on = value(start, "val"),
            "outlineLvl" => self.is_heading = is_heading(start),
            "numId" => self.number = value(start, "val"),
            _ => {}
        }
    }
}

/// Whether an outline level is one; `9` says that it is body text.
pub(super) fn is_heading(start: &BytesStart<'_>) -> bool {
    value(start, "val").is_some_and(|level| level != "9")
}

impl Styles {
    /// What a paragraph of a style is; a style that is not described is known by its id.
    pub(super) fn kind(&self, id: &str) -> Kind {
        if !self.0.contains_key(id) {
            return named(id).unwrap_or(Kind::Prose);
        }
        let says = |style: &Style| {
            named(&style.name).or_else(|| style.is_heading.then_some(Kind::Heading))
        };
        self.chain(id).find_map(says).unwrap_or(Kind::Prose)
    }

    /// The list that a style makes its paragraphs items of.
    pub(super) fn number(&self, id: &str) -> Option<&str> {
        self.chain(id)
            .find_map(|style| style.number.as_deref())
            .filter(|number| *number != "0")
    }

    /// A style, and those that it is based on.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let next = |style: &&Style| self.0.get(style.based_on.as_deref()?);
        std::iter::successors(self.0.get(id), next).take(DEEPEST)
    }
}

/// What Word's own names mean; they are English in every language of the program.
fn named(name: &str) -> Option<Kind> {
    let plain: String = name.split_whitespace().collect();
    let plain = plain.to_lowercase();
    let starts = |all: &[&str]| all.iter().any(|start| plain.starts_with(start));
    if starts(&["toc", "tableoffigures", "code", "htmlpreformatted", "macro"]) {
        Some(Kind::Silent)
    } else if starts(&["heading", "title", "subtitle"]) {
        Some(Kind::Heading)
    } else if plain.starts_with("listcontinue") {
        Some(Kind::Continue)
    } else {
        None
    }
}
