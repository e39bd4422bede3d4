use std::fmt;

use chrono::NaiveDate;

use crate::exact::Exact;

/// A value as it goes into and comes out of a script.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum ScriptValue {
    /// `()`: there is none.
    #[default]
    Nothing,
    /// True or false.
    Bool(bool),
    /// A number, exact.
    Number(Exact),
    /// What `points(n, out_of)` gives.
    Points(Exact, Exact),
    /// Text, an option or a grade.
    Text(String),
    /// A date.
    Date(NaiveDate),
    /// A list.
    List(Vec<ScriptValue>),
    /// Named values, in the order of their names.
    Map(Vec<(String, ScriptValue)>),
}

impl fmt::Debug for ScriptValue {
    /// Shows the kind and hides the value: it may be about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(…)", self.kind())
    }
}

impl ScriptValue {
    /// What it is, as an author would say it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Points(..) => "points",
            Self::Text(_) => "text",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}
