//! Timescales: those that are shared, and what a template counts otherwise.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ids;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::RawTimescale;
use crate::model::{DayOff, MonthRule, Timescale, Timescales, Unit};
use crate::source::Span;

/// The shared timescales, and where each of their names is written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    pub(crate) all: Arc<Timescales>,
    places: BTreeMap<String, Span>,
}

/// The timescales of the shared files; one with something missing is left out, and was reported.
pub(super) fn shared(raw: Vec<RawTimescale>, found: &mut Diagnostics) -> Named {
    let mut all = Timescales::default();
    let mut places = BTreeMap::new();
    for one in raw {
        names(&one, &mut places, found);
        parameters(&one, None, found);
        if let Some(whole) = whole(one) {
            all.put(whole);
        }
    }
    Named {
        all: Arc::new(all),
        places,
    }
}

/// The shared timescales with those of a template in place of theirs.
pub(super) fn known(
    raw: Vec<RawTimescale>,
    shared: &Named,
    found: &mut Diagnostics,
) -> Arc<Timescales> {
    if raw.is_empty() {
        return Arc::clone(&shared.all);
    }
    let mut all = (*shared.all).clone();
    // A template may take over a shared rule, and no second name of another.
    let mut places: BTreeMap<String, Span> = shared
        .places
        .iter()
        .filter(|(name, _)| raw.iter().all(|one| one.id.value != **name))
        .map(|(name, at)| (name.clone(), at.clone()))
        .collect();
    for one in raw {
        let base = shared
            .all
            .find(&one.id.value)
            .filter(|base| base.id == one.id.value);
        names(&one, &mut places, found);
        parameters(&one, base, found);
        match base {
            Some(base) => all.put(changed(base.clone(), one)),
            None => {
                missing(&one, found);
                if let Some(whole) = whole(one) {
                    all.put(whole);
                }
            }
        }
    }
    Arc::new(all)
}

/// Reports a name that is given to a second timescale.
fn names(one: &RawTimescale, places: &mut BTreeMap<String, Span>, found: &mut Diagnostics) {
    for name in std::iter::once(&one.id).chain(one.also_called.iter().flatten()) {
        match places.get(&name.value) {
            Some(first) => found.push(ids::twice("timescale", name, first)),
            None => {
                places.insert(name.value.clone(), name.at.clone());
            }
        }
    }
}

/// Reports a way of counting that the limit has no use for: whoever wrote it expects something of it.
fn parameters(one: &RawTimescale, base: Option<&Timescale>, found: &mut Diagnostics) {
    let written = one.limit.as_ref().map(|limit| limit.value);
    let Some(limit) = written.or(base.map(|base| base.limit)) else {
        return;
    };
    let mut idle = |at: &Span, key: &str, help: &str| {
        let message = format!("`{key}` changes nothing where the limit is {limit}");
        found.push(Diagnostic::error(Code::IDLE_PARAMETER, at, message).help(help));
    };
    let in_months = matches!(limit.unit, Unit::Months | Unit::Years);
    if let Some(rule) = one.month_rule.as_ref().filter(|_| !in_months)
        && rule.value == MonthRule::Days
    {
        idle(
            &rule.at,
            "month_rule",
            "take the line out; it is for limits in months",
        );
    }
    if let Some(rule) = one.day_off.as_ref()
        && limit.unit == Unit::WorkingDays
        && rule.value != DayOff::Keep
    {
        idle(
            &rule.at,
            "day_off",
            "take the line out; a limit in working days ends on a working day",
        );
    }
}

/// Reports what a timescale lacks that a template defines by itself; those of shared files were looked at before.
fn missing(one: &RawTimescale, found: &mut Diagnostics) {
    let keys = [
        ("title", one.title.is_some()),
        ("from", one.from.is_some()),
        ("limit", one.limit.is_some()),
        ("standing", one.standing.is_some()),
        ("source", one.source.is_some()),
        ("verified", one.verified.is_some()),
    ];
    for (key, _) in keys.iter().filter(|(_, there)| !there) {
        let message = format!("timescale `{}` has no `{key}`", one.id.value);
        let help = format!(
            "add `{key}:`; only a timescale that is shared can be changed in part, and none of those is called so"
        );
        found.push(Diagnostic::error(Code::MISSING_KEY, &one.id.at, message).help(help));
    }
}

fn whole(raw: RawTimescale) -> Option<Timescale> {
    let base = Timescale {
        id: raw.id.value.clone(),
        also_called: Vec::new(),
        title: raw.title.clone()?,
        from: raw.from.clone()?,
        limit: raw.limit.as_ref()?.value,
        direction: raw.direction.unwrap_or_default(),
        standing: raw.standing?,
        source: raw.source.clone()?,
        verified: raw.verified?,
        note: None,
        count_from: raw.count_from.unwrap_or_default(),
        month_rule: MonthRule::default(),
        parts: crate::model::Parts::default(),
        day_off: DayOff::default(),
    };
    Some(changed(base, raw))
}

/// A timescale with everything that is written in place of what it had.
fn changed(mut one: Timescale, raw: RawTimescale) -> Timescale {
    fn put<T>(there: &mut T, written: Option<T>) {
        if let Some(written) = written {
            *there = written;
        }
    }
    let ids =
        |ids: Vec<crate::source::Spanned<String>>| ids.into_iter().map(|id| id.value).collect();
    put(&mut one.also_called, raw.also_called.map(ids));
    put(&mut one.title, raw.title);
    put(&mut one.from, raw.from);
    put(&mut one.limit, raw.limit.map(|limit| limit.value));
    put(&mut one.direction, raw.direction);
    put(&mut one.standing, raw.standing);
    put(&mut one.source, raw.source);
    put(&mut one.verified, raw.verified);
    put(&mut one.count_from, raw.count_from);
    put(&mut one.month_rule, raw.month_rule.map(|rule| rule.value));
    put(&mut one.parts.next_from, raw.parts.next_from);
    put(&mut one.parts.held_on, raw.parts.held_on);
    put(&mut one.day_off, raw.day_off.map(|rule| rule.value));
    one.note = raw.note.or(one.note);
    one
}
