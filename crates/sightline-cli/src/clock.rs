//! The one place that knows what day it is.

use chrono::{Local, NaiveDate};

/// Today, as the clock on the wall has it.
pub(crate) fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// This very second, as a text that is not there twice.
pub(crate) fn stamp() -> String {
    Local::now().format("%Y-%m-%dT%H:%M:%S%.3f").to_string()
}
