//! Programmes of work, as services keep them: messy headings, titles, look-alike letters.

use std::collections::BTreeMap;

use sightline_engine::Severity;
use sightline_engine::action::Status;
use sightline_records::{Programme, programme, rejects_csv};

use crate::support::workbook;

fn read(text: &str) -> Programme {
    let file: (&str, &[u8]) = ("plan.csv", text.as_bytes());
    programme(&file, None).unwrap()
}

fn said(programme: &Programme) -> Vec<String> {
    programme.problems.iter().map(ToString::to_string).collect()
}

fn first_year() -> Programme {
    read(include_str!(
        "../../../../tests/suite/cli/action-programme/files/programme-2024.csv"
    ))
}

/// A row of a sheet, of text only.
fn row(n: u32, cells: &[&str]) -> String {
    let cells: String = ('A'..)
        .zip(cells)
        .filter(|(_, text)| !text.is_empty())
        .map(|(letter, text)| {
            format!("<c r=\"{letter}{n}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        })
        .collect();
    format!("<row r=\"{n}\">{cells}</row>")
}

#[test]
fn fifteen_rows_are_eight_amber_five_green_two_red_whatever_alphabet_the_letters_are_of() {
    let read = first_year();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, row) in &read.rows {
        *counts.entry(row.change.rag.unwrap().word()).or_default() += 1;
    }
    assert_eq!(
        counts,
        BTreeMap::from([("amber", 8), ("green", 5), ("red", 2)])
    );
    assert_eq!(read.rejects, []);
    assert_eq!(
        said(&read),
        [
            "plan.csv, row 3: warning[SL423]: the headings were found below other rows, which are not read",
            "plan.csv, RAG, rows 4, 7, 8, 12: warning[SL433]: letters of another alphabet that look like ours are read as ours",
        ]
    );
}

#[test]
fn headings_are_known_in_any_order_and_under_many_names() {
    for headings in [
        "ACTION,WHO,WHEN,RAG,COMMENTARY",
        "Action to be taken,Lead officer,By when,R.A.G.,Progress / commentary",
        "What needs to happen,Owner,Deadline,RAG rating,Latest update",
        "\u{410}CTION (agreed),Who is responsible,When will it be done,BRAG,Comments",
    ] {
        let read = read(&format!(
            "{headings}\nAgree the midway check,Manager,In Q2,A,Begun\n"
        ));
        assert_eq!(read.rows.len(), 1, "{headings}: {:?}", said(&read));
        let (_, row) = &read.rows[0];
        assert_eq!(row.when.as_deref(), Some("In Q2"), "{headings}");
        assert_eq!(row.change.owner.as_deref(), Some("Manager"), "{headings}");
        assert_eq!(
            row.change.commentary.as_deref(),
            Some("Begun"),
            "{headings}"
        );
    }
    let reordered =
        read("WHEN;;COMMENTARY;WHO;ACTION;Budget code\nIn Q2;x;Begun;Manager;Agree it;77\n");
    assert_eq!(reordered.rows[0].1.change.what.as_deref(), Some("Agree it"));
    assert_eq!(reordered.rows[0].1.change.rag, None);
    assert!(
        said(&reordered)[0].contains("Budget code, row 1: warning[SL422]"),
        "{:?}",
        said(&reordered)
    );
}

#[test]
fn what_a_file_does_not_have_is_not_said_to_be_blank() {
    let read = read("ACTION,WHEN,WHO\nAgree it,,\n");
    let row = &read.rows[0].1;
    assert_eq!(
        (row.when.as_deref(), row.change.owner.as_deref()),
        (Some(""), Some(""))
    );
    assert_eq!(
        (
            &row.change.commentary,
            &row.change.evidence,
            row.change.status
        ),
        (&None, &None, None)
    );
}

#[test]
fn colors_and_statuses_are_read_as_they_are_written() {
    use sightline_engine::action::Light::{Amber, Green, Red};
    for (text, status, rag) in [
        ("a", None, Some(Amber)),
        ("RED", None, Some(Red)),
        ("Amber - on track", Some(Status::Open), Some(Amber)),
        ("G (complete)", Some(Status::Done), Some(Green)),
        ("Blue", Some(Status::Done), None),
        ("Complete", Some(Status::Done), None),
        ("n/a", None, None),
        ("", None, None),
    ] {
        let read = read(&format!("ACTION,WHO,RAG\nAgree it,Manager,{text}\n"));
        let change = &read.rows[0].1.change;
        assert_eq!((change.status, change.rag), (status, rag), "{text}");
    }
    let both =
        read("ACTION,WHO,RAG,STATUS\nAgree it,Manager,A,In progress\nDo it,Manager,G,Closed\n");
    let found: Vec<_> = both
        .rows
        .iter()
        .map(|(_, row)| (row.change.status, row.change.rag))
        .collect();
    assert_eq!(
        found,
        [
            (Some(Status::Open), Some(Amber)),
            (Some(Status::Done), Some(Green))
        ]
    );
}

#[test]
fn c04_titles_blank_rows_and_headings_again_are_no_actions() {
    let text = "Programme of work,,\n\n,ACTION,WHO\n1,Agree it,Manager\n,,\nPriority 2: voice,,\n,ACTION,WHO\n2,Ask children,Lead\n";
    let read = read(text);
    let found: Vec<_> = read
        .rows
        .iter()
        .map(|(at, row)| (at.row, row.number.as_deref()))
        .collect();
    assert_eq!(found, [(4, Some("1")), (8, Some("2"))]);
    let skipped = said(&read).join("\n");
    assert!(
        skipped.contains("row 6: warning[SL423]: a title or remark"),
        "{skipped}"
    );
    assert!(
        skipped.contains("row 7: warning[SL423]: headings that stand here again"),
        "{skipped}"
    );
}

#[test]
fn c12_rows_that_cannot_be_read_are_listed_and_come_back_put_right() {
    let text = "No,ACTION,WHO,WHEN,RAG,COMMENTARY\n1,Agree it,Manager,In Q2,Purple,=1+1\n2,,Lead,March 2026,A,of the row above\n\
        3,#REF!,Lead,March 2026,A,\n4,Ask children,Lead,March 2026,A,\n";
    let read = read(text);
    assert_eq!(read.rows.len(), 1);
    assert_eq!(
        said(&read),
        [
            "plan.csv, RAG, row 2: error[SL425]: the RAG is neither red, amber nor green (help: write R, A or G, or nothing)",
            "plan.csv, ACTION, row 3: error[SL432]: the row says nothing of what is to be done (help: write the action, or put \
             the row's text with the action it belongs to)",
            "plan.csv, ACTION, row 4: error[SL426]: the cell shows an error of the spreadsheet, such as `#REF!` (help: open the \
             file, let it calculate, or type the value in)",
        ]
    );
    let list = String::from_utf8(rejects_csv(&read.rejects)).unwrap();
    assert!(list.contains(",'=1+1"), "{list}");
    let mended = list
        .replace("Purple", "A")
        .replace(",2,,Lead", ",2,Write to parents,Lead")
        .replace(",3,,Lead", ",3,Do it,Lead");
    let again = super::programme::read(&mended);
    assert_eq!(said(&again), Vec::<String>::new());
    assert_eq!(again.rows.len(), 3);
    assert_eq!(
        again.rows[0].1.change.commentary.as_deref(),
        Some("=1+1"),
        "as it was typed"
    );
}

#[test]
fn c05_a_workbook_with_two_programmes_asks_which_one() {
    let table = |what: &str| {
        row(1, &["Work", "", ""])
            + &row(3, &["ACTION", "WHO", "RAG"])
            + &row(4, &[what, "Manager", "\u{391}"])
    };
    let (one, two) = (table("Agree it"), table("Ask children"));
    let notes = row(1, &["Notes", "nothing here"]);
    let bytes = workbook(
        &[("2024-25", &one), ("2025-26", &two), ("Notes", &notes)],
        &[],
    );
    let file: (&str, &[u8]) = ("plan.xlsx", &bytes);
    let all = programme(&file, None).unwrap();
    assert!(all.rows.is_empty());
    assert_eq!(
        said(&all)[0],
        "plan.xlsx: error[SL431]: 2 sheets hold a programme of work: `2024-25`, `2025-26` (help: name the one that is meant with `--sheet`)"
    );
    let second = programme(&file, Some("2025-26")).unwrap();
    assert_eq!(
        second.rows[0].1.change.what.as_deref(),
        Some("Ask children")
    );
    assert!(
        said(&second)
            .iter()
            .any(|one| one.contains("RAG, cell C4: warning[SL433]")),
        "{:?}",
        said(&second)
    );
    assert!(programme(&file, Some("2026-27")).unwrap().problems[0].severity == Severity::Error);
}

#[test]
fn a_day_of_a_sheet_is_a_day() {
    let styles = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let day = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Agree it</t></is></c><c r=\"B2\" s=\"1\"><v>45961</v></c></row>";
    let bytes = workbook(
        &[("Plan", &(row(1, &["ACTION", "WHEN"]) + day))],
        &[("xl/styles.xml", styles)],
    );
    let file: (&str, &[u8]) = ("plan.xlsx", &bytes);
    let read = programme(&file, None).unwrap();
    assert_eq!(
        read.rows[0].1.when.as_deref(),
        Some("2025-10-31"),
        "{:?}",
        said(&read)
    );
}

#[test]
fn files_of_another_kind_are_refused() {
    for (name, bytes) in [
        ("a.json", &b"{\"plans\":[]}"[..]),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.csv", b""),
    ] {
        let file: (&str, &[u8]) = (name, bytes);
        let read = programme(&file, None).unwrap();
        assert!(said(&read)[0].contains("error[SL420]"), "{:?}", said(&read));
    }
    let none = read("case,name\nC-1,x\n");
    assert!(
        said(&none)[0].contains("error[SL431]: no programme of work was found"),
        "{:?}",
        said(&none)
    );
}

#[test]
fn the_same_action_twice_is_said() {
    let read = read("ACTION,WHO\nAgree it,Manager\nAgree it.,Lead\n");
    assert_eq!(read.rows.len(), 2);
    assert!(
        said(&read)[0].contains("row 3: warning[SL428]"),
        "{:?}",
        said(&read)
    );
}
