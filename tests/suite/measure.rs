//! `suite/measure/<slug>/`: case records, what is asked, and what measures come to.
//!
//! `cases.jsonl` holds the records. `asked` has one thing a line: `period 2025-26-Q2`, `today 2025-10-10`, `measure ID`,
//! `exclude ID`, `include ID`, `complete-from 2024-04-01`, `change since-the-period-before`. The measures are those that are shipped, unless the folder has a `_shared/` of its own; it is
//! read besides the shipped files where it holds only measures.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use sightline_engine::measure::{Asked, Measures, count};
use sightline_engine::{SourceFile, read};

use crate::fixture;

/// Counts one folder's records and compares what came out.
pub fn run(folder: &Path) -> Result<(), String> {
    let text =
        |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| error.to_string());
    let (measures, found) = Measures::load(&files(folder));
    if !found.is_empty() {
        return fixture::expect(&folder.join("measured.txt"), &format!("{found}\n"));
    }
    let lines = text("cases.jsonl")?;
    let cases: Result<Vec<_>, _> = lines
        .lines()
        .map(|line| read::case(&SourceFile::new("cases.jsonl", line)))
        .collect();
    let cases = cases.map_err(|wrong| wrong.to_string())?;
    let asked_for = text("asked")?;
    let all = |key: &str| {
        asked_for
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter(|(name, _)| *name == key)
            .map(|(_, value)| value.to_owned())
            .collect::<Vec<_>>()
    };
    let period = all("period")[0].parse().map_err(|()| "no period")?;
    let today = all("today")[0].parse().map_err(|_| "no day")?;
    let asked = Asked {
        exclude: all("exclude").into_iter().collect(),
        include: all("include").into_iter().collect(),
        complete_from: match all("complete-from").first() {
            Some(day) => Some(day.parse().map_err(|_| "no day to be complete from")?),
            None => None,
        },
        ..Asked::new(period, today)
    };
    let wanted = all("measure");
    let chosen: Vec<_> = wanted
        .iter()
        .map(|id| {
            measures
                .get(id)
                .ok_or_else(|| format!("there is no measure {id}"))
        })
        .collect::<Result<_, _>>()?;
    let before = count(chosen.iter().copied(), cases.clone(), &asked.before());
    let with_change = !all("change").is_empty();
    let said: Vec<String> = count(chosen, cases, &asked)
        .iter()
        .zip(&before)
        .map(|(one, before)| {
            let change = one.since(before);
            let line = one.line(with_change.then_some(&change)).unwrap_or_default();
            let moved = if with_change {
                format!(
                    "{}: {}\n",
                    one.change_shown(&change),
                    one.change_said(&change)
                )
            } else {
                String::new()
            };
            format!("{line}\n{}\n{moved}", one.sentence())
        })
        .collect();
    fixture::expect(&folder.join("measured.txt"), &said.join("\n"))
}

fn files(folder: &Path) -> Vec<Arc<SourceFile>> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let shipped = top.join("audit-templates/_shared");
    let own = folder.join("_shared");
    let measures = if own.is_dir() {
        own
    } else {
        shipped.join("measures")
    };
    let mut files = Vec::new();
    for (folder, ending, place) in [
        (shipped, "yaml", "_shared/"),
        (measures, "yaml", "_shared/measures/"),
        (top.join("scripts"), "rhai", "scripts/"),
    ] {
        for path in fixture::files(&folder, ending) {
            let text = fs::read_to_string(&path).expect("a file can be read");
            files.push(SourceFile::new(
                format!("{place}{}", fixture::name(&path)),
                text,
            ));
        }
    }
    files
}
