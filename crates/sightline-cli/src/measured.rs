//! Measures of the workspace.

use std::collections::BTreeSet;

use sightline_engine::Diagnostics;
use sightline_engine::measure::Measures;

use crate::console::Console;
use crate::exit::Failure;
use crate::files::sources::Sources;
use crate::mistakes::Mistakes;
use crate::render::Format;

/// The measures of the workspace; where it has none, those that come with the program, counted by its own lists as far as it
/// has them.
pub(crate) fn load() -> Result<Loaded, Failure> {
    let mut files = Sources::here()?.files;
    let (measures, found) = Measures::load(&files);
    if measures.iter().next().is_some() || found.has_errors() {
        return Ok(Loaded {
            measures,
            found,
            shipped: false,
        });
    }
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    let own: BTreeSet<String> = files.iter().map(|file| name(file.path())).collect();
    let shipped = Sources::shipped().files.into_iter();
    files.extend(shipped.filter(|file| !own.contains(&name(file.path()))));
    let (measures, found) = Measures::load(&files);
    Ok(Loaded {
        measures,
        found,
        shipped: true,
    })
}

/// Measures, their mistakes, and where they are from.
pub(crate) struct Loaded {
    pub(crate) measures: Measures,
    pub(crate) found: Diagnostics,
    /// Whether they are those that come with the program, as the workspace has none.
    pub(crate) shipped: bool,
}

/// The measures of the workspace, where none of them has a mistake.
pub(crate) fn sound(console: &mut Console) -> Result<Measures, Failure> {
    let Loaded {
        measures, found, ..
    } = load()?;
    let mut mistakes = Mistakes::new(Format::Human);
    mistakes.show(&found, console.err())?;
    match mistakes.count() {
        Some(count) if mistakes.has_errors() => Err(Failure::problem(count)),
        Some(_) | None => Ok(measures),
    }
}
