//! The usual schema: a row an answer, a section's grade and a finding, written raw.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Statement, params};
use sightline_engine::calendar::Quarter;
use sightline_engine::scored::Scored;

use super::audits::Made;
use super::bare::create;

/// Codes and places as small numbers, keys that cluster what is read together: as good as this shape gets.
pub const TABLES: &str = "
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY, audit TEXT NOT NULL UNIQUE, case_id TEXT NOT NULL, team TEXT NOT NULL, auditor TEXT,
    date TEXT NOT NULL, quarter TEXT NOT NULL, status INTEGER NOT NULL, overall INTEGER, computed INTEGER);
  CREATE TABLE answer (
    audit INTEGER NOT NULL, question INTEGER NOT NULL, answer INTEGER NOT NULL, comment TEXT,
    PRIMARY KEY (audit, question)) WITHOUT ROWID;
  CREATE TABLE section_grade (
    audit INTEGER NOT NULL, section INTEGER NOT NULL, grade INTEGER, numerator INTEGER, denominator INTEGER,
    PRIMARY KEY (audit, section)) WITHOUT ROWID;
  CREATE TABLE finding (
    audit INTEGER NOT NULL, theme INTEGER NOT NULL, kind INTEGER NOT NULL,
    PRIMARY KEY (audit, theme, kind)) WITHOUT ROWID;";

/// The statements that put an audit into these tables.
pub struct Inserts<'a> {
    audit: Statement<'a>,
    answer: Statement<'a>,
    section: Statement<'a>,
    finding: Statement<'a>,
}

impl<'a> Inserts<'a> {
    pub fn new(connection: &'a Connection) -> Self {
        let prepare = |sql: &str| connection.prepare(sql).unwrap();
        Self {
            audit: prepare("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
            answer: prepare("INSERT INTO answer VALUES (?, ?, ?, ?)"),
            section: prepare("INSERT INTO section_grade VALUES (?, ?, ?, ?, ?)"),
            finding: prepare("INSERT INTO finding VALUES (?, ?, ?)"),
        }
    }

    pub fn add(&mut self, id: i64, made: &Made, scored: &Scored) {
        let audit = &made.audit;
        let quarter = Quarter::of(audit.date).to_string();
        let (overall, computed) = (&scored.overall.grade, &scored.overall.computed);
        self.audit
            .execute(params![
                id,
                audit.id,
                audit.case,
                audit.team,
                audit.auditor,
                audit.date.to_string(),
                quarter,
                scored.status as u8,
                overall.map(|grade| grade.0),
                computed.map(|grade| grade.0),
            ])
            .unwrap();
        let mut notes = made.answers.notes.iter().peekable();
        for (question, code) in made.answers.codes.iter().enumerate() {
            let comment = notes.next_if(|note| usize::from(note.question) == question);
            self.answer
                .execute(params![
                    id,
                    question as i64,
                    code,
                    comment.map(|note| &note.text)
                ])
                .unwrap();
        }
        for (section, score) in scored.sections.iter().enumerate() {
            let (numerator, denominator) =
                score.share.as_ref().and_then(|share| share.parts()).unzip();
            let number =
                |number: Option<i128>| number.and_then(|number| i64::try_from(number).ok());
            self.section
                .execute(params![
                    id,
                    section as i64,
                    score.grade.map(|grade| grade.0),
                    number(numerator),
                    number(denominator)
                ])
                .unwrap();
        }
        for theme in 0..128_u8 {
            for (kind, bits) in [(0, scored.concerns), (1, scored.strengths)] {
                if bits >> theme & 1 == 1 {
                    self.finding.execute(params![id, theme, kind]).unwrap();
                }
            }
        }
    }
}

/// Makes a new database, and times inserting the audits into it.
pub fn store(path: &Path, made: &[(Made, Scored)], batch: usize) -> Duration {
    let connection = create(path, TABLES);
    let start = Instant::now();
    {
        let mut inserts = Inserts::new(&connection);
        let mut id = 0;
        for batch in made.chunks(batch) {
            connection.execute_batch("BEGIN IMMEDIATE").unwrap();
            for (made, scored) in batch {
                id += 1;
                inserts.add(id, made, scored);
            }
            connection.execute_batch("COMMIT").unwrap();
        }
    }
    drop(connection);
    start.elapsed()
}
