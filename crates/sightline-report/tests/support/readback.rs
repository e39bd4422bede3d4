//! Tables read back out of every format by other means than they were written with.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;

/// A caption, and rows of cells with the heading row first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) caption: String,
    pub(crate) rows: Vec<Vec<String>>,
}

/// The parts of a package.
pub(crate) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert!(parts.insert(name, bytes).is_none(), "a part twice");
    }
    parts
}

/// What happens in some XML, in order; panics where it is not well formed.
pub(crate) enum Step {
    Open(String, BTreeMap<String, String>),
    Close(String),
    Text(String),
}

pub(crate) fn steps(xml: &str) -> Vec<Step> {
    let mut reader = Reader::from_str(xml);
    let mut steps = Vec::new();
    let name = str::to_owned;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return steps,
            Event::Start(tag) => {
                steps.push(Step::Open(name(tag.name().as_ref()), attributes(&tag)));
            }
            Event::Empty(tag) => {
                let called = name(tag.name().as_ref());
                steps.push(Step::Open(called.clone(), attributes(&tag)));
                steps.push(Step::Close(called));
            }
            Event::End(tag) => steps.push(Step::Close(name(tag.name().as_ref()))),
            Event::Text(text) => steps.push(Step::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().unwrap();
                let text = match (letter, entity.xml10_content().as_ref()) {
                    (Some(letter), _) => letter.to_string(),
                    (None, "amp") => "&".to_owned(),
                    (None, "lt") => "<".to_owned(),
                    (None, "gt") => ">".to_owned(),
                    (None, "quot") => "\"".to_owned(),
                    (None, other) => panic!("the entity {other}"),
                };
                steps.push(Step::Text(text));
            }
            Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

fn attributes(tag: &quick_xml::events::BytesStart<'_>) -> BTreeMap<String, String> {
    let one = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let name = attribute.key.as_ref().to_owned();
        (
            name,
            attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .unwrap()
                .into_owned(),
        )
    };
    tag.attributes()
        .map(|attribute| one(attribute.unwrap()))
        .collect()
}

/// Tables of a Word document's text.
pub(crate) fn docx(xml: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut inside = false;
    for step in steps(xml) {
        match step {
            Step::Open(name, _) if name == "w:tbl" => {
                inside = true;
                found.push(Found {
                    caption: String::new(),
                    rows: Vec::new(),
                });
            }
            Step::Close(name) if name == "w:tbl" => inside = false,
            Step::Open(name, attributes) if name == "w:tblCaption" => {
                found.last_mut().unwrap().caption = attributes["w:val"].clone();
            }
            Step::Open(name, _) if name == "w:tr" => {
                found.last_mut().unwrap().rows.push(Vec::new());
            }
            Step::Open(name, _) if name == "w:tc" => {
                found
                    .last_mut()
                    .unwrap()
                    .rows
                    .last_mut()
                    .unwrap()
                    .push(String::new());
            }
            Step::Open(name, _) if name == "w:noBreakHyphen" && inside => {
                let rows = &mut found.last_mut().unwrap().rows;
                rows.last_mut().unwrap().last_mut().unwrap().push('-');
            }
            Step::Text(text) if inside => {
                let cell = found
                    .last_mut()
                    .unwrap()
                    .rows
                    .last_mut()
                    .unwrap()
                    .last_mut()
                    .unwrap();
                // What must not break over lines has its spaces joined.
                cell.push_str(&text.replace('\u{a0}', " "));
            }
            Step::Open(..) | Step::Close(_) | Step::Text(_) => {}
        }
    }
    found
}

