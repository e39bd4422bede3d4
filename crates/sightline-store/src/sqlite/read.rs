//! Reading a store.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, Transaction, params};
use sightline_engine::Rollup;
use sightline_engine::answers::Answers;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::{Case, GradeIx};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{Basis, Graded, Group, Tally};
use sightline_engine::scored::Scored;

use super::failure::{failed, unreadable};
use super::labels;
use crate::record::{
    Malformed, decode, extra_from_json, facts_from_json, notes_from_json, voices_from_json,
};
use crate::{
    AuditRow, Filter, Moderation, StoreError, StoreRead, StoredAudit, StoredTemplate, counted,
};

/// One transaction of SQLite, with the templates that were read in it.
pub(super) struct Session<'a> {
    pub(super) txn: Transaction<'a>,
    templates: RefCell<BTreeMap<i64, Arc<StoredTemplate>>>,
}

/// A group of audits that are counted together.
pub(super) struct Counted {
    pub(super) group: Group,
    pub(super) template: Arc<StoredTemplate>,
}

impl<'a> Session<'a> {
    pub(super) fn new(txn: Transaction<'a>) -> Self {
        Self {
            txn,
            templates: RefCell::default(),
        }
    }

    /// The template version at a row; the text of one is read once.
    pub(super) fn template_at(&self, row: i64) -> Result<Arc<StoredTemplate>, StoreError> {
        if let Some(known) = self.templates.borrow().get(&row) {
            return Ok(Arc::clone(known));
        }
        let loaded = Arc::new(labels::load(&self.txn, row)?);
        self.templates.borrow_mut().insert(row, Arc::clone(&loaded));
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

impl StoreRead for Session<'_> {
    fn templates(&self) -> Result<Vec<TemplateRef>, StoreError> {
        let reading = failed("reading the templates");
        let sql = "SELECT template, version, digest FROM template ORDER BY template, id";
        let mut statement = self.txn.prepare_cached(sql).map_err(&reading)?;
        let rows = statement
            .query_map([], |row| {
                Ok(TemplateRef {
                    id: row.get(0)?,
                    version: row.get(1)?,
                    digest: row.get(2)?,
                })
            })
            .map_err(&reading)?;
        rows.collect::<Result<_, _>>().map_err(&reading)
    }

    fn template(&self, id: &str, version: &str) -> Result<StoredTemplate, StoreError> {
        let found = labels::find(&self.txn, id, version)?;
        let (row, _) =
            found.ok_or_else(|| StoreError::not_found(&format!("version {version} of"), id))?;
        Ok(StoredTemplate::clone(&*self.template_at(row)?))
    }

    fn case(&self, id: &str) -> Result<Case, StoreError> {
        let sql = "SELECT facts FROM case_record WHERE case_id = ?1 ORDER BY revision DESC LIMIT 1";
        let mut statement = self
            .txn
            .prepare_cached(sql)
            .map_err(failed("reading a case"))?;
        let facts: Option<String> = statement
            .query_row([id], |row| row.get(0))
            .optional()
            .map_err(failed("reading a case"))?;
        let facts = facts.ok_or_else(|| StoreError::not_found("case", id))?;
        Ok(Case {
            id: id.to_owned(),
            facts: facts_from_json(&facts).map_err(unreadable("case", id))?,
        })
    }

    fn audit(&self, id: &str, revision: Option<u32>) -> Result<StoredAudit, StoreError> {
        let reading = failed("reading an audit");
        let count = "SELECT count(*) FROM audit WHERE audit = ?1";
        let mut statement = self.txn.prepare_cached(count).map_err(&reading)?;
        let revisions: u32 = statement
            .query_row([id], |row| row.get(0))
            .map_err(&reading)?;
        if revisions == 0 {
            return Err(StoreError::not_found("audit", id));
        }
        let sql = "SELECT audit.tally, case_record.case_id, case_record.facts, audit.auditor, audit.date, audit.codes,
               audit.scored, audit.recorded, audit.engine, text.scripts, text.notes, text.voices, text.recorded_reason
             FROM audit JOIN case_record ON case_record.id = audit.case_record
             LEFT JOIN audit_text AS text ON text.audit = audit.id WHERE audit.audit = ?1 AND audit.revision = ?2";
        let wanted = revision.unwrap_or(revisions);
        let mut statement = self.txn.prepare_cached(sql).map_err(&reading)?;
        let mut rows = statement.query(params![id, wanted]).map_err(&reading)?;
        let row = rows.next().map_err(&reading)?;
        let row =
            row.ok_or_else(|| StoreError::not_found(&format!("revision {wanted} of audit"), id))?;

        let text = |n: usize| row.get::<_, Option<String>>(n).map_err(&reading);
        let needed = |n: usize| row.get::<_, String>(n).map_err(&reading);
        let bytes = |n: usize| row.get::<_, Vec<u8>>(n).map_err(&reading);
        let broken = unreadable("audit", id);
        let Counted { group, template } = self.group_at(row.get(0).map_err(&reading)?)?;
        let (moderations, counting) = self.moderations(id, &group.template)?;
        let reason = text(12)?.unwrap_or_default();
        let recorded: Option<u8> = row.get(7).map_err(&reading)?;
        let case = needed(1)?;
        Ok(StoredAudit {
            id: id.to_owned(),
            revision: wanted,
            revisions,
            case: Case {
                facts: facts_from_json(&needed(2)?).map_err(unreadable("case", &case))?,
                id: case,
            },
            auditor: text(3)?,
            team: Some(group.team).filter(|team| !team.is_empty()),
            service: Some(group.service).filter(|service| !service.is_empty()),
            date: needed(4)?.parse().map_err(|_| broken(Malformed))?,
            quarter: group.quarter,
            answers: Answers {
                codes: bytes(5)?,
                notes: text(10)?
                    .map_or(Ok(Vec::new()), |notes| notes_from_json(&notes))
                    .map_err(&broken)?,
            },
            voices: text(11)?
                .map_or(Ok(BTreeMap::new()), |voices| voices_from_json(&voices))
                .map_err(&broken)?,
            scored: scored(id, &bytes(6)?, text(9)?.as_deref(), &template)?,
            recorded: recorded.map(|grade| (GradeIx(grade), reason)),
            moderated: counted(&counting),
            moderations,
            engine: needed(8)?,
            template: StoredTemplate::clone(&*template),
        })
    }

    fn each_audit(
        &self,
        filter: &Filter,
        show: &mut dyn FnMut(AuditRow<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let reading = failed("reading the audits");
        let sql = "SELECT audit.tally, audit.audit, audit.revision, case_record.case_id, audit.auditor, audit.date, audit.codes,
               audit.scored, audit.recorded, audit.engine, text.scripts
             FROM audit JOIN case_record ON case_record.id = audit.case_record
             LEFT JOIN audit_text AS text ON text.audit = audit.id
             WHERE NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.supersedes = audit.id) ORDER BY audit.id";
        let mut statement = self.txn.prepare_cached(sql).map_err(&reading)?;
        let mut rows = statement.query([]).map_err(&reading)?;
        let mut groups: BTreeMap<i64, Counted> = BTreeMap::new();
        while let Some(row) = rows.next().map_err(&reading)? {
            let tally: i64 = row.get(0).map_err(&reading)?;
            if !groups.contains_key(&tally) {
                groups.insert(tally, self.group_at(tally)?);
            }
            let Some(Counted { group, template }) =
                groups.get(&tally).filter(|one| filter.fits(&one.group))
            else {
                continue;
            };
            let cell = |n: usize| row.get_ref(n).map_err(&reading);
            let id = cell(1)?
                .as_str()
                .map_err(|_| StoreError::damaged("an audit has no id"))?;
            let broken = || unreadable("audit", id)(Malformed);
            let text = |n: usize| cell(n)?.as_str().map_err(|_| broken());
            let maybe = |n: usize| cell(n)?.as_str_or_null().map_err(|_| broken());
            let bytes = |n: usize| cell(n)?.as_blob().map_err(|_| broken());
            let scored = scored(id, bytes(7)?, maybe(10)?, template)?;
            let recorded: Option<u8> = row.get(8).map_err(&reading)?;
            let (_, counting) = self.moderations(id, &group.template)?;
            let shown = show(AuditRow {
                id,
                revision: row.get(2).map_err(&reading)?,
                case: text(3)?,
                group,
                layout: &template.layout,
                auditor: maybe(4)?,
                date: text(5)?.parse::<NaiveDate>().map_err(|_| broken())?,
                graded: Graded {
                    codes: bytes(6)?,
                    scored: &scored,
                    recorded: recorded.map(GradeIx),
                    moderated: counted(&counting),
                },
                engine: text(9)?,
            });
            if shown.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn rollup(&self, filter: &Filter) -> Result<Rollup, StoreError> {
        self.kept(filter, &|_| None)
    }
}
