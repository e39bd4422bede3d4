//! Files into templates: read, check the shape, load, validate.
//!
//! Nothing stops at the first mistake. Mistakes of layout, shape and meaning are reported together, in file
//! order, so that an author puts all of them right in one round.

mod calendar;
mod fields;
mod question;
mod raw;
mod rules;
mod section;
mod shared;
mod template;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use fields::{Block, named, text};
pub(crate) use raw::{
    RawAction, RawAlert, RawBands, RawFact, RawGrade, RawLimit, RawOption, RawQuestion, RawScale,
    RawScaleKind, RawScoring, RawSection, RawTemplate, RawTheme,
};
pub use shared::{Shared, Term, load_shared};

use crate::diagnostic::Diagnostics;
use crate::model::Template;
use crate::shape::{self, Table};
use crate::source::SourceFile;
use crate::validate;
use crate::yaml::{self, Node};

/// Reads a template; there is one only where nothing is wrong with it.
///
/// `scripts` are the files of `scripts/` by file name.
pub fn load_template(
    file: &Arc<SourceFile>,
    shared: &Shared,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
) -> (Option<Template>, Diagnostics) {
    let (draft, diagnostics) = draft(file, shared, scripts);
    let fine = !diagnostics.has_errors();
    (draft.filter(|_| fine), diagnostics.sorted())
}

/// Reads a template and gives what there is of it, mistakes and all, so that its scripts can be checked in the same run.
pub(crate) fn draft(
    file: &Arc<SourceFile>,
    shared: &Shared,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
) -> (Option<Template>, Diagnostics) {
    let (read, mut diagnostics) = read(file, &shape::TEMPLATE);
    let template = read.map(|(root, complete)| {
        let raw = template::template(&root);
        let (template, found) = validate::template(file, raw, shared, scripts);
        if complete {
            diagnostics.extend(found);
        }
        template
    });
    (template, diagnostics)
}

/// Reads a file and checks its shape; the flag says whether all of it could be read.
pub(crate) fn read(
    file: &Arc<SourceFile>,
    table: &'static Table,
) -> (Option<(Node, bool)>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let tree = yaml::read(file, &mut diagnostics);
    if let Some(root) = &tree.root {
        diagnostics.extend(shape::check(root, table, tree.complete));
    }
    (tree.root.map(|root| (root, tree.complete)), diagnostics)
}
