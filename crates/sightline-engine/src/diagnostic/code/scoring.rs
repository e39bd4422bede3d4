//! Codes of scoring and of worked cases.

use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    // While scoring
    pub const RAN_TOO_LONG: Self = Self::new(
        "SL501",
        "a script ran too long",
        "A script may do so much work and no more, so that one template can never hold up the \
         others. Usually a loop does not end.",
    );
    pub const SCRIPT_FAILED: Self = Self::new(
        "SL502",
        "a script failed",
        "The script stopped with an error. The answers are kept, and the outcome is marked \
         `failed` until the script is put right.",
    );
    pub const SCRIPT_RESULT: Self = Self::new(
        "SL503",
        "a script gave back something unusable",
        "The hook or expression must give back what its place needs: true or false for a \
         condition, `points(n, out_of)` for a score.",
    );
    pub const CALENDAR_ENDS: Self = Self::new(
        "SL504",
        "a date beyond the calendar",
        "Working days can be counted only where the bank holidays are known. Add the missing \
         years to `_shared/calendar.yaml`.",
    );
    // Worked cases
    pub const EXAMPLE_FAILS: Self = Self::new(
        "SL601",
        "a worked case comes out differently",
        "The template scores the worked case otherwise than the case says it should. Either \
         the template is wrong or the expectation is.",
    );
}
