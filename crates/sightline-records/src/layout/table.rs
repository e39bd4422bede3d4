//! A table of a layout, and what its columns do.

use super::{Column, Rows, Target};
use crate::vocabulary::List;

/// A table of a layout.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    /// Names of sheets and files that it is found under, for comparing.
    pub(crate) found_as: Vec<String>,
    /// The path of its element below one child, in an XML file.
    pub(crate) each: Option<Vec<String>>,
    pub(crate) columns: Vec<Column>,
    /// Fields that are the same in every row.
    pub(crate) always: Vec<Always>,
    pub(crate) rows: Rows,
    pub(crate) roles: Roles,
}

/// A field that is the same in every row.
#[derive(Clone, Debug)]
pub(crate) struct Always {
    pub(crate) list: &'static List,
    pub(crate) field: String,
    pub(crate) value: String,
}

/// Which columns do what: asked for every row, so worked out once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Roles {
    /// The column that says whose a row is: the child's id, else an id by which the child is found.
    pub(crate) id: Option<usize>,
    /// Columns of which anything is kept.
    pub(crate) kept: Vec<usize>,
    /// The list that the rows are about, and the column of its date: the first list whose date is among the columns.
    pub(crate) main: Option<(&'static List, usize)>,
    /// Lists of which the table has no date; what it says of them belongs to rows of another table.
    pub(crate) dayless: Vec<&'static List>,
    /// The column that names such a row by its id, and what kind of row that is.
    pub(crate) through: Option<(usize, String)>,
    /// Columns by which rows of other tables name a row of this one.
    pub(crate) gives: Vec<(usize, String)>,
}

impl Roles {
    /// The roles of a table's columns.
    pub(crate) fn of(columns: &[Column]) -> Self {
        let all = || columns.iter().enumerate();
        let targets = || all().flat_map(|(at, column)| column.to.iter().map(move |to| (at, to)));
        let links = |link: fn(&Target) -> Option<&str>| {
            targets().filter_map(move |(at, to)| Some((at, link(to)?.to_owned())))
        };
        let is_case = |(_, to): &(usize, &Target)| **to == Target::Case;
        let case = targets().find(is_case).map(|(at, _)| at);
        let through: Vec<(usize, String)> = links(Target::through).collect();
        let id = case.or_else(|| through.first().map(|(at, _)| *at));
        let mut lists: Vec<&'static List> = Vec::new();
        for (_, to) in targets() {
            lists.extend(to.list().filter(|list| !lists.contains(list)));
        }
        let day = |list: &'static List| {
            let found = targets().find(|(_, to)| to.is_day_of(list));
            found.map(|(at, _)| at)
        };
        let dayless = lists.iter().filter(|list| day(list).is_none());
        Self {
            id,
            kept: all()
                .filter(|(_, column)| column.is_kept())
                .map(|(at, _)| at)
                .collect(),
            main: lists.iter().find_map(|list| Some((*list, day(list)?))),
            dayless: dayless.copied().collect(),
            // The child is found by the first where nothing else tells it; a row of another table, by the last.
            through: through.into_iter().next_back(),
            gives: links(Target::gives).collect(),
        }
    }

    /// Whether rows say something of the rows of another table, whose day they take.
    pub(crate) fn is_lent_a_day(&self) -> bool {
        self.through.is_some() && !self.dayless.is_empty()
    }
}

impl Table {
    /// The column with this heading, and which of them it is.
    pub(crate) fn column(&self, heading: &str) -> Option<(usize, &Column)> {
        let mut columns = self.columns.iter().enumerate();
        columns.find(|(_, column)| column.headings.iter().any(|one| one == heading))
    }

    /// The column that says whose a row is.
    pub(crate) fn id(&self) -> Option<(usize, &Column)> {
        let at = self.roles.id?;
        Some((at, self.columns.get(at)?))
    }
}
