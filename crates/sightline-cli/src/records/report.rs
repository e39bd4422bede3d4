//! What an import did, in words and as data.

use std::path::PathBuf;

use serde_json::{Value as Json, json};
use sightline_engine::{Code, Severity};
use sightline_records::{Problem, Question, Report, TableRead};

use super::{Counts, Import};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::render::plural;

/// Shows it, and gives the exit code that goes with it.
pub(super) fn show(
    import: &Import<'_>,
    report: &Report,
    counts: Option<Counts>,
    rejects: &[PathBuf],
    console: &mut Console,
) -> Result<Exit, Failure> {
    let nothing = report.is_refused() || !report.questions.is_empty();
    if import.json {
        let object = object(report, counts.filter(|_| !nothing), rejects);
        console.out().line(object)?;
    } else {
        words(import, report, console)?;
        end(report, counts, nothing, rejects, console)?;
    }
    let wrong = report
        .problems
        .iter()
        .any(|one| one.severity == Severity::Error);
    Ok(if nothing || wrong {
        Exit::Problems
    } else {
        Exit::Fine
    })
}

/// The tables as they were found, and everything that was wrong.
fn words(import: &Import<'_>, report: &Report, console: &mut Console) -> Result<(), Failure> {
    if import.dry_run {
        for table in &report.tables {
            let sheet = table
                .sheet
                .as_deref()
                .map(|sheet| format!(", {sheet}"))
                .unwrap_or_default();
            console
                .out()
                .line(format_args!("{}{sheet}: {}", table.file, table.table))?;
            for (heading, to) in &table.columns {
                console.out().line(format_args!("  {heading} -> {to}"))?;
            }
            if !table.absent.is_empty() {
                let absent = table.absent.join(", ");
                console
                    .out()
                    .line(format_args!("  not in the file: {absent}"))?;
            }
        }
    }
    for one in &report.unknown_columns {
        let sheet = one
            .sheet
            .as_deref()
            .map(|sheet| format!(", {sheet}"))
            .unwrap_or_default();
        let near = one
            .near
            .as_deref()
            .map(|near| format!("; is it `{near}`?"))
            .unwrap_or_default();
        let code = Code::UNKNOWN_COLUMN;
        console.say(format_args!(
            "warning[{code}]: the column `{}` is not understood{near}\n  --> {}{sheet}",
            one.heading, one.file
        ))?;
    }
    for one in &report.problems {
        problem(one, console)?;
    }
    for one in &report.questions {
        question(one, console)?;
    }
    Ok(())
}

/// One mistake with its place and what to do.
pub(crate) fn problem(one: &Problem, console: &mut Console) -> Result<(), Failure> {
    let rows = one.rows_in_words();
    let gap = if rows.is_empty() { "" } else { ", " };
    console.say(format_args!(
        "{}[{}]: {}\n  --> {}{gap}{rows}",
        one.severity.word(),
        one.code,
        one.message,
        one.place()
    ))?;
    if let Some(help) = &one.help {
        console.say(format_args!("   = help: {help}"))?;
    }
    Ok(())
}

/// Why a column's dates have to be asked about.
pub(super) fn why(one: &Question) -> String {
    let (day, month, either) = one.seen;
    if day > 0 && month > 0 {
        format!(
            "{} can only be day-first and {} only month-first",
            plural_of(day, "date"),
            plural_of(month, "date")
        )
    } else {
        format!(
            "{} can be read in two ways, and no other date of the column tells which",
            plural_of(either, "date")
        )
    }
}

fn question(one: &Question, console: &mut Console) -> Result<(), Failure> {
    let sheet = one
        .sheet
        .as_deref()
        .map(|sheet| format!(", {sheet}"))
        .unwrap_or_default();
    console.say(format_args!(
        "error[{}]: {}\n  --> {}{sheet}, {}",
        Code::DATE_ORDER,
        why(one),
        one.file,
        one.column
    ))?;
    console.say("   = help: import again with `--dates day-first` or `--dates month-first`; the choice is remembered")
}

fn plural_of(n: u64, word: &str) -> String {
    plural(usize::try_from(n).unwrap_or(usize::MAX), word)
}

fn end(
    report: &Report,
    counts: Option<Counts>,
    nothing: bool,
    rejects: &[PathBuf],
    console: &mut Console,
) -> Result<(), Failure> {
    for path in rejects {
        console.say(format_args!(
            "rows to put right are in `{}`; import it again once they are",
            files::shown(path)
        ))?;
    }
    if nothing {
        return console.say("nothing was kept");
    }
    let events: u64 = report.events.values().sum();
    let read = format!(
        "{} with {} and {} of history, from {}, {} rejected",
        plural_of(report.cases, "case"),
        plural_of(report.facts, "fact"),
        plural_of(events, "event"),
        plural_of(report.rows, "row"),
        report.rejected
    );
    match counts {
        None => console.say(format_args!("would read {read}")),
        Some(counts) => console.say(format_args!(
            "{read}: {} new, {} changed, {} as before",
            counts.new, counts.changed, counts.unchanged
        )),
    }
}

/// The same as data.
pub(crate) fn problem_object(one: &Problem) -> Json {
    json!({
        "code": one.code.id(),
        "severity": one.severity.word(),
        "message": one.message,
        "file": &*one.file,
        "sheet": one.sheet.as_deref(),
        "column": one.column.as_deref(),
        "rows": one.rows.iter().map(|at| at.row).collect::<Vec<_>>(),
        "n": one.n,
        "help": one.help,
    })
}

fn object(report: &Report, counts: Option<Counts>, rejects: &[PathBuf]) -> Json {
    let unknown: Vec<&str> = report
        .unknown_columns
        .iter()
        .map(|one| one.heading.as_str())
        .collect();
    let absent = |table: &TableRead| {
        let (file, sheet, name) = (table.file.clone(), table.sheet.clone(), table.table.clone());
        let one = move |column: &String| json!({"file": &*file, "sheet": sheet.as_deref(), "table": name, "column": column});
        table.absent.iter().map(one).collect::<Vec<Json>>()
    };
    let absent: Vec<Json> = report.tables.iter().flat_map(absent).collect();
    let problems: Vec<Json> = report.problems.iter().map(problem_object).collect();
    let questions: Vec<&str> = report
        .questions
        .iter()
        .map(|one| one.source.as_str())
        .collect();
    json!({
        "cases": report.cases,
        "rows": report.rows,
        "rejected": report.rejected,
        "unknown_columns": unknown,
        "absent_columns": absent,
        "facts": report.facts,
        "events": report.events,
        "kept": counts.map(|counts| json!({"new": counts.new, "changed": counts.changed, "unchanged": counts.unchanged})),
        "questions": questions,
        "rejects": rejects.iter().map(|path| files::shown(path)).collect::<Vec<_>>(),
        "problems": problems,
    })
}
