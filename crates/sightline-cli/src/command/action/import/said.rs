//! What an import of a programme did, in words and as data.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use sightline_engine::action::reconcile::{Reconciled, Step};
use sightline_engine::action::{Action, Due, Light, Register, Setting, Status, When};
use sightline_engine::{Code, Severity};
use sightline_records::{At, Place, Problem, Programme};

use super::Work;
use crate::command::action::shown;
use crate::console::Console;
use crate::exit::Failure;
use crate::files;
use crate::records;
use crate::render::{line, plural};

/// What an import did.
pub(super) struct Done<'a> {
    pub(super) work: &'a Work<'a>,
    pub(super) read: &'a Programme,
    /// The register as it was before.
    pub(super) known: Vec<Action>,
    pub(super) reconciled: &'a Reconciled,
    pub(super) rejects: Option<&'a Path>,
    pub(super) is_dry: bool,
}

impl Done<'_> {
    pub(super) fn has_errors(&self) -> bool {
        self.read
            .problems
            .iter()
            .any(|one| one.severity == Severity::Error)
    }

    fn n_new(&self) -> usize {
        self.reconciled
            .steps
            .iter()
            .filter(|step| matches!(step, Step::Add(_)))
            .count()
    }

    fn n_changed(&self) -> usize {
        self.reconciled.steps.len() - self.n_new()
    }

    /// Actions of this programme that are an earlier one again.
    fn repeats(&self) -> Vec<(String, String)> {
        let mut all = self.known.clone();
        for step in &self.reconciled.steps {
            match step {
                Step::Add(action) => all.push(action.clone()),
                Step::Change { action, event } => {
                    let known = all.iter_mut().find(|one| one.id() == action);
                    known.into_iter().for_each(|one| one.push(event.clone()));
                }
            }
        }
        let register = Register::new(all);
        let repeat = |id: &String| Some((id.clone(), register.repeat(id)?.of.clone()));
        self.reconciled.ids.iter().filter_map(repeat).collect()
    }

    /// Rows that are green, where nothing says whether that means done.
    fn green_and_open(&self) -> usize {
        let rows = self.read.rows.iter().map(|(_, row)| &row.change);
        let is_one = |change: &&sightline_engine::action::Change| {
            change.rag == Some(Light::Green)
                && !matches!(change.status, Some(Status::Done | Status::Dropped))
        };
        if self.work.green_is_done {
            0
        } else {
            rows.filter(is_one).count()
        }
    }

    pub(super) fn words(&self, console: &mut Console) -> Result<(), Failure> {
        if self.is_dry {
            console.out().text(&self.rows())?;
        }
        for one in &self.read.problems {
            records::problem(one, console)?;
        }
        if let Some(path) = self.rejects {
            console.say(format_args!(
                "rows to put right are in `{}`; import it again once they are",
                files::shown(path)
            ))?;
        }
        if self.read.rows.is_empty() {
            return console.say("nothing was kept");
        }
        let n = self.read.rows.len();
        let would = if self.is_dry { "would be " } else { "" };
        let rejected = match self.read.rejects.len() {
            0 => String::new(),
            n => format!(", {n} rejected"),
        };
        console.say(format_args!(
            "{} of programme {}: {would}{} new, {} changed, {} as before{rejected}",
            plural(n, "row"),
            line(self.work.name),
            self.n_new(),
            self.n_changed(),
            n - self.reconciled.steps.len()
        ))?;
        let repeats = self.repeats();
        if !repeats.is_empty() {
            let pairs: Vec<String> = repeats
                .iter()
                .map(|(id, of)| format!("{id} of {of}"))
                .collect();
            console.say(format_args!(
                "{} again: {}; where one is not, say `sightline action update ID --repeats none`",
                if repeats.len() == 1 {
                    "1 is an earlier one".to_owned()
                } else {
                    format!("{} are earlier ones", repeats.len())
                },
                line(&pairs.join(", "))
            ))?;
        }
        let missing = &self.reconciled.missing;
        if !missing.is_empty() {
            console.say(format_args!(
                "{} of this programme not in the file, which stay as they are: {}",
                plural(missing.len(), "action"),
                line(&missing.join(", "))
            ))?;
        }
        match self.green_and_open() {
            0 => Ok(()),
            n => console.say(format_args!(
                "{} green and open: where green means done, import again with `--green-is-done`",
                if n == 1 {
                    "1 is".to_owned()
                } else {
                    format!("{n} are")
                }
            )),
        }
    }

    /// Each row with the action that it is, and what would be recorded.
    fn rows(&self) -> String {
        let steps: BTreeMap<&str, &Step> = self
            .reconciled
            .steps
            .iter()
            .map(|step| match step {
                Step::Add(action) => (action.id(), step),
                Step::Change { action, .. } => (action.as_str(), step),
            })
            .collect();
        let mut text = String::new();
        for (title, column) in &self.read.columns {
            text += &format!("{} -> {}\n", line(title), column.word());
        }
        for (id, (place, row)) in self.reconciled.ids.iter().zip(&self.read.rows) {
            let what = line(row.change.what.as_deref().unwrap_or_default());
            text += &match steps.get(id.as_str()) {
                None => format!("row {}: {id} as before\n    {what}\n", place.row),
                Some(Step::Add(action)) => {
                    let due = match action.state().when.due {
                        Due::By(day) => format!("due {day}"),
                        other @ (Due::Ongoing | Due::Untold(_)) => other.to_string(),
                    };
                    format!("row {}: {id} new, {due}\n    {what}\n", place.row)
                }
                Some(Step::Change { event, .. }) => {
                    format!(
                        "row {}: {id} changed\n{}",
                        place.row,
                        shown::history(std::slice::from_ref(event))
                    )
                }
            };
        }
        text
    }

    pub(super) fn object(&self) -> Json {
        let repeats: Vec<Json> = self
            .repeats()
            .into_iter()
            .map(|(id, of)| json!({"action": id, "repeats": of}))
            .collect();
        json!({
            "programme": self.work.name,
            "dry_run": self.is_dry,
            "rows": self.read.rows.len(),
            "new": self.n_new(),
            "changed": self.n_changed(),
            "unchanged": self.read.rows.len() - self.reconciled.steps.len(),
            "rejected": self.read.rejects.len(),
            "actions": self.reconciled.ids,
            "missing": self.reconciled.missing,
            "repeats": repeats,
            "green_and_open": self.green_and_open(),
            "rejects": self.rejects.map(files::shown),
            "problems": self.read.problems.iter().map(records::problem_object).collect::<Vec<_>>(),
        })
    }
}

