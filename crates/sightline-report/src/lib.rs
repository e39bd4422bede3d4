//! A rollup into Markdown, and Markdown into accessible HTML, Word, PDF, a workbook, CSV and JSON.
//!
//! One way, one function a stage: a [`Rollup`](sightline_engine::Rollup) becomes a [`Context`] of plain data, the context fills in a report's
//! Markdown, the Markdown is read once into a [`Document`], and every format is written from that.
//!
//! A report is a Markdown file that a manager can edit; [`QUARTERLY`] is the shipped one. For [`Audience::Public`] small
//! numbers are hidden before anything is filled in, so no format can show them, and every word of it is searched for what could
//! name somebody.

pub mod chart;
mod charts;
pub mod claims;
pub mod context;
mod csv;
mod data;
mod digest;
pub mod disclose;
pub mod document;
mod docx;
mod error;
mod escape;
mod figures;
mod flat;
mod html;
mod json;
mod letter;
mod markdown;
mod name;
mod number;
pub mod parts;
#[cfg(feature = "pdf")]
mod pdf;
mod public;
mod readability;
mod restate;
mod safe;
mod searched;
pub mod sentence;
mod spec;
mod table;
mod worked_out;
mod xlsx;

use std::sync::Arc;

use sightline_engine::SourceFile;

pub use charts::with_tables;
pub use context::Context;
pub use csv::csv;
pub use document::Document;
pub use docx::docx;
pub use error::{Personal, ReportError};
pub use figures::{Actions, Figures, looked_back};
pub use html::html;
pub use json::{json, report_schema};
pub use letter::{
    ActionPart, AuditContext, AuditPart, Audited, CommentPart, FindingPart, SectionPart,
    WORKER_LETTER, audit_context, is_letter, letter,
};
pub use markdown::{LONGEST_REPORT, LONGEST_TEMPLATE, markdown, pictures};
pub use parts::RestatedPart;
#[cfg(feature = "pdf")]
pub use pdf::{pdf, typst_source};
pub use public::Published;
pub use readability::{PROMPT, Reading, readability, too_hard};
pub use restate::changes;
pub use searched::{could_name, ids};
pub use spec::{Audience, Headings, Only, Restates, Spec};
pub use table::{Cell, Table, Value};
pub use worked_out::context;
pub use xlsx::xlsx;

/// The shipped quarterly report on learning themes, to fill in or to copy and edit.
pub const QUARTERLY: &str = include_str!("../../../audit-templates/_reports/quarterly.md");

#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    text: String,
    context: Context,
    published: Vec<Published>,
}

/// A report in its forms, from the same numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// As Markdown, with a table in place of each chart.
    pub markdown: String,
    /// As one self-contained HTML file.
    pub html: String,
    /// The same as a tree, which every other format is written from.
    pub document: Document,
    /// The numbers that it was filled in from.
    pub context: Context,
    /// What a report for everybody shows and hides, to be kept and given to later ones.
    pub published: Vec<Published>,
    /// The filled-in text, charts still by name.
    pub text: String,
}

impl Report {
    /// The lines that matter most.
    #[must_use]
    pub fn headlines(&self) -> &[String] {
        &self.context.summary.lines
    }
}

/// The marking of what may be handed to anybody.
pub(crate) const FOR_ANYBODY: &str = "OFFICIAL";

/// Whether a text is about one team: it reads something of `team`, as `team.name`, and so cannot be made without one.
#[must_use]
pub fn is_about_a_team(template: &Arc<SourceFile>) -> bool {
    markdown::reads_of(template, "team")
}

/// Makes a period's report.
///
/// A text that [is about one team](is_about_a_team) is refused where the spec names none: it would say `Team` of everybody.
pub fn report(figures: impl Into<Figures>, spec: &Spec) -> Result<Report, ReportError> {
    let template = spec
        .template
        .clone()
        .unwrap_or_else(|| Arc::clone(&SourceFile::new("quarterly.md", QUARTERLY)));
    if spec.only.team.is_none() && is_about_a_team(&template) {
        return Err(ReportError::OneTeam);
    }
    let figures = figures.into();
    let (mut context, published) = worked_out::worked_out(&figures, spec)?;
    // It is written to be given away, and a marking that says the contrary would be wrong on it.
    if spec.for_children {
        FOR_ANYBODY.clone_into(&mut context.marking);
    }
    if let Some(restates) = &spec.restates {
        let plain = Report::of(markdown(&context, &template)?, context.clone());
        let decided = published.iter().any(|one| one.is_of(spec.period));
        let stands = spec.audience == Audience::Public && !decided;
        context.restated = Some(restate::part(restates, &plain, stands));
    }
    let text = markdown(&context, &template)?;
    let report = Report {
        published,
        ..Report::of(text, context)
    };
    if searched::is_for_others(spec) {
        let sources = searched::sources(&figures, spec, Some(&template));
        searched::report(&report, spec, &sources)?;
    }
    Ok(report)
}

impl Report {
    /// All of it that has to be kept so that the same bytes can be made again, as JSON.
    #[must_use]
    pub fn kept(&self) -> String {
        let kept = Kept {
            text: self.text.clone(),
            context: self.context.clone(),
            published: self.published.clone(),
        };
        serde_json::to_string(&kept).unwrap_or_default()
    }

    /// A report that was kept; absent where another version of the program kept it in a form that this one cannot read.
    #[must_use]
    pub fn from_kept(json: &str) -> Option<Self> {
        let kept: Kept = serde_json::from_str(json).ok()?;
        Some(Self {
            published: kept.published,
            ..Self::of(kept.text, kept.context)
        })
    }

    /// A report that was made before, from its text and numbers: the same bytes in every form.
    #[must_use]
    pub fn of(text: String, context: Context) -> Self {
        let document = Document::read(&text, &context);
        Self {
            markdown: with_tables(&text, &context),
            html: html(&document, &context),
            document,
            context,
            published: Vec::new(),
            text,
        }
    }
}
