//! Learning themes: those of the template, those that are shared, and those in use.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Shared;
use super::ids;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::RawTheme;
use crate::model::{Theme, ThemeChanges};
use crate::source::{Span, Spanned};

/// The most themes of one template.
const MOST_THEMES: usize = 120;

/// The themes that there are, and those that questions have named so far.
pub(super) struct Themes {
    known: BTreeMap<String, (Span, Theme)>,
    used: Vec<Theme>,
    changes: ThemeChanges,
}

impl Themes {
    pub(super) fn known(raw: &[RawTheme], shared: &Shared, found: &mut Diagnostics) -> Self {
        let mut known: BTreeMap<String, (Span, Theme)> = shared
            .themes
            .iter()
            .map(|theme| {
                (
                    theme.value.id.clone(),
                    (theme.at.clone(), theme.value.clone()),
                )
            })
            .collect();
        for theme in raw {
            match known.get(&theme.id.value) {
                Some((first, _)) => found.push(ids::twice("theme", &theme.id, first)),
                None => {
                    let one = Theme {
                        id: theme.id.value.clone(),
                        title: theme.title.clone(),
                    };
                    known.insert(theme.id.value.clone(), (theme.id.at.clone(), one));
                }
            }
        }
        Self {
            known,
            used: Vec::new(),
            changes: shared.theme_changes.clone(),
        }
    }

    /// The places of a question's themes among those in use.
    pub(super) fn places(
        &mut self,
        names: &[Spanned<String>],
        found: &mut Diagnostics,
    ) -> Vec<usize> {
        ids::unique("theme", names, found);
        names
            .iter()
            .filter_map(|name| self.place(name, found))
            .collect()
    }

    fn place(&mut self, name: &Spanned<String>, found: &mut Diagnostics) -> Option<usize> {
        if let Some(at) = self.used.iter().position(|theme| theme.id == name.value) {
            return Some(at);
        }
        let Some((_, theme)) = self.known.get(&name.value) else {
            let message = format!("there is no theme `{}`", name.value);
            let help = self.help(&name.value);
            found.push(
                Diagnostic::error(Code::UNKNOWN_THEME, &name.at, message)
                    .label("no theme has this id")
                    .help(help),
            );
            return None;
        };
        self.used.push(theme.clone());
        if self.used.len() == MOST_THEMES + 1 {
            let message = format!(
                "this is theme number {}, and there may be {MOST_THEMES}",
                self.used.len()
            );
            let help = "use fewer themes, or split the template";
            found.push(Diagnostic::error(Code::TOO_MANY, &name.at, message).help(help));
        }
        Some(self.used.len() - 1)
    }

    /// What an unknown theme is called today, or what it may be a slip for.
    fn help(&self, id: &str) -> String {
        if let Some(change) = self.changes.path(id, NaiveDate::MAX).last() {
            return format!("it is called `{}` since {}", change.into.id, change.on);
        }
        suggest(id, self.known.keys().map(String::as_str))
            .unwrap_or_else(|| "list it under `themes:`, or in `_shared/themes.yaml`".to_owned())
    }

    /// The themes in use, in order of first use.
    pub(super) fn used(&self) -> Vec<Theme> {
        self.used.clone()
    }
}

/// The themes of the shared files.
pub(crate) fn shared_themes(raw: Vec<RawTheme>, found: &mut Diagnostics) -> Vec<Spanned<Theme>> {
    ids::unique("theme", raw.iter().map(|theme| &theme.id), found);
    let mut themes: Vec<Spanned<Theme>> = Vec::new();
    for theme in raw {
        if !themes.iter().any(|one| one.value.id == theme.id.value) {
            themes.push(Spanned::new(
                Theme {
                    id: theme.id.value,
                    title: theme.title,
                },
                theme.id.at,
            ));
        }
    }
    themes
}
