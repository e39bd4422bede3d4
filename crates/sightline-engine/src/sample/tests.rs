//! A draw worked out by hand, and what holds for every draw.

mod by_hand;
mod past;
mod properties;
mod records;
mod register;

use super::*;

/// A case and the value of the fact that makes the strata.
pub(super) fn entry(case: &str, stratum: &str) -> Entry {
    Entry {
        case: case.to_owned(),
        stratum: Some(stratum.to_owned()).filter(|one| !one.is_empty()),
        ..Entry::default()
    }
}

pub(super) fn frame(entries: impl IntoIterator<Item = Entry>) -> Frame {
    let mut frame = Frame::default();
    for entry in entries {
        frame.push(entry);
    }
    frame
}

pub(super) fn plan(method: Method) -> Plan {
    let today = "2025-10-10".parse().expect("a day");
    Plan::new("visits", today, "2025-Q3", method)
}

pub(super) fn drawn(plan: &Plan, frame: &Frame) -> Draw {
    draw(plan, frame, &Past::of(plan).expect("a length of time")).expect("a draw")
}

pub(super) fn cases<'d>(rows: impl Iterator<Item = &'d Row>) -> Vec<&'d str> {
    rows.map(|row| row.case.as_str()).collect()
}
