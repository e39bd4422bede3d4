//! A letter about one audit: what its worker can learn from it.
//!
//! The only text that can see one audit. It says what the engine's explanation says, in the template's own words, with the case by
//! its pseudonymous id and nobody by name.

mod findings;
mod why;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use sightline_engine::answers::Answers;
use sightline_engine::calendar::Quarter;
use sightline_engine::explain::SectionWhy;
use sightline_engine::model::{Case, GradeIx, Terms};
use sightline_engine::rollup::{Basis, Graded};
use sightline_engine::scored::{FindingKind, Scored};
use sightline_engine::{CompiledTemplate, Rollup, SourceFile, explain};

use crate::context::blank;
use crate::data::Data;
use crate::error::ReportError;
use crate::figures::Figures;
use crate::number::day;
use crate::spec::Spec;
use crate::table::filled;
use crate::table::{Cell, Table};
use crate::{Report, markdown, number};

pub use findings::FindingPart;

/// The shipped letter about one audit, to fill in or to copy and edit.
pub const WORKER_LETTER: &str = include_str!("../../../audit-templates/_reports/worker-letter.md");

/// One audit with what scoring made of it.
#[derive(Clone, Copy)]
pub struct Audited<'a> {
    /// Its id.
    pub id: &'a str,
    /// The case, with the facts it was scored with.
    pub case: &'a Case,
    /// What it was done with.
    pub template: &'a CompiledTemplate,
    /// Its answers.
    pub answers: &'a Answers,
    /// What scoring worked out.
    pub scored: &'a Scored,
    /// When it was done.
    pub date: NaiveDate,
    /// The team whose work it is.
    pub team: Option<&'a str>,
    /// The auditor's own overall grade, and why.
    pub recorded: Option<(GradeIx, &'a str)>,
    /// The moderator's, and how the audit came to be moderated.
    pub moderated: Option<(GradeIx, Basis)>,
}

impl fmt::Debug for Audited<'_> {
    /// Says which audit and hides what was found: it is about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audited")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Everything that a letter about one audit can say.
#[derive(Clone, Serialize)]
pub struct AuditContext {
    /// Whose letter it is.
    pub authority: String,
    /// Who wrote it; empty where the workspace does not say.
    pub author: String,
    /// The marking every page carries.
    pub marking: String,
    /// The field's words here, by the id that the shared list gives each.
    pub terms: Terms,
    /// The day it was written.
    pub prepared_on: String,
    /// The audit.
    pub audit: AuditPart,
}

impl fmt::Debug for AuditContext {
    /// Says which audit and hides what was found: it is about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditContext")
            .field("audit", &self.audit.id)
            .finish_non_exhaustive()
    }
}

/// One audit.
#[derive(Clone, Serialize)]
pub struct AuditPart {
    /// Its id.
    pub id: String,
    /// The case's pseudonymous id.
    pub case: String,
    /// The template's title.
    pub title: String,
    /// The template's version.
    pub version: String,
    /// The day it was done.
    pub date: String,
    /// The team whose work it is.
    pub team: Option<String>,
    /// The grade that counts: the moderated one, else the recorded one, else the one worked out.
    pub grade: Option<String>,
    /// The grade in a sentence, or why there is none.
    pub headline: String,
    /// How the grade came about, a sentence each.
    pub why: Vec<String>,
    /// Each section that was scored, in order.
    pub sections: Vec<SectionPart>,
    /// The same as a table.
    pub section_table: Option<Table>,
    /// What was done well, in the template's own words.
    pub strengths: Vec<FindingPart>,
    /// What to work on, in the template's own words.
    pub concerns: Vec<FindingPart>,
    /// The limits that lowered a grade, and what made each hold.
    pub limits: Vec<String>,
    /// Single other answers that would have given a better grade.
    pub better: Vec<String>,
    /// Single other answers that would have given a worse grade.
    pub worse: Vec<String>,
    /// What must be done.
    pub actions: Vec<ActionPart>,
    /// The same as a table.
    pub action_table: Option<Table>,
    /// Who must be told, and how soon.
    pub alerts: Vec<String>,
    /// What the auditor wrote beside answers.
    pub comments: Vec<CommentPart>,
    /// What was answered in words of one's own, such as what worked well.
    pub written: Vec<CommentPart>,
}

impl fmt::Debug for AuditPart {
    /// Says which audit and hides what was found: it is about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditPart")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A section of one audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionPart {
    /// Its title.
    pub title: String,
    /// Its grade.
    pub grade: Option<String>,
    /// `80.0%`: what its answers come to.
    pub score: Option<String>,
}

/// Something to be done after one audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActionPart {
    /// What.
    pub action: String,
    /// By when.
    pub due: Option<String>,
    /// By whom: a role or a staff code.
    pub owner: Option<String>,
}

/// What somebody wrote, as an answer or beside one.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CommentPart {
    /// The question.
    pub question: String,
    /// The words.
    pub comment: String,
}

impl fmt::Debug for CommentPart {
    /// Hides what was written: it is about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CommentPart").finish_non_exhaustive()
    }
}

/// Whether a text is about one audit and not about a period: it reads something of `audit`, such as `audit.headline`.
#[must_use]
pub fn is_letter(template: &Arc<SourceFile>) -> bool {
    markdown::reads_of(template, "audit")
}

