//! Codes of what is well formed and still cannot work.

use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
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
}
