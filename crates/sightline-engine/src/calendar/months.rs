use chrono::{Datelike as _, Months, NaiveDate};

/// The months, as people write them.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of the month with this name: whole, its first three letters or `sept`, in any case, with or without a full stop.
///
/// ```
/// use sightline_engine::calendar::month_named;
///
/// assert_eq!(month_named("Sept."), Some(9));
/// assert_eq!(month_named("ma"), None);
/// ```
#[must_use]
pub fn month_named(text: &str) -> Option<u32> {
    let text = text.trim_end_matches('.').to_lowercase();
    let is_short = text.len() == 3;
    let at = MONTHS.iter().position(|month| {
        *month == text
            || (is_short && month.starts_with(&text))
            || (text == "sept" && *month == "september")
    })?;
    u32::try_from(at + 1).ok()
}

/// `from` plus `n` months: the same day number, else the month's last day.
///
/// ```
/// use chrono::NaiveDate;
/// use sightline_engine::calendar::add_months;
///
/// let review = NaiveDate::from_ymd_opt(2025, 11, 30).unwrap();
/// assert_eq!(add_months(review, 3), NaiveDate::from_ymd_opt(2026, 2, 28));
/// ```
#[must_use]
pub fn add_months(from: NaiveDate, n: i64) -> Option<NaiveDate> {
    let months = u32::try_from(n.unsigned_abs()).ok().map(Months::new)?;
    if n < 0 {
        from.checked_sub_months(months)
    } else {
        from.checked_add_months(months)
    }
}

/// Whole months from one date to another: the most months that can be added to the earlier without passing the later.
///
/// Negative when `to` is earlier.
#[must_use]
pub fn months_between(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return -months_between(to, from);
    }
    let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let most = month(to) - month(from);
    match add_months(from, most) {
        Some(day) if day <= to => most,
        _ => most - 1,
    }
}

/// Age in whole years on a day; absent before birth. Whoever was born on 29 February turns a year older on 1 March in other years.
#[must_use]
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> Option<i64> {
    let had_birthday = (day.month(), day.day()) >= (birth.month(), birth.day());
    let years = i64::from(day.year()) - i64::from(birth.year());
    (day >= birth).then(|| if had_birthday { years } else { years - 1 })
}
