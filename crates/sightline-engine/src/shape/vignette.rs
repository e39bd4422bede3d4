//! The vignettes of an authority's reports.

use super::{Shape, Table, key};

/// `vignettes.yaml`, beside the reports.
pub(crate) static VIGNETTES: Table = Table {
    noun: "file of vignettes",
    keys: &[key(
        "vignettes",
        &Shape::List(&Shape::Map(&VIGNETTE)),
        "What happened in one case, told so that nobody can know whose it is.",
    )
    .required()],
};

static VIGNETTE: Table = Table {
    noun: "vignette",
    keys: &[
        key("theme", &Shape::Id, "The theme that it shows.").required(),
        key(
            "kind",
            &Shape::Word(&["concern", "strength"]),
            "What it shows of the theme; by default a concern.",
        ),
        key(
            "period",
            &Shape::Text,
            "The quarter whose report it stands in.",
        )
        .required(),
        key(
            "audit",
            &Shape::Text,
            "The audit that it is from, so that it can be checked; never shown.",
        )
        .required(),
        key("text", &Shape::Prose, "What readers read.").required(),
        key(
            "chosen_by",
            &Shape::Text,
            "Staff code of whoever chose it; never shown.",
        )
        .required(),
        key(
            "checked_on",
            &Shape::Date,
            "The day on which somebody read it for what it gives away.",
        )
        .required(),
    ],
};
