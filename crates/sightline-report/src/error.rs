use std::fmt;

use sightline_engine::personal::Kind;
use sightline_engine::{Diagnostics, Span};
use thiserror::Error;

/// Why a report could not be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The report's own text has mistakes.
    #[error("{0}")]
    Template(Diagnostics),
    /// Words that could name somebody, in a report for everybody or for children.
    #[error("{} could name somebody, so no report was made; the first is {}", things(.0.len()), first(.0))]
    Personal(Vec<Personal>),
    /// A number that earlier publications give away, whatever is hidden now.
    #[error("earlier publications give away {0}, so no public report was made")]
    GivenAway(String),
    /// Only everybody's and a service's audits are enough to be published.
    #[error(
        "a report for everybody is on all audits or on those of a service: one team or one template has too few"
    )]
    NotPublic,
    /// Where numbers are small, services are told together, and then there is nothing to say of one by itself.
    #[error(
        "no number about the service `{service}` by itself can be published for {period}: numbers are small, so all services are told together; make the report on all audits"
    )]
    ServiceNotTold {
        /// The service that was asked for.
        service: String,
        /// The period, as readers see it.
        period: String,
    },
    /// The report's text names its team, and none was asked for.
    #[error("this report is about one team, and none is named")]
    OneTeam,
    /// Counts that do not add up: a fault in what they were made from.
    #[error("the figures do not fit together: {0}")]
    Inconsistent(String),
    /// A file could not be put together.
    #[error("the report's file could not be put together: {0}")]
    Packing(String),
    /// A PDF could not be set, or would not have been one that everybody can read.
    #[error("the PDF could not be made: {0}")]
    Typesetting(String),
}

/// Something in a report's text that could name somebody; what it is, and never the words themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// Where it was typed, where that is known.
    pub at: Option<Span>,
    /// The part of the report that prints it.
    pub part: String,
    /// What it looks like: `a date of birth`.
    pub what: Kind,
}

impl fmt::Display for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            Some(at) => write!(f, "{} at {at}, printed in {}", self.what, self.part),
            None => write!(f, "{} in {}", self.what, self.part),
        }
    }
}

fn things(n: usize) -> String {
    match n {
        1 => "something in a text".to_owned(),
        n => format!("{n} things in texts"),
    }
}

fn first(all: &[Personal]) -> String {
    all.first().map_or_else(String::new, ToString::to_string)
}
