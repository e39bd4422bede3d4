//! Audits into the store: one import is one transaction, all of it or nothing.

mod reasons;
mod summary;
mod thin;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sightline_engine::calendar::Quarter;
use sightline_engine::scored::Status;
use sightline_engine::{Code, CompiledTemplate, Diagnostic, Diagnostics, SourceFile, Span};
use sightline_store::{
    Filter, Kept, Moderation, NewAudit, NewTemplate, SqliteStore, Store as _, StoreError, StoreTxn,
};

use crate::catalog::Loaded;
use crate::console::Console;
use crate::exit::Failure;
use crate::feed::{Feed, Ready};
use crate::files;
use crate::files::workspace::Workspace;
use crate::input::Cases;
use crate::mistakes::Mistakes;
use crate::progress::Progress;
use crate::teams;

pub(crate) use summary::Summary;

/// What is to be kept, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Import<'a> {
    /// The store's file.
    pub(crate) store: &'a Path,
    /// The templates.
    pub(crate) loaded: &'a Loaded,
    /// The service of each team, for audits that do not say.
    pub(crate) services: &'a BTreeMap<String, String>,
    /// The file of case records; without one they are the store's own.
    pub(crate) cases: Option<&'a Path>,
    /// Files of answers.
    pub(crate) answers: &'a [PathBuf],
    /// Whether audits that are stored with other content are corrected, in place of being refused.
    pub(crate) correct: bool,
    /// Whether a program reads along, so that no bar is shown.
    pub(crate) for_a_program: bool,
}

/// The store of a workspace, or the file that was named.
pub(crate) fn path(
    named: Option<&Path>,
    workspace: Option<&Workspace>,
) -> Result<PathBuf, Failure> {
    match (named, workspace) {
        (Some(named), _) => Ok(named.to_path_buf()),
        (None, Some(workspace)) => Ok(workspace.store.clone()),
        (None, None) => Err(
            Failure::usage("there is no workspace here to keep audits in")
                .help("make one with `sightline init`, or name a file with `--store`"),
        ),
    }
}

/// Opens a store to be read; one that is not there has nothing in it to be read.
pub(crate) fn open_to_read(path: &Path) -> Result<SqliteStore, Failure> {
    if !path.exists() {
        let failure = Failure::environment(format!("there is no store `{}`", files::shown(path)));
        return Err(failure.help("fill one with `sightline audit import`"));
    }
    sightline_store::open_to_read(path).map_err(Failure::from)
}

/// Opens a store to be added to, and makes it where there is none.
pub(crate) fn open_to_write(path: &Path) -> Result<SqliteStore, Failure> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            let failure = Failure::environment(format!(
                "cannot write `{}`: there is no folder `{}`",
                files::shown(path),
                files::shown(folder)
            ));
            Err(failure.help("make the folder, or name a file in another one"))
        }
        _ => sightline_store::open(path).map_err(Failure::from),
    }
}

