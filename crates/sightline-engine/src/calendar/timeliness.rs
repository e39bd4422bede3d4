use chrono::NaiveDate;

/// Whether something was done by the day it was due.
///
/// What has not been done is never on time, however the figures would look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// Done on the due date or before.
    OnTime,
    /// Done this many days after the due date.
    Late(i64),
    /// Not done, and the due date passed this many days ago.
    Overdue(i64),
    /// Not done, and the due date has not passed.
    NotYetDue,
}

/// Compares when something was due with when it was done, if it was; `today` is the day of asking.
#[must_use]
pub fn timeliness(due: NaiveDate, done: Option<NaiveDate>, today: NaiveDate) -> Timeliness {
    let days = (done.unwrap_or(today) - due).num_days();
    match (done.is_some(), days > 0) {
        (true, false) => Timeliness::OnTime,
        (true, true) => Timeliness::Late(days),
        (false, true) => Timeliness::Overdue(days),
        (false, false) => Timeliness::NotYetDue,
    }
}
