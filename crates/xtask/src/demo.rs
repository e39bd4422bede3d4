//! The made-up authority's three quarters: drawn from a seed, shipped as data.
//!
//! The templates say what is asked; [`story`] says how practice stands and changes; chance does the rest. A changed
//! template gives other answers and never invalid ones, because the engine itself is asked what it shows and takes.

mod answer;
mod audit;
mod chance;
mod facts;
mod judge;
mod line;
mod moderate;
mod plan;
mod story;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use sightline_engine::Catalog;
use sightline_engine::model::{Audit, Case, Fact, GradeIx};

use crate::run::{Done, root};
use plan::Planned;
use story::QUARTERS;

/// The files of the demonstration, by name.
type Files = [(&'static str, String); 2];

/// Writes the files, or with `check` says whether they are what the seed gives.
pub(crate) fn demo_data(check: bool) -> Done {
    let files = generate(&judge::catalog()?)?;
    for (name, text) in &files {
        let path = folder().join(name);
        if check {
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                return Err(format!("{} is not what the seed gives; run `cargo xtask demo-data`", path.display()));
            }
            continue;
        }
        let written = fs::create_dir_all(folder()).and_then(|()| fs::write(&path, text));
        written.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    let lines: Vec<String> = files.iter().map(|(name, text)| format!("{} lines of {name}", text.lines().count())).collect();
    Ok(format!("xtask demo-data: {}", lines.join(", ")))
}

/// Where the command line ships them from.
fn folder() -> PathBuf {
    root().join("crates/sightline-cli/demo")
}

fn generate(catalog: &Catalog) -> Result<Files, String> {
    let ids: Vec<String> = catalog.templates().map(|one| one.reference().id.clone()).collect();
    let (planned, cases) = plan::plan(&ids, &facts(catalog));
    let mut audits = Vec::new();
    for planned in &planned {
        audits.push(audited(catalog, planned, &cases)?);
    }
    for quarter in 0..QUARTERS.len() {
        let all = audits.iter_mut().zip(&planned).filter(|(_, planned)| planned.quarter == quarter);
        let mut graded: Vec<moderate::Graded<'_>> = all
            .filter_map(|((audit, grade), planned)| {
                let scale = catalog.template(&planned.template)?.template().grades()?;
                Some(moderate::Graded { audit, scale, grade: (*grade)? })
            })
            .collect();
        moderate::moderate(quarter, &mut graded);
    }
    let lines = |all: Vec<String>| all.into_iter().map(|line| line + "\n").collect::<String>();
    Ok([
        ("cases.jsonl", lines(cases.iter().map(line::case).collect())),
        ("audits.jsonl", lines(audits.iter().map(|(audit, _)| line::audit(audit)).collect())),
    ])
}

/// One audit with its grade, where it has one.
fn audited(catalog: &Catalog, planned: &Planned, cases: &[Case]) -> Result<(Audit, Option<GradeIx>), String> {
    let template = catalog.template(&planned.template).ok_or("a template that was planned is not there")?;
    let case = cases.get(planned.case).ok_or("a case that was planned is not there")?;
    let mut audit = audit::fill(template.template(), planned, case);
    let last = QUARTERS.last().ok_or("the story has no quarters")?;
    judge::prune(template, &mut audit, case, last.ends())?;
    let grade = judge::score(template, &audit, case, audit.date)?.overall.grade;
    Ok((audit, grade))
}

/// The facts that any of the templates declares, each once.
fn facts(catalog: &Catalog) -> Vec<Fact> {
    let declared = catalog.templates().flat_map(|one| one.template().record.iter().cloned());
    let by_id: BTreeMap<String, Fact> = declared.map(|fact| (fact.id.clone(), fact)).collect();
    by_id.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_files_are_what_the_seed_gives() {
        demo_data(true).unwrap();
    }

    #[test]
    fn the_files_hold_enough_to_tell_a_story() {
        let [(_, cases), (_, audits)] = generate(&judge::catalog().unwrap()).unwrap();
        assert!(audits.lines().count() >= 240);
        assert!(cases.lines().count() >= 150);
        for basis in ["random", "targeted", "calibration"] {
            let n = audits.lines().filter(|line| line.contains(&format!("\"basis\":\"{basis}\""))).count();
            assert!(n >= 6, "{n} audits moderated as {basis}");
        }
    }
}
