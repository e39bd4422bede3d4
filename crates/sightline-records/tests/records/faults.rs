//! Rows C1 to C12 of the fault table: what spreadsheets, people and enemies do to files.

use crate::support::{Read, book, read, read_by, show};
use proptest::prelude::*;
use sightline_engine::SourceFile;
use sightline_records::{DateOrder, Layout, Reject, load_layout, rejects_csv};

const PLANS: &str = "
layout: ours
tables:
  plans:
    columns:
      Person ID: case
      Name: never-read
      Born: date_of_birth
      Start: plans.started_on
      End: plans.ended_on
      Category: plans.category
      Note: {to: note, type: text}
";

fn layout(text: &str) -> Layout {
    let (layout, diagnostics) = load_layout(&SourceFile::new("ours.yaml", text));
    layout.unwrap_or_else(|| panic!("{diagnostics}"))
}

fn plans(text: impl AsRef<[u8]>) -> Read {
    read_by(
        &layout(PLANS),
        &[("plans.csv".to_owned(), text.as_ref().to_vec())],
        None,
    )
}

fn starts(read: &Read) -> Vec<String> {
    let events = read
        .cases
        .iter()
        .flat_map(|case| case.history.get("plans").into_iter().flatten());
    events
        .map(|event| show(&event.values["started_on"]))
        .collect()
}

#[test]
fn c01_dates_that_can_be_read_in_two_ways_are_asked_about_once() {
    let open = plans("Person ID,Start\n1,03/04/2025\n2,05/06/2025\n");
    assert_eq!((open.cases.len(), open.report.questions.len()), (0, 1));
    assert_eq!(open.report.questions[0].source, "ours/plans/Start");
    let text = b"Person ID,Start\n1,03/04/2025\n2,05/06/2025\n".to_vec();
    let file = [("plans.csv".to_owned(), text)];
    let told = read_by(&layout(PLANS), &file, Some(DateOrder::MonthFirst));
    assert_eq!(starts(&told), ["2025-03-04", "2025-05-06"]);
    assert_eq!(
        told.report.learned,
        [("ours/plans/Start".to_owned(), DateOrder::MonthFirst)]
    );
    let tells_itself = plans("Person ID,Start\n1,03/04/2025\n2,27/06/2025\n");
    assert_eq!(starts(&tells_itself), ["2025-04-03", "2025-06-27"]);
    let mixed = plans("Person ID,Start\n1,03/27/2025\n2,27/06/2025\n");
    assert_eq!(mixed.report.questions[0].seen, (1, 1, 0));
    let iso = plans("Person ID,Start\n1,2025-04-03\n2,04/04/2025\n3,5 May 2025\n");
    assert_eq!(starts(&iso), ["2025-04-03", "2025-04-04", "2025-05-05"]);
}

#[test]
fn c01_a_date_of_the_other_order_is_left_out_and_not_turned() {
    let read = read(
        "ssda903",
        &[(
            "reviews.csv".to_owned(),
            b"CHILD,DOB,REVIEW,REVIEW_CODE\n7,27/03/2008,12/25/2024,PN1\n".to_vec(),
        )],
    );
    assert_eq!(read.report.rejected, 1);
    assert!(
        read.says(&["REVIEW", "row 2", "SL425", "its month comes first"]),
        "{:?}",
        read.problems()
    );
}

