//! Templates, shared lists, worked cases and scripts, from a folder or from the program itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sightline_engine::{Diagnostics, SourceFile, suggest};

use super::{list, shown};
use crate::exit::Failure;
use crate::files::workspace::{SETTINGS, Workspace};
use crate::shipped;

/// What a template is called in its folder.
const TEMPLATE: &str = "template.yaml";

/// Where measures lie beside the templates.
const MEASURES: &str = "_shared/measures";

/// Everything that was read, and what is wrong with what could not be.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// In the order of their paths.
    pub(crate) files: Vec<Arc<SourceFile>>,
    /// About files that are no text.
    pub(crate) problems: Diagnostics,
}

impl Sources {
    /// What comes with the program.
    pub(crate) fn shipped() -> Self {
        let files = shipped::templates()
            .iter()
            .filter(|(path, _)| !shipped::is_report(path))
            .map(|(path, text)| SourceFile::new(*path, *text));
        Self {
            files: files.collect(),
            problems: Diagnostics::new(),
        }
    }

    /// The workspace of the current folder, or what comes with the program where there is none.
    pub(crate) fn here() -> Result<Self, Failure> {
        match Workspace::here()? {
            Some(workspace) => Self::of_workspace(&workspace),
            None => Ok(Self::shipped()),
        }
    }

    /// Everything in a workspace.
    pub(crate) fn of_workspace(workspace: &Workspace) -> Result<Self, Failure> {
        Self::read(templates(&workspace.templates, &workspace.scripts)?)
    }

    /// The lists that templates share: the workspace's, or those of the program where there is none.
    pub(crate) fn shared(workspace: Option<&Workspace>) -> Result<Self, Failure> {
        let Some(workspace) = workspace else {
            let mut all = Self::shipped();
            all.files.retain(|file| file.path().contains("/_shared/"));
            return Ok(all);
        };
        Self::read(with_ending(&workspace.templates.join("_shared"), "yaml")?)
    }

    /// What a word on the command line stands for: the id of a template that there is, or else a path.
    pub(crate) fn of_name(name: &str) -> Result<Self, Failure> {
        let path = Path::new(name);
        if name.contains(['/', '\\', '.']) {
            return Self::of_path(path);
        }
        match Self::of_id(name)? {
            Some(own) => Ok(own),
            None if path.exists() => Self::of_path(path),
            None => {
                let message = format!("there is no template or path `{name}`");
                let failure = Failure::environment(message);
                let ids = Self::ids()?;
                let help = suggest(name, ids.iter().map(String::as_str));
                Err(failure.help(help.as_deref().unwrap_or(
                    "name a template's id or folder, or go into a workspace that has it",
                )))
            }
        }
    }

    /// One template of the workspace, or of the program where there is none, with what it may use.
    fn of_id(id: &str) -> Result<Option<Self>, Failure> {
        let Some(workspace) = Workspace::here()? else {
            let own = format!("audit-templates/{id}/");
            let mut all = Self::shipped();
            if !all.files.iter().any(|file| file.path().starts_with(&own)) {
                return Ok(None);
            }
            all.files.retain(|file| {
                let path = file.path();
                path.starts_with(&own) || path.contains("/_shared/") || path.ends_with(".rhai")
            });
            return Ok(Some(all));
        };
        let own = template(&workspace.templates.join(id))?;
        if own.is_empty() {
            return Ok(None);
        }
        let mut paths = shared(&workspace.templates)?;
        paths.extend(with_ending(&workspace.scripts, "rhai")?);
        paths.extend(own);
        Self::read(paths).map(Some)
    }

    /// Ids of the templates that there are.
    fn ids() -> Result<Vec<String>, Failure> {
        let all = Self::here()?.files;
        let folders = all.iter().filter_map(|file| {
            let folder = Path::new(file.path().strip_suffix("template.yaml")?);
            Some(folder.file_name()?.to_string_lossy().into_owned())
        });
        Ok(folders.collect())
    }

    /// What a path on the command line stands for, with what belongs to it: a workspace, a folder of templates, one
    /// template, a shared list, a worked case, a script, or any folder that has some of these below it.
    pub(crate) fn of_path(path: &Path) -> Result<Self, Failure> {
        let about = std::fs::metadata(path).map_err(|error| super::unreadable(path, &error))?;
        let ending = path.extension().and_then(|ending| ending.to_str());
        if about.is_file() && !matches!(ending, Some("yaml" | "yml" | "rhai")) {
            let message = format!(
                "`{}` is no template, worked case, shared list or script",
                shown(path)
            );
            return Err(Failure::usage(message)
                .help("name a `.yaml` or `.rhai` file, or the folder it lies in"));
        }
        let paths = belonging(path)?;
        if paths.is_empty() {
            let message = format!("there is no template in `{}`", shown(path));
            return Err(
                Failure::environment(message).help("name a folder that has `template.yaml`")
            );
        }
        Self::read(paths)
    }

