//! How wide columns are and how high rows: not every program works it out when it opens a file.

use crate::flat::Flat;

/// The narrowest and the widest column, in letters.
const NARROWEST: usize = 8;
const WIDEST: usize = 56;
/// A heading that gets its column's whole width; longer ones take two lines.
const SHORT_HEAD: usize = 12;
/// A line of text, in points.
const LINE: u32 = 15;
/// The highest row that spreadsheets know, in lines.
const HIGHEST: usize = 27;

/// As wide as the longest text of each column, within reason.
pub(super) fn columns(table: &Flat) -> Vec<u32> {
    let width = |n: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(n));
        let cells = cells.map(|cell| letters(cell.text()));
        let head = table.heads.get(n).map_or(0, |head| letters(head));
        let word = table.heads.get(n).map_or(0, |head| longest_word(head));
        let head = if head <= SHORT_HEAD {
            head + 1
        } else {
            (head / 2 + 2).max(word + 1)
        };
        let widest = cells.chain([head]).max().unwrap_or(0);
        u32::try_from(widest.clamp(NARROWEST, WIDEST) + 3).unwrap_or(u32::MAX)
    };
    (0..table.heads.len()).map(width).collect()
}

/// High enough for the text that takes most lines in its column.
pub(super) fn height<'a>(texts: impl Iterator<Item = &'a str>, widths: &[u32]) -> u32 {
    let lines = |(text, width): (&str, &u32)| lines(text, *width as usize);
    let most = texts.zip(widths).map(lines).max().unwrap_or(1);
    LINE * u32::try_from(most.clamp(1, HIGHEST)).unwrap_or(1)
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
    use super::lines;

    #[test]
    fn lines_are_counted_by_words() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("four word", 12), 1);
        assert_eq!(lines("five words here now", 12), 2);
        assert_eq!(lines(&"x".repeat(25), 12), 3);
    }
}
