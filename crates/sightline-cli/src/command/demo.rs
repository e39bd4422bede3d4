mod actions;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::measure::Measures;
use sightline_engine::read;
use sightline_figures::Beside;
use sightline_report::Spec;

use crate::catalog;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::sources::Sources;
use crate::files::workspace::{SETTINGS, Workspace};
use crate::files::{self, shown};
use crate::keep::{self, Import};
use crate::mistakes::Mistakes;
use crate::programme;
use crate::render::Format;
use crate::reports;
use crate::shipped;
use sightline_store::Store as _;

/// The first line of a demo's settings; a folder with another one is somebody's work and is left alone.
const MARK: &str = "# Made by `sightline demo`; it will be written over by the next one.";

/// Who audits, so that the report can tell groups apart.
const GROUPS: &str = "auditor_groups:
  Team managers: [S-01, S-02, S-03, S-04, S-05, S-06]
  Reviewing officers: [S-07, S-08, S-09, S-10, S-11, S-12, S-13, S-14]
";

/// See what Sightline does, on a made-up authority
///
/// Makes a workspace with the templates that come with Sightline and three quarters of made-up audits, scores and keeps
/// them, and writes the last quarter's report. Every child, worker and figure in it is invented.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline demo
  cd sightline-demo
  sightline explain A-0001")]
pub(super) struct Arguments {
    /// The folder, made where it is missing
    #[arg(value_name = "DIR", default_value = "sightline-demo")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let root = &arguments.folder;
    clear(root)?;
    let answers = write(root)?;
    let workspace = Workspace::read(root.clone())?;
    let loaded = catalog::load(Sources::of_workspace(&workspace)?);
    if loaded.diagnostics.has_errors() {
        return Err(loaded.refuse(console)?);
    }
    let import = Import {
        store: &workspace.store,
        loaded: &loaded,
        services: &BTreeMap::new(),
        cases: Some(&root.join("data/cases.jsonl")),
        answers: &answers,
        correct: false,
        for_a_program: false,
    };
    let mut mistakes = Mistakes::new(Format::Human);
    let Some(kept) = keep::import(&import, &mut mistakes, console)? else {
        return mistakes.close(console);
    };
    console.say(kept.words())?;
    let n = records(&workspace.store)?;
    console.say(format_args!(
        "{n} more case records, with their histories, for the measures"
    ))?;
    let period = last_quarter();
    let n = actions::fill(&workspace.store, period.last_day())?;
    console.say(format_args!("{n} actions in the register"))?;
    let shared = catalog::shared(Some(&workspace))?;
    let spec = Spec {
        template: Some(reports::named(reports::SHIPPED, Some(&workspace), console)?),
        ..reports::spec(Some(&workspace), &shared, period, period.last_day())
    };
    let beside = Beside {
        measures: Measures::load(&loaded.files).0,
        programme: programme::read(&root.join(programme::PROGRAMME), &loaded.catalog)?.0,
        ..reports::beside(Some(&workspace), shared, console)?
    };
    let mut store = keep::open_to_read(&workspace.store)?;
    let (report, _) = reports::make(&mut store, &spec, &beside, console)?;
    let formats = [reports::Format::Md, reports::Format::Html];
    let folder = workspace.reports.join(reports::FINISHED);
    let stem = folder.join(reports::stem(reports::SHIPPED, period));
    let written = reports::write(&report, &stem, &formats)?;
    for path in &written {
        console.out().line(shown(path))?;
    }
    console.say(format_args!("\nWhat matters in {period}:"))?;
    for line in report.headlines().iter().take(4) {
        console.say(format_args!("  {line}"))?;
    }
    if let Some(page) = written.last() {
        console.say(format_args!(
            "\nOpen {} in a browser to read the whole report.",
            shown(page)
        ))?;
    }
    Ok(Exit::Fine)
}

/// Keeps the case records that measures are counted from; gives their number.
fn records(store: &Path) -> Result<usize, Failure> {
    let mut store = keep::open_to_write(store)?;
    let mut txn = store.write()?;
    let lines = shipped::demo()
        .filter(|(name, _)| *name == "records.jsonl")
        .flat_map(|(_, text)| text.lines());
    let mut n = 0;
    for line in lines {
        let line = sightline_engine::SourceFile::line("records.jsonl", n + 1, line);
        let case = read::case(&line).map_err(|wrong| Failure::problem(wrong.to_string()))?;
        txn.put_case(&case)?;
        n += 1;
    }
    txn.commit()?;
    Ok(n)
}

/// Takes away an earlier demo's store, and makes sure that nothing of anybody's own is there.
fn clear(root: &Path) -> Result<(), Failure> {
    let settings = root.join(SETTINGS);
    let is_ours = settings.is_file()
        && files::text(&settings)?.is_ok_and(|file| file.text().starts_with(MARK));
    if !is_ours && !files::list(root)?.is_empty() {
        let failure =
            Failure::environment(format!("there is something in `{}` already", shown(root)));
        return Err(failure.help("name another folder; the demo writes over nothing"));
    }
    let store = |ending: &str| root.join(format!("sightline.db{ending}"));
    ["", "-wal", "-shm"]
        .iter()
        .try_for_each(|ending| files::remove(&store(ending)))
}

/// Writes the workspace and its data; gives back the files of answers.
fn write(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let settings = format!(
        "{MARK}\nauthority: Fennmarsh County Council (made up)\nauthor: Quality assurance and reviewing service\n{GROUPS}"
    );
    files::write(&root.join(SETTINGS), settings.as_bytes())?;
    for (path, text) in shipped::templates() {
        files::write(&root.join(path), text.as_bytes())?;
    }
    files::write(&root.join(shipped::SCHEMA), shipped::schema().as_bytes())?;
    actions::write(&root.join("data"))?;
    let mut answers = Vec::new();
    for (name, text) in shipped::demo() {
        if name == programme::PROGRAMME {
            files::write(&root.join(name), text.as_bytes())?;
            continue;
        }
        if name == "vignettes.yaml" {
            files::write(&root.join("reports").join(name), text.as_bytes())?;
            continue;
        }
        let path = root.join("data").join(name);
        files::write(&path, text.as_bytes())?;
        if name == "audits.jsonl" {
            answers.push(path);
        }
    }
    Ok(answers)
}

/// The quarter of the newest audit.
fn last_quarter() -> Period {
    let lines = shipped::demo()
        .filter(|(name, _)| *name == "audits.jsonl")
        .flat_map(|(_, text)| text.lines());
    let dates = lines.filter_map(|line| {
        let line = sightline_engine::SourceFile::line("demo", 1, line);
        read::audit(&line).ok().map(|audit| audit.date)
    });
    Quarter::of(dates.max().unwrap_or_default()).into()
}
