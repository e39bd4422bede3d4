//! What a package says about its parts and about itself.

use std::fmt::Write as _;

use crate::context::Context;
use crate::document::Document;
use crate::docx::body::Body;
use crate::escape::xml;

use super::package::XML;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The kind of every part.
pub(super) fn content_types(charts: usize) -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let mut parts = vec![
        (
            "/docProps/app.xml".to_owned(),
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
        (
            "/docProps/core.xml".to_owned(),
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
        (
            "/word/document.xml".to_owned(),
            format!("{word}.document.main+xml"),
        ),
        ("/word/footer1.xml".to_owned(), format!("{word}.footer+xml")),
        ("/word/header1.xml".to_owned(), format!("{word}.header+xml")),
        (
            "/word/numbering.xml".to_owned(),
            format!("{word}.numbering+xml"),
        ),
        (
            "/word/settings.xml".to_owned(),
            format!("{word}.settings+xml"),
        ),
        ("/word/styles.xml".to_owned(), format!("{word}.styles+xml")),
    ];
    let chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    parts.extend((1..=charts).map(|n| (format!("/word/charts/chart{n}.xml"), chart.to_owned())));
    let mut out = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>"
    );
    for (name, kind) in parts {
        let _infallible = write!(
            out,
            "<Override PartName=\"{name}\" ContentType=\"{kind}\"/>"
        );
    }
    out.push_str("</Types>");
    out
}

/// What the document's text points to.
pub(super) fn relations(body: &Body) -> String {
    let mut out = format!("{XML}<Relationships xmlns=\"{RELATIONS}\">");
    let mut relation = |id: &str, kind: &str, target: &str, mode: &str| {
        let _infallible = write!(
            out,
            "<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{}\"{mode}/>",
            xml(target)
        );
    };
    for (id, file) in [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("header", "header1.xml"),
        ("footer", "footer1.xml"),
    ] {
        relation(id, id, file, "");
    }
    for n in 1..=body.charts.len() {
        relation(
            &format!("chart{n}"),
            "chart",
            &format!("charts/chart{n}.xml"),
            "",
        );
    }
    for (n, link) in (1..).zip(&body.links) {
        relation(
            &format!("link{n}"),
            "hyperlink",
            link,
            " TargetMode=\"External\"",
        );
    }
    out.push_str("</Relationships>");
    out
}

/// The workbook behind a chart.
pub(super) fn chart_relations(n: usize) -> String {
    format!(
        "{XML}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"data\" Type=\"{RELATION}/package\" Target=\"../embeddings/chart{n}.xlsx\"/></Relationships>"
    )
}

/// The file's title and whose it is. It names no person and no machine, and has no time of its own, so that the same
/// report gives the same bytes.
pub(super) fn core(document: &Document, context: &Context) -> String {
    let authority = xml(&context.authority);
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{authority}</dc:creator>\
         <dc:subject>{}</dc:subject><dc:language>en-GB</dc:language><cp:keywords>{}</cp:keywords>\
         <cp:lastModifiedBy>{authority}</cp:lastModifiedBy></cp:coreProperties>",
        xml(&document.title),
        xml(&context.period.label),
        xml(&context.marking),
    )
}
