//! Themes as tables.

use sightline_engine::rollup::{Comparison, Share};

use super::ThemePart;
use super::movement::LISTED;
use crate::data::Data;
use crate::number::{capital, ordinal};
use crate::table::filled;
use crate::table::{Cell, Table};

impl ThemePart {
    /// Its audits, of those that look at it.
    fn share(&self) -> Share {
        Share::of(self.audits, self.of)
    }

    /// A public report may tell how many without of how many.
    fn now_cell(&self) -> Cell {
        if self.of == 0 {
            Cell::from(self.audits)
        } else {
            Cell::part_of(self.share())
        }
    }

    fn before_cell(&self) -> Cell {
        match &self.earlier {
            Some(Comparison::Same(share)) => Cell::part_of(*share),
            Some(Comparison::Broken(_) | Comparison::NoEarlier) => self.before.as_str().into(),
            // Told as a number alone, so the quarter before is one as well.
            None if self.of == 0 => match self.before.parse::<u64>() {
                Ok(audits) => audits.into(),
                Err(_) if self.before == "c" => Cell::hidden(self.before.clone()),
                Err(_) => self.before.as_str().into(),
            },
            None => Cell::hidden(self.before.clone()),
        }
    }

    fn change_cell(&self) -> Cell {
        match &self.earlier {
            Some(earlier) => Cell::change(self.share(), earlier),
            None if self.of == 0 => Cell::missing(),
            None => Cell::hidden(self.change.clone()),
        }
    }
}

pub(crate) fn most_common(data: &Data<'_>, noun: &str, parts: &[ThemePart]) -> Option<Table> {
    let shown = parts.get(..LISTED).unwrap_or(parts);
    let caption = if parts.len() > LISTED {
        format!("The {LISTED} most common {noun}")
    } else {
        format!("{} by theme", capital(noun))
    };
    table(data, &caption, shown)
}

/// Both quarters side by side, the counts with them.
fn table(data: &Data<'_>, caption: &str, parts: &[ThemePart]) -> Option<Table> {
    let running = parts.iter().any(|part| part.persistent.is_some());
    let (then, now) = (data.then(), data.this());
    let mut head = vec!["Theme", then.as_str(), now.as_str(), "Change"];
    if running {
        head.push("Among the three most common");
    }
    let mut table = Table::new(caption, head);
    for part in parts {
        let mut cells = vec![
            Cell::from(part.title.as_str()),
            part.before_cell(),
            part.now_cell(),
            part.change_cell(),
        ];
        if running {
            let quarters = part
                .running
                .map(|n| format!("{} {} running", ordinal(n), data.word()));
            cells.push(quarters.map_or_else(Cell::missing, Cell::from));
        }
        table.row(cells);
    }
    filled(table)
}

/// Concerns and strengths in one table, most concerns first and then what has strengths alone.
pub(super) fn all_table(concerns: &[ThemePart], strengths: &[ThemePart]) -> Option<Table> {
    if concerns.len().max(strengths.len()) <= LISTED {
        return None;
    }
    let head = [
        "Theme",
        "Concern",
        "Change",
        "Strength",
        "Change in strength",
    ];
    let mut table = Table::new("All themes with a finding", head);
    let cells = |part: Option<&ThemePart>| match part {
        Some(part) => [Cell::part_of(part.share()), part.change_cell()],
        None => [Cell::missing(), Cell::missing()],
    };
    let only = strengths
        .iter()
        .filter(|part| !concerns.iter().any(|one| one.id == part.id));
    for part in concerns.iter().chain(only) {
        let concern = concerns.iter().find(|one| one.id == part.id);
        let strength = strengths.iter().find(|one| one.id == part.id);
        let row = std::iter::once(Cell::from(part.title.as_str()))
            .chain(cells(concern))
            .chain(cells(strength));
        table.row(row);
    }
    Some(table)
}
