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
mod records;
mod story;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use sightline_engine::Catalog;
use sightline_engine::model::{Audit, Case, Fact, FactKind, GradeIx};

use crate::tools::{Done, root};
pub(crate) use chance::Chance;
use plan::Planned;
use story::{QUARTERS, TEMPLATES};

/// The files of the demonstration, by name.
type Files = [(&'static str, String); 3];

/// Writes the files, or with `check` says whether they are what the seed gives.
pub(crate) fn demo_data(check: bool) -> Done {
    let files = generate(&judge::catalog()?)?;
    for (name, text) in &files {
        let path = folder().join(name);
        if check {
            if fs::read_to_string(&path).ok().as_ref() != Some(text) {
                return Err(format!(
                    "{} is not what the seed gives; run `cargo xtask demo-data`",
                    path.display()
                ));
            }
            continue;
        }
        let written = fs::create_dir_all(folder()).and_then(|()| fs::write(&path, text));
        written.map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    let lines: Vec<String> = files
        .iter()
        .map(|(name, text)| format!("{} lines of {name}", text.lines().count()))
        .collect();
    Ok(format!("xtask demo-data: {}", lines.join(", ")))
}

/// Where the command line ships them from.
fn folder() -> PathBuf {
    root().join("crates/sightline-cli/demo")
}

fn generate(catalog: &Catalog) -> Result<Files, String> {
    let (audits, cases) = audits(catalog)?;
    let lines = |all: Vec<String>| all.into_iter().map(|line| line + "\n").collect::<String>();
    Ok([
        ("records.jsonl", lines(records::lines())),
        ("cases.jsonl", lines(cases.iter().map(line::case).collect())),
        (
            "audits.jsonl",
            lines(
                audits
                    .iter()
                    .map(|(_, audit, _)| line::audit(audit))
                    .collect(),
            ),
        ),
    ])
}

/// Every audit with its plan and its grade before anybody looked at it again, and the cases.
type Audits = (Vec<(Planned, Audit, Option<GradeIx>)>, Vec<Case>);

fn audits(catalog: &Catalog) -> Result<Audits, String> {
    let ids = TEMPLATES.map(str::to_owned);
    let (planned, cases) = plan::plan(&ids, &facts(catalog));
    let mut audits = Vec::new();
    for planned in planned {
        let (audit, grade) = audited(catalog, &planned, &cases)?;
        audits.push((planned, audit, grade));
    }
    for quarter in 0..QUARTERS.len() {
        let mut graded: Vec<moderate::Graded<'_>> = audits
            .iter_mut()
            .filter(|(planned, ..)| planned.quarter == quarter)
            .filter_map(|(planned, audit, grade)| {
                let scale = catalog.template(&planned.template)?.template().grades()?;
                Some(moderate::Graded {
                    audit,
                    scale,
                    grade: (*grade)?,
                })
            })
            .collect();
        moderate::moderate(quarter, &mut graded);
    }
    Ok((audits, cases))
}

/// One audit with its grade, where it has one.
fn audited(
    catalog: &Catalog,
    planned: &Planned,
    cases: &[Case],
) -> Result<(Audit, Option<GradeIx>), String> {
    let template = catalog
        .template(&planned.template)
        .ok_or("a template that was planned is not there")?;
    let case = cases
        .get(planned.case)
        .ok_or("a case that was planned is not there")?;
    let mut audit = audit::fill(template.template(), planned, case);
    judge::prune(template, &mut audit, case)?;
    judge::settle(template, &mut audit, case)?;
    let grade = judge::score(template, &audit, case, audit.date)?
        .overall
        .grade;
    Ok((audit, grade))
}

/// The facts that any of the story's templates declares, each once; where two differ, the one that names its words.
fn facts(catalog: &Catalog) -> Vec<Fact> {
    let mut by_id: BTreeMap<String, Fact> = BTreeMap::new();
    let templates = TEMPLATES.iter().filter_map(|id| catalog.template(id));
    for fact in templates.flat_map(|one| &one.template().record) {
        let chosen = by_id.entry(fact.id.clone()).or_insert_with(|| fact.clone());
        if matches!(fact.kind, FactKind::Choice(_)) {
            chosen.kind = fact.kind.clone();
        }
    }
    by_id.into_values().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sightline_engine::CompiledTemplate;
    use sightline_engine::scored::{Scored, Status};

    use super::*;

    #[test]
    fn the_shipped_files_are_what_the_seed_gives() {
        demo_data(true).unwrap();
    }

    /// Audits with a concern in a theme in a quarter, in hundredths of those that ask about it.
    fn concerns(
        audits: &[(usize, &CompiledTemplate, Scored)],
        theme: &str,
        quarter: usize,
    ) -> usize {
        let (mut all, mut with) = (0, 0);
        for (_, template, scored) in audits.iter().filter(|(at, ..)| *at == quarter) {
            if let Some(place) = template
                .template()
                .themes
                .iter()
                .position(|one| one.id == theme)
            {
                all += 1;
                with += usize::from(scored.concerns >> place & 1 == 1);
            }
        }
        with * 100 / all
    }

    /// How far the auditors' grades stand above the moderators' in audits moderated by chance, in hundredths of a grade.
    fn drift(
        audits: &[(Planned, Audit, Option<GradeIx>)],
        catalog: &Catalog,
        quarter: usize,
    ) -> i64 {
        let mut shifts = Vec::new();
        for (planned, audit, grade) in audits
            .iter()
            .filter(|(planned, ..)| planned.quarter == quarter)
        {
            let Some(moderated) = audit.moderated.as_ref().filter(|one| one.basis == "random")
            else {
                continue;
            };
            let scale = catalog
                .template(&planned.template)
                .unwrap()
                .template()
                .grades()
                .unwrap();
            let own = audit
                .recorded
                .as_ref()
                .map_or(*grade, |one| scale.find(&one.grade))
                .unwrap();
            shifts.push(i64::from(scale.find(&moderated.grade).unwrap().0) - i64::from(own.0));
        }
        shifts.iter().sum::<i64>() * 100 / i64::try_from(shifts.len()).unwrap()
    }

    #[test]
    fn the_figures_tell_the_story() {
        let catalog = judge::catalog().unwrap();
        let (audits, cases) = audits(&catalog).unwrap();
        assert!(
            audits.len() >= 240 && cases.len() >= 150,
            "{} audits of {} cases",
            audits.len(),
            cases.len()
        );
        let scored: Vec<_> = audits
            .iter()
            .map(|(planned, audit, _)| {
                let template = catalog.template(&planned.template).unwrap();
                let scored =
                    judge::score(template, audit, &cases[planned.case], audit.date).unwrap();
                (planned.quarter, &**template, scored)
            })
            .collect();
        for (planned, audit, _) in &audits {
            let template = catalog.template(&planned.template).unwrap().template();
            let later = template.sections.iter().filter(|section| {
                let stage = section.stage.as_ref();
                stage.is_some_and(|stage| stage.opens_after.is_some())
            });
            for question in later.flat_map(|one| &template.questions[one.questions.clone()]) {
                assert!(
                    !audit.answers.contains_key(&question.id),
                    "{} answers `{}` weeks before anybody could",
                    audit.id,
                    question.id
                );
            }
        }
        let of = |theme: &str| [0, 1, 2].map(|quarter| concerns(&scored, theme, quarter));
        let (voice, delay) = (of("voice"), of("drift-and-delay"));
        assert!(
            voice[0] >= voice[1] + 10 && voice[1] >= voice[2] + 10,
            "voice should improve: {voice:?}"
        );
        assert!(
            delay.iter().max().unwrap() - delay.iter().min().unwrap() <= 10,
            "delay should stay: {delay:?}"
        );
        let drift = [0, 1, 2].map(|quarter| drift(&audits, &catalog, quarter));
        assert!(
            drift[0] < 20 && drift[0] < drift[1] && drift[1] < drift[2] && drift[2] > 30,
            "{drift:?}"
        );
        for basis in ["random", "targeted", "calibration"] {
            let with = |audit: &Audit| {
                audit
                    .moderated
                    .as_ref()
                    .is_some_and(|one| one.basis == basis)
            };
            assert!(
                audits.iter().filter(|(_, audit, _)| with(audit)).count() >= 6,
                "{basis}"
            );
        }
        let hindsight = of("missed-opportunity");
        assert!(
            hindsight.iter().all(|share| (25..=75).contains(share)),
            "some repeat plans could have been prevented, and some could not: {hindsight:?}"
        );
        let statuses: BTreeSet<_> = scored.iter().map(|(.., scored)| scored.status).collect();
        assert!(
            statuses.contains(&Status::NotEligible)
                && statuses.contains(&Status::InsufficientEvidence)
        );
    }
}
