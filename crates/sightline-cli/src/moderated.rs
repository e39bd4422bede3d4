use std::collections::BTreeMap;

use sightline_engine::rollup::{Moderated, Moderations};
use sightline_store::{Filter, StoreRead};

use crate::exit::Failure;

/// Moderated audits by group of auditors; none where there are no groups.
pub(crate) fn by_group(
    read: &dyn StoreRead,
    filter: &Filter,
    groups: &BTreeMap<String, String>,
) -> Result<Moderations, Failure> {
    let mut moderations = Moderations::new();
    if groups.is_empty() {
        return Ok(moderations);
    }
    let add = &mut |one: Moderated<'_>| {
        let group = one.auditor.and_then(|code| groups.get(code));
        moderations.add(&one, group.map(String::as_str));
    };
    read.moderated(filter, add)?;
    Ok(moderations)
}
