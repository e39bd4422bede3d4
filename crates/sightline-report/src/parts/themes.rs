mod movement;
mod table;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sightline_engine::rollup::{Comparison, Share, ThemeCounts, ranked, themes};
use sightline_engine::scored::FindingKind;

use crate::chart::Chart;
use crate::data::Data;
use crate::number::{FEW, cardinal, ordinal, part_of, percent};
pub(crate) use crate::parts::themes::movement::{LISTED, movement_title};
use crate::parts::themes::movement::{earlier, moved_most, movement_chart, run};
use crate::parts::themes::table::all_table;
pub(crate) use crate::parts::themes::table::most_common;
use crate::sentence::{Better, CAUTION, change, level, short_break, short_change};
use crate::table::Table;

/// A theme among this many most common is worth following.
const TOP: usize = 3;
/// From this many quarters running a theme is called persistent.
const PERSISTENT: u32 = 3;
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
    let running = (running >= PERSISTENT).then_some(running);
    let more = running.map_or_else(String::new, |running| still_common(running, data.word()));
    let moved = change(share, &earlier, better, &data.then());
    // What is known of few audits says so, even where there is nothing to compare with.
    let is_compared = matches!(earlier, Comparison::Same(_));
    let caution = if share.whole < FEW && !is_compared {
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
        running,
        persistent,
        vignette: vignette(data, &theme.theme.id, kind),
        comments: comments(data, &theme.theme.id, kind),
        earlier: Some(earlier),
    }
}

/// ` It has been among the three most common for three quarters running.`
pub(crate) fn still_common(running: u32, word: &str) -> String {
    let times = cardinal(usize::try_from(running).unwrap_or(usize::MAX));
    format!(" It has been among the three most common for {times} {word}s running.")
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
