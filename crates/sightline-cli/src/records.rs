//! Files of other systems into the store: one import is one transaction.

mod answers;
mod asked;
mod own;
mod rejects;
mod report;
mod salt;
mod source;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sightline_engine::model::Case;
use sightline_records::{
    Answers, DateOrder, Ids, ImportError, Layout, Report, Settings, Source, draft, load_layout,
    merge, shipped,
};
use sightline_store::{Kept, Store as _, StoreError, StoreTxn};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::files::workspace::Workspace;
use crate::keep;
use crate::mistakes::Mistakes;
use crate::render::Format;
use rejects::Rejects;
pub(crate) use report::{problem, problem_object};
pub(crate) use source::FileSource;

/// What is to be imported, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Import<'a> {
    pub(crate) files: &'a [PathBuf],
    pub(crate) layout: Option<&'a str>,
    pub(crate) map: Option<&'a Path>,
    pub(crate) store: Option<&'a Path>,
    pub(crate) workspace: Option<&'a Workspace>,
    pub(crate) dry_run: bool,
    pub(crate) json: bool,
    pub(crate) rejects: Option<&'a Path>,
    pub(crate) salt: Option<&'a Path>,
    pub(crate) ids_as_written: bool,
    pub(crate) dates: Option<DateOrder>,
    pub(crate) today: NaiveDate,
}

/// How many cases an import made, changed, and found as they were.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) new: u64,
    pub(crate) changed: u64,
    pub(crate) unchanged: u64,
}

impl Counts {
    fn add(&mut self, kept: Kept) {
        match kept {
            Kept::New => self.new += 1,
            Kept::Unchanged => self.unchanged += 1,
            Kept::Corrected | Kept::Moderated => self.changed += 1,
        }
    }
}

/// Imports, or shows what would be imported.
pub(crate) fn import(import: &Import<'_>, console: &mut Console) -> Result<Exit, Failure> {
    if import.layout.is_none() && import.map.is_none() {
        return own::import(import, console);
    }
    let mut mistakes = Mistakes::new(if import.json {
        Format::Json
    } else {
        Format::Human
    });
    let Some(layout) = layout(import, &mut mistakes, console)? else {
        return mistakes.close(console);
    };
    let store = if import.dry_run {
        None
    } else {
        Some(keep::path(import.store, import.workspace)?)
    };
    let beside = beside(import);
    let ids = if import.ids_as_written {
        Ids::AsWritten
    } else {
        salt::ids(import, &beside, console)?
    };
    let mut answers = answers::read(&beside)?;
    let sources = import.files.iter().map(|path| FileSource::open(path));
    let sources: Vec<FileSource> = sources.collect::<Result<_, _>>()?;
    let once = |answers: &Answers| {
        let settings = Settings {
            ids: ids.clone(),
            today: Some(import.today),
            dates: import.dates,
            answers,
        };
        let mut rejects = Rejects::new(import.rejects);
        let (report, counts) = match &store {
            None => (
                read(&sources, &layout, &settings, &mut rejects, &mut |_| Ok(()))?,
                None,
            ),
            Some(path) => {
                let (report, counts) = keep_all(path, &sources, &layout, &settings, &mut rejects)?;
                (report, Some(counts))
            }
        };
        Ok::<_, Failure>((report, counts, rejects))
    };
    let mut done = once(&answers)?;
    if !done.0.questions.is_empty()
        && !done.0.is_refused()
        && !import.json
        && let Some(said) = asked::orders(&done.0.questions, console)?
    {
        let mut told = answers.clone();
        said.iter()
            .for_each(|(source, order)| told.remember(source, *order));
        done = once(&told)?;
    }
    let (report, counts, rejects) = done;
    let written = rejects.write()?;
    if !import.dry_run && !report.learned.is_empty() {
        for (source, order) in &report.learned {
            answers.remember(source, *order);
        }
        answers::write(&beside, &answers)?;
    }
    report::show(import, &report, counts, &written, console)
}

/// Writes a first draft of a mapping.
pub(crate) fn map(path: &Path, console: &mut Console) -> Result<Exit, Failure> {
    let source = FileSource::open(path)?;
    match draft(&source).map_err(|error| source.failure(&error))? {
        Ok(text) => {
            console.out().text(&text)?;
            Ok(Exit::Fine)
        }
        Err(problem) => {
            console.say(&problem)?;
            Ok(Exit::Problems)
        }
    }
}

fn layout(
    import: &Import<'_>,
    mistakes: &mut Mistakes,
    console: &mut Console,
) -> Result<Option<Layout>, Failure> {
    let (layout, wrong) = match (import.layout, import.map) {
        (Some(name), _) => match shipped(name) {
            Some(Ok(layout)) => return Ok(Some(layout)),
            Some(Err(wrong)) => (None, wrong),
            None => return Err(Failure::usage(format!("there is no layout `{name}`"))),
        },
        (None, Some(path)) => match files::text(path)? {
            Ok(file) => load_layout(&file),
            Err(wrong) => (None, wrong),
        },
        (None, None) => return Ok(None),
    };
    mistakes.show(&wrong, console.err())?;
    Ok(layout)
}

/// The folder of the store, where what belongs to imports is kept.
fn beside(import: &Import<'_>) -> PathBuf {
    let store = import
        .store
        .or(import.workspace.map(|workspace| workspace.store.as_path()));
    store
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

fn read(
    sources: &[FileSource],
    layout: &Layout,
    settings: &Settings<'_>,
    rejects: &mut Rejects<'_>,
    keep: &mut dyn FnMut(Case) -> Result<(), Failure>,
) -> Result<Report, Failure> {
    let all: Vec<&dyn Source> = sources.iter().map(|source| source as &dyn Source).collect();
    let report =
        sightline_records::import(&all, layout, settings, &mut |one| rejects.add(one), keep);
    let report = report.map_err(|error| match error {
        ImportError::Keep(failure) => failure,
        ImportError::Read { file, error } => {
            let source = sources.iter().find(|source| source.name() == file);
            source.map_or_else(
                || Failure::environment(format!("cannot read `{file}`")),
                |source| source.failure(&error),
            )
        }
    })?;
    sources.iter().try_for_each(FileSource::is_as_it_was)?;
    Ok(report)
}

/// Keeps all cases, or none where anything stops it.
fn keep_all(
    path: &Path,
    sources: &[FileSource],
    layout: &Layout,
    settings: &Settings<'_>,
    rejects: &mut Rejects<'_>,
) -> Result<(Report, Counts), Failure> {
    let mut store = keep::open_to_write(path)?;
    let mut txn = store.write()?;
    let mut counts = Counts::default();
    let report = read(sources, layout, settings, rejects, &mut |case| {
        counts.add(keep_one(&mut *txn, case)?);
        Ok(())
    })?;
    if !report.is_refused() && report.questions.is_empty() {
        txn.commit()?;
    }
    Ok((report, counts))
}

/// Keeps a case, together with what is known of it already.
fn keep_one(txn: &mut (dyn StoreTxn + '_), case: Case) -> Result<Kept, Failure> {
    let case = match txn.case(&case.id) {
        Ok(old) => merge(old, case),
        Err(StoreError::NotFound { .. }) => case,
        Err(error) => return Err(error.into()),
    };
    txn.put_case(&case).map_err(Failure::from)
}
