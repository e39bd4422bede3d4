//! Everything that a report is made from, beside the audits: measures of made-up records.

use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::calendar::Period;
use sightline_engine::measure::{Asked, Measured, Measures, count};
use sightline_engine::model::{Case, GradeIx};
use sightline_engine::rollup::{Layout, Moderated, Moderations};
use sightline_engine::{Catalog, Programme, Rollup, SourceFile, load_programme, read};
use sightline_report::Figures;

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
  - {what: training on plans, on: 2025-07-10, template: collaborative-case-audit, question: C03, answers: [yes]}
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

/// A rollup with all that a report can have beside it.
pub(crate) fn figures(rollup: &Rollup) -> Figures<'_> {
    Figures {
        measures: measured(),
        moderations: moderations(),
        programme: programme(),
        ..Figures::from(rollup)
    }
}
