//! A rollup into Markdown, and Markdown into accessible HTML, Word, PDF, a workbook, CSV and JSON.
//!
//! One way, one function a stage: a [`Rollup`] becomes a [`Context`] of plain data, the context fills in a report's
//! Markdown, the Markdown is read once into a [`Document`], and every format is written from that.
//!
//! A report is a Markdown file that a manager can edit; [`QUARTERLY`] is the shipped one. For [`Audience::Public`] small
//! numbers are hidden before anything is filled in, so no format can show them.

pub mod chart;
mod charts;
pub mod claims;
pub mod context;
mod csv;
mod data;
pub mod disclose;
pub mod document;
mod docx;
mod error;
mod escape;
mod figures;
mod flat;
mod html;
mod json;
mod markdown;
mod name;
mod number;
#[cfg(feature = "pdf")]
mod pdf;
mod public;
pub mod sentence;
mod spec;
mod table;
mod xlsx;

use std::sync::Arc;

use sightline_engine::SourceFile;

pub use charts::with_tables;
pub use context::{Context, context};
pub use csv::csv;
pub use data::BACK;
pub use document::Document;
pub use docx::docx;
pub use error::ReportError;
pub use figures::Figures;
pub use html::html;
pub use json::{json, report_schema};
pub use markdown::{LONGEST_REPORT, LONGEST_TEMPLATE, markdown};
#[cfg(feature = "pdf")]
pub use pdf::{pdf, typst_source};
pub use spec::{Audience, Headings, Only, Spec};
pub use table::{Cell, Table, Value};
pub use xlsx::xlsx;

/// The shipped quarterly report on learning themes, to fill in or to copy and edit.
pub const QUARTERLY: &str = include_str!("../../../audit-templates/_reports/quarterly.md");

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
}

impl Report {
    /// The lines that matter most.
    #[must_use]
    pub fn headlines(&self) -> &[String] {
        &self.context.summary.lines
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
    let document = Document::read(&text, &context);
    Ok(Report {
        markdown: with_tables(&text, &context),
        html: html(&document, &context),
        document,
        context,
    })
}
