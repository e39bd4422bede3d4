//! Themes whose numbers may be shown.

use std::collections::BTreeMap;

use sightline_engine::calendar::Period;
use sightline_engine::rollup::{Comparison, Share, ThemeCounts, compare_theme, ranked, themes};
use sightline_engine::scored::FindingKind;

use super::key::What;
use super::pattern::Patterns;
use crate::chart::{Chart, Moved, Movement};
use crate::data::Data;
use crate::number::{count, part_of, percent};
use crate::parts::themes::movement_title;
use crate::parts::{LISTED, ThemePart, ThemesPart, most_common, vignette};
use crate::safe;
use crate::sentence::{Better, change, level, short_break, short_change};
use crate::table::Table;

pub(super) fn part(
    data: &Data<'_>,
    patterns: &Patterns,
    charts: &mut BTreeMap<String, Chart>,
) -> ThemesPart {
    let all = themes(&data.now);
    let of = |kind| -> Vec<ThemePart> {
        ranked(&all, kind)
            .iter()
            .filter_map(|theme| one(data, patterns, theme, kind))
            .collect()
    };
    let (strengths, concerns) = (of(FindingKind::Strength), of(FindingKind::Concern));
    let table = |noun, parts: &[ThemePart]| {
        let table = most_common(data, noun, parts)?;
        let caption = format!("{}, of those whose numbers may be published", table.caption);
        Some(Table { caption, ..table })
    };
    let concern_table = table("concerns", &concerns);
    let chart = movement(data, &concerns, concern_table.clone());
    // One theme by itself is no picture of how themes moved.
    let drawn = chart.rows.len() > 1;
    charts.insert("theme-movement".to_owned(), Chart::Movement(chart));
    let mut notes = data.figures.restated.clone();
    notes.extend(left_out(data, &strengths, &concerns));
    ThemesPart {
        notes,
        strength_table: table("strengths", &strengths),
        concern_table,
        all_table: None,
        movement: Vec::new(),
        chart: drawn.then(|| "theme-movement".to_owned()),
        strengths,
        concerns,
    }
}

/// That vignettes are left out, where their words could name somebody.
fn left_out(data: &Data<'_>, strengths: &[ThemePart], concerns: &[ThemePart]) -> Option<String> {
    let is_left_out = |part: &&ThemePart, kind| {
        part.vignette.is_none() && vignette(data, &part.id, kind).is_some()
    };
    let of = |parts: &[ThemePart], kind| {
        parts.iter().filter(|part| is_left_out(part, kind)).count() as u64
    };
    let n = of(strengths, FindingKind::Strength) + of(concerns, FindingKind::Concern);
    let are = if n == 1 { "is" } else { "are" };
    (n > 0).then(|| {
        let vignettes = count(n, "vignette");
        format!("{vignettes} {are} left out, because the words could name somebody.")
    })
}

/// The share of a theme in a period, where it may be shown.
fn share(patterns: &Patterns, period: Period, id: &str, kind: FindingKind) -> Option<Share> {
    let looked = What::Looked(id.to_owned());
    patterns.of(period).share(found(id, kind), looked)
}

fn found(id: &str, kind: FindingKind) -> What {
    match kind {
        FindingKind::Concern => What::Concern(id.to_owned()),
        FindingKind::Strength => What::Strength(id.to_owned()),
    }
}

/// A theme of which only the number of audits may be shown, not of how many: it is compared with nothing.
fn number(
    data: &Data<'_>,
    patterns: &Patterns,
    theme: &ThemeCounts,
    kind: FindingKind,
) -> Option<ThemePart> {
    let id = &theme.theme.id;
    let n = |period| patterns.of(period).n(found(id, kind));
    let now = n(data.spec.period).filter(|n| *n > 0)?;
    let then = match compare_theme(id, &data.now, data.last()) {
        Comparison::Same(_) => {
            n(data.spec.period.previous()).map_or("c".to_owned(), |n| n.to_string())
        }
        Comparison::Broken(because) => short_break(&because).to_owned(),
        Comparison::NoEarlier => "no audits".to_owned(),
    };
    Some(ThemePart {
        id: id.clone(),
        title: theme.theme.title.clone(),
        audits: now,
        of: 0,
        percent: String::new(),
        before: then,
        change: "–".to_owned(),
        persistent: None,
        sentence: format!("{}.", count(now, "audit")),
        running: None,
        run: None,
        vignette: told(data, id, kind),
        comments: None,
        earlier: None,
    })
}

fn told(data: &Data<'_>, id: &str, kind: FindingKind) -> Option<String> {
    vignette(data, id, kind).filter(|text| safe::is_safe(text, data.spec))
}

/// A theme whose share may be shown; others are left out, and with them that they were found.
fn one(
    data: &Data<'_>,
    patterns: &Patterns,
    theme: &ThemeCounts,
    kind: FindingKind,
) -> Option<ThemePart> {
    let id = &theme.theme.id;
    let Some(now) = share(patterns, data.spec.period, id, kind) else {
        return number(data, patterns, theme, kind);
    };
    let before = data.spec.period.previous();
    let earlier = match compare_theme(id, &data.now, data.last()) {
        Comparison::Same(_) => share(patterns, before, id, kind).map(Comparison::Same),
        Comparison::Broken(because) => Some(Comparison::Broken(because)),
        Comparison::NoEarlier => Some(Comparison::NoEarlier),
    };
    let better = match kind {
        FindingKind::Strength => Better::Up,
        FindingKind::Concern => Better::Down,
    };
    let (before, moved, said) = match &earlier {
        None => ("c".to_owned(), "c".to_owned(), String::new()),
        Some(earlier) => (
            match earlier {
                Comparison::Same(share) => part_of(*share),
                Comparison::Broken(because) => short_break(because).to_owned(),
                Comparison::NoEarlier => "no audits".to_owned(),
            },
            short_change(now, earlier),
            change(now, earlier, better, &data.then()),
        ),
    };
    Some(ThemePart {
        id: id.clone(),
        title: theme.theme.title.clone(),
        audits: now.part,
        of: now.whole,
        percent: percent(now),
        before,
        change: moved,
        persistent: None,
        sentence: format!("{}{said}.", level(now, "audits")),
        running: None,
        run: None,
        vignette: told(data, id, kind),
        comments: None,
        earlier,
    })
}

fn movement(data: &Data<'_>, concerns: &[ThemePart], table: Option<Table>) -> Movement {
    let (then, now) = (data.then(), data.this());
    let rows = concerns
        .iter()
        .filter(|theme| theme.of > 0)
        .take(LISTED)
        .map(|theme| Moved {
            label: theme.title.clone(),
            from: theme.earlier.clone().and_then(Comparison::same),
            to: Share::of(theme.audits, theme.of),
        });
    let rows: Vec<Moved> = rows.collect();
    let title = movement_title(&rows, &then, &now);
    Movement {
        rows,
        table: table.unwrap_or_else(|| Table::new(&title, ["Theme", &then, &now, "Change"])),
        title,
        from: then,
        to: now,
    }
}