/// Makes the letter about one audit; of the spec it takes whose it is, its day, its words and its text.
pub fn letter(audited: &Audited<'_>, spec: &Spec) -> Result<Report, ReportError> {
    let template = spec
        .template
        .clone()
        .unwrap_or_else(|| Arc::clone(&SourceFile::new("worker-letter.md", WORKER_LETTER)));
    let context = audit_context(audited, spec);
    let text =
        markdown::fill(&context, &BTreeMap::new(), &template).map_err(ReportError::Template)?;
    let spec = Spec {
        period: Quarter::of(audited.date).into(),
        ..spec.clone()
    };
    let rollup = Rollup::new();
    let mut page = blank(&Data::new(&Figures::from(&rollup), &spec));
    page.summary.lines = vec![context.audit.headline];
    Ok(Report::of(text, page))
}

/// Works out everything that a letter about one audit can say.
#[must_use]
pub fn audit_context(audited: &Audited<'_>, spec: &Spec) -> AuditContext {
    AuditContext {
        authority: spec.authority.clone(),
        author: spec.author.clone().unwrap_or_default(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        terms: spec.terms.clone(),
        prepared_on: day(spec.prepared_on),
        audit: part(audited, &spec.terms),
    }
}

fn part(audited: &Audited<'_>, terms: &Terms) -> AuditPart {
    let (template, scored) = (audited.template, audited.scored);
    let why = explain::explanation(template, audited.answers, scored);
    let graded = Graded {
        codes: &audited.answers.codes,
        scored,
        recorded: audited.recorded.map(|(grade, _)| grade),
        moderated: audited.moderated,
    };
    let counts = graded.effective();
    let label = |grade| template.grade_label(grade).map(ToOwned::to_owned);
    let scored_ones = || {
        let sections = why.sections.iter();
        sections.filter(|one| one.score.share.is_some() || one.score.grade.is_some())
    };
    let sections = scored_ones().map(|one| SectionPart {
        title: one.title.clone(),
        grade: label(one.score.grade),
        score: one.score.share.as_ref().map(number::exact_percent),
    });
    let actions: Vec<ActionPart> = template
        .actions(scored, audited.date)
        .into_iter()
        .map(|one| ActionPart {
            action: one.action,
            due: one.due.map(|due| due.parse().map_or(due, day)),
            owner: one.owner.map(|owner| terms.one(&owner)),
        })
        .collect();
    let alerts = template.alerts(scored).into_iter();
    let (better, worse) = if counts == scored.overall.grade {
        let dates = sightline_engine::Dates::on(audited.date);
        let changes = explain::changes(template, audited.answers, audited.case, dates, scored);
        why::other_answers(template, &changes, counts)
    } else {
        // A person has set the grade, and what the answers would have come to says nothing of what that person would have found.
        (Vec::new(), Vec::new())
    };
    AuditPart {
        id: audited.id.to_owned(),
        case: audited.case.id.clone(),
        title: template.template().title.clone(),
        version: template.reference().version.clone(),
        date: day(audited.date),
        team: audited.team.map(ToOwned::to_owned),
        grade: label(counts),
        headline: why::headline(template, &why, counts),
        why: why::reasons(audited, &why, counts),
        sections: sections.collect(),
        section_table: section_table(template, scored_ones()),
        strengths: findings::of(audited, &why, FindingKind::Strength),
        concerns: findings::of(audited, &why, FindingKind::Concern),
        limits: why::limits(template, &why),
        better,
        worse,
        action_table: action_table(&actions),
        actions,
        alerts: alerts
            .map(|one| {
                let is_long = one.within.starts_with(|first: char| first.is_ascii_digit());
                let within = if is_long { "within " } else { "" };
                format!("Tell the {}, {within}{}", terms.one(&one.to), one.within)
            })
            .collect(),
        comments: findings::comments(&why),
        written: findings::written(template.template(), &why),
    }
}

fn section_table<'e>(
    template: &CompiledTemplate,
    sections: impl Iterator<Item = &'e SectionWhy>,
) -> Option<Table> {
    let graded = template.template().grades().is_some();
    let head = ["Section", "Grade", "Score"];
    let head = head.into_iter().filter(|head| graded || *head != "Grade");
    let mut table = Table::new("Each section", head);
    for one in sections {
        let grade = template.grade_label(one.score.grade).unwrap_or("none");
        let share = one.score.share.as_ref();
        let score = share.map_or_else(|| "none".into(), Cell::exact_percent);
        let cells = [
            Some(Cell::from(one.title.as_str())),
            graded.then(|| grade.into()),
            Some(score),
        ];
        table.row(cells.into_iter().flatten());
    }
    filled(table)
}

fn action_table(actions: &[ActionPart]) -> Option<Table> {
    let mut table = Table::new("What will be done", ["Action", "Who", "By when"]);
    for one in actions {
        let said = |words: &Option<String>| {
            Cell::from(words.clone().unwrap_or_else(|| "to be agreed".to_owned()))
        };
        table.row([
            Cell::from(one.action.as_str()),
            said(&one.owner),
            said(&one.due),
        ]);
    }
    filled(table)
}
