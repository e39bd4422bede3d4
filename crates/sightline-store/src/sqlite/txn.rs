//! Changing a store.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rusqlite::{OptionalExtension as _, Transaction, params};
use sightline_engine::Rollup;
use sightline_engine::model::{Case, GradeIx};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{Basis, Graded};
use sightline_engine::scored::Scored;

use super::counts::{Key, Pending};
use super::failure::failed;
use super::labels;
use super::read::{Session, scored};
use crate::error::{audit_differs, audit_twice, version_reused};
use crate::record::{
    Content, content, encode, extra_to_json, facts_to_json, notes_to_json, voices_to_json,
};
use crate::{
    AuditRow, Filter, Kept, Moderation, NewAudit, NewTemplate, StoreError, StoreRead, StoreTxn,
    StoredAudit, StoredTemplate, counted,
};

/// Changes to a file that happen together.
pub(super) struct SqliteTxn<'a> {
    session: Session<'a>,
    pending: Pending,
    /// Rows of template versions whose digest was compared already.
    templates: BTreeMap<TemplateRef, i64>,
    /// The last audit row there was when it began; later ones are of this transaction.
    before: i64,
    /// Whether a change failed half way, so that nothing of this may be kept.
    broken: bool,
}

/// The newest revision of a stored audit, as far as a correction or moderation needs it.
struct Newest {
    row: i64,
    revision: u32,
    tally: i64,
    content: Vec<u8>,
    codes: Vec<u8>,
    scored: Vec<u8>,
    scripts: Option<String>,
    recorded: Option<u8>,
}

impl<'a> SqliteTxn<'a> {
    pub(super) fn new(txn: Transaction<'a>) -> Result<Self, StoreError> {
        let last = txn.query_row("SELECT coalesce(max(id), 0) FROM audit", [], |row| {
            row.get(0)
        });
        let before = last.map_err(failed("writing to the store"))?;
        Ok(Self {
            session: Session::new(txn),
            pending: Pending::default(),
            templates: BTreeMap::new(),
            before,
            broken: false,
        })
    }

    fn template_row(&mut self, wanted: &TemplateRef) -> Result<i64, StoreError> {
        if let Some(row) = self.templates.get(wanted) {
            return Ok(*row);
        }
        let (id, version) = (&wanted.id, &wanted.version);
        match labels::find(&self.session.txn, id, version)? {
            None => Err(StoreError::not_found(&format!("version {version} of"), id)),
            Some((_, digest)) if digest != wanted.digest => Err(version_reused(id, version)),
            Some((row, _)) => {
                self.templates.insert(wanted.clone(), row);
                Ok(row)
            }
        }
    }

    fn case_row(&self, case: &str) -> Result<i64, StoreError> {
        let storing = failed("storing an audit");
        let sql = "SELECT id FROM case_record WHERE case_id = ?1 ORDER BY revision DESC LIMIT 1";
        let mut statement = self.session.txn.prepare_cached(sql).map_err(&storing)?;
        let found = statement
            .query_row([case], |row| row.get(0))
            .optional()
            .map_err(&storing)?;
        found.ok_or_else(|| StoreError::not_found("case", case))
    }

    fn newest(&self, audit: &str) -> Result<Option<Newest>, StoreError> {
        let reading = failed("reading an audit");
        let sql = "SELECT audit.id, audit.revision, audit.tally, audit.content, audit.codes, audit.scored, text.scripts, audit.recorded
             FROM audit LEFT JOIN audit_text AS text ON text.audit = audit.id
             WHERE audit.audit = ?1 ORDER BY audit.revision DESC LIMIT 1";
        let mut statement = self.session.txn.prepare_cached(sql).map_err(&reading)?;
        let newest = statement.query_row([audit], |row| {
            Ok(Newest {
                row: row.get(0)?,
                revision: row.get(1)?,
                tally: row.get(2)?,
                content: row.get(3)?,
                codes: row.get(4)?,
                scored: row.get(5)?,
                scripts: row.get(6)?,
                recorded: row.get(7)?,
            })
        });
        newest.optional().map_err(&reading)
    }

