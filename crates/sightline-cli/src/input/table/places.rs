//! Cells of a row as they are written.

use std::ops::Range;

/// Where each cell of a row is, quotes included.
pub(super) fn places(row: &str, separator: char) -> Vec<Range<usize>> {
    let (mut places, mut start, mut quoted, mut fresh) = (Vec::new(), 0, false, true);
    for (at, c) in row.char_indices() {
        match c {
            '"' if fresh || quoted => quoted = !quoted,
            // A quote right after a closing one stands for itself and opens again.
            '"' if row
                .get(start..at)
                .is_some_and(|cell| cell.starts_with('"') && cell.ends_with('"')) =>
            {
                quoted = true;
            }
            _ if c == separator && !quoted => {
                places.push(start..at);
                start = at + c.len_utf8();
            }
            _ => {}
        }
        fresh = c == separator && !quoted;
    }
    places.push(start..row.len());
    places
}
