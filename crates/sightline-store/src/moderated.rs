//! Moderated audits counted one by one, for a backend that cannot count by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sightline_engine::calendar::Quarter;
use sightline_engine::model::GradeIx;
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{Basis, Layout, Moderated};

use crate::AuditRow;

/// How many audits there are of each kind.
#[derive(Default)]
pub(crate) struct ModerationCounts {
    layouts: BTreeMap<TemplateRef, Arc<Layout>>,
    audits: BTreeMap<Kind, u64>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    quarter: Quarter,
    template: TemplateRef,
    auditor: Option<String>,
    basis: Basis,
    before: Option<GradeIx>,
    after: GradeIx,
}

impl ModerationCounts {
    /// Counts an audit, if it was moderated.
    pub(crate) fn add(&mut self, row: &AuditRow<'_>) {
        let Some((after, basis)) = row.graded.moderated else {
            return;
        };
        let kind = Kind {
            quarter: row.group.quarter,
            template: row.group.template.clone(),
            auditor: row.auditor.map(str::to_owned),
            basis,
            before: row.graded.before(),
            after,
        };
        self.layouts
            .entry(kind.template.clone())
            .or_insert_with(|| Arc::clone(row.layout));
        *self.audits.entry(kind).or_default() += 1;
    }

    /// Adds what somebody counted.
    pub(crate) fn add_counted(&mut self, one: &Moderated<'_>) {
        let kind = Kind {
            quarter: one.quarter,
            template: one.template.clone(),
            auditor: one.auditor.map(str::to_owned),
            basis: one.basis,
            before: one.before,
            after: one.after,
        };
        *self.audits.entry(kind).or_default() += one.audits;
    }

    /// How many counts are others than these.
    pub(crate) fn differing(&self, other: &Self) -> u64 {
        let kinds: BTreeSet<&Kind> = self.audits.keys().chain(other.audits.keys()).collect();
        let differing = kinds
            .into_iter()
            .filter(|kind| self.audits.get(kind) != other.audits.get(kind));
        differing.count() as u64
    }

    /// Shows them.
    pub(crate) fn show(&self, show: &mut dyn FnMut(Moderated<'_>)) {
        for (kind, audits) in &self.audits {
            let Some(layout) = self.layouts.get(&kind.template) else {
                continue;
            };
            show(Moderated {
                quarter: kind.quarter,
                template: &kind.template,
                layout,
                auditor: kind.auditor.as_deref(),
                basis: kind.basis,
                before: kind.before,
                after: kind.after,
                audits: *audits,
            });
        }
    }
}