/// Rows without an owner, and rows of which no day can be told.
pub(super) fn not_held(read: &Programme, work: &Work<'_>) -> Vec<Problem> {
    let setting = Setting {
        period: work.name.parse().ok(),
        made_on: work.on,
    };
    let mut found: BTreeMap<(String, &'static str), Problem> = BTreeMap::new();
    let mut say = |place: &Place, message: String, help: &'static str| {
        let problem = found
            .entry((message.clone(), help))
            .or_insert_with(|| Problem {
                code: Code::NOT_HELD,
                severity: Severity::Warning,
                message,
                help: Some(help.to_owned()),
                file: Arc::clone(&place.file),
                sheet: place.sheet.clone(),
                column: None,
                rows: Vec::new(),
                n: 0,
            });
        problem.n += 1;
        if problem.rows.len() < 5 {
            problem.rows.push(At {
                row: place.row,
                cell: None,
            });
        }
    };
    for (place, row) in &read.rows {
        if row.change.owner.as_deref().is_none_or(str::is_empty) {
            say(
                place,
                "nobody is named who does it".to_owned(),
                "name a role in the column WHO",
            );
        }
        let when = When::read(row.when.as_deref().unwrap_or_default(), &setting);
        let is_open = matches!(row.change.status, None | Some(Status::Open));
        if let Due::Untold(why) = when.due
            && is_open
        {
            say(
                place,
                format!(
                    "no day can be told by which it is to be done: {}",
                    why.words()
                ),
                why.help(),
            );
        }
    }
    found.into_values().collect()
}
