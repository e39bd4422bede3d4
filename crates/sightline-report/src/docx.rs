//! A report as a Word file that a committee officer can edit.
//!
//! Everything has its real form: headings, lists, captions and quotes are styles, a table's heading row is repeated on
//! every page, charts are Word's own with their data behind them. The same report gives the same bytes.

mod body;
mod chart;
mod frame;
mod numbering;
mod package;
mod properties;
mod table;
mod text;
mod workbook;

use crate::context::Context;
use crate::document::Document;
use crate::error::ReportError;

/// Makes one Word file of a report.
///
/// Fails only where the parts cannot be put together, which no report by itself can bring about.
pub fn docx(document: &Document, context: &Context) -> Result<Vec<u8>, ReportError> {
    let body = body::body(document);
    let charts: Vec<_> = body.charts.iter().map(chart::bars).collect();
    let parts = [
        (
            "[Content_Types].xml".to_owned(),
            properties::content_types(charts.len()),
        ),
        (
            "_rels/.rels".to_owned(),
            include_str!("docx/package.rels").to_owned(),
        ),
        (
            "docProps/app.xml".to_owned(),
            include_str!("docx/app.xml").to_owned(),
        ),
        (
            "docProps/core.xml".to_owned(),
            properties::core(document, context),
        ),
        (
            "word/_rels/document.xml.rels".to_owned(),
            properties::relations(&body),
        ),
        ("word/footer1.xml".to_owned(), frame::footer(context)),
        ("word/header1.xml".to_owned(), frame::header(context)),
        (
            "word/numbering.xml".to_owned(),
            numbering::numbering(&body.numbered),
        ),
        (
            "word/settings.xml".to_owned(),
            include_str!("docx/settings.xml").to_owned(),
        ),
        ("word/document.xml".to_owned(), body.xml),
        (
            "word/styles.xml".to_owned(),
            include_str!("docx/styles.xml").to_owned(),
        ),
    ];
    let mut files: Vec<(String, Vec<u8>)> = parts
        .into_iter()
        .map(|(name, xml)| (name, xml.into_bytes()))
        .collect();
    for (n, chart) in (1..).zip(&charts) {
        let folder = "word/charts";
        files.push((
            format!("{folder}/_rels/chart{n}.xml.rels"),
            properties::chart_relations(n).into_bytes(),
        ));
        files.push((
            format!("{folder}/chart{n}.xml"),
            chart::xml(chart).into_bytes(),
        ));
        files.push((
            format!("word/embeddings/chart{n}.xlsx"),
            workbook::workbook(chart)?,
        ));
    }
    package::package(&files)
}
