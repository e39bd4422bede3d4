//! Whether what was read of a child can be true together.
//!
//! Nothing is changed or left out for it: a record that contradicts itself is for a person to look at.

mod say;
mod together;

use chrono::NaiveDate;
use sightline_engine::model::{Case, Event, FactValue};

use crate::event::date;
use crate::problem::{Problems, Where};
use crate::vocabulary::{Kind, List};

use say::{say, wrong};

/// Which of two dates of a list comes first.
const IN_ORDER: [(&str, &str, &str); 4] = [
    ("assessments", "started_on", "authorised_on"),
    ("section_47", "started_on", "conference_on"),
    ("referrals", "received_on", "closed_on"),
    ("adoptions", "decided_on", "adopted_on"),
];

/// Names what cannot be; where the layout is `complete`, what is missing too.
pub(crate) fn check(
    case: &Case,
    today: Option<NaiveDate>,
    complete: bool,
    problems: &mut Problems,
) {
    let born = match case.facts.get("date_of_birth") {
        Some(FactValue::Date(born)) => Some(*born),
        _ => None,
    };
    for (name, events) in &case.history {
        let Some(list) = List::named(name) else {
            continue;
        };
        for event in events {
            within(list, event, "started_on", "ended_on", problems);
            for (of, start, end) in IN_ORDER {
                if of == list.name {
                    within(list, event, start, end, problems);
                }
            }
            days(list, event, born, today, problems);
        }
    }
    together::check(&case.history, problems);
    if complete {
        together::missing(&case.history, problems);
    }
    if let (Some(born), Some(today)) = (born, today)
        && born > today
        && let Some(origin) = case.sources.get("date_of_birth")
    {
        problems.add(&Where::of(origin), &wrong("the date of birth lies ahead"));
    }
}

fn within(list: &List, event: &Event, start: &str, end: &str, problems: &mut Problems) {
    if let (Some(from), Some(to)) = (date(event, start), date(event, end))
        && to < from
    {
        let message = format!("{}: `{end}` is before `{start}`", list.about);
        say(event, end, message, problems);
    }
}

fn days(
    list: &List,
    event: &Event,
    born: Option<NaiveDate>,
    today: Option<NaiveDate>,
    problems: &mut Problems,
) {
    // An unborn child may have a referral, a conference and a plan, but no child has them a year before birth.
    let earliest = born.and_then(|born| born.checked_sub_months(chrono::Months::new(10)));
    for field in list.fields.iter().filter(|field| field.kind.is_date()) {
        let Some(day) = date(event, field.name) else {
            continue;
        };
        if field.kind == Kind::Date && today.is_some_and(|today| day > today) {
            let message = format!("{}: `{}` lies ahead", list.about, field.name);
            say(event, field.name, message, problems);
        }
        if earliest.is_some_and(|earliest| day < earliest) {
            let message = format!(
                "{}: `{}` is before the child's birth",
                list.about, field.name
            );
            say(event, field.name, message, problems);
        }
    }
}
