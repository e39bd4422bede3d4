//! A quarter's report out of a store.

mod formats;
mod found;
mod only;
mod personal;
pub(crate) mod signed;
pub(crate) mod watch;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::action::Register;
use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::measure::Measures;
use sightline_engine::rollup::coded_over_templates;
use sightline_engine::sample::{self, Chosen};
use sightline_engine::vignette::Vignette;
use sightline_engine::{Diagnostics, Programme, Shared, SourceFile};
use sightline_report::{
    Actions, Audience, Figures, Headings, Only, Published, Report, ReportError, Restates, Spec,
};
use sightline_store::{Filter, SqliteStore, Store as _, StoreRead};

use crate::console::Console;
use crate::exit::Failure;
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::{measured, moderated, programme, render, teams};

pub(crate) use formats::{Format, can_write, write};
pub(crate) use found::{all, below, check, is_for_reports, named, own, read};
pub(crate) use only::known;
pub(crate) use personal::is_for_children;

/// The report that comes with the program.
pub(crate) const SHIPPED: &str = "quarterly";

/// Whose a report is where no workspace says.
pub(crate) const NOBODY: &str = "Your authority";

/// The folder below the reports that finished ones are written to, where none of them can be taken for one to fill in.
pub(crate) const FINISHED: &str = "out";

/// What a report is to be.
#[derive(Debug)]
pub(crate) struct Wanted {
    /// The name on it.
    pub(crate) authority: String,
    /// Who signs it.
    pub(crate) author: Option<String>,
    /// The period.
    pub(crate) period: Period,
    /// Whose and which audits it is about.
    pub(crate) only: Only,
    /// Who reads it.
    pub(crate) audience: Audience,
    /// What the parts of the summary are called.
    pub(crate) headings: Headings,
    /// The day the numbers were taken.
    pub(crate) today: NaiveDate,
    /// Lists that templates share: words for ids that readers see, and names that themes had.
    pub(crate) shared: Shared,
    /// The group of each auditor that is in one, by staff code.
    pub(crate) auditor_groups: BTreeMap<String, String>,
    /// What is counted from case records.
    pub(crate) measures: Measures,
    /// What was planned, and what is told and not counted.
    pub(crate) programme: Programme,
    /// What public reports have shown and hidden before.
    pub(crate) published: Vec<Published>,
    /// The signed-off report that it takes the place of.
    pub(crate) restates: Option<Restates>,
    /// The report to fill in.
    pub(crate) template: Arc<SourceFile>,
    /// Whether children read it.
    pub(crate) for_children: bool,
}

/// Makes a report; says too how many audits the quarter has.
pub(crate) fn make(
    store: &mut SqliteStore,
    wanted: Wanted,
    workspace: Option<&Workspace>,
    console: &mut Console,
) -> Result<(Report, u64), Failure> {
    let Wanted {
        authority,
        author,
        period,
        only,
        audience,
        headings,
        today,
        shared,
        auditor_groups,
        measures,
        programme,
        published,
        restates,
        template,
        for_children,
    } = wanted;
    let read = store.read()?;
    let until = Filter {
        to: Some(Quarter::of(period.last_day())),
        ..Filter::default()
    };
    let moderations = moderated::by_group(&*read, &until, &auditor_groups)?;
    let restated = sightline_store::restated_rollup(&*read, &until, &shared.theme_changes, today)?;
    let within = Filter {
        from: Some(Quarter::of(period.first_day())),
        ..until.clone()
    };
    let coded = sightline_store::coded_audits(&*read, &within)?;
    let mut coded = coded_over_templates(&coded, &shared.theme_changes, today);
    coded.retain(|one| period.contains(one.quarter.last_day()));
    let from = looked_at(period).first().map_or(period, |first| *first);
    let notes = restated.notes(Quarter::of(from.first_day()));
    let so_far = restated.rollup;
    let actions = actions(&*read, period, only.team.as_deref(), today)?;
    let n_audits = so_far.for_period(period).audits();
    let figures = Figures {
        rollup: &so_far,
        measures: measured::over(&*read, &measures, &looked_at(period), today)?,
        moderations,
        programme: programme.clone(),
        actions,
        restated: notes,
        coded,
        published,
        draws: draws(&*read, period)?,
        vignettes: vignettes(workspace, &shared, &*read, period, console)?,
    };
    known(&so_far, &only)?;
    let teams = teams::of(&so_far);
    let searched = audience == Audience::Public || for_children;
    let typed = personal::typed(workspace.filter(|_| searched))?;
    let public_words = workspace.map(|workspace| workspace.public_words.clone());
    let spec = Spec {
        for_children,
        typed,
        public_words: public_words.unwrap_or_default(),
        only,
        audience,
        headings,
        author,
        terms: shared.terms.clone(),
        restates,
        template: Some(template),
        ..Spec::new(authority, period, today)
    };
    let report = match sightline_report::report(figures, &spec) {
        Ok(report) => report,
        Err(error) => return Err(failure(&error, console)?),
    };
    if searched {
        let ids = personal::Ids::of(&*read, workspace)?;
        if let Err(error) = ids.none_in(&report, &spec)? {
            return Err(failure(&error, console)?);
        }
    }
    programme::doubt_teams(&programme, period, &teams, console)?;
    Ok((report, n_audits))
}

