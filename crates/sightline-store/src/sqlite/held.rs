//! Statements that one transaction runs many times.

use rusqlite::{CachedStatement, Connection};

/// A statement that is prepared at its first use and held until the transaction ends.
///
/// Looking one up by its text costs about as much as running it, which shows in an import of a hundred thousand audits.
pub(super) struct Held<'a> {
    sql: &'static str,
    statement: Option<CachedStatement<'a>>,
}

impl<'a> Held<'a> {
    pub(super) fn new(sql: &'static str) -> Self {
        Self {
            sql,
            statement: None,
        }
    }

    pub(super) fn on(
        &mut self,
        connection: &'a Connection,
    ) -> rusqlite::Result<&mut CachedStatement<'a>> {
        match &mut self.statement {
            Some(statement) => Ok(statement),
            slot @ None => Ok(slot.insert(connection.prepare_cached(self.sql)?)),
        }
    }
}

/// What importing cases and audits runs for each of them.
pub(super) struct Statements<'a> {
    pub(super) add_case: Held<'a>,
    pub(super) find_case: Held<'a>,
    pub(super) add_audit: Held<'a>,
    pub(super) add_text: Held<'a>,
    pub(super) add_moderation: Held<'a>,
    pub(super) count_moderation: Held<'a>,
}

impl Statements<'_> {
    pub(super) fn new() -> Self {
        Self {
            add_case: Held::new(
                "INSERT INTO case_record (case_id, revision, facts) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            ),
            find_case: Held::new("SELECT id FROM case_record WHERE case_id = ?1 ORDER BY revision DESC LIMIT 1"),
            add_audit: Held::new(
                "INSERT INTO audit (audit, revision, tally, case_record, auditor, date, codes, scored, numerator,
                   denominator, recorded, engine, supersedes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                 ON CONFLICT (audit, revision) DO NOTHING",
            ),
            add_text: Held::new(
                "INSERT INTO audit_text (audit, scripts, notes, voices, recorded_reason) VALUES (?1, ?2, ?3, ?4, ?5)",
            ),
            add_moderation: Held::new(
                "INSERT INTO moderation (audit, audit_id, grade, basis, moderator, date) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            ),
            count_moderation: Held::new(
                "INSERT INTO moderation_count SELECT year, quarter, template, ?2, ?3, ?4, ?5, ?6 FROM tally WHERE id = ?1
                 ON CONFLICT DO UPDATE SET audits = audits + excluded.audits",
            ),
        }
    }
}
