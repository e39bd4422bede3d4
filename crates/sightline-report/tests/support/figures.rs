//! Everything that a report is made from, beside the audits: measures of made-up records.

use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::action::{Action, Change, Event, Origin, Register, Status, Via, When};
use sightline_engine::calendar::Period;
use sightline_engine::measure::{Asked, Measured, Measures, count};
use sightline_engine::model::{Case, GradeIx};
use sightline_engine::rollup::CodedTheme;
use sightline_engine::rollup::{Layout, Moderated, Moderations};
use sightline_engine::sample::Chosen;
use sightline_engine::scored::FindingKind;
use sightline_engine::vignette::Vignette;
use sightline_engine::{Catalog, Programme, Rollup, SourceFile, load_programme, read};
use sightline_report::{Actions, Figures};

use crate::made::reference;
use crate::world;

const MEASURES: &str = "
record: {at: {type: date}, kind: {type: text}, yes: {type: number}}
measures:
  repeat-plans:
    title: Repeat child protection plans
    definition: Of the plans that started in the period, those of children who had a plan before.
    unit: plan
    rows: case
    in_period: 'if record.kind == \"plan\" { record.at } else { false }'
    numerator: record.yes == 1
    direction: lower
    target: 19%
    comparators:
      - {name: Neighbours like us, value: 22.2%, source: A made-up return, year: 2024-25}
      - {name: Shires graded Outstanding, value: 19.4%, source: A made-up return, year: 2024-25}
  reviews-in-time:
    title: Reviews of children in care held in time
    definition: Of the reviews held in the period, those held on the day they were due or before.
    unit: review
    rows: case
    in_period: 'if record.kind == \"review\" { record.at } else { false }'
    unknown: record.yes == ()
    numerator: record.yes == 1
    direction: higher
    target: 99%
  participation:
    title: Children who took part in their review
    definition: Of the reviews of children aged 4 and over, those to which the child conveyed views.
    unit: review
    rows: case
    in_period: 'if record.kind == \"part\" { record.at } else { false }'
    numerator: record.yes == 1
    direction: higher
";

/// In each period: kind, above the line, below it.
const COUNTS: [(&str, &str, u32, u32); 6] = [
    ("2025-26-Q1", "plan", 50, 260),
    ("2025-26-Q1", "review", 690, 698),
    ("2025-26-Q1", "part", 1049, 1211),
    ("2025-26-Q2", "plan", 58, 268),
    ("2025-26-Q2", "review", 1386, 1398),
    ("2025-26-Q2", "part", 1214, 1315),
];

fn cases() -> impl Iterator<Item = Case> {
    COUNTS.into_iter().flat_map(|(period, kind, above, below)| {
        let period: Period = period.parse().unwrap();
        let day = period.first_day();
        (0..below).map(move |n| {
            let yes = u8::from(n < above);
            let line = format!(
                r#"{{"case":"{kind}-{day}-{n}","fields":{{"at":"{day}","kind":"{kind}","yes":{yes}}}}}"#
            );
            read::case(&SourceFile::line("cases.jsonl", 1, line)).unwrap()
        })
    })
}

fn measured() -> Vec<(Period, Vec<Measured>)> {
    let rules = SourceFile::new("_shared/measures/made-up.yaml", MEASURES);
    let (measures, wrong) = Measures::load(&[Arc::clone(&rules)]);
    assert!(wrong.is_empty(), "{wrong}");
    let today = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
    let over = |period: &str| {
        let period: Period = period.parse().unwrap();
        let asked = Asked::new(period, today);
        (period, count(measures.iter(), cases(), &asked))
    };
    ["2025-26-Q1", "2025-26-Q2"].map(over).into()
}

