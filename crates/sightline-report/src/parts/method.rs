//! How the numbers were made: templates, what changed in method, samples, and the name of the figures.

use serde::{Deserialize, Serialize};
use sightline_engine::rollup::{Comparison, Summary};
use sightline_engine::sample::Chosen;

use crate::data::Data;
use crate::number::{day, list};
use crate::sentence::broken;
use crate::table::{Cell, Table, filled};

/// How the numbers were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// Templates and versions used.
    pub templates: Option<Table>,
    /// What changed since the quarter before.
    pub changes: Vec<String>,
    /// Samples that were drawn in the period: from how many cases, how, and with what seed.
    pub draws: Option<Table>,
    /// One name for all the figures: reports with the same one were made from the same figures.
    pub digest: String,
}

pub(crate) fn method(data: &Data<'_>) -> Method {
    let mut templates = Table::new(
        format!("Templates used this {}", data.word()),
        ["Template", "Version", "Audits", "Graded"],
    );
    for one in &data.now {
        let mut versions: Vec<String> = one
            .editions
            .iter()
            .map(|edition| edition.version.clone())
            .collect();
        versions.dedup();
        let graded = match one.scale {
            Some(_) => Cell::from(one.effective.whole()),
            None => "gives no grade".into(),
        };
        templates.row([
            Cell::from(one.title.as_str()),
            list(&versions).into(),
            one.audits.into(),
            graded,
        ]);
    }
    Method {
        templates: filled(templates),
        changes: changes(data),
        draws: draws(data),
        digest: String::new(),
    }
}

/// The samples of the period; those of a report on a part may be of the others' work.
pub(super) fn drawn<'d>(data: &'d Data<'_>) -> impl Iterator<Item = &'d Chosen> {
    let only = &data.spec.only;
    let any = only.team.is_none() && only.service.is_none();
    data.figures.draws.iter().filter(move |one| {
        any && data.spec.period.contains(one.on)
            && only
                .template
                .as_ref()
                .is_none_or(|wanted| *wanted == one.template)
    })
}

/// What the template of a sample is called.
pub(super) fn title<'d>(data: &'d Data<'_>, one: &'d Chosen) -> &'d str {
    let template = data.now.iter().find(|now| now.family.id == one.template);
    template.map_or(one.template.as_str(), |now| now.title.as_str())
}

fn draws(data: &Data<'_>) -> Option<Table> {
    let mut table = Table::new(
        format!("Samples drawn this {}", data.word()),
        [
            "Template",
            "Drawn on",
            "How",
            "Cases",
            "Could not be drawn",
            "Drawn",
            "Reserves",
            "Draw and seed",
        ],
    );
    let n = |n: usize| Cell::from(n as u64);
    for one in drawn(data) {
        table.row([
            Cell::from(title(data, one)),
            day(one.on).into(),
            one.how.as_str().into(),
            n(one.cases),
            n(one.excluded),
            n(one.drawn),
            n(one.reserves),
            format!("{}, {}", one.id, one.seed).into(),
        ]);
    }
    filled(table)
}

/// What would make this quarter differ from the last with no change in practice.
fn changes(data: &Data<'_>) -> Vec<String> {
    let mut changes = Vec::new();
    if data.now.is_empty() {
        return changes;
    }
    if data.last().is_empty() {
        changes.push(format!(
            "There were no audits in {}, so nothing is compared with it.",
            data.then()
        ));
        return changes;
    }
    for one in &data.now {
        match one.beside(data.last()) {
            Comparison::Broken(because) => changes.push(format!(
                "Results of {} are not compared with {}: {}.",
                one.title,
                data.then(),
                broken(&because)
            )),
            Comparison::NoEarlier => {
                changes.push(format!("{} was not used in {}.", one.title, data.then()));
            }
            Comparison::Same(before) => changes.extend(edition(one, before)),
        }
    }
    for before in data
        .last()
        .iter()
        .filter(|one| !data.now.iter().any(|now| now.family.id == one.family.id))
    {
        changes.push(format!(
            "{} was used in {} and not this {}.",
            before.title,
            data.then(),
            data.word()
        ));
    }
    changes
}

fn edition(now: &Summary, before: &Summary) -> Option<String> {
    if now.version != before.version {
        return Some(format!(
            "{} went from version {} to {}; scores stay comparable.",
            now.title, before.version, now.version
        ));
    }
    let new = now.editions.iter().find(|edition| {
        before
            .editions
            .iter()
            .any(|other| other.version == edition.version && other.digest != edition.digest)
    })?;
    Some(format!(
        "{} was changed without a new version number (version {}); check that scores stay comparable.",
        now.title, new.version
    ))
}
