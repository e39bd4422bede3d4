//! Learning themes, and what became of those that are no longer called so.

use chrono::NaiveDate;

/// A learning theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// As written in templates and reports' data.
    pub id: String,
    /// As a reader sees it.
    pub title: String,
}

/// From a day on, one theme is counted under another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeChange {
    /// The id that audits before it were counted under.
    pub from: String,
    /// What the theme is called since.
    pub into: Theme,
    /// The first day on which it is called so.
    pub on: NaiveDate,
    /// Why, for whoever reads the report.
    pub because: Option<String>,
    /// Whether it went into a theme that others are counted under too.
    pub merged: bool,
}

/// Renames and merges of themes, earliest first.
///
/// A theme with three names is three small numbers that nobody acts on. Audits keep the id that they were scored with; whoever
/// counts over years asks here what it is called today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeChanges(Vec<ThemeChange>);

impl ThemeChanges {
    /// These, in order of their days.
    #[must_use]
    pub fn new(mut changes: Vec<ThemeChange>) -> Self {
        changes.sort_by(|a, b| (a.on, &a.from).cmp(&(b.on, &b.from)));
        Self(changes)
    }

    /// Whether nothing was renamed or merged.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, earliest first.
    pub fn iter(&self) -> std::slice::Iter<'_, ThemeChange> {
        self.0.iter()
    }

    /// What has happened to a theme by a day, in order; nothing where it is still called so.
    #[must_use]
    pub fn path(&self, id: &str, by: NaiveDate) -> Vec<&ThemeChange> {
        let mut path: Vec<&ThemeChange> = Vec::new();
        let mut name = id;
        // Checked lists have no circle; one made by hand may, and then each change counts once.
        while let Some(next) = self
            .0
            .iter()
            .find(|one| one.from == name && one.on <= by && !path.contains(one))
        {
            name = &next.into.id;
            path.push(next);
        }
        path
    }

    /// What a theme is called by a day; absent where it is still called so.
    #[must_use]
    pub fn today(&self, id: &str, by: NaiveDate) -> Option<&Theme> {
        self.path(id, by).last().map(|change| &change.into)
    }
}

impl<'a> IntoIterator for &'a ThemeChanges {
    type Item = &'a ThemeChange;
    type IntoIter = std::slice::Iter<'a, ThemeChange>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
