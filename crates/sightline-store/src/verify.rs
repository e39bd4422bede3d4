//! Proof that the counts that were kept are those of the audits.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use sightline_engine::Rollup;
use sightline_engine::rollup::{Group, Layout, Tally};

use crate::moderated::ModerationCounts;
use crate::{Filter, StoreError, StoreRead};

/// What [`rebuild_and_compare`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How many audits were counted again.
    pub audits: u64,
    /// In how many groups.
    pub groups: u64,
    /// The groups whose kept counts are not those of their audits, in order; none where all is well.
    pub differences: Vec<Difference>,
    /// How many counts of moderated audits are not as they were kept: one is of a quarter, a template version, an auditor, a
    /// basis and two grades.
    pub moderations: u64,
}

/// A group whose counts are wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub group: Group,
    /// As kept; absent where nothing was.
    pub kept: Option<Tally>,
    /// As its audits say; absent where it has none.
    pub counted: Option<Tally>,
    /// What the counts stand for.
    pub layout: Arc<Layout>,
}

/// Counts every stored audit again and compares with the counts that were kept while storing.
///
/// That nothing is missing that an audit refers to is proved first ([`StoreRead::check`]). Reads each audit once and holds one tally a group, so memory does not grow with the number of audits.
pub fn rebuild_and_compare(store: &dyn StoreRead) -> Result<Comparison, StoreError> {
    store.check()?;
    let mut again = Rollup::new();
    let mut moderations = ModerationCounts::default();
    store.each_audit(&Filter::default(), &mut |row| {
        again.add(row.group, row.layout, &row.graded);
        moderations.add(&row);
        ControlFlow::Continue(())
    })?;
    let mut moderations_kept = ModerationCounts::default();
    store.moderated(&Filter::default(), &mut |one| {
        moderations_kept.add_counted(&one);
    })?;
    let kept = store.rollup(&Filter::default())?;
    let counted: BTreeMap<&Group, (&Arc<Layout>, &Tally)> = by_group(&again);
    let kept = by_group(&kept);
    let mut differences = Vec::new();
    for (group, (layout, tally)) in &counted {
        let held = kept.get(group).map(|(_, held)| *held);
        if held != Some(*tally) {
            differences.push(difference(group, layout, held, Some(tally)));
        }
    }
    for (group, (layout, tally)) in &kept {
        if !counted.contains_key(group) {
            differences.push(difference(group, layout, Some(tally), None));
        }
    }
    differences.sort_by(|a, b| a.group.cmp(&b.group));
    Ok(Comparison {
        audits: again.audits(),
        groups: counted.len() as u64,
        differences,
        moderations: moderations.differing(&moderations_kept),
    })
}

fn by_group(rollup: &Rollup) -> BTreeMap<&Group, (&Arc<Layout>, &Tally)> {
    rollup
        .groups()
        .map(|(group, layout, tally)| (group, (layout, tally)))
        .collect()
}

fn difference(
    group: &Group,
    layout: &Arc<Layout>,
    kept: Option<&Tally>,
    counted: Option<&Tally>,
) -> Difference {
    Difference {
        group: group.clone(),
        kept: kept.cloned(),
        counted: counted.cloned(),
        layout: Arc::clone(layout),
    }
}