    /// Writes a revision with its text, and says whether there was room for it; counting is left to the caller.
    fn insert(
        &mut self,
        new: &NewAudit<'_>,
        text: &Texts,
        replaced: Option<&Newest>,
    ) -> Result<Option<Place>, StoreError> {
        let storing = failed("storing an audit");
        let audit = new.audit;
        let key = Key {
            template: self.template_row(new.template)?,
            quarter: new.quarter,
            team: audit.team.as_deref().unwrap_or_default(),
            service: audit.service.as_deref().unwrap_or_default(),
        };
        let case = self.case_row(&audit.case)?;
        let tally = self.pending.place(&self.session, key)?;
        let share = new
            .scored
            .overall
            .share
            .as_ref()
            .and_then(sightline_engine::Exact::parts);
        let share = share.and_then(|(n, d)| Some((i64::try_from(n).ok()?, i64::try_from(d).ok()?)));
        let date = audit.date.to_string();
        let sql = "INSERT INTO audit (audit, revision, tally, case_record, auditor, date, codes, scored, numerator, denominator,
               recorded, engine, content, supersedes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT (audit, revision) DO NOTHING";
        let mut statement = self.session.txn.prepare_cached(sql).map_err(&storing)?;
        let written = statement.execute(params![
            audit.id,
            replaced.map_or(1, |newest| newest.revision + 1),
            tally,
            case,
            audit.auditor,
            date,
            new.answers.codes,
            encode(new.scored)?,
            share.map(|(numerator, _)| numerator),
            share.map(|(_, denominator)| denominator),
            new.recorded.map(|grade| grade.0),
            new.engine,
            text.content,
            replaced.map(|newest| newest.row),
        ]);
        if written.map_err(&storing)? == 0 {
            return Ok(None);
        }
        let row = self.session.txn.last_insert_rowid();
        if let Texts {
            scripts,
            notes,
            voices,
            reason,
            ..
        } = text
            && [scripts, notes, voices, reason]
                .iter()
                .any(|text| text.is_some())
        {
            let sql = "INSERT INTO audit_text (audit, scripts, notes, voices, recorded_reason) VALUES (?1, ?2, ?3, ?4, ?5)";
            let mut statement = self.session.txn.prepare_cached(sql).map_err(&storing)?;
            statement
                .execute(params![row, scripts, notes, voices, reason])
                .map_err(&storing)?;
        }
        Ok(Some(Place { row, tally }))
    }

    fn insert_moderation(
        &self,
        row: i64,
        audit: &str,
        moderation: &Moderation,
    ) -> Result<(), StoreError> {
        let storing = failed("storing a moderation");
        let sql = "INSERT INTO moderation (audit, audit_id, grade, basis, moderator, date) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut statement = self.session.txn.prepare_cached(sql).map_err(&storing)?;
        let Moderation {
            grade,
            basis,
            moderator,
            date,
        } = moderation;
        let values = params![row, audit, grade.0, basis.id(), moderator, date.to_string()];
        statement.execute(values).map_err(&storing)?;
        Ok(())
    }

    /// The moderation that counts on the newest revision's template version, and whether this one is there.
    fn moderated(
        &self,
        audit: &str,
        tally: i64,
        one: Option<&Moderation>,
    ) -> Result<(Option<(GradeIx, Basis)>, bool), StoreError> {
        let on = self.session.group_at(tally)?.group.template;
        let (all, counting) = self.session.moderations(audit, &on)?;
        Ok((counted(&counting), one.is_none_or(|one| all.contains(one))))
    }

    fn scored_of(&self, audit: &str, newest: &Newest) -> Result<Scored, StoreError> {
        let template = self.session.group_at(newest.tally)?.template;
        scored(audit, &newest.scored, newest.scripts.as_deref(), &template)
    }

    /// Adds a moderation to the newest revision, and counts it in the place of the one that counted before.
    fn add_moderation(
        &mut self,
        audit: &str,
        newest: &Newest,
        moderation: &Moderation,
    ) -> Result<Kept, StoreError> {
        let (before, known) = self.moderated(audit, newest.tally, Some(moderation))?;
        if known {
            return Ok(Kept::Unchanged);
        }
        self.insert_moderation(newest.row, audit, moderation)?;
        let (after, _) = self.moderated(audit, newest.tally, None)?;
        let scored = self.scored_of(audit, newest)?;
        let graded = newest.graded(&scored, before);
        self.pending
            .subtract(&self.session, newest.tally, &graded)?;
        self.pending.add(
            &self.session,
            newest.tally,
            &Graded {
                moderated: after,
                ..graded
            },
        )?;
        Ok(Kept::Moderated)
    }

