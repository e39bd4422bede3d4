//! What goes into a store and what comes out.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::SourceFile;
use sightline_engine::action::{Action, Event, Via};
use sightline_engine::answers::Answers;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::{Answer, Audit, Case, GradeIx, Template};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{Basis, Graded, Group, Layout};
use sightline_engine::scored::Scored;

use crate::StoreError;
use crate::error::action_not_yet_made;

/// The other voices' answers, by voice and question id.
pub type Voices = BTreeMap<String, BTreeMap<String, Answer>>;

/// A template version to keep.
#[derive(Clone, Copy)]
pub struct NewTemplate<'a> {
    /// Its id, version and digest.
    pub reference: &'a TemplateRef,
    /// What it says.
    pub template: &'a Template,
    /// Every file that decides a score: the template, its script, the shared lists it uses.
    pub sources: &'a [Arc<SourceFile>],
}

/// An audit to keep, with what scoring made of it.
#[derive(Clone)]
pub struct NewAudit<'a> {
    /// As it was filled in.
    pub audit: &'a Audit,
    /// The stored template version that scored it.
    pub template: &'a TemplateRef,
    /// The quarter it counts in.
    pub quarter: Quarter,
    /// Its answers, coded for the template.
    pub answers: &'a Answers,
    /// What scoring worked out.
    pub scored: &'a Scored,
    /// The place of the auditor's own overall grade, where one was recorded.
    pub recorded: Option<GradeIx>,
    /// The moderation that came with it.
    pub moderated: Option<Moderation>,
    /// The version of the engine that scored it.
    pub engine: &'a str,
}

/// A second person's overall grade.
#[derive(Clone, PartialEq, Eq)]
pub struct Moderation {
    /// The grade.
    pub grade: GradeIx,
    /// How the audit came to be moderated.
    pub basis: Basis,
    /// Staff code.
    pub moderator: String,
    /// When.
    pub date: NaiveDate,
}

/// What became of something that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was not there before.
    New,
    /// It is a new revision of what was there.
    Corrected,
    /// The audit was there; its moderation is new.
    Moderated,
    /// It was there already, all of it.
    Unchanged,
}

/// Which audits are meant; the default is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// This quarter or later.
    pub from: Option<Quarter>,
    /// This quarter or earlier.
    pub to: Option<Quarter>,
    /// Made with any version of this template.
    pub template: Option<String>,
    /// Of this team; empty is of no team.
    pub team: Option<String>,
    /// Of this service; empty is of no service.
    pub service: Option<String>,
}

impl Filter {
    /// Only this quarter.
    #[must_use]
    pub fn quarter(quarter: Quarter) -> Self {
        Self {
            from: Some(quarter),
            to: Some(quarter),
            ..Self::default()
        }
    }

    /// Whether audits that are counted here are meant.
    #[must_use]
    pub fn fits(&self, group: &Group) -> bool {
        let is = |wanted: &Option<String>, found: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == found)
        };
        self.from.is_none_or(|from| from <= group.quarter)
            && self.to.is_none_or(|to| group.quarter <= to)
            && is(&self.template, &group.template.id)
            && is(&self.team, &group.team)
            && is(&self.service, &group.service)
    }
}

/// A draw of cases to audit, with its register as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDraw {
    /// Its id.
    pub id: String,
    /// The id of the template that the cases are to be audited with.
    pub template: String,
    /// The day of the draw.
    pub date: NaiveDate,
    /// A row a case, in CSV: ids and strata, and what became of each.
    pub register: String,
}

/// A reserve that stands in for a case which could not be audited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The draw that both are of.
    pub draw: String,
    /// The case: one that was drawn, or a reserve that had stood in.
    pub case: String,
    /// The reserve that stands in for it.
    pub reserve: String,
    /// Why the case could not be audited.
    pub reason: String,
    /// The day on which that was noted.
    pub date: NaiveDate,
}

