//! Answering questions.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, params};
use sightline_engine::Rollup;
use sightline_engine::action::Action;
use sightline_engine::answers::Answers;
use sightline_engine::model::{Case, GradeIx};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{Graded, Moderated};

use super::{Counted, Session, scored};
use crate::record::{Malformed, case_from_json, notes_from_json, voices_from_json};
use crate::sqlite::failure::{failed, unreadable};
use crate::sqlite::{actions, draws, labels, moderated, publications, replacements, theme_codes};
use crate::{
    AuditRow, Filter, Publication, Replacement, StoreError, StoreRead, StoredAudit, StoredDraw,
    StoredTemplate, ThemeCode, counted,
};

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
        case_from_json(id, &facts).map_err(unreadable("case", id))
    }

    fn each_case(&self, show: &mut dyn FnMut(Case) -> ControlFlow<()>) -> Result<(), StoreError> {
        let sql = "SELECT case_id, facts FROM case_record AS newest
             WHERE revision = (SELECT max(revision) FROM case_record WHERE case_id = newest.case_id)
             ORDER BY case_id";
        self.cases(sql, show)
    }

    fn each_case_with_history(
        &self,
        show: &mut dyn FnMut(Case) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        // As the index of these cases says it. A record keeps the history of the one before it, so the newest has it too.
        let sql = "SELECT case_id, facts FROM case_record AS newest
             WHERE instr(facts, '\"$history\"') > 0
               AND revision = (SELECT max(revision) FROM case_record WHERE case_id = newest.case_id)
             ORDER BY case_id";
        self.cases(sql, &mut |case| {
            if case.history.is_empty() {
                return ControlFlow::Continue(());
            }
            show(case)
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
            case: case_from_json(&case, &needed(2)?).map_err(unreadable("case", &case))?,
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
            if let Entry::Vacant(unknown) = groups.entry(tally) {
                unknown.insert(self.group_at(tally)?);
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

    fn moderated(
        &self,
        filter: &Filter,
        show: &mut dyn FnMut(Moderated<'_>),
    ) -> Result<(), StoreError> {
        moderated::each(self, filter, show)
    }

    fn staff(&self) -> Result<BTreeSet<String>, StoreError> {
        let reading = failed("reading who did audits");
        let sql = "SELECT auditor FROM audit WHERE auditor IS NOT NULL UNION SELECT moderator FROM moderation";
        let mut statement = self.txn.prepare_cached(sql).map_err(&reading)?;
        let codes = statement
            .query_map([], |row| row.get(0))
            .map_err(&reading)?;
        codes.collect::<Result<_, _>>().map_err(&reading)
    }

    fn check(&self) -> Result<(), StoreError> {
        let checking = failed("checking the store");
        let sql = "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1";
        let dangling = self.txn.query_row(sql, [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        match dangling.optional().map_err(&checking)? {
            None => actions::check(&self.txn),
            Some((table, parent)) => Err(StoreError::damaged(format!(
                "a row of `{table}` stands for a row of `{parent}` that is not there"
            ))),
        }
    }

    fn draws(&self) -> Result<Vec<StoredDraw>, StoreError> {
        draws::all(&self.txn)
    }

    fn draw(&self, id: &str) -> Result<StoredDraw, StoreError> {
        draws::find(&self.txn, id)?.ok_or_else(|| StoreError::not_found("draw", id))
    }

    fn theme_codes(&self, filter: &Filter) -> Result<Vec<ThemeCode>, StoreError> {
        theme_codes::all(self, filter)
    }

    fn actions(&self) -> Result<Vec<Action>, StoreError> {
        actions::all(&self.txn)
    }

    fn each_related_actions(
        &self,
        show: &mut dyn FnMut(Vec<Action>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        actions::each_related(&self.txn, show)
    }

    fn action(&self, id: &str) -> Result<Action, StoreError> {
        actions::find(&self.txn, id)?.ok_or_else(|| StoreError::not_found("action", id))
    }

    fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        publications::all(&self.txn)
    }

    fn replacements(&self, draw: &str) -> Result<Vec<Replacement>, StoreError> {
        replacements::of(&self.txn, draw)
    }
}
