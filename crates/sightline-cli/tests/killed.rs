//! An import that is killed leaves all of it or nothing (fault F1).
//!
//! The program is killed at moments spread over the time that one import takes here, from a fixed row of odd fractions;
//! nothing is asserted about that time. After each, the store is opened as anybody would open it.

use std::error::Error;
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, io, thread};

use sightline_store::{Filter, Store as _, rebuild_and_compare};

/// How many audits or cases one import has: enough for its transaction to be open for most of the run.
const AUDITS: u64 = 400;
/// How many imports are killed.
const KILLS: u32 = 24;

#[test]
fn f1_a_killed_import_is_there_whole_or_not_at_all() -> Result<(), Box<dyn Error>> {
    let root = tempfile::tempdir()?;
    let store = root.path().join("sightline.db");
    workspace(root.path())?;
    whole_or_not_at_all(
        &|round| {
            let file = format!("{round}.jsonl");
            command(
                root.path(),
                &["audit", "import", "--cases", "cases.jsonl", &file],
            )
        },
        &|| audits(&store),
    )
}

/// The same for case records (fault C9).
#[test]
fn c09_a_killed_import_of_case_records_is_there_whole_or_not_at_all() -> Result<(), Box<dyn Error>>
{
    let root = tempfile::tempdir()?;
    let store = root.path().join("sightline.db");
    extracts(root.path())?;
    whole_or_not_at_all(
        &|round| {
            let file = format!("{round}.csv");
            let import = ["cases", "import", &file, "--map", "ours.yaml"];
            let mut import = command(root.path(), &import);
            import.args(["--ids-as-written", "--store", "sightline.db"]);
            import
        },
        &|| cases(&store),
    )
}

/// The same for programmes of work: four hundred rows are there, or none of them (fault C9).
#[test]
fn c09_a_killed_import_of_a_programme_is_there_whole_or_not_at_all() -> Result<(), Box<dyn Error>> {
    let root = tempfile::tempdir()?;
    let store = root.path().join("sightline.db");
    for round in 0..=KILLS {
        let mut rows = "NO,ACTION,WHO,WHEN,RAG\n".to_owned();
        for n in 0..AUDITS {
            let (a, b) = (letters(n), letters(n * 7 + u64::from(round)));
            _ = writeln!(rows, "{n},Agree {a} with {b},Manager,In Q2,A");
        }
        fs::write(root.path().join(format!("{round}.csv")), rows)?;
    }
    whole_or_not_at_all(
        &|round| {
            let (file, name) = (format!("{round}.csv"), format!("plan {round}"));
            let import = ["action", "import", &file, "--programme", &name];
            let mut import = command(root.path(), &import);
            import.args(["--today", "2025-04-14", "--store", "sightline.db"]);
            import
        },
        &|| {
            let mut store = sightline_store::open(&store)?;
            let read = store.read()?;
            read.check()?;
            Ok(read.actions()?.len() as u64)
        },
    )
}

/// A word of its own for each number.
fn letters(n: u64) -> String {
    n.to_string()
        .bytes()
        .map(|digit| char::from(b'k' + (digit - b'0')))
        .collect()
}

/// Kills imports of [`AUDITS`] things each at spread moments, and counts what is there after each.
fn whole_or_not_at_all(
    import: &dyn Fn(u32) -> Command,
    count: &dyn Fn() -> Result<u64, Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    assert!(import(0).output()?.status.success());
    let whole = began.elapsed();
    let mut stored = AUDITS;
    let mut n_cut_short = 0;
    for round in 1..=KILLS {
        let mut child = import(round).spawn()?;
        thread::sleep(moment(whole, round));
        child.kill()?;
        n_cut_short += u32::from(!child.wait()?.success());
        let now = count()?;
        assert!(
            now == stored || now == stored + AUDITS,
            "round {round}: {stored} before, {now} after"
        );
        stored = now;
    }
    assert!(
        n_cut_short > 0,
        "no import was still running when it was killed"
    );
    // Nothing of what was killed stands in the way of doing it again.
    for round in 0..=KILLS {
        assert!(import(round).output()?.status.success());
    }
    assert_eq!(count()?, AUDITS * u64::from(KILLS + 1));
    Ok(())
}

/// How long to wait before the kill: between nothing and somewhat more than a whole import.
fn moment(whole: Duration, round: u32) -> Duration {
    // 7 has no divisor in common with 24, so the moments are spread and in no order.
    whole * (round * 7 % KILLS) / 20
}

/// How many audits a store has, after its counts have been proven.
fn audits(store: &Path) -> Result<u64, Box<dyn Error>> {
    let mut store = sightline_store::open(store)?;
    let read = store.read()?;
    assert_eq!(rebuild_and_compare(&*read)?.differences, []);
    Ok(read.rollup(&Filter::default())?.audits())
}

/// How many cases a store has.
fn cases(store: &Path) -> Result<u64, Box<dyn Error>> {
    let mut store = sightline_store::open(store)?;
    let mut n = 0;
    store.read()?.each_case(&mut |_| {
        n += 1;
        ControlFlow::Continue(())
    })?;
    Ok(n)
}

fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sightline"));
    command
        .current_dir(root)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// A mapping, and an extract of made-up plans for each round.
fn extracts(root: &Path) -> io::Result<()> {
    let mapping = "layout: ours\ntables:\n  plans:\n    columns:\n      Child ID: case\n      Start: plans.started_on\n      End: plans.ended_on\n";
    fs::write(root.join("ours.yaml"), mapping)?;
    for round in 0..=KILLS {
        let mut rows = "Child ID,Start,End\n".to_owned();
        for child in 0..AUDITS {
            _ = writeln!(
                rows,
                "K{:06},2024-05-20,2025-01-31",
                u64::from(round) * AUDITS + child
            );
        }
        fs::write(root.join(format!("{round}.csv")), rows)?;
    }
    Ok(())
}

/// A workspace with one template and a file of audits for each round.
fn workspace(root: &Path) -> io::Result<()> {
    let shown = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/suite/cli/import-and-explain/files/audit-templates");
    for file in [
        "_shared/scales.yaml",
        "_shared/themes.yaml",
        "visits/template.yaml",
        "visits/examples/first.yaml",
    ] {
        let to = root.join("audit-templates").join(file);
        fs::create_dir_all(to.parent().unwrap_or(root))?;
        fs::copy(shown.join(file), to)?;
    }
    fs::write(root.join("cases.jsonl"), "{\"case\":\"C-1\"}\n")?;
    for round in 0..=KILLS {
        let mut lines = String::new();
        for audit in 0..AUDITS {
            let answer = ["yes", "no", "partly"].get(usize::try_from(audit % 3).unwrap_or(0));
            let line = format!(
                "{{\"audit\":\"A-{round}-{audit}\",\"case\":\"C-1\",\"template\":\"visits\",\"team\":\"North\",\"date\":\"2025-09-30\",\"answers\":{{\"Q1\":{{\"value\":{answer:?},\"comment\":\"as it was\"}}}}}}",
                answer = answer.unwrap_or(&"yes"),
            );
            _ = writeln!(lines, "{line}");
        }
        fs::write(root.join(format!("{round}.jsonl")), lines)?;
    }
    Ok(())
}
