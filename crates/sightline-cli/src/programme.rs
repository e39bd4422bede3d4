//! The programme of a workspace: `programme.yaml`.

use std::path::{Path, PathBuf};

use sightline_engine::{Catalog, Diagnostics, Programme, load_programme};

use crate::console::Console;
use crate::exit::Failure;
use crate::files;
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::Format;

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
