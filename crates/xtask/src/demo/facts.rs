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
pub(crate) fn case(
    id: String,
    life: Life,
    seen_on: NaiveDate,
    facts: &[Fact],
    chance: &mut Chance,
) -> Case {
    let age = match life {
        Life::InCare => chance.between(3, 17),
        Life::PlanAgain | Life::AtHome | Life::NewInCare => chance.between(1, 15),
    };
    let mut known = BTreeMap::new();
    let frame = Frame {
        life,
        seen_on,
        age,
        days_in_care: days_in_care(life, age, chance),
        plan_days: chance.between(12, 60),
        ended_days: chance.between(200, 900),
        lasted_days: chance.between(90, 420),
    };
    for fact in facts.iter().filter(|fact| applies(&fact.id, &frame)) {
        let value = match &fact.kind {
            FactKind::Date => date(&fact.id, &frame, chance).map(FactValue::Date),
            FactKind::Number => {
                number(&fact.id, &frame, chance).map(|n| FactValue::Number(Exact::from(n)))
            }
            FactKind::Choice(options) => {
                choice(&fact.id, options, &frame, chance).map(FactValue::Text)
            }
            FactKind::YesNo => {
                let often =
                    if ["transfer_in", "previous_plan_elsewhere"].contains(&fact.id.as_str()) {
                        80
                    } else {
                        850
                    };
                Some(FactValue::Text(
                    if chance.in_thousand(often) {
                        "yes"
                    } else {
                        "no"
                    }
                    .to_owned(),
                ))
            }
            FactKind::Text => {
                text(&fact.id, &frame, chance).map(|one| FactValue::Text(one.to_owned()))
            }
        };
        known.extend(value.map(|value| (fact.id.clone(), value)));
    }
    Case {
        id,
        facts: known,
        ..Case::default()
    }
}

/// Whether anybody would have written the fact down for such a life.
fn applies(id: &str, frame: &Frame) -> bool {
    let any = |parts: &[&str]| parts.iter().any(|part| id.contains(part));
    if id == "previous_plans" {
        return true;
    }
    let at_home = matches!(frame.life, Life::PlanAgain | Life::AtHome);
    if any(&[
        "previous_plan_",
        "previous_category",
        "end_reason",
        "sustained",
        "referrals_between",
        "step_down",
        "enquiry",
    ]) {
        return frame.life == Life::PlanAgain;
    }
    if any(&[
        "category",
        "conference",
        "core_group",
        "strategy",
        "transfer_in",
        "children_in_family",
        "legal_planning",
    ]) {
        return at_home;
    }
    if any(&[
        "book",
        "homes",
        "last_moved",
        "health",
        "dental",
        "reviewing_officer",
        "wellbeing",
        "permanence",
    ]) {
        return !at_home;
    }
    !id.contains("pathway") || (!at_home && frame.age >= 16)
}

struct Frame {
    life: Life,
    seen_on: NaiveDate,
    age: i64,
    days_in_care: Option<i64>,
    /// Days since this plan started, since the one before ended, and days that one lasted.
    plan_days: i64,
    ended_days: i64,
    lasted_days: i64,
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
    let within =
        |least: i64, most: i64, chance: &mut Chance| Some(frame.within(least, most, chance));
    match id {
        "date_of_birth" => within(frame.age * 365 + 10, frame.age * 365 + 350, chance),
        "in_care_since" => frame.days_in_care.map(|days| frame.before(days)),
        // The child protection plan of today, and what led to it.
        "plan_started_on" | "conference_on" => Some(frame.before(frame.plan_days)),
        "enquiry_started_on" | "strategy_discussion_on" => Some(frame.before(frame.plan_days + 19)),
        // The plan before it ended some two years ago, and help at home followed for a while.
        "previous_plan_started_on" => Some(frame.before(frame.ended_days + frame.lasted_days)),
        "previous_plan_ended_on" => Some(frame.before(frame.ended_days)),
        "step_down_started_on" => chance
            .in_thousand(600)
            .then(|| frame.before(frame.ended_days - 6)),
        "step_down_ended_on" => chance
            .in_thousand(550)
            .then(|| frame.before(frame.ended_days - 140)),
        "legal_planning_started_on" => chance.in_thousand(120).then(|| frame.within(5, 40, chance)),
        "meeting_on" => Some(frame.before(0)),
        "previous_meeting_on" => within(80, 175, chance),
        "opened_on" => within(130, 900, chance),
        "assessment_started_on" => within(95, 130, chance),
        "assessment_authorised_on" => chance
            .in_thousand(900)
            .then(|| frame.within(38, 90, chance)),
        // What has not happened by the day of the audit.
        "closed_on" | "adoption_ceremony_on" | "decisions_issued_on" | "record_sent_on" => None,
        _ if id.contains("visit") || id.contains("supervision") || id.contains("contact") => {
            chance.in_thousand(930).then(|| frame.within(2, 40, chance))
        }
        _ => chance
            .in_thousand(850)
            .then(|| frame.within(15, 150, chance)),
    }
}

fn number(id: &str, frame: &Frame, chance: &mut Chance) -> Option<i64> {
    let has = |part: &str| id.contains(part);
    if has("previous_plans") {
        return Some(if frame.life == Life::PlanAgain {
            chance.between(1, 2)
        } else {
            0
        });
    }
    if has("interval") {
        return Some(*chance.pick(&[10, 20, 30])?);
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
                let usual = [
                    "long-term-fostering",
                    "special-guardianship",
                    "reunification",
                    "residential",
                ];
                offers(chance.pick(&usual)?)
            }
        };
    }
    if id.contains("participation") {
        let code = if frame.age < 4 {
            "PN0"
        } else {
            *chance.pick(&["PN1", "PN1", "PN2", "PN3", "PN5"])?
        };
        return offers(code);
    }
    if id == "meeting_type" {
        return match frame.life {
            Life::InCare | Life::NewInCare => offers("care-review"),
            Life::PlanAgain => offers("initial-conference"),
            Life::AtHome => offers("review-conference"),
        };
    }
    if id == "plan_type" {
        let wanted: &[&str] = match frame.life {
            Life::InCare | Life::NewInCare if frame.age >= 17 => &["care-leaver", "child-in-care"],
            Life::InCare | Life::NewInCare => &["child-in-care"],
            Life::AtHome if chance.in_thousand(500) => &["child-in-need"],
            Life::PlanAgain | Life::AtHome => &["child-protection"],
        };
        return wanted.iter().find_map(|word| offers(word));
    }
    if id == "end_reason" {
        return offers(if chance.in_thousand(900) {
            "risk-reduced"
        } else {
            "moved-area"
        });
    }
    chance.pick(options).cloned()
}

fn text(id: &str, frame: &Frame, chance: &mut Chance) -> Option<&'static str> {
    if id.contains("legal") {
        return match frame.life {
            Life::InCare | Life::NewInCare => chance
                .pick(&["Care order", "Interim care order", "Accommodated"])
                .copied(),
            Life::PlanAgain | Life::AtHome => None,
        };
    }
    if id.contains("chair") {
        return chance.pick(&["S-31", "S-32", "S-33"]).copied();
    }
    if id.contains("code") || id.contains("worker") {
        return chance
            .pick(&["S-41", "S-42", "S-43", "S-44", "S-45"])
            .copied();
    }
    None
}