    fn moderated_again(&mut self, new: &NewAudit<'_>, newest: &Newest) -> Result<Kept, StoreError> {
        match &new.moderated {
            Some(moderation) => self.add_moderation(&new.audit.id, newest, moderation),
            None => Ok(Kept::Unchanged),
        }
    }
}

/// Where a revision was put, and where it is counted.
struct Place {
    row: i64,
    tally: i64,
}

/// The text of an audit, as it is kept.
struct Texts {
    content: Content,
    scripts: Option<String>,
    notes: Option<String>,
    voices: Option<String>,
    reason: Option<String>,
}

impl Texts {
    fn of(new: &NewAudit<'_>) -> Self {
        let notes = (!new.answers.notes.is_empty()).then(|| notes_to_json(&new.answers.notes));
        let voices = (!new.audit.voices.is_empty()).then(|| voices_to_json(&new.audit.voices));
        let reason = new
            .recorded
            .and(new.audit.recorded.as_ref())
            .map(|recorded| recorded.reason.clone());
        Self {
            content: content(new, notes.as_deref(), voices.as_deref()),
            scripts: new.scored.extra.as_deref().map(extra_to_json),
            notes,
            voices,
            reason: reason.filter(|reason| !reason.is_empty()),
        }
    }
}

impl Newest {
    fn graded<'a>(&'a self, scored: &'a Scored, moderated: Option<(GradeIx, Basis)>) -> Graded<'a> {
        Graded {
            codes: &self.codes,
            scored,
            recorded: self.recorded.map(GradeIx),
            moderated,
        }
    }
}

impl SqliteTxn<'_> {
    fn new_template(&self, new: &NewTemplate<'_>) -> Result<Kept, StoreError> {
        let TemplateRef {
            id,
            version,
            digest,
        } = new.reference;
        match labels::find(&self.session.txn, id, version)? {
            Some((_, found)) if found == *digest => Ok(Kept::Unchanged),
            Some(_) => Err(version_reused(id, version)),
            None => labels::insert(&self.session.txn, new).map(|_| Kept::New),
        }
    }

    fn new_case(&self, case: &Case) -> Result<Kept, StoreError> {
        let storing = failed("storing a case");
        let facts = facts_to_json(&case.facts);
        let insert = "INSERT INTO case_record (case_id, revision, facts) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        let mut insert = self.session.txn.prepare_cached(insert).map_err(&storing)?;
        // Most cases are new, so that is tried before anything is looked up.
        if insert
            .execute(params![case.id, 1, facts])
            .map_err(&storing)?
            == 1
        {
            return Ok(Kept::New);
        }
        let newest = "SELECT revision, facts FROM case_record WHERE case_id = ?1 ORDER BY revision DESC LIMIT 1";
        let mut newest = self.session.txn.prepare_cached(newest).map_err(&storing)?;
        let found = newest.query_row([&case.id], |row| {
            Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))
        });
        let (revision, before) = found.map_err(&storing)?;
        if before == facts {
            return Ok(Kept::Unchanged);
        }
        insert
            .execute(params![case.id, revision + 1, facts])
            .map_err(&storing)?;
        Ok(Kept::Corrected)
    }

    fn new_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
        let id = &new.audit.id;
        let text = Texts::of(new);
        // Most audits are new, so that is tried before anything is looked up.
        if let Some(Place { row, tally }) = self.insert(new, &text, None)? {
            self.pending.add(&self.session, tally, &new.graded())?;
            if let Some(moderation) = &new.moderated {
                self.insert_moderation(row, id, moderation)?;
            }
            return Ok(Kept::New);
        }
        let newest = self
            .newest(id)?
            .ok_or_else(|| StoreError::not_found("audit", id))?;
        if newest.row > self.before {
            return Err(audit_twice(id));
        }
        if newest.content != text.content {
            return Err(audit_differs(id));
        }
        self.moderated_again(new, &newest)
    }

    fn corrected_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
        let id = &new.audit.id;
        let text = Texts::of(new);
        self.template_row(new.template)?;
        self.case_row(&new.audit.case)?;
        let newest = self
            .newest(id)?
            .ok_or_else(|| StoreError::not_found("audit", id))?;
        if newest.content == text.content {
            return self.moderated_again(new, &newest);
        }
        let (before, known) = self.moderated(id, newest.tally, new.moderated.as_ref())?;
        let place = self.insert(new, &text, Some(&newest))?;
        let Place { row, tally } = place.ok_or_else(|| audit_differs(id))?;
        if let Some(moderation) = new.moderated.as_ref().filter(|_| !known) {
            self.insert_moderation(row, id, moderation)?;
        }
        let (moderated, _) = self.moderated(id, tally, None)?;
        let scored = self.scored_of(id, &newest)?;
        self.pending
            .subtract(&self.session, newest.tally, &newest.graded(&scored, before))?;
        self.pending.add(
            &self.session,
            tally,
            &Graded {
                moderated,
                ..new.graded()
            },
        )?;
        Ok(Kept::Corrected)
    }

    fn new_moderation(&mut self, audit: &str, moderation: &Moderation) -> Result<Kept, StoreError> {
        let newest = self
            .newest(audit)?
            .ok_or_else(|| StoreError::not_found("audit", audit))?;
        self.add_moderation(audit, &newest, moderation)
    }
}

