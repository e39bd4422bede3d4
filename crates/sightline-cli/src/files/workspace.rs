//! Where a person's own templates, scripts, reports and store are.

use std::path::{Path, PathBuf};

use crate::exit::Failure;
use crate::files;

/// The file that marks a workspace and says what it is for.
pub(crate) const SETTINGS: &str = "sightline.yaml";

/// A folder of templates and what belongs to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workspace {
    /// The folder, as it is to be shown before a file's name; empty is the current one.
    pub(crate) root: PathBuf,
}

impl Workspace {
    /// The workspace of a folder: the folder itself or the nearest one above it with `sightline.yaml`, else with
    /// `audit-templates/`.
    pub(crate) fn find(from: &Path) -> Result<Option<Self>, Failure> {
        let here = std::path::absolute(from).map_err(|error| files::unreadable(from, &error))?;
        let mut shown = from.to_path_buf();
        let mut second_best = None;
        for folder in here.ancestors() {
            if folder.join(SETTINGS).is_file() {
                return Ok(Some(Self { root: shown }));
            }
            if second_best.is_none() && folder.join("audit-templates").is_dir() {
                second_best = Some(Self {
                    root: shown.clone(),
                });
            }
            shown.push("..");
        }
        Ok(second_best)
    }

    /// Where reports are written.
    pub(crate) fn reports(&self) -> PathBuf {
        self.root.join("reports")
    }

    /// The file that keeps its audits.
    pub(crate) fn store(&self) -> PathBuf {
        self.root.join("sightline.db")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_nearest_settings_win_over_a_nearer_folder_of_templates() {
        let top = tempfile::tempdir().unwrap();
        let inner = top.path().join("a/b");
        fs::create_dir_all(inner.join("audit-templates")).unwrap();
        let found = || Workspace::find(&inner).unwrap().unwrap().root;
        assert_eq!(found(), inner);
        fs::write(top.path().join(SETTINGS), "authority: Anywhere\n").unwrap();
        assert_eq!(found(), inner.join("../.."));
    }
}
