use std::fmt::Write as _;

use crate::context::Context;
use crate::escape::html;
use crate::html::blocks::Body;

const STYLE: &str = include_str!("style.css");

/// The page around a body: its language, its marking, a way past the contents, and nothing from anywhere else.
pub(super) fn page(body: &Body, context: &Context, title: &str) -> String {
    let title = html(title);
    let marking = html(&context.marking);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#report\">Skip to the report</a>\n\
         <header><p class=\"marking\">{marking}</p></header>\n",
        page_marking(&context.marking),
    );
    if !body.contents.is_empty() {
        page.push_str("<nav aria-label=\"Contents\"><ul>\n");
        for (id, heading) in &body.contents {
            let _infallible = writeln!(page, "<li><a href=\"#{id}\">{}</a></li>", html(heading));
        }
        page.push_str("</ul></nav>\n");
    }
    if body.html.contains("<figure>") {
        page.push_str(crate::chart::PATTERNS);
    }
    let _infallible = write!(
        page,
        "<main id=\"report\" tabindex=\"-1\">\n{}</main>\n\
         <footer><p class=\"marking\">{marking}</p><p>{}: {}. Prepared on {}.</p></footer>\n</body>\n</html>\n",
        body.html,
        html(&context.authority),
        html(&context.period.label),
        html(&context.prepared_on),
    );
    page
}

/// Every printed page carries the marking above and below; the letters that could end a style are left out.
fn page_marking(marking: &str) -> String {
    let plain: String = marking
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -".contains(*letter))
        .collect();
    let at = |place: &str| format!("@{place}{{content:\"{plain}\"}}");
    format!("@page{{{}{}}}\n", at("top-center"), at("bottom-center"))
}
