mod add;
mod check;
mod code;
mod count;
mod decide;
mod list;
mod review;
mod text;

use std::path::Path;

use clap::Subcommand;
use sightline_engine::model::Theme;
use sightline_engine::scored::FindingKind;
use sightline_engine::{Shared, load_shared, suggest};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::Format;

/// Code comments by theme, review what was proposed, and choose vignettes
///
/// Rules in `_shared/coding.yaml` propose themes for the comments of auditors; people accept, reject or recode each proposal,
/// and only what was accepted counts. docs/themes.md says how.
#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Example:\n  sightline themes code --period 2025-26-Q2\n  sightline themes review"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Code(code::Arguments),
    Review(review::Arguments),
    Accept(decide::Accept),
    Reject(decide::Reject),
    Recode(decide::Recode),
    Count(count::Arguments),
    Vignette(Vignette),
}

/// Tell what happened in one case, so that nobody can know whose it is
#[derive(Debug, clap::Args)]
#[command(
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Example:\n  sightline themes vignette check"
)]
struct Vignette {
    #[command(subcommand)]
    verb: VignetteVerb,
}

#[derive(Debug, Subcommand)]
enum VignetteVerb {
    Add(add::Arguments),
    List(list::Arguments),
    Check(check::Arguments),
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    match &arguments.verb {
        Verb::Code(arguments) => code::run(arguments, console),
        Verb::Review(arguments) => review::run(arguments, console),
        Verb::Accept(arguments) => decide::accept(arguments, console),
        Verb::Reject(arguments) => decide::reject(arguments, console),
        Verb::Recode(arguments) => decide::recode(arguments, console),
        Verb::Count(arguments) => count::run(arguments, console),
        Verb::Vignette(Vignette { verb }) => match verb {
            VignetteVerb::Add(arguments) => add::run(arguments, console),
            VignetteVerb::List(arguments) => list::run(arguments, console),
            VignetteVerb::Check(arguments) => check::run(arguments, console),
        },
    }
}

/// The lists that templates share. One with a mistake in it is not used: what it lost would be proposed or counted nowhere, and
/// nobody would notice.
fn shared(workspace: Option<&Workspace>, console: &mut Console) -> Result<Shared, Failure> {
    let sources = Sources::shared(workspace)?;
    let (shared, found) = load_shared(&sources.files);
    let mut mistakes = Mistakes::new(Format::Human);
    if sources.problems.has_errors() || found.has_errors() {
        mistakes.show(&sources.problems, console.err())?;
        mistakes.show(&found, console.err())?;
        let count = mistakes.count().unwrap_or_default();
        return Err(Failure::problem(format!("the shared lists have {count}"))
            .help("put them right; `sightline check` names them again"));
    }
    Ok(shared)
}

/// The theme with this id.
fn theme<'a>(id: &str, shared: &'a Shared) -> Result<&'a Theme, Failure> {
    let themes = || shared.themes.iter().map(|one| &one.value);
    themes().find(|one| one.id == id).ok_or_else(|| {
        let failure = Failure::usage(format!("there is no theme `{id}`"));
        match suggest(id, themes().map(|one| one.id.as_str())) {
            Some(help) => failure.help(help),
            None => failure.help("name one of `_shared/themes.yaml`"),
        }
    })
}

/// What a theme was found as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    /// Practice to put right
    Concern,
    /// Practice to copy
    Strength,
}

impl From<Kind> for FindingKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Concern => Self::Concern,
            Kind::Strength => Self::Strength,
        }
    }
}

/// A store that is there already: nobody decides anything in an empty one.
fn there(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let failure = Failure::environment(format!("there is no store `{}`", files::shown(path)));
    Err(failure.help("fill one with `sightline audit import`"))
}
