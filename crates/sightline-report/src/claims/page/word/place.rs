//! Where in a Word document something stands, in words: its lines have no numbers that a reader would see.

use std::ops::Range;

use super::super::{Block, Page};

/// What stands where, in order.
#[derive(Debug)]
pub(in super::super::super) struct Places(Vec<(usize, Place)>);

#[derive(Debug)]
enum Place {
    /// Prose, and the heading that it stands below.
    Below(Range<usize>),
    /// A cell: the number of its table, its row and its column, all from 1.
    Cell(usize, usize, usize),
}

/// The most letters of a heading that are shown.
const LONGEST: usize = 60;

impl Places {
    pub(super) fn of(page: &Page) -> Self {
        let mut all = Vec::new();
        let mut heading = 0..0;
        let mut n_tables = 0;
        for block in &page.blocks {
            match block {
                Block::Heading(at) => heading = at.clone(),
                Block::Prose(at) | Block::Item(at, _) => {
                    all.push((at.start, Place::Below(heading.clone())));
                }
                Block::Table(rows) => {
                    n_tables += 1;
                    for (row, cells) in (1..).zip(rows) {
                        let stands = |(_, at): &(usize, &Range<usize>)| !at.is_empty();
                        let cells = (1..).zip(cells).filter(stands);
                        all.extend(
                            cells.map(|(cell, at)| (at.start, Place::Cell(n_tables, row, cell))),
                        );
                    }
                }
            }
        }
        Self(all)
    }

    /// `table 2, row 3, column 4`, or `below “Timeliness”`; nothing before the first heading.
    pub(in super::super::super) fn shown(&self, text: &str, at: usize) -> Option<String> {
        let next = self.0.partition_point(|(start, _)| *start <= at);
        match self.0.get(next.checked_sub(1)?)? {
            (_, Place::Cell(table, row, cell)) => {
                Some(format!("table {table}, row {row}, column {cell}"))
            }
            (_, Place::Below(heading)) => {
                let heading = text.get(heading.clone()).unwrap_or_default().trim();
                let mut short: String = heading.chars().take(LONGEST).collect();
                if short.len() < heading.len() {
                    short.push('…');
                }
                (!short.is_empty()).then(|| format!("below “{short}”"))
            }
        }
    }
}
