//! How the lines of a file are to be read: as its ending says, and where that says nothing, as it looks.

use std::path::Path;

use sightline_engine::{Code, Diagnostic, Diagnostics, SourceFile, Span};

use super::table;

/// How lines are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One JSON object a line.
    Lines,
    /// Cells between separators, the first row a header.
    Table(u8),
}

/// The shape of a file that begins with this text, which is not blank.
///
/// A file that is not what its ending says is refused as a whole: read as the other thing, every line of it would be
/// wrong, and for a reason that is none.
pub(super) fn of(path: &Path, name: &str, text: &[u8]) -> Result<Shape, Diagnostics> {
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.clone().position(|line| !line.is_empty()).unwrap_or(0);
    let is_object = |line: &[u8]| line.starts_with(b"{");
    let begins_as_json = lines.clone().nth(first).is_some_and(is_object);
    let wrong = |message: String, help: &str| {
        let line = SourceFile::line(name, first + 1, "");
        let at = Span::whole(&line);
        Err(Diagnostics::from(
            Diagnostic::error(Code::LINE_SYNTAX, &at, message).help(help),
        ))
    };
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        // With one object anywhere, the lines that are none are named one by one.
        Some("jsonl" | "ndjson" | "json") if lines.any(is_object) => Ok(Shape::Lines),
        Some("jsonl" | "ndjson" | "json") => wrong(
            format!("line {} is not a JSON object", first + 1),
            "write one object a line, between `{` and `}`; give a table the ending `.csv`",
        ),
        Some("csv" | "tsv") if begins_as_json => wrong(
            format!(
                "line {} is a JSON object, and a row of column names is needed",
                first + 1
            ),
            "give lines of JSON the ending `.jsonl`",
        ),
        _ if begins_as_json => Ok(Shape::Lines),
        _ => Ok(Shape::Table(table::separator(text))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expect: Result<Shape, &str>) {
        let found = of(Path::new(name), name, text.as_bytes());
        assert_eq!(
            found.map_err(|wrong| wrong.to_string().trim_end().to_owned()),
            expect.map_err(str::to_owned)
        );
    }

    #[test]
    fn the_ending_decides_and_only_without_one_the_look_does() {
        let comma = Shape::Table(b',');
        check("a.JSONL", "{}\naudit\n", Ok(Shape::Lines));
        check("a.ndjson", "audit\n {}\n", Ok(Shape::Lines));
        check("a.csv", "audit,case\n{},\n", Ok(comma));
        check("a.txt", "\n{}\n", Ok(Shape::Lines));
        check("a", "audit\n", Ok(comma));
        check(
            "a.json",
            "\naudit,case\n",
            Err(
                "a.json:2:1: error[SL401]: line 2 is not a JSON object (help: write one object a line, between `{` and `}`; give a table the ending `.csv`)",
            ),
        );
        check(
            "a.csv",
            "{}\n",
            Err(
                "a.csv:1:1: error[SL401]: line 1 is a JSON object, and a row of column names is needed (help: give lines of JSON the ending `.jsonl`)",
            ),
        );
    }
}
