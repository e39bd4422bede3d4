//! Words that could name somebody in a report for everybody or for children: where they were typed, and what to do.

use std::sync::Arc;

use sightline_engine::SourceFile;
use sightline_report::Personal;

use crate::console::Console;
use crate::exit::Failure;
use crate::files;
use crate::files::sources::Sources;
use crate::files::workspace::{SETTINGS, Workspace};
use crate::programme::PROGRAMME;
use crate::render::plural;
use crate::vignettes;

/// Every file of a workspace whose words a report may print; one that is no text has none.
pub(super) fn typed(workspace: &Workspace) -> Result<Vec<Arc<SourceFile>>, Failure> {
    let mut typed = Vec::new();
    let own = [
        workspace.root.join(SETTINGS),
        workspace.root.join(PROGRAMME),
        vignettes::path(workspace),
    ];
    for path in own.iter().filter(|path| path.is_file()) {
        typed.extend(files::text(path)?.ok());
    }
    typed.extend(Sources::of_workspace(workspace)?.files);
    Ok(typed)
}

/// Says where each of them is and never what it is, since what is printed here may be kept in a log.
pub(super) fn told(found: &[Personal], console: &mut Console) -> Result<Failure, Failure> {
    for one in found {
        console.say(one)?;
    }
    let could = plural(found.len(), "thing");
    let failure = Failure::problem(format!(
        "{could} in the report could name somebody, so it was not made"
    ));
    Ok(failure.help(format!(
        "change the words where they were typed; what names nobody goes under `public_words:` in `{SETTINGS}`, as it is printed"
    )))
}
