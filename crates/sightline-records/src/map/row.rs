//! One row into facts and events.

use std::collections::BTreeMap;
use std::sync::Arc;

use sightline_engine::Code;
use sightline_engine::model::{Event, FactValue, Origin};

use super::about::{column_of, is_same, main_list};
use super::facts::Told;
use super::{Child, Map, linked};
use crate::layout::{Table, Target};
use crate::problem::Said;
use crate::spool::Held;
use crate::value::{Column, value};
use crate::vocabulary::List;

/// What a row says, before it is known which day it is about.
#[derive(Default)]
struct Read {
    facts: Vec<(usize, String, FactValue)>,
    events: BTreeMap<String, BTreeMap<String, FactValue>>,
    /// Why values were left out.
    left_out: Vec<String>,
}

impl Map<'_> {
    /// Reads a row; false where nothing of it could be kept.
    pub(super) fn row(&mut self, child: &mut Child, row: &Held<'_>) -> bool {
        let (layout, places) = (self.layout, self.places);
        let Some(place) = places.get(row.place) else {
            return false;
        };
        let Some(table) = layout.tables.get(place.table) else {
            return false;
        };
        let mut read = self.cells(table, row);
        let main = main_list(table);
        let day = main.and_then(|list| list.day(read.events.get(list.name)?));
        if let Some(day) = day {
            let ids = linked::given(table, row).into_iter();
            child.days.extend(ids.map(|id| (id, day)));
        }
        if !self.lend_days(child, table, row, &mut read) {
            return false;
        }
        if let Some(list) = main.filter(|_| day.is_none()) {
            let key = column_of(table, list);
            let what = key
                .and_then(|at| table.columns.get(at))
                .map_or("", |column| column.title.as_str());
            let said = Said::error(
                Code::BAD_CELL,
                format!(
                    "the row has no `{what}`, without which {} says nothing",
                    list.about
                ),
            );
            let said = said.help("give it the date, or take the row out");
            self.problems.add(&place.at(row.number, key), &said);
            self.refuse(row, &said.message);
            return false;
        }
        let origin = Origin {
            file: Arc::clone(&place.file),
            sheet: place.sheet.clone(),
            row: row.number,
            column: None,
        };
        let mut kept = false;
        for (column, name, value) in read.facts {
            kept = true;
            let column = place.titles.get(column).cloned().flatten();
            let origin = Origin {
                column,
                ..origin.clone()
            };
            child.facts.add(Told {
                name,
                value,
                origin,
                from: day,
            });
        }
        for (list, values) in read.events {
            kept |= self.event(
                child,
                row,
                &list,
                values,
                &origin,
                main.is_some_and(|main| main.name == list),
            );
        }
        if !read.left_out.is_empty() {
            self.hand_back(row, &read.left_out.join("; "));
        }
        kept
    }

    /// Gives what a row says of another table's row the day of that row; false where the row is refused for want of it.
    fn lend_days(&mut self, child: &Child, table: &Table, row: &Held<'_>, read: &mut Read) -> bool {
        let dayless = |list: &String| linked::is_dayless(table, list);
        let Some(link) = linked::through(table, row).filter(|_| read.events.keys().any(dayless))
        else {
            return true;
        };
        if let Some(day) = child.days.get(&link) {
            let events = read.events.iter_mut().filter(|(list, _)| dayless(list));
            events.for_each(|(list, values)| linked::lend(list, values, *day));
            return true;
        }
        let Some(place) = self.places.get(row.place) else {
            return false;
        };
        if main_list(table).is_none() {
            let said = Said::error(
                Code::BAD_CELL,
                "the row that this one belongs to has no date, so nothing can be kept of this one",
            );
            let said = said.help("give the other row its date");
            self.problems.add(&place.at(row.number, None), &said);
            self.refuse(row, &said.message);
            return false;
        }
        read.events.retain(|list, _| !dayless(list));
        let at = table.columns.iter().position(|one| one.through().is_some());
        let said = Said::warning(
            Code::BAD_CELL,
            format!(
                "no row of another table that has a date is the {} which this one names, so it is kept by itself",
                link.0
            ),
        );
        let said =
            said.help("import the table that does with it, in one command; or correct the id");
        self.problems.add(&place.at(row.number, at), &said);
        true
    }

    /// Reads the cells of a row.
    fn cells(&mut self, table: &Table, row: &Held<'_>) -> Read {
        let (layout, places) = (self.layout, self.places);
        let mut read = Read::default();
        let Some(place) = places.get(row.place) else {
            return read;
        };
        for (at, cell) in &row.cells {
            let Some(column) = table.columns.get(*at) else {
                continue;
            };
            let order = self
                .orders
                .get(row.place)
                .and_then(|orders| orders.get(*at).copied())
                .flatten();
            let mut said_so = false;
            for to in &column.to {
                let (Target::Fact { kind, .. } | Target::Field { kind, .. }) = to else {
                    continue;
                };
                let of = Column {
                    kind,
                    order,
                    from_1904: place.from_1904,
                    codes: &layout.codes,
                };
                match value(cell, of) {
                    Ok(None) => {}
                    Ok(Some(value)) => match to {
                        Target::Fact { name, .. } => read.facts.push((*at, name.clone(), value)),
                        Target::Field { list, field, .. } => {
                            read.events
                                .entry(list.clone())
                                .or_default()
                                .insert(field.clone(), value);
                        }
                        Target::Case
                        | Target::Through(_)
                        | Target::Gives(_)
                        | Target::Never
                        | Target::Ignore => {}
                    },
                    Err(said) if !said_so => {
                        // One cell is said once, whatever it was to become.
                        said_so = true;
                        self.problems.add(&place.at(row.number, Some(*at)), &said);
                        let title = place.titles.get(*at).cloned().flatten();
                        let why =
                            format!("{}: {}", title.as_deref().unwrap_or_default(), said.message);
                        read.left_out.push(why);
                    }
                    Err(_) => {}
                }
            }
        }
        read
    }

    /// Adds an event, unless its table had the same one.
    fn event(
        &mut self,
        child: &mut Child,
        row: &Held<'_>,
        list: &str,
        mut values: BTreeMap<String, FactValue>,
        origin: &Origin,
        is_main: bool,
    ) -> bool {
        let (layout, places) = (self.layout, self.places);
        let Some(known) = List::named(list) else {
            return false;
        };
        let Some(place) = places.get(row.place) else {
            return false;
        };
        let Some(table) = layout.tables.get(place.table) else {
            return false;
        };
        if known.day(&values).is_none() {
            return false;
        }
        for (of, field, value) in &table.always {
            if of == list {
                values
                    .entry(field.clone())
                    .or_insert_with(|| FactValue::Text(value.clone()));
            }
        }
        let columns = self.headings(row.place, table, list);
        let event = Event {
            values,
            origin: Some(origin.clone()),
            columns,
        };
        let events = child.history.entry(list.to_owned()).or_default();
        let same_day = events.iter_mut().filter(|one| is_same(known, one, &event));
        let mut differs = false;
        for one in same_day {
            let here = one
                .origin
                .as_ref()
                .is_some_and(|origin| origin.file == place.file && origin.sheet == place.sheet);
            if one.values == event.values {
                if is_main && here {
                    let said = Said::warning(
                        Code::DUPLICATE_ROW,
                        format!("{} is here twice, and is kept once", known.about),
                    );
                    self.problems.add(
                        &place.at(row.number, None),
                        &said.help("take one of the rows out"),
                    );
                }
                return true;
            }
            if !here || !is_main {
                crate::join::fill(one, &event);
                return true;
            }
            differs = true;
        }
        if differs {
            let message = format!(
                "{} of one child is here twice with one date, and the rows differ",
                known.about
            );
            let said = Said::warning(Code::DUPLICATE_ROW, message);
            self.problems.add(
                &place.at(row.number, None),
                &said.help("look at both rows; both are kept"),
            );
        }
        events.push(event);
        true
    }

    fn headings(&mut self, at: usize, table: &Table, list: &str) -> Arc<BTreeMap<String, String>> {
        if let Some(found) = self.headings.get(&at).and_then(|lists| lists.get(list)) {
            return Arc::clone(found);
        }
        let titles = self
            .places
            .get(at)
            .map(|place| place.titles.as_slice())
            .unwrap_or_default();
        let mut found = BTreeMap::new();
        for (column, title) in table.columns.iter().zip(titles) {
            for to in &column.to {
                if let (
                    Target::Field {
                        list: of, field, ..
                    },
                    Some(title),
                ) = (to, title)
                    && of == list
                {
                    found.insert(field.clone(), title.to_string());
                }
            }
        }
        let found = Arc::new(found);
        let lists = self.headings.entry(at).or_default();
        lists.insert(list.to_owned(), Arc::clone(&found));
        found
    }
}
