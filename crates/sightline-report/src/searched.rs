//! A report for readers outside the authority, searched for words that could name somebody.
//!
//! Names can be typed in many places: a report's own text, a theme's title, why reviews were late, who wrote it. So what is
//! searched is what comes out, the finished text and all that a program reads beside it, and whatever is added to a report one day is
//! searched too. Where the words were typed is looked up afterwards.

mod located;
mod printed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sightline_engine::personal::{Found, Kind, Known, find, find_ids};
use sightline_engine::{Code, Diagnostic, Diagnostics, SourceFile, Span};

use crate::Report;
use crate::context::Context;
use crate::error::{Personal, ReportError};
use crate::figures::Figures;
use crate::safe;
use crate::spec::{Audience, Spec};
use crate::table::Cell;
use printed::Printed;

/// Whether people outside the authority read it.
pub(crate) fn is_for_others(spec: &Spec) -> bool {
    spec.audience == Audience::Public || spec.for_children
}

/// Warnings of what is typed into a report's own text and would keep it from everybody and from children.
///
/// Of dates only those beside words of birth: whether another is of the period is known when the report is made.
#[must_use]
pub fn could_name(template: &Arc<SourceFile>, spec: &Spec) -> Diagnostics {
    let own = crate::readability::unfilled(template.text());
    let found = find(&own, &safe::known(spec)).into_iter();
    let found = found.filter(|one| one.kind != Kind::Date);
    let warning = |one: Found| {
        let at = Span::new(template, one.range.start, one.range.end);
        let message = format!("this could be {}", one.kind);
        Diagnostic::warning(Code::REPORT_PERSONAL, &at, message).help(
            "a report for everybody or for children is not made with it; what names nobody goes under `public_words:` in `sightline.yaml`",
        )
    };
    found.map(warning).collect()
}

/// Everything typed whose place is known.
pub(crate) fn sources(
    figures: &Figures,
    spec: &Spec,
    template: Option<&Arc<SourceFile>>,
) -> Vec<Arc<SourceFile>> {
    let told = figures.programme.told(spec.period);
    let voices = told.flat_map(|one| &one.voice).map(|one| one.at.file());
    let all = template.into_iter().chain(&spec.typed).chain(voices);
    all.map(Arc::clone).collect()
}

/// Searches all that a report can say.
pub(crate) fn context(
    context: &Context,
    spec: &Spec,
    sources: &[Arc<SourceFile>],
) -> Result<(), ReportError> {
    search(
        &printed::of_context(context),
        &known_in(context, spec),
        sources,
    )
}

/// Searches a report in all its forms.
pub(crate) fn report(
    report: &Report,
    spec: &Spec,
    sources: &[Arc<SourceFile>],
) -> Result<(), ReportError> {
    search(
        &all_printed(report, spec),
        &known_in(&report.context, spec),
        sources,
    )
}

/// Searches a report in all its forms for the ids that a store has: of cases and audits, and staff codes.
///
/// What somebody numbers their cases like has no form of its own, so whether a word is one is for the store to say: `is_known` is
/// asked of every word that has a digit in it, once.
pub fn ids(
    report: &Report,
    spec: &Spec,
    is_known: &mut dyn FnMut(&str) -> bool,
) -> Result<(), ReportError> {
    let printed = all_printed(report, spec);
    let allowed = known_in(&report.context, spec).allowed;
    let mut asked: BTreeMap<String, bool> = BTreeMap::new();
    let mut personal = Vec::new();
    for one in &printed {
        for found in find_ids(&one.text) {
            let word = one.text.get(found).unwrap_or_default();
            if asked.contains_key(word) {
                continue;
            }
            let is_one = !allowed.iter().any(|one| one == word) && is_known(word);
            asked.insert(word.to_owned(), is_one);
            if is_one {
                personal.push(Personal {
                    at: located::find(word, &sources_of(spec)),
                    part: one.part.clone(),
                    what: Kind::Id,
                });
            }
        }
    }
    found(personal)
}

/// The texts whose places are known of a report that is made.
fn sources_of(spec: &Spec) -> Vec<Arc<SourceFile>> {
    spec.template
        .iter()
        .chain(&spec.typed)
        .map(Arc::clone)
        .collect()
}

/// All that its readers see of a report.
fn all_printed(report: &Report, spec: &Spec) -> Vec<Printed> {
    let mut all = printed::of_document(&report.document);
    all.extend(printed::of_markdown(&report.markdown));
    // What a report for children does not print is for colleagues.
    if spec.audience == Audience::Public {
        all.extend(printed::of_context(&report.context));
    }
    all
}

fn found(personal: Vec<Personal>) -> Result<(), ReportError> {
    if personal.is_empty() {
        Ok(())
    } else {
        Err(ReportError::Personal(personal))
    }
}

fn search(
    printed: &[Printed],
    known: &Known,
    sources: &[Arc<SourceFile>],
) -> Result<(), ReportError> {
    let mut said = BTreeSet::new();
    let mut personal = Vec::new();
    for one in printed {
        for found in find(&one.text, known) {
            let words = one.text.get(found.range).unwrap_or_default();
            // Once is enough: the same words come out in a table, in a chart and in what a program reads.
            if said.insert(words.to_owned()) {
                personal.push(Personal {
                    at: located::find(words, sources),
                    part: one.part.clone(),
                    what: found.kind,
                });
            }
        }
    }
    self::found(personal)
}

/// What names nobody in a report, with what the program itself prints that has the form of a number or a date.
fn known_in(context: &Context, spec: &Spec) -> Known {
    let mut known = safe::known(spec);
    let period = &context.period;
    let own = [
        &context.method.digest,
        &context.prepared_on,
        &period.from,
        &period.to,
    ];
    known.allowed.extend(own.into_iter().cloned());
    known.allowed.extend(due(context).map(str::to_owned));
    known
}

/// The days by which actions are due: one that is carried forward may be due long before the period.
fn due(context: &Context) -> impl Iterator<Item = &str> {
    let cells = context.actions.table.iter().flat_map(|table| &table.rows);
    cells
        .flatten()
        .map(Cell::text)
        .filter(|text| safe::is_day(text))
}
