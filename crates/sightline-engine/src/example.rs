//! Worked cases: an audit written by hand, and what must come out of it.
//!
//! A template is trusted when somebody has worked a case through by hand. Each expectation knows its place, so
//! that one which fails can be shown where it is written.

mod answers;
mod expect;
mod facts;
mod history;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::{Block, read};
use crate::model::{Audit, Case, Template};
use crate::shape::{EXAMPLE, scalar};
use crate::source::{SourceFile, Span, Spanned};

/// One file of a template's `examples/`.
#[derive(Clone, Debug)]
pub struct Example {
    /// The file's name without its ending.
    pub name: String,
    /// What it shows.
    pub about: Option<String>,
    /// What was answered.
    pub audit: Audit,
    /// What is known of the case.
    pub case: Case,
    /// The day it is scored.
    pub today: NaiveDate,
    /// What must come out.
    pub expect: Expect,
    /// Where each answer is written, by question id.
    pub answers_at: BTreeMap<String, Span>,
    /// Where `expect` is written.
    pub at: Span,
}

/// What must come out of a worked case; what is absent may be anything.
#[derive(Clone, Debug, Default)]
pub struct Expect {
    /// Where the audit ends.
    pub status: Option<Spanned<String>>,
    /// The grade after limits: an id, or nothing where there must be none.
    pub overall: Option<Spanned<Option<String>>>,
    /// The grade by the bands alone.
    pub computed: Option<Spanned<Option<String>>>,
    /// The overall score with two decimals.
    pub percent: Option<Spanned<String>>,
    /// Exactly these limits lowered the grade.
    pub limited_by: Option<Spanned<Vec<String>>>,
    /// Grades by section id.
    pub sections: BTreeMap<String, Spanned<Option<String>>>,
    /// The completeness with two decimals.
    pub completeness: Option<Spanned<String>>,
    /// Exactly these alerts.
    pub alerts: Option<Spanned<Vec<String>>>,
    /// So many actions.
    pub actions: Option<Spanned<usize>>,
    /// Exactly these questions have a concern.
    pub concerns: Option<Spanned<Vec<String>>>,
    /// Exactly these questions have a strength.
    pub strengths: Option<Spanned<Vec<String>>>,
    /// These rules are among the reasons.
    pub because: Option<Spanned<Vec<String>>>,
}

/// Reads a worked case of a template; there is one only where nothing is wrong with it.
pub fn load_example(file: &Arc<SourceFile>, template: &Template) -> (Option<Example>, Diagnostics) {
    let (root, unread, mut diagnostics) = read(file, &EXAMPLE);
    let example = root.and_then(|root| {
        let mut found = Diagnostics::new();
        let example =
            Block::of(&root).and_then(|block| example(file, &block, template, &mut found));
        diagnostics.extend(unread.sure(found));
        example
    });
    let fine = !diagnostics.has_errors();
    (example.filter(|_| fine), diagnostics.sorted())
}

fn example(
    file: &Arc<SourceFile>,
    block: &Block<'_>,
    template: &Template,
    found: &mut Diagnostics,
) -> Option<Example> {
    let name = stem(file.path());
    let case = Case {
        id: name.clone(),
        facts: facts::facts(block, template, found),
        history: history::history(block, template, found),
        ..Case::default()
    };
    let (answers, answers_at) = answers::answers(block.node("answers"), template, found);
    let voices = voices(block, template, found);
    let expect = expect::expect(&block.block("expect")?, template, found);
    let date = block.read("date", scalar::date)?.value;
    Some(Example {
        about: block.words("about"),
        audit: Audit {
            id: name.clone(),
            case: name.clone(),
            template: template.id.clone(),
            auditor: None,
            team: None,
            service: None,
            date,
            answers,
            voices,
            recorded: None,
            moderated: None,
        },
        case,
        today: block
            .read("today", scalar::date)
            .map_or(date, |today| today.value),
        expect,
        answers_at,
        at: block.key_at("expect")?,
        name,
    })
}

fn voices(
    block: &Block<'_>,
    template: &Template,
    found: &mut Diagnostics,
) -> BTreeMap<String, BTreeMap<String, crate::model::Answer>> {
    let mut voices = BTreeMap::new();
    let others = template.voices.get(1..).unwrap_or_default();
    for (voice, node) in block.named("voices") {
        if !others.contains(&voice.value) {
            let message = format!("the template has no other voice `{}`", voice.value);
            let help =
                suggest(&voice.value, others.iter().map(String::as_str)).unwrap_or_else(|| {
                    "add it to the template's `voices:`, after the first".to_owned()
                });
            found.push(Diagnostic::error(Code::BAD_WORD, &voice.at, message).help(help));
        }
        voices.insert(voice.value, answers::answers(Some(node), template, found).0);
    }
    voices
}

/// A path's last part without its ending.
fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}
