use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use crate::exact::Exact;

/// What is known of a case before the audit.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// Its pseudonymous id.
    pub id: String,
    /// Facts by name; those the template does not declare are never looked at.
    pub facts: BTreeMap<String, FactValue>,
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
