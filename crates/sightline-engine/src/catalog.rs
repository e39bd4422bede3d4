//! Every template of a workspace, from its files to ready to score.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::calendar::Calendar;
use crate::compile::{CompiledTemplate, compile};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::example::{Example, load_example};
use crate::model::Terms;
use crate::script::HostFunctions;
use crate::source::{SourceFile, Span};
use crate::validate::{self, Draft, Shared, load_shared};
use crate::yaml::Unread;

/// Templates that are ready to score, with the lists they share and their worked cases.
///
/// ```
/// use sightline_engine::{Catalog, SourceFile};
///
/// let text = "
/// template: tea
/// version: 1.0.0
/// title: Tea
/// subject: meeting
/// grade_scale: none
/// sections: [{id: s, title: S, questions: [{id: Q1, ask: Was there tea?, type: yes-no}]}]
/// ";
/// let (catalog, diagnostics) = Catalog::load(&[SourceFile::new("tea/template.yaml", text)]);
/// assert!(!diagnostics.has_errors());
/// assert!(catalog.template("tea").is_some());
/// ```
#[derive(Debug)]
pub struct Catalog {
    templates: BTreeMap<String, Arc<CompiledTemplate>>,
    examples: BTreeMap<String, Vec<Example>>,
    /// Templates, well formed or not, that no worked case lies beside.
    unworked: Vec<Arc<SourceFile>>,
    calendar: Arc<Calendar>,
    terms: Terms,
}

/// What a file is, by its path alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Template,
    Shared,
    Example,
    Script,
    Other,
}

impl Catalog {
    /// Reads files, wherever they came from, and keeps every template that is well formed.
    ///
    /// A file's place says what it is: `_shared/*.yaml`, `scripts/*.rhai`, `<id>/examples/*.yaml`, and any other `.yaml` is a
    /// template. Every mistake in every file is reported, in file order.
    #[must_use]
    pub fn load(files: &[Arc<SourceFile>]) -> (Self, Diagnostics) {
        Self::load_with(files, &HostFunctions::default())
    }

    /// The same, with functions of your own for scripts to call.
    #[must_use]
    pub fn load_with(files: &[Arc<SourceFile>], functions: &HostFunctions) -> (Self, Diagnostics) {
        let of = |role: Role| {
            files
                .iter()
                .filter(move |file| self::role(file.path()) == role)
        };
        let shared: Vec<Arc<SourceFile>> = of(Role::Shared).cloned().collect();
        let (shared, mut diagnostics) = load_shared(&shared);
        let scripts: BTreeMap<String, Arc<SourceFile>> = of(Role::Script)
            .map(|file| (name(file.path()).to_owned(), Arc::clone(file)))
            .collect();
        let calendar = Arc::clone(&shared.calendar);
        let mut catalog = Self {
            templates: BTreeMap::new(),
            examples: BTreeMap::new(),
            unworked: Vec::new(),
            calendar,
            terms: shared.terms.clone(),
        };
        let worked: BTreeSet<&str> = of(Role::Example).map(|file| folder(file.path())).collect();
        catalog.unworked = of(Role::Template)
            .filter(|file| !worked.contains(folder(file.path())))
            .cloned()
            .collect();
        for file in of(Role::Template) {
            catalog.add(file, &shared, &scripts, functions, &mut diagnostics);
        }
        for file in of(Role::Example) {
            let folder = folder(file.path());
            let template = catalog
                .templates
                .values()
                .find(|one| self::folder(one.template().source.path()) == folder);
            if let Some(template) = template.cloned() {
                let (example, wrong) = load_example(file, template.template());
                diagnostics.extend(wrong);
                let examples = catalog
                    .examples
                    .entry(template.reference().id.clone())
                    .or_default();
                examples.extend(example);
            }
        }
        (catalog, diagnostics.sorted())
    }

    /// The template with this id.
    #[must_use]
    pub fn template(&self, id: &str) -> Option<&Arc<CompiledTemplate>> {
        self.templates.get(id)
    }

    /// All templates, by id.
    pub fn templates(&self) -> impl Iterator<Item = &Arc<CompiledTemplate>> {
        self.templates.values()
    }

    /// The worked cases of a template.
    #[must_use]
    pub fn examples(&self, id: &str) -> &[Example] {
        self.examples.get(id).map_or(&[], Vec::as_slice)
    }

