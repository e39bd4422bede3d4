//! What a workspace says about itself.

use super::{Naming, Shape, Table, key};

/// `sightline.yaml`.
pub(crate) static SETTINGS: Table = Table {
    noun: "workspace file",
    keys: &[
        key("authority", &Shape::Prose, "The name on reports."),
        key(
            "author",
            &Shape::Prose,
            "Who wrote the reports: a role or a team, such as Quality assurance.",
        ),
        key(
            "audit_templates",
            &Shape::Text,
            "The folder of templates; by default `audit-templates`.",
        ),
        key(
            "scripts",
            &Shape::Text,
            "The folder of scripts; by default `scripts`.",
        ),
        key(
            "reports",
            &Shape::Text,
            "The folder of reports; by default `reports`.",
        ),
        key(
            "store",
            &Shape::Text,
            "The file that keeps audits; by default `sightline.db`.",
        ),
        key(
            "teams",
            &TEAMS,
            "What is known of each team, by its name in the answers.",
        ),
        key(
            "auditor_groups",
            &GROUPS,
            "Groups of auditors that reports compare with moderators, such as Team managers, each a list of staff codes.",
        ),
        key(
            "public_words",
            &WORDS,
            "Words that look like a person's in a report for everybody and are nobody's, such as Milton Keynes, each as it is printed.",
        ),
        key(
            "records_from",
            &Shape::Date,
            "The day from which the case records are whole; by default measures take them to begin where their rows come in number.",
        ),
    ],
};

static TEAMS: Shape = Shape::Named {
    key: Naming::Words,
    value: &Shape::Map(&TEAM),
};

static TEAM: Table = Table {
    noun: "team",
    keys: &[key(
        "service",
        &Shape::Prose,
        "The service that it belongs to.",
    )],
};

static WORDS: Shape = Shape::List(&Shape::Prose);

static GROUPS: Shape = Shape::Named {
    key: Naming::Words,
    value: &Shape::List(&Shape::Text),
};
