//! Moderated audits: as they were counted while they were stored, or counted where they lie.

use rusqlite::params;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::GradeIx;
use sightline_engine::rollup::{Basis, Moderated};

use super::failure::failed;
use super::session::Session;
use crate::{Filter, StoreError};

/// What was counted while audits were stored; by team and service nothing was.
const KEPT: &str = "
    SELECT year, quarter, template.id, nullif(auditor, ''), basis, nullif(before, -1), after, audits
    FROM moderation_count CROSS JOIN template ON template.id = moderation_count.template
    WHERE audits <> 0
      AND (?1 IS NULL OR (year, quarter) >= (?1, ?2))
      AND (?3 IS NULL OR (year, quarter) <= (?3, ?4))
      AND (?5 IS NULL OR template.template = ?5)
      AND ?6 IS NULL AND ?7 IS NULL";

/// Begins at the moderations, which are far fewer than the audits (`CROSS JOIN` keeps that order), and leaves out each
/// that another one of the same audit on the same template version comes before: those that are no exercise first, and
/// then the last.
const COUNT: &str = "
    SELECT tally.year, tally.quarter, tally.template, audit.auditor, last.basis,
      coalesce(audit.recorded, nullif(limited.value, 0) - 1), last.grade, count(*)
    FROM moderation AS last
    CROSS JOIN audit AS seen ON seen.id = last.audit
    CROSS JOIN tally AS seen_with ON seen_with.id = seen.tally
    CROSS JOIN audit ON audit.audit = last.audit_id
    CROSS JOIN tally ON tally.id = audit.tally AND tally.template = seen_with.template
    CROSS JOIN template ON template.id = tally.template
    CROSS JOIN byte AS limited ON limited.byte = substr(audit.scored, 4, 1)
    WHERE NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.supersedes = audit.id)
      AND NOT EXISTS (
        SELECT 1 FROM moderation AS better
        JOIN audit AS better_seen ON better_seen.id = better.audit
        JOIN tally AS better_with ON better_with.id = better_seen.tally
        WHERE better.audit_id = last.audit_id AND better_with.template = tally.template
          AND (better.basis <> 'calibration', better.id) > (last.basis <> 'calibration', last.id))
      AND (?1 IS NULL OR (tally.year, tally.quarter) >= (?1, ?2))
      AND (?3 IS NULL OR (tally.year, tally.quarter) <= (?3, ?4))
      AND (?5 IS NULL OR template.template = ?5)
      AND (?6 IS NULL OR tally.team = ?6)
      AND (?7 IS NULL OR tally.service = ?7)
    GROUP BY 1, 2, 3, 4, 5, 6, 7";

/// Shows every count.
pub(super) fn each(
    session: &Session<'_>,
    filter: &Filter,
    show: &mut dyn FnMut(Moderated<'_>),
) -> Result<(), StoreError> {
    let reading = failed("counting moderations");
    let year = |quarter: Option<Quarter>| quarter.map(|quarter| quarter.year);
    let n = |quarter: Option<Quarter>| quarter.map(|quarter| quarter.n);
    let (from, to) = (filter.from, filter.to);
    let wanted = params![
        year(from),
        n(from),
        year(to),
        n(to),
        filter.template,
        filter.team,
        filter.service
    ];
    let sql = if filter.team.is_none() && filter.service.is_none() {
        KEPT
    } else {
        COUNT
    };
    let mut statement = session.txn.prepare_cached(sql).map_err(&reading)?;
    let mut rows = statement.query(wanted).map_err(&reading)?;
    while let Some(row) = rows.next().map_err(&reading)? {
        let template = session.template_at(row.get(2).map_err(&reading)?)?;
        let broken = || StoreError::damaged("a moderation has no basis that is known");
        let text = |n: usize| {
            let cell = row.get_ref(n).map_err(&reading)?;
            cell.as_str_or_null().map_err(|_| broken())
        };
        let before: Option<u8> = row.get(5).map_err(&reading)?;
        let audits: i64 = row.get(7).map_err(&reading)?;
        show(Moderated {
            quarter: Quarter {
                year: row.get(0).map_err(&reading)?,
                n: row.get(1).map_err(&reading)?,
            },
            template: &template.reference,
            layout: &template.layout,
            auditor: text(3)?,
            basis: text(4)?.and_then(Basis::find).ok_or_else(broken)?,
            before: before.map(GradeIx),
            after: GradeIx(row.get(6).map_err(&reading)?),
            audits: u64::try_from(audits)
                .map_err(|_| StoreError::damaged("the kept counts are not those of the audits"))?,
        });
    }
    Ok(())
}
