mod data;
mod near;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;
use sightline_engine::explain::{Change, Explanation};
use sightline_engine::model::GradeIx;
use sightline_engine::rollup::Graded;
use sightline_engine::{Catalog, Code, CompiledTemplate, Dates, explain};
use sightline_store::{Store as _, StoreError, StoredAudit, StoredTemplate};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::{catalog, keep};

pub(super) use near::nearest_audit;
use near::unknown;

/// What a code means, or how an audit came by its grade
///
/// Every mistake that Sightline names has a code such as SL114; this prints what it means and how to put it right. Of an
/// audit in the store it prints each answer and what it counted, sections, bands, limits and grade, which other single
/// answer would have changed the grade, and what follows. With --json it prints the same as one JSON object.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline explain SL114
  sightline explain A-0001
  sightline explain A-0001 --json | jq .explanation.overall.grade")]
pub(super) struct Arguments {
    /// A code such as SL114, or the id of an audit in the store
    #[arg(value_name = "CODE|AUDIT")]
    what: String,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Print it as one JSON object
    #[arg(long)]
    json: bool,
}

/// An audit of the store with everything that explains it.
struct Explained<'a> {
    audit: &'a StoredAudit,
    template: &'a CompiledTemplate,
    why: Explanation,
    changes: Vec<Change>,
    /// Whether a second person must grade it and has not yet.
    waits_for_moderation: bool,
    /// The grade that counts in reports, after what people said.
    counts: Option<GradeIx>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    if let Some(code) = Code::find(&arguments.what) {
        let (id, title, explanation) = (code.id(), code.title(), code.explanation());
        let out = console.out();
        if arguments.json {
            out.line(json!({ "code": id, "title": title, "explanation": explanation }))?;
        } else {
            out.line(format_args!("{id}: {title}\n\n{explanation}"))?;
        }
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
    let read = store.read()?;
    let audit = match read.audit(&arguments.what, None) {
        Err(StoreError::NotFound { .. }) => {
            return Err(near::unknown_here(&arguments.what, &*read)?);
        }
        audit => audit?,
    };
    drop(read);
    let template = template(&audit)?;
    let explained = explained(&audit, &template);
    if arguments.json {
        console.out().line(data::data(&explained)?)?;
    } else {
        let terms = catalog::terms(workspace.as_ref())?;
        console.out().text(&words::words(&explained, &terms))?;
    }
    Ok(Exit::Fine)
}

/// The template as it was when it scored the audit, from the text that was kept with it.
pub(super) fn template(audit: &StoredAudit) -> Result<Arc<CompiledTemplate>, Failure> {
    made_ready(&audit.template)
}

/// A template version from the text that was kept of it.
pub(super) fn made_ready(stored: &StoredTemplate) -> Result<Arc<CompiledTemplate>, Failure> {
    let (catalog, _) = Catalog::load(&stored.sources);
    let reference = &stored.reference;
    catalog.template(&reference.id).cloned().ok_or_else(|| {
        let version = &reference.version;
        let message = format!(
            "template `{}` {version} cannot be made ready from what was kept of it",
            reference.id
        );
        Failure::environment(message).help("restore the latest backup")
    })
}

fn explained<'a>(audit: &'a StoredAudit, template: &'a CompiledTemplate) -> Explained<'a> {
    let (answers, scored) = (&audit.answers, &audit.scored);
    let dates = Dates::on(audit.date);
    let graded = Graded {
        codes: &answers.codes,
        scored,
        recorded: audit.recorded.as_ref().map(|(grade, _)| *grade),
        moderated: audit.moderated,
    };
    Explained {
        audit,
        template,
        why: explain::explanation(template, answers, scored),
        changes: explain::changes(template, answers, &audit.case, dates, scored),
        waits_for_moderation: audit.moderations.is_empty()
            && template.always_moderated(answers, &audit.case, dates, scored),
        counts: graded.effective(),
    }
}
