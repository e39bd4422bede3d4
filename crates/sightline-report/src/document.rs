//! A filled-in report as a small tree, read once and written as HTML, as Word and as whatever comes next.
//!
//! Whoever wrote the Markdown, nothing that could act is left in the tree: raw HTML and images are gone, links lead to
//! web and mail addresses alone, and nothing nests deeper than sixteen levels. So no writer has to think of it again.

mod clean;
mod grid;
mod length;
mod line;
mod name;
mod places;
mod read;
mod span;
pub(crate) mod whole;
pub(crate) mod widths;

use std::fmt;

use crate::chart::Chart;
use crate::context::Context;
use crate::table::Value;

pub use span::{Span, plain};

/// How deep blocks and emphasis may nest; what is deeper keeps its text and loses its form.
pub(crate) const DEPTH: usize = 16;

/// A report as blocks, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is called in a browser's tab, in a file's properties and in a list of files: the report's own name, whose it
    /// is, and the quarter.
    pub title: String,
    /// Its blocks. Exactly one heading is of the first level, and no level is skipped on the way down.
    pub blocks: Vec<Block>,
}

/// One block of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading from level 1, the report's own name, to 6.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: Vec<Span>,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// Items one below the other.
    List(List),
    /// What stands out from the text around it.
    Quote(Vec<Block>),
    /// A table.
    Grid(Grid),
    /// A chart with the table of its numbers.
    Figure(Figure),
    /// Text to be shown letter by letter.
    Code(String),
    /// A line across the page.
    Rule,
}

/// Items one below the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The first number; absent where the items are not numbered.
    pub start: Option<u64>,
    /// Whether the items stand close together, as single lines do.
    pub tight: bool,
    /// The items, each of blocks.
    pub items: Vec<Vec<Block>>,
}

/// A table as it is shown; its first column names the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// What it shows: the words of its `Table: …` line, or else the heading above it.
    pub caption: String,
    /// One a column.
    pub columns: Vec<Column>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<GridCell>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub head: Vec<Span>,
    /// Whether its cells line up at their right, as numbers do.
    pub numeric: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// What a reader sees.
    pub text: Vec<Span>,
    /// What it stands for; text, where somebody wrote the table by hand.
    pub value: Value,
}

/// A chart, and the same numbers as a table for whoever cannot see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The chart; where [`Chart::is_empty`], there is nothing to draw.
    pub chart: Chart,
    /// The report's own words for it.
    pub words: String,
    /// Its numbers; absent where there are none.
    pub grid: Option<Grid>,
}

impl Document {
    /// Reads a filled-in report's Markdown, its charts still by name.
    #[must_use]
    pub fn read(markdown: &str, context: &Context) -> Self {
        let most = crate::LONGEST_REPORT.min(markdown.len());
        let whole_letters = (0..=most).rev().find(|at| markdown.is_char_boundary(*at));
        let markdown = markdown
            .get(..whole_letters.unwrap_or(0))
            .unwrap_or_default();
        let title = name::title(markdown, context);
        let mut blocks = read::blocks(markdown, context, &title);
        places::lead(&mut blocks);
        Self { title, blocks }
    }

    /// The headings of the second level, the report's parts.
    #[must_use]
    pub fn parts(&self) -> Vec<String> {
        let mut parts = Vec::new();
        for block in &self.blocks {
            if let Block::Heading { level: 2, text } = block {
                parts.push(plain(text));
            }
        }
        parts
    }

    /// The parts that a table of contents lists. None, where a reader finds the way without: in a report of two pages or
    /// with two parts.
    #[must_use]
    pub fn contents(&self) -> Vec<String> {
        let parts = self.parts();
        if parts.len() < 3 || length::lines(&self.blocks) < 2 * length::PAGE {
            return Vec::new();
        }
        parts
    }

    /// Every table from top to bottom, those beneath charts among them.
    pub fn grids(&self) -> impl Iterator<Item = &Grid> {
        let mut grids = Vec::new();
        gather(&self.blocks, &mut grids);
        grids.into_iter()
    }
}

fn gather<'a>(blocks: &'a [Block], grids: &mut Vec<&'a Grid>) {
    for block in blocks {
        match block {
            Block::Grid(grid) => grids.push(grid),
            Block::Figure(figure) => grids.extend(&figure.grid),
            Block::Quote(blocks) => gather(blocks, grids),
            Block::List(list) => list.items.iter().for_each(|item| gather(item, grids)),
            Block::Heading { .. } | Block::Paragraph(_) | Block::Code(_) | Block::Rule => {}
        }
    }
}

impl Figure {
    /// What stands where there are no numbers at all.
    #[must_use]
    pub fn nothing(&self) -> String {
        format!("{}: nothing to show.", self.chart.title())
    }

    /// The words for the picture; its title, where the report has none.
    #[must_use]
    pub fn alt(&self) -> &str {
        if self.words.trim().is_empty() {
            self.chart.title()
        } else {
            &self.words
        }
    }
}

impl Grid {
    /// Whether it is narrow enough to stand beside its chart on paper, with no number broken: a first column, and a few
    /// short ones.
    pub(crate) fn is_narrow(&self) -> bool {
        let longest = |n: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(n));
            cells.map(|cell| plain(&cell.text).chars().count()).max()
        };
        let rest = (1..self.columns.len()).filter_map(longest).sum::<usize>();
        self.columns.len() <= 4 && rest <= 32
    }
}

impl fmt::Display for Grid {
    /// The cells' texts, a line a row and a tab between two.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |cells: Vec<String>| cells.join("\t");
        writeln!(
            out,
            "{}",
            line(self.columns.iter().map(|one| plain(&one.head)).collect())
        )?;
        for row in &self.rows {
            writeln!(
                out,
                "{}",
                line(row.iter().map(|cell| plain(&cell.text)).collect())
            )?;
        }
        Ok(())
    }
}
