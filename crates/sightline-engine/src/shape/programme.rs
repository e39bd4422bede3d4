//! What a quarter was meant to be, and what was told and not counted.

use super::{Naming, Shape, Table, key};

/// `programme.yaml`.
pub(crate) static PROGRAMME: Table = Table {
    noun: "programme",
    keys: &[
        key(
            "quarters",
            &QUARTERS,
            "What belongs to one quarter, such as `2025-26-Q2`.",
        ),
        key(
            "asked",
            &Shape::List(&Shape::Map(&ASKED)),
            "Shares of answers that stand under activity: was the worker there, was the family asked.",
        ),
        key(
            "learning",
            &Shape::List(&Shape::Map(&LEARNING)),
            "What was done about earlier findings, and the question that shows whether it helped.",
        ),
    ],
};

static QUARTERS: Shape = Shape::Named {
    key: Naming::Words,
    value: &Shape::Map(&QUARTER),
};

static QUARTER: Table = Table {
    noun: "quarter",
    keys: &[
        key(
            "planned",
            &Shape::List(&Shape::Map(&PLANNED)),
            "The audits that were to be done.",
        ),
        key(
            "exempted",
            &Shape::List(&Shape::Map(&EXEMPTED)),
            "The audits that somebody was let off.",
        ),
        key(
            "late_reviews",
            &Shape::List(&Shape::Map(&LATE)),
            "Why reviews were late.",
        ),
        key(
            "alerts",
            &Shape::List(&Shape::Map(&ALERTS)),
            "Quality assurance alerts, informal and formal, by what they were about.",
        ),
        key(
            "voice",
            &Shape::List(&Shape::Map(&VOICE)),
            "What children and families said, chosen by a person; the first stands in the summary.",
        ),
    ],
};

static PLANNED: Table = Table {
    noun: "planned audit",
    keys: &[
        key("template", &Shape::Id, "With which template.").required(),
        key(
            "team",
            &Shape::Prose,
            "Of which team's work; absent is all.",
        ),
        key("audits", &Shape::Count, "How many were planned.").required(),
        key("allocated", &Shape::Count, "How many had an auditor."),
        key(
            "late",
            &Shape::Count,
            "How many were done after the day they were due.",
        ),
        key("cancelled", &Shape::Count, "How many will not be done."),
    ],
};

static EXEMPTED: Table = Table {
    noun: "exemption",
    keys: &[
        key("template", &Shape::Id, "From audits with which template.").required(),
        key("team", &Shape::Prose, "Which team."),
        key("audits", &Shape::Count, "How many.").required(),
        key("by", &Shape::Prose, "Who agreed to it, by role.").required(),
        key("because", &Shape::Prose, "Why.").required(),
    ],
};

static LATE: Table = Table {
    noun: "reason for late reviews",
    keys: &[
        key("because", &Shape::Prose, "The reason.").required(),
        key("reviews", &Shape::Count, "How many reviews.").required(),
    ],
};

static ALERTS: Table = Table {
    noun: "alerts",
    keys: &[
        key("concern", &Shape::Prose, "What they were about.").required(),
        key(
            "stage",
            &Shape::Word(&["informal", "formal"]),
            "Informal challenge, or a formal stage of the dispute process; fewer formal ones beside more informal ones are not less challenge.",
        )
        .required(),
        key("opened", &Shape::Count, "How many were opened.").required(),
        key("resolved", &Shape::Count, "How many were resolved."),
        key(
            "over_20_working_days",
            &Shape::Count,
            "How many had been open for more than 20 working days.",
        ),
    ],
};

static VOICE: Table = Table {
    noun: "thing that was said",
    keys: &[
        key(
            "said",
            &Shape::Prose,
            "The words, with nothing that tells who.",
        )
        .required(),
        key(
            "who",
            &Shape::Prose,
            "Who said it, in general: `a young person in care`.",
        )
        .required(),
        key("theme", &Shape::Id, "The theme that it belongs to."),
        key(
            "did",
            &Shape::Prose,
            "What was done because of it, for *You said, we did*: `Every child is now asked where to meet`.",
        ),
    ],
};

static ASKED: Table = Table {
    noun: "share of answers",
    keys: &[
        key(
            "what",
            &Shape::Prose,
            "What the share is: `Worker took part in the audit`.",
        )
        .required(),
        key("template", &Shape::Id, "The template.").required(),
        key("question", &Shape::Id, "The question.").required(),
        key(
            "answers",
            &Shape::List(&Shape::Answer),
            "The answers that count.",
        )
        .required(),
    ],
};

static LEARNING: Table = Table {
    noun: "learning",
    keys: &[
        key(
            "what",
            &Shape::Prose,
            "What was done: training, a guide, a change of form.",
        )
        .required(),
        key("on", &Shape::Date, "When.").required(),
        key("template", &Shape::Id, "The template.").required(),
        key(
            "question",
            &Shape::Id,
            "The question that is measured again.",
        )
        .required(),
        key(
            "answers",
            &Shape::List(&Shape::Answer),
            "The answers that count; by default the question's average is compared.",
        ),
    ],
};