/// The register of actions, where there is one, with the actions of audits of one team's work.
fn actions(
    read: &dyn StoreRead,
    period: Period,
    team: Option<&str>,
    today: NaiveDate,
) -> Result<Option<Actions>, Failure> {
    let mut all: Option<Actions> = None;
    read.each_related_actions(&mut |group| {
        let actions = all.get_or_insert_with(|| Actions::none(period));
        actions.add(&Register::new(group), period, today, |one| {
            Some(one) == team
        });
        ControlFlow::Continue(())
    })?;
    Ok(all)
}

/// The samples that were drawn in a period; one whose register cannot be read is kept in the store and told nowhere.
fn draws(read: &dyn StoreRead, period: Period) -> Result<Vec<Chosen>, Failure> {
    let draws = read.draws()?;
    let registers = draws
        .iter()
        .filter(|draw| period.contains(draw.date))
        .filter_map(|draw| sample::Register::read(&draw.register).ok());
    Ok(registers.map(|register| register.chosen()).collect())
}

/// The vignettes of a period that give nobody away; what is wrong with the others is said.
fn vignettes(
    workspace: Option<&Workspace>,
    shared: &Shared,
    read: &dyn StoreRead,
    period: Period,
    console: &mut Console,
) -> Result<Vec<Vignette>, Failure> {
    let Some(workspace) = workspace else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    let mut mistakes = Mistakes::new(render::Format::Human);
    for quarter in period.quarters() {
        let (sound, wrong) = crate::vignettes::for_report(workspace, shared, read, quarter)?;
        mistakes.show(&wrong, console.err())?;
        all.extend(sound);
    }
    Ok(all)
}

/// A period and the ones of its length before it that a report looks back on, earliest first.
fn looked_at(period: Period) -> Vec<Period> {
    let back = std::iter::successors(Some(period), |period| Some(period.previous()));
    let mut periods: Vec<Period> = back.take(sightline_report::BACK + 1).collect();
    periods.reverse();
    periods
}

/// A report's name with what it is only about, as a file is called.
pub(crate) fn name<'n>(name: &str, only: impl Iterator<Item = &'n String>) -> String {
    let plain = |text: &String| {
        let letters = text.chars().map(|letter| {
            if letter.is_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '-'
            }
        });
        letters.collect::<String>()
    };
    std::iter::once(name.to_owned())
        .chain(only.map(plain))
        .collect::<Vec<_>>()
        .join("-")
}

/// What a finished report is called, without its ending.
pub(crate) fn stem(name: &str, period: Period) -> String {
    format!("{name}-{period}")
}

/// How hard a finished report is to read, for whoever is about to send it.
pub(crate) fn reading(report: &Report) -> Option<String> {
    // Of a few words the formula says nothing.
    const ENOUGH: u64 = 30;
    let reading = sightline_report::readability(&report.markdown);
    (reading.words >= ENOUGH).then(|| {
        format!(
            "reading age: about {} (grade {} by Flesch and Kincaid's formula)",
            reading.age(),
            reading.grade.decimal(1)
        )
    })
}

/// Shows mistakes and gives the failure that ends the command.
fn told(wrong: &Diagnostics, console: &mut Console) -> Result<Failure, Failure> {
    let mut mistakes = Mistakes::new(render::Format::Human);
    mistakes.show(wrong, console.err())?;
    let count = mistakes.count().unwrap_or_default();
    Ok(Failure::problem(format!("the report has {count}")))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the list of report errors is open"
)]
pub(crate) fn failure(error: &ReportError, console: &mut Console) -> Result<Failure, Failure> {
    match error {
        ReportError::Template(wrong) => told(wrong, console),
        ReportError::Personal(found) => personal::told(found, console),
        other => Ok(Failure::usage(other.to_string())),
    }
}
