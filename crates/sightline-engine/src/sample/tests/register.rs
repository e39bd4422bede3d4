//! Written, read back, and held against another draw.

use super::super::*;
use super::{drawn, entry, frame, plan};

fn odd() -> Frame {
    frame([
        entry("=1+1", "+North"),
        entry("C-2", "'quoted'"),
        entry("@C", "a \"b\", c\nd"),
        entry("\u{ff1d}C", ""),
    ])
}

fn by_team() -> Plan {
    Plan {
        seed: "-7".to_owned(),
        ..plan(Method::Proportional {
            fact: "team".to_owned(),
            size: 2,
        })
    }
}

#[test]
fn no_cell_is_a_formula_and_every_cell_comes_back() {
    let draw = drawn(&by_team(), &odd());
    let text = draw.register();
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        for cell in &record.expect("a row") {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}']),
                "{cell}"
            );
        }
    }
    let register = Register::read(&text).expect("a register");
    assert_eq!(register.plan(), &draw.plan);
    assert_eq!(register.id(), draw.id);
    assert!(register.is_as_written());
    assert_eq!(compare(&register, &draw), []);
}

#[test]
fn a_spreadsheet_may_sort_a_register_and_nobody_may_change_it() {
    let text = drawn(&by_team(), &frame([entry("C-1", "N"), entry("C-2", "N")])).register();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    let sorted = Register::read(&format!("\u{feff}{}\r\n", lines.join("\r\n"))).expect("one");
    assert!(sorted.is_as_written());
    let swapped = text.replace("C-1,", "C-9,");
    assert!(!Register::read(&swapped).expect("one").is_as_written());
    lines.pop();
    let shorter = Register::read(&text.replace("C-2,N,2,,drawn,,\n", ""));
    assert!(shorter.is_ok_and(|one| !one.is_as_written()));
}

#[test]
fn what_is_no_register_is_refused() {
    for (text, why) in [
        (
            "",
            "its headings are not `case,stratum,order,risk,result,reason,draw`",
        ),
        (
            "case,team\nC-1,North\n",
            "its headings are not `case,stratum,order,risk,result,reason,draw`",
        ),
        (
            "case,stratum,order,risk,result,reason,draw\nC-1\n",
            "row 2 has more or fewer cells than its headings",
        ),
        (
            "case,stratum,order,risk,result,reason,draw\nC-1,,,,,,\n",
            "its column `draw` is empty",
        ),
        (
            "case,stratum,order,risk,result,reason,draw\nC-1,,,,,,{}\n",
            "its column `draw` does not say how to draw again",
        ),
    ] {
        assert_eq!(
            Register::read(text),
            Err(Mistake::NotARegister(why.to_owned()))
        );
    }
}

#[test]
fn what_came_and_what_left_and_what_changed_is_named() {
    let plan = plan(Method::Random { size: 1 });
    let then = drawn(
        &plan,
        &frame(["C-1", "C-2", "C-3"].map(|case| entry(case, ""))),
    );
    let register = Register::read(&then.register()).expect("a register");
    let again = drawn(
        &plan,
        &frame(["C-2", "C-3", "C-4"].map(|case| entry(case, ""))),
    );
    let said: Vec<String> = compare(&register, &again)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        said,
        [
            "C-1 is no longer there",
            "C-2: then drawn; now not drawn",
            "C-4 was not there then"
        ]
    );
}

#[test]
fn no_case_text_is_in_a_debug() {
    let mut one = entry("C-1", "Somebody's name");
    one.family = Some("F-1".to_owned());
    assert_eq!(format!("{one:?}"), "Entry { case: \"C-1\", .. }");
}