/// Keeps everything in some files of answers, or nothing of it where anything is wrong.
pub(crate) fn import(
    import: &Import<'_>,
    mistakes: &mut Mistakes,
    console: &mut Console,
) -> Result<Option<Summary>, Failure> {
    let cases = match import.cases {
        Some(path) => Cases::open(path, &mut |wrong| mistakes.show(&wrong, console.err()))?,
        None => Some(Cases::stored(import.store)?),
    };
    let Some(cases) = cases else { return Ok(None) };
    let sizes: Vec<u64> = import
        .answers
        .iter()
        .map(|path| files::size(path))
        .collect::<Result<_, _>>()?;
    let mut store = open_to_write(import.store)?;
    let mut txn = store.write()?;
    let mut known = teams::of(&txn.rollup(&Filter::default())?);
    // What the settings name is written as it should be.
    known.extend(import.services.keys().map(|team| (team.clone(), u64::MAX)));
    let mut named = teams::Named::default();
    let mut feed = Feed::of_all(&import.loaded.catalog, cases)?;
    let mut summary = Summary::default();
    let progress = Progress::new(
        console,
        "importing",
        sizes.iter().sum(),
        import.for_a_program,
    );
    let mut before = 0;
    for (path, size) in import.answers.iter().zip(sizes) {
        // Mistakes are met in both closures, which run one after the other and never at once.
        let met = RefCell::new((&mut *mistakes, console.err()));
        let show = |wrong: &Diagnostics| {
            let (mistakes, stream) = &mut *met.borrow_mut();
            progress.aside(|| mistakes.show(wrong, stream))
        };
        feed.each(
            path,
            &mut |wrong| show(&wrong),
            &|at| progress.at(before + at),
            &mut |mut ready| {
                let unexplained = std::mem::take(&mut ready.unexplained);
                // Once a line is wrong nothing will be kept, and the rest is only read for more of the kind.
                if met.borrow().0.has_errors() {
                    if unexplained.is_empty() {
                        return Ok(());
                    }
                    let is_new = !reasons::is_stored(&*txn, &ready.entry.audit.id)?;
                    return show(&reasons::about(unexplained, is_new));
                }
                if let Some(team) = &ready.entry.audit.team {
                    named.add(team, || ready.entry.place(&["team"]));
                }
                let audit = &mut ready.entry.audit;
                if audit.service.is_none() {
                    audit.service = audit
                        .team
                        .as_ref()
                        .and_then(|team| import.services.get(team))
                        .cloned();
                }
                let template = ready.template;
                if summary.templates.insert(template.reference().id.clone()) {
                    match add_template(&mut *txn, import.loaded, template) {
                        Err(StoreError::Conflict { what, help }) => {
                            let at = version(&template.template().source);
                            let wrong = Diagnostic::error(Code::VERSION_REUSED, &at, what);
                            return show(&wrong.help(help).into());
                        }
                        added => added?,
                    }
                }
                match keep(&mut *txn, import.correct, &ready, &mut summary) {
                    Err(StoreError::Conflict { what, help }) => {
                        let at = ready.entry.place(&["audit"]);
                        let wrong = Diagnostic::error(Code::DUPLICATE_AUDIT, &at, what);
                        let help = if import.correct {
                            help
                        } else {
                            "import again with `--correct` to put this in its place, or give the new audit another id".to_owned()
                        };
                        show(&wrong.help(help).into())
                    }
                    kept => {
                        let kept = kept?;
                        let is_new = matches!(kept, Kept::New | Kept::Corrected);
                        if unexplained.is_empty() {
                            Ok(())
                        } else {
                            show(&reasons::about(unexplained, is_new))
                        }
                    }
                }
            },
        )?;
        before += size;
    }
    progress.done();
    if mistakes.has_errors() {
        return Ok(None);
    }
    txn.commit()?;
    summary.doubts = named.doubts(&known);
    Ok(Some(summary))
}

fn keep(
    txn: &mut (dyn StoreTxn + '_),
    correct: bool,
    ready: &Ready<'_>,
    summary: &mut Summary,
) -> Result<Kept, StoreError> {
    let Ready {
        entry,
        case,
        template,
        encoded,
        dates,
        ..
    } = ready;
    summary.cases.add(txn.put_case(case)?);
    let scored = template.score(&encoded.answers, case, *dates);
    if let Some(failure) = scored.failure() {
        summary.failed.add(&entry.audit.id, failure);
    }
    if scored.status == Status::InsufficientEvidence {
        summary
            .thin
            .add(&entry.audit.id, template, &encoded.answers, &scored);
    }
    let moderated = entry.audit.moderated.as_ref().zip(encoded.moderated);
    let new = NewAudit {
        audit: &entry.audit,
        template: template.reference(),
        quarter: Quarter::of(entry.audit.date),
        answers: &encoded.answers,
        scored: &scored,
        recorded: encoded.recorded,
        moderated: moderated.map(|(said, (grade, basis))| Moderation {
            grade,
            basis,
            moderator: said.moderator.clone(),
            date: said.date,
        }),
        engine: env!("CARGO_PKG_VERSION"),
    };
    let kept = match txn.add_audit(&new) {
        // No audit is there twice in what is imported, so this one was stored before.
        Err(StoreError::Conflict { .. }) if correct => txn.correct_audit(&new),
        kept => kept,
    }?;
    summary.audits.add(kept);
    Ok(kept)
}

fn add_template(
    txn: &mut (dyn StoreTxn + '_),
    loaded: &Loaded,
    template: &CompiledTemplate,
) -> Result<(), StoreError> {
    let sources = loaded.sources_of(template);
    let new = NewTemplate {
        reference: template.reference(),
        template: template.template(),
        sources: &sources,
    };
    txn.add_template(&new).map(drop)
}

/// Where a template says which version it is, or the file where it does not at the start of a line.
fn version(file: &Arc<SourceFile>) -> Span {
    let text = file.text();
    let start = text.find("\nversion:").map(|at| at + 1);
    start.map_or_else(
        || Span::whole(file),
        |start| {
            let line = text.get(start..).and_then(|rest| rest.lines().next());
            Span::new(file, start, start + line.map_or(0, str::len))
        },
    )
}
