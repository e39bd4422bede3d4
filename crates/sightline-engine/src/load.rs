//! Files into templates as written: read, check the shape, load.
//!
//! Nothing stops at the first mistake. Mistakes of layout, shape and meaning are reported together, in file
//! order, so that an author puts all of them right in one round.

mod calendar;
mod fields;
mod measure;
mod question;
mod raw;
mod rules;
mod section;
mod shared;
mod template;
mod timescale;
mod words;

use std::sync::Arc;

pub(crate) use fields::{Block, named, text};
pub(crate) use raw::{
    RawAction, RawAlert, RawBands, RawComparator, RawExclusion, RawFact, RawGrade, RawLimit,
    RawMeasure, RawOption, RawQuestion, RawScale, RawScaleKind, RawScoring, RawSection,
    RawTemplate, RawTheme, RawTimescale,
};
pub use shared::Term;
pub(crate) use shared::shared;

use crate::diagnostic::Diagnostics;
use crate::shape::{self, Table};
use crate::source::SourceFile;
use crate::yaml::{self, Node};

/// Reads a template as written; the flag says whether all of it could be read.
pub(crate) fn template(file: &Arc<SourceFile>) -> (Option<(RawTemplate, bool)>, Diagnostics) {
    let (read, diagnostics) = read(file, &shape::TEMPLATE);
    let raw = read.map(|(root, complete)| (template::template(&root), complete));
    (raw, diagnostics)
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
