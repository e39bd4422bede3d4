//! Limits, alerts, actions and moderation.

use super::fields::Block;
use super::raw::{RawAction, RawAlert, RawLimit, RawModeration};
use crate::model::LengthOfTime;
use crate::shape::scalar;

pub(super) fn limit(block: &Block<'_>) -> RawLimit {
    RawLimit {
        id: block.id("id"),
        when: block.expression("when"),
        cap: block.id("cap"),
        section: block.id("section"),
        because: block.words("because"),
    }
}

pub(super) fn alert(block: &Block<'_>) -> RawAlert {
    RawAlert {
        id: block.id("id"),
        when: block.expression("when"),
        within: length(block, "within"),
        to: block.words("to"),
    }
}

pub(super) fn action(block: &Block<'_>) -> RawAction {
    RawAction {
        when: block.expression("when"),
        action: block.words("action"),
        due: length(block, "due"),
        owner: block.words("owner"),
    }
}

pub(super) fn moderation(block: &Block<'_>) -> RawModeration {
    RawModeration {
        always_when: block.expression("always_when"),
        sample: block
            .read("sample", scalar::percent)
            .map(|share| share.value),
        at_least: block
            .read("at_least", scalar::count)
            .map_or(0, |count| count.value),
        blind: block
            .read("blind", scalar::flag)
            .is_some_and(|flag| flag.value),
    }
}

fn length(block: &Block<'_>, key: &str) -> Option<LengthOfTime> {
    block
        .read(key, |text| text.parse().ok())
        .map(|length| length.value)
}
