//! Every view is held against what the store itself gives back, over audits of every kind.

use rusqlite::Connection;
use rusqlite::types::Value;
use sightline_engine::answers::{NoteKind, code};
use sightline_engine::model::GradeIx;
use sightline_engine::scored::FindingKind;

use super::{by_hand, open, place};
use crate::conformance::example::{ExampleAudit, ExampleTemplate, case, moderation};
use crate::{Store as _, StoredAudit};
use sightline_engine::rollup::Basis;

/// A hundred audits with corrections and moderations, as stored and as a query tool sees them.
fn seen() -> (Vec<StoredAudit>, Connection, tempfile::TempDir) {
    let (folder, path) = place();
    let mut store = open(&path).unwrap();
    let templates = [
        ExampleTemplate::new("life-story", "1.0.0", 70),
        ExampleTemplate::new("worker", "2.1.0", 9),
    ];
    let mut txn = store.write().unwrap();
    txn.put_case(&case("C-0001", "adoption")).unwrap();
    for template in &templates {
        txn.add_template(&template.new_template()).unwrap();
    }
    for (n, seed) in (0..100_usize).zip(0..) {
        let template = &templates[n % 2];
        let id = format!("A-{n:04}");
        txn.add_audit(&ExampleAudit::new(&id, "C-0001", template, seed).new_audit())
            .unwrap();
        if n % 5 == 0 {
            txn.moderate(&id, &moderation((seed % 4) as u8, Basis::ALL[n % 3], 30))
                .unwrap();
            txn.moderate(&id, &moderation(1, Basis::Calibration, 31))
                .unwrap();
        }
        if n % 7 == 0 {
            let template = &templates[n % 4 / 2];
            txn.correct_audit(&ExampleAudit::new(&id, "C-0001", template, 1000 + seed).new_audit())
                .unwrap();
        }
    }
    txn.commit().unwrap();
    let read = store.read().unwrap();
    let audits = (0..100)
        .map(|n| read.audit(&format!("A-{n:04}"), None).unwrap())
        .collect();
    drop(read);
    drop(store);
    let connection = Connection::open(&path).unwrap();
    connection
        .pragma_update(None, "trusted_schema", false)
        .unwrap();
    (audits, connection, folder)
}

/// The rows of a query, each as its cells joined.
fn rows(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let width = statement.column_count();
    let cell = |value: Value| match value {
        Value::Null => "-".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text,
        other @ (Value::Real(_) | Value::Blob(_)) => panic!("{other:?}"),
    };
    let row = |row: &rusqlite::Row<'_>| {
        let cells: Result<Vec<String>, _> = (0..width).map(|n| row.get(n).map(cell)).collect();
        Ok(cells?.join(" | "))
    };
    statement
        .query_map([], row)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn grade(audit: &StoredAudit, grade: Option<GradeIx>) -> String {
    let scale = audit.template.layout.labels().scale.clone().unwrap();
    grade.map_or("-".to_owned(), |grade| {
        scale.grade(grade).unwrap().id.clone()
    })
}

fn or_dash(text: Option<&str>) -> &str {
    text.unwrap_or("-")
}

#[test]
fn audits_say_who_when_and_with_what() {
    let (audits, connection, _folder) = seen();
    let sql = r#"SELECT audit, revision, "case", template, version, quarter, service, team, auditor, date, engine FROM audits ORDER BY audit"#;
    let expected: Vec<String> = audits
        .iter()
        .map(|audit| {
            let quarter = format!("2025-26-Q{}", audit.quarter.n);
            let reference = &audit.template.reference;
            [
                audit.id.as_str(),
                &audit.revision.to_string(),
                "C-0001",
                &reference.id,
                &reference.version,
                &quarter,
                or_dash(audit.service.as_deref()),
                or_dash(audit.team.as_deref()),
                or_dash(audit.auditor.as_deref()),
                &audit.date.to_string(),
                "0.1.0",
            ]
            .join(" | ")
        })
        .collect();
    assert_eq!(rows(&connection, sql), expected);
}

#[test]
fn grades_are_those_of_the_outcome() {
    let (audits, connection, _folder) = seen();
    let sql = "SELECT audit, status, score, percent, computed, grade, recorded, recorded_reason, moderated, counts FROM grades ORDER BY audit";
    let expected: Vec<String> = audits
        .iter()
        .map(|audit| {
            let overall = &audit.scored.overall;
            let recorded = audit.recorded.as_ref().map(|(grade, _)| *grade);
            let moderated = audit
                .moderated
                .filter(|(_, basis)| *basis != Basis::Calibration)
                .map(|(grade, _)| grade);
            let score = overall.share.as_ref().map(|share| {
                let (numerator, denominator) = share.parts().unwrap();
                format!("{numerator}/{denominator}")
            });
            [
                audit.id.clone(),
                audit.scored.status.id().to_owned(),
                or_dash(score.as_deref()).to_owned(),
                overall
                    .share
                    .as_ref()
                    .map_or("-".to_owned(), sightline_engine::Exact::percent),
                grade(audit, overall.computed),
                grade(audit, overall.grade),
                grade(audit, recorded),
                or_dash(audit.recorded.as_ref().map(|(_, reason)| reason.as_str())).to_owned(),
                grade(audit, moderated),
                grade(audit, moderated.or(recorded).or(overall.grade)),
            ]
            .join(" | ")
        })
        .collect();
    assert_eq!(rows(&connection, sql), expected);
}

