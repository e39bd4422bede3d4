//! What must come out, with every name looked up in the template.

use super::Expect;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::Exact;
use crate::load::{Block, text};
use crate::model::Template;
use crate::shape::scalar;
use crate::source::{Span, Spanned};

pub(super) fn expect(block: &Block<'_>, template: &Template, found: &mut Diagnostics) -> Expect {
    if block.is_empty() {
        let message = "the worked case expects nothing, so it cannot fail";
        let help = "say at least the status or the overall grade that must come out";
        found.push(Diagnostic::error(Code::MISSING_KEY, &block.head(), message).help(help));
    }
    let limits: Vec<&str> = template
        .limits
        .iter()
        .map(|limit| limit.id.as_str())
        .collect();
    let alerts: Vec<&str> = template
        .alerts
        .iter()
        .map(|alert| alert.id.as_str())
        .collect();
    let questions: Vec<&str> = template
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    let mut ids = |key: &str, noun: &str, known: &[&str]| known_ids(block, key, noun, known, found);
    let limited_by = ids("limited_by", "limit", &limits);
    let alerts = ids("alerts", "alert", &alerts);
    let concerns = ids("concerns", "question", &questions);
    let strengths = ids("strengths", "question", &questions);
    Expect {
        status: block.text("status"),
        overall: block
            .id("overall")
            .map(|grade| self::grade(grade, template, found)),
        computed: block
            .id("computed")
            .map(|grade| self::grade(grade, template, found)),
        percent: block.read("percent", two_decimals),
        limited_by,
        sections: sections(block, template, found),
        completeness: block.read("completeness", two_decimals),
        alerts,
        actions: block.read("actions", |text| usize::try_from(scalar::count(text)?).ok()),
        concerns,
        strengths,
        because: block
            .ids("because")
            .map(|rules| list(block, "because", rules)),
    }
}

/// A percentage as outcomes write it.
fn two_decimals(text: &str) -> Option<String> {
    text.parse::<Exact>().ok().map(|number| number.decimal(2))
}

fn grade(
    name: Spanned<String>,
    template: &Template,
    found: &mut Diagnostics,
) -> Spanned<Option<String>> {
    if name.value == "none" {
        return Spanned::new(None, name.at);
    }
    let grades: Vec<&str> = template
        .grades()
        .map(|scale| scale.grades.iter().map(|grade| grade.id.as_str()).collect())
        .unwrap_or_default();
    if !grades.contains(&name.value.as_str()) {
        let message = format!("the template has no grade `{}`", name.value);
        let help = suggest(&name.value, grades.into_iter().chain(["none"]));
        found.push(Diagnostic {
            help,
            ..Diagnostic::error(Code::UNKNOWN_GRADE, &name.at, message)
        });
    }
    name.map(Some)
}

fn sections(
    block: &Block<'_>,
    template: &Template,
    found: &mut Diagnostics,
) -> std::collections::BTreeMap<String, Spanned<Option<String>>> {
    let mut sections = std::collections::BTreeMap::new();
    for (name, node) in block.named("sections") {
        if template.section(&name.value).is_none() {
            let message = format!("the template has no section `{}`", name.value);
            let help = suggest(
                &name.value,
                template.sections.iter().map(|section| section.id.as_str()),
            );
            found.push(Diagnostic {
                help,
                ..Diagnostic::error(Code::UNKNOWN_SECTION, &name.at, message)
            });
        }
        if let Some(written) = text(node) {
            sections.insert(name.value, grade(written, template, found));
        }
    }
    sections
}

fn known_ids(
    block: &Block<'_>,
    key: &str,
    noun: &str,
    known: &[&str],
    found: &mut Diagnostics,
) -> Option<Spanned<Vec<String>>> {
    let ids = block.ids(key)?;
    for id in ids.iter().filter(|id| !known.contains(&id.value.as_str())) {
        let message = format!("the template has no {noun} `{}`", id.value);
        let code = if noun == "question" {
            Code::ANSWER_UNKNOWN_QUESTION
        } else {
            Code::BAD_WORD
        };
        let help = suggest(&id.value, known.iter().copied());
        found.push(Diagnostic {
            help,
            ..Diagnostic::error(code, &id.at, message)
        });
    }
    Some(list(block, key, ids))
}

/// The ids of a list, at the list's place where it stands on one line, else at its key.
fn list(block: &Block<'_>, key: &str, ids: Vec<Spanned<String>>) -> Spanned<Vec<String>> {
    let on_one_line = block
        .node(key)
        .map(|node| &node.at)
        .filter(|at| !at.text().contains('\n'));
    let at: Option<Span> = on_one_line.cloned().or_else(|| block.key_at(key));
    Spanned::new(
        ids.into_iter().map(|id| id.value).collect(),
        at.unwrap_or_else(|| block.head()),
    )
}
