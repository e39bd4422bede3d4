use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::rollup::{Group, Share, Summary, ThemeCounts, ranked, themes};
use sightline_engine::scored::FindingKind;

use crate::data::{Data, graded, pooled_good};
use crate::number::{NOT_CALCULABLE, bare_part_of, capital, count, list, part_of, percent};
use crate::sentence::{ends, good_enough};
use crate::table::filled;
use crate::table::{Cell, Table};

/// Teams and services side by side, in order of name: a spread, not a league table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamsPart {
    /// How far teams lie apart.
    pub lines: Vec<String>,
    /// By team.
    pub teams: Option<Table>,
    /// By service.
    pub services: Option<Table>,
    /// The fewest audits a team needs to be compared.
    pub minimum: u64,
}

/// In how many audits of a team a concern must be for it to be called the team's most common one.
const STANDS_OUT: u64 = 3;

struct One {
    name: String,
    audits: u64,
    good: Option<Share>,
    /// How many themes have a concern in an audit, on average.
    concerns: Option<Exact>,
    /// The concern found in the most audits.
    leading: Option<ThemeCounts>,
}

pub(crate) fn part(data: &Data<'_>) -> TeamsPart {
    let minimum = data.spec.team_minimum.max(1);
    let teams = split(data, |group| &group.team);
    let services = split(data, |group| &group.service);
    let scales = data.scales();
    let words = scales
        .first()
        .map_or_else(String::new, |scale| good_enough(scale));
    let good = (!scales.is_empty()).then(|| format!("{}, of graded", capital(&words)));
    let good = good.as_deref();
    let mut lines = Vec::new();
    if let [leading, _, ..] = scales.as_slice() {
        lines.push(format!(
            "Shares {words} are of the audits graded {} alone.",
            ends(leading)
        ));
    }
    lines.extend(spread(&teams, minimum, "team", &words));
    if services.len() > 1 {
        lines.extend(spread(&services, minimum, "service", &words));
    }
    let compared = |all: &[One]| all.iter().filter(|one| one.audits >= minimum).count() > 1;
    if compared(&teams) || compared(&services) {
        lines.push(
            "The audits differ in kind and number, so these are spreads to ask about and not rankings. Templates that look at \
             more themes find more concerns."
                .to_owned(),
        );
    }
    TeamsPart {
        lines,
        teams: table("Teams, in order of name", "Team", &teams, minimum, good),
        services: if services.len() > 1 {
            table(
                "Services, in order of name",
                "Service",
                &services,
                minimum,
                good,
            )
        } else {
            None
        },
        minimum,
    }
}

/// This quarter by team or service; audits that name none are left to the limits.
fn split(data: &Data<'_>, name: impl Fn(&Group) -> &String) -> Vec<One> {
    let quarter = data.rollup.for_period(data.spec.period);
    let mut names: Vec<String> = quarter
        .groups()
        .map(|(group, ..)| name(group).clone())
        .collect();
    names.sort();
    names.dedup();
    let scale = data.scales().into_iter().next();
    let one = |team: String| {
        let summaries = quarter.filter(|group| *name(group) == team).summaries();
        let good = scale
            .as_ref()
            .and_then(|scale| pooled_good(&graded(&summaries, scale)));
        let themes = themes(&summaries);
        let found = Share::of(
            themes.iter().map(|theme| theme.concerns).sum(),
            summaries.iter().map(Summary::scored).sum(),
        );
        One {
            audits: summaries.iter().map(|one| one.audits).sum(),
            name: team,
            good,
            concerns: found.value(),
            leading: ranked(&themes, FindingKind::Concern)
                .into_iter()
                .next()
                .filter(|theme| theme.concerns >= STANDS_OUT),
        }
    };
    names
        .into_iter()
        .filter(|name| !name.is_empty())
        .map(one)
        .collect()
}

/// Shares `good` have a column where any template gives grades.
fn table(
    caption: &str,
    head: &str,
    all: &[One],
    minimum: u64,
    good: Option<&str>,
) -> Option<Table> {
    let concerns = "Themes with a concern in an audit, on average";
    let heads = [head, "Audits"].into_iter().chain(good);
    let mut table = Table::new(caption, heads.chain([concerns, "Most common concern"]));
    for one in all.iter().filter(|one| one.audits >= minimum) {
        let share = || one.good.map_or_else(|| "not graded".into(), Cell::part_of);
        let mut cells = vec![one.name.as_str().into(), one.audits.into()];
        cells.extend(good.map(|_| share()));
        cells.extend([
            one.concerns
                .as_ref()
                .map_or_else(|| NOT_CALCULABLE.into(), |mean| Cell::number(mean, 1)),
            one.leading.as_ref().map_or_else(
                || "none stands out".into(),
                |theme| {
                    let share = theme.share(FindingKind::Concern);
                    format!("{}: {}", theme.theme.title, part_of(share)).into()
                },
            ),
        ]);
        table.row(cells);
    }
    filled(table)
}

fn spread(all: &[One], minimum: u64, noun: &str, words: &str) -> Vec<String> {
    let compared: Vec<&One> = all.iter().filter(|one| one.audits >= minimum).collect();
    let mut lines = Vec::new();
    let shares = || {
        compared
            .iter()
            .filter_map(|one| one.good.filter(|share| share.whole > 0))
    };
    let ends = (
        shares().min_by_key(|share| share.value()),
        shares().max_by_key(|share| share.value()),
    );
    if let (Some(low), Some(high)) = ends
        && compared.len() > 1
    {
        lines.push(format!(
            "Between the {} with at least {}, the share {words} goes from {} ({}) to {} ({}).",
            count(compared.len() as u64, noun),
            count(minimum, "audit"),
            percent(low),
            bare_part_of(low),
            percent(high),
            bare_part_of(high),
        ));
    }
    let few: Vec<String> = all
        .iter()
        .filter(|one| one.audits < minimum)
        .map(|one| format!("{} ({})", one.name, one.audits))
        .collect();
    if !few.is_empty() {
        let verb = if few.len() == 1 { "is" } else { "are" };
        lines.push(format!(
            "With fewer than {}, {} {verb} not compared.",
            count(minimum, "audit"),
            list(&few)
        ));
    }
    lines
}
