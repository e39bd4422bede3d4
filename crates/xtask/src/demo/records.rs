//! Case records with a history, for the measures: plans, conferences, reviews, referrals and workers, and no child's story.

mod story;

use chrono::{Days, Months, NaiveDate};
use serde_json::{Value as Json, json};

use story::{STORY, Story};

use super::Chance;

const SEED: u64 = 20_260_131;
/// The first days of the three quarters.
const QUARTERS: [(i32, u32); 3] = [(2025, 4), (2025, 7), (2025, 10)];
/// The day on which the records were taken; what comes later is in none of them.
const TAKEN: Option<NaiveDate> = NaiveDate::from_ymd_opt(2025, 12, 31);

/// Children in care who have a review in the quarter, beside those who came into care in it.
const REVIEWED: i64 = 150;
/// Children who came into care in the quarter; they have two reviews in it.
const NEW: i64 = 12;
const PLANS: i64 = 58;
const CONFERENCES: i64 = 40;
const OFFICERS: i64 = 9;

/// One line a child.
pub(super) fn lines() -> Vec<String> {
    let mut lines = Vec::new();
    for (n, ((year, month), story)) in QUARTERS.into_iter().zip(&STORY).enumerate() {
        let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default();
        let mut chance = Chance::named(SEED, &format!("quarter {n}"));
        for child in 0..PLANS {
            lines.push(plan(&format!("P-{n}{child:03}"), first, story, &mut chance));
        }
        for child in 0..PLANS {
            let is_late = is_one_of(story.late_conferences, child, PLANS);
            let id = format!("R-{n}{child:03}");
            lines.push(on_a_plan(&id, first, is_late, &mut chance));
        }
        for child in 0..REVIEWED {
            let is_late = is_one_of(story.late, child, REVIEWED);
            let id = format!("L-{n}{child:03}");
            lines.push(in_care(&id, child, first, (is_late, story), &mut chance));
        }
        for child in 0..NEW {
            let id = format!("N-{n}{child:03}");
            lines.push(new_in_care(&id, child, first, story, &mut chance));
        }
        for child in 0..CONFERENCES {
            let id = format!("E-{n}{child:03}");
            lines.push(enquiry(&id, first, story.in_time, &mut chance));
        }
    }
    lines
}

