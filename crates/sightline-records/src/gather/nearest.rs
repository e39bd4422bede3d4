//! What came nearest to a table where none was found: whoever wrote the mapping wants to know what is missing.

use sightline_engine::Code;

use super::Gather;
use crate::cell::Row;
use crate::layout::{Layout, Table};
use crate::problem::Said;
use crate::table::Take as _;

/// What to do where nothing is known of the file at all.
const ELSE: &str =
    "name the layout that the file was made for, or write a mapping with `sightline cases map`";

/// What was seen of a file while its headings were looked for.
#[derive(Default)]
pub(super) struct Nearest {
    /// The row that names most columns of a table, and not the one with the id.
    best: Option<Near>,
    /// How many rows were looked at, and how many of them are a single cell.
    rows: usize,
    single: usize,
}

struct Near {
    columns: usize,
    table: usize,
    row: u64,
}

impl Nearest {
    /// Looks at a row that is no row of headings, its cells as they are compared.
    pub(super) fn look(&mut self, layout: &Layout, row: &dyn Row, cells: &[String]) {
        self.rows += 1;
        self.single += usize::from(row.len() == 1);
        for (table, one) in layout.tables.iter().enumerate() {
            let columns = named(one, cells);
            let most = self.best.as_ref().map_or(1, |best| best.columns);
            if columns > most {
                let row = row.number();
                self.best = Some(Near {
                    columns,
                    table,
                    row,
                });
            }
        }
    }

    /// What would help.
    fn help(&self, layout: &Layout) -> String {
        let near = self.best.as_ref();
        if let Some((near, table)) =
            near.and_then(|near| Some((near, layout.tables.get(near.table)?)))
            && let Some((_, id)) = table.id()
        {
            return format!(
                "row {} has {} headings of `{}` and not `{}`, which is to say whose each row is; if it is called otherwise now, \
                 change the mapping",
                near.row, near.columns, table.name, id.title
            );
        }
        if self.single * 2 > self.rows {
            return "most rows are a single cell; save the file with commas, semicolons or tabs between cells".to_owned();
        }
        ELSE.to_owned()
    }
}

/// How many columns of a table a row names.
fn named(table: &Table, cells: &[String]) -> usize {
    let is_known = |cell: &&String| !cell.is_empty() && table.column(cell).is_some();
    cells.iter().filter(is_known).count()
}

impl Gather<'_> {
    /// Says in which sheets of a file nothing was found: in one sentence where nothing was found in any.
    pub(super) fn say_lost(&mut self) {
        let lost = std::mem::take(&mut self.lost);
        if self.found_in_file {
            let said =
                Said::warning(Code::NO_TABLE, "no table of the layout was found here").help(ELSE);
            for sheet in lost {
                self.sheet = sheet;
                self.say(None, &said);
            }
            return;
        }
        let message = match lost.len() {
            0 => return,
            1 => "no table of the layout was found here".to_owned(),
            n => format!("no table of the layout was found in any of its {n} sheets"),
        };
        self.sheet = match &lost[..] {
            [only] => only.clone(),
            _ => None,
        };
        let help = self.nearest.help(self.layout);
        self.say(None, &Said::error(Code::NO_TABLE, message).help(help));
    }
}
