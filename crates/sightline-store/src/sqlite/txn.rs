//! Changing a store.

mod audits;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use rusqlite::{OptionalExtension as _, params};
use sightline_engine::Rollup;
use sightline_engine::action::{Action, Event};
use sightline_engine::model::Case;
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::Moderated;

use super::counts::Pending;
use super::failure::{failed, unreadable};
use super::held::Statements;
use super::labels;
use super::session::Session;
use super::{actions, draws, publications, replacements, theme_codes};
use crate::error::version_reused;
use crate::record::{case_from_json, case_to_json, with_history};
use crate::{
    AuditRow, Filter, Kept, Moderation, NewAudit, NewTemplate, NewThemeCode, Publication,
    Replacement, StoreError, StoreRead, StoreTxn, StoredAudit, StoredDraw, StoredTemplate,
    ThemeCode, ThemeDecision,
};

/// Changes to a file that happen together.
pub(super) struct SqliteTxn<'a> {
    held: Statements<'a>,
    session: Session<'a>,
    pending: Pending,
    /// Rows of template versions whose digest was compared already.
    templates: BTreeMap<TemplateRef, i64>,
    /// The case that was put or looked up last: in an import, an audit's case comes just before it.
    last_case: Option<LastCase>,
    /// The last audit row there was when it began; later ones are of this transaction.
    before: i64,
    /// Whether a change failed half way, so that nothing of this may be kept.
    broken: bool,
}

/// A case and the row of its newest record.
struct LastCase {
    id: String,
    row: i64,
    /// Its record as it was put in this transaction.
    known: Option<String>,
}

impl<'a> SqliteTxn<'a> {
    pub(super) fn new(session: Session<'a>) -> Result<Self, StoreError> {
        let last = session
            .txn
            .query_row("SELECT coalesce(max(id), 0) FROM audit", [], |row| {
                row.get(0)
            });
        let before = last.map_err(failed("writing to the store"))?;
        Ok(Self {
            held: Statements::new(),
            session,
            pending: Pending::default(),
            templates: BTreeMap::new(),
            last_case: None,
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

    fn case_row(&mut self, case: &str) -> Result<i64, StoreError> {
        if let Some(last) = self.last_case.as_ref().filter(|last| last.id == case) {
            return Ok(last.row);
        }
        let storing = failed("storing an audit");
        let find = self
            .held
            .find_case
            .on(self.session.connection)
            .map_err(&storing)?;
        let found = find
            .query_row([case], |row| row.get(0))
            .optional()
            .map_err(&storing)?;
        let row = found.ok_or_else(|| StoreError::not_found("case", case))?;
        self.last_case = Some(LastCase {
            id: case.to_owned(),
            row,
            known: None,
        });
        Ok(row)
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

    fn new_case(&mut self, case: &Case) -> Result<Kept, StoreError> {
        let facts = case_to_json(case);
        let is_last = |last: &LastCase| last.id == case.id && last.known.as_ref() == Some(&facts);
        if self.last_case.as_ref().is_some_and(is_last) {
            return Ok(Kept::Unchanged);
        }
        let (kept, row) = self.write_case(case, &facts)?;
        self.last_case = Some(LastCase {
            id: case.id.clone(),
            row,
            known: Some(facts),
        });
        Ok(kept)
    }

    /// Writes a case record where it differs from the newest, and gives the row of what is the newest now.
    fn write_case(&mut self, case: &Case, facts: &str) -> Result<(Kept, i64), StoreError> {
        let storing = failed("storing a case");
        let insert = self
            .held
            .add_case
            .on(self.session.connection)
            .map_err(&storing)?;
        // Most cases are new, so that is tried before anything is looked up.
        let inserted = insert.execute(params![case.id, 1, facts]);
        if inserted.map_err(&storing)? == 1 {
            return Ok((Kept::New, self.session.txn.last_insert_rowid()));
        }
        let newest = "SELECT id, revision, facts FROM case_record WHERE case_id = ?1 ORDER BY revision DESC LIMIT 1";
        let mut newest = self.session.txn.prepare_cached(newest).map_err(&storing)?;
        let found = newest.query_row([&case.id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        let (row, revision, before): (i64, u32, String) = found.map_err(&storing)?;
        let mut joined = None;
        if before != facts && case.history.is_empty() {
            let before = case_from_json(&case.id, &before).map_err(unreadable("case", &case.id))?;
            joined = with_history(case, &before).map(|case| case_to_json(&case));
        }
        let facts = joined.as_deref().unwrap_or(facts);
        if before == facts {
            return Ok((Kept::Unchanged, row));
        }
        insert
            .execute(params![case.id, revision + 1, facts])
            .map_err(&storing)?;
        Ok((Kept::Corrected, self.session.txn.last_insert_rowid()))
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

    fn publish(&mut self, new: &Publication) -> Result<Kept, StoreError> {
        step(self, |txn| publications::insert(&txn.session.txn, new))
    }

    fn add_draw(&mut self, new: &StoredDraw) -> Result<Kept, StoreError> {
        step(self, |txn| draws::insert(&txn.session.txn, new))
    }

    fn propose_theme(&mut self, new: &NewThemeCode) -> Result<Kept, StoreError> {
        step(self, |txn| theme_codes::propose(&txn.session.txn, new))
    }

    fn decide_theme(&mut self, id: u32, decision: &ThemeDecision) -> Result<Kept, StoreError> {
        step(self, |txn| {
            theme_codes::decide(&txn.session.txn, id, decision)
        })
    }

    fn add_action(&mut self, new: &Action) -> Result<Kept, StoreError> {
        step(self, |txn| actions::insert(&txn.session.txn, new))
    }

    fn change_action(&mut self, id: &str, event: &Event) -> Result<Kept, StoreError> {
        step(self, |txn| actions::change(&txn.session.txn, id, event))
    }

    fn add_replacement(&mut self, new: &Replacement) -> Result<Kept, StoreError> {
        step(self, |txn| {
            txn.session.draw(&new.draw)?;
            replacements::insert(&txn.session.txn, new)
        })
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

    fn each_case(&self, show: &mut dyn FnMut(Case) -> ControlFlow<()>) -> Result<(), StoreError> {
        self.session.each_case(show)
    }

    fn each_case_with_history(
        &self,
        show: &mut dyn FnMut(Case) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.session.each_case_with_history(show)
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

    fn moderated(
        &self,
        filter: &Filter,
        show: &mut dyn FnMut(Moderated<'_>),
    ) -> Result<(), StoreError> {
        self.session.moderated(filter, show)
    }

    fn staff(&self) -> Result<BTreeSet<String>, StoreError> {
        self.session.staff()
    }

    fn check(&self) -> Result<(), StoreError> {
        self.session.check()
    }

    fn draws(&self) -> Result<Vec<StoredDraw>, StoreError> {
        self.session.draws()
    }

    fn draw(&self, id: &str) -> Result<StoredDraw, StoreError> {
        self.session.draw(id)
    }

    fn theme_codes(&self, filter: &Filter) -> Result<Vec<ThemeCode>, StoreError> {
        self.session.theme_codes(filter)
    }

    fn actions(&self) -> Result<Vec<Action>, StoreError> {
        self.session.actions()
    }

    fn each_related_actions(
        &self,
        show: &mut dyn FnMut(Vec<Action>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.session.each_related_actions(show)
    }

    fn action(&self, id: &str) -> Result<Action, StoreError> {
        self.session.action(id)
    }

    fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        self.session.publications()
    }

    fn replacements(&self, draw: &str) -> Result<Vec<Replacement>, StoreError> {
        self.session.replacements(draw)
    }
}
