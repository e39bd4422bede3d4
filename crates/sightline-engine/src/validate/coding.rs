//! The rules that code comments: each can propose something, for a theme that there is.

use chrono::NaiveDate;

use super::ids;
use crate::coding::{CodingRule, CodingRules, Pattern};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::RawCodingRule;
use crate::model::{Theme, ThemeChanges};
use crate::source::Spanned;

/// The rules of the shared files; one with a mistake in it is left out and reported.
pub(super) fn rules(
    raw: Vec<RawCodingRule>,
    negations: &[Spanned<String>],
    themes: &[Spanned<Theme>],
    changes: &ThemeChanges,
    found: &mut Diagnostics,
) -> CodingRules {
    ids::unique("coding rule", raw.iter().map(|rule| &rule.id), found);
    let mut rules: Vec<CodingRule> = Vec::new();
    for one in raw {
        let mut wrong = Diagnostics::new();
        if !themes.iter().any(|theme| theme.value.id == one.theme.value) {
            wrong.push(unknown_theme(&one.theme, themes, changes));
        }
        let rule = CodingRule {
            any: patterns(&one.any, &mut wrong),
            all: patterns(&one.all, &mut wrong),
            not: patterns(&one.not, &mut wrong),
            id: one.id.value.clone(),
            theme: one.theme.value.clone(),
            kind: one.kind,
        };
        if !wrong.has_errors() {
            idle(&one, &rule)
                .into_iter()
                .for_each(|idle| wrong.push(idle));
        }
        if !wrong.has_errors() && rules.iter().all(|other| other.id != rule.id) {
            rules.push(rule);
        }
        found.extend(wrong);
    }
    CodingRules::new(rules, patterns(negations, found))
}

fn unknown_theme(
    id: &Spanned<String>,
    themes: &[Spanned<Theme>],
    changes: &ThemeChanges,
) -> Diagnostic {
    let today = changes
        .path(&id.value, NaiveDate::MAX)
        .last()
        .map(|change| format!("it is called `{}` since {}", change.into.id, change.on));
    let help = today
        .or_else(|| {
            suggest(
                &id.value,
                themes.iter().map(|theme| theme.value.id.as_str()),
            )
        })
        .unwrap_or_else(|| "list it under `themes:`".to_owned());
    let message = format!("there is no theme `{}`", id.value);
    Diagnostic::error(Code::UNKNOWN_THEME, &id.at, message)
        .label("no theme has this id")
        .help(help)
}

fn patterns(texts: &[Spanned<String>], found: &mut Diagnostics) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for text in texts {
        match Pattern::read(&text.value) {
            Ok(pattern) => patterns.push(pattern),
            Err(why) => {
                let message = format!("`{}` cannot be looked for", text.value);
                found
                    .push(Diagnostic::error(Code::BAD_PATTERN, &text.at, message).help(why.help()));
            }
        }
    }
    patterns
}

/// Why a rule can never propose anything.
fn idle(raw: &RawCodingRule, rule: &CodingRule) -> Option<Diagnostic> {
    if rule.any.is_empty() && rule.all.is_empty() {
        let message = format!("coding rule `{}` looks for nothing", rule.id);
        let help = "list words under `any`, or under `all`";
        return Some(Diagnostic::error(Code::IDLE_CODING_RULE, &raw.id.at, message).help(help));
    }
    let refused = |pattern: &Pattern| {
        let place = rule.not.iter().position(|not| not == pattern)?;
        raw.not.get(place)
    };
    let in_all = raw
        .all
        .iter()
        .zip(&rule.all)
        .find_map(|(text, one)| Some((text, refused(one)?)));
    let in_any = || {
        let all: Option<Vec<_>> = rule.any.iter().map(refused).collect();
        let first = all?.into_iter().next()?;
        Some((raw.any.first()?, first))
    };
    let (text, not) = in_all.or_else(in_any)?;
    let message = format!("`{}` is asked for and ruled out", text.value);
    Some(
        Diagnostic::error(Code::IDLE_CODING_RULE, &text.at, message)
            .related(&not.at, "here it is ruled out")
            .help("take it out of `not`"),
    )
}
