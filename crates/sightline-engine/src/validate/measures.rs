//! What measures mean: lists that exist, targets of the right kind, scripts that are there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ids;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::Exact;
use crate::load::{RawComparator, RawExclusion, RawMeasure};
use crate::model::{Bound, Comparator, Exclusion, Measure, PerChild, Rows, Vocabulary};
use crate::source::{SourceFile, Spanned};

/// Measures that are whole, in the order of their files; what is wrong with the others is reported.
pub(crate) fn measures(
    raw: Vec<RawMeasure>,
    vocabulary: &Vocabulary,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
    found: &mut Diagnostics,
) -> Vec<Measure> {
    ids::unique("measure", raw.iter().map(|one| &one.id), found);
    raw.into_iter()
        .filter_map(|one| measure(one, vocabulary, scripts, found))
        .collect()
}

fn measure(
    raw: RawMeasure,
    vocabulary: &Vocabulary,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
    found: &mut Diagnostics,
) -> Option<Measure> {
    let is_share = raw.out_of.is_none();
    let rows = self::rows(&raw.rows, vocabulary, found);
    let script = match &raw.script {
        Some(name) => Some(script(name, scripts, found)?),
        None => None,
    };
    let exclusions = raw.exclude.iter().filter_map(|one| one.id.as_ref());
    ids::unique("exclusion", exclusions, found);
    let target = raw
        .target
        .as_ref()
        .and_then(|one| value(one, is_share, found));
    let amber = raw
        .amber
        .as_ref()
        .and_then(|one| value(one, is_share, found));
    if let (Some(amber), None) = (&raw.amber, &raw.target) {
        let message = "`amber` says how far from the target, and there is no `target`";
        let help = "add `target:`, or take `amber:` out";
        found.push(Diagnostic::error(Code::MISSING_KEY, &amber.at, message).help(help));
    }
    if let Some(per_child) = &raw.per_child {
        self::per_child(&raw, per_child, found);
    }
    let unit = raw.unit?;
    Some(Measure {
        id: raw.id.value,
        title: raw.title?,
        definition: raw.definition,
        units: raw.units.unwrap_or_else(|| format!("{unit}s")),
        unit,
        rows: rows?,
        once: raw.once,
        script,
        in_period: raw.in_period,
        denominator: raw.denominator,
        exclude: raw.exclude.into_iter().filter_map(exclusion).collect(),
        unknown: raw.unknown,
        numerator: raw.numerator?,
        per_child: raw.per_child.map(|one| one.value),
        looks_back: raw.looks_back,
        out_of: raw.out_of,
        direction: raw.direction?,
        target,
        amber,
        at_least: raw.at_least.map_or(1, u64::from),
        comparators: raw
            .comparators
            .into_iter()
            .filter_map(|one| comparator(one, is_share, found))
            .collect(),
        periods: raw.periods.unwrap_or_default(),
        at: raw.id.at,
    })
}

/// A child's rows make one only where they are rows, and where nothing but above or below the line is asked of them.
fn per_child(raw: &RawMeasure, written: &Spanned<PerChild>, found: &mut Diagnostics) {
    let message = if raw.rows.iter().any(|name| name.value == "case") {
        "`per_child` makes one of a child's rows, and `rows: case` goes through none"
    } else if raw.out_of.is_some() {
        "`per_child` makes one of a child's rows, and `out_of` adds up each of them"
    } else if raw.looks_back.is_some() {
        "`per_child` makes one of a child's rows, and `looks_back` asks of each of them"
    } else {
        return;
    };
    let help = "take one of the two out";
    found.push(Diagnostic::error(Code::WRONG_MEASURE_VALUE, &written.at, message).help(help));
}

fn rows(
    names: &[Spanned<String>],
    vocabulary: &Vocabulary,
    found: &mut Diagnostics,
) -> Option<Rows> {
    if let [only] = names
        && only.value == "case"
    {
        return Some(Rows::Case);
    }
    ids::unique("list", names, found);
    let known = |name: &&Spanned<String>| vocabulary.lists.contains_key(&name.value);
    for name in names.iter().filter(|name| !known(name)) {
        if name.value == "case" {
            let message = "`case` counts each case once, and stands by itself";
            let help = "take it out, or the lists beside it";
            found.push(Diagnostic::error(Code::UNKNOWN_LIST, &name.at, message).help(help));
            continue;
        }
        let message = format!("the history has no list `{}`", name.value);
        let known = vocabulary.lists.keys().map(String::as_str).chain(["case"]);
        let help = suggest(&name.value, known).unwrap_or_else(|| {
            "use a list that `_shared/history.yaml` declares, or `case` for each case once"
                .to_owned()
        });
        found.push(Diagnostic::error(Code::UNKNOWN_LIST, &name.at, message).help(help));
    }
    let all = names.iter().filter(known).map(|name| name.value.clone());
    let all: Vec<String> = all.collect();
    (!all.is_empty() && all.len() == names.len()).then_some(Rows::Lists(all))
}

fn script(
    name: &Spanned<String>,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
    found: &mut Diagnostics,
) -> Option<Arc<SourceFile>> {
    let script = scripts.get(&name.value).cloned();
    if script.is_none() {
        let message = format!("there is no script `{}`", name.value);
        let help = suggest(&name.value, scripts.keys().map(String::as_str))
            .unwrap_or_else(|| "write it into `scripts/`".to_owned());
        found.push(Diagnostic::error(Code::SCRIPT_MISSING, &name.at, message).help(help));
    }
    script
}

/// A share where the measure is one, else a plain number.
fn value(written: &Spanned<Bound>, is_share: bool, found: &mut Diagnostics) -> Option<Exact> {
    match (&written.value, is_share) {
        (Bound::Share(share), true) => return Some(share.clone()),
        (Bound::Value(number), false) => return Some(number.clone()),
        (Bound::Share(_) | Bound::Value(_) | Bound::Points(_), _) => {}
    }
    let (message, help) = if is_share {
        (
            "the measure is a share, and this is none",
            "write a percentage, such as `19%`",
        )
    } else {
        (
            "the measure is a rate, and this is none",
            "write a number, such as `70`",
        )
    };
    found.push(Diagnostic::error(Code::WRONG_MEASURE_VALUE, &written.at, message).help(help));
    None
}

fn exclusion(raw: RawExclusion) -> Option<Exclusion> {
    Some(Exclusion {
        id: raw.id?.value,
        when: raw.when?,
        because: raw.because?,
        optional: raw.optional,
    })
}

fn comparator(raw: RawComparator, is_share: bool, found: &mut Diagnostics) -> Option<Comparator> {
    Some(Comparator {
        name: raw.name?,
        value: value(raw.value.as_ref()?, is_share, found)?,
        source: raw.source?,
        year: raw.year?,
    })
}
