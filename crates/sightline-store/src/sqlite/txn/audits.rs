//! Audits: written once, counted once, corrected and moderated.

use rusqlite::{OptionalExtension as _, params};
use sightline_engine::Exact;
use sightline_engine::rollup::Graded;

use super::SqliteTxn;
use crate::error::{audit_differs, audit_twice};
use crate::record::{date_to_text, encode, extra_to_json, notes_to_json, voices_to_json};
use crate::sqlite::counts::Key;
use crate::sqlite::failure::failed;
use crate::{Kept, Moderation, NewAudit, StoreError, StoreRead as _, StoredAudit, counted};

/// The newest revision of a stored audit.
struct Newest {
    row: i64,
    tally: i64,
    stored: StoredAudit,
}

/// Where a revision was put, and where it is counted.
struct Place {
    row: i64,
    tally: i64,
}

/// The text of an audit, as it is kept.
struct Texts {
    scripts: Option<String>,
    notes: Option<String>,
    voices: Option<String>,
    reason: Option<String>,
}

impl Texts {
    fn of(new: &NewAudit<'_>) -> Self {
        let notes = (!new.answers.notes.is_empty()).then(|| notes_to_json(&new.answers.notes));
        let voices = (!new.audit.voices.is_empty()).then(|| voices_to_json(&new.audit.voices));
        let reason = new.recorded_with_reason().map(|(_, reason)| reason);
        Self {
            scripts: new.scored.extra.as_deref().map(extra_to_json),
            notes,
            voices,
            reason: reason.filter(|reason| !reason.is_empty()),
        }
    }
}

impl Newest {
    /// What it contributes to the counts as they stand.
    fn graded(&self) -> Graded<'_> {
        Graded {
            codes: &self.stored.answers.codes,
            scored: &self.stored.scored,
            recorded: self.stored.recorded.as_ref().map(|(grade, _)| *grade),
            moderated: self.stored.moderated,
        }
    }
}

