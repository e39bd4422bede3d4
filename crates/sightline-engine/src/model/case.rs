use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::exact::Exact;

/// What is known of a case before the audit.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Its pseudonymous id.
    pub id: String,
    /// Facts by name; those the template does not declare are never looked at.
    pub facts: BTreeMap<String, FactValue>,
    /// What happened before (`plans`, `reviews`, `episodes` and the like): lists by name, each in order of time.
    pub history: BTreeMap<String, Vec<Event>>,
    /// Where facts were read, for those that an import brought.
    pub sources: BTreeMap<String, Origin>,
}

/// One row of a case's history: a plan, a review, a placement.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Event {
    /// What is known of it, by name.
    pub values: BTreeMap<String, FactValue>,
    /// Where it was read; its column is that of no value in particular.
    pub origin: Option<Origin>,
    /// The column of the file that each value stood in, shared by all rows of a table.
    pub columns: Arc<BTreeMap<String, String>>,
}

impl fmt::Debug for Event {
    /// Says where it was read and hides what it says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

/// A place in a file that was imported, counted as a reader of the file counts: the first row is 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file's name, without its folder.
    pub file: Arc<str>,
    /// The sheet of a workbook, or the element of a document.
    pub sheet: Option<Arc<str>>,
    /// The row, or the line.
    pub row: u64,
    /// The column's heading.
    pub column: Option<Arc<str>>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, ", {sheet}")?;
        }
        write!(f, ", row {}", self.row)?;
        match &self.column {
            Some(column) => write!(f, ", {column}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Case {
    /// Names the case and hides its facts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Case")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// One fact.
#[derive(Clone, PartialEq, Eq)]
pub enum FactValue {
    /// Text, a choice, or `yes` and `no`.
    Text(String),
    /// A number.
    Number(Exact),
    /// A date.
    Date(NaiveDate),
}

impl fmt::Debug for FactValue {
    /// Hides the value and shows its kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Number(_) => "Number(…)",
            Self::Date(_) => "Date(…)",
        })
    }
}
