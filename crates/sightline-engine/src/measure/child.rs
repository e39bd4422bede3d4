//! A child counted once, by what was found of all its rows.

use chrono::NaiveDate;

use super::row::{Counted, Failing, Looked};
use crate::model::PerChild;

/// What a child's rows come to together; nothing where it has none in the period.
///
/// A row that could not be told makes the child unknown, unless the others decide whatever it was: one late review is enough for
/// not all of them to have been in time.
pub(super) fn together(per_child: PerChild, rows: Vec<Failing<Looked>>) -> Failing<Counted> {
    let mut known: Vec<(Option<NaiveDate>, bool)> = Vec::new();
    let mut unknown: Option<(Option<NaiveDate>, Failing<Counted>)> = None;
    let (mut excluded, mut undated) = (None, None);
    for row in rows {
        match row {
            Err(failure) => keep_last(&mut unknown, None, Err(failure)),
            Ok(Looked { day, counted }) => match counted {
                Counted::Elsewhere => {}
                Counted::Undated => undated = Some(undated.unwrap_or(Counted::Undated)),
                Counted::Unplaced(_) => undated = Some(counted),
                Counted::Excluded(_) => excluded = Some(excluded.unwrap_or(counted)),
                Counted::Unknown => keep_last(&mut unknown, day, Ok(counted)),
                Counted::Known { above, .. } => known.push((day, above)),
            },
        }
    }
    let decided = match per_child {
        PerChild::All => known.iter().find(|(_, above)| !above).or(known.first()),
        PerChild::Any => known.iter().find(|(_, above)| *above).or(known.first()),
        // Of two on one day the one that stands later.
        PerChild::Latest => known.iter().max_by_key(|(day, _)| *day),
    };
    let settled = |(day, above): &(Option<NaiveDate>, bool)| match per_child {
        PerChild::All => !above,
        PerChild::Any => *above,
        PerChild::Latest => unknown
            .as_ref()
            .is_none_or(|(other, _)| other < day && other.is_some()),
    };
    match decided {
        Some(one) if unknown.is_none() || settled(one) => Ok(Counted::Known {
            above: one.1,
            sum: None,
            needs: None,
        }),
        _ => match (unknown, excluded, undated) {
            (Some((_, unknown)), _, _) => unknown,
            (None, Some(left_out), _) => Ok(left_out),
            (None, None, Some(undated)) => Ok(undated),
            (None, None, None) => Ok(Counted::Elsewhere),
        },
    }
}

/// Of the rows that cannot be told the latest; one that failed before all others, since somebody should look.
fn keep_last(
    slot: &mut Option<(Option<NaiveDate>, Failing<Counted>)>,
    day: Option<NaiveDate>,
    row: Failing<Counted>,
) {
    let is_next = match slot {
        None => true,
        Some((_, Err(_))) => false,
        Some((last, Ok(_))) => row.is_err() || *last <= day,
    };
    if is_next {
        *slot = Some((day, row));
    }
}
