//! Counts of earlier audits under the names that themes have today.
//!
//! An audit keeps the theme that it was scored with, and so do the counts of its quarter. Before quarters are put on one line,
//! they are told in the same words, and whoever reads them is told that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::Quarter;
use crate::model::{Theme, ThemeChange, ThemeChanges};
use crate::rollup::{Graded, Group, Labels, Layout, Rollup, Tally};
use crate::scored::Status;

/// Counts that speak of today's themes.
#[derive(Clone, Debug, Default)]
pub struct Restated {
    /// The same audits, with every theme under the name that it has today.
    pub rollup: Rollup,
    /// The themes that something was counted under in another name, by id.
    pub themes: Vec<RestatedTheme>,
    /// Editions that looked at two themes which are one now: kept counts do not say how many audits had both.
    unsure: BTreeMap<Group, Arc<Layout>>,
}

/// A theme that earlier audits were counted under in other names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestatedTheme {
    /// What it is called today.
    pub theme: Theme,
    /// What it was called, with the titles that readers saw, and what happened to each.
    pub earlier: Vec<(Theme, ThemeChange)>,
    /// Audits that may be counted twice in it, at the most: those that one template looked at under two of the names.
    pub twice: u64,
}

/// Tells all counts under the names that themes have by a day.
///
/// Where a template looked at one theme under one name, which is nearly always, the counts stay exact. Where one template looked
/// at two themes that are one now, the sum may count an audit twice; [`RestatedTheme::note`] says so, and [`Restated::recount`]
/// puts it right from the audits themselves.
#[must_use]
pub fn restate(rollup: &Rollup, changes: &ThemeChanges, by: NaiveDate) -> Restated {
    if changes.is_empty() {
        return Restated {
            rollup: rollup.clone(),
            ..Restated::default()
        };
    }
    let mut restated = Restated::default();
    let mut themes: BTreeMap<String, RestatedTheme> = BTreeMap::new();
    for (group, layout, tally) in rollup.groups() {
        let Some(now) = layout.restated(changes, by) else {
            restated.rollup.insert(group.clone(), layout, tally);
            continue;
        };
        let now = Arc::new(now);
        let (twice, is_unsure) = moved(layout, &now, tally, &mut restated.rollup, group);
        for theme in &layout.labels().themes {
            let path = changes.path(&theme.id, by);
            let Some(last) = path.last() else { continue };
            let held = themes
                .entry(last.into.id.clone())
                .or_insert_with(|| RestatedTheme {
                    theme: last.into.clone(),
                    earlier: Vec::new(),
                    twice: 0,
                });
            let mut name = theme;
            for change in path {
                told(held, name, change);
                name = &change.into;
            }
        }
        for (id, count) in &twice {
            if let Some(held) = themes.get_mut(id) {
                held.twice += count;
            }
        }
        if is_unsure {
            restated.unsure.insert(group.clone(), now);
        }
    }
    restated.themes = themes.into_values().collect();
    restated
}

/// Keeps what a theme was called, once, with the title that readers saw.
fn told(theme: &mut RestatedTheme, name: &Theme, change: &ThemeChange) {
    match theme.earlier.iter_mut().find(|(one, _)| one.id == name.id) {
        Some((known, _)) if known.title == known.id => known.title.clone_from(&name.title),
        Some(_) => {}
        None => theme.earlier.push((name.clone(), change.clone())),
    }
}

/// Puts the counts of a group at the places of its new layout; gives back, by theme, how many audits may be in it twice, and
/// whether anything is left open.
fn moved(
    then: &Layout,
    now: &Arc<Layout>,
    tally: &Tally,
    into: &mut Rollup,
    group: &Group,
) -> (BTreeMap<String, u64>, bool) {
    let places = now.theme_places.as_deref().unwrap_or_default();
    let counts = then.read(tally);
    let scored =
        counts.audits() - counts.status(Status::NotEligible) - counts.status(Status::Failed);
    let themes = now.at.themes;
    let mut joined: Vec<u64> = Vec::with_capacity(now.len());
    joined.extend(tally.0.iter().take(then.at.concerns));
    let mut twice: BTreeMap<String, u64> = BTreeMap::new();
    let mut rows: Vec<Vec<u64>> = Vec::new();
    for row in [counts.concerns(), counts.strengths(), counts.both()] {
        let mut sums = vec![0_u64; themes];
        let mut most = vec![0_u64; themes];
        for (place, count) in places.iter().zip(row) {
            if let (Some(sum), Some(most)) = (sums.get_mut(*place), most.get_mut(*place)) {
                *sum += count;
                *most = (*most).max(*count);
            }
        }
        for ((sum, most), theme) in sums.iter_mut().zip(most).zip(&now.labels().themes) {
            *sum = (*sum).min(scored);
            let between = *sum - most.min(*sum);
            if between > 0 {
                let held = twice.entry(theme.id.clone()).or_default();
                *held = (*held).max(between);
            }
        }
        rows.push(sums);
    }
    let mut is_unsure = !twice.is_empty();
    // Whoever has one theme's concern and the other's strength has both in the theme that they became.
    if let [concerns, strengths, both] = rows.as_mut_slice() {
        for (place, both) in both.iter_mut().enumerate() {
            let count = |row: &Vec<u64>| row.get(place).copied().unwrap_or(0);
            let (c, s) = (count(concerns), count(strengths));
            let is_joined = places.iter().filter(|one| **one == place).count() > 1;
            is_unsure |= is_joined && c.min(s) > *both;
            *both = (*both).max((c + s).saturating_sub(scored)).min(c.min(s));
        }
    }
    joined.extend(rows.into_iter().flatten());
    joined.extend(tally.0.iter().skip(then.at.limits_fired));
    into.insert(group.clone(), now, &Tally(joined));
    (twice, is_unsure)
}

