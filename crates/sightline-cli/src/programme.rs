//! The programme of a workspace: `programme.yaml`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sightline_engine::calendar::Period;
use sightline_engine::{Catalog, Diagnostics, Programme, load_programme};

use crate::console::Console;
use crate::exit::Failure;
use crate::files;
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::Format;
use crate::teams;

/// The file that says what was planned, and what is told and not counted.
pub(crate) const PROGRAMME: &str = "programme.yaml";

/// The programme of a workspace; one with a mistake in it is refused, since half a plan looks like a whole one.
pub(crate) fn load(
    workspace: Option<&Workspace>,
    console: &mut Console,
) -> Result<Programme, Failure> {
    let Some(path) = path(workspace) else {
        return Ok(Programme::default());
    };
    let (catalog, _) = Catalog::load(&Sources::here()?.files);
    let (programme, wrong) = read(&path, &catalog)?;
    let mut mistakes = Mistakes::new(Format::Human);
    mistakes.show(&wrong, console.err())?;
    if mistakes.has_errors() {
        let count = mistakes.count().unwrap_or_default();
        return Err(Failure::problem(format!("the programme has {count}")));
    }
    Ok(programme)
}

/// Where a workspace has its programme, if it has one.
pub(crate) fn path(workspace: Option<&Workspace>) -> Option<PathBuf> {
    let path = workspace?.root.join(PROGRAMME);
    path.is_file().then_some(path)
}

/// Reads a programme and names what is wrong with it.
pub(crate) fn read(path: &Path, catalog: &Catalog) -> Result<(Programme, Diagnostics), Failure> {
    Ok(match files::text(path)? {
        Ok(file) => load_programme(&file, catalog),
        Err(wrong) => (Programme::default(), wrong),
    })
}

/// Says which teams of the programme no audit is of, where another one is likely meant.
pub(crate) fn doubt_teams(
    programme: &Programme,
    period: Period,
    teams: &teams::Known,
    console: &mut Console,
) -> Result<(), Failure> {
    let told = || programme.told(period);
    let planned = told().flat_map(|one| one.planned.iter().filter_map(|one| one.team.as_deref()));
    let exempted = told().flat_map(|one| one.exempted.iter().filter_map(|one| one.team.as_deref()));
    let named: BTreeSet<&str> = planned.chain(exempted).collect();
    for team in named.into_iter().filter(|team| !teams.contains_key(*team)) {
        if let Some(near) = teams::near(team, teams) {
            console.say(format_args!(
                "warning: `{PROGRAMME}` names the team `{team}`, which has no audits; did you mean `{near}`?"
            ))?;
        }
    }
    Ok(())
}
