//! The queue of proposed themes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use rusqlite::{Connection, OptionalExtension as _, Row, params, params_from_iter};
use sightline_engine::calendar::Quarter;
use sightline_engine::scored::FindingKind;

use super::failure::{failed, unreadable};
use super::session::Session;
use crate::error::audit_moved_on;
use crate::record::Malformed;
use crate::{Filter, Kept, NewThemeCode, StoreError, TextPart, ThemeCode, ThemeDecision, Verdict};

/// Every proposal on the newest revision of the audits that fit, in the order they were made.
pub(super) fn all(session: &Session<'_>, filter: &Filter) -> Result<Vec<ThemeCode>, StoreError> {
    let reading = failed("reading proposed themes");
    let mut decisions = decisions(&session.txn, None)?;
    let sql = "SELECT code.id, audit.audit, audit.revision, code.question, code.part, code.theme, code.kind, code.rule,
               code.found, code.date, audit.tally
             FROM theme_code AS code JOIN audit ON audit.id = code.audit
             WHERE NOT EXISTS (SELECT 1 FROM audit AS later WHERE later.supersedes = audit.id) ORDER BY code.id";
    let mut statement = session.txn.prepare_cached(sql).map_err(&reading)?;
    let mut rows = statement.query([]).map_err(&reading)?;
    let mut groups: BTreeMap<i64, Option<(Quarter, String)>> = BTreeMap::new();
    let mut all = Vec::new();
    while let Some(row) = rows.next().map_err(&reading)? {
        let tally: i64 = row.get(10).map_err(&reading)?;
        if let Entry::Vacant(unknown) = groups.entry(tally) {
            let group = session.group_at(tally)?.group;
            let fits = filter.fits(&group);
            unknown.insert(fits.then_some((group.quarter, group.template.id)));
        }
        let Some(Some((quarter, template))) = groups.get(&tally) else {
            continue;
        };
        let id: u32 = row.get(0).map_err(&reading)?;
        all.push(ThemeCode {
            id,
            proposed: proposed(row, id)?,
            quarter: *quarter,
            template: template.clone(),
            decisions: decisions.remove(&id).unwrap_or_default(),
        });
    }
    Ok(all)
}

fn proposed(row: &Row<'_>, id: u32) -> Result<NewThemeCode, StoreError> {
    let reading = failed("reading proposed themes");
    let text = |n: usize| row.get::<_, String>(n).map_err(&reading);
    let broken = || broken(id);
    let found: Vec<(usize, usize)> = serde_json::from_str(&text(8)?).map_err(|_| broken())?;
    Ok(NewThemeCode {
        audit: text(1)?,
        revision: row.get(2).map_err(&reading)?,
        question: text(3)?,
        part: part(&text(4)?).ok_or_else(broken)?,
        theme: text(5)?,
        kind: kind(&text(6)?).ok_or_else(broken)?,
        rule: text(7)?,
        at: found.into_iter().map(|(start, end)| start..end).collect(),
        date: text(9)?.parse().map_err(|_| broken())?,
    })
}

/// Decisions on one proposal or on all, by proposal, each list in the order they were made.
fn decisions(
    connection: &Connection,
    of: Option<u32>,
) -> Result<BTreeMap<u32, Vec<ThemeDecision>>, StoreError> {
    let reading = failed("reading decisions on themes");
    let which = of.map_or("", |_| "WHERE theme_code = ?1");
    let sql = format!(
        "SELECT theme_code, verdict, theme, kind, decided_by, date, because FROM theme_decision {which} ORDER BY id"
    );
    let mut statement = connection.prepare_cached(&sql).map_err(&reading)?;
    let mut rows = statement.query(params_from_iter(of)).map_err(&reading)?;
    let mut all: BTreeMap<u32, Vec<ThemeDecision>> = BTreeMap::new();
    while let Some(row) = rows.next().map_err(&reading)? {
        let of: u32 = row.get(0).map_err(&reading)?;
        let text = |n: usize| row.get::<_, String>(n).map_err(&reading);
        let verdict = match text(1)?.as_str() {
            "accepted" => Verdict::Accepted,
            "rejected" => Verdict::Rejected,
            _ => Verdict::Recoded {
                theme: text(2)?,
                kind: kind(&text(3)?).ok_or_else(|| broken(of))?,
            },
        };
        all.entry(of).or_default().push(ThemeDecision {
            verdict,
            by: text(4)?,
            date: text(5)?.parse().map_err(|_| broken(of))?,
            because: row.get(6).map_err(&reading)?,
        });
    }
    Ok(all)
}

