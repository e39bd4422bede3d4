//! How wide a table's columns are: Word and the typesetter are told, so that every program shows the same.

mod lowest;
mod measure;

use self::lowest::{Words, lowest};
use self::measure::{bold, measure};
use crate::document::whole::tied;
use crate::document::{Column, Grid, plain};

/// The width of the text, in twentieths of a point.
pub(crate) const WIDTH: usize = 9638;
/// The room of a letter in a table: that of a digit of Arial at 9.5 points.
pub(crate) const LETTER: usize = 106;
/// What stands free at both sides of a cell together, and beside words after a column of numbers.
pub(crate) const MARGIN: usize = 170;
pub(crate) const OFF: usize = 340;
/// The longest text, in letters, that a reader would rather have on one line.
const SHORT: usize = 22;
/// The rows that are looked at closely: a few pages of a long table tell enough.
const ROWS: usize = 100;
/// The longest word that a column leaves whole.
const WORD: usize = 20 * LETTER;

/// A width a column, all of them the page's.
pub(crate) fn widths(grid: &Grid) -> Vec<usize> {
    let had = within(grid, WIDTH);
    let all = had.iter().sum::<usize>().max(1);
    had.iter().map(|one| one * WIDTH / all).collect()
}

/// A width a column within some room, no wider than its texts ask for.
///
/// No word is broken, and a figure only before its percentage; what room is left goes where it makes the table lowest.
pub(crate) fn within(grid: &Grid, room: usize) -> Vec<usize> {
    let needs: Vec<Need> = needs(grid);
    let all = |of: fn(&Need) -> usize| -> Vec<usize> { needs.iter().map(of).collect() };
    let (word, figure, line) = (
        all(|need| need.word),
        all(|need| need.figure),
        all(|need| need.line),
    );
    let fits = |wanted: &[usize]| wanted.iter().sum::<usize>() <= room;
    if fits(&line) {
        return line;
    }
    if !fits(&word) {
        return shared(&vec![0; word.len()], &word, room);
    }
    let (had, wanted) = if fits(&figure) {
        (figure, line)
    } else {
        (word, figure)
    };
    let begin = shared(&had, &wanted, room - had.iter().sum::<usize>());
    let columns: Vec<Words> = needs.into_iter().map(|need| need.words).collect();
    lowest(&columns, &begin)
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

/// What a column asks for so that no word, no figure and no line of it is broken; each at least the one before.
struct Need {
    word: usize,
    figure: usize,
    line: usize,
    words: Words,
}

fn needs(grid: &Grid) -> Vec<Need> {
    let columns = grid.columns.iter().zip(after_numbers(grid)).enumerate();
    columns
        .map(|(n, (column, off))| {
            let margin = if off { MARGIN / 2 + OFF } else { MARGIN };
            need(grid, n, column, margin)
        })
        .collect()
}

fn need(grid: &Grid, n: usize, column: &Column, margin: usize) -> Need {
    let head = tied(&plain(&column.head));
    let cells = grid.rows.iter().filter_map(|row| row.get(n));
    let cells: Vec<String> = cells.map(|cell| tied(&plain(&cell.text))).collect();
    let is_short = |text: &str| text.chars().count() <= SHORT;
    let words = |text: &str, measure: fn(&str) -> usize| -> Vec<usize> {
        text.split(' ').map(measure).collect()
    };
    let mut all = vec![(words(&head, bold), 0)];
    // A row's name may take two lines as any text does; a few words beside it are one thing, above all among figures. A
    // figure may end a line before its percentage.
    let minded = |text: &str| {
        if n == 0 || !is_short(text) {
            0
        } else if column.numeric && !has_digit(text) {
            2
        } else {
            1
        }
    };
    let cell = |text: &String| (words(text, measure), minded(text));
    all.extend(cells.iter().map(cell));
    let word = all.iter().flat_map(|(words, _)| words).max().copied();
    let word = word.unwrap_or(0).min(WORD);
    all.truncate(1 + ROWS);
    let is_figure = |text: &&String| column.numeric && is_short(text) && has_digit(text);
    let figure = cells.iter().filter(is_figure).map(|text| measure(text));
    let figure = figure.max().unwrap_or(0).max(word);
    let longest = cells.iter().map(|text| measure(text)).max().unwrap_or(0);
    // A heading may well take two lines.
    let line = longest.max(bold(&head) / 2 + 2 * LETTER).max(figure);
    Need {
        word: word + margin,
        figure: figure + margin,
        line: line + margin,
        words: Words {
            least: word + margin,
            cells: all,
            margin,
        },
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{LETTER, WIDTH, within};
    use crate::document::{Column, Grid, GridCell, Span};
    use crate::table::Value;

    fn grid(numeric: &[bool], lines: &[&[&str]]) -> Grid {
        let text = |text: &str| vec![Span::Text(text.to_owned())];
        let cell = |words: &&str| GridCell {
            text: text(words),
            value: Value::Text,
        };
        let (head, rows) = lines.split_first().unwrap();
        let column = |(head, numeric): (&&str, &bool)| Column {
            head: text(head),
            numeric: *numeric,
        };
        Grid {
            caption: String::new(),
            columns: head.iter().zip(numeric).map(column).collect(),
            rows: rows
                .iter()
                .map(|row| row.iter().map(cell).collect())
                .collect(),
        }
    }

    #[test]
    fn long_names_get_the_room_that_makes_the_table_lowest() {
        let name = "Children with a plan all of whose review conferences were held in time";
        let row: &[&str] = &[
            name,
            "335 of 348 (96.3%)",
            "91.3% to 96.2%",
            "at most 19.0%",
            "no target",
            "not calculable",
            "0",
        ];
        let head: &[&str] = &[
            "Measure",
            "H1 2025-26",
            "Likely range",
            "Target",
            "RAG",
            "Change since H2 2024-25",
            "Unknown",
        ];
        let numeric = [false, true, false, false, false, false, true];
        let widths = within(&grid(&numeric, &[head, row, row, row]), WIDTH);
        assert!(widths.iter().sum::<usize>() <= WIDTH, "{widths:?}");
        assert!(widths[0] > 18 * LETTER, "{widths:?}");
        assert!(widths[1] > 10 * LETTER, "`335 of 348` is whole: {widths:?}");
    }

    #[test]
    fn figures_end_a_line_before_their_percentage_where_names_need_the_room() {
        let name = "Children with a plan all of whose review conferences were held in time";
        let none = "not calculable";
        let row: &[&str] = &[
            name,
            none,
            none,
            none,
            "335 of 348 (96.3%)",
            "297 of 339 (87.6%)",
        ];
        let head: &[&str] = &[
            "Measure",
            "H1 2023-24",
            "H2 2023-24",
            "H1 2024-25",
            "H2 2024-25",
            "H1 2025-26",
        ];
        let numeric = [false, true, true, true, true, true];
        let widths = within(&grid(&numeric, &[head, row, row, row, row]), WIDTH);
        assert!(widths[0] > 18 * LETTER, "{widths:?}");
        assert!(
            widths[4] < 16 * LETTER,
            "broken before its percentage: {widths:?}"
        );
        assert!(widths[4] > 11 * LETTER, "and nowhere else: {widths:?}");
        assert!(
            widths[1] > 13 * LETTER,
            "`not calculable` is whole: {widths:?}"
        );
    }

    #[test]
    fn what_fits_is_no_wider_than_it_asks_for_and_what_never_fits_is_shared() {
        let small = within(&grid(&[false, true], &[&["a", "b"], &["one", "2"]]), WIDTH);
        assert!(small.iter().sum::<usize>() < WIDTH / 4, "{small:?}");
        let long = "x".repeat(300);
        let wide = vec![long.as_str(); 12];
        let shared = within(&grid(&[false; 12], &[&wide, &wide]), WIDTH);
        assert!(shared.iter().sum::<usize>() <= WIDTH, "{shared:?}");
        assert!(shared.iter().all(|width| *width > 0), "{shared:?}");
    }
}
