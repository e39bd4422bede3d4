//! What the tests of this crate share.
use std::convert::Infallible;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sightline_engine::model::{Case, FactValue};
use sightline_records::{
    Answers, DateOrder, Ids, Layout, Reject, Report, Settings, Source, import, shipped,
};
use zip::write::SimpleFileOptions;

/// A file in memory.
pub(crate) type File = (String, Vec<u8>);

/// What came of an import.
pub(crate) struct Read {
    pub(crate) report: Report,
    pub(crate) cases: Vec<Case>,
    pub(crate) rejects: Vec<Reject>,
}

fn here(below: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(below)
}

/// A sample file.
pub(crate) fn file(name: &str) -> File {
    file_at(&here("data").join(name))
}

/// Any file.
pub(crate) fn file_at(path: &Path) -> File {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    (
        name,
        std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    )
}

/// Reads files in a shipped layout, ids as they are written.
pub(crate) fn read(layout: &str, files: &[File]) -> Read {
    let layout = shipped(layout)
        .expect("it ships")
        .expect("it has no mistakes");
    read_by(&layout, files, None)
}

/// Reads files in any layout.
pub(crate) fn read_by(layout: &Layout, files: &[File], dates: Option<DateOrder>) -> Read {
    let answers = Answers::default();
    let settings = Settings {
        ids: Ids::AsWritten,
        today: Some("2026-11-27".parse().unwrap()),
        dates,
        answers: &answers,
    };
    let held: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let sources: Vec<&dyn Source> = held.iter().map(|one| one as &dyn Source).collect();
    let (mut cases, mut rejects) = (Vec::new(), Vec::new());
    let report = import(
        &sources,
        layout,
        &settings,
        &mut |one| rejects.push(one.clone()),
        &mut |case| {
            cases.push(case);
            Ok::<(), Infallible>(())
        },
    );
    cases.sort_by(|a: &Case, b| a.id.cmp(&b.id));
    Read {
        report: report.expect("memory can be read"),
        cases,
        rejects,
    }
}

impl Read {
    /// Everything, for a person to look over.
    pub(crate) fn text(&self) -> String {
        self.text_of(usize::MAX)
    }

    /// The same, with the first cases only.
    pub(crate) fn text_of(&self, n: usize) -> String {
        let report = &self.report;
        let mut out = String::new();
        let counts = (report.cases, report.rows, report.rejected, report.facts);
        writeln!(
            out,
            "cases {}, rows {}, rejected {}, facts {}",
            counts.0, counts.1, counts.2, counts.3
        )
        .unwrap();
        writeln!(out, "events {:?}", report.events).unwrap();
        for one in &report.tables {
            writeln!(
                out,
                "table {} in {}{}",
                one.table,
                one.file,
                one.sheet
                    .as_deref()
                    .map(|s| format!(", {s}"))
                    .unwrap_or_default()
            )
            .unwrap();
        }
        for one in &report.unknown_columns {
            writeln!(out, "unknown `{}` (near {:?})", one.heading, one.near).unwrap();
        }
        for one in &report.questions {
            writeln!(out, "asks {} {:?}", one.source, one.seen).unwrap();
        }
        for one in &report.problems {
            writeln!(out, "{one}").unwrap();
        }
        for one in &self.rejects {
            writeln!(out, "reject {} row {}: {}", one.table, one.row, one.why).unwrap();
        }
        for case in self.cases.iter().take(n) {
            writeln!(out, "\ncase {}", case.id).unwrap();
            for (name, fact) in &case.facts {
                writeln!(out, "  {name} = {} <{}>", show(fact), case.sources[name]).unwrap();
            }
            for (list, events) in &case.history {
                for event in events {
                    let values: Vec<String> = event
                        .values
                        .iter()
                        .map(|(name, value)| format!("{name} {}", show(value)))
                        .collect();
                    let origin = event
                        .origin
                        .as_ref()
                        .map(ToString::to_string)
                        .unwrap_or_default();
                    writeln!(out, "  {list}: {} <{origin}>", values.join(", ")).unwrap();
                }
            }
        }
        out
    }

    /// The problems, a line each.
    pub(crate) fn problems(&self) -> Vec<String> {
        self.report
            .problems
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    /// Whether something was said that holds all these words.
    pub(crate) fn says(&self, words: &[&str]) -> bool {
        self.problems()
            .iter()
            .any(|one| words.iter().all(|word| one.contains(word)))
    }
}

pub(crate) fn show(value: &FactValue) -> String {
    match value {
        FactValue::Text(text) => text.clone(),
        FactValue::Number(number) => number.to_string(),
        FactValue::Date(date) => date.to_string(),
    }
}

/// Holds a text against the one that was looked over; `UPDATE=1` writes it anew.
pub(crate) fn snapshot(name: &str, text: &str) {
    let path = here("snapshots").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "{name} has changed; UPDATE=1 writes it anew, and the difference is looked over\n{text}"
    );
}

/// A workbook with one sheet `Plans` of these rows, and more files in it.
pub(crate) fn book(rows: &str, more: &[(&str, &str)]) -> Vec<u8> {
    workbook(&[("Plans", rows)], more)
}

/// A workbook with sheets by name, and more files in it.
pub(crate) fn workbook(sheets: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let (mut listed, mut related) = (String::new(), String::new());
    let mut files = Vec::new();
    for (n, (name, rows)) in (1..).zip(sheets) {
        listed.push_str(&format!(
            "<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"
        ));
        related.push_str(&format!(
            "<Relationship Id=\"rId{n}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
        ));
        files.push((
            format!("xl/worksheets/sheet{n}.xml"),
            format!(
                "{head}<worksheet xmlns=\"{main}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>"
            ),
        ));
    }
    let mut file = |name: &str, text: String| files.push((name.to_owned(), text));
    file(
        "[Content_Types].xml",
        format!("{head}<Types xmlns=\"{package}/content-types\"/>"),
    );
    file(
        "_rels/.rels",
        format!(
            "{head}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    file(
        "xl/workbook.xml",
        format!(
            "{head}<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{listed}</sheets></workbook>"
        ),
    );
    file(
        "xl/_rels/workbook.xml.rels",
        format!("{head}<Relationships xmlns=\"{package}/relationships\">{related}</Relationships>"),
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let more = more.iter().map(|(name, text)| (*name, *text));
    for (name, text) in files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .chain(more)
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
