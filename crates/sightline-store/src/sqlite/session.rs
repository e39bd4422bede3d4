//! One transaction of SQLite, and what both reading and changing need of it.

mod read;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use sightline_engine::Rollup;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::{Case, GradeIx};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{Basis, Group, Tally};
use sightline_engine::scored::Scored;

use super::failure::{failed, unreadable};
use super::labels;
use crate::record::{Malformed, case_from_json, decode, extra_from_json};
use crate::{Filter, Moderation, StoreError, StoredTemplate};

/// One transaction of SQLite, with the templates that were read in it.
pub(super) struct Session<'a> {
    pub(super) connection: &'a Connection,
    pub(super) txn: Transaction<'a>,
    known: &'a Templates,
    own: Templates,
    /// Rows after this one are of this transaction, and may yet come to stand for something else.
    committed: i64,
}

/// Template versions that were read, by row; what is committed never changes.
pub(super) type Templates = RefCell<BTreeMap<i64, Arc<StoredTemplate>>>;

/// A group of audits that are counted together.
pub(super) struct Counted {
    pub(super) group: Group,
    pub(super) template: Arc<StoredTemplate>,
}

impl<'a> Session<'a> {
    pub(super) fn begin(
        connection: &'a Connection,
        known: &'a Templates,
        behavior: TransactionBehavior,
    ) -> rusqlite::Result<Self> {
        let txn = Transaction::new_unchecked(connection, behavior)?;
        let last = "SELECT coalesce(max(id), 0) FROM template";
        let committed = txn.prepare_cached(last)?.query_row([], |row| row.get(0))?;
        Ok(Self {
            connection,
            txn,
            known,
            own: Templates::default(),
            committed,
        })
    }

    /// The template version at a row; the text of one is read once.
    pub(super) fn template_at(&self, row: i64) -> Result<Arc<StoredTemplate>, StoreError> {
        let templates = if row > self.committed {
            &self.own
        } else {
            self.known
        };
        if let Some(known) = templates.borrow().get(&row) {
            return Ok(Arc::clone(known));
        }
        let loaded = Arc::new(labels::load(&self.txn, row)?);
        templates.borrow_mut().insert(row, Arc::clone(&loaded));
        Ok(loaded)
    }

    /// What audits are counted with, by row.
    pub(super) fn group_at(&self, row: i64) -> Result<Counted, StoreError> {
        let sql = "SELECT year, quarter, template, team, service FROM tally WHERE id = ?1";
        let mut statement = self
            .txn
            .prepare_cached(sql)
            .map_err(failed("reading the counts"))?;
        let found = statement.query_row([row], |row| {
            let quarter = Quarter {
                year: row.get(0)?,
                n: row.get(1)?,
            };
            Ok((quarter, row.get::<_, i64>(2)?, row.get(3)?, row.get(4)?))
        });
        let (quarter, template, team, service) = found.map_err(failed("reading the counts"))?;
        let template = self.template_at(template)?;
        let group = Group {
            quarter,
            template: template.reference.clone(),
            team,
            service,
        };
        Ok(Counted { group, template })
    }

    /// Kept counts, with `pending` in the place of those that this transaction changed.
    pub(super) fn kept(
        &self,
        filter: &Filter,
        pending: &dyn Fn(i64) -> Option<Tally>,
    ) -> Result<Rollup, StoreError> {
        let reading = failed("reading the counts");
        let mut statement = self
            .txn
            .prepare_cached("SELECT id, counts FROM tally ORDER BY id")
            .map_err(&reading)?;
        let mut rows = statement.query([]).map_err(&reading)?;
        let mut rollup = Rollup::new();
        while let Some(row) = rows.next().map_err(&reading)? {
            let id: i64 = row.get(0).map_err(&reading)?;
            let Counted { group, template } = self.group_at(id)?;
            if !filter.fits(&group) {
                continue;
            }
            let tally = match pending(id) {
                Some(tally) => tally,
                None => {
                    let bytes: Vec<u8> = row.get(1).map_err(&reading)?;
                    tally(&template, &bytes)?
                }
            };
            rollup.insert(group, &template.layout, &tally);
        }
        Ok(rollup)
    }

    /// Shows the cases that a statement finds, until told to stop.
    fn cases(
        &self,
        sql: &str,
        show: &mut dyn FnMut(Case) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let reading = failed("reading the cases");
        let mut statement = self.txn.prepare_cached(sql).map_err(&reading)?;
        let mut rows = statement.query([]).map_err(&reading)?;
        while let Some(row) = rows.next().map_err(&reading)? {
            let id: String = row.get(0).map_err(&reading)?;
            let facts: String = row.get(1).map_err(&reading)?;
            let case = case_from_json(&id, &facts).map_err(unreadable("case", &id))?;
            if show(case).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// An audit's moderations: all of them, and those that count on a template version.
    pub(super) fn moderations(
        &self,
        audit: &str,
        on: &TemplateRef,
    ) -> Result<(Vec<Moderation>, Vec<Moderation>), StoreError> {
        let reading = failed("reading moderations");
        let sql = "SELECT moderation.grade, moderation.basis, moderation.moderator, moderation.date, template.template, template.version
             FROM moderation JOIN audit ON audit.id = moderation.audit JOIN tally ON tally.id = audit.tally
             JOIN template ON template.id = tally.template WHERE moderation.audit_id = ?1 ORDER BY moderation.id";
        let mut statement = self.txn.prepare_cached(sql).map_err(&reading)?;
        let mut rows = statement.query([audit]).map_err(&reading)?;
        let (mut all, mut counting) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next().map_err(&reading)? {
            let broken = || unreadable("a moderation of audit", audit)(Malformed);
            let text = |n: usize| row.get::<_, String>(n).map_err(&reading);
            let moderation = Moderation {
                grade: GradeIx(row.get(0).map_err(&reading)?),
                basis: Basis::find(&text(1)?).ok_or_else(broken)?,
                moderator: text(2)?,
                date: text(3)?.parse().map_err(|_| broken())?,
            };
            if (&text(4)?, &text(5)?) == (&on.id, &on.version) {
                counting.push(moderation.clone());
            }
            all.push(moderation);
        }
        Ok((all, counting))
    }
}

/// Reads a kept tally.
pub(super) fn tally(template: &StoredTemplate, bytes: &[u8]) -> Result<Tally, StoreError> {
    Tally::from_bytes(&template.layout, bytes).map_err(|why| {
        StoreError::damaged(format!(
            "counts of template `{}` cannot be read ({why})",
            template.reference.id
        ))
    })
}

/// Reads what scoring worked out, with what scripts added.
pub(super) fn scored(
    audit: &str,
    bytes: &[u8],
    scripts: Option<&str>,
    template: &StoredTemplate,
) -> Result<Scored, StoreError> {
    let broken = unreadable("the score of audit", audit);
    let mut scored = decode(bytes).map_err(&broken)?;
    if let Some(scripts) = scripts {
        scored.extra = Some(Box::new(
            extra_from_json(scripts, &template.sources).map_err(&broken)?,
        ));
    }
    Ok(scored)
}
