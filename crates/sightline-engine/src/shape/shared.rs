//! Scales, themes, terms, the calendar and timescales: shared files, and the parts of them a template may hold itself.

use super::measure::MEASURES;
use super::record::{HISTORY, RECORD};
use super::theme::{CODING, MERGED, NEGATIONS, RENAMED, THEMES};
use super::timescale::TIMESCALES;
use super::{Naming, Shape, Table, key};

/// The files under `_shared/`; each may hold any of these keys.
pub(crate) static SHARED: Table = Table {
    noun: "shared file",
    keys: &[
        key(
            "scales",
            &SCALES,
            "What questions and audits are graded on.",
        ),
        key(
            "themes",
            &THEMES,
            "Learning themes, counted across templates.",
        ),
        key(
            "renamed",
            &RENAMED,
            "Themes that are called otherwise since a day.",
        ),
        key(
            "merged",
            &MERGED,
            "Themes that are counted as one since a day.",
        ),
        key(
            "coding",
            &CODING,
            "Which words of a comment speak of a theme.",
        ),
        key(
            "negations",
            &NEGATIONS,
            "Words before a match that take it back, such as no evidence of.",
        ),
        key(
            "terms",
            &Shape::Named {
                key: Naming::Id,
                value: &Shape::Map(&TERM),
            },
            "Words for display.",
        ),
        key(
            "calendar",
            &Shape::Map(&CALENDAR),
            "Bank holidays in England.",
        ),
        key(
            "timescales",
            &TIMESCALES,
            "What must be done how long after what.",
        ),
        key(
            "record",
            &RECORD,
            "The facts of a case record that measures may read.",
        ),
        key(
            "history",
            &HISTORY,
            "The lists of a case's history that measures may read.",
        ),
        key("measures", &MEASURES, "What is counted, of what."),
    ],
};

pub(super) static SCALES: Shape = Shape::Named {
    key: Naming::Id,
    value: &Shape::ByKey {
        marker: "grades",
        with: &GRADE_SCALE,
        without: &NUMBER_SCALE,
    },
};

static GRADE_SCALE: Table = Table {
    noun: "scale of grades",
    keys: &[
        key(
            "title",
            &Shape::Prose,
            "As a reader sees it; by default its name.",
        ),
        key(
            "grades",
            &Shape::List(&Shape::Map(&GRADE)),
            "Its grades, best first.",
        )
        .required(),
        key(
            "good_enough",
            &Shape::Answer,
            "Anything below this grade is a concern.",
        ),
        key(
            "strength",
            &Shape::Answer,
            "This grade, and anything better, is a strength.",
        ),
    ],
};

static GRADE: Table = Table {
    noun: "grade",
    keys: &[
        key("id", &Shape::Id, "As written in templates and outcomes.").required(),
        key(
            "label",
            &Shape::Prose,
            "As a reader sees it; by default the id.",
        ),
        key(
            "letter",
            &Shape::Text,
            "One or two letters for tables; by default the label's first.",
        ),
        key("value", &Shape::Number, "Its points.").required(),
    ],
};

static NUMBER_SCALE: Table = Table {
    noun: "scale of numbers",
    keys: &[
        key(
            "title",
            &Shape::Prose,
            "As a reader sees it; by default its name.",
        ),
        key("from", &Shape::Number, "The lowest number.").required(),
        key("to", &Shape::Number, "The highest number.").required(),
        key(
            "step",
            &Shape::Number,
            "The distance between neighbors; by default 1.",
        ),
        key(
            "good_enough",
            &Shape::Number,
            "Anything below this number is a concern.",
        ),
        key(
            "strength",
            &Shape::Number,
            "This number, and anything higher, is a strength.",
        ),
    ],
};

static TERM: Table = Table {
    noun: "term",
    keys: &[
        key("singular", &Shape::Prose, "For one.").required(),
        key("plural", &Shape::Prose, "For several.").required(),
    ],
};

static CALENDAR: Table = Table {
    noun: "calendar",
    keys: &[
        key(
            "version",
            &Shape::Text,
            "Which edition; kept with every outcome.",
        )
        .required(),
        key("first_year", &Shape::Count, "The first year that is known.").required(),
        key("last_year", &Shape::Count, "The last year that is known.").required(),
        key("source", &Shape::Prose, "Where the dates are from."),
        key(
            "holidays",
            &Shape::List(&Shape::Map(&HOLIDAY)),
            "Every bank holiday of these years.",
        )
        .required(),
    ],
};

static HOLIDAY: Table = Table {
    noun: "holiday",
    keys: &[
        key("date", &Shape::Date, "Which day.").required(),
        key("title", &Shape::Prose, "What it is called."),
    ],
};
