//! What stands beside the audits of a report: actions that they asked for, and themes that people found in comments.

use sightline_engine::action::{Action, Change, Event, Origin, Status, Via, When};
use sightline_engine::scored::FindingKind;
use sightline_store::{NewThemeCode, StoreTxn, TextPart, ThemeDecision, Verdict};

use super::audits::Made;
use super::workload::{Draw, THEMES};

/// One audit in so many asks for an action.
const ASKS: usize = 10;
/// In one audit in so many a person found a theme in a comment.
const CODED: usize = 100;
const WORDS: [&str; 6] = [
    "See the child alone",
    "Bring the chronology up to date",
    "Write the child's wishes into the plan",
    "Agree how the father takes part",
    "Record the reason for the decision",
    "Hold the core group that was missed",
];

/// What is said of actions and codes at the head of a table.
pub fn words() -> String {
    format!("one audit in {ASKS} asked for an action, and in one in {CODED} a comment was coded")
}

/// Keeps what belongs to audit `n`, which is stored already.
pub fn keep(txn: &mut dyn StoreTxn, n: usize, made: &Made) {
    let audit = &made.audit;
    if n.is_multiple_of(ASKS) {
        let action = action(n, made);
        txn.add_action(&action).unwrap();
    }
    if n.is_multiple_of(CODED) {
        let mut draw = Draw::new(n as u64 + 11);
        let new = NewThemeCode {
            audit: audit.id.clone(),
            revision: 1,
            question: "Q01".to_owned(),
            part: TextPart::Comment,
            theme: format!("theme-{}", draw.next(THEMES as u64)),
            kind: FindingKind::Concern,
            rule: "made-up".to_owned(),
            at: std::iter::once(0..8).collect(),
            date: audit.date,
        };
        txn.propose_theme(&new).unwrap();
        let id = u32::try_from(n / CODED + 1).unwrap();
        let decision = ThemeDecision {
            verdict: Verdict::Accepted,
            by: "S-1".to_owned(),
            date: audit.date,
            because: None,
        };
        txn.decide_theme(id, &decision).unwrap();
    }
}

/// Two in three are done in time, as the audit's own team is told.
fn action(n: usize, made: &Made) -> Action {
    let audit = &made.audit;
    let mut draw = Draw::new(n as u64 + 5);
    let event = |change| Event {
        on: audit.date,
        by: None,
        via: Via::Audit,
        change,
    };
    let due = audit.date + chrono::Days::new(28);
    let first = Change {
        what: Some(WORDS[draw.next(WORDS.len() as u64) as usize].to_owned()),
        owner: Some("allocated-worker".to_owned()),
        team: audit.team.clone(),
        when: Some(When::by(due)),
        ..Change::default()
    };
    let origin = Origin::Audit {
        audit: audit.id.clone(),
        case: audit.case.clone(),
        template: audit.template.clone(),
    };
    let mut action = Action::new(format!("{}/1", audit.id), origin, event(first));
    if draw.next(3) > 0 {
        let done = Change {
            status: Some(Status::Done),
            evidence: Some("Seen on the record".to_owned()),
            ..Change::default()
        };
        action.push(Event {
            on: audit.date + chrono::Days::new(14),
            ..event(done)
        });
    }
    action
}