/// Whether a replacement is new among those of its draw; one case is replaced once, and one reserve stands in once.
pub(crate) fn new_replacement(
    known: &[Replacement],
    new: &Replacement,
) -> Result<Kept, StoreError> {
    let mut known = known.iter();
    match known.find(|one| one.case == new.case || one.reserve == new.reserve) {
        None => Ok(Kept::New),
        Some(found) if found == new => Ok(Kept::Unchanged),
        Some(found) if found.case == new.case => Err(replaced_already(found)),
        Some(found) => Err(stands_in_already(found)),
    }
}

/// The case has been replaced in its draw.
fn replaced_already(one: &Replacement) -> StoreError {
    let Replacement {
        draw,
        case,
        reserve,
        ..
    } = one;
    StoreError::conflict(
        format!("case `{case}` of draw `{draw}` was replaced by `{reserve}` already"),
        format!("what is stored stays, so replace `{reserve}` where it cannot be audited either"),
    )
}

/// The reserve stands in for another case of its draw.
fn stands_in_already(one: &Replacement) -> StoreError {
    let Replacement {
        draw,
        case,
        reserve,
        ..
    } = one;
    StoreError::conflict(
        format!("`{reserve}` of draw `{draw}` stands in for `{case}` already"),
        "take the next reserve",
    )
}

/// A report that was signed off, as it was.
#[derive(Clone, PartialEq, Eq)]
pub struct Publication {
    /// What was made, of which period and for whom; the same words, the same report.
    pub report: String,
    /// The day it was signed off.
    pub date: NaiveDate,
    /// Why it was restated; empty for the first.
    pub because: String,
    /// Its text and numbers, as whoever makes reports wrote them.
    pub body: String,
}

impl fmt::Debug for Publication {
    /// Names the report and hides what it says.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publication")
            .field("report", &self.report)
            .field("date", &self.date)
            .finish_non_exhaustive()
    }
}

/// A template version, as it was stored.
#[derive(Clone)]
pub struct StoredTemplate {
    /// Its id, version and digest.
    pub reference: TemplateRef,
    /// The text it was read from, in the order it was given.
    pub sources: Vec<Arc<SourceFile>>,
    /// What its counts stand for, and every label of it that a reader needs.
    pub layout: Arc<Layout>,
}

/// One revision of an audit, with everything that explains it.
#[derive(Clone, PartialEq)]
pub struct StoredAudit {
    /// Its id.
    pub id: String,
    /// Which revision this is, from 1.
    pub revision: u32,
    /// How many there are.
    pub revisions: u32,
    /// The case, with the facts it was scored with.
    pub case: Case,
    /// The template version that scored it.
    pub template: StoredTemplate,
    /// Staff code of the auditor.
    pub auditor: Option<String>,
    /// The team whose work it is.
    pub team: Option<String>,
    /// The service the team belongs to.
    pub service: Option<String>,
    /// When it was done.
    pub date: NaiveDate,
    /// The quarter it counts in.
    pub quarter: Quarter,
    /// Its answers, coded for the template.
    pub answers: Answers,
    /// The other voices' answers.
    pub voices: Voices,
    /// What scoring worked out.
    pub scored: Scored,
    /// The auditor's own overall grade, and why.
    pub recorded: Option<(GradeIx, String)>,
    /// All moderations of the audit, in the order they were made.
    pub moderations: Vec<Moderation>,
    /// The one that counts for this revision.
    pub moderated: Option<(GradeIx, Basis)>,
    /// The version of the engine that scored it.
    pub engine: String,
}

/// The newest revision of one audit, without its text, as it passes by.
#[derive(Clone, Copy)]
pub struct AuditRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// Which revision this is, from 1.
    pub revision: u32,
    /// The case's id.
    pub case: &'a str,
    /// What it is counted with.
    pub group: &'a Group,
    /// What the template's counts stand for.
    pub layout: &'a Arc<Layout>,
    /// Staff code of the auditor.
    pub auditor: Option<&'a str>,
    /// When it was done.
    pub date: NaiveDate,
    /// What it contributes: answers' codes, score and grades.
    pub graded: Graded<'a>,
    /// The version of the engine that scored it.
    pub engine: &'a str,
}

