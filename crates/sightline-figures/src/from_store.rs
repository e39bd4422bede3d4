use std::collections::BTreeMap;

use sightline_engine::Diagnostics;
use sightline_engine::calendar::{Period, Quarter};
use sightline_engine::model::ThemeChanges;
use sightline_engine::rollup::{CodedTheme, Moderated, Moderations, coded_over_templates};
use sightline_engine::sample::{Chosen, Register};
use sightline_report::{Audience, Figures, Spec, looked_back};
use sightline_store::{Filter, StoreError, StoreRead, coded_audits, restated_rollup};

use crate::actions::actions;
use crate::publications::published;
use crate::{Beside, FiguresError, measured, vignettes};

/// Everything that a report on a period is worked out from, and what is wrong with the vignettes that it leaves out.
///
/// Counts are read as they were kept, so it takes as long over a million audits as over a hundred; case records and actions are
/// gone through once, and no more of them is held than is counted. The figures speak of no case and no auditor.
///
/// # Errors
///
/// [`FiguresError`]: the store failed, the period is not made of whole quarters, or a report for everybody is asked for and an earlier
/// one cannot be read.
pub fn figures(
    read: &dyn StoreRead,
    spec: &Spec,
    beside: &Beside,
) -> Result<(Figures, Diagnostics), FiguresError> {
    let (period, today) = (spec.period, spec.prepared_on);
    if let Period::Dates { .. } = period {
        return Err(FiguresError::NotWholeQuarters(period));
    }
    let until = Filter {
        to: Some(Quarter::of(period.last_day())),
        ..Filter::default()
    };
    let periods = looked_back(period);
    let first = periods.first().copied().unwrap_or(period);
    let restated = restated_rollup(read, &until, &beside.theme_changes, today)?;
    let (vignettes, refused) = vignettes::sound(read, &beside.vignettes, period)?;
    let figures = Figures {
        measures: measured::over(read, &beside.measures, &periods, today)?,
        moderations: moderations(read, &until, &beside.auditor_groups)?,
        programme: beside.programme.clone(),
        actions: actions(read, spec)?,
        restated: restated.notes(Quarter::of(first.first_day())),
        coded: coded(read, spec, &beside.theme_changes)?,
        vignettes,
        draws: draws(read, period)?,
        published: match spec.audience {
            Audience::Public => published(read)?,
            Audience::Internal => Vec::new(),
        },
        rollup: restated.rollup,
    };
    Ok((figures, refused))
}

/// Moderated audits by group of auditors; none where there are no groups.
fn moderations(
    read: &dyn StoreRead,
    filter: &Filter,
    groups: &BTreeMap<String, String>,
) -> Result<Moderations, StoreError> {
    let mut moderations = Moderations::new();
    if groups.is_empty() {
        return Ok(moderations);
    }
    read.moderated(filter, &mut |one: Moderated<'_>| {
        let group = one.auditor.and_then(|code| groups.get(code));
        moderations.add(&one, group.map(String::as_str));
    })?;
    Ok(moderations)
}

/// Themes that people found in comments of the period's audits.
fn coded(
    read: &dyn StoreRead,
    spec: &Spec,
    changes: &ThemeChanges,
) -> Result<Vec<CodedTheme>, StoreError> {
    let within = Filter {
        from: Some(Quarter::of(spec.period.first_day())),
        to: Some(Quarter::of(spec.period.last_day())),
        ..Filter::default()
    };
    let audits = coded_audits(read, &within)?;
    Ok(coded_over_templates(&audits, changes, spec.prepared_on))
}

/// The samples that were drawn in a period; one whose register cannot be read is kept in the store and told nowhere.
fn draws(read: &dyn StoreRead, period: Period) -> Result<Vec<Chosen>, StoreError> {
    let draws = read.draws()?;
    let registers = draws
        .iter()
        .filter(|draw| period.contains(draw.date))
        .filter_map(|draw| Register::read(&draw.register).ok());
    Ok(registers.map(|register| register.chosen()).collect())
}
