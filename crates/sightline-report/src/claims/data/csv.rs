//! Measures as a table: `name,numerator,denominator[,target,direction]`.

use std::sync::Arc;

use sightline_engine::{Code, Diagnostic, Diagnostics, SourceFile, Span};

use super::Raw;

pub(super) fn rows(file: &Arc<SourceFile>, wrong: &mut Diagnostics) -> Vec<(Raw, Span)> {
    let text = file.text().trim_start_matches('\u{feff}');
    let header = text.lines().next().unwrap_or_default();
    let separator = [b'\t', b';']
        .into_iter()
        .find(|one| header.as_bytes().contains(one))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let skipped = file.text().len() - text.len();
    let names: Vec<String> = reader.headers().map_or_else(
        |_| Vec::new(),
        |row| row.iter().map(str::to_lowercase).collect(),
    );
    let column = |name: &str| names.iter().position(|own| own == name);
    if column("name")
        .or_else(|| column("measure"))
        .or_else(|| column("title"))
        .is_none()
    {
        wrong.push(
            Diagnostic::error(
                Code::LINE_MISSING_KEY,
                &Span::new(file, 0, header.len()),
                "the table has no column `name`",
            )
            .help("begin with the row `name,numerator,denominator,target,direction`"),
        );
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in reader.records() {
        let Ok(row) = row else {
            wrong.push(Diagnostic::error(
                Code::LINE_SYNTAX,
                &Span::whole(file),
                "a row cannot be read",
            ));
            continue;
        };
        let start = row
            .position()
            .map_or(0, |at| usize::try_from(at.byte()).unwrap_or_default())
            + skipped;
        let cell = |name: &str| {
            column(name)
                .and_then(|at| row.get(at))
                .filter(|cell| !cell.is_empty())
                .map(str::to_owned)
        };
        let raw = Raw {
            id: cell("measure").or_else(|| cell("id")),
            title: cell("name").or_else(|| cell("title")),
            period: cell("period"),
            numerator: cell("numerator"),
            denominator: cell("denominator"),
            percent: cell("percent"),
            value: None,
            target: cell("target"),
            direction: cell("direction"),
            rag: cell("rag"),
            earlier: None,
        };
        let line = file
            .text()
            .get(start..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default();
        found.push((raw, Span::new(file, start, start + line.len())));
    }
    found
}
