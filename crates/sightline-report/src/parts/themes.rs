mod table;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::rollup::{Comparison, Share, ThemeCounts, compare_theme, ranked, themes};
use sightline_engine::scored::FindingKind;

use crate::chart::{Chart, Moved, Movement};
use crate::data::{Data, short_label};
use crate::number::{FEW, FEWEST, cardinal, ordinal, part_of, percent, points};
use crate::parts::themes::table::all_table;
pub(crate) use crate::parts::themes::table::most_common;
use crate::sentence::{Better, CAUTION, change, level, short_break, short_change, worth_saying};
use crate::table::Table;

/// A theme among this many most common is worth following.
const TOP: usize = 3;
/// From this many quarters running a theme is called persistent.
const PERSISTENT: u32 = 3;
/// The most themes a chart or table shows before the rest goes to the end of the report.
pub(crate) const LISTED: usize = 10;

/// Strengths and concerns over all templates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemesPart {
    /// Most audits first.
    pub strengths: Vec<ThemePart>,
    /// Most audits first.
    pub concerns: Vec<ThemePart>,
    /// The most common ones as a table.
    pub strength_table: Option<Table>,
    /// The most common ones as a table.
    pub concern_table: Option<Table>,
    /// Every theme with a finding, where the tables above leave some out.
    pub all_table: Option<Table>,
    /// What is told under another name than when it was counted.
    pub notes: Vec<String>,
    /// The concern that rose most and the one that fell most, each in a sentence, where one did.
    pub movement: Vec<String>,
    /// The name of the chart of concerns.
    pub chart: Option<String>,
}

/// One theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemePart {
    /// Its id.
    pub id: String,
    /// As a reader sees it.
    pub title: String,
    /// Audits with it.
    pub audits: u64,
    /// Of how many; 0 where a public report may not tell.
    pub of: u64,
    /// The share.
    pub percent: String,
    /// The same in the quarter before: `48 of 70 (68.6%)`, or why there is nothing to compare with.
    pub before: String,
    /// Since the quarter before, in few words.
    pub change: String,
    /// `third quarter running among the three most common`, where it is.
    pub persistent: Option<String>,
    /// All of it in a sentence.
    pub sentence: String,
    /// How many quarters running it has been among the three most common, from three on.
    pub running: Option<u32>,
    /// `It has risen two quarters running, from …`, where its share has.
    pub run: Option<String>,
    /// What happened in one case, told so that nobody can know whose it is.
    pub vignette: Option<String>,
    /// In how many more audits people found it in comments.
    pub comments: Option<String>,
    /// The same in the quarter before, as numbers.
    #[serde(skip)]
    pub(crate) earlier: Option<Comparison<Share>>,
}

pub(crate) fn part(data: &Data<'_>, charts: &mut BTreeMap<String, Chart>) -> ThemesPart {
    let all = themes(&data.now);
    let strengths = kind(data, &all, FindingKind::Strength);
    let concerns = kind(data, &all, FindingKind::Concern);
    let concern_table = most_common(data, "concerns", &concerns);
    let chart = movement_chart(data, &all, concern_table.clone());
    let charted = !chart.rows.is_empty();
    charts.insert("theme-movement".to_owned(), Chart::Movement(chart));
    ThemesPart {
        strength_table: most_common(data, "strengths", &strengths),
        concern_table,
        all_table: all_table(&concerns, &strengths),
        notes: data.figures.restated.clone(),
        movement: moved_most(data, &all, concerns.first()),
        chart: charted.then(|| "theme-movement".to_owned()),
        strengths,
        concerns,
    }
}

fn kind(data: &Data<'_>, all: &[ThemeCounts], kind: FindingKind) -> Vec<ThemePart> {
    ranked(all, kind)
        .iter()
        .enumerate()
        .map(|(n, theme)| one(data, theme, kind, n))
        .collect()
}

fn one(data: &Data<'_>, theme: &ThemeCounts, kind: FindingKind, rank: usize) -> ThemePart {
    let share = theme.share(kind);
    let earlier = earlier(data, theme, kind);
    let better = match kind {
        FindingKind::Strength => Better::Up,
        FindingKind::Concern => Better::Down,
    };
    let running = if rank < TOP {
        data.rollup
            .periods_running(&theme.theme.id, kind, data.spec.period, TOP)
    } else {
        0
    };
    let persistent = (running >= PERSISTENT).then(|| {
        format!(
            "{} {} running among the three most common",
            ordinal(running),
            data.word()
        )
    });
    let more = persistent
        .as_ref()
        .map_or_else(String::new, |text| format!(" It is the {text}."));
    let moved = change(share, &earlier, better, &data.then());
    // What is known of few audits says so, even where there is nothing to compare with.
    let caution = if share.whole < FEW && !moved.ends_with(CAUTION) {
        CAUTION
    } else {
        ""
    };
    ThemePart {
        id: theme.theme.id.clone(),
        title: theme.theme.title.clone(),
        audits: share.part,
        of: share.whole,
        percent: percent(share),
        before: match &earlier {
            Comparison::Same(share) => part_of(*share),
            Comparison::Broken(because) => short_break(because).to_owned(),
            Comparison::NoEarlier => "no audits".to_owned(),
        },
        change: short_change(share, &earlier),
        sentence: format!("{}{moved}{caution}.{more}", level(share, "audits")),
        run: run(data, theme, kind),
        running: (running >= PERSISTENT).then_some(running),
        persistent,
        vignette: vignette(data, &theme.theme.id, kind),
        comments: comments(data, &theme.theme.id, kind),
        earlier: Some(earlier),
    }
}

/// The vignette that a person chose for a theme; findings of a part of the audits have none, since it may be from another.
pub(crate) fn vignette(data: &Data<'_>, theme: &str, kind: FindingKind) -> Option<String> {
    let all = data.figures.vignettes.iter();
    let mut fits = all.filter(|one| one.theme == theme && one.kind == kind);
    fits.next()
        .filter(|_| data.spec.only.is_all())
        .map(|one| one.text.trim().to_owned())
}

/// Comments are told apart from findings: a person reads them, and not every comment is coded.
fn comments(data: &Data<'_>, theme: &str, kind: FindingKind) -> Option<String> {
    let of_theme = data
        .figures
        .coded
        .iter()
        .filter(|one| one.theme == theme && one.kind == kind);
    let beyond: u64 = of_theme.map(|one| one.beyond).sum();
    (beyond > 0 && data.spec.only.is_all()).then(|| {
        format!(
            "Comments in {} more speak of it.",
            crate::number::count(beyond, "audit")
        )
    })
}

/// Where a share has gone one way for at least two quarters, from where it came.
fn run(data: &Data<'_>, theme: &ThemeCounts, kind: FindingKind) -> Option<String> {
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

fn earlier(data: &Data<'_>, theme: &ThemeCounts, kind: FindingKind) -> Comparison<Share> {
    compare_theme(&theme.theme.id, &data.now, data.last()).map(|then| then.share(kind))
}

/// The concerns whose shares rose and fell most, where both quarters have enough audits for that to mean something.
///
/// The first of the ranking is told before these, with its own change.
fn moved_most(data: &Data<'_>, all: &[ThemeCounts], first: Option<&ThemePart>) -> Vec<String> {
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

fn movement_chart(data: &Data<'_>, all: &[ThemeCounts], table: Option<Table>) -> Movement {
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