impl NewAudit<'_> {
    /// What it contributes to a rollup.
    #[must_use]
    pub fn graded(&self) -> Graded<'_> {
        Graded {
            codes: &self.answers.codes,
            scored: self.scored,
            recorded: self.recorded,
            moderated: self.moderated.as_ref().map(|one| (one.grade, one.basis)),
        }
    }

    /// The auditor's own grade and why, as it is stored.
    pub(crate) fn recorded_with_reason(&self) -> Option<(GradeIx, String)> {
        let reason = self
            .audit
            .recorded
            .as_ref()
            .map(|recorded| recorded.reason.clone());
        self.recorded
            .map(|grade| (grade, reason.unwrap_or_default()))
    }

    /// What it is counted with.
    #[must_use]
    pub fn group(&self) -> Group {
        Group {
            quarter: self.quarter,
            template: self.template.clone(),
            team: self.audit.team.clone().unwrap_or_default(),
            service: self.audit.service.clone().unwrap_or_default(),
        }
    }
}

/// The moderation that counts: the last one that is not an exercise, else the last exercise.
#[must_use]
pub fn counted(moderations: &[Moderation]) -> Option<(GradeIx, Basis)> {
    let last = |exercise: bool| {
        moderations
            .iter()
            .rev()
            .find(|one| (one.basis == Basis::Calibration) == exercise)
    };
    last(false)
        .or_else(|| last(true))
        .map(|one| (one.grade, one.basis))
}

/// What is kept of something that happened to an action: all of what was read anew, and what a person really changed.
pub(crate) fn next_event(action: &Action, event: &Event) -> Result<Option<Event>, StoreError> {
    if event.on < action.made_on() {
        return Err(action_not_yet_made(action.id(), action.made_on(), event.on));
    }
    let change = match event.via {
        Via::Hand => action.state().differing(&event.change),
        Via::Import | Via::Audit => event.change.clone(),
    };
    Ok((!change.is_empty()).then(|| Event {
        change,
        ..event.clone()
    }))
}

impl StoredAudit {
    /// Whether the same was answered, by the same people, about the same case, with the same template version.
    ///
    /// What scoring made of it is left out: a later engine that words a reason differently has not made another audit.
    pub(crate) fn is_same(&self, new: &NewAudit<'_>) -> bool {
        let audit = new.audit;
        let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        self.template.reference == *new.template
            && self.case.id == audit.case
            && self.auditor == audit.auditor
            && self.team == said(&audit.team)
            && self.service == said(&audit.service)
            && self.date == audit.date
            && self.answers.is_same(new.answers)
            && self.voices == audit.voices
            && self.recorded == new.recorded_with_reason()
    }
}

impl PartialEq for StoredTemplate {
    /// The same version, with the same text.
    fn eq(&self, other: &Self) -> bool {
        let texts = |one: &Self| -> Vec<(String, String)> {
            one.sources
                .iter()
                .map(|source| (source.path().to_owned(), source.text().to_owned()))
                .collect()
        };
        self.reference == other.reference
            && self.layout == other.layout
            && texts(self) == texts(other)
    }
}

impl fmt::Debug for NewTemplate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewTemplate")
            .field("reference", &self.reference)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for StoredTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredTemplate")
            .field("reference", &self.reference)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NewAudit<'_> {
    /// Names the audit and hides what was answered.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAudit")
            .field("id", &self.audit.id)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Moderation {
    /// Says how it came about and hides the grade and who gave it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Moderation")
            .field("basis", &self.basis)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for StoredAudit {
    /// Names the audit and hides what was answered.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredAudit")
            .field("id", &self.id)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AuditRow<'_> {
    /// Names the audit and hides what was answered.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditRow")
            .field("id", &self.id)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}
