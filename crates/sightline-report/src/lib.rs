//! A rollup into Markdown, and Markdown into accessible HTML.
//!
//! One way, one function a stage: a [`Rollup`] becomes a [`Context`] of plain data, the context fills in a report's
//! Markdown, and the Markdown becomes one HTML file that needs nothing beside it.
//!
//! A report is a Markdown file that a manager can edit. [`QUARTERLY`] is the shipped one; it has the front matter, the
//! summary, grades, moderation, themes, a closer look at each template, teams and the limits of the numbers. Planned
//! against completed audits, measures, timeliness, voice, actions carried over and the impact of earlier learning have
//! their place between those parts once their data is kept; DOCX, XLSX, CSV and JSON take the same [`Context`].
//! [`Audience::Public`] is refused until small numbers can be suppressed.

pub mod chart;
mod charts;
pub mod context;
mod data;
pub mod disclose;
mod error;
mod escape;
mod figures;
mod html;
mod letter;
mod markdown;
mod number;
mod public;
mod readability;
pub mod sentence;
mod spec;
mod table;

use std::sync::Arc;

use sightline_engine::SourceFile;

pub use charts::with_tables;
pub use context::{Context, context};
pub use data::BACK;
pub use error::ReportError;
pub use figures::Figures;
pub use html::html;
pub use letter::{
    ActionPart, AuditContext, AuditPart, Audited, CommentPart, FindingPart, SectionPart, WORKER_LETTER, audit_context,
    is_letter, letter,
};
pub use markdown::{LONGEST_REPORT, LONGEST_TEMPLATE, markdown};
pub use readability::{PROMPT, Reading, readability, too_hard};
pub use spec::{Audience, Headings, Only, Spec};
pub use table::{Cell, Table, Value};

/// The shipped quarterly report on learning themes, to fill in or to copy and edit.
pub const QUARTERLY: &str = include_str!("../../../audit-templates/_reports/quarterly.md");

/// A report in both forms, from the same numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// As Markdown, with a table in place of each chart.
    pub markdown: String,
    /// As one self-contained HTML file.
    pub html: String,
    /// The lines that matter most.
    pub headlines: Vec<String>,
}

impl Report {
    /// Both forms of a filled-in text.
    fn of(text: &str, context: Context) -> Self {
        let title = html::title(text, &context);
        Self {
            markdown: with_tables(text, &context),
            html: html(text, &context, &title),
            headlines: context.summary.lines,
        }
    }
}

/// Makes a period's report.
pub fn report<'a>(figures: impl Into<Figures<'a>>, spec: &Spec) -> Result<Report, ReportError> {
    let template = spec
        .template
        .clone()
        .unwrap_or_else(|| Arc::clone(&SourceFile::new("quarterly.md", QUARTERLY)));
    let context = context(&figures.into(), spec)?;
    let text = markdown(&context, &template)?;
    Ok(Report::of(&text, context))
}
