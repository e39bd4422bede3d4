//! The made-up authority's figures, which have something for every part of a report.

use std::collections::BTreeMap;
use std::sync::Arc;

use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::model::Case;
use sightline_engine::rollup::{Group, Layout};
use sightline_engine::{Catalog, Dates, Programme, Rollup, SourceFile, load_programme, read};

use crate::files::sources::Sources;
use crate::programme::PROGRAMME;
use crate::shipped;

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
    let cases: BTreeMap<String, Arc<Case>> = lines("cases.jsonl")
        .filter_map(|line| read::case(&line).ok())
        .map(|case| (case.id.clone(), Arc::new(case)))
        .collect();
    let mut rollup = Rollup::new();
    let mut last = Quarter { year: 0, n: 1 };
    for audit in lines("audits.jsonl").filter_map(|line| read::audit(&line).ok()) {
        let (Some(template), Some(case), Some(layout)) = (
            catalog.template(&audit.template),
            cases.get(&audit.case),
            layouts.get(&audit.template),
        ) else {
            continue;
        };
        let nowhere = read::nowhere("the demonstration");
        let (encoded, _) = template.encode(&audit, case, audit.date, &nowhere);
        if let Some(encoded) = encoded {
            let scored = template.score(&encoded.answers, case, Dates::on(audit.date));
            let group = Group::of(&audit, template.reference());
            last = last.max(group.quarter);
            rollup.add(&group, layout, &encoded.graded(&scored));
        }
    }
    (rollup, last.into())
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
