//! A workspace's vignettes.

use std::path::PathBuf;

use sightline_engine::vignette::{self, Vignette};
use sightline_engine::{Diagnostics, Shared, Spanned};

use crate::exit::Failure;
use crate::files;
use crate::files::workspace::Workspace;

/// Where the vignettes of a workspace lie.
pub(crate) fn path(workspace: &Workspace) -> PathBuf {
    workspace.reports.join("vignettes.yaml")
}

/// All vignettes of a workspace and what is wrong with the file; none where there is no such file.
pub(crate) fn load(
    workspace: &Workspace,
    shared: &Shared,
) -> Result<(Vec<Spanned<Vignette>>, Diagnostics), Failure> {
    let path = path(workspace);
    if !path.is_file() {
        return Ok((Vec::new(), Diagnostics::new()));
    }
    Ok(match files::text(&path)? {
        Ok(file) => vignette::load_vignettes(&file, shared),
        Err(wrong) => (Vec::new(), wrong),
    })
}
