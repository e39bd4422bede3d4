//! What is known of a made-up case.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use sightline_engine::Exact;
use sightline_engine::model::{Case, Fact, FactKind, FactValue};

use super::chance::Chance;

/// What brings a child to the authority's notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Life {
    /// A child protection plan, not the first.
    PlanAgain,
    /// A plan or help at home.
    AtHome,
    /// In care.
    InCare,
    /// In care since a few weeks ago.
    NewInCare,
}

/// A case with a value for every fact that the story knows, and a likely one for every other.
pub(crate) fn case(id: String, life: Life, seen_on: NaiveDate, facts: &[Fact], chance: &mut Chance) -> Case {
    let age = match life {
        Life::InCare => chance.between(3, 17),
        Life::PlanAgain | Life::AtHome | Life::NewInCare => chance.between(1, 15),
    };
    let mut known = BTreeMap::new();
    let frame = Frame { life, seen_on, age, days_in_care: days_in_care(life, age, chance) };
    for fact in facts {
        let value = match &fact.kind {
            FactKind::Date => date(&fact.id, &frame, chance).map(FactValue::Date),
            FactKind::Number => number(&fact.id, &frame, chance).map(|n| FactValue::Number(Exact::from(n))),
            FactKind::Choice(options) => choice(&fact.id, options, &frame, chance).map(FactValue::Text),
            FactKind::YesNo => Some(FactValue::Text(if chance.in_thousand(850) { "yes" } else { "no" }.to_owned())),
            FactKind::Text => text(&fact.id, &frame, chance).map(|one| FactValue::Text(one.to_owned())),
        };
        known.extend(value.map(|value| (fact.id.clone(), value)));
    }
    Case { id, facts: known }
}

struct Frame {
    life: Life,
    seen_on: NaiveDate,
    age: i64,
    days_in_care: Option<i64>,
}

fn days_in_care(life: Life, age: i64, chance: &mut Chance) -> Option<i64> {
    match life {
        Life::InCare => Some(chance.between(130, (age * 365 - 60).min(2200))),
        Life::NewInCare => Some(chance.between(9, 40)),
        Life::PlanAgain | Life::AtHome => None,
    }
}

impl Frame {
    fn before(&self, days: i64) -> NaiveDate {
        let back = Days::new(u64::try_from(days).unwrap_or(0));
        self.seen_on.checked_sub_days(back).unwrap_or(self.seen_on)
    }

    fn within(&self, least: i64, most: i64, chance: &mut Chance) -> NaiveDate {
        self.before(chance.between(least, most))
    }
}

fn date(id: &str, frame: &Frame, chance: &mut Chance) -> Option<NaiveDate> {
    let has = |part: &str| id.contains(part);
    if id == "date_of_birth" {
        return Some(frame.before(frame.age * 365 + chance.between(10, 350)));
    }
    if id == "in_care_since" {
        return frame.days_in_care.map(|days| frame.before(days));
    }
    if has("adoption") || has("ceremony") {
        return None;
    }
    if has("meeting_on") {
        return Some(if id == "meeting_on" { frame.before(0) } else { frame.within(80, 180, chance) });
    }
    if has("previous_plan") || has("earlier_plan") {
        // The earlier plan began some three years ago and ended some two years ago.
        let ended = has("end");
        return Some(if ended { frame.within(320, 1100, chance) } else { frame.within(1250, 1600, chance) });
    }
    if has("plan_start") || has("plan_began") || has("plan_on") {
        return Some(frame.within(12, 60, chance));
    }
    if has("issued") || has("sent") || has("completed") || has("due") {
        return None;
    }
    if has("visit") || has("seen") || has("contact") || has("supervision") {
        return chance.in_thousand(930).then(|| frame.within(2, 45, chance));
    }
    chance.in_thousand(850).then(|| frame.within(15, 150, chance))
}

fn number(id: &str, frame: &Frame, chance: &mut Chance) -> Option<i64> {
    let has = |part: &str| id.contains(part);
    if has("previous_plan") || has("plans") {
        return Some(if frame.life == Life::PlanAgain { chance.between(1, 2) } else { 0 });
    }
    if has("wellbeing") {
        return chance.in_thousand(700).then(|| chance.between(6, 27));
    }
    Some(chance.between(1, 5))
}

fn choice(id: &str, options: &[String], frame: &Frame, chance: &mut Chance) -> Option<String> {
    let offers = |word: &str| options.iter().find(|one| *one == word).cloned();
    if id.contains("permanence") {
        return match frame.life {
            Life::PlanAgain | Life::AtHome => None,
            Life::InCare | Life::NewInCare if frame.age >= 16 => offers("leaving-care"),
            Life::InCare | Life::NewInCare => {
                let usual = ["long-term-fostering", "special-guardianship", "reunification", "residential"];
                offers(chance.pick(&usual)?)
            }
        };
    }
    if id.contains("participation") {
        let code = if frame.age < 4 { "PN0" } else { *chance.pick(&["PN1", "PN1", "PN2", "PN3", "PN5"])? };
        return offers(code);
    }
    if id == "meeting_type" {
        return match frame.life {
            Life::InCare | Life::NewInCare => offers("care-review"),
            Life::PlanAgain => offers("initial-conference"),
            Life::AtHome => offers("review-conference"),
        };
    }
    if id.contains("plan_type") || id == "plan" || id.contains("service_area") {
        let wanted: &[&str] = match frame.life {
            Life::InCare | Life::NewInCare if frame.age >= 17 => &["care-leaver", "cic", "child-in-care"],
            Life::InCare | Life::NewInCare => &["cic", "child-in-care", "in-care"],
            Life::PlanAgain => &["cp", "child-protection"],
            Life::AtHome if chance.in_thousand(500) => &["cin", "child-in-need"],
            Life::AtHome => &["cp", "child-protection"],
        };
        return wanted.iter().find_map(|word| offers(word));
    }
    chance.pick(options).cloned()
}

fn text(id: &str, frame: &Frame, chance: &mut Chance) -> Option<&'static str> {
    if id.contains("legal") {
        return match frame.life {
            Life::InCare | Life::NewInCare => chance.pick(&["Care order", "Interim care order", "Accommodated"]).copied(),
            Life::PlanAgain | Life::AtHome => None,
        };
    }
    if id.contains("chair") {
        return chance.pick(&["S-31", "S-32", "S-33"]).copied();
    }
    if id.contains("code") || id.contains("worker") {
        return chance.pick(&["S-41", "S-42", "S-43", "S-44", "S-45"]).copied();
    }
    None
}
