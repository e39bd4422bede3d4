//! A report's numbers out of kept counts, against SQL over a row an answer.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use sightline_engine::Rollup;
use sightline_engine::rollup::Group;
use sightline_report::Spec;
use sightline_store::{Filter, Store as _};

use super::audits::{self, LAST_QUARTER, QUARTERS, TEAMS};
use super::rows::{Inserts, TABLES};
use super::storing::{prepare, remove, size};
use super::timer::{Contestant, factor, run as race, thousands};
use super::workload::{self, Decided};

const BATCH: usize = 10_000;

/// Grades by quarter, by quarter and team, and themes by quarter: each the quickest of the ways that were tried. Grades
/// read one narrow index; themes are joined in the order of the key that both tables are kept in.
const INDEX: &str = "CREATE INDEX audit_counted ON audit (quarter, team, overall);";
const GRADES: &str = "SELECT quarter, overall, count(*) FROM audit GROUP BY quarter, overall";
const TEAMS_GRADES: &str =
    "SELECT quarter, team, overall, count(*) FROM audit GROUP BY quarter, team, overall";
const THEMES: &str = "SELECT audit.quarter, finding.theme, finding.kind, count(*) FROM finding CROSS JOIN audit ON audit.id = finding.audit
   GROUP BY 1, 2, 3";

/// What both must say: counts by quarter, then by grade, team and grade, theme and kind.
#[derive(Debug, Default, PartialEq, Eq)]
struct Numbers {
    grades: BTreeMap<(String, Option<u8>), u64>,
    teams: BTreeMap<(String, String, Option<u8>), u64>,
    themes: BTreeMap<(String, String, u8), u64>,
}

/// Times the numbers of a report over this many audits, and over a hundredth of them.
pub fn run(audits: usize) {
    println!("\n## A report's numbers\n");
    println!("{QUARTERS} quarters, {TEAMS} teams, 30 questions, 20 themes.\n");
    println!(
        "| audits | from kept counts: every number of the report | SQL over a row an answer: grades, teams, themes | SQL's time, of ours | our file | the other |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: |");
    let small = measure((audits / 100).max(1));
    let (ours, ratio) = measure(audits);
    println!(
        "\nOver {} audits our numbers are there {} sooner (goal: at least 30x), and take {} the time they take over a hundredth of the audits.",
        thousands(audits as f64),
        factor(ratio),
        factor(ours / small.0)
    );
}

fn measure(audits: usize) -> (f64, f64) {
    let folder = tempfile::tempdir().unwrap();
    let (of_ours, of_rows) = (
        folder.path().join("ours.sqlite"),
        folder.path().join("rows.sqlite"),
    );
    fill(&of_ours, &of_rows, audits);
    let mut store = sightline_store::open_to_read(&of_ours).unwrap();
    let connection = Connection::open(&of_rows).unwrap();
    let spec = Spec::new(
        "A made-up authority",
        LAST_QUARTER
            .parse::<sightline_engine::calendar::Quarter>()
            .unwrap(),
        "2025-10-15".parse().unwrap(),
    );

    let rollup = store.read().unwrap().rollup(&Filter::default()).unwrap();
    assert_eq!(rollup.audits(), audits as u64);
    assert_eq!(from_rollup(&rollup), from_rows(&connection));

    let context = || {
        let rollup = store.read().unwrap().rollup(&Filter::default()).unwrap();
        black_box(sightline_report::context(&(&rollup).into(), &spec).unwrap());
    };
    let placed = race(
        3,
        1,
        &mut [
            Contestant::new("from kept counts", context),
            Contestant::new("SQL over a row an answer", || {
                drop(black_box(from_rows(&connection)))
            }),
        ],
    );
    let milliseconds = |seconds: f64| format!("{:.1} ms", seconds * 1000.0);
    let mib = |path| format!("{} MiB", thousands(size(path) as f64 / 1_048_576.0));
    println!(
        "| {} | {} | {} | {} ({} to {}) | {} | {} |",
        thousands(audits as f64),
        milliseconds(placed[0].seconds),
        milliseconds(placed[1].seconds),
        factor(placed[1].ratio),
        factor(placed[1].least),
        factor(placed[1].most),
        mib(&of_ours),
        mib(&of_rows),
    );
    (placed[0].seconds, placed[1].ratio)
}

/// Keeps the same audits in both shapes; nothing of this is timed.
fn fill(of_ours: &Path, of_rows: &Path, audits: usize) {
    let template = workload::template(Decided::Declared);
    let mut store = prepare(of_ours, &template, audits);
    remove(of_rows);
    let connection = Connection::open(of_rows).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;",
        )
        .unwrap();
    connection.execute_batch(TABLES).unwrap();
    let start = Instant::now();
    {
        let mut inserts = Inserts::new(&connection);
        for from in (0..audits).step_by(BATCH) {
            let mut txn = store.write().unwrap();
            connection.execute_batch("BEGIN").unwrap();
            for n in from..(from + BATCH).min(audits) {
                let made = audits::make(n);
                let scored = made.score(&template);
                txn.add_audit(&made.to_store(&template, &scored)).unwrap();
                inserts.add(n as i64 + 1, &made, &scored);
            }
            connection.execute_batch("COMMIT").unwrap();
            txn.commit().unwrap();
        }
    }
    connection.execute_batch(INDEX).unwrap();
    connection.execute_batch("ANALYZE").unwrap();
    eprintln!(
        "laid out {audits} audits twice in {:.0} s",
        start.elapsed().as_secs_f64()
    );
}

fn from_rows(connection: &Connection) -> Numbers {
    let mut numbers = Numbers::default();
    let mut statement = connection.prepare_cached(GRADES).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        numbers
            .grades
            .insert((row.get(0).unwrap(), row.get(1).unwrap()), count(row, 2));
    }
    let mut statement = connection.prepare_cached(TEAMS_GRADES).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let key = (
            row.get(0).unwrap(),
            row.get(1).unwrap(),
            row.get(2).unwrap(),
        );
        numbers.teams.insert(key, count(row, 3));
    }
    let mut statement = connection.prepare_cached(THEMES).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let theme: i64 = row.get(1).unwrap();
        let key = (row.get(0).unwrap(), theme.to_string(), row.get(2).unwrap());
        numbers.themes.insert(key, count(row, 3));
    }
    numbers
}

/// The same numbers out of our counts, so that both are known to say the same.
fn from_rollup(rollup: &Rollup) -> Numbers {
    let mut numbers = Numbers::default();
    for (Group { quarter, team, .. }, layout, tally) in rollup.groups() {
        let counts = layout.read(tally);
        let quarter = quarter.to_string();
        for (grade, count) in counts
            .limited()
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
        {
            let grade = u8::try_from(grade).ok().filter(|grade| *grade < 4);
            *numbers.grades.entry((quarter.clone(), grade)).or_default() += count;
            *numbers
                .teams
                .entry((quarter.clone(), team.clone(), grade))
                .or_default() += count;
        }
        for (kind, themes) in [(0, counts.concerns()), (1, counts.strengths())] {
            for (theme, count) in themes.iter().enumerate().filter(|(_, count)| **count > 0) {
                *numbers
                    .themes
                    .entry((quarter.clone(), theme.to_string(), kind))
                    .or_default() += count;
            }
        }
    }
    numbers
}

fn count(row: &rusqlite::Row<'_>, at: usize) -> u64 {
    row.get::<_, i64>(at).unwrap() as u64
}
