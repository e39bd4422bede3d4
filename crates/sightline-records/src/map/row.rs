//! One row into facts and events.

use std::collections::BTreeMap;
use std::sync::Arc;

use sightline_engine::Code;
use sightline_engine::model::{Event, FactValue, Origin};

use super::read::{Read, Values};
use super::{Child, Map, linked};
use crate::event::{fill, is_same};
use crate::layout::{Table, Target};
use crate::place::Place;
use crate::problem::Said;
use crate::spool::Held;
use crate::value::{Column, value};
use crate::vocabulary::List;

impl<'a> Map<'a> {
    /// Reads a row; false where nothing of it could be kept.
    pub(super) fn row(
        &mut self,
        child: &mut Child<'a>,
        (place, table): (&'a Place, &'a Table),
        row: &Held<'_>,
    ) -> bool {
        let mut read = self.cells(place, table, row);
        let main = table.roles.main;
        let day = main.and_then(|(list, _)| list.day(read.of(list)?));
        if let Some(day) = day {
            let ids = linked::given(table, row);
            child.days.extend(ids.map(|id| (id, day)));
        }
        if !self.lend_days(child, (place, table), row, &mut read) {
            return false;
        }
        if let Some((list, key)) = main.filter(|_| day.is_none()) {
            let column = table.columns.get(key);
            let what = column.map_or("", |column| column.title.as_str());
            let said = Said::error(
                Code::BAD_CELL,
                format!(
                    "the row has no `{what}`, without which {} says nothing",
                    list.about
                ),
            );
            let said = said.help("give it the date, or take the row out");
            self.problems.add(&place.at(row.number, Some(key)), &said);
            self.refuse(row, &said.message);
            return false;
        }
        let origin = Origin {
            file: Arc::clone(&place.file),
            sheet: place.sheet.clone(),
            row: row.number,
            column: None,
        };
        let mut kept = !read.facts.is_empty();
        for (column, name, value) in read.facts {
            child.facts.add(name, value, day, || Origin {
                column: place.titles.get(column).cloned().flatten(),
                ..origin.clone()
            });
        }
        for (list, values) in read.events {
            kept |= self.event(child, (place, table), row, list, values, &origin);
        }
        if !read.left_out.is_empty() {
            self.hand_back(row, &read.left_out.join("; "));
        }
        kept
    }

    /// Reads the cells of a row.
    fn cells(&mut self, place: &Place, table: &'a Table, row: &Held<'_>) -> Read<'a> {
        let mut read = Read::default();
        let orders = self.orders.get(row.place);
        for (at, cell) in &row.cells {
            let Some(column) = table.columns.get(*at) else {
                continue;
            };
            let order = orders.and_then(|orders| orders.get(*at).copied()).flatten();
            let mut said_so = false;
            for to in &column.to {
                let (Target::Fact { kind, .. } | Target::Field { kind, .. }) = to else {
                    continue;
                };
                let of = Column {
                    kind,
                    order,
                    from_1904: place.from_1904,
                };
                match value(cell, of, &mut self.codes) {
                    Ok(None) => {}
                    Ok(Some(value)) => read.add(*at, to, value),
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
        read.events.sort_unstable_by_key(|(list, _)| list.name);
        read
    }

    /// Adds an event, unless its table had the same one.
    fn event(
        &mut self,
        child: &mut Child<'a>,
        (place, table): (&Place, &Table),
        row: &Held<'_>,
        list: &'static List,
        mut values: Values,
        origin: &Origin,
    ) -> bool {
        if list.day(&values).is_none() {
            return false;
        }
        for one in table.always.iter().filter(|one| one.list == list) {
            values
                .entry(one.field.clone())
                .or_insert_with(|| FactValue::Text(one.value.clone()));
        }
        let event = Event {
            values,
            origin: Some(origin.clone()),
            columns: self.headings(row.place, place, table, list),
        };
        let is_main = table.roles.main.is_some_and(|(main, _)| main == list);
        let events = child.history.entry(list.name).or_default();
        let same_day = events.iter_mut().filter(|one| is_same(list, one, &event));
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
                        format!("{} is here twice, and is kept once", list.about),
                    );
                    self.problems.add(
                        &place.at(row.number, None),
                        &said.help("take one of the rows out"),
                    );
                }
                return true;
            }
            if !here || !is_main {
                fill(one, &event);
                return true;
            }
            differs = true;
        }
        if differs {
            let message = format!(
                "{} of one child is here twice with one date, and the rows differ",
                list.about
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

    /// The headings of a list's fields, made once for each table of a file.
    fn headings(
        &mut self,
        at: usize,
        place: &Place,
        table: &Table,
        list: &'static List,
    ) -> Arc<BTreeMap<String, String>> {
        let lists = self.headings.entry(at).or_default();
        if let Some((_, found)) = lists.iter().find(|(of, _)| *of == list) {
            return Arc::clone(found);
        }
        let mut found = BTreeMap::new();
        for (column, title) in table.columns.iter().zip(&place.titles) {
            for to in &column.to {
                if let (
                    Target::Field {
                        list: of, field, ..
                    },
                    Some(title),
                ) = (to, title)
                    && *of == list
                {
                    found.insert(field.clone(), title.to_string());
                }
            }
        }
        let found = Arc::new(found);
        lists.push((list, Arc::clone(&found)));
        found
    }
}