proptest! {
    #[test]
    fn c01_every_day_is_read_as_it_was_written(days in 0_i32..60_000, order in 0..4) {
        use chrono::{Datelike as _, Days, NaiveDate};
        let date = NaiveDate::from_ymd_opt(1930, 1, 1).unwrap() + Days::new(days.unsigned_abs().into());
        let (day, month, year) = (date.day(), date.month(), date.year());
        let (text, said) = match order {
            0 => (date.to_string(), None),
            1 => (format!("{day:02}/{month:02}/{year}"), Some(DateOrder::DayFirst)),
            2 => (format!("{month}-{day}-{year}"), Some(DateOrder::MonthFirst)),
            _ => (format!("{}", (date - NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days()), None),
        };
        let file = [("plans.csv".to_owned(), format!("Person ID,Start\n1,{text}\n").into_bytes())];
        let read = read_by(&layout(PLANS), &file, said);
        prop_assert_eq!(starts(&read), vec![date.to_string()]);
    }
}

#[test]
fn c02_day_numbers_are_dates_only_where_a_date_is_declared() {
    let read = plans("Person ID,Start,Note\n1,45123,45123\n2,45124.5,x\n");
    assert_eq!(starts(&read), ["2023-07-16", "2023-07-17"]);
    assert_eq!(show(&read.cases[0].facts["note"]), "45123");
    let short = plans("Person ID,Start\n1,60\n");
    assert!(
        short.says(&["Start", "SL425", "not a date"]),
        "{:?}",
        short.problems()
    );
}

#[test]
fn c03_a_damaged_id_is_flagged_and_never_matched() {
    let read = plans(
        "Person ID,Start\n1.23E+11,2025-01-01\n00123,2025-01-01\n123,2025-01-02\n#REF!,2025-01-01\n",
    );
    let ids: Vec<_> = read.cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!((ids, read.report.rejected), (vec!["00123"], 3));
    assert!(
        read.says(&["row 2", "SL424", "last digits are gone"]),
        "{:?}",
        read.problems()
    );
    assert!(
        read.says(&["row 4", "SL424", "zeros were gone"]),
        "{:?}",
        read.problems()
    );
    assert_eq!(starts(&read), ["2025-01-01"]);
}

#[test]
fn c03_a_width_can_be_declared() {
    let text = PLANS.replace("Person ID: case", "Person ID: {to: case, width: 6}");
    let file = [(
        "p.csv".to_owned(),
        b"Person ID,Start\n123456,2025-01-01\n12345,2025-01-01\n".to_vec(),
    )];
    let read = read_by(&layout(&text), &file, None);
    assert_eq!((read.report.cases, read.report.rejected), (1, 1));
}

#[test]
fn c04_headings_are_found_and_what_is_no_record_is_skipped_with_its_number() {
    let read = plans(
        "Plans of the year,,\nmade on Monday,,\n\nPerson ID,Start,End\n1,2025-01-01,\n,,\nPerson ID,Start,End\n2,2025-01-02,\nTotal,2,\n,,\n",
    );
    assert_eq!(
        (read.report.cases, read.report.rows, read.report.rejected),
        (2, 2, 0)
    );
    assert!(
        read.says(&["rows 6, 10", "blank rows"]),
        "{:?}",
        read.problems()
    );
    assert!(read.says(&["row 7", "headings that stand here again"]));
    assert!(read.says(&["row 9", "a total"]));
    assert!(read.says(&["row 4", "below other rows"]));
}

#[test]
fn c05_what_a_spreadsheet_could_not_work_out_is_named_by_its_cell() {
    let sheet = r##"<row r="1"><c r="A1" t="inlineStr"><is><t>Person ID</t></is></c><c r="B1" t="inlineStr"><is><t>Start</t></is></c><c r="C1" t="inlineStr"><is><t>Category</t></is></c></row>
        <row r="2" hidden="1"><c r="A2"><v>7</v></c><c r="B2"><v>45123</v></c><c r="C2" t="e"><v>#REF!</v></c></row>
        <row r="3"><c r="A3"><v>8</v></c><c r="B3"><v>45123</v></c><c r="C3"><f>A1</f></c></row>
        <row r="4"><c r="A4"><v>9</v></c><c r="B4"><v>45123</v></c><c r="C4" t="e"><v>#N/A</v></c></row>"##;
    let read = read_by(
        &layout(PLANS),
        &[("a.xlsx".to_owned(), book(sheet, &[]))],
        None,
    );
    assert_eq!(read.report.cases, 3, "{:?}", read.problems());
    for words in [
        ["C2", "#REF!"],
        ["C3", "result was not saved"],
        ["C4", "#N/A"],
    ] {
        assert!(read.says(&words), "{words:?} {:?}", read.problems());
    }
    assert!(read.says(&["hidden rows: 1"]), "{:?}", read.problems());
    assert_eq!(starts(&read), ["2023-07-16"; 3]);
}

#[test]
fn c05_a_row_of_a_sheet_that_has_slipped_is_seen() {
    let text = |cell: &str, text: &str| {
        format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let sheet = format!(
        "<row r=\"1\">{}{}{}</row><row r=\"2\"><c r=\"A2\"><v>7</v></c><c r=\"B2\"><v>45123</v></c>{}<c r=\"D2\"><v>1</v></c></row>",
        text("A1", "Person ID"),
        text("B1", "Start"),
        text("C1", "Category"),
        text("C2", "Home Town")
    );
    let read = read_by(
        &layout(PLANS),
        &[("a.xlsx".to_owned(), book(&sheet, &[]))],
        None,
    );
    assert!(
        read.says(&["row 2", "beyond the last heading"]),
        "{:?}",
        read.problems()
    );
    assert!(
        read.says(&["C2", "SL425", "no code of the list"]),
        "{:?}",
        read.problems()
    );
    assert!(!format!("{:?}", read.rejects).contains("Home Town"));
}

#[test]
fn c06_separators_quotes_and_ragged_rows() {
    for text in [
        "Person ID;Start\n1;2025-01-01\n",
        "Person ID\tStart\n1\t2025-01-01\n",
    ] {
        assert_eq!(starts(&plans(text)), ["2025-01-01"], "{text}");
    }
    let read = plans(
        "Person ID,Start,Note\n1,2025-01-01,\"five\nlines, \"\"quoted\"\"\"\n2,2025-01-01\n3,2025-01-01,a,b\n4,2025-01-01,six\" pipe\n",
    );
    assert_eq!((read.report.cases, read.report.rejected), (2, 2));
    assert_eq!(
        show(&read.cases[0].facts["note"]),
        "five\nlines, \"quoted\""
    );
    assert!(
        read.says(&["row 4", "has 2 cells, and the headings are 3"]),
        "{:?}",
        read.problems()
    );
    assert!(
        read.says(&["row 5", "has 4 cells"]),
        "{:?}",
        read.problems()
    );
    let mut endless = b"Person ID,Start\n1,\"".to_vec();
    endless.resize(4 * 1024 * 1024, b'x');
    let read = plans(endless);
    assert!(
        read.report.is_refused() && read.says(&["a quote is opened and not closed"]),
        "{:?}",
        read.problems()
    );
}

#[test]
fn c07_letters_are_right_or_left_out() {
    let text = "Person ID,Start,Note\n1,2025-01-01,Zoë’s café\n";
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    let old = b"Person ID,Start,Note\n1,2025-01-01,Zo\xeb\x92s caf\xe9\n".to_vec();
    for bytes in [utf16, marked, old] {
        let read = plans(bytes);
        assert_eq!(
            show(&read.cases[0].facts["note"]),
            "Zoë’s café",
            "{:?}",
            read.problems()
        );
    }
    let neither = plans(b"Person ID,Start,Note\n1,2025-01-01,\x81\x8d\n");
    assert!(!neither.cases[0].facts.contains_key("note"));
    assert!(
        neither.says(&["Note", "row 2", "SL426", "encoding that is not known"]),
        "{:?}",
        neither.problems()
    );
}

#[test]
fn c07_xml_and_json_are_read_in_utf_16_as_well() {
    let utf16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect()
    };
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><Message><Child><ChildIdentifiers><LAchildID>Zoë</LAchildID><Sex>F</Sex></ChildIdentifiers></Child></Message>";
    let read_xml = read("cin-census", &[("a.xml".to_owned(), utf16(xml))]);
    assert_eq!(
        read_xml.cases.first().map(|case| case.id.as_str()),
        Some("Zoë"),
        "{:?}",
        read_xml.problems()
    );
    let old = b"<?xml version=\"1.0\" encoding=\"windows-1252\"?><Message><Child><ChildIdentifiers><LAchildID>Zo\xeb</LAchildID><Sex>F</Sex></ChildIdentifiers></Child></Message>";
    let read_old = read("cin-census", &[("a.xml".to_owned(), old.to_vec())]);
    assert_eq!(
        read_old.cases.first().map(|case| case.id.as_str()),
        Some("Zoë"),
        "{:?}",
        read_old.problems()
    );
    let json = "[{\"pers_person_id\":\"Zoë\",\"pers_sex\":\"F\"}]";
    let read_json = read("ssd", &[("a.json".to_owned(), utf16(json))]);
    assert_eq!(
        read_json.cases.first().map(|case| case.id.as_str()),
        Some("Zoë"),
        "{:?}",
        read_json.problems()
    );
    let lines = read(
        "ssd",
        &[(
            "a.jsonl".to_owned(),
            b"{\"pers_person_id\":1,\"pers_sex\":\"F\"}\n{\"pers_person_id\":\"\xff\"}\n".to_vec(),
        )],
    );
    assert!(lines.says(&["row 2", "SL102"]), "{:?}", lines.problems());
}

#[test]
fn c08_duplicates_are_reported_and_nothing_is_merged_unseen() {
    let twice =
        plans("Person ID,Start,Category\n1,2025-01-01,NEG\n1,2025-01-01,NEG\n1,2025-01-01,EMO\n");
    assert_eq!(starts(&twice).len(), 2);
    assert!(
        twice.says(&["row 3", "SL428", "is kept once"]),
        "{:?}",
        twice.problems()
    );
    assert!(
        twice.says(&["row 4", "SL428", "the rows differ"]),
        "{:?}",
        twice.problems()
    );
    let header =
        b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,27/03/2008,WBRI,,,\n1,2,27/03/2008,WBRI,,,\n"
            .to_vec();
    let again = read("ssda903", &[("header.csv".to_owned(), header)]);
    assert_eq!((again.report.cases, again.report.rejected), (1, 1));
    assert!(
        again.says(&["row 3", "SL428", "has a row already"]),
        "{:?}",
        again.problems()
    );
    let born = plans("Person ID,Born,Start\n1,2015-01-01,2025-01-01\n1,2015-02-01,2025-02-01\n");
    assert!(
        born.says(&["SL429", "date of birth", "otherwise"]),
        "{:?}",
        born.problems()
    );
}

#[test]
fn c09_what_was_refused_can_be_put_right_and_read_again() {
    let first = plans(
        "Person ID,Name,Start,End,Category\n1,Ann Bee,31/02/2025,,NEG\n2,Bob Cee,2025-01-02,soon,EMO\n",
    );
    assert_eq!((first.report.cases, first.report.rejected), (1, 1));
    let list = String::from_utf8(rejects_csv(&first.rejects)).unwrap();
    assert!(
        list.starts_with("What is wrong,File,Sheet,Row,Person ID,Born,Start,End,Category,Note\n"),
        "{list}"
    );
    assert!(!list.contains("Ann"), "names are never read: {list}");
    let mended = list
        .replace("31/02/2025", "2025-02-28")
        .replace("soon", "2025-03-01");
    let again = plans(mended);
    assert_eq!(
        (
            again.report.cases,
            again.report.rejected,
            again.report.problems.len()
        ),
        (2, 0, 0),
        "{:?}",
        again.problems()
    );
    assert_eq!(starts(&again), ["2025-02-28", "2025-01-02"]);
}

#[test]
fn c10_bombs_macros_passwords_and_document_types_are_refused() {
    let rows = |n: usize| {
        format!(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>",
            "x".repeat(n)
        )
    };
    let refused = |bytes: Vec<u8>, words: &str| {
        let read = read_by(&layout(PLANS), &[("a.xlsx".to_owned(), bytes)], None);
        assert!(
            read.report.is_refused() && read.says(&["SL420", words]),
            "{words}: {:?}",
            read.problems()
        );
        assert!(read.cases.is_empty());
    };
    refused(book(&rows(8 * 1024 * 1024), &[]), "unfolds into far more");
    refused(book("", &[("xl/vbaProject.bin", "x")]), "carries macros");
    refused(
        book(
            "",
            &[(
                "xl/sharedStrings.xml",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hosts\">]><sst/>",
            )],
        ),
        "document type",
    );
    refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec(),
        "locked with a password",
    );
    refused(b"PK\x03\x04 and nothing more".to_vec(), "damaged");
    refused(
        vec![b'P', b'K', 3, 4]
            .into_iter()
            .chain(vec![0; 26 * 1024 * 1024])
            .collect(),
        "larger than 25 MB",
    );
    refused(
        book("<row r=\"200001\"><c r=\"A200001\"><v>1</v></c></row>", &[]),
        "more than 200,000 rows",
    );
    let wide = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>";
    let read = read_by(
        &layout(PLANS),
        &[("a.xlsx".to_owned(), book(wide, &[]))],
        None,
    );
    assert!(read.cases.is_empty(), "a dimension that lies needs no room");
}