impl SqliteTxn<'_> {
    pub(super) fn new_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
        let id = &new.audit.id;
        // Most audits are new, so that is tried before anything is looked up.
        if let Some(Place { row, tally }) = self.insert(new, None)? {
            self.count(tally, new.audit.auditor.as_deref(), &new.graded())?;
            if let Some(moderation) = &new.moderated {
                self.insert_moderation(row, id, moderation)?;
            }
            return Ok(Kept::New);
        }
        let newest = self.newest(id)?;
        if newest.row > self.before {
            return Err(audit_twice(id));
        }
        if !newest.stored.is_same(new) {
            return Err(audit_differs(id));
        }
        self.add_moderation(&newest, new.moderated.as_ref())
    }

    pub(super) fn corrected_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
        let id = &new.audit.id;
        self.template_row(new.template)?;
        self.case_row(&new.audit.case)?;
        let newest = self.newest(id)?;
        if newest.stored.is_same(new) {
            return self.add_moderation(&newest, new.moderated.as_ref());
        }
        let place = self.insert(new, Some(&newest))?;
        let Place { row, tally } = place.ok_or_else(|| audit_differs(id))?;
        let moderation = new.moderated.as_ref();
        if let Some(moderation) = moderation.filter(|one| !newest.stored.moderations.contains(one))
        {
            self.insert_moderation(row, id, moderation)?;
        }
        let (_, counting) = self.session.moderations(id, new.template)?;
        self.uncount(&newest)?;
        let graded = Graded {
            moderated: counted(&counting),
            ..new.graded()
        };
        self.count(tally, new.audit.auditor.as_deref(), &graded)?;
        Ok(Kept::Corrected)
    }

    pub(super) fn new_moderation(
        &mut self,
        audit: &str,
        moderation: &Moderation,
    ) -> Result<Kept, StoreError> {
        let newest = self.newest(audit)?;
        self.add_moderation(&newest, Some(moderation))
    }

    fn newest(&self, audit: &str) -> Result<Newest, StoreError> {
        let reading = failed("reading an audit");
        let sql = "SELECT id, tally FROM audit WHERE audit = ?1 ORDER BY revision DESC LIMIT 1";
        let mut statement = self.session.txn.prepare_cached(sql).map_err(&reading)?;
        let found = statement
            .query_row([audit], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional();
        let found = found.map_err(&reading)?;
        let (row, tally) = found.ok_or_else(|| StoreError::not_found("audit", audit))?;
        Ok(Newest {
            row,
            tally,
            stored: self.session.audit(audit, None)?,
        })
    }

    /// Writes a revision with its text, and says whether there was room for it; counting is left to the caller.
    fn insert(
        &mut self,
        new: &NewAudit<'_>,
        replaced: Option<&Newest>,
    ) -> Result<Option<Place>, StoreError> {
        let storing = failed("storing an audit");
        let audit = new.audit;
        let text = Texts::of(new);
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
        let date = date_to_text(audit.date);
        let insert = self
            .held
            .add_audit
            .on(self.session.connection)
            .map_err(&storing)?;
        let written = insert.execute((
            &audit.id,
            replaced.map_or(1, |newest| newest.stored.revision + 1),
            tally,
            case,
            &audit.auditor,
            date,
            &new.answers.codes,
            encode(new.scored)?,
            share.map(|(numerator, _)| numerator),
            share.map(|(_, denominator)| denominator),
            new.recorded.map(|grade| grade.0),
            new.engine,
            replaced.map(|newest| newest.row),
        ));
        if written.map_err(&storing)? == 0 {
            return Ok(None);
        }
        let row = self.session.txn.last_insert_rowid();
        let Texts {
            scripts,
            notes,
            voices,
            reason,
        } = &text;
        if [scripts, notes, voices, reason]
            .iter()
            .any(|text| text.is_some())
        {
            let insert = self
                .held
                .add_text
                .on(self.session.connection)
                .map_err(&storing)?;
            insert
                .execute((row, scripts, notes, voices, reason))
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
        let values = params![
            row,
            audit,
            grade.0,
            basis.id(),
            moderator,
            date_to_text(*date)
        ];
        insert.execute(values).map_err(&storing)?;
        Ok(())
    }

    /// Adds a moderation that is not there yet, and counts it in the place of the one that counted before.
    fn add_moderation(
        &mut self,
        newest: &Newest,
        moderation: Option<&Moderation>,
    ) -> Result<Kept, StoreError> {
        let stored = &newest.stored;
        let Some(moderation) = moderation.filter(|one| !stored.moderations.contains(one)) else {
            return Ok(Kept::Unchanged);
        };
        self.insert_moderation(newest.row, &stored.id, moderation)?;
        let (_, counting) = self
            .session
            .moderations(&stored.id, &stored.template.reference)?;
        self.uncount(newest)?;
        let graded = Graded {
            moderated: counted(&counting),
            ..newest.graded()
        };
        self.count(newest.tally, stored.auditor.as_deref(), &graded)?;
        Ok(Kept::Moderated)
    }

    /// Counts an audit, and its moderation by who audited it.
    fn count(
        &mut self,
        tally: i64,
        auditor: Option<&str>,
        graded: &Graded<'_>,
    ) -> Result<(), StoreError> {
        self.pending.add(&self.session, tally, graded)?;
        self.count_moderation(tally, auditor, graded, 1)
    }

    /// Takes an audit out of the counts again.
    fn uncount(&mut self, newest: &Newest) -> Result<(), StoreError> {
        let graded = newest.graded();
        self.pending
            .subtract(&self.session, newest.tally, &graded)?;
        self.count_moderation(newest.tally, newest.stored.auditor.as_deref(), &graded, -1)
    }

    /// Written at once: most audits are not moderated, and what this transaction reads of these counts is then what it wrote.
    fn count_moderation(
        &mut self,
        tally: i64,
        auditor: Option<&str>,
        graded: &Graded<'_>,
        more: i64,
    ) -> Result<(), StoreError> {
        let Some((after, basis)) = graded.moderated else {
            return Ok(());
        };
        let counting = failed("counting a moderation");
        let count = self
            .held
            .count_moderation
            .on(self.session.connection)
            .map_err(&counting)?;
        let values = params![
            tally,
            auditor.unwrap_or_default(),
            basis.id(),
            graded.before().map_or(-1, |grade| i64::from(grade.0)),
            after.0,
            more
        ];
        count.execute(values).map_err(&counting)?;
        Ok(())
    }
}
