//! Measures, as the shared files declare them.

use super::{Naming, Shape, Table, key};

/// `measures:` of the shared files.
pub(super) static MEASURES: Shape = Shape::Named {
    key: Naming::Id,
    value: &Shape::Map(&MEASURE),
};

static MEASURE: Table = Table {
    noun: "measure",
    keys: &[
        key("title", &Shape::Prose, "As a reader sees it.").required(),
        key("definition", &Shape::Prose, "What exactly is counted."),
        key("unit", &Shape::Prose, "What one counted thing is called.").required(),
        key(
            "units",
            &Shape::Prose,
            "What several are called; by default the unit with an s.",
        ),
        key(
            "rows",
            &Shape::Either(&[Shape::Id, Shape::List(&Shape::Id)]),
            "What it goes through: a list of the history or several, or `case` for each case once.",
        )
        .required(),
        key(
            "once",
            &Shape::Expression,
            "What makes two rows of a case the same thing, such as the day of a conference; it is counted once.",
        ),
        key(
            "script",
            &Shape::Text,
            "The file in `scripts/` whose functions its expressions may call.",
        ),
        key(
            "in_period",
            &Shape::Expression,
            "The date that places a row in a period, or whether it belongs there.",
        ),
        key(
            "denominator",
            &Shape::Expression,
            "Holds for what is counted below the line; by default all.",
        ),
        key(
            "exclude",
            &Shape::List(&Shape::Map(&EXCLUSION)),
            "What is left out, and why.",
        ),
        key(
            "unknown",
            &Shape::Expression,
            "Holds where it cannot be told; counted apart, and shown.",
        ),
        key(
            "numerator",
            &Shape::Expression,
            "Holds for what is counted above the line.",
        )
        .required(),
        key(
            "out_of",
            &Shape::Map(&OUT_OF),
            "A sum below the line, in place of a count; it makes a rate and not a share.",
        ),
        key(
            "per_child",
            &Shape::Word(&["all", "any", "latest"]),
            "Counts each child once: above the line where all of its rows are, where any is, or where the last of the period is.",
        ),
        key(
            "looks_back",
            &Shape::Map(&LOOKS_BACK),
            "How far back the records must reach before a row for it to be known; else it is unknown, and that is said.",
        ),
        key(
            "direction",
            &Shape::Word(&["lower", "higher"]),
            "Which way is better.",
        )
        .required(),
        key(
            "target",
            &Shape::Bound,
            "What it should be: `19%`, or `70` for a rate.",
        ),
        key(
            "amber",
            &Shape::Bound,
            "How far on the wrong side of the target is amber; by default 5% of the target or 1 percentage point, the larger.",
        ),
        key(
            "at_least",
            &Shape::Count,
            "With fewer below the line there is no color; by default 1.",
        ),
        key(
            "comparators",
            &Shape::List(&Shape::Map(&COMPARATOR)),
            "What others have.",
        ),
        key(
            "periods",
            &Shape::List(&Shape::Word(&["quarter", "half-year", "year", "dates"])),
            "The kinds of period that it makes sense for; by default all.",
        ),
    ],
};

static EXCLUSION: Table = Table {
    noun: "exclusion",
    keys: &[
        key("id", &Shape::Id, "As a command names it.").required(),
        key("when", &Shape::Expression, "Holds for what is left out.").required(),
        key("because", &Shape::Prose, "Why it is left out.").required(),
        key(
            "optional",
            &Shape::Flag,
            "Whether it is left out only where somebody asks for it; by default no.",
        ),
    ],
};

static OUT_OF: Table = Table {
    noun: "sum below the line",
    keys: &[
        key("sum", &Shape::Expression, "What is added up.").required(),
        key(
            "once_for",
            &Shape::Expression,
            "What it is added up once for, such as `row.worker`.",
        )
        .required(),
        key(
            "units",
            &Shape::Prose,
            "What is added up, as a reader sees it: `full-time equivalents`.",
        ),
    ],
};

static LOOKS_BACK: Table = Table {
    noun: "time that is looked back over",
    keys: &[
        key(
            "months",
            &Shape::Count,
            "For so many months before the row's date the records must be whole.",
        )
        .required(),
        key(
            "unless",
            &Shape::Expression,
            "Holds where the record says by itself what happened in that time.",
        ),
    ],
};

static COMPARATOR: Table = Table {
    noun: "comparator",
    keys: &[
        key("name", &Shape::Prose, "Who.").required(),
        key(
            "value",
            &Shape::Bound,
            "How much: `22.2%`, or a number for a rate.",
        )
        .required(),
        key("source", &Shape::Prose, "Where it is written.").required(),
        key("year", &Shape::Text, "The year it is about.").required(),
    ],
};
