//! Case records with a history, for the measures: plans, conferences, reviews, referrals and workers, and no child's story.

use chrono::{Days, NaiveDate};
use serde_json::{Value as Json, json};

use super::Chance;

const SEED: u64 = 20_260_131;
/// The first days of the three quarters.
const QUARTERS: [(i32, u32); 3] = [(2025, 4), (2025, 7), (2025, 10)];

/// In each quarter: repeat plans in a thousand, reviews held in time, children who took part, conferences in time.
const STORY: [[i64; 4]; 3] = [
    [110, 985, 870, 930],
    [140, 975, 900, 940],
    [160, 990, 925, 955],
];

/// One line a child.
pub(super) fn lines() -> Vec<String> {
    let mut lines = Vec::new();
    for (n, ((year, month), story)) in QUARTERS.into_iter().zip(STORY).enumerate() {
        let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        let [again, timely, took_part, in_time] = story;
        let mut chance = Chance::named(SEED, &format!("quarter {n}"));
        for child in 0..58 {
            lines.push(plan(&format!("P-{n}{child:03}"), first, again, &mut chance));
        }
        for child in 0..150 {
            let id = format!("L-{n}{child:03}");
            let reviews = review(first, timely, took_part, &mut chance);
            let history = json!({"reviews": reviews, "workers": officer(child)});
            lines.push(line(&id, &history));
        }
        for child in 0..40 {
            let id = format!("E-{n}{child:03}");
            lines.push(enquiry(&id, first, in_time, &mut chance));
        }
    }
    lines
}

fn day(first: NaiveDate, chance: &mut Chance) -> NaiveDate {
    after(first, chance.between(0, 88))
}

fn after(day: NaiveDate, days: i64) -> NaiveDate {
    let days = Days::new(u64::try_from(days).unwrap_or(0));
    day.checked_add_days(days).unwrap_or(day)
}

fn before(day: NaiveDate, days: i64) -> NaiveDate {
    let days = Days::new(u64::try_from(days).unwrap_or(0));
    day.checked_sub_days(days).unwrap_or(day)
}

fn line(id: &str, history: &Json) -> String {
    json!({"case": id, "fields": {}, "history": history}).to_string()
}

/// A plan that starts; a few children had one before, and of one in a hundred nobody wrote down whether.
fn plan(id: &str, first: NaiveDate, again: i64, chance: &mut Chance) -> String {
    let started = day(first, chance);
    let mut plans = Vec::new();
    let repeats = chance.in_thousand(again);
    if repeats {
        let ended = before(started, chance.between(100, 1200));
        let began = before(ended, chance.between(90, 500));
        plans.push(json!({"started_on": began.to_string(), "ended_on": ended.to_string(), "previous_plans": 0}));
    }
    let mut plan = json!({"started_on": started.to_string()});
    if !chance.in_thousand(10) {
        plan["previous_plans"] = json!(u8::from(repeats));
    }
    plans.push(plan);
    line(id, &json!({"plans": plans}))
}

/// A review of a child in care, with when it was due and how the child took part.
fn review(first: NaiveDate, timely: i64, took_part: i64, chance: &mut Chance) -> Json {
    let held = day(first, chance);
    let due = if chance.in_thousand(timely) {
        after(held, chance.between(0, 12))
    } else {
        before(held, chance.between(1, 9))
    };
    let code = match chance.in_thousand(took_part) {
        true => ["PN1", "PN1", "PN2", "PN3", "PN5", "PN6"]
            .get(chance.below(6))
            .copied()
            .unwrap_or("PN1"),
        false => ["PN4", "PN7"]
            .get(chance.below(2))
            .copied()
            .unwrap_or("PN7"),
    };
    json!([{
        "kind": "cic",
        "held_on": held.to_string(),
        "due_on": due.to_string(),
        "participation": code,
    }])
}

/// An enquiry that led to an initial conference.
fn enquiry(id: &str, first: NaiveDate, in_time: i64, chance: &mut Chance) -> String {
    let held = day(first, chance);
    let days = if chance.in_thousand(in_time) {
        chance.between(12, 19)
    } else {
        chance.between(27, 40)
    };
    let started = before(held, days);
    line(
        id,
        &json!({"section_47": [{
            "started_on": started.to_string(),
            "conference_on": held.to_string(),
        }], "referrals": [{"received_on": started.to_string()}]}),
    )
}

/// The reviewing officer of a child; every fourth works three days a week.
fn officer(child: usize) -> Json {
    let n = child % 9;
    let fte = if n.is_multiple_of(4) { 0.6 } else { 1.0 };
    json!([{"worker": format!("S-3{n}"), "role": "reviewing-officer", "fte": fte, "started_on": "2024-09-02"}])
}