#[test]
fn sections_have_their_grades() {
    let (audits, connection, _folder) = seen();
    let sql = "SELECT audit, section, title, weight, computed, grade FROM section_grades_long ORDER BY audit, section DESC";
    let mut expected = Vec::new();
    for audit in &audits {
        for (section, (id, weight)) in audit
            .scored
            .sections
            .iter()
            .zip([("plan | Plan", 30), ("impact | Impact", 70)])
        {
            let (computed, limited) = (grade(audit, section.computed), grade(audit, section.grade));
            expected.push(format!(
                "{} | {id} | {weight} | {computed} | {limited}",
                audit.id
            ));
        }
    }
    assert_eq!(rows(&connection, sql), expected);
}

#[test]
fn answers_are_those_that_were_given() {
    let (audits, connection, _folder) = seen();
    let sql = "SELECT audit, question, section, ask, weight, critical, shown, state, answer, label, value, comment, reason, from_record
         FROM answers_long ORDER BY audit, CAST(substr(question, 2) AS INTEGER)";
    let mut expected = Vec::new();
    for audit in &audits {
        let labels = audit.template.layout.labels();
        for (n, (question, given)) in labels
            .questions
            .iter()
            .zip(&audit.answers.codes)
            .enumerate()
        {
            let note = |kind: NoteKind| {
                let found = audit
                    .answers
                    .notes
                    .iter()
                    .find(|note| usize::from(note.question) == n && note.kind == kind);
                or_dash(found.map(|note| note.text.as_str())).to_owned()
            };
            let state = match *given {
                code::UNANSWERED => "unanswered",
                code::NOT_APPLICABLE => "not applicable",
                code::NOT_ENOUGH_EVIDENCE => "not enough evidence",
                _ => "answered",
            };
            let answer = given
                .checked_sub(code::FIRST)
                .and_then(|n| question.answers.get(usize::from(n)));
            let weight = ["0.5", "1", "1.5"][n % 3];
            let cells = [
                audit.id.clone(),
                question.id.clone(),
                labels.sections[question.section].id.clone(),
                question.ask.clone(),
                weight.to_owned(),
                u8::from(n % 4 == 0).to_string(),
                (audit.scored.shown[n / 64] >> (n % 64) & 1).to_string(),
                state.to_owned(),
                or_dash(answer.map(|answer| answer.id.as_str())).to_owned(),
                or_dash(answer.map(|answer| answer.label.as_str())).to_owned(),
                note(NoteKind::Value),
                note(NoteKind::Comment),
                note(NoteKind::Reason),
                note(NoteKind::FromRecord),
            ];
            expected.push(cells.join(" | "));
        }
    }
    assert_eq!(rows(&connection, sql), expected);
}

#[test]
fn findings_and_rules_are_those_of_the_outcome() {
    let (audits, connection, _folder) = seen();
    let (mut findings, mut rules) = (Vec::new(), Vec::new());
    for audit in &audits {
        let labels = audit.template.layout.labels();
        let scored = &audit.scored;
        let id = &audit.id;
        for (n, theme) in labels.themes.iter().enumerate() {
            for (kind, set) in [("concern", scored.concerns), ("strength", scored.strengths)] {
                if set >> n & 1 == 1 {
                    findings.push(format!(
                        "{id} | {kind} | {} | {} | questions | -",
                        theme.id, theme.title
                    ));
                }
            }
        }
        for finding in scored.extra.iter().flat_map(|extra| &extra.findings) {
            let theme = &labels.themes[usize::from(finding.theme)];
            let kind = if finding.kind == FindingKind::Concern {
                "concern"
            } else {
                "strength"
            };
            findings.push(format!(
                "{id} | {kind} | {} | {} | script | {}",
                theme.id, theme.title, finding.text
            ));
        }
        let held = [
            (scored.limited_by, "limit | LJ-1 | No plan"),
            (scored.alerts, "alert | UNSAFE | head"),
            (scored.actions, "action | - | Bring it up to date"),
        ];
        rules.extend(
            held.iter()
                .filter(|(set, _)| set & 1 == 1)
                .map(|(_, text)| format!("{id} | {text}")),
        );
    }
    findings.sort();
    rules.sort();
    let mut found = rows(
        &connection,
        "SELECT audit, kind, theme, title, found_by, text FROM findings_long",
    );
    found.sort();
    assert_eq!(found, findings);
    let mut found = rows(
        &connection,
        "SELECT audit, kind, rule, says FROM rules_long",
    );
    found.sort();
    assert_eq!(found, rules);
}