#[test]
fn c10_xml_that_reaches_out_or_never_ends_is_refused() {
    let deep = format!("<Message>{}", "<Child>".repeat(100));
    for (text, words) in [
        (
            "<!DOCTYPE a [<!ENTITY b \"c\">]><Message/>",
            "document type",
        ),
        ("<Message><Child><A>&boom;</A></Child></Message>", "entity"),
        (deep.as_str(), "32 deep"),
        ("<Message><Child></Message>", "not well-formed"),
        ("<Message><Child>", "breaks off"),
    ] {
        let read = read(
            "cin-census",
            &[("a.xml".to_owned(), text.as_bytes().to_vec())],
        );
        assert!(
            read.report.is_refused() && read.says(&["SL420", words]),
            "{text}: {:?}",
            read.problems()
        );
    }
}

#[test]
fn c11_a_file_that_is_too_large_to_be_read_whole_is_refused_unread() {
    struct Huge;
    impl sightline_records::Source for Huge {
        fn name(&self) -> &str {
            "huge.json"
        }
        fn size(&self) -> u64 {
            2 * 1024 * 1024 * 1024
        }
        fn open(&self) -> std::io::Result<Box<dyn std::io::Read + '_>> {
            Ok(Box::new(std::io::Read::chain(
                b"[\n".as_slice(),
                std::io::repeat(b' '),
            )))
        }
    }
    let answers = sightline_records::Answers::default();
    let settings = sightline_records::Settings {
        ids: sightline_records::Ids::AsWritten,
        today: None,
        dates: None,
        answers: &answers,
    };
    let mut keep = |_| Ok::<(), std::convert::Infallible>(());
    let report =
        sightline_records::import(&[&Huge], &layout(PLANS), &settings, &mut |_| {}, &mut keep)
            .unwrap();
    let said = report.problems[0].to_string();
    assert!(
        report.is_refused() && said.contains("larger than 200 MB"),
        "{said}"
    );
}

#[test]
fn c12_formulas_are_kept_as_typed_and_made_harmless_where_they_go_out() {
    for text in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\u{1}x"] {
        let cell = text.replace('"', "\"\"");
        let read = plans(format!("Person ID,Start,Note\n1,2025-01-01,\"{cell}\"\n"));
        assert_eq!(show(&read.cases[0].facts["note"]), text);
        let reject = |note: &str| Reject {
            table: "plans".to_owned(),
            file: "plans.csv".to_owned(),
            sheet: None,
            row: 2,
            why: "the value is left out".to_owned(),
            cells: vec![
                ("Person ID".to_owned(), "1".to_owned()),
                ("Start".to_owned(), "2025-01-01".to_owned()),
                ("Note".to_owned(), note.to_owned()),
            ],
        };
        let list = rejects_csv(&[reject(text)]);
        let rows: Vec<_> = String::from_utf8(list.clone())
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        let last = rows[1].rsplit(',').next().unwrap().trim_matches('"');
        assert!(!last.starts_with(['=', '+', '-', '@']), "{last}");
        let again = plans(list);
        assert_eq!(
            show(&again.cases[0].facts["note"]),
            text,
            "the mark is taken away again"
        );
    }
}
