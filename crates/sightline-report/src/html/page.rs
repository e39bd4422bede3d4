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
        margins(context),
    );
    if body.html.contains("<figure>") {
        page.push_str(crate::chart::PATTERNS);
    }
    let (front, report) = body.html.split_at(body.front);
    page.push_str("<main>\n");
    if !front.is_empty() {
        let _infallible = write!(page, "<div class=\"front\">\n{front}</div>\n");
    }
    contents(&mut page, &body.contents);
    let _infallible = write!(
        page,
        "<div id=\"report\" tabindex=\"-1\">\n{report}</div>\n</main>\n\
         <footer><p class=\"marking\">{marking}</p><p>{}: {}. Prepared on {}.</p></footer>\n</body>\n</html>\n",
        html(&context.authority),
        html(&context.period.label),
        html(&context.prepared_on),
    );
    page
}

/// The parts, after what the report is and before the first of them; on a wide screen they stay at its side.
fn contents(page: &mut String, contents: &[(String, String)]) {
    if contents.is_empty() {
        return;
    }
    page.push_str("<nav aria-labelledby=\"contents\"><p id=\"contents\">Contents</p><ul>\n");
    for (id, heading) in contents {
        let _infallible = writeln!(page, "<li><a href=\"#{id}\">{}</a></li>", html(heading));
    }
    page.push_str("</ul></nav>\n");
}

/// Every printed page carries the marking above and below, and whose report it is.
fn margins(context: &Context) -> String {
    let marking = quoted(&context.marking);
    let whose = quoted(&format!("{}, {}", context.authority, context.period.short));
    format!(
        "@page{{@top-center{{content:{marking}}}@bottom-center{{content:{marking}}}@bottom-left{{content:{whose}}}}}\n"
    )
}

/// A string in a style. Everything but letters, digits and a few signs is written as its number, so that nothing can end
/// the string or the style.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        if letter.is_alphanumeric() || " -,.".contains(letter) {
            out.push(letter);
        } else if !letter.is_control() {
            let _infallible = write!(out, "\\{:06x}", u32::from(letter));
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn h01_nothing_ends_a_style_or_its_strings() {
        assert_eq!(quoted("OFFICIAL-SENSITIVE"), "\"OFFICIAL-SENSITIVE\"");
        assert_eq!(quoted("A (b)"), "\"A \\000028b\\000029\"");
        assert_eq!(
            quoted("\"}</style>\n"),
            "\"\\000022\\00007d\\00003c\\00002fstyle\\00003e\""
        );
    }
}