/// Tables of a page.
pub(crate) fn html(page: &str) -> Vec<Found> {
    let (_, rest) = page.split_once("<main").unwrap();
    let (main, _) = rest.split_once("</main>").unwrap();
    let mut found: Vec<Found> = Vec::new();
    let mut into: Option<&str> = None;
    for step in steps(&format!("<main{main}</main>")) {
        match step {
            Step::Open(name, _) => match name.as_str() {
                "table" => found.push(Found {
                    caption: String::new(),
                    rows: Vec::new(),
                }),
                "caption" => into = Some("caption"),
                "tr" => found.last_mut().unwrap().rows.push(Vec::new()),
                "th" | "td" => {
                    into = Some("cell");
                    found
                        .last_mut()
                        .unwrap()
                        .rows
                        .last_mut()
                        .unwrap()
                        .push(String::new());
                }
                _ => {}
            },
            Step::Close(name) if ["caption", "th", "td"].contains(&name.as_str()) => into = None,
            Step::Close(_) => {}
            Step::Text(text) => match into {
                Some("caption") => found.last_mut().unwrap().caption.push_str(&text),
                Some(_) => {
                    let cell = found
                        .last_mut()
                        .unwrap()
                        .rows
                        .last_mut()
                        .unwrap()
                        .last_mut();
                    cell.unwrap().push_str(&text);
                }
                None => {}
            },
        }
    }
    found
}

/// Pipe tables, each after its `Table:` line.
pub(crate) fn markdown(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for line in text.lines() {
        if let Some(caption) = line.strip_prefix("Table: ") {
            found.push(Found {
                caption: unmarked(caption),
                rows: Vec::new(),
            });
        } else if let Some(cells) = line
            .strip_prefix("| ")
            .and_then(|line| line.strip_suffix(" |"))
        {
            if cells.chars().all(|letter| ":-| ".contains(letter)) {
                continue;
            }
            found
                .last_mut()
                .unwrap()
                .rows
                .push(cells.split(" | ").map(unmarked).collect());
        }
    }
    found
}

fn unmarked(text: &str) -> String {
    let mut letters = text.chars();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        plain.extend(if letter == '\\' {
            letters.next()
        } else {
            Some(letter)
        });
    }
    plain
}

/// Tables of a folder of CSV, in the order of its index.
pub(crate) fn csv(files: &[(String, Vec<u8>)]) -> Vec<Found> {
    let lines = |name: &str| -> Vec<Vec<String>> {
        let (_, bytes) = files.iter().find(|(file, _)| file == name).unwrap();
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(bytes);
        let line = |line: csv::StringRecord| line.iter().map(str::to_owned).collect();
        reader
            .records()
            .map(|record| line(record.unwrap()))
            .collect()
    };
    let table = |line: &Vec<String>| {
        let rows = lines(&line[0]);
        assert_eq!(line[2], (rows.len() - 1).to_string(), "{line:?}");
        Found {
            caption: line[1].clone(),
            rows: joined(&rows),
        }
    };
    lines("index.csv").iter().skip(1).map(table).collect()
}

/// Tables of a workbook, in the order of its contents, each number as its cell's format shows it.
pub(crate) fn xlsx(bytes: &[u8]) -> Vec<Found> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let parts = parts(bytes);
    let contents = book.worksheet_range("Contents").unwrap();
    let mut found = Vec::new();
    let lines = contents.rows().skip_while(|row| row[0] != "Sheet");
    for (n, line) in (2..).zip(lines.skip(1)) {
        let name = line[0].to_string();
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(
            formulas.used_cells().all(|(.., text)| text.is_empty()),
            "{name} has a formula"
        );
        let formats = formats(&parts, n);
        let range = book.worksheet_range(&name).unwrap();
        // The table stands below its name and the way back; a name of nothing makes no row.
        let above = 2 - range.start().unwrap().0 as usize;
        let line_of = |(row, cells): (usize, &[Data])| {
            let row = row + 2 - above;
            let shown = |(column, cell): (usize, &Data)| {
                if let Data::Float(number) = cell {
                    as_shown(*number, &formats[&(row, column)])
                } else {
                    cell.to_string()
                }
            };
            cells.iter().enumerate().map(shown).collect()
        };
        let rows = range.rows().enumerate().skip(above);
        let lines: Vec<Vec<String>> = rows.map(line_of).collect();
        found.push(Found {
            caption: line[1].to_string(),
            rows: joined(&lines),
        });
    }
    found
}

