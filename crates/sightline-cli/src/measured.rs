//! Measures of the workspace, and what they come to over the cases of a store.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::Diagnostics;
use sightline_engine::calendar::Period;
use sightline_engine::measure::{Asked, Counting, Measured, Measures};
use sightline_store::StoreRead;

use crate::console::Console;
use crate::exit::Failure;
use crate::files::sources::Sources;
use crate::mistakes::Mistakes;
use crate::render::Format;

/// The measures of the workspace; where it has none, those that come with the program, counted by its own lists as far as it
/// has them.
pub(crate) fn load() -> Result<Loaded, Failure> {
    let mut files = Sources::here()?.files;
    let (measures, found) = Measures::load(&files);
    if measures.iter().next().is_some() || found.has_errors() {
        return Ok(Loaded {
            measures,
            found,
            shipped: false,
        });
    }
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    let own: BTreeSet<String> = files.iter().map(|file| name(file.path())).collect();
    let shipped = Sources::shipped().files.into_iter();
    files.extend(shipped.filter(|file| !own.contains(&name(file.path()))));
    let (measures, found) = Measures::load(&files);
    Ok(Loaded {
        measures,
        found,
        shipped: true,
    })
}

/// Measures, their mistakes, and where they are from.
pub(crate) struct Loaded {
    pub(crate) measures: Measures,
    pub(crate) found: Diagnostics,
    /// Whether they are those that come with the program, as the workspace has none.
    pub(crate) shipped: bool,
}

/// The measures of the workspace, where none of them has a mistake.
pub(crate) fn sound(console: &mut Console) -> Result<Measures, Failure> {
    let Loaded {
        measures, found, ..
    } = load()?;
    let mut mistakes = Mistakes::new(Format::Human);
    mistakes.show(&found, console.err())?;
    match mistakes.count() {
        Some(count) if mistakes.has_errors() => Err(Failure::problem(count)),
        Some(_) | None => Ok(measures),
    }
}

/// What the measures come to in each period, over the cases of a store in one walk; nothing where it has no history to count.
pub(crate) fn over(
    read: &dyn StoreRead,
    measures: &Measures,
    periods: &[Period],
    today: NaiveDate,
    records_from: Option<NaiveDate>,
) -> Result<Vec<(Period, Vec<Measured>)>, Failure> {
    let asked: Vec<Asked> = periods
        .iter()
        .map(|period| Asked {
            complete_from: records_from,
            ..Asked::new(*period, today)
        })
        .collect();
    let mut all: Vec<Counting<'_>> = asked
        .iter()
        .map(|asked| {
            let fits = measures.iter().filter(|one| one.fits(asked.period));
            Counting::new(fits, asked)
        })
        .collect();
    let mut with_history = false;
    let each = read.each_case_with_history(&mut |case| {
        with_history = true;
        let case = Arc::new(case);
        all.iter_mut().for_each(|one| one.add(Arc::clone(&case)));
        ControlFlow::Continue(())
    });
    each?;
    let come_to = periods
        .iter()
        .copied()
        .zip(all.into_iter().map(Counting::come_to));
    Ok(if with_history {
        come_to.collect()
    } else {
        Vec::new()
    })
}
