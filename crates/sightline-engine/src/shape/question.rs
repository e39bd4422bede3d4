//! A question, its options and its columns.

use super::{Key, Naming, Shape, Table, key};

/// Every type a question can have.
pub(super) const TYPES: &[&str] = &[
    "grade",
    "yes-no",
    "yes-partly-no",
    "choice",
    "choices",
    "number",
    "scale",
    "date",
    "text",
    "table",
    "computed",
];

/// Every type that somebody answers.
const ASKED: &[&str] = &[
    "grade",
    "yes-no",
    "yes-partly-no",
    "choice",
    "choices",
    "number",
    "scale",
    "date",
    "text",
    "table",
];

/// The words for answers without a value.
pub(super) const POLICIES: &[&str] = &["leave-out", "count-as-lowest", "refuse"];

/// What a fact or a cell may hold.
pub(super) const FACT_TYPES: &[&str] = &["date", "number", "text", "yes-no", "choice"];

pub(super) static QUESTION: Table = Table {
    noun: "question",
    keys: &[
        key(
            "id",
            &Shape::Id,
            "By which scripts, reports and stored answers find it; never changed.",
        )
        .required(),
        key("ask", &Shape::Prose, "The words the auditor reads.").required(),
        key("type", &Shape::Word(TYPES), "What may be answered.").required(),
        key(
            "guidance",
            &Shape::Prose,
            "Markdown shown with the question.",
        ),
        key(
            "options",
            &Shape::List(&OPTION),
            "The answers on offer, in order.",
        )
        .required()
        .only(&["choice", "choices"]),
        key(
            "scale",
            &Shape::Id,
            "The scale it is answered on; by default the template's grade scale.",
        )
        .only(&["grade", "scale"]),
        key("low", &Shape::Number, "The worst number that is accepted.").only(&["number"]),
        key(
            "high",
            &Shape::Number,
            "The best number that is accepted; may be the smaller one.",
        )
        .only(&["number"]),
        key(
            "best",
            &Shape::Word(&["yes", "no"]),
            "Which answer is good; `no` where a yes is bad news.",
        )
        .only(&["yes-no", "yes-partly-no"]),
        key(
            "columns",
            &Shape::List(&Shape::Map(&COLUMN)),
            "The columns of the table.",
        )
        .required()
        .only(&["table"]),
        key(
            "actions",
            &Shape::Map(&ACTION_COLUMNS),
            "Makes each row something to be done; says which columns hold what, by whom and by when.",
        )
        .only(&["table"]),
        key(
            "computed",
            &Shape::Expression,
            "Works the value out; it is never asked.",
        )
        .required()
        .only(&["computed"]),
        key(
            "weight",
            &Shape::Number,
            "How much it counts; by default 1.",
        ),
        key(
            "scored",
            &Shape::Flag,
            "Whether its points count; by default yes where the type has points.",
        ),
        key(
            "required",
            &Shape::Flag,
            "Whether it counts towards completeness; by default yes.",
        )
        .only(ASKED),
        key(
            "critical",
            &Shape::Flag,
            "Whether no grade should stand without it.",
        ),
        key(
            "themes",
            &Shape::List(&Shape::Id),
            "The learning themes its findings belong to.",
        ),
        key(
            "show_when",
            &Shape::Expression,
            "Holds when it is asked; may name earlier questions only.",
        ),
        key(
            "prefill",
            &Shape::Expression,
            "What the case record suggests.",
        )
        .only(ASKED),
        key(
            "evidence",
            &Shape::List(&Shape::Answer),
            "The answers that need a comment.",
        )
        .only(ASKED),
        key(
            "not_applicable",
            &NOT_APPLICABLE,
            "Whether and how `not applicable` may be answered.",
        )
        .only(ASKED),
        key(
            "not_enough_evidence",
            &Shape::Word(POLICIES),
            "What `not enough evidence` does to the score.",
        )
        .only(ASKED),
        key(
            "descriptors",
            &DESCRIPTORS,
            "What each answer looks like here.",
        )
        .only(ASKED),
        key(
            "expected",
            &Shape::Answer,
            "Anything below it is a concern.",
        ),
        key(
            "strength",
            &Shape::Answer,
            "It, and anything above it, is a strength.",
        ),
        key(
            "concern_text",
            &Shape::Prose,
            "Words for a concern, in place of the question's own.",
        ),
        key("strength_text", &Shape::Prose, "Words for a strength."),
    ],
};

static OPTION: Shape = Shape::Either(&[Shape::Answer, Shape::Map(&OPTION_BLOCK)]);

static OPTION_BLOCK: Table = Table {
    noun: "option",
    keys: &[
        key("id", &Shape::Answer, "As written in answers.").required(),
        key(
            "label",
            &Shape::Prose,
            "As the auditor sees it; by default the id.",
        ),
        key(
            "points",
            &Shape::Number,
            "Its points; either all options have them or none.",
        ),
    ],
};

static COLUMN: Table = Table {
    noun: "column",
    keys: &[
        key("id", &Shape::Id, "As written in answers.").required(),
        key(
            "label",
            &Shape::Prose,
            "As the auditor sees it; by default the id.",
        ),
        key("type", &Shape::Word(FACT_TYPES), "What its cells hold.").required(),
        CHOICE_OPTIONS,
    ],
};

static ACTION_COLUMNS: Table = Table {
    noun: "`actions` block of a table",
    keys: &[
        key(
            "action",
            &Shape::Id,
            "The column with what is to be done; a row without it is no action.",
        )
        .required(),
        key("owner", &Shape::Id, "The column with who does it."),
        key(
            "due",
            &Shape::Id,
            "The column with the day it is due; its type is `date`.",
        ),
    ],
};

/// The answers of a fact or cell of type `choice`.
pub(super) const CHOICE_OPTIONS: Key =
    key("options", &Shape::List(&Shape::Answer), "What it may be.")
        .required()
        .only(&["choice"]);

static NOT_APPLICABLE: Shape =
    Shape::Either(&[Shape::Word(POLICIES), Shape::Map(&NOT_APPLICABLE_BLOCK)]);

static NOT_APPLICABLE_BLOCK: Table = Table {
    noun: "`not_applicable` block",
    keys: &[
        key(
            "allowed",
            &Shape::Flag,
            "Whether it may be answered; by default yes.",
        ),
        key(
            "reason",
            &Shape::Word(&["required", "optional"]),
            "Whether it needs a reason.",
        ),
        key(
            "score",
            &Shape::Word(POLICIES),
            "What it does to the score.",
        ),
    ],
};

static DESCRIPTORS: Shape = Shape::Named {
    key: Naming::Answer,
    value: &Shape::Prose,
};
