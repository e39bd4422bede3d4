use std::path::PathBuf;

use sightline_engine::Diagnostics;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::sources::Sources;
use crate::render::{self, Format};

/// Name every mistake in templates and scripts
///
/// Reads templates, their worked cases, shared lists and scripts, and names all mistakes in one run: where each is,
/// what is wrong, and how to put it right. A template without a worked case is a mistake too. Warnings do not fail.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline check
  sightline check audit-templates/life-story-work
  sightline check --format plain")]
pub(super) struct Arguments {
    /// Templates, scripts or folders of them [default: the whole workspace]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let sources = gather(&arguments.paths)?;
    let n_files = sources.files.len();
    let diagnostics = sources.problems.sorted();
    let out = console.out();
    let text = render::render(&diagnostics, arguments.format, out.color);
    out.text(&text)?;
    close(&diagnostics, n_files, console)
}

/// The files of all paths, or of the workspace where none is named.
fn gather(paths: &[PathBuf]) -> Result<Sources, Failure> {
    if paths.is_empty() {
        return Sources::here();
    }
    let mut all = Sources::default();
    for path in paths {
        all.add(Sources::of_path(path)?);
    }
    Ok(all)
}

/// The closing line, and the exit code that goes with it.
fn close(
    diagnostics: &Diagnostics,
    n_files: usize,
    console: &mut Console,
) -> Result<Exit, Failure> {
    match render::count(diagnostics) {
        Some(count) => console.say(count)?,
        None => console.say(format_args!(
            "{} checked, nothing to put right",
            render::plural(n_files, "file")
        ))?,
    }
    Ok(if diagnostics.has_errors() {
        Exit::Problems
    } else {
        Exit::Fine
    })
}
