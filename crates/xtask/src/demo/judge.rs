//! What the engine says of a made-up audit.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use sightline_engine::model::{Answer, Audit, Case};
use sightline_engine::scored::{Scored, Status};
use sightline_engine::{Catalog, CompiledTemplate, Dates, SourceFile, Span};

use super::chance::Chance;
use super::story::SEED;
use super::words;
use crate::tools::root;

/// The shipped templates.
pub(crate) fn catalog() -> Result<Catalog, String> {
    let mut files = Vec::new();
    for folder in ["audit-templates", "scripts"] {
        read(&root().join(folder), folder, &mut files)?;
    }
    let (catalog, diagnostics) = Catalog::load(&files);
    if diagnostics.has_errors() {
        return Err(format!("the shipped templates do not load:\n{diagnostics}"));
    }
    Ok(catalog)
}

fn read(folder: &Path, shown: &str, files: &mut Vec<Arc<SourceFile>>) -> Result<(), String> {
    let cannot = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let mut entries = fs::read_dir(folder)
        .map_err(cannot)?
        .collect::<Result<Vec<_>, _>>()
        .map_err(cannot)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let shown = format!("{shown}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            read(&path, &shown, files)?;
        } else if path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "rhai")
        {
            let text = fs::read_to_string(&path)
                .map_err(|error| format!("cannot read {shown}: {error}"))?;
            files.push(SourceFile::new(shown, text));
        }
    }
    Ok(())
}

/// Scores an audit on a day.
pub(crate) fn score(
    template: &CompiledTemplate,
    audit: &Audit,
    case: &Case,
    today: NaiveDate,
) -> Result<Scored, String> {
    let nowhere = Span::whole(&SourceFile::new("demo", ""));
    let (encoded, diagnostics) = template.encode(audit, case, today, &|_| nowhere.clone());
    let encoded = encoded
        .ok_or_else(|| format!("audit {} of {}: {diagnostics}", audit.id, audit.template))?;
    let scored = template.score(
        &encoded.answers,
        case,
        Dates {
            audit: audit.date,
            today,
        },
    );
    match scored.failure() {
        Some(failure) => Err(format!(
            "audit {} of {}: {failure}",
            audit.id, audit.template
        )),
        None => Ok(scored),
    }
}

/// Where an answer is not what the case record says: what is not scored the record may as well answer, and for the rest the
/// auditor has a reason.
pub(crate) fn settle(
    template: &CompiledTemplate,
    audit: &mut Audit,
    case: &Case,
) -> Result<(), String> {
    let nowhere = Span::whole(&SourceFile::new("demo", ""));
    let (encoded, diagnostics) = template.encode(audit, case, audit.date, &|_| nowhere.clone());
    let encoded = encoded.ok_or_else(|| format!("audit {}: {diagnostics}", audit.id))?;
    for differs in template.disagreements(&encoded.answers) {
        let questions = &template.template().questions;
        let scored = questions
            .iter()
            .any(|one| one.id == differs.question && one.scored);
        if !scored {
            audit.answers.remove(&differs.question);
        } else if let Some(Answer::Given { comment, .. }) = audit.answers.get_mut(&differs.question)
        {
            let mut chance =
                Chance::named(SEED, &format!("reason {} {}", audit.id, differs.question));
            comment.get_or_insert_with(|| words::record_is_wrong(&mut chance).to_owned());
        }
    }
    Ok(())
}

/// Takes out what nobody would have been asked on the day: answers to hidden questions, and to stages that open later.
///
/// A check of the record comes weeks after its meeting, so an audit that is dated on the day of the meeting has none.
pub(crate) fn prune(
    template: &CompiledTemplate,
    audit: &mut Audit,
    case: &Case,
) -> Result<(), String> {
    let own = template.template();
    for section in &own.sections {
        let stage = section.stage.as_ref();
        if stage.is_some_and(|stage| stage.opens_after.is_some()) {
            for question in own
                .questions
                .get(section.questions.clone())
                .unwrap_or_default()
            {
                audit.answers.remove(&question.id);
            }
        }
    }
    loop {
        let scored = score(template, audit, case, audit.date)?;
        if scored.status == Status::NotEligible {
            audit.answers.clear();
            audit.voices.clear();
            return Ok(());
        }
        let questions = template.template().questions.iter().enumerate();
        let hidden: Vec<&str> = questions
            .filter(|(at, _)| !scored.shows(*at))
            .map(|(_, question)| question.id.as_str())
            .collect();
        let before = audit.answers.len();
        for id in hidden {
            audit.answers.remove(id);
            audit
                .voices
                .values_mut()
                .for_each(|said| drop(said.remove(id)));
        }
        if audit.answers.len() == before {
            audit.voices.retain(|_, said| !said.is_empty());
            return Ok(());
        }
    }
}
