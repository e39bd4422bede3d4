//! How wide columns are and how high rows: not every program works it out when it opens a file.

use crate::flat::Flat;

/// The narrowest and the widest column, in letters.
const NARROWEST: usize = 6;
const WIDEST: usize = 56;
/// A heading that gets its column's whole width; longer ones take two lines or three.
const SHORT_HEAD: usize = 12;
const LONG_HEAD: usize = 24;
/// No column is made narrower than this so that a sheet fits on paper.
const WRAPPED: u32 = 26;
/// What the button of a column takes beside its heading, in letters.
pub(super) const BUTTON: usize = 3;
/// A line of text, and what is free above and below, in points.
const LINE: u32 = 13;
const FREE: u32 = 6;
/// The highest row that spreadsheets know, in lines.
const HIGHEST: usize = 30;

/// As wide as the longest text of each column, within reason; where all of them fit into some pixels if the widest give
/// way and their texts take more lines, they do.
pub(super) fn columns(table: &Flat, room: u32) -> Vec<u32> {
    let asked = asked(table);
    let mut widths = asked.clone();
    while across(&widths) > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > WRAPPED => *widest -= 1,
            _ => return asked,
        }
    }
    widths
}

/// What columns take together, in pixels, with what is free beside their text.
pub(super) fn across(widths: &[u32]) -> u32 {
    widths.iter().map(|width| 7 * width + 5).sum()
}

fn asked(table: &Flat) -> Vec<u32> {
    let width = |n: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(n));
        let cells = cells.map(|cell| letters(cell.text()));
        let head = table.heads.get(n).map_or(0, |head| letters(head));
        let word = table.heads.get(n).map_or(0, |head| longest_word(head));
        let head = if head <= SHORT_HEAD {
            head
        } else if head <= LONG_HEAD {
            (head / 2 + 1).max(word)
        } else {
            (head / 3 + 2).max(word)
        };
        let widest = cells.chain([head + BUTTON]).max().unwrap_or(0);
        u32::try_from(widest.clamp(NARROWEST, WIDEST) + 2).unwrap_or(u32::MAX)
    };
    (0..table.heads.len()).map(width).collect()
}

/// High enough for the text that takes most lines in its column, beside what stands in its cell.
pub(in crate::xlsx) fn height<'a>(
    texts: impl Iterator<Item = &'a str>,
    widths: &[u32],
    beside: usize,
) -> u32 {
    let lines = |(text, width): (&str, &u32)| lines(text, (*width as usize).saturating_sub(beside));
    let most = texts.zip(widths).map(lines).max().unwrap_or(1);
    LINE * u32::try_from(most.clamp(1, HIGHEST)).unwrap_or(1) + FREE
}

/// The lines that a text takes, words kept whole where they fit.
fn lines(text: &str, width: usize) -> usize {
    // Wide letters and bold ones need some room.
    let width = width.saturating_sub(2).max(1);
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let word = letters(word);
        if used > 0 && used + 1 + word > width {
            lines += 1;
            used = 0;
        }
        used += word + usize::from(used > 0);
        lines += used.saturating_sub(1) / width;
        used = if used > width { used % width } else { used };
    }
    lines
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(letters).max().unwrap_or(0)
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::{across, columns, lines};
    use crate::flat::{Flat, FlatCell};

    #[test]
    fn the_widest_columns_give_way_where_all_then_fit() {
        let texts = ["a ".repeat(28), "short".to_owned(), "b ".repeat(20)];
        let table = Flat {
            caption: String::new(),
            heads: texts.clone().into(),
            rows: vec![texts.map(FlatCell::Text).into()],
        };
        assert_eq!(columns(&table, 10_000), [58, 10, 42]);
        let narrow = columns(&table, 600);
        assert!(across(&narrow) <= 600 && narrow[1] == 10, "{narrow:?}");
        assert_eq!(columns(&table, 100), [58, 10, 42], "never fits");
    }

    #[test]
    fn lines_are_counted_by_words() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("four word", 12), 1);
        assert_eq!(lines("five words here now", 12), 2);
        assert_eq!(lines(&"x".repeat(25), 12), 3);
    }
}
