//! Measures, as far as they may be published.

use sightline_engine::calendar::Period;
use sightline_engine::measure::Measured;

use super::cells::taken_of;
use super::key::What;
use super::pattern::{Gate, Patterns};
use crate::chart::{Chart, Targets};
use crate::data::{Data, short_label};
use crate::disclose::FEWEST;
use crate::number::list;
use crate::parts::{MeasurePart, MeasuresPart, measures as whole};
use crate::table::filled;
use crate::table::{Cell, Table, Value};

/// Measures whose counts may be shown; of the others there is a row with the target, and no number.
pub(super) fn part(data: &Data<'_>, patterns: &Patterns) -> (MeasuresPart, Chart) {
    let gate = patterns.of(data.spec.period);
    let then = data.spec.period.previous();
    let now = whole::now(data);
    let both = |one: &Measured| {
        counted(data, then, one).is_some_and(|then_one| may_be_told(then_one, &patterns.of(then)))
    };
    let told: Vec<Measured> = now
        .iter()
        .filter(|one| may_be_told(one, &gate))
        .map(|one| without_the_rest(one))
        .collect();
    let mut table = whole::heads(data);
    let mut left_out = Vec::new();
    for one in &now {
        let unknown = gate.cell(What::Unknown(one.measure.clone()));
        let public = told.iter().find(|told| told.measure == one.measure);
        let hidden = || Cell::hidden("c".to_owned());
        table.row(match public {
            Some(public) => {
                let [title, value, likely, target, rag, change, _] =
                    whole::row(data, public, both(one));
                [title, value, likely, target, rag, change, unknown]
            }
            None if one.target.is_none() => {
                left_out.push(one.title.clone());
                continue;
            }
            None => [
                Cell::from(one.title.as_str()),
                hidden(),
                hidden(),
                whole::target_cell(one),
                hidden(),
                hidden(),
                unknown,
            ],
        });
    }
    let list: Vec<MeasurePart> = told
        .iter()
        .map(|one| whole::measure(data, one, both(one)))
        .collect();
    let targets: Targets = whole::chart(told.iter(), table.clone());
    let drawn = !targets.rows.is_empty();
    let part = MeasuresPart {
        lines: line(&left_out).into_iter().collect(),
        list,
        table: filled(table),
        comparators: filled(whole::comparators(&now)),
        trend: trend(data, patterns, &now),
        chart: drawn.then(|| "measures".to_owned()),
    };
    (part, Chart::Targets(targets))
}

/// That some measures have no row; one with a target has, since its target can be told.
fn line(left_out: &[String]) -> Option<String> {
    (!left_out.is_empty()).then(|| {
        format!(
            "Left out, because their numbers are too small or too close to those of others to be published: {}.",
            list(left_out)
        )
    })
}

/// Whether its value may be told: a share as its counts allow, and a rate where it counts enough that no child can be seen in it.
fn may_be_told(one: &Measured, gate: &Gate<'_>) -> bool {
    let id = || one.measure.clone();
    if one.is_share {
        gate.share(What::Above(id()), What::Counted(id())).is_some()
    } else {
        let has = |what| gate.n(what).is_some();
        let taken_of = taken_of(one).is_none() || has(What::Counted(id()));
        one.numerator >= FEWEST && has(What::Above(id())) && taken_of
    }
}

/// The measure without what was left out, undated or unknown, and without the few old rows that its records begin with: small
/// numbers, most of them, which its sentence would tell.
fn without_the_rest(one: &Measured) -> Measured {
    Measured {
        unknown: 0,
        undated: 0,
        short_of_history: 0,
        looks_back: 0,
        excluded: Vec::new(),
        ..one.clone()
    }
}

fn counted<'d>(data: &'d Data<'_>, period: Period, one: &Measured) -> Option<&'d Measured> {
    let mut all = data.figures.measures.iter();
    let (_, there) = all.find(|(other, _)| *other == period)?;
    there.iter().find(|other| other.measure == one.measure)
}

/// Whether nobody learns anything from a cell.
pub(super) fn tells_nothing(cell: &Cell) -> bool {
    matches!(cell.value(), Value::Hidden | Value::Missing)
}

fn trend(data: &Data<'_>, patterns: &Patterns, now: &[&Measured]) -> Option<Table> {
    let periods: Vec<Period> = data
        .figures
        .measures
        .iter()
        .map(|(period, _)| *period)
        .filter(|period| patterns.has(*period))
        .collect();
    if periods.len() < 2 {
        return None;
    }
    let labels = periods.iter().map(|period| short_label(*period));
    let mut table = Table::new(
        format!("Measures by {}", data.word()),
        std::iter::once("Measure".to_owned()).chain(labels),
    );
    for one in now {
        let cells: Vec<Cell> = periods
            .iter()
            .map(|period| {
                let gate = patterns.of(*period);
                match counted(data, *period, one) {
                    None => Cell::missing(),
                    Some(then) if may_be_told(then, &gate) => whole::value_cell(then),
                    Some(then) if then.is_share => {
                        let id = || one.measure.clone();
                        gate.part_of(What::Above(id()), What::Counted(id()))
                    }
                    Some(_) => Cell::hidden("c".to_owned()),
                }
            })
            .collect();
        if cells.iter().all(tells_nothing) {
            continue;
        }
        table.row(std::iter::once(Cell::from(one.title.as_str())).chain(cells));
    }
    filled(table)
}

#[cfg(test)]
mod tests {
    use sightline_engine::measure::{Asked, Measures, count};
    use sightline_engine::{SourceFile, read};

    use super::without_the_rest;

    #[test]
    fn d07_a_published_sentence_tells_no_small_number_of_what_was_left_out() {
        let rules = SourceFile::new(
            "_shared/measures/m.yaml",
            "history: {referrals: {fields: {received_on: {type: date}}}}\nmeasures:\n  again:\n    title: Referred again\n    \
             unit: referral\n    rows: referrals\n    in_period: row.received_on\n    numerator: \"true\"\n    \
             looks_back: {months: 12}\n    direction: lower\n",
        );
        let (measures, found) = Measures::load(&[rules]);
        assert!(found.is_empty(), "{found}");
        let case = |month: u32| {
            let line = format!(
                "{{\"case\":\"C-{month}\",\"history\":{{\"referrals\":[{{\"received_on\":\"2024-{month:02}-09\"}},\
                 {{\"received_on\":\"2025-{month:02}-08\"}}]}}}}"
            );
            read::case(&SourceFile::new("cases.jsonl", line)).expect("a case")
        };
        let asked = Asked::new(
            "2025-26-Q2".parse().expect("a period"),
            "2025-10-10".parse().expect("a day"),
        );
        let one = count(measures.iter(), (8..=9).map(case), &asked).remove(0);
        assert!(
            one.sentence().contains("less than 12 months"),
            "{}",
            one.sentence()
        );
        let public = without_the_rest(&one).sentence();
        assert!(
            !public.contains("record") && !public.contains("unknown"),
            "{public}"
        );
    }
}
