//! A template and its blocks.

use super::question::{POLICIES, QUESTION};
use super::record::{FACT, LIST};
use super::shared::SCALES;
use super::theme::THEMES;
use super::timescale::TIMESCALES_HERE;
use super::{Naming, Shape, Table, key};

/// A template.
pub(crate) static TEMPLATE: Table = Table {
    noun: "template",
    keys: &[
        key("template", &Shape::Id, "Its permanent id.").required(),
        key(
            "version",
            &Shape::Version,
            "Three numbers: comparability, additions, wording.",
        )
        .required(),
        key("title", &Shape::Prose, "As a reader sees it.").required(),
        key("about", &Shape::Prose, "Markdown: what it looks at."),
        key(
            "subject",
            &Shape::Word(&["child", "worker", "meeting", "family"]),
            "Whose work or life is looked at; by default a child's.",
        ),
        key(
            "grade_scale",
            &Shape::Id,
            "The scale of its grades, or `none` for an ungraded template.",
        )
        .required(),
        key(
            "voices",
            &Shape::List(&Shape::Id),
            "Who answers; the first counts, the others are kept beside it.",
        ),
        key(
            "record",
            &Shape::Named {
                key: Naming::Id,
                value: &Shape::Map(&FACT),
            },
            "The facts of the case record it may read; anything else is invisible to it.",
        ),
        key(
            "history",
            &HISTORY_HERE,
            "The lists of the case's history it may read, and which fields of them; anything else is invisible to it.",
        ),
        key(
            "eligible",
            &Shape::Expression,
            "Holds when a case can be audited with it.",
        ),
        key("scales", &SCALES, "Scales of its own."),
        key("themes", &THEMES, "Learning themes of its own."),
        key(
            "timescales",
            &TIMESCALES_HERE,
            "Timescales of its own, and what it counts otherwise than the shared ones.",
        ),
        key(
            "sections",
            &Shape::List(&Shape::Map(&SECTION)),
            "Its sections, in order.",
        )
        .required(),
        key(
            "limits",
            &Shape::List(&Shape::Map(&LIMIT)),
            "Limiting judgements, in order; they only lower a grade.",
        ),
        key(
            "alerts",
            &Shape::List(&Shape::Map(&ALERT)),
            "Who must be told of what.",
        ),
        key(
            "actions",
            &Shape::List(&Shape::Map(&ACTION)),
            "What must be done.",
        ),
        key("scoring", &Shape::Map(&SCORING), "How it is scored."),
        key(
            "moderation",
            &Shape::Map(&MODERATION),
            "Which audits a second person grades.",
        ),
        key(
            "retention",
            &Shape::Map(&RETENTION),
            "How long answers are kept.",
        ),
    ],
};

/// Fields that `_shared/history.yaml` declares, or fields of its own.
static HISTORY_HERE: Shape = Shape::Named {
    key: Naming::Id,
    value: &Shape::Either(&[Shape::List(&Shape::Id), Shape::Map(&LIST)]),
};

static SECTION: Table = Table {
    noun: "section",
    keys: &[
        key("id", &Shape::Id, "As scripts and reports name it.").required(),
        key("title", &Shape::Prose, "As a reader sees it.").required(),
        key(
            "guidance",
            &Shape::Prose,
            "Markdown shown above its questions.",
        ),
        key(
            "weight",
            &Shape::Number,
            "How much it counts towards the whole; by default 1.",
        ),
        key("stage", &Shape::Id, "A later stage of the same audit."),
        key(
            "opens_after",
            &Shape::Length,
            "How long after the audit's date the stage opens.",
        ),
        key(
            "show_when",
            &Shape::Expression,
            "Holds when the section is asked.",
        ),
        key(
            "scoring",
            &Shape::Map(&SECTION_SCORING),
            "What is scored differently here.",
        ),
        key(
            "questions",
            &Shape::List(&Shape::Map(&QUESTION)),
            "Its questions, in order.",
        )
        .required(),
    ],
};

/// The words for how questions become a section's score.
const METHODS: &[&str] = &[
    "weighted-mean",
    "sum",
    "worst",
    "all-or-nothing",
    "script",
    "none",
];

