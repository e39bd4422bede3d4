//! Where a person's own templates, scripts, reports and store are.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sightline_engine::{Settings, load_settings};

use crate::exit::Failure;
use crate::files;

/// The file that marks a workspace and says what it is for.
pub(crate) const SETTINGS: &str = "sightline.yaml";

/// A folder of templates and what belongs to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workspace {
    /// The folder, as it is to be shown before a file's name; empty is the current one.
    pub(crate) root: PathBuf,
    /// Its templates and shared lists.
    pub(crate) templates: PathBuf,
    /// Its scoring scripts.
    pub(crate) scripts: PathBuf,
    /// Its reports to fill in; finished ones are written below them.
    pub(crate) reports: PathBuf,
    /// The file that keeps its audits.
    pub(crate) store: PathBuf,
    /// The name on reports.
    pub(crate) authority: Option<String>,
    /// Who signs reports.
    pub(crate) author: Option<String>,
    /// The service of each team that has one, by the team's name.
    pub(crate) services: BTreeMap<String, String>,
    /// The group of each auditor that is in one, by staff code.
    pub(crate) auditor_groups: BTreeMap<String, String>,
    /// Words that look like a person's in a report for everybody and are nobody's.
    pub(crate) public_words: Vec<String>,
    /// The day from which its case records are whole, where somebody knows.
    pub(crate) records_from: Option<NaiveDate>,
}

impl Workspace {
    /// The workspace of the current folder: this one or the nearest above it with `sightline.yaml`, else with
    /// `audit-templates/`.
    pub(crate) fn here() -> Result<Option<Self>, Failure> {
        Self::find(Path::new(""))?.map(Self::read).transpose()
    }

    /// The root of the workspace that a folder lies in.
    pub(crate) fn find(from: &Path) -> Result<Option<PathBuf>, Failure> {
        let here = if from.as_os_str().is_empty() {
            Path::new(".")
        } else {
            from
        };
        let here = std::path::absolute(here).map_err(|error| files::unreadable(from, &error))?;
        let mut shown = from.to_path_buf();
        let mut second_best = None;
        for folder in here.ancestors() {
            if folder.join(SETTINGS).is_file() {
                return Ok(Some(shown));
            }
            if second_best.is_none() && folder.join("audit-templates").is_dir() {
                second_best = Some(shown.clone());
            }
            shown.push("..");
        }
        Ok(second_best)
    }

    /// The workspace with this root, as its settings say; settings with a mistake in them are not used at all, since a
    /// report or a store in an unexpected place is worse than none.
    pub(crate) fn read(root: PathBuf) -> Result<Self, Failure> {
        let path = root.join(SETTINGS);
        let settings = if path.is_file() {
            let (settings, wrong) = match files::text(&path)? {
                Ok(file) => load_settings(&file),
                Err(wrong) => (Settings::default(), wrong),
            };
            if let Some(first) = wrong.iter().next() {
                let failure = Failure::problem(format!("{}: {}", first.at, first.message));
                return Err(first.help.iter().fold(failure, Failure::help));
            }
            settings
        } else {
            Settings::default()
        };
        let at = |named: Option<String>, usual: &str| root.join(named.as_deref().unwrap_or(usual));
        Ok(Self {
            templates: at(settings.audit_templates, "audit-templates"),
            scripts: at(settings.scripts, "scripts"),
            reports: at(settings.reports, "reports"),
            store: at(settings.store, "sightline.db"),
            authority: settings.authority,
            author: settings.author,
            services: settings.services,
            auditor_groups: settings.auditor_groups,
            public_words: settings.public_words,
            records_from: settings.records_from,
            root,
        })
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
        let found = || Workspace::find(&inner).unwrap().unwrap();
        assert_eq!(found(), inner);
        fs::write(top.path().join(SETTINGS), "authority: Anywhere\n").unwrap();
        assert_eq!(found(), inner.join("../.."));
    }

    #[test]
    fn settings_say_where_things_are() {
        let top = tempfile::tempdir().unwrap();
        let settings = "authority: Anywhere\nstore: kept/audits.db\nteams: {North West: {service: Disability}}\n";
        fs::write(top.path().join(SETTINGS), settings).unwrap();
        let workspace = Workspace::read(top.path().to_path_buf()).unwrap();
        assert_eq!(workspace.store, top.path().join("kept/audits.db"));
        assert_eq!(workspace.reports, top.path().join("reports"));
        assert_eq!(workspace.services["North West"], "Disability");
        fs::write(top.path().join(SETTINGS), "stor: x\n").unwrap();
        let failure = Workspace::read(top.path().to_path_buf()).unwrap_err();
        assert_eq!(
            (failure.exit.code(), failure.help.as_deref()),
            (1, Some("did you mean `store`?"))
        );
    }
}
