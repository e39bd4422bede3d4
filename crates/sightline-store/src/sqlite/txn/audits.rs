//! Audits: written once, counted once, corrected and moderated.

use rusqlite::{OptionalExtension as _, params};
use sightline_engine::Exact;
use sightline_engine::model::GradeIx;
use sightline_engine::rollup::{Basis, Graded};
use sightline_engine::scored::Scored;

use super::SqliteTxn;
use crate::error::{audit_differs, audit_twice};
use crate::record::{Content, content, encode, extra_to_json, notes_to_json, voices_to_json};
use crate::sqlite::counts::Key;
use crate::sqlite::failure::failed;
use crate::sqlite::session::scored;
use crate::{Kept, Moderation, NewAudit, StoreError, counted};

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
    pub(super) fn new_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
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

    pub(super) fn corrected_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
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

    pub(super) fn new_moderation(
        &mut self,
        audit: &str,
        moderation: &Moderation,
    ) -> Result<Kept, StoreError> {
        let newest = self
            .newest(audit)?
            .ok_or_else(|| StoreError::not_found("audit", audit))?;
        self.add_moderation(audit, &newest, moderation)
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
        let share = new.scored.overall.share.as_ref().and_then(Exact::parts);
        let share = share.and_then(|(n, d)| Some((i64::try_from(n).ok()?, i64::try_from(d).ok()?)));
        let date = audit.date.to_string();
        let insert = self
            .held
            .add_audit
            .on(self.session.connection)
            .map_err(&storing)?;
        let written = insert.execute(params![
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
            let insert = self
                .held
                .add_text
                .on(self.session.connection)
                .map_err(&storing)?;
            insert
                .execute(params![row, scripts, notes, voices, reason])
                .map_err(&storing)?;
        }
        Ok(Some(Place { row, tally }))
    }

    fn insert_moderation(
        &mut self,
        row: i64,
        audit: &str,
        moderation: &Moderation,
    ) -> Result<(), StoreError> {
        let storing = failed("storing a moderation");
        let insert = self
            .held
            .add_moderation
            .on(self.session.connection)
            .map_err(&storing)?;
        let Moderation {
            grade,
            basis,
            moderator,
            date,
        } = moderation;
        let values = params![row, audit, grade.0, basis.id(), moderator, date.to_string()];
        insert.execute(values).map_err(&storing)?;
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
