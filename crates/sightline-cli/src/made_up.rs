//! The made-up authority's figures, which have something for every part of a report.

use std::collections::BTreeMap;
use std::sync::Arc;

use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::model::{Audit, Case};
use sightline_engine::rollup::{Group, Layout};
use sightline_engine::scored::Scored;
use sightline_engine::{
    Catalog, CompiledTemplate, Dates, Encoded, Programme, Rollup, SourceFile, load_programme, read,
};
use sightline_report::{Audited, Spec};

use crate::files::sources::Sources;
use crate::programme::PROGRAMME;
use crate::shipped;

/// One of its audits, scored.
pub(crate) struct MadeUp {
    template: Arc<CompiledTemplate>,
    case: Arc<Case>,
    audit: Audit,
    encoded: Encoded,
    scored: Scored,
}

impl MadeUp {
    /// The audit as a letter takes it.
    pub(crate) fn audited(&self) -> Audited<'_> {
        let because = self.audit.recorded.as_ref().map(|one| one.reason.as_str());
        Audited {
            id: &self.audit.id,
            case: &self.case,
            template: &self.template,
            answers: &self.encoded.answers,
            scored: &self.scored,
            date: self.audit.date,
            team: self.audit.team.as_deref(),
            recorded: self.encoded.recorded.zip(because),
            moderated: self.encoded.moderated,
        }
    }
}

/// The made-up authority's audits, counted, and the period that the last of them lie in.
///
/// A report that is filled in with them shows every mistake in its text, whatever an authority's own store holds so far.
pub(crate) fn rollup() -> (Rollup, Period) {
    let (catalog, _) = Catalog::load(&Sources::shipped().files);
    let layouts: BTreeMap<String, Arc<Layout>> = catalog
        .templates()
        .map(|one| {
            let layout = Layout::new(one.template());
            (one.template().id.clone(), Arc::new(layout))
        })
        .collect();
    let mut rollup = Rollup::new();
    let mut last = Quarter { year: 0, n: 1 };
    for one in audits(&catalog) {
        let Some(layout) = layouts.get(&one.audit.template) else {
            continue;
        };
        let group = Group::of(&one.audit, one.template.reference());
        last = last.max(group.quarter);
        rollup.add(&group, layout, &one.encoded.graded(&one.scored));
    }
    (rollup, last.into())
}

/// The first of the made-up authority's audits that has something for every part of a letter.
pub(crate) fn audit(spec: &Spec) -> Option<MadeUp> {
    let (catalog, _) = Catalog::load(&Sources::shipped().files);
    let is_full = |one: &MadeUp| {
        let audit = sightline_report::audit_context(&one.audited(), spec).audit;
        let found = !audit.strengths.is_empty() && !audit.concerns.is_empty();
        let follows = !audit.actions.is_empty() && !audit.comments.is_empty();
        found && follows && !audit.limits.is_empty() && !audit.better.is_empty()
    };
    audits(&catalog).find(is_full)
}

/// Each audit that can be read, scored.
fn audits(catalog: &Catalog) -> impl Iterator<Item = MadeUp> {
    let cases: BTreeMap<String, Arc<Case>> = lines("cases.jsonl")
        .filter_map(|line| read::case(&line).ok())
        .map(|case| (case.id.clone(), Arc::new(case)))
        .collect();
    let audits = lines("audits.jsonl").filter_map(|line| read::audit(&line).ok());
    audits.filter_map(move |audit| {
        let template = Arc::clone(catalog.template(&audit.template)?);
        let case = Arc::clone(cases.get(&audit.case)?);
        let nowhere = read::nowhere("the demonstration");
        let encoded = template.encode(&audit, &case, audit.date, &nowhere).0?;
        let scored = template.score(&encoded.answers, &case, Dates::on(audit.date));
        Some(MadeUp {
            template,
            case,
            audit,
            encoded,
            scored,
        })
    })
}

fn lines(name: &'static str) -> impl Iterator<Item = Arc<SourceFile>> {
    shipped::demo()
        .filter(move |(file, _)| *file == name)
        .flat_map(|(_, text)| text.lines())
        .map(|line| SourceFile::line("the demonstration", 1, line))
}

/// What the made-up authority planned, and what it tells.
pub(crate) fn programme(catalog: &Catalog) -> Programme {
    let found = shipped::demo().find(|(name, _)| *name == PROGRAMME);
    found.map_or_else(Programme::default, |(name, text)| {
        load_programme(&SourceFile::new(name, text), catalog).0
    })
}