const PROGRAMME: &str = "
quarters:
  2025-26-Q2:
    planned:
      - {template: collaborative-case-audit, audits: 36, allocated: 36, late: 2, cancelled: 1}
      - {template: life-story-work, team: West, audits: 4, allocated: 4}
      - {template: peer-observation, audits: 16}
    exempted:
      - {template: life-story-work, team: West, audits: 1, by: the director, because: inspection fortnight}
    late_reviews:
      - {because: Date recorded wrongly, reviews: 4}
      - {because: Late notification of a first review, reviews: 7}
      - {because: Next date counted from the second part of a review, reviews: 1}
    alerts:
      - {concern: Delay in permanence, stage: informal, opened: 21, resolved: 15, over_20_working_days: 3}
      - {concern: Delay in permanence, stage: formal, opened: 2, resolved: 1, over_20_working_days: 1}
    voice:
      - {said: I wish my reviews were not at school., who: a young person in care, theme: voice}
      - {said: She explained why things were written down., who: a parent}
asked:
  - {what: The plan was clear to the family, template: collaborative-case-audit, question: C03, answers: [yes]}
learning:
  - {what: a workshop on chronologies, on: 2025-08-12, template: collaborative-case-audit, question: C02}
  - {what: training on plans, on: 2025-06-20, template: collaborative-case-audit, question: C03, answers: [yes]}
  - {what: a guide to records, on: 2025-04-02, template: collaborative-case-audit, question: C02}
";

fn programme() -> Programme {
    let file = SourceFile::new("programme.yaml", PROGRAMME);
    let (programme, wrong) = load_programme(&file, &Catalog::load(&[]).0);
    // The made-up templates are in no catalog.
    assert!(
        wrong
            .iter()
            .all(|one| one.message.starts_with("there is no template")),
        "{wrong}"
    );
    programme
}

/// The made-up authority's moderations. Of nine auditors five are team managers, three reviewing officers, and one is alone.
fn moderations() -> Moderations {
    let mut moderations = Moderations::new();
    world::each(&mut |template, quarter, n, audit| {
        let Some((after, basis)) = audit.moderated else {
            return;
        };
        let (auditor, group) = match n % 9 {
            code @ 0..=4 => (code, "Team managers"),
            code @ 5..=7 => (code, "Reviewing officers"),
            code => (code, "External"),
        };
        let one = Moderated {
            quarter,
            template: &reference(template),
            layout: &Arc::new(Layout::new(template)),
            auditor: Some(&format!("S-{auditor}")),
            basis,
            before: audit.recorded.or(audit.overall).map(GradeIx),
            after: GradeIx(after),
            audits: 1,
        };
        moderations.add(&one, Some(group));
    });
    moderations
}

/// Action, who, when it is due, made on, done on, what was seen and what is different.
type Told = (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
    Option<(&'static str, &'static str)>,
);

const ACTIONS: [Told; 7] = [
    (
        "Write a guide to plans that say what must change",
        Some("Practice lead"),
        "2025-06-30",
        "2025-04-14",
        Some(("2025-06-20", "The guide is on the intranet")),
    ),
    (
        "Agree how the reviewing service hears of new entrants",
        Some("Service manager"),
        "2025-08-29",
        "2025-04-14",
        Some(("2025-09-12", "Note of the meeting")),
    ),
    (
        "Clear the backlog of review records",
        Some("Team managers"),
        "2025-09-30",
        "2025-04-14",
        None,
    ),
    (
        "Design a form on which children say how their review was",
        Some("Participation lead"),
        "2025-12-19",
        "2025-04-14",
        None,
    ),
    (
        "Audit supervision files of two teams",
        None,
        "2025-08-15",
        "2025-07-07",
        None,
    ),
    (
        "Report on challenge every quarter",
        Some("Service manager"),
        "2026-03-31",
        "2025-07-07",
        None,
    ),
    // The year before had asked for the same, and nobody did it.
    (
        "Report on challenge every quarter",
        Some("Service manager"),
        "2025-03-31",
        "2024-04-15",
        None,
    ),
];

