//! Which actions are meant.

use std::path::PathBuf;

use chrono::NaiveDate;
use sightline_engine::action::{Action, Ended, Light, Origin, Register, Repeat, State};
use sightline_engine::calendar::Period;
use sightline_engine::suggest;

use crate::clock;
use crate::command::measures;
use crate::exit::Failure;
use crate::render::line;

/// Filters that several commands share.
#[derive(Debug, clap::Args)]
pub(super) struct Which {
    /// Only these actions
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Only those that are open
    #[arg(long)]
    open: bool,
    /// Only those that are open after the day they were due
    #[arg(long)]
    overdue: bool,
    /// Only those that are an earlier action again
    #[arg(long)]
    repeated: bool,
    /// Only this owner's
    #[arg(long, value_name = "WHO")]
    owner: Option<String>,
    /// Only this team's
    #[arg(long, value_name = "NAME")]
    team: Option<String>,
    /// Only this programme's
    #[arg(long, value_name = "NAME")]
    programme: Option<String>,
    /// Only those that were open in this period, as they stood at its end: 2025-26-Q2, 2025-26-H1, 2025-26 or 2025-04-01..2025-06-14
    #[arg(long, value_name = "PERIOD", value_parser = measures::period)]
    period: Option<Period>,
    /// The day that counts as today, such as 2025-10-10 [default: today]
    #[arg(long, value_name = "DATE", value_parser = crate::command::date)]
    today: Option<NaiveDate>,
    /// The file that keeps actions [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    pub(super) store: Option<PathBuf>,
}

/// One action as it stands on the day that is asked about.
pub(super) struct Found<'a> {
    pub(super) action: &'a Action,
    pub(super) state: State,
    pub(super) ended: Ended,
    pub(super) computed: Option<Light>,
    pub(super) repeat: Option<&'a Repeat>,
    pub(super) carried_on_by: Option<&'a str>,
}

impl Which {
    /// Those that are meant, in the order they were added.
    pub(super) fn of<'a>(&self, register: &'a Register) -> Result<Vec<Found<'a>>, Failure> {
        let missing = self.ids.iter().find(|id| register.action(id).is_none());
        if let Some(id) = missing {
            let ids = register.actions().iter().map(Action::id);
            return Err(unknown(id, ids));
        }
        let today = self.today.unwrap_or_else(clock::today);
        let day = self
            .period
            .map_or(today, |period| period.last_day().min(today));
        // Rows of the period know which actions had to do with it.
        let within: Option<Vec<String>> = self.period.map(|period| {
            register
                .rows(period, today)
                .into_iter()
                .map(|row| row.id)
                .collect()
        });
        let found = register.actions().iter().filter_map(|action| {
            let (ended, state) = register.stood(action, day)?;
            let found = Found {
                action,
                ended,
                computed: Light::computed(&state, ended, day),
                repeat: register.repeat(action.id()),
                carried_on_by: register.carried_on_by(action.id()),
                state,
            };
            let in_period = within
                .as_ref()
                .is_none_or(|ids| ids.iter().any(|id| id == action.id()));
            (in_period && self.fits(&found)).then_some(found)
        });
        Ok(found.collect())
    }

    fn fits(&self, found: &Found<'_>) -> bool {
        let is = |wanted: &Option<String>, found: Option<&str>| {
            wanted
                .as_deref()
                .is_none_or(|wanted| found.unwrap_or_default().eq_ignore_ascii_case(wanted))
        };
        let programme = match found.action.origin() {
            Origin::Programme { programme, .. } => Some(programme.as_str()),
            Origin::Hand | Origin::Audit { .. } => None,
        };
        (self.ids.is_empty() || self.ids.iter().any(|id| id == found.action.id()))
            && (!self.open || found.ended.is_open())
            && (!self.overdue || found.ended == Ended::Overdue)
            && (!self.repeated || found.repeat.is_some())
            && is(&self.owner, found.state.owner.as_deref())
            && is(&self.team, found.state.team.as_deref())
            && is(&self.programme, programme)
    }
}

/// There is no such action.
pub(super) fn unknown<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> Failure {
    let failure = Failure::usage(format!("there is no action `{}`", line(id)));
    match suggest(id, ids) {
        Some(near) => failure.help(near),
        None => failure.help("`sightline action list` shows all of them"),
    }
}
