use std::ops::ControlFlow;

use sightline_engine::action::Register;
use sightline_report::{Actions, Spec};
use sightline_store::{StoreError, StoreRead};

/// The register of actions, where there is one; rows of what single audits asked for only for the team that the report is about.
pub(crate) fn actions(read: &dyn StoreRead, spec: &Spec) -> Result<Option<Actions>, StoreError> {
    let team = spec.only.team.as_deref();
    let mut all: Option<Actions> = None;
    read.each_related_actions(&mut |group| {
        let register = Register::new(group);
        all.get_or_insert_with(|| Actions::none(spec.period)).add(
            &register,
            spec.period,
            spec.prepared_on,
            |one| Some(one) == team,
        );
        ControlFlow::Continue(())
    })?;
    Ok(all)
}
