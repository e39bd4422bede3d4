use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::choose::{fates, key, stratum};
use super::{Barred, Draw, Entry, Fate, Frame, Method, Mistake, Past, Plan, Reason, Row, register};
use crate::hex::hex;

/// Draws cases.
///
/// The order of the frame makes no difference, and nothing but the arguments does.
///
/// # Errors
/// An empty frame, a case that is there twice, and strata that no case is of.
pub fn draw(plan: &Plan, frame: &Frame, past: &Past) -> Result<Draw, Mistake> {
    let entries = sorted(frame)?;
    known_strata(plan, frame)?;
    let mut digest = Sha256::new();
    for entry in &entries {
        digest.update(&entry.case);
        digest.update("\n");
    }
    let (mut left_out, mut order) = apart(plan, &entries, past);
    order.sort_by_cached_key(|entry| {
        (
            Reverse(entry.risk),
            key(&plan.seed, &entry.case),
            &entry.case,
        )
    });
    let mut families: BTreeMap<&str, &str> = BTreeMap::new();
    order.retain(|entry| {
        let Some(family) = entry.family.as_deref() else {
            return true;
        };
        let first = *families.entry(family).or_insert(&entry.case);
        if first == entry.case {
            return true;
        }
        let case = first.to_owned();
        left_out.push((entry, Reason::Sibling { case }));
        false
    });
    left_out.sort_by_key(|(entry, _)| &entry.case);
    let fates = fates(plan, &order);
    let mut rows: Vec<Row> = (1..)
        .zip(order.iter().zip(fates))
        .map(|(place, (entry, fate))| row(plan, entry, Some(place), fate))
        .collect();
    rows.sort_by_key(|row| match row.fate {
        Fate::Drawn => 0,
        Fate::Reserve => 1,
        Fate::NotDrawn | Fate::Excluded(_) => 2,
    });
    rows.extend(
        left_out
            .into_iter()
            .map(|(entry, why)| row(plan, entry, None, Fate::Excluded(why))),
    );
    let mut draw = Draw {
        id: String::new(),
        plan: plan.clone(),
        digest: hex(&digest.finalize()),
        rows,
        engine: env!("CARGO_PKG_VERSION").to_owned(),
    };
    draw.id = register::id(
        &draw.plan,
        &draw.digest,
        draw.rows.iter().map(register::cells),
    );
    Ok(draw)
}

/// All entries by id, each once.
fn sorted(frame: &Frame) -> Result<Vec<&Entry>, Mistake> {
    let mut entries: Vec<_> = frame.entries.iter().collect();
    entries.sort_by_key(|entry| &entry.case);
    if entries.is_empty() {
        return Err(Mistake::NoCases);
    }
    for pair in entries.windows(2) {
        if let [one, other] = pair
            && one.case == other.case
        {
            return Err(Mistake::Twice(one.case.clone()));
        }
    }
    Ok(entries)
}

fn known_strata(plan: &Plan, frame: &Frame) -> Result<(), Mistake> {
    let Some(fact) = plan.method.fact() else {
        return Ok(());
    };
    if frame.identifying {
        return Err(Mistake::Identifying(fact.to_owned()));
    }
    if frame.entries.iter().all(|entry| entry.stratum.is_none()) {
        return Err(Mistake::unknown_fact(fact, frame.facts()));
    }
    if let Method::Given { numbers, .. } = &plan.method {
        let known: BTreeSet<&str> = frame
            .entries
            .iter()
            .map(|entry| stratum(plan, entry))
            .collect();
        if let Some(value) = numbers.keys().find(|value| !known.contains(value.as_str())) {
            return Err(Mistake::unknown_stratum(fact, value, known.into_iter()));
        }
    }
    Ok(())
}

/// Entries that may not be drawn, with the first reason that applies, and the others.
fn apart<'e>(
    plan: &Plan,
    entries: &[&'e Entry],
    past: &Past,
) -> (Vec<(&'e Entry, Reason)>, Vec<&'e Entry>) {
    // Of each family that was drawn from before, a case that was.
    let mut families: BTreeMap<&str, &str> = BTreeMap::new();
    for entry in entries
        .iter()
        .filter(|entry| past.drawn(&entry.case).is_some())
    {
        if let Some(family) = &entry.family {
            families.entry(family).or_insert(&entry.case);
        }
    }
    let sibling = |entry: &Entry| {
        let case = *families.get(entry.family.as_deref()?)?;
        let (draw, on) = past.drawn(case)?.clone();
        let case = case.to_owned();
        Some(Reason::SiblingDrawnBefore { case, draw, on })
    };
    let reason = |entry: &Entry| {
        let barred = entry.barred.map(|barred| match barred {
            Barred::NotEligible => Reason::NotEligible,
            Barred::NotOfTheme => Reason::NotOfTheme,
            Barred::Unclear => Reason::Unclear,
        });
        let own = plan.auditors.iter().any(|one| entry.workers.contains(one));
        let drawn = past.drawn(&entry.case).cloned();
        barred
            .or_else(|| past.audited(&entry.case).map(Reason::Audited))
            .or_else(|| own.then_some(Reason::AuditorsOwn))
            .or_else(|| drawn.map(|(draw, on)| Reason::DrawnBefore { draw, on }))
            .or_else(|| sibling(entry))
    };
    let (mut left_out, mut others) = (Vec::new(), Vec::new());
    for entry in entries {
        match reason(entry) {
            Some(reason) => left_out.push((*entry, reason)),
            None => others.push(*entry),
        }
    }
    (left_out, others)
}

fn row(plan: &Plan, entry: &Entry, order: Option<usize>, fate: Fate) -> Row {
    Row {
        case: entry.case.clone(),
        stratum: stratum(plan, entry).to_owned(),
        order,
        risk: (!plan.risk.is_empty()).then_some(entry.risk),
        fate,
    }
}
