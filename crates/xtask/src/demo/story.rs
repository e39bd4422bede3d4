//! The story that the made-up figures tell.
//!
//! Fennmarsh County Council does not exist. Over three quarters its practice with children's voices gets better, drift
//! and delay stay as they were however often they are reported, and its auditors come to grade higher than the people
//! who moderate them. Everything is counted in thousandths, so that the same seed gives the same bytes everywhere.

use chrono::NaiveDate;

/// What the whole is drawn from.
pub(crate) const SEED: u64 = 20_250_401;

/// Audits of each template in each quarter.
pub(crate) const PER_TEMPLATE: usize = 24;

/// A team, its service, and how its practice stands to the others'.
#[derive(Debug)]
pub(crate) struct Team {
    pub(crate) name: &'static str,
    pub(crate) service: &'static str,
    pub(crate) stands: i64,
}

const PROTECTION: &str = "Family Help and Protection";
const CARE: &str = "Children in Care";

pub(crate) const TEAMS: [Team; 5] = [
    Team {
        name: "North",
        service: PROTECTION,
        stands: 25,
    },
    Team {
        name: "South",
        service: PROTECTION,
        stands: -45,
    },
    Team {
        name: "Coast",
        service: PROTECTION,
        stands: 0,
    },
    Team {
        name: "Fen",
        service: CARE,
        stands: 35,
    },
    Team {
        name: "Estuary",
        service: CARE,
        stands: -15,
    },
];

/// Fourteen auditors, by number; each belongs to a team and audits the others.
pub(crate) const AUDITORS: usize = 14;

/// Four moderators, by number after the auditors'.
pub(crate) const MODERATORS: [usize; 4] = [21, 22, 23, 24];

/// One quarter: the first three of 2025-26.
#[derive(Debug)]
pub(crate) struct Quarter {
    first: (i32, u32, u32),
    /// Days on which audits are dated, from the first.
    pub(crate) days: i64,
    /// How much higher the auditors grade than the record bears out.
    pub(crate) generous: i64,
    /// Of the randomly moderated audits, in sixteenths: how many the moderator grades lower, and how many higher.
    pub(crate) moderated_down: usize,
    pub(crate) moderated_up: usize,
    /// Audits in which the auditor records a higher, and a lower grade than was computed.
    pub(crate) recorded_up: usize,
    pub(crate) recorded_down: usize,
}

pub(crate) const QUARTERS: [Quarter; 3] = [
    Quarter {
        first: (2025, 4, 3),
        days: 84,
        generous: 0,
        moderated_down: 2,
        moderated_up: 1,
        recorded_up: 3,
        recorded_down: 3,
    },
    Quarter {
        first: (2025, 7, 2),
        days: 86,
        generous: 6,
        moderated_down: 4,
        moderated_up: 1,
        recorded_up: 5,
        recorded_down: 2,
    },
    Quarter {
        first: (2025, 10, 2),
        days: 84,
        generous: 12,
        moderated_down: 8,
        moderated_up: 0,
        recorded_up: 8,
        recorded_down: 1,
    },
];

impl Quarter {
    /// The first day on which an audit is dated.
    pub(crate) fn first(&self) -> NaiveDate {
        let (year, month, day) = self.first;
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }
}

/// Where practice stands before anything else is said of it.
pub(crate) const USUAL: i64 = 580;

/// How practice in a theme differs from the usual, quarter by quarter.
pub(crate) fn theme(id: &str, quarter: usize) -> i64 {
    let over_time: [i64; 3] = match id {
        // What leaders asked for, and got.
        "voice" => [-120, -30, 150],
        "lived-experience" => [-75, -25, 75],
        "participation" | "direct-work" => [-45, 0, 40],
        // What was reported three times, and stayed.
        "drift-and-delay" => [-105, -115, -125],
        "timeliness" => [-40, -45, -50],
        // What is simply so.
        "management-oversight" => [-70, -60, -60],
        "life-story" => [-60, -50, -50],
        "identity-and-diversity" => [-50, -50, -45],
        "professional-optimism" | "use-of-history" | "ended-too-early" => [-70, -75, -80],
        "fathers" => [-80, -70, -75],
        "multi-agency" | "partnership-with-family" => [70, 70, 75],
        // Most repeat plans could not have been foreseen, and contacts in between are mostly looked at.
        "missed-opportunity" => [130, 130, 125],
        "chairing" | "access-to-story" => [60, 60, 60],
        "preparation" | "safety-planning" => [50, 50, 50],
        _ => [0, -5, -10],
    };
    over_time.get(quarter).copied().unwrap_or(0)
}

/// The templates of the story. The made-up cases have no history, so templates that live on it are not among them.
pub(crate) const TEMPLATES: [&str; 4] = [
    "collaborative-case-audit",
    "life-story-work",
    "peer-observation",
    "repeat-child-protection-plan",
];

/// The teams whose work a template looks at; all of them where the story says nothing.
pub(crate) fn teams_for(template: &str) -> &'static [usize] {
    match template {
        "life-story-work" => &[3, 4, 3, 4, 2],
        "repeat-child-protection-plan" => &[0, 1, 2],
        _ => &[0, 1, 2, 3, 4],
    }
}
