//! The one place that knows what day it is.

use chrono::{Local, NaiveDate};

/// Today, as the clock on the wall has it.
pub(crate) fn today() -> NaiveDate {
    Local::now().date_naive()
}
