//! How a sheet goes on paper: upright where it fits, and cut where it would be too small to read.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::widths::across;
use crate::flat::Flat;

/// The width of a page of A4 at full size, upright and on its side, in pixels; less a little, since programs differ.
const UPRIGHT: u32 = 690;
const ASIDE: u32 = 1_000;
/// The smallest print, in hundredths of its size: 7 points.
const SMALLEST: u32 = 70;
/// The width of a page in the smallest print.
pub(super) const ROOM: u32 = ASIDE * 100 / SMALLEST;

/// Sets up the pages; the heading row and the first column come again on each.
pub(super) fn set(sheet: &mut Worksheet, table: &Flat, widths: &[u32]) -> Result<(), XlsxError> {
    let all = across(widths);
    let breaks = breaks(&groups(&table.heads), widths);
    if all <= UPRIGHT {
        sheet.set_portrait();
    }
    if breaks.is_empty() {
        sheet.set_print_fit_to_pages(1, 0);
    } else {
        sheet.set_print_scale(u16::try_from(SMALLEST).unwrap_or(100));
        sheet.set_vertical_page_breaks(&breaks)?;
        sheet.set_repeat_columns(0, 0)?;
    }
    Ok(())
}

/// How many columns belong together: a count, what it is of, and its percentage.
fn groups(heads: &[String]) -> Vec<usize> {
    let mut groups = Vec::new();
    let mut whole: Option<&str> = None;
    for head in heads {
        let part = whole.and_then(|whole| head.strip_prefix(whole));
        match (part, groups.last_mut()) {
            (Some(" (of)" | " (%)"), Some(last)) => *last += 1,
            _ => {
                groups.push(1);
                whole = Some(head);
            }
        }
    }
    groups
}

/// Before which columns a page ends; nowhere, where all fits on one in print that can be read.
fn breaks(groups: &[usize], widths: &[u32]) -> Vec<u32> {
    if across(widths) <= ROOM {
        return Vec::new();
    }
    let mut left = widths;
    let first = across(widths.get(..1).unwrap_or_default());
    let (mut breaks, mut used) = (Vec::new(), 0);
    for group in groups {
        let (columns, rest) = left.split_at_checked(*group).unwrap_or((left, &[]));
        let wide = across(columns);
        if used > first && used + wide > ROOM {
            breaks.extend(u32::try_from(widths.len() - left.len()));
            used = first;
        }
        used += wide;
        left = rest;
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::{breaks, groups};

    #[test]
    fn a_share_stands_whole_on_one_page() {
        let heads = [
            "Theme", "Q1", "Q1 (of)", "Q1 (%)", "Q2", "Q2 (%)", "Q2 (of)", "x",
        ];
        let heads: Vec<String> = heads.map(str::to_owned).into();
        assert_eq!(groups(&heads), [1, 3, 3, 1]);
        assert!(breaks(&[1, 3, 3, 1], &[20; 8]).is_empty(), "fits");
        assert_eq!(breaks(&[1, 3, 3, 1], &[41; 8]), [4, 7]);
        assert_eq!(breaks(&[1, 1, 1], &[400, 20, 20]), [2], "never fits");
        assert!(breaks(&[], &[]).is_empty());
    }
}