/// Runs one change, unless an earlier one failed half way.
///
/// The three refusals are made before anything is written, so the transaction goes on after them. After any other error
/// what was written and what was counted may no longer agree.
fn step(
    txn: &mut SqliteTxn<'_>,
    change: impl FnOnce(&mut SqliteTxn<'_>) -> Result<Kept, StoreError>,
) -> Result<Kept, StoreError> {
    unbroken(txn)?;
    let done = change(txn);
    let refused = |error: &StoreError| {
        matches!(
            error,
            StoreError::NotFound { .. } | StoreError::Conflict { .. } | StoreError::TooLarge { .. }
        )
    };
    txn.broken = done.as_ref().is_err_and(|error| !refused(error));
    done
}

fn unbroken(txn: &SqliteTxn<'_>) -> Result<(), StoreError> {
    if txn.broken {
        return Err(StoreError::conflict(
            "an earlier change of this transaction failed half way",
            "begin a new one",
        ));
    }
    Ok(())
}

impl StoreTxn for SqliteTxn<'_> {
    fn add_template(&mut self, new: &NewTemplate<'_>) -> Result<Kept, StoreError> {
        step(self, |txn| txn.new_template(new))
    }

    fn put_case(&mut self, case: &Case) -> Result<Kept, StoreError> {
        step(self, |txn| txn.new_case(case))
    }

    fn add_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
        step(self, |txn| txn.new_audit(new))
    }

    fn correct_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
        step(self, |txn| txn.corrected_audit(new))
    }

    fn moderate(&mut self, audit: &str, moderation: &Moderation) -> Result<Kept, StoreError> {
        step(self, |txn| txn.new_moderation(audit, moderation))
    }

    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        unbroken(&self)?;
        self.pending.flush(&self.session)?;
        self.session.txn.commit().map_err(failed("saving"))
    }
}

impl StoreRead for SqliteTxn<'_> {
    fn templates(&self) -> Result<Vec<TemplateRef>, StoreError> {
        self.session.templates()
    }

    fn template(&self, id: &str, version: &str) -> Result<StoredTemplate, StoreError> {
        self.session.template(id, version)
    }

    fn case(&self, id: &str) -> Result<Case, StoreError> {
        self.session.case(id)
    }

    fn audit(&self, id: &str, revision: Option<u32>) -> Result<StoredAudit, StoreError> {
        self.session.audit(id, revision)
    }

    fn each_audit(
        &self,
        filter: &Filter,
        show: &mut dyn FnMut(AuditRow<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.session.each_audit(filter, show)
    }

    fn rollup(&self, filter: &Filter) -> Result<Rollup, StoreError> {
        self.session.kept(filter, &|row| self.pending.tally(row))
    }
}
