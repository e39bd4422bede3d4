use std::path::PathBuf;
use std::sync::Arc;

use sightline_engine::model::GradeIx;
use sightline_engine::rollup::Graded;
use sightline_engine::{Catalog, Code, CompiledTemplate, Dates, did_you_mean, explain};
use sightline_store::{Moderation, Store as _, StoreError, StoredAudit};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::keep;

/// What a code means, or how an audit came by its grade
///
/// Every mistake that Sightline names has a code such as SL114; this prints what it means and how to put it right. Of an
/// audit in the store it prints each answer and what it counted, sections, limits and grade, and which other single
/// answer would have changed the grade.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline explain SL114
  sightline explain A-0001")]
pub(super) struct Arguments {
    /// A code such as SL114, or the id of an audit in the store
    #[arg(value_name = "CODE|AUDIT")]
    what: String,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    if let Some(code) = Code::find(&arguments.what) {
        console.out().line(format_args!(
            "{}: {}\n\n{}",
            code.id(),
            code.title(),
            code.explanation()
        ))?;
        return Ok(Exit::Fine);
    }
    let workspace = Workspace::here()?;
    let Ok(store) = keep::path(arguments.store.as_deref(), workspace.as_ref()) else {
        return Err(unknown(&arguments.what));
    };
    if arguments.store.is_none() && !store.exists() {
        return Err(unknown(&arguments.what));
    }
    let mut store = keep::open_to_read(&store)?;
    let audit = match store
        .read()
        .map_err(keep::failure)?
        .audit(&arguments.what, None)
    {
        Err(StoreError::NotFound { .. }) => return Err(unknown(&arguments.what)),
        audit => audit.map_err(keep::failure)?,
    };
    console
        .out()
        .text(&explanation(&audit, &*template(&audit)?))?;
    Ok(Exit::Fine)
}

/// The template as it was when it scored the audit, from the text that was kept with it.
fn template(audit: &StoredAudit) -> Result<Arc<CompiledTemplate>, Failure> {
    let (catalog, _) = Catalog::load(&audit.template.sources);
    let reference = &audit.template.reference;
    catalog.template(&reference.id).cloned().ok_or_else(|| {
        let version = &reference.version;
        let message = format!(
            "template `{}` {version} cannot be made ready from what was kept of it",
            reference.id
        );
        Failure::environment(message).help("restore the latest backup")
    })
}

/// Which audit, why its grade is what it is, and what people said beside it.
fn explanation(audit: &StoredAudit, template: &CompiledTemplate) -> String {
    let why = explain::explanation(template, &audit.answers, &audit.scored);
    let dates = Dates {
        audit: audit.date,
        today: audit.date,
    };
    let changes = explain::changes(template, &audit.answers, &audit.case, dates, &audit.scored);
    let title = &template.template().title;
    let (reference, case) = (template.reference(), &audit.case.id);
    format!(
        "Audit {} of case {case} on {}, {title} ({} {})\n\n{}{}",
        audit.id,
        audit.date,
        reference.id,
        reference.version,
        explain::text(template, &why, &changes),
        people(audit, template, dates),
    )
}

/// The grades that people gave, where they did, and the one that counts.
fn people(audit: &StoredAudit, template: &CompiledTemplate, dates: Dates) -> String {
    let label = |grade: GradeIx| {
        template
            .template()
            .grades()
            .and_then(|scale| scale.grade(grade))
    };
    let label = |grade| label(grade).map_or("no grade", |grade| grade.label.as_str());
    let mut lines = Vec::new();
    if let Some((grade, reason)) = &audit.recorded {
        lines.push(format!("The auditor recorded {}: {reason}", label(*grade)));
    }
    for Moderation {
        grade,
        basis,
        moderator,
        date,
    } in &audit.moderations
    {
        lines.push(format!(
            "{moderator} moderated it as {} on {date} ({})",
            label(*grade),
            basis.id()
        ));
    }
    let moderated_anyway = audit.moderations.is_empty()
        && template.always_moderated(&audit.answers, &audit.case, dates, &audit.scored);
    if moderated_anyway {
        lines.push(
            "A second person must grade it: the template always asks for that here".to_owned(),
        );
    }
    let graded = Graded {
        codes: &audit.answers.codes,
        scored: &audit.scored,
        recorded: audit.recorded.as_ref().map(|(grade, _)| *grade),
        moderated: audit.moderated,
    };
    if let Some(counts) = graded.effective().filter(|_| !lines.is_empty()) {
        lines.push(format!("The grade that counts is {}", label(counts)));
    }
    if lines.is_empty() {
        String::new()
    } else {
        format!("\nWhat people said\n    {}\n", lines.join("\n    "))
    }
}

fn unknown(what: &str) -> Failure {
    let codes = || Code::ALL.iter().map(|code| code.id());
    let failure = Failure::usage(format!("there is no code and no audit `{what}`"));
    match did_you_mean(what, codes()) {
        Some(near) if what.to_ascii_uppercase().starts_with("SL") => {
            failure.help(format!("did you mean `{near}`?"))
        }
        _ => failure
            .help("use a code as it is printed with a mistake, or the id of an audit in the store"),
    }
}
