//! Themes over all templates, by id.

use crate::rollup::summary::add_theme;
use crate::rollup::{Share, Summary, ThemeCounts};
use crate::scored::FindingKind;

impl ThemeCounts {
    /// Audits with a finding of this kind, of the scored audits whose template looks at the theme.
    #[must_use]
    pub fn share(&self, kind: FindingKind) -> Share {
        let part = match kind {
            FindingKind::Concern => self.concerns,
            FindingKind::Strength => self.strengths,
        };
        Share::of(part, self.audits)
    }
}

/// Every theme that a template used here looks at, templates joined by theme id, in order of title.
#[must_use]
pub fn themes(summaries: &[Summary]) -> Vec<ThemeCounts> {
    let mut themes = Vec::new();
    for theme in summaries
        .iter()
        .filter(|one| one.scored() > 0)
        .flat_map(|one| &one.themes)
    {
        add_theme(&mut themes, theme.clone());
    }
    themes.sort_by(|a, b| (&a.theme.title, &a.theme.id).cmp(&(&b.theme.title, &b.theme.id)));
    themes
}

/// The themes with at least one finding of a kind, most audits first, ties by title.
#[must_use]
pub fn ranked(themes: &[ThemeCounts], kind: FindingKind) -> Vec<ThemeCounts> {
    let mut found: Vec<ThemeCounts> = themes
        .iter()
        .filter(|theme| theme.share(kind).part > 0)
        .cloned()
        .collect();
    found.sort_by(|a, b| {
        let count = |theme: &ThemeCounts| std::cmp::Reverse(theme.share(kind).part);
        (count(a), &a.theme.title, &a.theme.id).cmp(&(count(b), &b.theme.title, &b.theme.id))
    });
    found
}
