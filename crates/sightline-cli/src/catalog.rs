//! Templates made ready to score, from a workspace, a path or the program itself.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sightline_engine::model::Terms;
use sightline_engine::{
    Catalog, CompiledTemplate, Diagnostics, Shared, SourceFile, load_shared, suggest,
};

use crate::console::Console;
use crate::exit::Failure;
use crate::files::sources::Sources;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::Format;

/// Templates and the files that they came from.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// Every template that is well formed.
    pub(crate) catalog: Catalog,
    /// The files.
    pub(crate) files: Vec<Arc<SourceFile>>,
    /// What is wrong with the others, in file order.
    pub(crate) diagnostics: Diagnostics,
}

/// Makes everything ready.
pub(crate) fn load(sources: Sources) -> Loaded {
    let (catalog, found) = Catalog::load(&sources.files);
    let mut diagnostics = sources.problems;
    diagnostics.extend(found);
    Loaded {
        catalog,
        files: sources.files,
        diagnostics: diagnostics.sorted(),
    }
}

impl Loaded {
    /// A template by its id, or the failure to show, after its mistakes, where it is not there.
    pub(crate) fn template(
        &self,
        id: &str,
        console: &mut Console,
    ) -> Result<&Arc<CompiledTemplate>, Failure> {
        if let Some(template) = self.catalog.template(id) {
            return Ok(template);
        }
        if self.diagnostics.has_errors() {
            return Err(self.refuse(console)?);
        }
        let failure = Failure::usage(format!("there is no template `{id}`"));
        let ids = self
            .catalog
            .templates()
            .map(|template| template.reference().id.as_str());
        Err(match suggest(id, ids) {
            Some(help) => failure.help(help),
            None => failure.help("name a template's folder, or go into a workspace that has it"),
        })
    }

    /// Shows the mistakes and gives the failure that ends the command.
    pub(crate) fn refuse(&self, console: &mut Console) -> Result<Failure, Failure> {
        let mut mistakes = Mistakes::new(Format::Human);
        mistakes.show(&self.diagnostics, console.err())?;
        let count = mistakes.count().unwrap_or_default();
        Ok(Failure::problem(format!("templates have {count}"))
            .help("put them right; `sightline check` names them again"))
    }

    /// The files that a template was made from: its own, its script, and the lists that it shares.
    pub(crate) fn sources_of(&self, template: &CompiledTemplate) -> Vec<Arc<SourceFile>> {
        let own = template.template().source.path();
        let above = |path: &str| {
            Path::new(path)
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default()
        };
        let shared = above(above(own).to_string_lossy().as_ref()).join("_shared");
        let script = template
            .template()
            .scoring
            .script
            .as_ref()
            .map(|script| script.path());
        let is_part = |path: &str| path == own || Some(path) == script || above(path) == shared;
        self.files
            .iter()
            .filter(|file| is_part(file.path()))
            .cloned()
            .collect()
    }
}

/// The words that readers see in place of ids. Mistakes in the lists are for `sightline check`: a word that cannot be read
/// is no reason to keep an explanation or a report back.
pub(crate) fn terms(workspace: Option<&Workspace>) -> Result<Terms, Failure> {
    Ok(shared(workspace)?.terms)
}

/// The lists that templates share, with what can be read of them.
pub(crate) fn shared(workspace: Option<&Workspace>) -> Result<Shared, Failure> {
    let (shared, _) = load_shared(&Sources::shared(workspace)?.files);
    Ok(shared)
}

/// The template that a command names: an id in the workspace, or a path.
pub(crate) fn named(
    name: &str,
    console: &mut Console,
) -> Result<(Loaded, Arc<CompiledTemplate>), Failure> {
    let path = PathBuf::from(name);
    if !name.contains(['/', '\\']) && !name.ends_with(".yaml") {
        let loaded = load(Sources::here()?);
        let template = Arc::clone(loaded.template(name, console)?);
        return Ok((loaded, template));
    }
    let loaded = load(Sources::of_path(&path)?);
    let mut inside = loaded.catalog.templates().cloned();
    match (inside.next(), inside.next()) {
        (Some(only), None) => {
            drop(inside);
            Ok((loaded, only))
        }
        (Some(_), Some(_)) => Err(Failure::usage(format!("`{name}` has several templates"))
            .help("name the folder of one of them")),
        (None, _) if loaded.diagnostics.has_errors() => Err(loaded.refuse(console)?),
        (None, _) => Err(Failure::environment(format!(
            "there is no template in `{name}`"
        ))),
    }
}
