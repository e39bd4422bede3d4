//! A whole report out of kept counts, against SQL over a row an answer, and against SQL over tables of counts.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use rusqlite::Connection;
use sightline_engine::Rollup;
use sightline_engine::rollup::Group;
use sightline_figures::{Beside, figures};
use sightline_report::Spec;
use sightline_store::{Filter, Store as _};

use super::audits::{self, LAST_QUARTER, QUARTERS, REPORTED_TEAMS};
use super::rows::{Inserts, TABLES};
use super::storing::{prepare, remove, size};
use super::timer::{Contestant, factor, run as race, thousands};
use super::workload::{self, Decided};
use super::{aggregates, journey, measuring, register};

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

/// Times a report over this many audits, over a tenth and over a hundredth of them.
pub fn run(audits: usize) {
    println!("\n## A report\n");
    println!(
        "{QUARTERS} quarters, {REPORTED_TEAMS} teams, 30 questions, 20 themes; one audit in seven moderated, auditors in four groups; {}.\n",
        register::words()
    );
    println!(
        "| audits | the whole report | the numbers alone | SQL over tables of counts | the report's time, of that | SQL over a row an answer: grades, teams, themes | its time, of the report's | the program | its peak memory | our file | a row an answer |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let measured = [100, 10, 1].map(|part| measure((audits / part).max(1)));
    println!(
        "\nOver {} audits the report is there {} sooner than SQL over a row an answer has its numbers (goal: at least 30x), and takes {} the time it takes over a hundredth of the audits.",
        thousands(audits as f64),
        factor(measured[2].1),
        factor(measured[2].0 / measured[0].0)
    );
}

/// How long a report takes, and how many times longer SQL over a row an answer.
fn measure(audits: usize) -> (f64, f64) {
    let folder = tempfile::tempdir().unwrap();
    let [of_ours, of_rows, of_counts] =
        ["ours.sqlite", "rows.sqlite", "counts.sqlite"].map(|name| folder.path().join(name));
    fill(&of_ours, &of_rows, audits);
    let groups = audits::auditor_groups();
    let beside = Beside {
        auditor_groups: groups.clone(),
        measures: measuring::shipped(),
        ..Beside::default()
    };
    let connection = Connection::open(&of_rows).unwrap();
    let spec = Spec::new(
        "A made-up authority",
        LAST_QUARTER
            .parse::<sightline_engine::calendar::Quarter>()
            .unwrap(),
        "2025-10-15".parse().unwrap(),
    );
    {
        let mut store = sightline_store::open_to_read(&of_ours).unwrap();
        let read = store.read().unwrap();
        let rollup = read.rollup(&Filter::default()).unwrap();
        assert_eq!(rollup.audits(), audits as u64);
        assert_eq!(from_rollup(&rollup), from_rows(&connection));
        drop(aggregates::fill(&of_counts, &rollup, &*read, &groups));
        let moderated = (0..audits).filter(|n| audits::reported(*n).audit.moderated.is_some());
        let counted = (audits as u64, moderated.count() as u64);
        assert_eq!(aggregates::ask(&of_counts), counted);
        let (figures, _) = figures(&*read, &spec, &beside).unwrap();
        let actions = figures.actions.unwrap();
        let open: Vec<u64> = actions.burn_down.iter().map(|point| point.open).collect();
        assert_eq!(
            aggregates::ask_actions(&Connection::open(&of_counts).unwrap()),
            open
        );
    }

    // What `sightline report` does, from opening the store on.
    let whole = || {
        let mut store = sightline_store::open_to_read(&of_ours).unwrap();
        let read = store.read().unwrap();
        let (figures, _) = figures(&*read, &spec, &beside).unwrap();
        black_box(sightline_report::report(figures, &spec).unwrap());
    };
    let mut store = sightline_store::open_to_read(&of_ours).unwrap();
    let numbers = || {
        let rollup = store.read().unwrap().rollup(&Filter::default()).unwrap();
        black_box(sightline_report::context(&(&rollup).into(), &spec).unwrap());
    };
    let placed = race(
        5,
        1,
        &mut [
            Contestant::new("SQL over tables of counts", || {
                black_box(aggregates::ask(&of_counts));
            }),
            Contestant::new("the whole report", whole),
            Contestant::new("the numbers alone", numbers),
            Contestant::new("SQL over a row an answer", || {
                drop(black_box(from_rows(&connection)))
            }),
        ],
    );
    let milliseconds = |seconds: f64| format!("{:.1} ms", seconds * 1000.0);
    let mib = |path| format!("{} MiB", thousands(size(path) as f64 / 1_048_576.0));
    let (program, peak) = by_the_program(folder.path(), &groups);
    let [counts, whole, numbers, rows] = &placed[..] else {
        unreachable!("four ran")
    };
    println!(
        "| {} | {} | {} | {} | {} ({} to {}) | {} | {} | {program} | {peak} | {} | {} |",
        thousands(audits as f64),
        milliseconds(whole.seconds),
        milliseconds(numbers.seconds),
        milliseconds(counts.seconds),
        factor(whole.ratio),
        factor(whole.least),
        factor(whole.most),
        milliseconds(rows.seconds),
        factor(whole.ahead_of(rows)),
        mib(&of_ours),
        mib(&of_rows),
    );
    (whole.seconds, whole.ahead_of(rows))
}

/// How long the program as people run it takes for the same report, and the most memory it holds.
fn by_the_program(folder: &Path, groups: &BTreeMap<String, String>) -> (String, String) {
    let Some(program) = journey::program() else {
        return ("not built".to_owned(), "not built".to_owned());
    };
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (auditor, group) in groups {
        by_name.entry(group).or_default().push(auditor);
    }
    let mut settings = "authority: A made-up authority\nauditor_groups:\n".to_owned();
    for (group, auditors) in by_name {
        settings += &format!("  {group}: [{}]\n", auditors.join(", "));
    }
    std::fs::write(folder.join("sightline.yaml"), settings).unwrap();
    std::fs::create_dir_all(folder.join("audit-templates/workload")).unwrap();
    let template = workload::yaml(false);
    std::fs::write(
        folder.join("audit-templates/workload/template.yaml"),
        template,
    )
    .unwrap();
    let arguments = [
        "report",
        "--period",
        LAST_QUARTER,
        "--store",
        "ours.sqlite",
        "--out",
        ".",
    ];
    let mut runs: Vec<_> = (0..3)
        .map(|_| journey::child(&program, folder, &arguments))
        .collect();
    runs.sort();
    let (took, peak) = runs[1];
    (
        format!("{:.0} ms", took.as_secs_f64() * 1000.0),
        format!("{} MiB", thousands(peak as f64 / 1024.0)),
    )
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
                let made = audits::reported(n);
                let scored = made.score(&template);
                txn.add_audit(&made.to_store(&template, &scored)).unwrap();
                register::keep(&mut *txn, n, &made);
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
