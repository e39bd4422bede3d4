//! Rows of all files into the spool, each with the table it belongs to and the child it is about.
//!
//! A file larger than memory is read several times, each time for a part of the children, so that all rows of a child come
//! together without all children being held. Everything that is said of a file is said in the first pass.

mod headings;
mod nearest;
mod rows;
mod skip;

use std::collections::BTreeMap;
use std::sync::Arc;

use sightline_engine::did_you_mean;

use crate::cell::{Cell, Row};
use crate::layout::{Layout, Rows};
use crate::place::Place;
use crate::problem::{At, Problems, Said, Where};
use crate::reject::Reject;
use crate::spool::Spool;
use crate::table::Take;
use nearest::Nearest;

/// What a pass over the files is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pass {
    /// Whose period of care, plan or referral an id is.
    Links,
    /// The first part of the children, and everything that is to be said.
    First,
    /// A further part of the children.
    Later,
}

/// A heading that means nothing to the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownColumn {
    /// The file.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The heading as it stands.
    pub heading: String,
    /// A heading of the layout that is like it.
    pub near: Option<String>,
}

/// Takes in rows.
pub(crate) struct Gather<'a> {
    layout: &'a Layout,
    pub(crate) pass: Pass,
    /// Which part of the children, of how many.
    pub(crate) part: (u64, u64),
    pub(crate) spool: Spool,
    pub(crate) places: Vec<Place>,
    pub(crate) problems: Problems,
    pub(crate) unknown: Vec<UnknownColumn>,
    pub(crate) n_rows: u64,
    pub(crate) n_rejected: u64,
    reject: &'a mut dyn FnMut(&Reject),
    /// The child of each id that tables give: which kind of id, and the id.
    links: BTreeMap<(String, String), String>,
    file: Arc<str>,
    sheet: Option<Arc<str>>,
    from_1904: bool,
    state: State,
    /// Places found in this pass, in order; a later pass finds them again in the same order.
    n_places: usize,
    /// Places by table, for rows that name their cells.
    named: BTreeMap<(Option<Arc<str>>, usize), usize>,
    /// Sheets of the present file in which no table was found.
    lost: Vec<Option<Arc<str>>>,
    found_in_file: bool,
    nearest: Nearest,
}

/// Where in a sheet the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the headings, after so many rows.
    Looking(u64),
    /// Below the headings of a place.
    Below(usize),
    /// Given up.
    Lost,
}

/// How many rows are looked at for the headings.
const MOST_TITLES: u64 = 30;

impl<'a> Gather<'a> {
    pub(crate) fn new(layout: &'a Layout, reject: &'a mut dyn FnMut(&Reject)) -> Self {
        Self {
            layout,
            pass: Pass::First,
            part: (0, 1),
            spool: Spool::default(),
            places: Vec::new(),
            problems: Problems::default(),
            unknown: Vec::new(),
            n_rows: 0,
            n_rejected: 0,
            reject,
            links: BTreeMap::new(),
            file: Arc::from(""),
            sheet: None,
            from_1904: false,
            state: State::Looking(0),
            n_places: 0,
            named: BTreeMap::new(),
            lost: Vec::new(),
            found_in_file: false,
            nearest: Nearest::default(),
        }
    }

    /// Begins a pass over all files.
    pub(crate) fn begin(&mut self, pass: Pass, part: (u64, u64)) {
        (self.pass, self.part) = (pass, part);
        self.n_places = 0;
        self.spool.clear();
    }

    /// Begins a file.
    pub(crate) fn begin_file(&mut self, name: &str) {
        self.file = Arc::from(name);
        self.sheet = None;
        self.state = State::Looking(0);
        self.named.clear();
        self.lost.clear();
        self.found_in_file = false;
        self.nearest = Nearest::default();
    }

    /// Ends a file: says in which of its sheets nothing was found.
    pub(crate) fn end_file(&mut self) {
        if let State::Looking(1..) = self.state {
            self.lost.push(self.sheet.clone());
        }
        if self.pass != Pass::First {
            return;
        }
        self.say_lost();
    }

