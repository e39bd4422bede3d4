//! Counts that a transaction changes: read at first touch, changed in memory, written once at the end.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rusqlite::params;
use sightline_engine::calendar::Quarter;
use sightline_engine::rollup::{Graded, Layout, Tally};

use super::failure::failed;
use super::session::{Session, tally};
use crate::StoreError;

/// The counts that a transaction has touched.
#[derive(Default)]
pub(super) struct Pending {
    /// Where each group's counts are kept, by template row and quarter, then team, then service. Teams are many and look alike,
    /// so comparing their names in order would cost a twentieth of storing an audit; nothing ever walks over them.
    places: BTreeMap<(i64, Quarter), HashMap<String, HashMap<String, i64>>>,
    tallies: BTreeMap<i64, Touched>,
}

struct Touched {
    tally: Tally,
    layout: Arc<Layout>,
    changed: bool,
}

/// What is counted together, by template row.
#[derive(Clone, Copy)]
pub(super) struct Key<'a> {
    pub(super) template: i64,
    pub(super) quarter: Quarter,
    pub(super) team: &'a str,
    pub(super) service: &'a str,
}

impl Pending {
    /// The counts of a group that was touched.
    pub(super) fn tally(&self, row: i64) -> Option<Tally> {
        self.tallies.get(&row).map(|touched| touched.tally.clone())
    }

    /// Where a group's counts are kept; a group that is new gets a place.
    pub(super) fn place(&mut self, session: &Session<'_>, key: Key<'_>) -> Result<i64, StoreError> {
        let teams = self.places.entry((key.template, key.quarter)).or_default();
        if let Some(row) = teams
            .get(key.team)
            .and_then(|services| services.get(key.service))
        {
            return Ok(*row);
        }
        let (row, touched) = find_or_add(session, key)?;
        self.tallies.entry(row).or_insert(touched);
        teams
            .entry(key.team.to_owned())
            .or_default()
            .insert(key.service.to_owned(), row);
        Ok(row)
    }

    /// Counts an audit.
    pub(super) fn add(
        &mut self,
        session: &Session<'_>,
        row: i64,
        graded: &Graded<'_>,
    ) -> Result<(), StoreError> {
        self.change(session, row, |tally, layout| {
            tally.add(layout, graded);
            Ok(())
        })
    }

    /// Takes an audit out of the counts again.
    pub(super) fn subtract(
        &mut self,
        session: &Session<'_>,
        row: i64,
        graded: &Graded<'_>,
    ) -> Result<(), StoreError> {
        self.change(session, row, |tally, layout| {
            let wrong = |_| StoreError::damaged("the kept counts are not those of the audits");
            tally.subtract(layout, graded).map_err(wrong)
        })
    }

    fn change(
        &mut self,
        session: &Session<'_>,
        row: i64,
        change: impl FnOnce(&mut Tally, &Layout) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let touched = match self.tallies.entry(row) {
            Entry::Occupied(touched) => touched.into_mut(),
            Entry::Vacant(new) => new.insert(Touched::load(session, row)?),
        };
        touched.changed = true;
        change(&mut touched.tally, &touched.layout)
    }

    /// Writes all changed counts.
    pub(super) fn flush(&self, session: &Session<'_>) -> Result<(), StoreError> {
        let writing = failed("storing the counts");
        let mut statement = session
            .txn
            .prepare_cached("UPDATE tally SET counts = ?2 WHERE id = ?1")
            .map_err(&writing)?;
        for (row, touched) in self.tallies.iter().filter(|(_, one)| one.changed) {
            statement
                .execute(params![row, touched.tally.to_bytes()])
                .map_err(&writing)?;
        }
        Ok(())
    }
}

impl Touched {
    fn new(tally: Tally, layout: Arc<Layout>) -> Self {
        Self {
            tally,
            layout,
            changed: false,
        }
    }

    fn load(session: &Session<'_>, row: i64) -> Result<Self, StoreError> {
        let template = session.group_at(row)?.template;
        let reading = failed("reading the counts");
        let mut statement = session
            .txn
            .prepare_cached("SELECT counts FROM tally WHERE id = ?1")
            .map_err(&reading)?;
        let bytes: Vec<u8> = statement
            .query_row([row], |row| row.get(0))
            .map_err(&reading)?;
        let counts = tally(&template, &bytes)?;
        Ok(Self::new(counts, Arc::clone(&template.layout)))
    }
}

/// Where a group's counts are kept, and what they are; a group that is new gets a place.
fn find_or_add(session: &Session<'_>, key: Key<'_>) -> Result<(i64, Touched), StoreError> {
    let Key {
        template,
        quarter: Quarter { year, n },
        team,
        service,
    } = key;
    let reading = failed("reading the counts");
    let stored = session.template_at(template)?;
    let layout = Arc::clone(&stored.layout);
    let sql = "SELECT id, counts FROM tally WHERE year = ?1 AND quarter = ?2 AND template = ?3 AND team = ?4 AND service = ?5";
    let mut statement = session.txn.prepare_cached(sql).map_err(&reading)?;
    let mut rows = statement
        .query(params![year, n, template, team, service])
        .map_err(&reading)?;
    if let Some(row) = rows.next().map_err(&reading)? {
        let bytes = row.get_ref(1).map_err(&reading)?.as_blob();
        let bytes = bytes.map_err(|_| StoreError::damaged("the counts of a group are no bytes"))?;
        let tally = tally(&stored, bytes)?;
        return Ok((row.get(0).map_err(&reading)?, Touched::new(tally, layout)));
    }
    drop(rows);
    let tally = Tally::new(&layout);
    let sql = "INSERT INTO tally (year, quarter, template, team, service, counts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = session.txn.prepare_cached(sql).map_err(&reading)?;
    let values = params![year, n, template, team, service, tally.to_bytes()];
    let row = statement
        .insert(values)
        .map_err(failed("storing the counts"))?;
    Ok((row, Touched::new(tally, layout)))
}
