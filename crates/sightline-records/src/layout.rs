//! How a kind of file is laid out: which tables it has, and what their columns mean.
//!
//! A layout is data. The four that ship and a council's own mapping are files of one form, `docs/records.md` describes it.

mod column;
mod links;
mod mistake;
mod read;
mod shipped;
mod table;

use std::fmt;

use crate::codes::Codes;
use crate::date::DateOrder;
use crate::vocabulary::{Kind, List};

pub use read::load_layout;
pub(crate) use shipped::shipped_all;
pub use shipped::{SHIPPED, shipped};
pub(crate) use table::{Always, Roles, Table};

/// A kind of file, and what its tables and columns mean.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Its id, such as `annex-a`.
    pub id: String,
    /// What it is.
    pub title: String,
    /// How its dates are written, where that is known.
    pub(crate) dates: Option<DateOrder>,
    /// Whether a child's referrals and assessments are all there, so that one which is missing is a mistake. An extract of some
    /// months leaves out earlier ones.
    pub(crate) complete: bool,
    pub(crate) codes: Codes,
    pub(crate) tables: Vec<Table>,
    /// The element of an XML file that holds one child.
    pub(crate) record: Option<Record>,
    pub(crate) spans: Vec<Spans>,
    pub(crate) derived: Vec<Derived>,
}

/// One child in an XML file.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The element's name.
    pub(crate) element: String,
    /// The path from it to the child's id.
    pub(crate) id: Vec<String>,
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Any number for a child.
    Many,
    /// One for a child, so that two are a mistake.
    OneEach,
    /// About somebody else: the table is known and nothing of it is kept.
    Nobody,
}

/// A column and what becomes of it.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// The heading as it is usually written.
    pub(crate) title: String,
    /// Headings that mean it, for comparing.
    pub(crate) headings: Vec<String>,
    pub(crate) to: Vec<Target>,
    pub(crate) dates: Option<DateOrder>,
    pub(crate) width: Option<usize>,
}

/// What becomes of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// It is the child's id.
    Case,
    /// It is the id of a row of another table, to which the row belongs; the child is found by it where no column is the child's id.
    Through(String),
    /// It is such an id, and this table says whose it is.
    Gives(String),
    /// It is a name, and not even looked at.
    Never,
    /// It is of no use here.
    Ignore,
    /// It is a fact.
    Fact { name: String, kind: KindOf },
    /// It is a field of a list.
    Field {
        list: &'static List,
        field: String,
        kind: KindOf,
    },
}

/// A kind of the vocabulary, or a list of codes that the mapping brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KindOf {
    Known(Kind),
    OneOf(String),
}

impl KindOf {
    pub(crate) fn is_date(&self) -> bool {
        matches!(self, Self::Known(kind) if kind.is_date())
    }
}

/// A list made of runs of another: care periods out of episodes.
#[derive(Clone, Debug)]
pub(crate) struct Spans {
    pub(crate) list: String,
    pub(crate) from: String,
    /// A row with one of these values in this field begins a new run.
    pub(crate) begins: (String, Vec<String>),
    /// A run goes on beyond a row with one of these values in this field, whatever its end.
    pub(crate) goes_on: Option<(String, Vec<String>)>,
}

/// A fact that the history tells.
#[derive(Clone, Debug)]
pub(crate) struct Derived {
    pub(crate) fact: String,
    pub(crate) take: Take,
    pub(crate) list: String,
    pub(crate) field: String,
    pub(crate) only: Option<(String, String)>,
}

/// Which row of a list tells a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Take {
    /// The last one.
    Latest,
    /// The one before it.
    BeforeLatest,
    /// The number of those before the last one.
    Earlier,
    /// The number of all.
    Count,
}

impl Layout {
    /// A layout that knows nothing.
    pub(crate) fn empty() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            dates: None,
            complete: false,
            codes: Codes::default(),
            tables: Vec::new(),
            record: None,
            spans: Vec::new(),
            derived: Vec::new(),
        }
    }
}

impl fmt::Display for Target {
    /// As a mapping writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case => f.write_str("case"),
            Self::Through(link) => write!(f, "through {link}"),
            Self::Gives(link) => write!(f, "gives {link}"),
            Self::Never => f.write_str("never-read"),
            Self::Ignore => f.write_str("ignore"),
            Self::Fact { name, .. } => f.write_str(name),
            Self::Field { list, field, .. } => write!(f, "{}.{field}", list.name),
        }
    }
}

impl Target {
    /// The kind of row of another table that it names.
    pub(crate) fn through(&self) -> Option<&str> {
        match self {
            Self::Through(link) => Some(link),
            Self::Case
            | Self::Gives(_)
            | Self::Never
            | Self::Ignore
            | Self::Fact { .. }
            | Self::Field { .. } => None,
        }
    }

    /// The kind of row by which others name the row.
    pub(crate) fn gives(&self) -> Option<&str> {
        match self {
            Self::Gives(link) => Some(link),
            Self::Case
            | Self::Through(_)
            | Self::Never
            | Self::Ignore
            | Self::Fact { .. }
            | Self::Field { .. } => None,
        }
    }

    /// The list of which it is a field.
    pub(crate) fn list(&self) -> Option<&'static List> {
        match self {
            Self::Field { list, .. } => Some(list),
            Self::Case
            | Self::Through(_)
            | Self::Gives(_)
            | Self::Never
            | Self::Ignore
            | Self::Fact { .. } => None,
        }
    }

    /// Whether it is the date by which a list is ordered.
    pub(crate) fn is_day_of(&self, list: &List) -> bool {
        matches!(self, Self::Field { list: of, field, .. } if *of == list && field == list.key())
    }
}

impl Column {
    /// Whether any of it is kept.
    pub(crate) fn is_kept(&self) -> bool {
        let is_kept = |to: &Target| !matches!(to, Target::Never | Target::Ignore);
        self.to.iter().any(is_kept)
    }

    /// Whether it holds dates.
    pub(crate) fn is_date(&self) -> bool {
        self.to.iter().any(|to| match to {
            Target::Fact { kind, .. } | Target::Field { kind, .. } => kind.is_date(),
            Target::Case
            | Target::Through(_)
            | Target::Gives(_)
            | Target::Never
            | Target::Ignore => false,
        })
    }
}
