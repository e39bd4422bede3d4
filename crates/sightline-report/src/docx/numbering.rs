use std::fmt::Write as _;

use super::package::XML;

/// The list of all bullets.
pub(super) const BULLETS: usize = 1;
/// The first numbered list; every further one has the next number, so that it starts anew.
pub(super) const FIRST_NUMBERED: usize = 2;
/// The deepest level that Word knows, from 0.
pub(super) const DEEPEST: usize = 8;

/// What stands before the items of lists, given the first number of each numbered one.
pub(super) fn numbering(starts: &[u64]) -> String {
    let mut out = format!(
        "{XML}<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
    );
    let signs = ["•", "–"];
    let bullet = |level: usize| signs.get(level % 2).copied().unwrap_or("•").to_owned();
    levels(&mut out, 0, "bullet", bullet);
    levels(&mut out, 1, "decimal", |level| format!("%{}.", level + 1));
    let _infallible = write!(
        out,
        "<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>"
    );
    for (number, start) in (FIRST_NUMBERED..).zip(starts) {
        let _infallible = write!(
            out,
            "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"1\"/>"
        );
        for level in 0..=DEEPEST {
            let _infallible = write!(
                out,
                "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
            );
        }
        out.push_str("</w:num>");
    }
    out.push_str("</w:numbering>");
    out
}

fn levels(out: &mut String, id: usize, format: &str, sign: impl Fn(usize) -> String) {
    let _infallible = write!(
        out,
        "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>"
    );
    for level in 0..=DEEPEST {
        let _infallible = write!(
            out,
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"397\"/></w:pPr></w:lvl>",
            sign(level),
            397 * (level + 1),
        );
    }
    out.push_str("</w:abstractNum>");
}