/// What two audits of one team and one of another asked for, of which one action is done.
fn of_audits() -> impl Iterator<Item = Action> {
    let asked = [
        (
            "A-0203",
            "North",
            "Bring the chronology up to date",
            "2025-08-15",
            None,
        ),
        (
            "A-0203",
            "North",
            "Visit, and see the child alone",
            "2025-07-18",
            Some("2025-07-16"),
        ),
        (
            "A-0217",
            "North",
            "Agree with the father how he takes part",
            "2025-11-28",
            None,
        ),
        (
            "A-0218",
            "South",
            "Write the child's wishes into the plan",
            "2025-09-05",
            None,
        ),
    ];
    asked
        .into_iter()
        .enumerate()
        .map(|(n, (audit, team, what, due, done))| {
            let event = |on: &str, change| Event {
                on: on.parse().unwrap(),
                by: None,
                via: Via::Audit,
                change,
            };
            let first = Change {
                what: Some(what.to_owned()),
                owner: Some("team-manager".to_owned()),
                team: Some(team.to_owned()),
                when: Some(When::by(due.parse().unwrap())),
                ..Change::default()
            };
            let origin = Origin::Audit {
                audit: audit.to_owned(),
                case: "C-0771".to_owned(),
                template: "collaborative-case-audit".to_owned(),
            };
            let mut action =
                Action::new(format!("{audit}/{n}"), origin, event("2025-07-09", first));
            if let Some(on) = done {
                let change = Change {
                    status: Some(Status::Done),
                    ..Change::default()
                };
                action.push(event(on, change));
            }
            action
        })
}

/// One sample drawn at the beginning of the quarter, and one of the quarter before.
fn draws() -> Vec<Chosen> {
    let one = |on: &str, id: &str, seed: &str| Chosen {
        id: id.to_owned(),
        template: "collaborative-case-audit".to_owned(),
        on: on.parse().unwrap(),
        how: "in proportion by plan_type".to_owned(),
        seed: seed.to_owned(),
        cases: 412,
        excluded: 57,
        drawn: 34,
        reserves: 6,
    };
    vec![
        one("2025-04-03", "D-1f0c22aa9e47", "Sampleshire 2025-Q1"),
        one("2025-07-02", "D-8b51d6073cfe", "Sampleshire 2025-Q2"),
    ]
}

fn actions() -> Actions {
    let made = ACTIONS.into_iter().enumerate();
    let made = made.map(|(n, (what, owner, due, on, done))| {
        let event = |on: &str, change| Event {
            on: on.parse().unwrap(),
            by: None,
            via: Via::Hand,
            change,
        };
        let first = Change {
            what: Some(what.to_owned()),
            owner: owner.map(str::to_owned),
            when: Some(When::by(due.parse().unwrap())),
            ..Change::default()
        };
        let mut action = Action::new(format!("H-{n}"), Origin::Hand, event(on, first));
        if let Some((on, evidence)) = done {
            action.push(event(
                on,
                Change {
                    status: Some(Status::Done),
                    evidence: Some(evidence.to_owned()),
                    difference: (n == 1).then(|| "Nobody heard late this quarter".to_owned()),
                    ..Change::default()
                },
            ));
        }
        action
    });
    let register = Register::new(made.chain(of_audits()).collect());
    Actions::of(
        &register,
        "2025-26-Q2".parse().unwrap(),
        "2025-10-06".parse().unwrap(),
    )
}

fn coded() -> Vec<CodedTheme> {
    vec![CodedTheme {
        quarter: "2025-26-Q2".parse().unwrap(),
        template: None,
        theme: "voice".to_owned(),
        kind: FindingKind::Concern,
        audits: 9,
        beyond: 4,
    }]
}

fn vignettes() -> Vec<Vignette> {
    vec![Vignette {
        theme: "voice".to_owned(),
        kind: FindingKind::Concern,
        period: "2025-26-Q2".parse().unwrap(),
        audit: "A-17".to_owned(),
        text: "A primary-school child drew what a good week looks like, and nobody asked about the drawing.".to_owned(),
        chosen_by: "S-3".to_owned(),
        checked_on: "2025-10-02".parse().unwrap(),
    }]
}

/// A rollup with all that a report can have beside it.
pub(crate) fn figures(rollup: &Rollup) -> Figures {
    Figures {
        measures: measured(),
        moderations: moderations(),
        programme: programme(),
        actions: Some(actions()),
        restated: vec!["Restated: Voice of the child: it was called “Wishes and feelings” before 15 August 2025.".to_owned()],
        coded: coded(),
        vignettes: vignettes(),
        draws: draws(),
        ..Figures::from(rollup)
    }
}