    /// Says something, in the first pass.
    pub(crate) fn say_at(&mut self, at: &Where, said: &Said) {
        if self.pass == Pass::First {
            self.problems.add(at, said);
        }
    }

    fn here(&self, row: Option<u64>) -> Where {
        Where {
            file: Arc::clone(&self.file),
            sheet: self.sheet.clone(),
            column: None,
            at: row.map(|row| At { row, cell: None }),
        }
    }

    /// Adds a place, or finds again that of the first pass.
    fn open(&mut self, place: Place) -> usize {
        let at = self.n_places;
        self.n_places += 1;
        self.found_in_file = true;
        if at >= self.places.len() {
            self.places.push(place);
        }
        at
    }

    /// Where a row's table is, for a row that names its cells.
    fn place_of(&mut self, table: usize) -> usize {
        let key = (self.sheet.clone(), table);
        if let Some(place) = self.named.get(&key) {
            return *place;
        }
        let n = self
            .layout
            .tables
            .get(table)
            .map_or(0, |table| table.columns.len());
        let place = Place::new(
            Arc::clone(&self.file),
            self.sheet.clone(),
            table,
            n,
            0,
            false,
        );
        let at = self.open(place);
        self.named.insert(key, at);
        at
    }
}

impl Take for Gather<'_> {
    fn sheet(&mut self, name: Option<&str>, from_1904: bool) {
        if let State::Looking(1..) = self.state {
            self.lost.push(self.sheet.clone());
        }
        self.sheet = name.map(Arc::from);
        self.from_1904 = from_1904;
        self.state = State::Looking(0);
    }

    fn row(&mut self, row: &dyn Row) {
        match self.state {
            State::Below(place) => self.take(place, row),
            State::Lost => {}
            State::Looking(n) => {
                if let Some(place) = self.headings(row) {
                    self.state = State::Below(place);
                } else if n + 1 >= MOST_TITLES {
                    self.lost.push(self.sheet.clone());
                    self.state = State::Lost;
                } else {
                    self.state = State::Looking(n + 1);
                }
            }
        }
    }

    fn named(&mut self, table: usize, number: u64, cells: &[(Arc<str>, Cell<'_>)]) {
        self.state = State::Lost;
        let layout = self.layout;
        let Some(known) = layout.tables.get(table) else {
            return;
        };
        let place = self.place_of(table);
        if known.rows == Rows::Nobody {
            return;
        }
        let mut found = Vec::with_capacity(cells.len());
        for (title, cell) in cells {
            match known.column(&crate::normal::heading(title)) {
                Some((n, _)) => {
                    if let Some(titles) = self.places.get_mut(place).map(|place| &mut place.titles)
                        && let Some(slot) = titles.get_mut(n)
                    {
                        slot.get_or_insert_with(|| Arc::clone(title));
                    }
                    found.push((n, cell.clone()));
                }
                None => self.unknown(title, Some(&known.name)),
            }
        }
        let cell = |n: usize| {
            let mut cells = found.iter();
            cells
                .find_map(|(at, cell)| (*at == n).then(|| cell.clone()))
                .unwrap_or(Cell::Blank)
        };
        self.put(place, number, &cell);
    }

    fn unknown(&mut self, heading: &str, table: Option<&str>) {
        if self.pass != Pass::First {
            return;
        }
        let seen = self
            .unknown
            .iter()
            .any(|one| one.heading == heading && one.file == self.file && one.sheet == self.sheet);
        if seen {
            return;
        }
        let tables = self.layout.tables.iter();
        let tables = tables.filter(|one| table.is_none_or(|name| one.name == name));
        let titles =
            tables.flat_map(|table| table.columns.iter().map(|column| column.title.as_str()));
        let near = did_you_mean(heading, titles).map(str::to_owned);
        self.unknown.push(UnknownColumn {
            file: Arc::clone(&self.file),
            sheet: self.sheet.clone(),
            heading: heading.to_owned(),
            near,
        });
    }

    fn say(&mut self, row: Option<u64>, said: &Said) {
        let at = self.here(row);
        self.say_at(&at, said);
    }

    fn layout(&self) -> &Layout {
        self.layout
    }
}
