//! How themes move from one period to the next.

use sightline_engine::Exact;
use sightline_engine::rollup::{Comparison, Share, ThemeCounts, compare_theme, ranked};
use sightline_engine::scored::FindingKind;

use crate::chart::{Moved, Movement};
use crate::data::{Data, short_label};
use crate::number::{FEW, FEWEST, cardinal, part_of, points};
use crate::parts::themes::ThemePart;
use crate::sentence::{Better, change, level, worth_saying};
use crate::table::Table;

/// The most themes a chart or table shows before the rest goes to the end of the report.
pub(crate) const LISTED: usize = 10;

/// Where a share has gone one way for at least two quarters, from where it came.
pub(super) fn run(data: &Data<'_>, theme: &ThemeCounts, kind: FindingKind) -> Option<String> {
    let mut shares = vec![(String::new(), theme.share(kind))];
    for then in data.earlier.iter().rev() {
        let before =
            compare_theme(&theme.theme.id, &data.now, &then.summaries).map(|then| then.share(kind));
        match before {
            Comparison::Same(share) if share.whole > 0 => {
                shares.push((short_label(then.period), share));
            }
            Comparison::Same(_) | Comparison::Broken(_) | Comparison::NoEarlier => break,
        }
    }
    let steps = |up: bool| {
        let pairs = shares.iter().zip(shares.iter().skip(1));
        let way = |later: Share, before: Share| {
            later
                .since(before)
                .is_some_and(|by| !by.is_zero() && by.is_negative() != up)
        };
        pairs
            .take_while(|((_, later), (_, before))| way(*later, *before))
            .count()
    };
    let (rose, fell) = (steps(true), steps(false));
    let n = rose.max(fell);
    let (label, from) = shares.get(n).filter(|_| n >= 2)?;
    if !worth_saying(theme.share(kind), *from) {
        return None;
    }
    let way = if rose > fell { "risen" } else { "fallen" };
    let times = cardinal(n);
    Some(format!(
        "It has {way} {times} {}s running, from {} in {label}.",
        data.word(),
        part_of(*from)
    ))
}

pub(super) fn earlier(
    data: &Data<'_>,
    theme: &ThemeCounts,
    kind: FindingKind,
) -> Comparison<Share> {
    compare_theme(&theme.theme.id, &data.now, data.last()).map(|then| then.share(kind))
}

/// The concerns whose shares rose and fell most, where both quarters have enough audits for that to mean something.
///
/// The first of the ranking is told before these, with its own change.
pub(super) fn moved_most(
    data: &Data<'_>,
    all: &[ThemeCounts],
    first: Option<&ThemePart>,
) -> Vec<String> {
    let kind = FindingKind::Concern;
    let mut moved: Vec<_> = all
        .iter()
        .filter_map(|theme| {
            let (now, then) = (theme.share(kind), earlier(data, theme, kind).same()?);
            let by = now.since(then)?;
            let is_told = first.is_some_and(|first| first.id == theme.theme.id);
            (!is_told && worth_saying(now, then) && now.whole >= FEW && then.whole >= FEW)
                .then_some((by, now, then, theme))
        })
        .collect();
    moved.sort_by(|a, b| (&a.0, &a.3.theme.title).cmp(&(&b.0, &b.3.theme.title)));
    let rose = moved.last().filter(|(by, ..)| !by.is_negative());
    let fell = moved.first().filter(|(by, ..)| by.is_negative());
    let told = [(rose, "rose"), (fell, "fell")].into_iter();
    let told = told.filter_map(|(most, way)| Some((most?, way)));
    let told = told.enumerate().map(|(n, ((_, now, then, theme), way))| {
        let which = if n == 0 {
            format!(
                "Of the themes that at least {FEW} audits looked at in both {}s, the concern that {way} most is",
                data.word()
            )
        } else {
            format!("The concern that {way} most is")
        };
        let moved = change(*now, &Comparison::Same(*then), Better::Down, &data.then());
        let run = run(data, theme, kind).map_or_else(String::new, |run| format!(" {run}"));
        format!(
            "{which} {}: {}{moved}.{run}",
            theme.theme.title,
            level(*now, "audits")
        )
    });
    told.collect()
}

/// What the chart of themes shows, in a sentence: which concern moved most, or that none did clearly.
pub(crate) fn movement_title(rows: &[Moved], then: &str, now: &str) -> String {
    let pairs = rows.iter().filter_map(|row| Some((row, row.from?)));
    let enough = pairs.filter(|(row, from)| row.to.whole.min(from.whole) >= FEW);
    let mut compared = enough.peekable();
    if compared.peek().is_none() {
        return format!("Share of audits with a concern, by theme: {then} and {now}");
    }
    let clear = compared.filter(|(row, from)| worth_saying(row.to, *from));
    let moved = clear.filter_map(|(row, from)| Some((row, row.to.since(from)?)));
    let far = |by: &Exact| {
        if by.is_negative() {
            Exact::ZERO - by.clone()
        } else {
            by.clone()
        }
    };
    match moved.max_by(|(_, a), (_, b)| far(a).cmp(&far(b))) {
        None => format!("No concern moved clearly from {then} to {now}"),
        Some((row, by)) => {
            let way = if by.is_negative() { "down" } else { "up" };
            let by = points(&by);
            format!(
                "{} moved most from {then} to {now}: {way} {by} percentage points",
                row.label
            )
        }
    }
}

pub(super) fn movement_chart(
    data: &Data<'_>,
    all: &[ThemeCounts],
    table: Option<Table>,
) -> Movement {
    let kind = FindingKind::Concern;
    let (then, now) = (data.then(), data.this());
    let moved = |theme: &ThemeCounts| Moved {
        label: theme.theme.title.clone(),
        from: earlier(data, theme, kind)
            .same()
            .filter(|share| share.whole >= FEWEST),
        to: theme.share(kind),
    };
    // A point of few audits would jump from end to end; the table has their counts.
    let ranked = ranked(all, kind);
    let rows = ranked.iter().take(LISTED).map(moved);
    let rows: Vec<Moved> = rows.filter(|moved| moved.to.whole >= FEWEST).collect();
    let title = movement_title(&rows, &then, &now);
    Movement {
        table: table.unwrap_or_else(|| Table::new(&title, ["Theme", &then, &now, "Change"])),
        title,
        from: then,
        to: now,
        rows,
    }
}
