//! Codes of what is well formed and still cannot work.

use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    pub const WRONG_FOLDER: Self = Self::new(
        "SL226",
        "an id that is not its folder's name",
        "A template lies at `audit-templates/<id>/template.yaml`, so that everybody who reads an id in a report or an outcome \
         finds the template, and two templates never share a folder. Rename the one or the other; an id that outcomes already \
         carry should stay.",
    );
    pub const CRITICAL_WITHOUT_WEIGHT: Self = Self::new(
        "SL227",
        "a critical question that never counts",
        "The question is marked as one that no grade should stand without, and it is scored with weight 0, so whatever is \
         answered leaves the score as it is. Give it weight. Where a limit is all that it is for, `scored: no` says so.",
    );
    pub const IDLE_LIMIT: Self = Self::new(
        "SL228",
        "a limit that can never lower anything",
        "A limit caps a grade: no better than this. No grade is better than the best one, so this limit is never in force, \
         and whoever wrote it would not notice.",
    );
    pub const ACTION_COLUMN: Self = Self::new(
        "SL229",
        "a column that cannot be part of an action",
        "`actions:` makes something to be done of each row of a table, and names the columns that say what (`action`), by whom \
         (`owner`) and by when (`due`). Each is a column of this table and none is named twice. The first two are of type `text` or \
         `choice`; `due` is of type `date`, since nothing else can be held against a calendar.",
    );
    pub const NO_TRUTH: Self = Self::new(
        "SL313",
        "a condition that is neither true nor false",
        "`when`, `show_when`, `eligible` and `always_when` ask whether something holds. An answer, a fact or a number by itself \
         does not say so, and every audit would come out as failed. Compare it with something, such as `answers.X == \"yes\"`.",
    );
    pub const IDLE_COMPARISON: Self = Self::new(
        "SL314",
        "a comparison that always comes out the same",
        "A date is never a number, and a word is never more than one, so nothing that anybody answers would change how this \
         comes out. Compare with something of the same kind; dates also compare with dates written as text, such as \
         `\"2025-09-30\"`, and anything compares with `()`, which is what is missing.",
    );
    pub const WRONG_SUGGESTION: Self = Self::new(
        "SL315",
        "a suggestion that the question cannot take",
        "`prefill` suggests an answer from the case record. One that the question does not take, such as a number for a date, is \
         left out without a word, so the auditor would never see it. Suggest what the question takes.",
    );
}