/// The words for how sections become one.
const OVERALLS: &[&str] = &[
    "weighted-mean",
    "sum",
    "worst",
    "all-or-nothing",
    "script",
    "none",
    "pooled",
];

static BANDS: Shape = Shape::Named {
    key: Naming::Id,
    value: &Shape::Bound,
};

static SCORING: Table = Table {
    noun: "`scoring` block",
    keys: &[
        key(
            "section",
            &Shape::Word(METHODS),
            "How questions become a section's score.",
        ),
        key(
            "overall",
            &Shape::Word(OVERALLS),
            "How sections become the whole.",
        ),
        key(
            "of",
            &Shape::Word(&["scores", "grades"]),
            "What the whole is made from.",
        ),
        key("bands", &BANDS, "Where each grade starts, inclusive."),
        key(
            "not_applicable",
            &Shape::Word(POLICIES),
            "What `not applicable` does to the score.",
        ),
        key(
            "not_enough_evidence",
            &Shape::Word(POLICIES),
            "What `not enough evidence` does to the score.",
        ),
        key(
            "minimum_completeness",
            &Shape::Percent,
            "Below it there is no grade.",
        ),
        key(
            "script",
            &Shape::Text,
            "The file in `scripts/` that holds its hooks.",
        ),
    ],
};

static SECTION_SCORING: Table = Table {
    noun: "section's `scoring` block",
    keys: &[
        key(
            "section",
            &Shape::Word(METHODS),
            "How its questions become its score.",
        ),
        key(
            "bands",
            &BANDS,
            "Where each of its grades starts, inclusive.",
        ),
        key(
            "not_applicable",
            &Shape::Word(POLICIES),
            "What `not applicable` does to its score.",
        ),
        key(
            "not_enough_evidence",
            &Shape::Word(POLICIES),
            "What `not enough evidence` does to its score.",
        ),
        key(
            "minimum_completeness",
            &Shape::Percent,
            "Below it the section has no grade.",
        ),
    ],
};

static LIMIT: Table = Table {
    noun: "limit",
    keys: &[
        key("id", &Shape::Id, "As named in outcomes.").required(),
        key(
            "when",
            &Shape::Expression,
            "Holds when the grade is capped.",
        )
        .required(),
        key(
            "cap",
            &Shape::Id,
            "The best grade that is left, or `insufficient-evidence`.",
        )
        .required(),
        key(
            "section",
            &Shape::Id,
            "The section it caps; by default the whole.",
        ),
        key("because", &Shape::Prose, "The sentence that explains it.").required(),
    ],
};

static ALERT: Table = Table {
    noun: "alert",
    keys: &[
        key("id", &Shape::Id, "As named in outcomes.").required(),
        key(
            "when",
            &Shape::Expression,
            "Holds when somebody must be told.",
        )
        .required(),
        key("within", &Shape::Length, "How soon.").required(),
        key("to", &Shape::Prose, "Who.").required(),
    ],
};

static ACTION: Table = Table {
    noun: "action",
    keys: &[
        key("when", &Shape::Expression, "Holds when it must be done.").required(),
        key("action", &Shape::Prose, "What must be done.").required(),
        key("due", &Shape::Length, "By when."),
        key("owner", &Shape::Prose, "By whom."),
    ],
};

static MODERATION: Table = Table {
    noun: "`moderation` block",
    keys: &[
        key(
            "always_when",
            &Shape::Expression,
            "Holds when an audit is always moderated.",
        ),
        key("sample", &Shape::Percent, "The share of the others."),
        key("at_least", &Shape::Count, "But at least this many."),
        key(
            "blind",
            &Shape::Flag,
            "Whether the moderator grades before seeing the auditor's grade.",
        ),
    ],
};

static RETENTION: Table = Table {
    noun: "`retention` block",
    keys: &[key(
        "identifiable_years",
        &Shape::Count,
        "How many years identifiable answers are kept.",
    )],
};

/// Every block of a template whose keys might stray into another one.
pub(super) static TABLES: &[&Table] = &[
    &TEMPLATE,
    &SECTION,
    &QUESTION,
    &SCORING,
    &LIMIT,
    &ALERT,
    &ACTION,
    &MODERATION,
    &RETENTION,
    &FACT,
];
