//! What lies in a workspace, and when it was last saved.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::reports::FINISHED;

/// Folders within folders that are looked into; what a report is made of lies in the first three.
const DEEP: usize = 6;
/// Files that are looked at; somebody may have made a workspace of a folder that holds everything they own.
const MOST: usize = 20_000;
/// What a report's text, templates, plans and told things are written in.
const ENDINGS: [&str; 4] = ["md", "yaml", "yml", "rhai"];

/// When each file was saved and how long it is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Saved(BTreeMap<PathBuf, (SystemTime, u64)>);

impl Saved {
    /// As it is now. What cannot be looked at counts as not there: making the report says why.
    pub(super) fn now(root: Option<&Path>, store: &Path) -> Self {
        let mut saved = Self::default();
        if let Some(root) = root {
            let here = Path::new(".");
            saved.folder(
                if root.as_os_str().is_empty() {
                    here
                } else {
                    root
                },
                DEEP,
            );
        }
        let mut log = store.as_os_str().to_owned();
        log.push("-wal");
        for path in [store.to_owned(), log.into()] {
            // Reading a store makes an empty log beside it, which says nothing.
            if let Ok(about) = fs::metadata(&path)
                && about.len() > 0
            {
                saved.file(path, &about);
            }
        }
        saved
    }

    fn folder(&mut self, folder: &Path, deep: usize) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name());
            let name = name.to_string_lossy();
            let Ok(about) = entry.metadata() else {
                continue;
            };
            let passed_over = name.starts_with('.') || (about.is_dir() && name == FINISHED);
            if passed_over || self.0.len() >= MOST {
                continue;
            }
            let is_text = path
                .extension()
                .is_some_and(|ending| ENDINGS.iter().any(|one| ending == *one));
            if about.is_dir() && deep > 0 {
                self.folder(&path, deep - 1);
            } else if about.is_file() && is_text {
                self.file(path, &about);
            }
        }
    }

    fn file(&mut self, path: PathBuf, about: &Metadata) {
        let when = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        self.0.insert(path, (when, about.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_a_new_file_and_a_deleted_one_are_seen_and_finished_reports_are_not() {
        let root = tempfile::tempdir().unwrap();
        let (at, store) = (root.path(), root.path().join("a.db"));
        let now = || Saved::now(Some(at), &store);
        let changes = |path: &str, text: &str| {
            let before = now();
            let path = at.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
            now() != before
        };
        assert!(changes("programme.yaml", "a"));
        assert!(changes("programme.yaml", "ab"));
        assert!(changes("audit-templates/x/template.yaml", "a"));
        assert!(changes("reports/board.md", "a"));
        assert!(changes("a.db", "a"));
        assert!(changes("a.db-wal", "a"));
        assert!(!changes("a.db-shm", "a"));
        assert!(!changes("reports/out/board-2025-26-Q2.md", "a"));
        assert!(!changes(".git/x.md", "a"));
        let before = now();
        fs::remove_file(at.join("reports/board.md")).unwrap();
        assert_ne!(now(), before);
    }
}