impl Layout {
    /// The same layout with today's themes; absent where all its themes are still called so.
    fn restated(&self, changes: &ThemeChanges, by: NaiveDate) -> Option<Self> {
        let labels = self.labels();
        let mut themes: Vec<Theme> = Vec::new();
        let mut places = Vec::new();
        let mut changed = false;
        for theme in &labels.themes {
            let today = changes.today(&theme.id, by);
            changed |= today.is_some();
            let today = today.unwrap_or(theme);
            let place = themes.iter().position(|held| held.id == today.id);
            places.push(place.unwrap_or(themes.len()));
            if place.is_none() {
                themes.push(today.clone());
            }
        }
        if !changed {
            return None;
        }
        let mut labels = Labels {
            themes,
            ..labels.clone()
        };
        for question in &mut labels.questions {
            let mut seen = BTreeSet::new();
            question.themes = question
                .themes
                .iter()
                .filter_map(|theme| places.get(*theme).copied())
                .filter(|place| seen.insert(*place))
                .collect();
        }
        let mut layout = Self::of(labels);
        layout.theme_places = Some(places);
        Some(layout)
    }
}

impl Restated {
    /// Whether kept counts leave open how many audits had two themes that are one now.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        !self.unsure.is_empty()
    }

    /// Counts the audits again of which kept counts leave something open.
    ///
    /// `each` shows every audit that was counted, once, with the group that it is counted in; those of other groups are passed
    /// over. An audit with both themes then counts once.
    pub fn recount<E>(
        &mut self,
        each: impl FnOnce(&mut dyn FnMut(&Group, &Graded<'_>)) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.unsure.is_empty() {
            return Ok(());
        }
        let mut again = Rollup::new();
        each(&mut |group, graded| {
            if let Some(layout) = self.unsure.get(group) {
                again.add(group, layout, graded);
            }
        })?;
        let sure = self.rollup.filter(|group| !self.unsure.contains_key(group));
        self.rollup = sure;
        self.rollup.merge(&again);
        self.unsure.clear();
        self.themes.iter_mut().for_each(|theme| theme.twice = 0);
        Ok(())
    }

    /// What to say beside figures of a quarter and later ones, theme by theme.
    #[must_use]
    pub fn notes(&self, from: Quarter) -> Vec<String> {
        self.themes
            .iter()
            .filter_map(|theme| theme.note(from))
            .collect()
    }

    /// What to say beside one theme's figures of a quarter and later ones.
    #[must_use]
    pub fn note(&self, theme: &str, from: Quarter) -> Option<String> {
        self.themes
            .iter()
            .find(|one| one.theme.id == theme)
            .and_then(|one| one.note(from))
    }
}

impl RestatedTheme {
    /// Whether figures of a quarter and later ones hold audits from before a change, which were published under another name.
    #[must_use]
    pub fn reaches(&self, from: Quarter) -> bool {
        self.earlier
            .iter()
            .any(|(_, change)| from.first_day() < change.on)
    }

    /// What to say beside its figures of a quarter and later ones; nothing where all are from after the last change.
    #[must_use]
    pub fn note(&self, from: Quarter) -> Option<String> {
        if !self.reaches(from) {
            return None;
        }
        let quoted = |theme: &Theme| format!("“{}”", theme.title);
        let mut parts = Vec::new();
        for (then, change) in &self.earlier {
            let on = change.on.format("%-d %B %Y");
            let because = change.because.as_deref().map_or_else(String::new, |why| {
                format!(" ({})", why.trim_end_matches('.'))
            });
            parts.push(if change.merged {
                format!("{} was merged into it on {on}{because}", quoted(then))
            } else if then.title == self.theme.title {
                format!("it had the id `{}` before {on}{because}", then.id)
            } else {
                format!("it was called {} before {on}{because}", quoted(then))
            });
        }
        let twice = match self.twice {
            0 => String::new(),
            n => format!(
                " One form looked at more than one of them, so up to {n} audit{} may be counted in both.",
                if n == 1 { "" } else { "s" }
            ),
        };
        Some(format!(
            "Restated: {}: {}.{twice}",
            self.theme.title,
            parts.join("; ")
        ))
    }
}
