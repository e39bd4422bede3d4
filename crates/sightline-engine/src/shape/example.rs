//! A worked case.

use super::{Naming, Shape, Table, key};

/// One file of `examples/`.
pub(crate) static EXAMPLE: Table = Table {
    noun: "worked case",
    keys: &[
        key("about", &Shape::Prose, "What it shows."),
        key("date", &Shape::Date, "The date of the audit.").required(),
        key(
            "today",
            &Shape::Date,
            "The day it is scored; by default the date of the audit.",
        ),
        key(
            "case",
            &Shape::Named {
                key: Naming::Id,
                value: &CASE_PART,
            },
            "Facts of the case record, and under `history` its lists.",
        ),
        key("answers", &ANSWERS, "What was answered, by question."),
        key(
            "voices",
            &Shape::Named {
                key: Naming::Id,
                value: &ANSWERS,
            },
            "What the other voices answered.",
        ),
        key("expect", &Shape::Map(&EXPECT), "What must come out.").required(),
    ],
};

/// A fact, or the lists of the history with their rows.
static CASE_PART: Shape = Shape::Either(&[
    Shape::Text,
    Shape::Named {
        key: Naming::Id,
        value: &Shape::List(&Shape::Named {
            key: Naming::Id,
            value: &Shape::Text,
        }),
    },
]);

static ANSWERS: Shape = Shape::Named {
    key: Naming::Id,
    value: &ANSWER,
};

static ANSWER: Shape =
    Shape::Either(&[Shape::Text, Shape::List(&CELLS), Shape::Map(&ANSWER_BLOCK)]);

static CELLS: Shape = Shape::Either(&[
    Shape::Text,
    Shape::Named {
        key: Naming::Id,
        value: &Shape::Text,
    },
]);

static ANSWER_BLOCK: Table = Table {
    noun: "answer",
    keys: &[
        key("value", &VALUE, "The answer itself."),
        key("comment", &Shape::Prose, "Why."),
        key(
            "not_applicable",
            &Shape::Prose,
            "Why the question does not arise.",
        ),
        key("not_enough_evidence", &Shape::Prose, "What was looked for."),
    ],
};

static VALUE: Shape = Shape::Either(&[Shape::Text, Shape::List(&CELLS)]);

static IDS: Shape = Shape::List(&Shape::Id);

const STATUSES: &[&str] = &[
    "graded",
    "ungraded",
    "insufficient-evidence",
    "not-eligible",
    "failed",
];

static EXPECT: Table = Table {
    noun: "`expect` block",
    keys: &[
        key("status", &Shape::Word(STATUSES), "Where the audit ends."),
        key("overall", &Shape::Id, "The grade after limits, or `none`."),
        key(
            "computed",
            &Shape::Id,
            "The grade by the bands alone, or `none`.",
        ),
        key(
            "percent",
            &Shape::Number,
            "The overall score, two decimals.",
        ),
        key(
            "limited_by",
            &IDS,
            "The limits that lowered the grade, exactly.",
        ),
        key(
            "sections",
            &Shape::Named {
                key: Naming::Id,
                value: &Shape::Id,
            },
            "Grades of sections, or `none`.",
        ),
        key(
            "completeness",
            &Shape::Number,
            "The completeness, two decimals.",
        ),
        key("alerts", &IDS, "The alerts, exactly."),
        key("actions", &Shape::Count, "How many actions."),
        key("concerns", &IDS, "The questions with a concern, exactly."),
        key("strengths", &IDS, "The questions with a strength, exactly."),
        key("because", &IDS, "Rules that must be among the reasons."),
    ],
};
