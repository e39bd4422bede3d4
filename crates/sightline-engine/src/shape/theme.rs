//! Themes, what became of them, and the words that speak of them.

use super::{Shape, Table, key};

pub(super) static THEMES: Shape = Shape::List(&Shape::Map(&THEME));

pub(super) static RENAMED: Shape = Shape::List(&Shape::Map(&RENAME));

pub(super) static MERGED: Shape = Shape::List(&Shape::Map(&MERGE));

pub(super) static CODING: Shape = Shape::List(&Shape::Map(&RULE));

/// Words or phrases; a `*` ends a stem.
pub(super) static NEGATIONS: Shape = Shape::List(&Shape::Text);

static THEME: Table = Table {
    noun: "theme",
    keys: &[
        key(
            "id",
            &Shape::Id,
            "As written in templates and reports' data.",
        )
        .required(),
        key("title", &Shape::Prose, "As a reader sees it.").required(),
        key("about", &Shape::Prose, "What belongs to it."),
    ],
};

static RENAME: Table = Table {
    noun: "renamed theme",
    keys: &[
        key("from", &Shape::Id, "Its old id, which stored audits keep.").required(),
        key("to", &Shape::Id, "The theme that it is called now.").required(),
        key("on", &Shape::Date, "The first day of the new name.").required(),
        key("because", &Shape::Prose, "Why, for readers of reports."),
    ],
};

static MERGE: Table = Table {
    noun: "merge of themes",
    keys: &[
        key(
            "from",
            &Shape::List(&Shape::Id),
            "The ids that are counted together; stored audits keep them.",
        )
        .required(),
        key("into", &Shape::Id, "The theme that they are counted as.").required(),
        key("on", &Shape::Date, "The first day on which they are one.").required(),
        key("because", &Shape::Prose, "Why, for readers of reports."),
    ],
};

static RULE: Table = Table {
    noun: "coding rule",
    keys: &[
        key("id", &Shape::Id, "By which the review queue names it.").required(),
        key("theme", &Shape::Id, "The theme that it proposes.").required(),
        key(
            "kind",
            &Shape::Word(&["concern", "strength"]),
            "What it proposes the comment as; by default a concern.",
        ),
        key(
            "any",
            &Shape::List(&Shape::Text),
            "Words or phrases, one of which must stand in the sentence; `drift*` takes every ending.",
        ),
        key(
            "all",
            &Shape::List(&Shape::Text),
            "Words or phrases that must all stand in the sentence.",
        ),
        key(
            "not",
            &Shape::List(&Shape::Text),
            "Words or phrases that must not stand in the sentence.",
        ),
    ],
};
