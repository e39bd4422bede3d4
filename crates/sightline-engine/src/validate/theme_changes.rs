//! Renames and merges of themes: each leads to one theme that there is today.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::RawThemeChange;
use crate::model::{Theme, ThemeChange, ThemeChanges};
use crate::source::Spanned;

/// The changes of the shared files; one that leads nowhere is left out and reported.
pub(super) fn changes(
    raw: &[RawThemeChange],
    themes: &[Spanned<Theme>],
    found: &mut Diagnostics,
) -> ThemeChanges {
    let mut next: BTreeMap<&str, &RawThemeChange> = BTreeMap::new();
    let mut twice = Vec::new();
    for (n, one) in raw.iter().enumerate() {
        if let Some(first) = next.get(one.from.value.as_str()) {
            found.push(changed_twice(one, first));
            twice.push(n);
        } else {
            next.insert(&one.from.value, one);
        }
    }
    let titles: BTreeMap<&str, &str> = themes
        .iter()
        .map(|theme| (theme.value.id.as_str(), theme.value.title.as_str()))
        .collect();
    let mut sound = Vec::new();
    for (n, one) in raw.iter().enumerate() {
        if let Some(names) = circle(one, &next) {
            told_once(one, names, &next)
                .into_iter()
                .for_each(|wrong| found.push(wrong));
            continue;
        }
        let wrong = into_nothing(one, &titles, &next).or_else(|| too_late(one, &next));
        match wrong {
            Some(wrong) => found.push(wrong),
            None if twice.contains(&n) => {}
            None => {
                let id = &one.into.value;
                sound.push(ThemeChange {
                    from: one.from.value.clone(),
                    into: Theme {
                        id: id.clone(),
                        title: titles
                            .get(id.as_str())
                            .map_or_else(|| id.clone(), |title| (*title).to_owned()),
                    },
                    on: one.on,
                    because: one.because.clone(),
                    merged: one.merged,
                });
            }
        }
    }
    ThemeChanges::new(sound)
}

fn changed_twice(one: &RawThemeChange, first: &RawThemeChange) -> Diagnostic {
    let message = format!(
        "theme `{}` became `{}` already, and here it becomes `{}`",
        one.from.value, first.into.value, one.into.value
    );
    Diagnostic::error(Code::CHANGED_TWICE, &one.from.at, message)
        .label("the second time")
        .related(&first.from.at, "the first time")
        .help(format!(
            "take one of the two out, or say what became of `{}` instead",
            first.into.value
        ))
}

/// The names that changes lead through and back to where they began, if they do.
fn circle<'a>(
    one: &'a RawThemeChange,
    next: &BTreeMap<&str, &'a RawThemeChange>,
) -> Option<Vec<&'a str>> {
    let mut names = vec![one.from.value.as_str()];
    let mut at = one;
    loop {
        let into = at.into.value.as_str();
        if into == one.from.value {
            return Some(names);
        }
        if names.contains(&into) {
            // A circle further on, which is told of where it is.
            return None;
        }
        names.push(into);
        at = next.get(into)?;
    }
}

/// Tells of a circle once, at the change that is written first.
fn told_once<'a>(
    one: &'a RawThemeChange,
    mut names: Vec<&'a str>,
    next: &BTreeMap<&str, &RawThemeChange>,
) -> Option<Diagnostic> {
    let is_first = names
        .iter()
        .filter_map(|name| next.get(name))
        .all(|other| one.from.at <= other.from.at);
    names.push(&one.from.value);
    let circle: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "themes become each other in a circle: {}",
        circle.join(", ")
    );
    is_first.then(|| {
        Diagnostic::error(Code::CHANGED_IN_A_CIRCLE, &one.from.at, message)
            .label("here it begins")
            .help("take out the change that is not meant")
    })
}

fn into_nothing(
    one: &RawThemeChange,
    titles: &BTreeMap<&str, &str>,
    next: &BTreeMap<&str, &RawThemeChange>,
) -> Option<Diagnostic> {
    let into = one.into.value.as_str();
    if titles.contains_key(into) || next.contains_key(into) {
        return None;
    }
    let help = suggest(into, titles.keys().copied())
        .unwrap_or_else(|| "list it under `themes:`".to_owned());
    let message = format!(
        "theme `{}` became `{into}`, and there is no such theme",
        one.from.value
    );
    Some(
        Diagnostic::error(Code::CHANGED_INTO_NOTHING, &one.into.at, message)
            .label("no theme has this id")
            .help(help),
    )
}

/// What it became was gone by then.
fn too_late(one: &RawThemeChange, next: &BTreeMap<&str, &RawThemeChange>) -> Option<Diagnostic> {
    let later = next.get(one.into.value.as_str())?;
    if later.on >= one.on {
        return None;
    }
    let message = format!(
        "theme `{}` became `{}` on {}, and that one had become `{}` on {}",
        one.from.value, one.into.value, one.on, later.into.value, later.on
    );
    Some(
        Diagnostic::error(Code::CHANGED_BEFORE, &one.into.at, message)
            .label("gone by then")
            .related(&later.from.at, "where it went")
            .help(format!("name `{}`, or put the day right", later.into.value)),
    )
}
