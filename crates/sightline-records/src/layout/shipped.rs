//! The layouts that come with Sightline.

use sightline_engine::{Diagnostics, SourceFile, Yaml, yaml};

use super::{Layout, load_layout};

/// Ids and texts of the layouts that ship.
pub const SHIPPED: &[(&str, &str)] = &[
    ("annex-a", include_str!("../../layouts/annex-a.yaml")),
    ("cin-census", include_str!("../../layouts/cin-census.yaml")),
    ("ssd", include_str!("../../layouts/ssd.yaml")),
    ("ssda903", include_str!("../../layouts/ssda903.yaml")),
];

/// The codes that all layouts share.
const CODES: &str = include_str!("../../layouts/codes.yaml");

/// A shipped layout by its id.
///
/// # Errors
/// Mistakes in the layout, of which a shipped one has none.
pub fn shipped(id: &str) -> Option<Result<Layout, Diagnostics>> {
    let (id, text) = SHIPPED.iter().find(|(name, _)| *name == id)?;
    let file = SourceFile::new(format!("layouts/{id}.yaml"), *text);
    let (layout, diagnostics) = load_layout(&file);
    Some(layout.ok_or(diagnostics))
}

/// All of them.
pub(crate) fn shipped_all() -> Result<Vec<Layout>, Diagnostics> {
    SHIPPED.iter().filter_map(|(id, _)| shipped(id)).collect()
}

/// The shared lists of codes.
pub(super) fn codes() -> Option<Yaml> {
    yaml(&SourceFile::new("layouts/codes.yaml", CODES)).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_layouts_have_no_mistakes() {
        for (id, text) in SHIPPED {
            let (layout, diagnostics) = load_layout(&SourceFile::new(*id, *text));
            assert!(diagnostics.is_empty(), "{diagnostics}");
            assert_eq!(layout.unwrap().id, *id);
        }
        assert!(codes().is_some());
    }
}
