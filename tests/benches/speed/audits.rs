//! The workload's audits, as a file, an importer and a store see them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use sightline_engine::answers::{Answers, Note, NoteKind};
use sightline_engine::calendar::Quarter;
use sightline_engine::model::{Audit, Case, GradeIx, Moderated};
use sightline_engine::rollup::Basis;
use sightline_engine::scored::Scored;
use sightline_engine::{CompiledTemplate, Dates};
use sightline_store::{Moderation, NewAudit};

use super::workload::{Draw, QUESTIONS, code_of, is_yes_partly_no};

/// Teams that audits are spread over.
pub const TEAMS: usize = 20;
/// Quarters that audits are spread over; the last is [`LAST_QUARTER`].
pub const QUARTERS: usize = 8;
/// The quarter that is reported.
pub const LAST_QUARTER: &str = "2025-26-Q2";
/// Every case is audited about this often.
const AUDITS_A_CASE: usize = 4;
const AUDITORS: usize = 60;

const GRADES: [&str; 4] = ["outstanding", "good", "requires-improvement", "inadequate"];
const COMMENT: &str =
    "The plan names who does what and by when, but the last visit is not on the record.";

/// One audit, made from its number alone.
#[derive(Clone)]
pub struct Made {
    pub audit: Audit,
    pub answers: Answers,
}

/// Audit `n`: the same on every run.
pub fn make(n: usize) -> Made {
    let mut draw = Draw::new(n as u64 + 1);
    // The first numbers of neighboring seeds look alike.
    for _ in 0..4 {
        draw.next(2);
    }
    let codes: [u8; QUESTIONS] = std::array::from_fn(|question| code_of(&mut draw, question));
    let mut notes: Vec<Note> = Vec::new();
    for _ in 0..2 {
        let question = draw.next(QUESTIONS as u64) as usize;
        if codes[question] >= 4
            && notes
                .iter()
                .all(|note| usize::from(note.question) != question)
        {
            notes.push(Note {
                question: question as u16,
                kind: NoteKind::Comment,
                text: COMMENT.to_owned(),
            });
        }
    }
    notes.sort_by_key(|note| note.question);
    let quarter = draw.next(QUARTERS as u64) as u32;
    let month = 9 + quarter * 3 + draw.next(3) as u32;
    let date = NaiveDate::from_ymd_opt(
        2023 + (month / 12) as i32,
        month % 12 + 1,
        1 + draw.next(28) as u32,
    );
    let audit = Audit {
        id: format!("A-{n:07}"),
        case: case_id(n),
        template: "workload".to_owned(),
        auditor: Some(format!("S-{}", draw.next(AUDITORS as u64))),
        team: Some(format!("Team {:02}", draw.next(TEAMS as u64))),
        service: None,
        date: date.unwrap(),
        answers: BTreeMap::new(),
        voices: BTreeMap::new(),
        recorded: None,
        moderated: None,
    };
    Made {
        audit,
        answers: Answers {
            codes: codes.to_vec(),
            notes,
        },
    }
}

/// Teams that the audits of a report are spread over.
pub const REPORTED_TEAMS: usize = 40;

/// Audit `n` as a report has it: of more teams, and one in seven of them moderated.
pub fn reported(n: usize) -> Made {
    let mut made = make(n);
    let mut draw = Draw::new(n as u64 + 7_000_003);
    for _ in 0..4 {
        draw.next(2);
    }
    let audit = &mut made.audit;
    audit.team = Some(format!("Team {:02}", draw.next(REPORTED_TEAMS as u64)));
    audit.moderated = (draw.next(20) < 3).then(|| Moderated {
        grade: GRADES[draw.next(4) as usize].to_owned(),
        moderator: format!("M-{}", draw.next(8)),
        date: audit.date,
        basis: Basis::ALL[draw.next(3) as usize].id().to_owned(),
    });
    made
}

/// The groups that auditors are in, by staff code.
pub fn auditor_groups() -> BTreeMap<String, String> {
    let groups = [
        "Team managers",
        "Quality assurance",
        "Independent",
        "Heads of service",
    ];
    (0..AUDITORS)
        .map(|n| (format!("S-{n}"), groups[n % groups.len()].to_owned()))
        .collect()
}

/// The id of the case of audit `n`.
pub fn case_id(n: usize) -> String {
    format!("C-{:06}", n / AUDITS_A_CASE)
}

/// The cases of the first `audits` audits.
pub fn cases(audits: usize) -> impl Iterator<Item = Case> {
    (0..audits).step_by(AUDITS_A_CASE).map(|n| Case {
        id: case_id(n),
        ..Case::default()
    })
}

impl Made {
    pub fn score(&self, template: &CompiledTemplate) -> Scored {
        let dates = Dates {
            audit: self.audit.date,
            today: self.audit.date,
        };
        template.score(&self.answers, &Case::default(), dates)
    }

    pub fn to_store<'a>(
        &'a self,
        template: &'a CompiledTemplate,
        scored: &'a Scored,
    ) -> NewAudit<'a> {
        let moderated = self.audit.moderated.as_ref().map(|one| Moderation {
            grade: GradeIx(GRADES.iter().position(|grade| *grade == one.grade).unwrap() as u8),
            basis: Basis::find(&one.basis).unwrap(),
            moderator: one.moderator.clone(),
            date: one.date,
        });
        NewAudit {
            audit: &self.audit,
            template: template.reference(),
            quarter: Quarter::of(self.audit.date),
            answers: &self.answers,
            scored,
            recorded: None,
            moderated,
            engine: env!("CARGO_PKG_VERSION"),
        }
    }

    /// As a line of an answers file.
    pub fn line(&self, out: &mut String) {
        let Audit {
            id,
            case,
            team,
            auditor,
            date,
            ..
        } = &self.audit;
        let (team, auditor) = (team.as_deref().unwrap(), auditor.as_deref().unwrap());
        write!(out, "{{\"audit\":\"{id}\",\"case\":\"{case}\",\"template\":\"workload\",\"auditor\":\"{auditor}\",\"team\":\"{team}\",\"date\":\"{date}\",\"answers\":{{").unwrap();
        let mut first = true;
        for (question, code) in self
            .answers
            .codes
            .iter()
            .enumerate()
            .filter(|(_, code)| **code > 0)
        {
            if !std::mem::take(&mut first) {
                out.push(',');
            }
            let note = self
                .answers
                .notes
                .iter()
                .find(|note| usize::from(note.question) == question);
            let word = word(question, *code);
            match (code, note) {
                (1 | 2, _) => write!(out, "\"Q{question:02}\":{{\"{word}\":\"\"}}"),
                (_, Some(note)) => write!(
                    out,
                    "\"Q{question:02}\":{{\"value\":\"{word}\",\"comment\":\"{}\"}}",
                    note.text
                ),
                (_, None) => write!(out, "\"Q{question:02}\":\"{word}\""),
            }
            .unwrap();
        }
        out.push_str("}}\n");
    }
}

fn word(question: usize, code: u8) -> &'static str {
    match code {
        1 => "not_applicable",
        2 => "not_enough_evidence",
        _ if is_yes_partly_no(question) => ["yes", "partly", "no"][usize::from(code) - 4],
        _ => GRADES[usize::from(code) - 4],
    }
}
