//! Who audits what, and when.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use sightline_engine::model::{Case, Fact};

use super::chance::Chance;
use super::facts::{Life, case};
use super::story::{AUDITORS, PER_TEMPLATE, QUARTERS, SEED, TEAMS, teams_for};

/// One audit that somebody is to do.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) id: String,
    /// A place in [`QUARTERS`].
    pub(crate) quarter: usize,
    pub(crate) template: String,
    /// A place in [`TEAMS`].
    pub(crate) team: usize,
    pub(crate) auditor: String,
    pub(crate) date: NaiveDate,
    /// A place among the cases.
    pub(crate) case: usize,
}

/// A staff code.
pub(crate) fn staff(number: usize) -> String {
    format!("S-{number:02}")
}

/// Every audit of the three quarters in order of date, and the cases they look at.
pub(crate) fn plan(templates: &[String], facts: &[Fact]) -> (Vec<Planned>, Vec<Case>) {
    let mut all = Vec::new();
    for quarter in 0..QUARTERS.len() {
        let mut chance = Chance::named(SEED, &format!("plan {quarter}"));
        for template in templates {
            all.extend((0..PER_TEMPLATE).map(|n| planned(quarter, template, n, &mut chance)));
        }
    }
    all.sort_by(|a, b| (a.date, &a.template, a.team).cmp(&(b.date, &b.template, b.team)));
    let mut pool = Pool::default();
    for (at, planned) in all.iter_mut().enumerate() {
        planned.id = format!("A-{:04}", at + 1);
        planned.auditor = auditor(at, planned.team);
        planned.case = pool.case_for(planned, facts);
    }
    (all, pool.cases)
}

fn planned(quarter: usize, template: &str, n: usize, chance: &mut Chance) -> Planned {
    let teams = teams_for(template);
    let team = teams.get(n % teams.len()).copied().unwrap_or(0);
    Planned {
        id: String::new(),
        quarter,
        template: template.to_owned(),
        team,
        auditor: String::new(),
        date: working_day(quarter, chance),
        case: 0,
    }
}

fn working_day(quarter: usize, chance: &mut Chance) -> NaiveDate {
    let Some(quarter) = QUARTERS.get(quarter) else {
        return NaiveDate::default();
    };
    let on = u64::try_from(chance.between(0, quarter.days)).unwrap_or(0);
    let day = quarter.first() + Days::new(on);
    match day.weekday() {
        Weekday::Sat => day - Days::new(1),
        Weekday::Sun => day - Days::new(2),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => day,
    }
}

/// The auditors take turns, and nobody audits their own team.
fn auditor(turn: usize, team: usize) -> String {
    let of_team = |auditor: usize| auditor % TEAMS.len() == team;
    let first = turn % AUDITORS;
    let next = if of_team(first) {
        (first + 1) % AUDITORS
    } else {
        first
    };
    staff(next + 1)
}

/// The cases so far, and when each was last looked at.
#[derive(Default)]
struct Pool {
    cases: Vec<Case>,
    seen: Vec<(usize, Life, NaiveDate)>,
}

impl Pool {
    /// A case of the team: now and then one that was audited before, and not for a month.
    fn case_for(&mut self, planned: &Planned, facts: &[Fact]) -> usize {
        let mut chance = Chance::named(SEED, &format!("case {}", planned.id));
        let life = life(planned, &mut chance);
        let fits = |(team, other, seen): &(usize, Life, NaiveDate)| {
            *team == planned.team
                && *other == life
                && planned.date - *seen > chrono::TimeDelta::days(35)
        };
        let before = self.seen.iter().position(fits);
        if let Some(at) = before.filter(|_| chance.in_thousand(450))
            && let Some(seen) = self.seen.get_mut(at)
        {
            seen.2 = planned.date;
            return at;
        }
        let id = format!("C-{:04}", self.cases.len() + 1);
        self.cases
            .push(case(id, life, planned.date, facts, &mut chance));
        self.seen.push((planned.team, life, planned.date));
        self.cases.len() - 1
    }
}

fn life(planned: &Planned, chance: &mut Chance) -> Life {
    match planned.template.as_str() {
        // Now and then somebody picks a child too new in care for the template to be for.
        "life-story-work" if chance.in_thousand(40) => Life::NewInCare,
        "life-story-work" => Life::InCare,
        "repeat-child-protection-plan" => Life::PlanAgain,
        _ if planned.team >= 3 => Life::InCare,
        _ => Life::AtHome,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn all_teams_and_auditors_take_part_and_nobody_audits_their_own() {
        let templates = [
            "peer-observation",
            "life-story-work",
            "other",
            "repeat-child-protection-plan",
        ];
        let (all, cases) = plan(&templates.map(str::to_owned), &[]);
        assert_eq!(all.len(), 288);
        assert!((150..250).contains(&cases.len()), "{} cases", cases.len());
        assert_eq!(
            all.iter()
                .map(|one| &one.auditor)
                .collect::<BTreeSet<_>>()
                .len(),
            AUDITORS
        );
        assert_eq!(
            all.iter()
                .map(|one| one.team)
                .collect::<BTreeSet<_>>()
                .len(),
            TEAMS.len()
        );
        for one in &all {
            let number: usize = one.auditor.trim_start_matches("S-").parse().unwrap();
            assert_ne!(
                (number - 1) % TEAMS.len(),
                one.team,
                "{} audits their own team",
                one.auditor
            );
            let quarter = &QUARTERS[one.quarter];
            assert!(
                one.date >= quarter.first()
                    && !matches!(one.date.weekday(), Weekday::Sat | Weekday::Sun)
            );
        }
    }
}
