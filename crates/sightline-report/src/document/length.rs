//! How long a report is, about.

use crate::document::{Block, Grid, plain};

/// The lines of a printed page.
pub(super) const PAGE: usize = 50;
/// The letters of a printed line.
const LINE: usize = 95;
/// What a heading takes with the room around it.
const HEADING: usize = 3;
/// What a chart takes.
const CHART: usize = 15;

/// The lines that blocks take when they are printed.
pub(super) fn lines(blocks: &[Block]) -> usize {
    blocks.iter().map(block).sum()
}

fn block(block: &Block) -> usize {
    match block {
        Block::Heading { .. } => HEADING,
        Block::Paragraph(text) => plain(text).chars().count() / LINE + 1,
        Block::List(list) => list.items.iter().map(|item| lines(item)).sum(),
        Block::Quote(blocks) => lines(blocks) + 1,
        Block::Grid(grid) => rows(grid),
        Block::Figure(figure) => CHART + figure.grid.as_ref().map_or(0, rows),
        Block::Code(text) => text.lines().count(),
        Block::Rule => 1,
    }
}

/// A table with its caption and its heading row.
fn rows(grid: &Grid) -> usize {
    grid.rows.len() + HEADING
}
