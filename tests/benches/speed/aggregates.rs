//! The least that a report can cost: its numbers by plain SQL, over tables of nothing but counts.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, params};
use sightline_engine::Rollup;
use sightline_engine::calendar::Quarter;
use sightline_engine::rollup::Group;
use sightline_store::{Filter, StoreRead};

use super::storing::remove;

/// Small integers in the order in which they are asked for: `what` is a grade, a section's grade, an answer, or a theme.
const TABLES: &str = "
  CREATE TABLE count (
    what INTEGER NOT NULL, quarter INTEGER NOT NULL, item INTEGER NOT NULL, code INTEGER NOT NULL, team INTEGER NOT NULL,
    audits INTEGER NOT NULL, PRIMARY KEY (what, quarter, item, code, team)) WITHOUT ROWID;
  CREATE TABLE moderation_count (
    quarter INTEGER NOT NULL, basis TEXT NOT NULL, auditor TEXT NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL,
    audits INTEGER NOT NULL, PRIMARY KEY (quarter, basis, auditor, before, after)) WITHOUT ROWID;
  CREATE TABLE auditor_group (auditor TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE action (id INTEGER PRIMARY KEY, made INTEGER NOT NULL, due INTEGER NOT NULL, done INTEGER NOT NULL, owner INTEGER NOT NULL,
    team INTEGER NOT NULL);";

/// The last days of the five quarters that a report looks at; each action of these was made, is due and was done on days of its own.
const DAYS: [&str; 5] = [
    "2024-09-30",
    "2024-12-31",
    "2025-03-31",
    "2025-06-30",
    "2025-09-30",
];
/// Open, overdue and done at the end of a day.
const BURNED: &str = "SELECT sum(done > ?1), sum(done > ?1 AND due < ?1), sum(done <= ?1) FROM action WHERE made <= ?1";
/// Actions of a quarter by owner and team: set, carried, done in time, done late, open and overdue.
const OWNED: &str = "SELECT owner, team, sum(made > ?1), sum(made <= ?1), sum(done <= ?2 AND done <= due), sum(done <= ?2 AND done > due),
    sum(done > ?2), sum(done > ?2 AND due < ?2), count(*) FROM action WHERE made <= ?2 AND done > ?1 GROUP BY 1, 2";
/// What stands for the day on which an open action was done.
const NEVER: i64 = 10_000_000;

const GRADE: i64 = 0;
const SECTION: i64 = 1;
const ANSWER: i64 = 2;
const CONCERN: i64 = 3;
const STRENGTH: i64 = 4;

/// Everything by quarter; grades and themes by team as well; moderations by group of auditors.
const QUERIES: [&str; 3] = [
    "SELECT what, quarter, item, code, sum(audits) FROM count GROUP BY 1, 2, 3, 4",
    "SELECT what, quarter, item, code, team, audits FROM count WHERE what IN (0, 3, 4)",
    "SELECT quarter, basis, name, before, after, sum(audits) FROM moderation_count JOIN auditor_group USING (auditor)
     GROUP BY 1, 2, 3, 4, 5",
];

/// Writes the counts of a store into tables of counts.
pub fn fill(
    path: &Path,
    rollup: &Rollup,
    read: &dyn StoreRead,
    groups: &BTreeMap<String, String>,
) -> Connection {
    remove(path);
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    connection.execute_batch(TABLES).unwrap();
    let mut teams: BTreeMap<String, i64> = BTreeMap::new();
    {
        let sql = "INSERT INTO count VALUES (?, ?, ?, ?, ?, ?)";
        let mut insert = connection.prepare(sql).unwrap();
        for (Group { quarter, team, .. }, layout, tally) in rollup.groups() {
            let next = teams.len() as i64;
            let team = *teams.entry(team.clone()).or_insert(next);
            let counts = layout.read(tally);
            let mut put = |what: i64, item: usize, codes: &[u64]| {
                for (code, audits) in codes.iter().enumerate().filter(|(_, n)| **n > 0) {
                    let code = code as i64;
                    insert
                        .execute(params![
                            what,
                            number(*quarter),
                            item as i64,
                            code,
                            team,
                            *audits as i64
                        ])
                        .unwrap();
                }
            };
            put(GRADE, 0, counts.effective());
            for section in 0.. {
                let grades = counts.section(section);
                if grades.is_empty() {
                    break;
                }
                put(SECTION, section, grades);
            }
            for question in 0..layout.labels().questions.len() {
                let Some(answers) = counts.question(question) else {
                    break;
                };
                let codes: Vec<u64> = (0..=u8::MAX).map(|code| answers.with(code)).collect();
                put(ANSWER, question, &codes);
            }
            put(CONCERN, 0, counts.concerns());
            put(STRENGTH, 0, counts.strengths());
        }
    }
    let sql = "INSERT INTO moderation_count VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET audits = audits + ?6";
    let mut insert = connection.prepare(sql).unwrap();
    read.moderated(&Filter::default(), &mut |one| {
        let before = one.before.map_or(-1, |grade| i64::from(grade.0));
        let (quarter, basis, auditor) = (number(one.quarter), one.basis.id(), one.auditor);
        let values = params![
            quarter,
            basis,
            auditor,
            before,
            one.after.0,
            one.audits as i64
        ];
        insert.execute(values).unwrap();
    })
    .unwrap();
    drop(insert);
    for (auditor, name) in groups {
        let sql = "INSERT INTO auditor_group VALUES (?, ?)";
        connection.execute(sql, params![auditor, name]).unwrap();
    }
    fill_actions(&connection, read, &mut teams);
    connection.execute_batch("COMMIT; ANALYZE").unwrap();
    connection
}

fn fill_actions(connection: &Connection, read: &dyn StoreRead, teams: &mut BTreeMap<String, i64>) {
    let sql = "INSERT INTO action (made, due, done, owner, team) VALUES (?, ?, ?, ?, ?)";
    let mut insert = connection.prepare(sql).unwrap();
    let mut owners: BTreeMap<String, i64> = BTreeMap::new();
    let place = |all: &mut BTreeMap<String, i64>, name: Option<String>| {
        let next = all.len() as i64;
        *all.entry(name.unwrap_or_default()).or_insert(next)
    };
    read.each_related_actions(&mut |group| {
        for action in group {
            let state = action.state();
            let (due, done) = (state.when.due.day(), state.closed_on);
            let values = params![
                day(action.made_on()),
                due.map_or(NEVER, day),
                done.map_or(NEVER, day),
                place(&mut owners, state.owner),
                place(teams, state.team),
            ];
            insert.execute(values).unwrap();
        }
        ControlFlow::Continue(())
    })
    .unwrap();
}

fn day(on: NaiveDate) -> i64 {
    i64::from(on.num_days_from_ce())
}

/// Asks for the numbers of the actions; gives how many were open at the end of each day.
pub fn ask_actions(connection: &Connection) -> Vec<u64> {
    let days = DAYS.map(|on| day(on.parse().unwrap()));
    let mut burned = connection.prepare(BURNED).unwrap();
    let open = days.iter().map(|on| {
        let point = burned.query_row([on], |row| {
            black_box((row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(2)?));
            row.get::<_, Option<i64>>(0)
        });
        point.unwrap().unwrap_or_default() as u64
    });
    let open = open.collect();
    let mut owned = connection.prepare(OWNED).unwrap();
    let mut rows = owned.query([days[3], days[4]]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..9 {
            black_box(row.get::<_, i64>(column).unwrap());
        }
    }
    open
}

fn number(Quarter { year, n }: Quarter) -> i64 {
    i64::from(year) * 4 + i64::from(n)
}

/// Asks for all the numbers; gives how many audits the grades and the moderations say there are.
pub fn ask(path: &Path) -> (u64, u64) {
    // As a report does, it begins with opening the file.
    let connection = Connection::open(path).unwrap();
    let (mut graded, mut moderated) = (0, 0);
    for (at, sql) in QUERIES.iter().enumerate() {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns - 1 {
                black_box(row.get_ref(column).unwrap());
            }
            let audits = row.get::<_, i64>(columns - 1).unwrap() as u64;
            match at {
                0 if row.get::<_, i64>(0).unwrap() == GRADE => graded += audits,
                2 => moderated += audits,
                _ => {}
            }
        }
    }
    black_box(ask_actions(&connection));
    (graded, moderated)
}
