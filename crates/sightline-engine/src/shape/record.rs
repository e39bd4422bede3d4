//! The vocabulary of case records: facts, and lists of what happened.

use super::question::{CHOICE_OPTIONS, FACT_TYPES};
use super::{Naming, Shape, Table, key};

/// `record:` of the shared files.
pub(super) static RECORD: Shape = Shape::Named {
    key: Naming::Id,
    value: &Shape::Map(&FACT),
};

/// `history:` of the shared files.
pub(super) static HISTORY: Shape = Shape::Named {
    key: Naming::Id,
    value: &Shape::Map(&LIST),
};

pub(super) static LIST: Table = Table {
    noun: "list of the history",
    keys: &[
        key("about", &Shape::Prose, "What a row of it is."),
        key(
            "fields",
            &Shape::Named {
                key: Naming::Id,
                value: &Shape::Map(&FACT),
            },
            "What is known of a row.",
        )
        .required(),
    ],
};

pub(super) static FACT: Table = Table {
    noun: "fact",
    keys: &[
        key("type", &Shape::Word(FACT_TYPES), "What it holds.").required(),
        key("label", &Shape::Prose, "As a reader sees it."),
        key(
            "identifying",
            &Shape::Flag,
            "Whether it could tell who the child is; by default no.",
        ),
        CHOICE_OPTIONS,
    ],
};
