//! A first draft of a mapping, out of the headings of a file.
//!
//! What a heading means is guessed only where it is the heading of a shipped layout, the name of a fact, or a date of the
//! list that the sheet is named after. Whatever else there is stays out until somebody says what it is.

mod field;
mod guess;
mod short;

use std::io::{self, Read as _};
use std::sync::Arc;

use serde_json::{Map, Value};
use sightline_engine::{Code, Diagnostics};

use crate::cell::{Cell, Row};
use crate::detect::{Kind, encoding, kind};
use crate::layout::{Layout, shipped_all};
use crate::normal::heading;
use crate::problem::Said;
use crate::source::{Source, stem};
use crate::table::{self, Stop, Take};
use field::Guess;
use guess::guess;

/// How many rows are looked at for the headings.
const MOST_TITLES: usize = 30;

/// A table as it was found: its name, its headings, and a cell of each column.
#[derive(Default)]
struct Found {
    name: String,
    rows: Vec<Vec<String>>,
}

/// Writes a mapping for a CSV file, JSON or a workbook; the second part says why there is none.
///
/// # Errors
/// When the file cannot be read.
pub fn draft(file: &dyn Source) -> io::Result<Result<String, String>> {
    let mut look = Look {
        layout: Layout::empty(),
        file: file.name().to_owned(),
        tables: Vec::new(),
    };
    let mut rest = file.open()?;
    let mut start = Vec::new();
    rest.by_ref().take(1 << 16).read_to_end(&mut start)?;
    let read = match kind(&start) {
        Kind::Csv => table::csv::read(&start, rest, encoding(&start), &mut look),
        Kind::Xlsx => table::xlsx::read(start.chain(rest), file.size(), &mut look),
        Kind::Json => table::json::whole(start.chain(rest), file.size(), &mut look),
        Kind::JsonLines => table::json::lines(start.chain(rest), &mut look),
        Kind::Xml | Kind::Container | Kind::Empty | Kind::Unknown => {
            return Ok(Err(
                "a mapping is drafted from CSV, JSON or an .xlsx workbook".to_owned(),
            ));
        }
    };
    match read {
        Err(Stop::Io(error)) => return Err(error),
        Err(Stop::Refused(said)) => return Ok(Err(said.message)),
        Ok(()) => {}
    }
    let layouts = match shipped_all() {
        Ok(layouts) => layouts,
        Err(wrong) => return Ok(Err(broken(&wrong))),
    };
    let tables: Vec<String> = look
        .tables
        .iter()
        .filter_map(|found| table_text(found, &layouts))
        .collect();
    if tables.is_empty() {
        return Ok(Err(
            "no row of headings was found among the first 30 rows".to_owned()
        ));
    }
    Ok(Ok(format!("{}{}", top(file.name()), tables.concat())))
}

