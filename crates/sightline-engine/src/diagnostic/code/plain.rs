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
}