/// Keeps a proposal, unless the same theme was proposed for the same text before.
pub(super) fn propose(connection: &Connection, new: &NewThemeCode) -> Result<Kept, StoreError> {
    let storing = failed("storing a proposed theme");
    let newest = "SELECT id, revision FROM audit WHERE audit = ?1 ORDER BY revision DESC LIMIT 1";
    let mut statement = connection.prepare_cached(newest).map_err(&storing)?;
    let found = statement
        .query_row([&new.audit], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional();
    let (audit, revision): (i64, u32) = found
        .map_err(&storing)?
        .ok_or_else(|| StoreError::not_found("audit", &new.audit))?;
    if revision != new.revision {
        return Err(audit_moved_on(&new.audit));
    }
    let sql = "INSERT INTO theme_code (audit, question, part, theme, kind, rule, found, date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";
    let found: Vec<(usize, usize)> = new
        .at
        .iter()
        .map(|Range { start, end }| (*start, *end))
        .collect();
    let found = serde_json::to_string(&found).map_err(|_| broken(0))?;
    let mut statement = connection.prepare_cached(sql).map_err(&storing)?;
    let added = statement.execute(params![
        audit,
        new.question,
        new.part.id(),
        new.theme,
        new.kind.id(),
        new.rule,
        found,
        new.date.to_string()
    ]);
    Ok(match added.map_err(&storing)? {
        0 => Kept::Unchanged,
        _ => Kept::New,
    })
}

/// Keeps a decision, unless it is the one that stands.
pub(super) fn decide(
    connection: &Connection,
    id: u32,
    new: &ThemeDecision,
) -> Result<Kept, StoreError> {
    let storing = failed("storing a decision on a theme");
    let known = "SELECT count(*) FROM theme_code WHERE id = ?1";
    let known: u32 = connection
        .prepare_cached(known)
        .and_then(|mut statement| statement.query_row([id], |row| row.get(0)))
        .map_err(&storing)?;
    if known == 0 {
        return Err(StoreError::not_found("proposal", id));
    }
    let standing = decisions(connection, Some(id))?
        .remove(&id)
        .unwrap_or_default();
    if standing.last() == Some(new) {
        return Ok(Kept::Unchanged);
    }
    let (theme, kind) = match &new.verdict {
        Verdict::Recoded { theme, kind } => (Some(theme), Some(kind.id())),
        Verdict::Accepted | Verdict::Rejected => (None, None),
    };
    let sql =
        "INSERT INTO theme_decision (theme_code, verdict, theme, kind, decided_by, date, because)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let mut statement = connection.prepare_cached(sql).map_err(&storing)?;
    let row = params![
        id,
        new.verdict.id(),
        theme,
        kind,
        new.by,
        new.date.to_string(),
        new.because
    ];
    statement.execute(row).map_err(&storing)?;
    Ok(Kept::New)
}

fn broken(id: u32) -> StoreError {
    unreadable("proposal", &id.to_string())(Malformed)
}

fn part(id: &str) -> Option<TextPart> {
    [TextPart::Comment, TextPart::Answer]
        .into_iter()
        .find(|part| part.id() == id)
}

fn kind(id: &str) -> Option<FindingKind> {
    [FindingKind::Strength, FindingKind::Concern]
        .into_iter()
        .find(|kind| kind.id() == id)
}
