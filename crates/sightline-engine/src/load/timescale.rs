//! Timescales as written.

use super::fields::Block;
use super::raw::{RawParts, RawTimescale};
use crate::model::{CountFrom, DayOff, Direction, MonthRule, Part, Standing};
use crate::shape::scalar;

/// The timescales under `timescales:`.
pub(super) fn timescales(block: &Block<'_>) -> Vec<RawTimescale> {
    block
        .named("timescales")
        .into_iter()
        .filter_map(|(id, node)| {
            let block = Block::of(node)?;
            let parts = block.block("parts");
            let part = |key| parts.as_ref()?.read(key, part).map(|part| part.value);
            Some(RawTimescale {
                title: block.words("title"),
                also_called: block.ids("also_called"),
                from: block.words("from"),
                limit: block.read("limit", |text| text.parse().ok()),
                direction: block.read("direction", direction).map(|one| one.value),
                standing: block.read("standing", standing).map(|one| one.value),
                source: block.words("source"),
                verified: block.read("verified", scalar::flag).map(|one| one.value),
                note: block.words("note"),
                count_from: block.read("count_from", count_from).map(|one| one.value),
                month_rule: block.read("month_rule", month_rule),
                parts: RawParts {
                    next_from: part("next_from"),
                    held_on: part("held_on"),
                },
                day_off: block.read("day_off", day_off),
                id,
            })
        })
        .collect()
}

fn direction(word: &str) -> Option<Direction> {
    match word {
        "after" => Some(Direction::After),
        "before" => Some(Direction::Before),
        _ => None,
    }
}

fn standing(word: &str) -> Option<Standing> {
    match word {
        "law" => Some(Standing::Law),
        "guidance" => Some(Standing::Guidance),
        "local" => Some(Standing::Local),
        _ => None,
    }
}

fn count_from(word: &str) -> Option<CountFrom> {
    match word {
        "next" => Some(CountFrom::Next),
        "same" => Some(CountFrom::Same),
        _ => None,
    }
}

fn month_rule(word: &str) -> Option<MonthRule> {
    match word {
        "calendar" => Some(MonthRule::Calendar),
        "days" => Some(MonthRule::Days),
        _ => None,
    }
}

fn part(word: &str) -> Option<Part> {
    match word {
        "first" => Some(Part::First),
        "last" => Some(Part::Last),
        _ => None,
    }
}

fn day_off(word: &str) -> Option<DayOff> {
    match word {
        "keep" => Some(DayOff::Keep),
        "next" => Some(DayOff::Next),
        "previous" => Some(DayOff::Previous),
        _ => None,
    }
}