    /// The calendar all templates count by.
    #[must_use]
    pub fn calendar(&self) -> &Arc<Calendar> {
        &self.calendar
    }

    /// The words that readers see in place of ids.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Templates that nobody has worked a case through, with their other mistakes or without; publishing one is refused.
    #[must_use]
    pub fn without_examples(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        for file in &self.unworked {
            let examples = match folder(file.path()) {
                "" => "examples/".to_owned(),
                folder => format!("{folder}/examples/"),
            };
            let head = head(file);
            let id = head.text().split_whitespace().nth(1);
            let which = id.map_or_else(
                || "the template".to_owned(),
                |id| format!("template `{id}`"),
            );
            let message = format!("{which} has no worked case");
            diagnostics.push(
                Diagnostic::error(Code::NO_EXAMPLES, &head, message).help(format!(
                    "write one into `{examples}`; `sightline new` shows the form"
                )),
            );
        }
        diagnostics
    }

    fn add(
        &mut self,
        file: &Arc<SourceFile>,
        shared: &Shared,
        scripts: &BTreeMap<String, Arc<SourceFile>>,
        functions: &HostFunctions,
        diagnostics: &mut Diagnostics,
    ) {
        let Draft {
            template,
            found,
            unread,
        } = validate::draft(file, shared, scripts);
        let sound = !found.has_errors();
        let has_script = found.iter().all(|one| one.code != Code::SCRIPT_MISSING);
        diagnostics.extend(found);
        let Some(template) = template else { return };
        let (compiled, found) = compile(template, functions, &shared.calendar);
        let sure = found
            .into_iter()
            .filter(|one| is_sure(one, &unread, has_script));
        diagnostics.extend(sure.collect());
        let Some(compiled) = compiled.filter(|_| sound) else {
            return;
        };
        let id = compiled.reference().id.clone();
        if let Some(other) = self.templates.get(&id) {
            let message = format!("two templates have the id `{id}`");
            diagnostics.push(
                Diagnostic::error(Code::DUPLICATE_ID, &head(file), message)
                    .related(&head(&other.template().source), "the other one")
                    .help("give one of them another id"),
            );
            return;
        }
        self.templates.insert(id, Arc::new(compiled));
    }
}

/// Whether a mistake in an expression would be one whatever stands in the part of the template that could not be read, or
/// in the script that is not there. One slip is to be one message.
fn is_sure(one: &Diagnostic, unread: &Unread, has_script: bool) -> bool {
    // A name so near to one of ours is a slip of the pen wherever the script is.
    let is_slip = one
        .help
        .as_deref()
        .is_some_and(|help| help.starts_with("did you mean"));
    let by_script = [Code::SCRIPT_UNKNOWN_FUNCTION, Code::SCRIPT_HOOK].contains(&one.code);
    let has_script = has_script && !unread.mentions("script");
    !unread.may_explain(one) && (has_script || is_slip || !by_script)
}

/// The line that names a template, or the file where none does.
fn head(file: &Arc<SourceFile>) -> Span {
    let text = file.text();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("template:") {
            return Span::new(file, start, start + line.trim_end().len());
        }
        start += line.len();
    }
    Span::whole(file)
}

fn role(path: &str) -> Role {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let inside = |folder: &str| parts.iter().rev().nth(1) == Some(&folder);
    match name(path).rsplit_once('.').map(|(_, ending)| ending) {
        Some("rhai") => Role::Script,
        Some("yaml" | "yml") if inside("_shared") => Role::Shared,
        // Measures are read by themselves: nothing that is scored hangs on them.
        Some("yaml" | "yml") if parts.iter().rev().nth(2) == Some(&"_shared") => Role::Other,
        Some("yaml" | "yml") if inside("examples") => Role::Example,
        Some("yaml" | "yml") if name(path) != "sightline.yaml" => Role::Template,
        _ => Role::Other,
    }
}

fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The template folder that a template or one of its worked cases lies in.
fn folder(path: &str) -> &str {
    let above = |path: &str| {
        path.rfind(['/', '\\'])
            .and_then(|at| path.get(..at).map(str::len))
    };
    let end = above(path).unwrap_or(0);
    let folder = path.get(..end).unwrap_or_default();
    match role(path) {
        Role::Example => above(folder)
            .and_then(|end| folder.get(..end))
            .unwrap_or_default(),
        Role::Template | Role::Shared | Role::Script | Role::Other => folder,
    }
}