/// A shipped layout has no mistakes; if one had, this is how it would be said.
fn broken(wrong: &Diagnostics) -> String {
    wrong
        .iter()
        .next()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn top(name: &str) -> String {
    let id = heading(stem(name)).replace(' ', "-");
    format!(
        "# A first draft from the headings of {name}. Look at every line: what stands behind a # is a question to you.\n\
         # A column is a fact (`date_of_birth`), a field of a list (`plans.started_on`), `case` (the child's id, once for each\n\
         # table), `never-read` (names of people) or `ignore`. docs/records.md lists facts and lists.\n\
         layout: {}\n\
         # dates: day-first     # say how dates are written where the file does not tell by itself\n\
         tables:\n",
        quoted(&id)
    )
}

fn table_text(found: &Found, layouts: &[Layout]) -> Option<String> {
    let at = headings(&found.rows)?;
    let titles = found.rows.get(at)?;
    let below = found.rows.get(at + 1..).unwrap_or_default();
    let mut out = String::new();
    let list = guess::list(&found.name, titles);
    let is_named = guess::about(&found.name).is_some();
    let (mut has_id, mut seen, mut given) = (false, Vec::new(), Vec::new());
    for (n, title) in titles
        .iter()
        .enumerate()
        .filter(|(_, title)| !title.is_empty())
    {
        if seen.contains(&heading(title)) {
            continue;
        }
        seen.push(heading(title));
        let samples: Vec<&str> = below
            .iter()
            .filter_map(|row| row.get(n))
            .map(String::as_str)
            .collect();
        let Guess { mut to, mut why } = guess(title, list, is_named, &samples, layouts);
        if to == "case" && has_id {
            (to, why) = (
                "ignore".to_owned(),
                "another column is the child's id already".to_owned(),
            );
        }
        has_id |= to == "case";
        if given.contains(&to) {
            why = format!("it looks like `{to}`, which another column is already");
            "ignore".clone_into(&mut to);
        } else if !matches!(to.as_str(), "case" | "never-read" | "ignore") {
            given.push(to.clone());
        }
        let note = if why.is_empty() {
            String::new()
        } else {
            format!("  # {why}")
        };
        out.push_str(&format!("      {}: {to}{note}\n", quoted(title)));
    }
    if !has_id {
        out.push_str("      # which column is the child's id? give it `case`\n");
    }
    let name = quoted(&heading(&found.name));
    let always = always(&found.name, titles, &given);
    Some(format!("  {name}:\n{always}    columns:\n{out}"))
}

/// Of which kind the rows are, for lists whose rows are told apart by it and where no column says so.
///
/// Reviews of children in care and review conferences stand in files of their own, and what makes them one or the other is
/// the name of the file.
fn always(name: &str, titles: &[String], given: &[String]) -> String {
    let mut text = String::new();
    for list in ["reviews", "visits"] {
        let has = |field: &str| given.iter().any(|to| *to == format!("{list}.{field}"));
        let fills = given.iter().any(|to| to.starts_with(&format!("{list}.")));
        if !fills || has("kind") {
            continue;
        }
        let line = match guess::kind(name, titles) {
            Some("cp") => {
                format!("    always: {{{list}.kind: cp}}  # all about child protection plans?\n")
            }
            Some("cic") => {
                format!("    always: {{{list}.kind: cic}}  # all about children in care?\n")
            }
            _ => {
                let others = if list == "visits" {
                    "cic or cin"
                } else {
                    "cic"
                };
                format!(
                    "    # always: {{{list}.kind: cp}}  # or {others}? say it where all rows are of one kind\n"
                )
            }
        };
        text.push_str(&line);
    }
    text
}

/// The first row that is as wide as the rows below it and holds words only.
fn headings(rows: &[Vec<String>]) -> Option<usize> {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
    let widest = rows.iter().map(filled).max()?;
    let is_word = |cell: &String| cell.is_empty() || cell.chars().any(char::is_alphabetic);
    rows.iter().position(|row| {
        let n = filled(row);
        n >= 2 && n * 3 >= widest * 2 && row.iter().all(is_word)
    })
}

/// Text as YAML takes it.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/' | '(' | ')'))
        && !text.ends_with(' ')
        && !["yes", "no", "true", "false", "null", "on", "off", "y", "n"]
            .contains(&text.to_lowercase().as_str());
    if plain {
        return text.to_owned();
    }
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Looks at the first rows of each table.
struct Look {
    layout: Layout,
    file: String,
    tables: Vec<Found>,
}

impl Take for Look {
    fn sheet(&mut self, name: Option<&str>, _from_1904: bool) {
        self.tables.push(Found {
            name: name.unwrap_or_else(|| stem(&self.file)).to_owned(),
            rows: Vec::new(),
        });
    }

    fn row(&mut self, row: &dyn Row) {
        if let Some(table) = self
            .tables
            .last_mut()
            .filter(|table| table.rows.len() < MOST_TITLES)
        {
            let cells = (0..row.len()).map(|n| row.cell(n).text().into_owned());
            table.rows.push(cells.collect());
        }
    }

    fn named(&mut self, _: usize, _: u64, _: &[(Arc<str>, Cell<'_>)]) {}

    /// Its keys are headings, and the first objects show what stands below them.
    fn stray(&mut self, object: &Map<String, Value>) -> bool {
        if self.tables.is_empty() {
            self.sheet(None, false);
        }
        let Some(table) = self.tables.last_mut() else {
            return true;
        };
        if table.rows.is_empty() {
            table.rows.push(Vec::new());
        }
        let mut sample = Vec::new();
        if let Some(titles) = table.rows.first_mut() {
            for (key, value) in object {
                let at = titles.iter().position(|title| title == key);
                let at = at.unwrap_or_else(|| {
                    titles.push(key.clone());
                    titles.len() - 1
                });
                sample.resize(sample.len().max(at + 1), String::new());
                if let Some(cell) = sample.get_mut(at) {
                    *cell = table::json::cell(value).text().into_owned();
                }
            }
        }
        if table.rows.len() < MOST_TITLES {
            table.rows.push(sample);
        }
        true
    }

    fn unknown(&mut self, _: &str, _: Option<&str>) {}

    fn say(&mut self, _: Option<u64>, said: &Said) {
        debug_assert!(said.code != Code::FILE_REFUSED);
    }

    fn layout(&self) -> &Layout {
        &self.layout
    }
}
