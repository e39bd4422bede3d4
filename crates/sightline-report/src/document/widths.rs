//! How wide a table's columns are: Word and the typesetter are told, so that every program shows the same.

use crate::document::{Column, Grid, plain};

/// The width of the text, in twentieths of a point.
pub(crate) const WIDTH: usize = 9638;
/// The room of a letter in a table: that of a digit of Arial at 9.5 points.
pub(crate) const LETTER: usize = 106;
/// What stands free at both sides of a cell together, and beside words after a column of numbers.
pub(crate) const MARGIN: usize = 170;
pub(crate) const OFF: usize = 340;
/// The longest text that a column keeps on one line, if it has any say.
const SHORT: usize = 22;
/// The longest word that a column leaves whole.
const WORD: usize = 20;
/// The part of a row's name that stands on one line.
const NAME: usize = 15;
/// The longest line that a column asks for.
const LINE: usize = 48;

/// A width a column, all of them the page's.
pub(crate) fn widths(grid: &Grid) -> Vec<usize> {
    let had = within(grid, WIDTH);
    let all = had.iter().sum::<usize>().max(1);
    had.iter().map(|one| one * WIDTH / all).collect()
}

/// A width a column within some room, no wider than its texts ask for: first no word is broken, then rows have names of
/// few lines, then no figure is broken, then no short text, then no line.
pub(crate) fn within(grid: &Grid, room: usize) -> Vec<usize> {
    let wishes: Vec<[usize; 5]> = (0..grid.columns.len()).map(|n| column(grid, n)).collect();
    let tier = |n: usize| -> Vec<usize> {
        wishes
            .iter()
            .filter_map(|one| one.get(n))
            .copied()
            .collect()
    };
    let mut had = vec![0; wishes.len()];
    for wanted in (0..5).map(tier) {
        let all = wanted.iter().sum::<usize>();
        if all > room {
            let room = room - had.iter().sum::<usize>();
            return shared(&had, &wanted, room);
        }
        had = wanted;
    }
    had
}

/// Which columns have words and come after one of numbers.
pub(crate) fn after_numbers(grid: &Grid) -> Vec<bool> {
    let mut before = false;
    let column =
        |column: &Column| std::mem::replace(&mut before, column.numeric) && !column.numeric;
    grid.columns.iter().map(column).collect()
}

/// What is left of the page goes where it is wanted.
fn shared(had: &[usize], wanted: &[usize], room: usize) -> Vec<usize> {
    let more: Vec<usize> = had
        .iter()
        .zip(wanted)
        .map(|(had, wanted)| wanted - had)
        .collect();
    let all = more.iter().sum::<usize>().max(1);
    let grown = |(had, more): (&usize, &usize)| had + more * room / all;
    had.iter().zip(&more).map(grown).collect()
}

/// What a column needs so that no word, no row's name, no figure, no short text and no line of it is broken; each at least
/// the one before.
fn column(grid: &Grid, n: usize) -> [usize; 5] {
    let letters = |text: &str| text.chars().count();
    // Headings are bold, and bold letters are wider.
    let bold = |text: &str| letters(text) * 7 / 6 + 1;
    let head = grid.columns.get(n).map(|one| plain(&one.head));
    let head = head.unwrap_or_default();
    let cells = grid.rows.iter().filter_map(|row| row.get(n));
    let cells: Vec<String> = cells.map(|cell| plain(&cell.text)).collect();
    let words = cells.iter().flat_map(|text| text.split(' ')).map(letters);
    let word = words.chain(head.split(' ').map(bold)).max().unwrap_or(0);
    let word = word.min(WORD);
    let lines = || cells.iter().map(|text| letters(text));
    let longest = lines().max().unwrap_or(0);
    let name = if n == 0 { longest.min(NAME) } else { 0 };
    let name = name.max(word);
    let short = lines().filter(|letters| *letters <= SHORT).max();
    let short = short.unwrap_or(0).max(name);
    let is_numeric = grid.columns.get(n).is_some_and(|column| column.numeric);
    let figure = if is_numeric { short } else { name };
    // A heading may well take two lines.
    let line = longest.max(bold(&head) / 2 + 2);
    let line = line.min(LINE).max(short);
    let margin = if after_numbers(grid).get(n) == Some(&true) {
        MARGIN / 2 + OFF
    } else {
        MARGIN
    };
    [word, name, figure, short, line].map(|letters| letters * LETTER + margin)
}
