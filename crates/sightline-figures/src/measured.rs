use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::calendar::Period;
use sightline_engine::measure::{Asked, Counting, Measured, Measures};
use sightline_store::{StoreError, StoreRead};

/// What the measures come to in each period, over the cases of a store in one walk; nothing where it has no history to count.
pub(crate) fn over(
    read: &dyn StoreRead,
    measures: &Measures,
    periods: &[Period],
    today: NaiveDate,
) -> Result<Vec<(Period, Vec<Measured>)>, StoreError> {
    let asked: Vec<Asked> = periods
        .iter()
        .map(|period| Asked::new(*period, today))
        .collect();
    let mut all: Vec<Counting<'_>> = asked
        .iter()
        .map(|asked| {
            let fits = measures.iter().filter(|one| one.fits(asked.period));
            Counting::new(fits, asked)
        })
        .collect();
    let mut with_history = false;
    read.each_case_with_history(&mut |case| {
        with_history = true;
        let case = Arc::new(case);
        all.iter_mut().for_each(|one| one.add(Arc::clone(&case)));
        ControlFlow::Continue(())
    })?;
    if !with_history {
        return Ok(Vec::new());
    }
    let come_to = all.into_iter().map(Counting::come_to);
    Ok(periods.iter().copied().zip(come_to).collect())
}
