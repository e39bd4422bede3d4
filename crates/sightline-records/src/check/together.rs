//! What events say of each other, after the checks that the returns themselves are put through.

use std::collections::BTreeMap;

use sightline_engine::model::{Event, FactValue};

use super::say::say;
use crate::event::date;
use crate::problem::Problems;
use crate::vocabulary::List;

/// Lists of which one runs at a time.
const ONE_AT_A_TIME: [&str; 3] = ["plans", "child_in_need_plans", "care_periods"];

/// Lists whose rows follow from a referral.
const FOLLOWS_A_REFERRAL: [(&str, &str); 3] = [
    ("section_47", "an enquiry under section 47"),
    ("child_in_need_plans", "a child in need plan"),
    ("plans", "a child protection plan"),
];

type History = BTreeMap<String, Vec<Event>>;

pub(super) fn check(history: &History, problems: &mut Problems) {
    for name in ONE_AT_A_TIME {
        if let Some((list, events)) = List::named(name).zip(history.get(name)) {
            one_at_a_time(list, events, problems);
        }
    }
    assessments(history, problems);
    plans_and_conferences(history, problems);
    reviews_and_plans(history, problems);
}

fn of<'a>(history: &'a History, list: &str) -> &'a [Event] {
    history.get(list).map_or(&[], Vec::as_slice)
}

fn one_at_a_time(list: &List, events: &[Event], problems: &mut Problems) {
    for pair in events.windows(2) {
        let [one, next] = pair else { continue };
        let Some(start) = date(next, "started_on") else {
            continue;
        };
        let message = match date(one, "ended_on") {
            None => format!("{} starts while another is open", list.about),
            Some(end) if start < end => {
                format!("{} starts before the one before it ended", list.about)
            }
            Some(_) => continue,
        };
        say(next, "started_on", message, problems);
    }
}

/// An assessment answers a referral, so it does not start before all of them.
fn assessments(history: &History, problems: &mut Problems) {
    let referrals = of(history, "referrals").iter();
    let Some(first) = referrals.filter_map(|one| date(one, "received_on")).min() else {
        return;
    };
    for one in of(history, "assessments") {
        if date(one, "started_on").is_some_and(|start| start < first) {
            say(
                one,
                "started_on",
                "an assessment starts before the child's first referral",
                problems,
            );
        }
    }
}

/// What a return that holds everything should hold and does not: the factors that an authorised assessment found, and a
/// referral before whatever follows from one.
pub(super) fn missing(history: &History, problems: &mut Problems) {
    for one in of(history, "assessments") {
        if date(one, "authorised_on").is_some() && !one.values.contains_key("factors") {
            let message = "an assessment is authorised and names no factors";
            say(one, "authorised_on", message, problems);
        }
    }
    let referrals = of(history, "referrals").iter();
    let Some(first) = referrals.filter_map(|one| date(one, "received_on")).min() else {
        return;
    };
    for (name, about) in FOLLOWS_A_REFERRAL {
        for one in of(history, name) {
            if date(one, "started_on").is_some_and(|start| start < first) {
                let message = format!("{about} starts before the child's first referral");
                say(one, "started_on", message, problems);
            }
        }
    }
}

/// A plan starts on the day of its conference, unless it was transferred in.
fn plans_and_conferences(history: &History, problems: &mut Problems) {
    let conferences = of(history, "conferences");
    let days: Vec<_> = conferences
        .iter()
        .filter_map(|one| date(one, "held_on"))
        .collect();
    let Some(first) = days.iter().min() else {
        return;
    };
    for plan in of(history, "plans") {
        let Some(start) = date(plan, "started_on") else {
            continue;
        };
        let is_known = start >= *first && days.contains(&start);
        let transferred =
            plan.values.get("transfer_in") == Some(&FactValue::Text("yes".to_owned()));
        if !is_known && !transferred {
            say(
                plan,
                "started_on",
                "a child protection plan starts on a day without a conference",
                problems,
            );
        }
    }
}

/// A review of a plan is held while the plan runs, and after its first day.
fn reviews_and_plans(history: &History, problems: &mut Problems) {
    let plans = of(history, "plans");
    if plans.is_empty() {
        return;
    }
    let is_cp = |one: &&Event| one.values.get("kind") == Some(&FactValue::Text("cp".to_owned()));
    for review in of(history, "reviews").iter().filter(is_cp) {
        let Some(held) = date(review, "held_on") else {
            continue;
        };
        let covers = |plan: &Event| {
            date(plan, "started_on").is_some_and(|start| start < held)
                && date(plan, "ended_on").is_none_or(|end| held <= end)
        };
        if !plans.iter().any(covers) {
            say(
                review,
                "held_on",
                "a review of a child protection plan is held while there is none",
                problems,
            );
        }
    }
}
