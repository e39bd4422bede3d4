//! A made-up authority's three quarters: recording improves, the voice of the child does not, and moderators have
//! begun to grade lower than auditors.

use sightline_engine::Rollup;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::Template;
use sightline_engine::rollup::Basis;
use sightline_engine::scored::Status;

use crate::made::{Audit, put, template};

pub(crate) const NOW: Quarter = Quarter { year: 2025, n: 2 };
const TEAMS: [(&str, &str); 5] = [
    ("Central", "Safeguarding"),
    ("East", "Children in care"),
    ("North", "Safeguarding"),
    ("South", "Children in care"),
    ("West", "Safeguarding"),
];

pub(crate) fn templates() -> Vec<Template> {
    vec![
        template(
            "collaborative-case-audit",
            "Collaborative case audit",
            1,
            &[
                ("voice", "Voice and lived experience"),
                ("assessment", "Assessment and risk"),
                ("planning", "Planning and review"),
                ("impact", "Impact"),
            ],
            true,
        ),
        template(
            "life-story-work",
            "Life story work review",
            1,
            &[
                ("recording", "Recording and compilation"),
                ("sharing", "Sharing with the child"),
            ],
            true,
        ),
        template(
            "peer-observation",
            "Peer observation",
            1,
            &[("meeting", "The meeting"), ("after", "The record after it")],
            false,
        ),
        template(
            "repeat-child-protection-plan",
            "Repeat child protection plan",
            1,
            &[
                ("history", "What happened before"),
                ("decision", "The decision to end"),
            ],
            true,
        ),
    ]
}

/// The same numbers every time, and no two alike.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.roll(100) < percent
    }
}

pub(crate) fn rollup() -> Rollup {
    let mut rollup = Rollup::new();
    each(&mut |template, quarter, _, audit| put(&mut rollup, template, quarter, audit));
    rollup
}

/// Shows every audit.
pub(crate) fn each(show: &mut dyn FnMut(&Template, Quarter, usize, &Audit)) {
    let mut dice = Dice(7);
    let quarters = [
        Quarter { year: 2024, n: 4 },
        Quarter { year: 2025, n: 1 },
        NOW,
    ];
    for (age, quarter) in quarters.into_iter().enumerate() {
        for (kind, template) in templates().iter().enumerate() {
            for n in 0..[34, 20, 14, 16].get(kind).copied().unwrap_or(10) {
                let audit = audit(&mut dice, template, age as u64, n);
                show(template, quarter, n, &audit);
            }
        }
    }
}

fn audit(dice: &mut Dice, template: &Template, age: u64, n: usize) -> Audit {
    let (team, service) = TEAMS
        .get(n % TEAMS.len())
        .copied()
        .unwrap_or(("North", "Safeguarding"));
    let grade = |dice: &mut Dice| match dice.roll(100) + age * 4 {
        0..=9 => 3,
        10..=44 => 2,
        45..=87 => 1,
        _ => 0,
    };
    let overall = grade(dice);
    let recording = 55 - age * 17;
    let likely = [52, recording, 35, 18 + age * 2, 12, 20, 9, 15];
    let concerns: Vec<usize> = (0..8)
        .filter(|theme| dice.chance(likely.get(*theme).copied().unwrap_or(0)))
        .collect();
    let strengths = [14, 20, 25, 8, 38, 30, 11, 16];
    let strengths: Vec<usize> = (0..8)
        .filter(|theme| dice.chance(strengths.get(*theme).copied().unwrap_or(0)))
        .collect();
    let sections = template
        .sections
        .iter()
        .map(|_| (!dice.chance(6)).then(|| grade(dice)))
        .collect();
    let codes: Vec<u8> = template
        .questions
        .iter()
        .map(|_| match dice.roll(100) {
            0..=2 => 0,
            3..=11 => 1,
            12..=16 => 2,
            17..=49 => 4,
            50..=79 => 5,
            _ => 6,
        })
        .collect();
    let moderated = match dice.roll(10) {
        0..=2 => {
            let lower = age == 2 && dice.chance(60);
            Some((
                if lower { (overall + 1).min(3) } else { overall },
                Basis::Random,
            ))
        }
        3 if overall == 3 || overall == 0 => Some((overall.clamp(0, 2), Basis::Targeted)),
        _ => None,
    };
    let lost = dice.chance(3);
    Audit {
        team,
        service,
        status: if lost {
            Status::InsufficientEvidence
        } else {
            Status::Graded
        },
        overall: (!lost).then_some(overall),
        sections,
        codes,
        limited: overall == 2 && dice.chance(30),
        action: overall > 1,
        concerns,
        strengths,
        recorded: dice.chance(5).then_some(1),
        moderated: moderated.filter(|_| !lost),
    }
}
