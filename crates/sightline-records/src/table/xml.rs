//! Rows of an XML file: below the element of each child, one row for each element that a table of the layout names.

mod child;

use std::cell::Cell as Shared;
use std::io::{BufRead, BufReader, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;
use sightline_engine::Code;

use super::{Stop, Take};
use crate::problem::Said;
use child::{Element, emit};

/// Elements inside each other; a return has about eight.
const DEEPEST: usize = 32;

/// The most text of one child; nobody's record has more.
const LARGEST_CHILD: usize = 8 * 1024 * 1024;

/// Reads a file child by child; memory does not grow with it.
pub(crate) fn read(from: impl Read, take: &mut dyn Take) -> Result<(), Stop> {
    let Some(record) = take.layout().record.clone() else {
        return Err(Stop::refused(
            "the layout does not say how XML is read",
            "use a layout that does, such as `cin-census` or `ssda903`",
        ));
    };
    let lines = Rc::new(Shared::new(1));
    let mut reader = Reader::from_reader(Counted {
        from: BufReader::new(from),
        lines: Rc::clone(&lines),
    });
    reader.config_mut().trim_text(true);
    take.sheet(None, false);
    let mut open: Vec<Element> = Vec::new();
    let (mut buffer, mut depth, mut held, mut n_children) = (Vec::new(), 0_usize, 0_usize, 0_usize);
    loop {
        let line = lines.get();
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Stop::refused(
                        "elements stand inside each other more than 32 deep",
                        "this is no return; save it again where it was made",
                    ));
                }
                let local = start.local_name();
                let name: &str = local.as_ref();
                if !open.is_empty() || name == record.element {
                    open.push(Element::new(name, line));
                }
            }
            Ok(Event::Empty(start)) => {
                let local = start.local_name();
                if let Some(parent) = open.last_mut() {
                    parent.children.push(Element::new(local.as_ref(), line));
                }
            }
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                if let Some(done) = open.pop() {
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => {
                            emit(&done, &record, take);
                            n_children += 1;
                            held = 0;
                        }
                    }
                }
            }
            Ok(Event::Text(text)) => add(&mut open, &text.xml10_content(), &mut held)?,
            Ok(Event::CData(text)) => add(&mut open, &text.xml10_content(), &mut held)?,
            Ok(Event::GeneralRef(entity)) => {
                let name = entity.xml10_content();
                let number = entity.resolve_char_ref().ok().flatten();
                let text = match name.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => number,
                };
                let Some(text) = text else {
                    return Err(Stop::refused(
                        format!("line {line} refers to an entity that is not one of XML's own"),
                        "take the entity out; files that define their own are not read",
                    ));
                };
                add(&mut open, text.encode_utf8(&mut [0; 4]), &mut held)?;
            }
            Ok(Event::DocType(_)) => {
                return Err(Stop::refused(
                    "the file has a document type, which may reach for other files",
                    "take the line that starts with `<!DOCTYPE` out",
                ));
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
            Ok(Event::Eof) => break,
            Err(quick_xml::Error::Io(error)) => {
                return Err(Stop::Io(std::io::Error::new(error.kind(), "reading")));
            }
            Err(_) => {
                return Err(Stop::refused(
                    format!("the file is not well-formed XML, from line {line} on"),
                    "save it again where it was made",
                ));
            }
        }
    }
    if !open.is_empty() {
        return Err(Stop::refused(
            "the file breaks off",
            "save it again where it was made",
        ));
    }
    if n_children == 0 {
        let said = Said::error(
            Code::NO_TABLE,
            format!("the file has no element `{}`", record.element),
        );
        take.say(
            None,
            &said.help("name the layout that the file was made for"),
        );
    }
    Ok(())
}

fn add(open: &mut [Element], text: &str, held: &mut usize) -> Result<(), Stop> {
    if let Some(element) = open.last_mut() {
        *held += text.len();
        if *held > LARGEST_CHILD {
            return Err(Stop::refused(
                "one child's record is larger than 8 MB",
                "this is no return; save it again where it was made",
            ));
        }
        element.text.push_str(text);
    }
    Ok(())
}

/// Counts lines as they are read away.
struct Counted<R> {
    from: R,
    lines: Rc<Shared<u64>>,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let held = self.fill_buf()?;
        let n = held.len().min(to.len());
        if let Some((to, held)) = to.get_mut(..n).zip(held.get(..n)) {
            to.copy_from_slice(held);
        }
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        if let Ok(held) = self.from.fill_buf() {
            let lines = held.iter().take(n).filter(|byte| **byte == b'\n').count();
            self.lines.set(self.lines.get() + lines as u64);
        }
        self.from.consume(n);
    }
}
