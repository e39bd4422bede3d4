//! What stands above and below every page.

use crate::context::Context;
use crate::escape::xml;

use super::package::XML;

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// The marking.
pub(super) fn header(context: &Context) -> String {
    format!("{XML}<w:hdr {NAMESPACE}>{}</w:hdr>", marking(context))
}

/// The marking again, whose report it is and from when, and which page of how many.
pub(super) fn footer(context: &Context) -> String {
    let whose = format!(
        "{}, {}. Prepared on {}.",
        context.authority, context.period.short, context.prepared_on
    );
    format!(
        "{XML}<w:ftr {NAMESPACE}>{}<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>\
         <w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\">Page </w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>{}</w:p></w:ftr>",
        marking(context),
        xml(&whose),
        field("PAGE"),
        field("NUMPAGES"),
    )
}

fn marking(context: &Context) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Marking\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        xml(&context.marking)
    )
}

/// A number that Word works out.
fn field(name: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
    )
}
