use crate::read::{careful_audit, careful_case};
use crate::source::SourceFile;

const AUDIT: &str = r#"{"audit":"A-1","case":"C-1","template":"t","auditor":"S-1","team":null,"date":"2025-09-30","answers":{"Q1":"yes","Q2":{"value":"a\u00e9\n","comment":"b"},"Q3":{"not_applicable":"c"},"Q4":{"not_enough_evidence":""},"Q5":17,"Q6":true,"Q7":["x","y"],"Q8":{"value":false}},"voices":{"practitioner":{"Q1":"no"}},"recorded":{"grade":"good","reason":"r"},"moderated":{"grade":"good","moderator":"S-2","date":"2025-10-02","basis":"random"}}"#;
const CASE: &str =
    r#"{"case":"C-1","fields":{"born":"2014-05-01","n":3,"open":true,"word":"a","none":null}}"#;

const HISTORY: &str = r#"{"case":"C-1","history":{"reviews":[{"held_on":"2025-01-01","kind":"cp","n":2,"source":{"file":"r.csv","row":2,"columns":{"held_on":"REVIEW"}}},{}],"plans":[]},"sources":{"born":{"file":"h.xlsx","sheet":"List 1","row":7,"column":"DOB"}}}"#;

/// What is read in one pass is what the careful reader reads; whatever it leaves, it leaves.
fn holds(line: &str) -> [bool; 2] {
    let file = SourceFile::line("a.jsonl", 1, line);
    let (audit, case) = (super::audit(line), super::case(line));
    let read = [audit.is_some(), case.is_some()];
    if let Some(audit) = audit {
        let (careful, wrong) = careful_audit(&file);
        assert!(careful == Some(audit) && wrong.is_empty(), "{line}");
    }
    if let Some(case) = case {
        assert!(careful_case(&file).ok() == Some(case), "{line}");
    }
    read
}

#[test]
fn plain_lines_are_read() {
    assert_eq!(holds(AUDIT), [true, false]);
    assert_eq!(holds(CASE), [false, true]);
    assert_eq!(holds(HISTORY), [false, true]);
    let least = r#"{"audit":"A-1","case":"C-1","template":"t","date":"2025-09-30"}"#;
    assert_eq!(holds(least), [true, false]);
    assert_eq!(holds(r#"{"case":"C-1"}"#), [false, true]);
}

#[test]
fn odd_lines_are_left_to_the_careful_reader() {
    let head = r#"{"audit":"A-1","case":"C-1","template":"t","date":"2025-09-30""#;
    for tail in [
        r#","answers":{"Q1":0.5}"#,
        r#","answers":{"Q1":-1}"#,
        r#","answers":{"Q1":4294967296}"#,
        r#","answers":{"Q1":null}"#,
        r#","answers":{"Q1":"a","Q1":"b"}"#,
        r#","answers":{"Q1":{}}"#,
        r#","answers":{"Q1":{"value":null}}"#,
        r#","answers":{"Q1":{"value":"a","value":"b"}}"#,
        r#","answers":{"Q1":{"value":"a","comment":null}}"#,
        r#","answers":{"Q1":{"comment":"a"}}"#,
        r#","answers":{"Q1":{"value":"a","not_applicable":"b"}}"#,
        r#","answers":{"Q1":[{"a":"b"}]}"#,
        r#","answers":null"#,
        r#","date":"2025-09-30""#,
        r#","team":7"#,
        r#","colour":"red""#,
        r#","recorded":{"grade":"good"}"#,
        r#","moderated":{"grade":"good","moderator":"S-2","date":"2025-10-2","basis":"random"}"#,
    ] {
        assert_eq!(holds(&format!("{head}{tail}}}")), [false; 2], "{tail}");
    }
    for line in [
        "",
        "{",
        "[]",
        "7",
        r#"{"case":"C-1"} x"#,
        r#"{"case":"C-1","case":"C-2"}"#,
        r#"{"case":"C-1","fields":{"a":1,"a":2}}"#,
        r#"{"case":"C-1","fields":{"a":[]}}"#,
        r#"{"case":"C-1","fields":{"a":1.5}}"#,
        r#"{"case":"C-1","history":{"plans":{}}}"#,
        r#"{"case":"C-1","history":{"plans":[1]}}"#,
        r#"{"case":"C-1","history":{"plans":[{"a":[]}]}}"#,
        r#"{"case":"C-1","history":{"plans":[{"a":1,"a":2}]}}"#,
        r#"{"case":"C-1","history":{"plans":[{"source":{"row":1}}]}}"#,
        r#"{"case":"C-1","history":{"plans":[{"source":{"file":"a","columns":{"b":"c","b":"d"}}}]}}"#,
        r#"{"case":"C-1","sources":{"a":"b.csv"}}"#,
        r#"{"case":"C-1","sources":{"a":{"file":"b.csv","row":-1}}}"#,
    ] {
        assert_eq!(holds(line), [false; 2], "{line}");
    }
}

#[test]
fn a_line_with_any_byte_wrong_is_read_alike_or_left() {
    for line in [AUDIT, CASE] {
        let mut left = 0;
        for at in 0..line.len() {
            for put in ["", "\"", "{", "}", ",", "7", "\\", "null", " "] {
                let mut bad = line.to_owned();
                bad.replace_range(at..=at, put);
                left += usize::from(holds(&bad) == [false; 2]);
            }
        }
        assert!(left > line.len(), "most such lines are left");
    }
}

#[test]
fn mistakes_in_a_history_have_their_places() {
    let line = r#"{"case":"C-1","history":{"plans":[{"started_on":[]}, 7]},"sources":{"a":{"file":"b","rwo":1}}}"#;
    let wrong = careful_case(&SourceFile::line("a.jsonl", 3, line))
        .err()
        .unwrap();
    let said: Vec<(usize, &str)> = wrong
        .iter()
        .map(|one| (one.at.line_column().1, one.code.id()))
        .collect();
    assert_eq!(said, [(49, "SL407"), (54, "SL407"), (85, "SL411")]);
}
