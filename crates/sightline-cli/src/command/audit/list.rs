use std::ops::ControlFlow;
use std::path::PathBuf;

use serde_json::{Value as Json, json};
use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::rollup::Basis;
use sightline_engine::scored::Status;
use sightline_report::Only;
use sightline_store::{AuditRow, Filter, Store as _};

use crate::command::report;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::render::{plural, visible};
use crate::{keep, reports};

/// List the audits in the store
///
/// Each as it is now, in the order they were stored: its quarter, day, team and template, the grade that counts in reports (moderated, else
/// the auditor's own, else the one worked out), and where it stands. What was said of a case is in none of it: `sightline explain` shows one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline audit list
  sightline audit list --period 2025-26-Q2 --team North
  sightline audit list --template life-story-work --json | jq -r .audit")]
pub(super) struct Arguments {
    /// Only those of this quarter, half year or year: 2025-26-Q2, 2025-26-H1 or 2025-26
    #[arg(long, value_name = "PERIOD", value_parser = report::period)]
    period: Option<Period>,
    /// Only this team's
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Only those done with this template, by its id
    #[arg(long, value_name = "ID")]
    template: Option<String>,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

/// What the list says of an audit.
struct Listed {
    audit: String,
    revision: u32,
    quarter: Quarter,
    date: String,
    team: Option<String>,
    template: String,
    version: String,
    grade: Option<(String, String)>,
    by: Option<&'static str>,
    status: Status,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let path = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
    let mut store = keep::open_to_read(&path)?;
    let read = store.read()?;
    let filter = Filter {
        from: arguments
            .period
            .map(|period| Quarter::of(period.first_day())),
        to: arguments
            .period
            .map(|period| Quarter::of(period.last_day())),
        template: arguments.template.clone(),
        team: arguments.team.clone(),
        service: None,
    };
    let only = Only {
        team: arguments.team.clone(),
        template: arguments.template.clone(),
        service: None,
    };
    reports::known(&read.rollup(&Filter::default())?, &only)?;
    let mut n = 0_usize;
    let mut failed = None;
    // A line each as it is read: a store may hold a million.
    read.each_audit(&filter, &mut |row| {
        n += 1;
        let one = Listed::of(&row);
        let line = if arguments.json {
            one.json().to_string()
        } else {
            one.words()
        };
        match console.out().line(line) {
            Ok(()) => ControlFlow::Continue(()),
            Err(failure) => {
                failed = Some(failure);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(failure) = failed {
        return Err(failure);
    }
    if !arguments.json {
        let is_all = filter == Filter::default();
        console.say(match (n, is_all) {
            (0, true) => {
                "the store has no audits yet; `sightline audit import` brings them in".to_owned()
            }
            (0, false) => "no audit is like that".to_owned(),
            _ => plural(n, "audit"),
        })?;
    }
    Ok(Exit::Fine)
}

impl Listed {
    fn of(row: &AuditRow<'_>) -> Self {
        let group = row.group;
        let scale = row.layout.labels().scale.as_ref();
        let grade = row.graded.effective();
        let grade =
            grade.and_then(|grade| scale.and_then(|scale| scale.grades.get(usize::from(grade.0))));
        let counts = |(_, basis): &(_, Basis)| *basis != Basis::Calibration;
        let moderated = row.graded.moderated.as_ref().is_some_and(counts);
        let by = if moderated {
            "moderator"
        } else if row.graded.recorded.is_some() {
            "auditor"
        } else {
            "scoring"
        };
        Self {
            audit: row.id.to_owned(),
            revision: row.revision,
            quarter: group.quarter,
            date: row.date.to_string(),
            team: (!group.team.is_empty()).then(|| group.team.to_string()),
            template: group.template.id.to_string(),
            version: group.template.version.to_string(),
            by: grade.is_some().then_some(by),
            grade: grade.map(|grade| (grade.id.to_string(), grade.label.clone())),
            status: row.graded.scored.status,
        }
    }

    fn words(&self) -> String {
        let grade = match (&self.grade, self.by) {
            (Some((_, label)), Some("moderator")) => format!("{label} (moderated)"),
            (Some((_, label)), Some("auditor")) => format!("{label} (the auditor's own)"),
            (Some((_, label)), _) => label.clone(),
            (None, _) => match self.status {
                Status::Graded | Status::Ungraded => "no grade",
                Status::InsufficientEvidence => "no grade: not enough evidence",
                Status::NotEligible => "no grade: the template is not for this case",
                Status::Failed => "no grade: a script failed",
            }
            .to_owned(),
        };
        let team = self.team.as_deref().unwrap_or("no team");
        let again = if self.revision > 1 { ", corrected" } else { "" };
        visible(&format!(
            "{}  {}  {}  {team}  {} {}  {grade}{again}",
            self.audit, self.quarter, self.date, self.template, self.version
        ))
    }

    fn json(&self) -> Json {
        json!({
            "audit": self.audit,
            "revision": self.revision,
            "quarter": self.quarter.to_string(),
            "date": self.date,
            "team": self.team,
            "template": self.template,
            "version": self.version,
            "grade": self.grade.as_ref().map(|(id, _)| id),
            "grade_by": self.by,
            "status": self.status.id(),
        })
    }
}
