//! Words that could name somebody in a report for everybody or for children: where they were typed, and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sightline_engine::SourceFile;
use sightline_report::{Audience, Personal, Report, ReportError, Spec};
use sightline_store::{StoreError, StoreRead};

use crate::console::Console;
use crate::exit::Failure;
use crate::files;
use crate::files::sources::Sources;
use crate::files::workspace::{SETTINGS, Workspace};
use crate::programme::PROGRAMME;
use crate::render::plural;
use crate::vignettes;

/// What the name of a report for children has in it, so that it can be checked whether they could read it,
/// and that it names nobody.
const FOR_CHILDREN: &str = "child-friendly";

/// Whether a report is for children, by its name.
pub(crate) fn is_for_children(name: &str) -> bool {
    name.contains(FOR_CHILDREN)
}

/// Every file of a workspace whose words a report for others may print; one that is no text has none, and a report for colleagues
/// is not searched.
pub(crate) fn typed(
    workspace: Option<&Workspace>,
    spec: &Spec,
) -> Result<Vec<Arc<SourceFile>>, Failure> {
    let mut typed = Vec::new();
    let is_searched = spec.audience == Audience::Public || spec.for_children;
    let Some(workspace) = workspace.filter(|_| is_searched) else {
        return Ok(typed);
    };
    let own = [
        workspace.root.join(SETTINGS),
        workspace.root.join(PROGRAMME),
        vignettes::path(workspace),
    ];
    for path in own.iter().filter(|path| path.is_file()) {
        typed.extend(files::text(path)?.ok());
    }
    typed.extend(Sources::of_workspace(workspace)?.files);
    Ok(typed)
}

/// The ids of a store that must not stand in a report: of its cases and audits, and the codes of staff.
pub(super) struct Ids<'a> {
    read: &'a dyn StoreRead,
    staff: BTreeSet<String>,
}

impl<'a> Ids<'a> {
    /// Those of a store, and the staff that its workspace knows. Cases are asked for one by one and not held: there may be a million.
    pub(super) fn of(
        read: &'a dyn StoreRead,
        groups: &BTreeMap<String, String>,
    ) -> Result<Self, Failure> {
        let mut staff: BTreeSet<String> = groups.keys().cloned().collect();
        staff.extend(read.staff()?);
        Ok(Self { read, staff })
    }

    /// Whether a report has none of them in it.
    pub(super) fn none_in(
        &self,
        report: &Report,
        spec: &Spec,
    ) -> Result<Result<(), ReportError>, Failure> {
        let mut failed = None;
        let searched = sightline_report::ids(report, spec, &mut |word| {
            self.has(word).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                false
            })
        });
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(searched),
        }
    }

    fn has(&self, word: &str) -> Result<bool, StoreError> {
        let is_there = |found: Result<(), StoreError>| match found {
            Ok(()) => Ok(true),
            Err(StoreError::NotFound { .. }) => Ok(false),
            Err(error) => Err(error),
        };
        let written = [word.to_owned(), word.to_uppercase(), word.to_lowercase()];
        for id in &written {
            if self.staff.contains(id)
                || is_there(self.read.case(id).map(drop))?
                || is_there(self.read.audit(id, None).map(drop))?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Says where each of them is and never what it is, since what is printed here may be kept in a log.
pub(super) fn told(found: &[Personal], console: &mut Console) -> Result<Failure, Failure> {
    for one in found {
        console.say(one)?;
    }
    let could = plural(found.len(), "thing");
    let failure = Failure::problem(format!(
        "{could} in the report could name somebody, so it was not made"
    ));
    Ok(failure.help(format!(
        "change the words where they were typed; what names nobody goes under `public_words:` in `{SETTINGS}`, as it is printed"
    )))
}
