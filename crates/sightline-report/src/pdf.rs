//! A report as a tagged PDF that meets PDF/UA-1, typeset by typst.
//!
//! [`typst_source`] writes the whole report as text for the typesetter, and [`pdf`] has that set with nothing else in
//! reach: no file, no network, no clock, no typeface of the machine. The same report gives the same bytes.

mod body;
mod chart;
mod fonts;
mod letters;
mod table;
mod text;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::context::Context;
use crate::document::Document;
use crate::error::ReportError;
use world::Sandbox;

/// The text that the typesetter reads, without its looks, which are the same for every report.
///
/// All that people wrote stands in it as strings, so none of it can be read as code; letters that no typeface here has
/// become `□`.
#[must_use]
pub fn typst_source(document: &Document, context: &Context) -> String {
    body::source(document, context)
}

/// Makes one PDF file of a report.
///
/// Fails where the text cannot be set, or where what comes out would not meet PDF/UA-1; nothing that a report says
/// should bring that about.
pub fn pdf(document: &Document, context: &Context) -> Result<Vec<u8>, ReportError> {
    let source = typst_source(document, context);
    // A typesetter is large, and not ours: should it break down over a report, the program goes on.
    catch_unwind(AssertUnwindSafe(|| typeset(source))).unwrap_or_else(|_| {
        Err(ReportError::Typesetting(
            "the typesetter broke down".to_owned(),
        ))
    })
}

fn typeset(source: String) -> Result<Vec<u8>, ReportError> {
    let world = Sandbox::new(source)?;
    let set = typst::compile::<PagedDocument>(&world).output;
    let set = set.map_err(|wrong| failed(&wrong))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| ReportError::Typesetting(error.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Sightline".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let file = typst_pdf::pdf(&set, &options).map_err(|wrong| failed(&wrong));
    // What the typesetter keeps for a next time is of no use to the next report.
    typst::comemo::evict(0);
    file
}

/// The typesetter's reasons, as one line.
fn failed(wrong: &[SourceDiagnostic]) -> ReportError {
    let reasons: Vec<String> = wrong.iter().map(|one| one.message.to_string()).collect();
    ReportError::Typesetting(reasons.join("; "))
}