    /// Adds what was read elsewhere, each file once.
    pub(crate) fn add(&mut self, other: Self) {
        // One file may be reached by several paths.
        let place = |path: &str| std::fs::canonicalize(path).unwrap_or_else(|_| path.into());
        let mut known: BTreeSet<PathBuf> =
            self.files.iter().map(|file| place(file.path())).collect();
        let new = other
            .files
            .into_iter()
            .filter(|file| known.insert(place(file.path())));
        self.files.extend(new);
        self.files.sort_by(|a, b| a.path().cmp(b.path()));
        let told: BTreeSet<PathBuf> = self
            .problems
            .iter()
            .map(|problem| place(problem.at.path()))
            .collect();
        let new: Diagnostics = other
            .problems
            .into_iter()
            .filter(|problem| !told.contains(&place(problem.at.path())))
            .collect();
        self.problems.extend(new);
    }

    /// Reads files, each once.
    fn read(paths: impl IntoIterator<Item = PathBuf>) -> Result<Self, Failure> {
        let mut all = Self::default();
        for path in paths.into_iter().collect::<BTreeSet<_>>() {
            match super::text(&path)? {
                Ok(file) => all.files.push(file),
                Err(problems) => all.problems.extend(problems),
            }
        }
        Ok(all)
    }
}

/// Which files belong to a path.
fn belonging(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    let folder = if path.is_dir() {
        path.to_path_buf()
    } else {
        up(path)
    };
    let is_script = path.extension().is_some_and(|ending| ending == "rhai");
    if folder.join(SETTINGS).is_file() || folder.join("audit-templates").is_dir() {
        return workspace(&folder);
    }
    if is_script || folder.file_name().is_some_and(|name| name == "scripts") {
        return workspace(&up(&folder));
    }
    if !path.is_dir() && folder.file_name().is_some_and(|name| name == "examples") {
        return one_template(&up(&folder));
    }
    if folder.file_name().is_some_and(|name| name == "_shared") {
        return beside_scripts(&up(&folder));
    }
    if folder.ends_with(MEASURES) {
        return beside_scripts(&up(&up(&folder)));
    }
    if folder.join(TEMPLATE).is_file() {
        return one_template(&folder);
    }
    beside_scripts(&folder)
}

/// A workspace, with its templates and scripts where its settings say.
fn workspace(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let workspace = Workspace::read(root.to_path_buf())?;
    templates(&workspace.templates, &workspace.scripts)
}

/// A folder of templates with the scripts beside it.
fn beside_scripts(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    templates(folder, &up(folder).join("scripts"))
}

/// A folder of templates: theirs, the lists that they share, and their scripts.
fn templates(folder: &Path, scripts: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = shared(folder)?;
    paths.extend(with_ending(scripts, "rhai")?);
    for below in list(folder)? {
        paths.extend(template(&below)?);
    }
    Ok(paths)
}

/// The lists that templates share, and the measures beside them.
fn shared(templates: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = with_ending(&templates.join("_shared"), "yaml")?;
    paths.extend(with_ending(&templates.join(MEASURES), "yaml")?);
    Ok(paths)
}

/// One template with the lists and scripts that it may use.
fn one_template(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let above = up(folder);
    let mut paths = shared(&above)?;
    paths.extend(with_ending(&up(&above).join("scripts"), "rhai")?);
    paths.extend(template(folder)?);
    Ok(paths)
}

/// A template and its worked cases.
fn template(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let file = folder.join(TEMPLATE);
    if !file.is_file() {
        return Ok(Vec::new());
    }
    let mut paths = with_ending(&folder.join("examples"), "yaml")?;
    paths.push(file);
    Ok(paths)
}

fn with_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = list(folder)?;
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    Ok(paths)
}

/// The folder that a file or folder lies in, also where the path does not name it.
fn up(path: &Path) -> PathBuf {
    match (path.file_name(), path.parent()) {
        (Some(_), Some(parent)) => parent.to_path_buf(),
        _ => path.join(".."),
    }
}
