//! What hooks give back.

use std::sync::Arc;

use rhai::{Engine, ImmutableString};

use crate::diagnostic::suggest;
use crate::scored::{FindingKind, ScriptFinding};

use super::super::fault::{Fault, Faulty};
use super::super::names::Names;
use super::doc::{FunctionDoc, doc};

pub(super) const DOCS: &[FunctionDoc] = &[
    doc(
        "strength",
        2,
        "strength(theme, text)",
        "A strength, for the list that `findings()` gives back.",
    ),
    doc(
        "concern",
        2,
        "concern(theme, text)",
        "A concern, for the list that `findings()` gives back.",
    ),
];

/// A strength or concern on its way out of `findings()`.
#[derive(Clone)]
pub(in super::super) struct Finding(pub(in super::super) ScriptFinding);

pub(super) fn register(engine: &mut Engine, names: &Arc<Names>) {
    engine.register_type_with_name::<Finding>("finding");
    for (name, kind) in [
        ("strength", FindingKind::Strength),
        ("concern", FindingKind::Concern),
    ] {
        let known = Arc::clone(names);
        engine.register_fn(
            name,
            move |theme: ImmutableString, text: ImmutableString| {
                finding(&known, kind, &theme, &text)
            },
        );
    }
}

/// `concern("voice", "The child's view is not recorded")`: for the list that `findings()` gives back.
fn finding(names: &Names, kind: FindingKind, theme: &str, text: &str) -> Faulty<Finding> {
    let at = names
        .themes
        .iter()
        .position(|one| one == theme)
        .and_then(|at| u8::try_from(at).ok());
    let theme = at.ok_or_else(|| {
        let help = suggest("", names.themes.iter().map(String::as_str));
        Fault::result("the script names a theme that the template does not use").help(help)
    })?;
    Ok(Finding(ScriptFinding {
        theme,
        kind,
        text: text.to_owned(),
    }))
}