/// Whether this child is among so many of all, spread evenly.
fn is_one_of(some: i64, child: i64, all: i64) -> bool {
    (child + 1) * some / all > child * some / all
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

fn months_before(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

/// A day as the records have it: nothing where it had not come when they were taken.
fn known(day: NaiveDate) -> Option<String> {
    TAKEN
        .is_none_or(|taken| day <= taken)
        .then(|| day.to_string())
}

fn set(row: &mut Json, name: &str, value: impl Into<Json>) {
    if let Some(row) = row.as_object_mut() {
        row.insert(name.to_owned(), value.into());
    }
}

fn line(id: &str, history: &Json) -> String {
    json!({"case": id, "fields": {}, "history": history}).to_string()
}

/// A plan that starts; a few children had one before, and of one in a hundred nobody wrote down whether. A third end after some months.
fn plan(id: &str, first: NaiveDate, story: &Story, chance: &mut Chance) -> String {
    let started = day(first, chance);
    let mut plans = Vec::new();
    let repeats = chance.in_thousand(story.again);
    if repeats {
        let ended = before(started, chance.between(100, 1200));
        let began = before(ended, chance.between(90, 500));
        plans.push(json!({"started_on": began.to_string(), "ended_on": ended.to_string(), "previous_plans": 0}));
    }
    let mut this = json!({"started_on": started.to_string()});
    if !chance.in_thousand(10) {
        set(&mut this, "previous_plans", u8::from(repeats));
    }
    if chance.in_thousand(340)
        && let Some(ended) = known(after(started, chance.between(95, 230)))
    {
        set(&mut this, "ended_on", ended);
    }
    plans.push(this);
    line(id, &json!({"plans": plans}))
}

/// A plan of months ago, with a review conference in the quarter; a few have been open for over a year and a half.
fn on_a_plan(id: &str, first: NaiveDate, is_late: bool, chance: &mut Chance) -> String {
    let (held, due) = held_and_due(first, is_late, chance);
    let months = [3, 3, 3, 9, 9, 9, 9, 15, 15, 21];
    let months = chance.pick(&months).copied().unwrap_or(3);
    let started = months_before(due, months);
    let mut plan = json!({"started_on": started.to_string(), "previous_plans": 0});
    let ends = chance.in_thousand(400);
    if ends {
        set(&mut plan, "ended_on", held.to_string());
    }
    let review = json!({
        "kind": "cp",
        "held_on": held.to_string(),
        "due_on": due.to_string(),
        "plan_continues": if ends { "no" } else { "yes" },
    });
    // What the child was referred for stands in the records too, or they would seem to begin with this year's enquiries.
    let referred = json!([{"received_on": before(started, 45).to_string()}]);
    line(
        id,
        &json!({"plans": [plan], "reviews": [review], "referrals": referred}),
    )
}

/// A child in care with one review in the quarter.
fn in_care(
    id: &str,
    child: i64,
    first: NaiveDate,
    (is_late, story): (bool, &Story),
    chance: &mut Chance,
) -> String {
    let (held, due) = held_and_due(first, is_late, chance);
    let reviews = [review(held, due, story, chance)];
    let records = [record(held, story, chance)];
    // Most have had their officer since last year.
    let officer = officer(child, NaiveDate::from_ymd_opt(2024, 9, 2));
    line(
        id,
        &json!({"reviews": reviews, "records": records, "workers": officer}),
    )
}

/// A child who came into care early in the quarter: the first review within 20 working days, and the second three months on.
fn new_in_care(
    id: &str,
    child: i64,
    first: NaiveDate,
    story: &Story,
    chance: &mut Chance,
) -> String {
    let began = after(first, chance.between(0, 6));
    let held = after(began, chance.between(14, 20));
    let due = after(began, 24);
    let again = after(held, chance.between(58, 62));
    let reviews = [
        review(held, due, story, chance),
        review(again, after(held, 88), story, chance),
    ];
    let records = [record(held, story, chance), record(again, story, chance)];
    let officer = officer(child, Some(began));
    line(
        id,
        &json!({"reviews": reviews, "records": records, "workers": officer}),
    )
}

fn held_and_due(first: NaiveDate, is_late: bool, chance: &mut Chance) -> (NaiveDate, NaiveDate) {
    let held = day(first, chance);
    let due = if is_late {
        before(held, chance.between(1, 9))
    } else {
        after(held, chance.between(0, 12))
    };
    (held, due)
}

/// A review of a child in care, with when it was due and how the child took part.
fn review(held: NaiveDate, due: NaiveDate, story: &Story, chance: &mut Chance) -> Json {
    let codes: &[&str] = if chance.in_thousand(story.took_part) {
        &["PN1", "PN1", "PN2", "PN3", "PN5", "PN6"]
    } else {
        &["PN4", "PN7"]
    };
    json!({
        "kind": "cic",
        "held_on": held.to_string(),
        "due_on": due.to_string(),
        "participation": chance.pick(codes),
    })
}

/// When the decisions of a review and its record went out.
fn record(held: NaiveDate, story: &Story, chance: &mut Chance) -> Json {
    let decisions = if chance.in_thousand(story.decisions) {
        chance.between(1, 7)
    } else {
        chance.between(10, 16)
    };
    let distributed = if chance.in_thousand(story.distributed) {
        chance.between(14, 28)
    } else {
        chance.between(33, 50)
    };
    let mut record = json!({"held_on": held.to_string()});
    for (name, days) in [("decisions_on", decisions), ("distributed_on", distributed)] {
        if let Some(day) = known(after(held, days)) {
            set(&mut record, name, day);
        }
    }
    record
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
    let mut referrals = Vec::new();
    // Now and then a child was referred before, and not always long ago.
    if chance.in_thousand(240) {
        let earlier = before(started, chance.between(40, 700));
        referrals.push(json!({"received_on": earlier.to_string()}));
    }
    referrals.push(json!({"received_on": started.to_string()}));
    line(
        id,
        &json!({"section_47": [{
            "started_on": started.to_string(),
            "conference_on": held.to_string(),
        }], "referrals": referrals}),
    )
}

/// The reviewing officer of a child; every fourth works three days a week.
fn officer(child: i64, since: Option<NaiveDate>) -> Json {
    let n = child % OFFICERS;
    let fte = if n % 4 == 0 { 0.6 } else { 1.0 };
    json!([{"worker": format!("S-3{n}"), "role": "reviewing-officer", "fte": fte, "started_on": since.map(|day| day.to_string())}])
}
