//! The widths by which a table takes least height.

use super::measure::SPACE;

/// By how much widths differ that are tried.
const STEP: usize = 106;
/// How many steps go from one column to another at a time.
const MOVES: [usize; 5] = [1, 2, 4, 8, 16];
/// What a line more of a row weighs, beside what broken texts do.
const LINE: usize = 3;

/// A column's cells, its heading first: the widths of its words, and how much a reader minds that it is broken.
pub(super) struct Words {
    pub(super) least: usize,
    pub(super) cells: Vec<(Vec<usize>, usize)>,
    /// What stands free beside the words.
    pub(super) margin: usize,
}

/// Takes room from some columns for others as long as that makes the table lower or leaves more short texts whole.
///
/// It tries from where it begins and ends where no single move helps, so the same table always gets the same widths.
pub(super) fn lowest(columns: &[Words], begin: &[usize]) -> Vec<usize> {
    let mut steps: Vec<usize> = columns
        .iter()
        .zip(begin)
        .map(|(column, width)| width.saturating_sub(column.least) / STEP)
        .collect();
    let all = steps.iter().sum::<usize>();
    let lines: Vec<Vec<Vec<usize>>> = columns
        .iter()
        .map(|column| (0..=all).map(|n| column.lines(n)).collect())
        .collect();
    let mut best = weight(columns, &lines, &steps);
    while let Some((weight, better)) = step(columns, &lines, &steps, best) {
        (best, steps) = (weight, better);
    }
    let width = |((column, steps), begin): ((&Words, &usize), &usize)| {
        let kept = begin.saturating_sub(column.least) % STEP;
        column.least.min(*begin) + steps * STEP + kept
    };
    columns.iter().zip(&steps).zip(begin).map(width).collect()
}

/// The best single move, where one helps.
fn step(
    columns: &[Words],
    lines: &[Vec<Vec<usize>>],
    steps: &[usize],
    now: usize,
) -> Option<(usize, Vec<usize>)> {
    let mut best: Option<(usize, Vec<usize>)> = None;
    for from in 0..steps.len() {
        for to in (0..steps.len()).filter(|to| *to != from) {
            for n in MOVES {
                let mut moved = steps.to_vec();
                let Some(left) = moved.get(from).and_then(|had| had.checked_sub(n)) else {
                    break;
                };
                if let Some(had) = moved.get_mut(from) {
                    *had = left;
                }
                if let Some(had) = moved.get_mut(to) {
                    *had += n;
                }
                let weight = weight(columns, lines, &moved);
                if weight < best.as_ref().map_or(now, |(best, _)| *best) {
                    best = Some((weight, moved));
                }
            }
        }
    }
    best
}

/// The lines of all rows, and how often a short text is broken.
fn weight(columns: &[Words], lines: &[Vec<Vec<usize>>], steps: &[usize]) -> usize {
    let columns: Vec<_> = columns
        .iter()
        .zip(lines.iter().zip(steps))
        .filter_map(|(column, (lines, steps))| Some((column, lines.get(*steps)?)))
        .collect();
    let rows = columns.iter().map(|(_, lines)| lines.len()).max();
    let mut weight = 0;
    for row in 0..rows.unwrap_or(0) {
        let mut highest = 1;
        for (column, lines) in &columns {
            let lines = lines.get(row).copied().unwrap_or(1);
            highest = highest.max(lines);
            let minded = column.cells.get(row).map_or(0, |(_, minded)| *minded);
            weight += minded * (lines - 1);
        }
        weight += LINE * highest;
    }
    weight
}

impl Words {
    /// How many lines each cell takes where the column is so many steps wider than its least.
    fn lines(&self, steps: usize) -> Vec<usize> {
        let room = (self.least + steps * STEP).saturating_sub(self.margin);
        self.cells
            .iter()
            .map(|(words, _)| lines(words, room.max(1)))
            .collect()
    }
}

/// The lines that words take, each kept whole where it fits.
fn lines(words: &[usize], room: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in words {
        let with = if used == 0 {
            *word
        } else {
            used + SPACE + word
        };
        if with <= room {
            used = with;
            continue;
        }
        // A word wider than the room is broken wherever a line ends.
        let broken = word.div_ceil(room).saturating_sub(1);
        lines += usize::from(used > 0) + broken;
        used = word - broken * room;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn words_are_kept_whole_where_they_fit() {
        assert_eq!(lines(&[], 100), 1);
        assert_eq!(lines(&[40, 0, 5], 200), 1);
        assert_eq!(lines(&[40, 40, 40], 100), 3);
        assert_eq!(lines(&[20, 20, 20], 100), 2);
        assert_eq!(lines(&[250], 100), 3);
        assert_eq!(lines(&[90, 0, 40], 100), 2);
        assert_eq!(lines(&[10, 250, 10], 1_000), 1);
    }
}