/// The number format of every cell of the nth sheet that has a style.
fn formats(parts: &BTreeMap<String, Vec<u8>>, n: usize) -> BTreeMap<(usize, usize), String> {
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let mut codes: BTreeMap<String, String> = [("0", "General"), ("1", "0"), ("2", "0.00")]
        .map(|(id, code)| (id.to_owned(), code.to_owned()))
        .into();
    let (mut styles, mut inside) = (Vec::new(), false);
    for step in steps(&text("xl/styles.xml")) {
        match step {
            Step::Open(name, mut tag) if name == "numFmt" => {
                codes.insert(
                    tag.remove("numFmtId").unwrap(),
                    tag.remove("formatCode").unwrap(),
                );
            }
            Step::Open(name, _) if name == "cellXfs" => inside = true,
            Step::Close(name) if name == "cellXfs" => inside = false,
            Step::Open(name, tag) if name == "xf" && inside => styles.push(tag["numFmtId"].clone()),
            Step::Open(..) | Step::Close(_) | Step::Text(_) => {}
        }
    }
    let cell = |step| match step {
        Step::Open(name, tag) if name == "c" => {
            let (letters, digits): (Vec<char>, Vec<char>) =
                tag["r"].chars().partition(char::is_ascii_alphabetic);
            let column = letters
                .iter()
                .fold(0, |sum, letter| sum * 26 + *letter as usize - 64);
            let row: usize = digits.iter().collect::<String>().parse().unwrap();
            let style: usize = tag.get("s")?.parse().unwrap();
            Some(((row - 1, column - 1), codes[&styles[style]].clone()))
        }
        Step::Open(..) | Step::Close(_) | Step::Text(_) => None,
    };
    steps(&text(&format!("xl/worksheets/sheet{n}.xml")))
        .into_iter()
        .filter_map(cell)
        .collect()
}

/// A number as a spreadsheet shows it in one of the formats that we write.
fn as_shown(number: f64, code: &str) -> String {
    let sections: Vec<&str> = code.split(';').collect();
    let (code, number) = match sections[..] {
        [one] => (one, number),
        [_, below, _] if number < 0.0 => (below, number.abs()),
        [_, _, nothing] if number == 0.0 => (nothing, number),
        [above, ..] => (above, number),
        [] => panic!("no format"),
    };
    let zeros: String = code
        .chars()
        .filter(|letter| "#,0.".contains(*letter))
        .collect();
    let decimals = zeros.split_once('.').map_or(0, |(_, rest)| rest.len());
    let number = if code.ends_with('%') {
        format!("{number}e2").parse().unwrap()
    } else {
        number
    };
    let shown = sightline_engine::grouped(&format!("{number:.decimals$}"));
    code.replace(&zeros, &shown)
}

/// A number with the commas that a reader sees; programs get none.
fn as_read(text: &str) -> String {
    let is_number = text.len() > 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        sightline_engine::grouped(text)
    } else {
        text.to_owned()
    }
}

/// Counts, wholes and percentages joined again: `12 of 20 (60.0%)`.
fn joined(lines: &[Vec<String>]) -> Vec<Vec<String>> {
    let heads = &lines[0];
    let one = |line: &Vec<String>| {
        let mut cells: Vec<String> = Vec::new();
        for (text, head) in line.iter().zip(heads) {
            let part = |ending: &str| {
                head.ends_with(ending) && heads.iter().any(|one| format!("{one}{ending}") == *head)
            };
            let is_head = std::ptr::eq(line, heads);
            if part(" (of)") || part(" (%)") {
                if is_head || text.is_empty() {
                    continue;
                }
                let last = cells.last_mut().unwrap();
                *last = if part(" (of)") {
                    format!("{last} of {}", as_read(text))
                } else {
                    format!("{last} ({text})")
                };
            } else {
                cells.push(as_read(text));
            }
        }
        cells
    };
    lines.iter().map(one).collect()
}
