//! `vignettes.yaml`: read, and added to.

use std::sync::Arc;

use super::Vignette;
use crate::calendar::Quarter;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::{Block, read};
use crate::scored::FindingKind;
use crate::shape::{VIGNETTES, scalar};
use crate::source::{SourceFile, Spanned};
use crate::validate::Shared;

/// Reads a file of vignettes, each with the place of its text; what is wrong is left out and reported.
#[must_use]
pub fn load_vignettes(
    file: &Arc<SourceFile>,
    shared: &Shared,
) -> (Vec<Spanned<Vignette>>, Diagnostics) {
    let (root, _, mut found) = read(file, &VIGNETTES);
    let blocks = root.as_ref().and_then(Block::of);
    let mut vignettes = Vec::new();
    for block in blocks.iter().flat_map(|root| root.blocks("vignettes")) {
        vignettes.extend(vignette(&block, shared, &mut found));
    }
    (vignettes, found.sorted())
}

fn vignette(
    block: &Block<'_>,
    shared: &Shared,
    found: &mut Diagnostics,
) -> Option<Spanned<Vignette>> {
    let theme = block.id("theme")?;
    if !shared.themes.iter().any(|one| one.value.id == theme.value) {
        let ids = shared.themes.iter().map(|one| one.value.id.as_str());
        let help = suggest(&theme.value, ids)
            .unwrap_or_else(|| "name a theme of `_shared/themes.yaml`".to_owned());
        let message = format!("there is no theme `{}`", theme.value);
        found.push(Diagnostic::error(Code::UNKNOWN_THEME, &theme.at, message).help(help));
        return None;
    }
    let period = block.text("period")?;
    let Ok(quarter) = period.value.parse::<Quarter>() else {
        let message = format!("`{}` is no quarter", period.value);
        found.push(
            Diagnostic::error(Code::LOST_VIGNETTE, &period.at, message)
                .help("write a quarter such as 2025-26-Q2; Q1 is April to June"),
        );
        return None;
    };
    let is_strength = block.words("kind").as_deref() == Some(FindingKind::Strength.id());
    let text = block.text("text")?;
    let vignette = Vignette {
        theme: theme.value,
        kind: if is_strength {
            FindingKind::Strength
        } else {
            FindingKind::Concern
        },
        period: quarter,
        audit: block.words("audit")?,
        text: text.value,
        chosen_by: block.words("chosen_by")?,
        checked_on: block.read("checked_on", scalar::date)?.value,
    };
    Some(Spanned::new(vignette, text.at))
}

/// A vignette as an item of `vignettes:`, to be added to the end of the file.
#[must_use]
pub fn write_vignette(vignette: &Vignette) -> String {
    // JSON's quotes are YAML's, so whatever was written comes back as it was.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    format!(
        "  - theme: {}\n    kind: {}\n    period: {}\n    audit: {}\n    text: {}\n    chosen_by: {}\n    checked_on: {}\n",
        vignette.theme,
        vignette.kind.id(),
        vignette.period,
        quoted(&vignette.audit),
        quoted(&vignette.text),
        quoted(&vignette.chosen_by),
        vignette.checked_on
    )
}
