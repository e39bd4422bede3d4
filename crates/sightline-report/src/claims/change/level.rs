//! Levels that are given out as changes.

use crate::claims::figure::Unit;
use crate::claims::found::{Found, Topic};
use crate::claims::sentence::Sentence;
use crate::claims::words::{self, Way};

/// `stood at 21.6%, a decrease of 21.6%`: a level that is given out as a change.
pub(super) fn level_as_change(sentence: &Sentence, found: &mut Found<'_>) {
    for (at, figure) in sentence.all(Unit::Percent) {
        let of = matches!(sentence.before(at, 1), "of" | "by");
        let changed = matches!(
            words::way(sentence.before(at, 2)),
            Some(Way::Up | Way::Down)
        );
        if !(of && changed) {
            continue;
        }
        let elsewhere = sentence
            .all(Unit::Percent)
            .find(|(other, level)| *other != at && level.value == figure.value);
        let place = sentence.at(at - 2, at);
        found.mark(sentence.at(at, at).start);
        match elsewhere {
            Some((other, _)) => {
                found.mark(sentence.at(other, other).start);
                found.judge(
                    Topic::Change,
                    place,
                    format!("{} is also given as the level", figure.shown()),
                    Some((
                        format!("{} is the level and not the change", figure.shown()),
                        "say what it was before, and the change in percentage points".to_owned(),
                    )),
                );
            }
            None => found.not_judged(
                Topic::Change,
                place,
                "the figures before and after are not said",
            ),
        }
    }
}
