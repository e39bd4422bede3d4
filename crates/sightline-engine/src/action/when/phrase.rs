//! The words that programmes of work use for a day, a month, a quarter, a year.

mod date;
mod quarter;

use chrono::{Days, NaiveDate};

use super::{Due, Setting, Why};
use crate::calendar::{Period, Quarter, add_months};

/// Words before a day or period that do not move its end.
const LEAD_INS: &[&str] = &[
    "to be completed by",
    "completed by",
    "complete by",
    "no later than",
    "not later than",
    "at the latest by",
    "with a target of",
    "target date",
    "target",
    "by the end of",
    "by end of",
    "before the end of",
    "the end of",
    "end of",
    "at the end of",
    "by the",
    "by",
    "in",
    "during",
    "across",
    "throughout",
    "within",
    "over",
    "until",
    "on",
    "due by",
    "due",
    "the",
    "end",
    "latest",
    "ideally",
    "approximately",
    "year",
];

/// Words that say that something goes on.
const ONGOING: &[&str] = &[
    "ongoing",
    "on going",
    "on-going",
    "continuous",
    "continuing",
    "continual",
    "rolling",
    "throughout",
    "business as usual",
    "bau",
    "permanent",
    "standing item",
    "monthly",
    "quarterly",
    "annually",
    "annual",
    "weekly",
    "termly",
    "every month",
    "every quarter",
    "every year",
    "each month",
    "each quarter",
];

/// Words for now.
const AT_ONCE: &[&str] = &[
    "with immediate effect",
    "immediate effect",
    "immediately",
    "immediate",
    "at once",
    "now",
    "straight away",
    "asap",
    "as soon as possible",
    "today",
    "forthwith",
    "urgent",
    "urgently",
];

/// Words that name something that happens.
const EVENTS: &[&str] = &[
    "review",
    "conference",
    "meeting",
    "panel",
    "inspection",
    "board",
    "supervision",
    "visit",
    "hearing",
    "appointment",
    "restructure",
    "launch",
    "once",
    "when",
    "after",
    "following",
    "subject",
    "pending",
    "recruitment",
];

/// What a phrase says of the day.
pub(super) fn due(text: &str, setting: &Setting) -> Due {
    let text = plain(text);
    if text.is_empty() {
        return Due::Untold(Why::NothingWritten);
    }
    match whole(&text, setting) {
        Ok(due) => due,
        Err(why) => {
            let parts = parts(&text);
            let read = || {
                parts
                    .iter()
                    .rev()
                    .filter_map(|part| whole(part, setting).ok())
            };
            // A day among other words is what the action is held to.
            let found = read()
                .find(|due| due.day().is_some())
                .or_else(|| read().next());
            found.unwrap_or_else(|| Due::Untold(reason(&text, why)))
        }
    }
}

fn reason(text: &str, why: Why) -> Why {
    let is_event = text
        .split(' ')
        .any(|word| EVENTS.contains(&word.trim_end_matches('s')));
    if is_event { Why::Event } else { why }
}

/// Lower case, one space between words, and no marks around them; a comma keeps its place.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().to_lowercase().chars() {
        match c {
            '\u{2010}'..='\u{2015}' => out.push('-'),
            ',' | ';' | '\n' => out.push_str(" , "),
            '(' | ')' | '\u{2018}' | '\u{2019}' | '\'' | '"' | ':' => out.push(' '),
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
    }
    let words: Vec<&str> = out.split(' ').filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    text.trim_matches([' ', ',', '.']).to_owned()
}

/// A phrase cut where another thing is said.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for cut in [" , ", " and ", " then ", " with ", " to ", " - "] {
        parts = parts.into_iter().flat_map(|part| part.split(cut)).collect();
    }
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// A phrase that says one thing.
fn whole(text: &str, setting: &Setting) -> Result<Due, Why> {
    let mut text = text.trim_matches([' ', ',', '.']);
    loop {
        if AT_ONCE.contains(&text) {
            return Ok(Due::By(setting.made_on));
        }
        if ONGOING.contains(&text) {
            return Ok(Due::Ongoing);
        }
        let known = year_words(text, setting)
            .or_else(|| date::day(text, setting.period).map(Ok))
            .or_else(|| date::month(text, setting.period))
            .or_else(|| quarter::last_day(text, setting.period))
            .or_else(|| start(text, setting))
            .or_else(|| length(text, setting.made_on).map(Ok));
        if let Some(day) = known {
            return day.map(Due::By);
        }
        let shorter = LEAD_INS.iter().filter_map(|lead| {
            let rest = text.strip_prefix(lead)?;
            rest.strip_prefix([' ', ','])
                .map(|rest| rest.trim_start_matches([' ', ',']))
        });
        // The longest lead-in leaves the least.
        match shorter.min_by_key(|rest| rest.len()) {
            Some(rest) => text = rest,
            None => return Err(Why::NotUnderstood),
        }
    }
}

/// `2025-26`, `financial year 2025/26`, `year end`.
fn year_words(text: &str, setting: &Setting) -> Option<Result<NaiveDate, Why>> {
    const OWN: &[&str] = &[
        "year end",
        "end of year",
        "end of the year",
        "end of the financial year",
        "financial year end",
        "this year",
        "in year",
        "in-year",
        "the year",
        "financial year",
        "programme",
        "end of the programme",
    ];
    if OWN.contains(&text) {
        return Some(setting.period.map(Period::last_day).ok_or(Why::NoYear));
    }
    let text = text
        .strip_prefix("financial year ")
        .or_else(|| text.strip_prefix("fy "))
        .unwrap_or(text);
    quarter::financial_year(text).map(|year| Ok(Period::Year(year).last_day()))
}

/// `start of Q3 2025-26`, `beginning of March 2026`: the first day.
fn start(text: &str, setting: &Setting) -> Option<Result<NaiveDate, Why>> {
    let rest = [
        "start of ",
        "the start of ",
        "beginning of ",
        "the beginning of ",
        "early ",
    ]
    .iter()
    .find_map(|lead| text.strip_prefix(lead))?;
    if let Some(found) = date::month(rest, setting.period) {
        return Some(found.map(|last| chrono::Datelike::with_day(&last, 1).unwrap_or(last)));
    }
    quarter::last_day(rest, setting.period)
        .map(|found| found.map(|last| Quarter::of(last).first_day()))
}

/// `within 3 months`, `6 weeks`, counted from the day the action was made; working days need a calendar, and are not read.
fn length(text: &str, made_on: NaiveDate) -> Option<NaiveDate> {
    let (n, unit) = text.split_once(' ')?;
    let n: u32 = n.parse().ok().filter(|n| *n <= 1000)?;
    match unit {
        "day" | "days" => made_on.checked_add_days(Days::new(n.into())),
        "week" | "weeks" => made_on.checked_add_days(Days::new(u64::from(n) * 7)),
        "month" | "months" => add_months(made_on, n.into()),
        "year" | "years" => add_months(made_on, i64::from(n) * 12),
        _ => None,
    }
}
