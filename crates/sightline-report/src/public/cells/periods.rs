//! Periods that are made of others.

use sightline_engine::calendar::Period;

use super::Done;
use crate::disclose::Cells;
use crate::public::key::Key;

/// Adds the sums between a period and those told ones that are parts of it; what is left of it is a cell that a reader works out.
///
/// More may be told of the parts than there is now, where audits were taken back since: then what is left over is theirs.
pub(in crate::public) fn sums_over(
    cells: &mut Cells<Key>,
    whole: Period,
    parts: &[Period],
) -> Done {
    let keys: Vec<(Key, u64)> = cells
        .iter()
        .filter(|(key, _)| key.is_during(whole) && key.adds_up())
        .map(|(key, n)| (key.clone(), n))
        .collect();
    for (key, n) in keys {
        let told = parts.iter().map(|part| key.during(*part));
        let mut told: Vec<Key> = told.filter(|part| cells.get(part).is_some()).collect();
        let sum: u64 = told.iter().filter_map(|part| cells.get(part)).sum();
        if told.is_empty() {
            continue;
        }
        let left = key.without(parts);
        if n < sum {
            let together = match told.as_slice() {
                [one] => one.clone(),
                _ => {
                    let together = key.together(parts);
                    cells.derived(together.clone(), sum)?;
                    cells.sum(together.clone(), told)?;
                    together
                }
            };
            cells.derived(left.clone(), sum - n)?;
            cells.sum(together, [key, left])?;
            continue;
        }
        if n > sum {
            cells.derived(left.clone(), n - sum)?;
            told.push(left);
        }
        cells.sum(key, told)?;
    }
    Ok(())
}
