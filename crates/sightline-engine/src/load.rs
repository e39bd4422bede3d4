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
mod theme;
mod timescale;
mod words;

use std::sync::Arc;

pub(crate) use fields::{Block, named, text, texts};
pub(crate) use question::RawActionColumns;
pub(crate) use raw::{
    RawAction, RawAlert, RawBands, RawCodingRule, RawColumn, RawComparator, RawExclusion, RawFact,
    RawGrade, RawHistoryList, RawLimit, RawMeasure, RawOption, RawQuestion, RawReads, RawScale,
    RawScaleKind, RawScoring, RawSection, RawTemplate, RawTheme, RawThemeChange, RawTimescale,
};
pub(crate) use shared::shared;

use crate::diagnostic::Diagnostics;
use crate::shape::{self, Table};
use crate::source::SourceFile;
use crate::yaml::{self, Node, Tree, Unread};

/// Reads a template as written, and says what of it could not be read.
pub(crate) fn template(file: &Arc<SourceFile>) -> (Option<RawTemplate>, Unread, Diagnostics) {
    let (root, unread, diagnostics) = read(file, &shape::TEMPLATE);
    let raw = root.map(|root| template::template(&root));
    (raw, unread, diagnostics)
}

/// Reads a file and checks its shape, and says what of it could not be read.
pub(crate) fn read(
    file: &Arc<SourceFile>,
    table: &'static Table,
) -> (Option<Node>, Unread, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let Tree { root, unread } = yaml::read(file, &mut diagnostics);
    if let Some(root) = &root {
        diagnostics.extend(unread.sure(shape::check(root, table)));
    }
    (root, unread, diagnostics)
}
