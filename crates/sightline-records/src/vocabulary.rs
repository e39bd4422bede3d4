//! The names under which a case is known, one for all layouts.
//!
//! A measure or template that reads `history.plans` or `record.in_care_since` works with every layout that fills it, so the
//! names stand here once. A mapping may add names of a council's own; then it says of what kind they are.

mod facts;
mod lists;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sightline_engine::model::FactValue;

pub use facts::FACTS;
pub use lists::LISTS;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A day.
    Date,
    /// A day that may lie ahead, such as the day by which something is due.
    DueDate,
    /// A number.
    Number,
    /// `yes` or `no`.
    YesNo,
    /// Words as they stand.
    Text,
    /// A code of a return, without the words beside it.
    Code,
    /// Several codes, with semicolons between them: a list or a block of yes and no in JSON, or text as it stands.
    Codes,
    /// One of a list of codes, named as in `layouts/codes.yaml`.
    OneOf(&'static str),
}

/// A list of a case's history.
#[derive(Debug)]
pub struct List {
    /// Its name, after `history.`.
    pub name: &'static str,
    /// What a row of it is.
    pub about: &'static str,
    /// Its fields. The first is the date by which the list is ordered and without which a row says nothing.
    pub fields: &'static [Name],
    /// A second field that tells rows of one day apart.
    pub apart: Option<&'static str>,
}

/// A fact, or a field of a list.
#[derive(Debug)]
pub struct Name {
    /// As scripts write it.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

impl PartialEq for List {
    /// Lists are told apart by their names.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for List {}

impl List {
    /// The list with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.name == name)
    }

    /// The field with this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Name> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The name of the day by which a row was due, which stands for the date of one that has not come about.
    #[must_use]
    pub fn due(&self) -> Option<&'static str> {
        let second = self
            .fields
            .get(1)
            .filter(|field| field.kind == Kind::DueDate);
        second.map(|field| field.name)
    }

    /// The day that a row of it is about.
    #[must_use]
    pub fn day(&self, values: &BTreeMap<String, FactValue>) -> Option<NaiveDate> {
        let day = |name: &str| match values.get(name) {
            Some(FactValue::Date(day)) => Some(*day),
            _ => None,
        };
        day(self.key()).or_else(|| self.due().and_then(day))
    }

    /// The name of the date by which it is ordered.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.fields.first().map_or("", |field| field.name)
    }
}

impl Name {
    /// The fact with this name.
    #[must_use]
    pub fn fact(name: &str) -> Option<&'static Self> {
        FACTS.iter().find(|fact| fact.name == name)
    }
}

impl Kind {
    /// The kind that a mapping names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date" => Self::Date,
            "due-date" => Self::DueDate,
            "number" => Self::Number,
            "yes-no" => Self::YesNo,
            "text" => Self::Text,
            "code" => Self::Code,
            "codes" => Self::Codes,
            _ => return None,
        })
    }

    /// Its name in a mapping.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DueDate => "due-date",
            Self::Number => "number",
            Self::YesNo => "yes-no",
            Self::Text => "text",
            Self::Code => "code",
            Self::Codes => "codes",
            Self::OneOf(codes) => codes,
        }
    }

    /// Whether it is a day of any sort.
    #[must_use]
    pub fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::DueDate)
    }
}

const fn date(name: &'static str) -> Name {
    of(name, Kind::Date)
}

const fn due(name: &'static str) -> Name {
    of(name, Kind::DueDate)
}

const fn text(name: &'static str) -> Name {
    of(name, Kind::Text)
}

const fn code(name: &'static str) -> Name {
    of(name, Kind::Code)
}

const fn codes(name: &'static str) -> Name {
    of(name, Kind::Codes)
}

const fn yes_no(name: &'static str) -> Name {
    of(name, Kind::YesNo)
}

const fn number(name: &'static str) -> Name {
    of(name, Kind::Number)
}

const fn one_of(name: &'static str, codes: &'static str) -> Name {
    of(name, Kind::OneOf(codes))
}

const fn of(name: &'static str, kind: Kind) -> Name {
    Name { name, kind }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_list_is_ordered_by_a_date_and_every_name_is_there_once() {
        let mut names = BTreeSet::new();
        for list in LISTS {
            assert!(names.insert(list.name), "{}", list.name);
            assert!(list.fields[0].kind.is_date(), "{}", list.name);
            let fields: BTreeSet<_> = list.fields.iter().map(|field| field.name).collect();
            assert_eq!(fields.len(), list.fields.len(), "{}", list.name);
            assert!(list.apart.is_none_or(|apart| fields.contains(apart)));
        }
        assert!(FACTS.iter().all(|fact| names.insert(fact.name)));
    }
}
