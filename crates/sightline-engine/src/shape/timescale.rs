//! Timescales: whole in the shared files, and in a template as far as it differs.

use super::{Key, Naming, Shape, Table, key};

/// Those that are shared: each is whole.
pub(super) static TIMESCALES: Shape = Shape::Named {
    key: Naming::Id,
    value: &Shape::Map(&TIMESCALE),
};

/// Those of a template: of one that is shared, only what differs.
pub(super) static TIMESCALES_HERE: Shape = Shape::Named {
    key: Naming::Id,
    value: &Shape::Map(&TIMESCALE_HERE),
};

static TIMESCALE: Table = Table {
    noun: "timescale",
    keys: &[
        TITLE.required(),
        ALSO_CALLED,
        FROM.required(),
        LIMIT.required(),
        DIRECTION,
        STANDING.required(),
        SOURCE.required(),
        VERIFIED.required(),
        NOTE,
        COUNT_FROM,
        MONTH_RULE,
        PARTS,
        DAY_OFF,
    ],
};

static TIMESCALE_HERE: Table = Table {
    noun: "timescale of a template",
    keys: &[
        TITLE,
        ALSO_CALLED,
        FROM,
        LIMIT,
        DIRECTION,
        STANDING,
        SOURCE,
        VERIFIED,
        NOTE,
        COUNT_FROM,
        MONTH_RULE,
        PARTS,
        DAY_OFF,
    ],
};

const TITLE: Key = key("title", &Shape::Prose, "As a reader sees it.");
const ALSO_CALLED: Key = key(
    "also_called",
    &Shape::List(&Shape::Id),
    "Other names by which scripts may call it.",
);
const FROM: Key = key("from", &Shape::Prose, "What starts the clock.");
const LIMIT: Key = key("limit", &Shape::Length, "How long there is.");
const DIRECTION: Key = key(
    "direction",
    &Shape::Word(&["after", "before"]),
    "Whether the limit lies after what starts the clock or before it; by default after.",
);
const STANDING: Key = key(
    "standing",
    &Shape::Word(&["law", "guidance", "local"]),
    "What it rests on: an act or regulations, statutory guidance, or an authority's own rule.",
);
const SOURCE: Key = key("source", &Shape::Prose, "Where it is written, by name.");
const VERIFIED: Key = key(
    "verified",
    &Shape::Flag,
    "Whether somebody has held it against the source's own words.",
);
const NOTE: Key = key("note", &Shape::Prose, "What a reader should know besides.");
const COUNT_FROM: Key = key(
    "count_from",
    &Shape::Word(&["next", "same"]),
    "Whether day 1 is the day after what starts the clock, or the same day; by default the next.",
);
const MONTH_RULE: Key = key(
    "month_rule",
    &Shape::Word(&["calendar", "days"]),
    "Whether a month ends on the same day number, or is a twelfth of a year in days; by default by the calendar.",
);
const PARTS: Key = key(
    "parts",
    &PARTS_SHAPE,
    "Which part of a meeting counts that was held in parts.",
);
const DAY_OFF: Key = key(
    "day_off",
    &Shape::Word(&["keep", "next", "previous"]),
    "What becomes of a due date on a weekend or bank holiday; by default it is kept.",
);

static PARTS_SHAPE: Shape = Shape::Map(&PARTS_TABLE);

static PARTS_TABLE: Table = Table {
    noun: "choice of parts",
    keys: &[
        key(
            "next_from",
            &Shape::Word(&["first", "last"]),
            "The part from which the next one is due; by default the first.",
        ),
        key(
            "held_on",
            &Shape::Word(&["first", "last"]),
            "The part on which it counts as held; by default the last.",
        ),
    ],
};