#[test]
fn moderations_say_what_was_graded_before_and_which_one_counts() {
    let (audits, connection, _folder) = seen();
    let sql = "SELECT audit, date, moderator, basis, moderated, counts FROM moderations_readable ORDER BY audit, date";
    let mut expected = Vec::new();
    for audit in &audits {
        let mut all = audit.moderations.clone();
        all.sort_by_key(|one| one.date);
        for one in all {
            let counts =
                one.basis != Basis::Calibration && audit.moderated == Some((one.grade, one.basis));
            let cells = [
                audit.id.clone(),
                one.date.to_string(),
                one.moderator.clone(),
                one.basis.id().to_owned(),
                grade(audit, Some(one.grade)),
                u8::from(counts).to_string(),
            ];
            expected.push(cells.join(" | "));
        }
    }
    assert_eq!(rows(&connection, sql), expected);
    let before = rows(
        &connection,
        "SELECT grade, recorded, moderated, lower_by FROM moderations_readable WHERE lower_by > 0",
    );
    assert!(
        !before.is_empty() && before.iter().all(|row| !row.starts_with("inadequate | -")),
        "{before:?}"
    );
}

#[test]
fn no_view_can_be_written_through() {
    let (_folder, path) = place();
    drop(open(&path).unwrap());
    for view in [
        "grades",
        "answers_long",
        "findings_long",
        "moderations_readable",
        "actions",
    ] {
        let why = by_hand(&path, &format!("DELETE FROM {view}")).unwrap_err();
        assert!(why.contains("cannot modify"), "{why}");
    }
}

#[test]
fn themes_from_comments_show_the_last_word_on_each_proposal() {
    let (audits, connection, _folder) = seen();
    let row = |id: &str| {
        let sql = format!("SELECT row FROM audits WHERE audit = '{id}'");
        rows(&connection, &sql)[0].clone()
    };
    let add = format!(
        "INSERT INTO theme_code VALUES
           (1, {one}, 'Q1', 'comment', 'drift', 'concern', 'put-back', '[[0,3]]', '2025-10-10'),
           (2, {one}, 'Q2', 'answer', 'voice', 'concern', 'unheard', '[[0,3]]', '2025-10-10'),
           (3, {two}, 'Q1', 'comment', 'drift', 'concern', 'put-back', '[[0,3]]', '2025-10-10');
         INSERT INTO theme_decision VALUES
           (1, 1, 'rejected', NULL, NULL, 'S-1', '2025-10-11', NULL),
           (2, 1, 'accepted', NULL, NULL, 'S-2', '2025-10-12', 'Read again'),
           (3, 2, 'recoded', 'visits', 'strength', 'S-1', '2025-10-13', NULL);",
        one = row("A-0001"),
        two = row("A-0002"),
    );
    connection.execute_batch(&add).unwrap();
    let sql =
        "SELECT proposal, audit, question, proposed, verdict, theme, kind, decided_by, decided_on
               FROM themes_from_comments ORDER BY proposal";
    assert_eq!(
        rows(&connection, sql),
        [
            "1 | A-0001 | Q1 | drift | accepted | drift | concern | S-2 | 2025-10-12",
            "2 | A-0001 | Q2 | voice | recoded | visits | strength | S-1 | 2025-10-13",
            "3 | A-0002 | Q1 | drift | waiting | - | - | - | -",
        ]
    );
    let quarter = rows(
        &connection,
        "SELECT quarter FROM themes_from_comments LIMIT 1",
    );
    assert_eq!(quarter, [audits[1].quarter.to_string()]);
}

#[test]
fn actions_stand_as_their_events_come_to() {
    let (_folder, path) = place();
    let mut store = open(&path).unwrap();
    for story in crate::conformance::STORIES.iter().copied().flatten() {
        if story.name.starts_with("actions are read") {
            story.run(&mut store).unwrap();
        }
    }
    let connection = Connection::open(&path).unwrap();
    let sql = "SELECT action, made_on, what, owner, team, when_written, due, status, rag, commentary, evidence, difference,
        repeats, events FROM actions ORDER BY action DESC";
    let found = rows(&connection, sql);
    let actions = store.read().unwrap().actions().unwrap();
    assert_eq!(actions.len(), 4);
    let expected: Vec<String> = actions
        .iter()
        .map(|action| {
            let state = action.state();
            let rag = state.rag.map(|rag| rag.to_string());
            let repeats = state.repeats.map(|one| one.to_string());
            let cells = [
                action.id(),
                &action.made_on().to_string(),
                &state.what,
                or_dash(state.owner.as_deref()),
                or_dash(state.team.as_deref()),
                &state.when.written,
                &state.when.due.to_string(),
                state.status.word(),
                or_dash(rag.as_deref()),
                or_dash(state.commentary.as_deref()),
                or_dash(state.evidence.as_deref()),
                or_dash(state.difference.as_deref()),
                or_dash(repeats.as_deref()),
                &action.events().len().to_string(),
            ];
            cells.join(" | ")
        })
        .collect();
    assert_eq!(found, expected);
}
