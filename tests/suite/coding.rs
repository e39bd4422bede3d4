//! `suite/coding/<slug>/`: comments, one a line, and what the rules propose for each.
//!
//! The rules are those of the folder's `coding.yaml`, or those that ship.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use sightline_engine::{SourceFile, coding, load_shared};

use crate::fixture;

/// Codes the comments of one folder and compares what was proposed.
pub fn run(folder: &Path) -> Result<(), String> {
    let own = folder.join("coding.yaml");
    let read = |path: &Path| -> Arc<SourceFile> {
        let text = fs::read_to_string(path).expect("a file can be read");
        SourceFile::new(format!("_shared/{}", fixture::name(path)), text)
    };
    let files = if own.is_file() {
        vec![read(&own)]
    } else {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../audit-templates/_shared");
        ["coding.yaml", "themes.yaml"]
            .map(|name| read(&shipped.join(name)))
            .to_vec()
    };
    let (shared, found) = load_shared(&files);
    if !found.is_empty() {
        return Err(found.to_string());
    }
    let comments = fs::read_to_string(folder.join("comments.txt")).expect("a fixture has comments");
    let mut said = String::new();
    for comment in comments.lines() {
        writeln!(said, "{comment}").expect("a text takes text");
        for coded in coding::code(comment, &shared.coding) {
            let words: Vec<&str> = coded
                .at
                .iter()
                .filter_map(|at| comment.get(at.clone()))
                .collect();
            let (kind, theme, rule) = (coded.kind.id(), &coded.theme, &coded.rule);
            writeln!(
                said,
                "    {kind} in {theme}, by {rule}: {}",
                words.join(" | ")
            )
            .expect("a text takes text");
        }
    }
    fixture::expect(&folder.join("expected.txt"), &said)
}
