//! What can be wrong with files of answers and case records.

use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    pub const LINE_SYNTAX: Self = Self::new(
        "SL401",
        "the line cannot be read",
        "Each line of a JSON Lines file is one JSON object; a CSV row has as many cells as \
         the header.",
    );
    pub const ANSWER_UNKNOWN_QUESTION: Self = Self::new(
        "SL402",
        "an answer to a question that is not asked",
        "The template has no question with this id.",
    );
    pub const ANSWER_NOT_OFFERED: Self = Self::new(
        "SL403",
        "an answer that the question does not take",
        "The answer is not among those offered, or lies outside the range.",
    );
    pub const DUPLICATE_AUDIT: Self = Self::new(
        "SL404",
        "the same audit twice",
        "Two lines have the same audit id. One audit is one line.",
    );
    pub const NO_CASE: Self = Self::new(
        "SL405",
        "an audit without its case",
        "No case with this id is among the case records.",
    );
    pub const UNKNOWN_TEMPLATE: Self = Self::new(
        "SL406",
        "a template that is not there",
        "No template with this id was loaded.",
    );
    pub const ANSWER_WRONG_KIND: Self = Self::new(
        "SL407",
        "an answer of the wrong kind",
        "The question takes another kind of answer, such as a date or a number.",
    );
    pub const BAD_DATE: Self = Self::new(
        "SL408",
        "not a date",
        "Dates are written year, month, day: `2025-09-30`.",
    );
    pub const ANSWER_REFUSED: Self = Self::new(
        "SL409",
        "the question must be answered",
        "The template does not take `not applicable`, or `not enough evidence`, for this \
         question.",
    );
    pub const COMMENT_MISSING: Self = Self::new(
        "SL410",
        "an answer without its comment",
        "The template asks for a comment with this answer.",
    );
    pub const REASON_MISSING: Self = Self::new(
        "SL416",
        "an answer that is not what the case record says, without a reason",
        "The question has a `prefill`, the case record says something, and the answer is something else. The answer counts; \
         what the record says is kept beside it, for those who put case records right, and they need to know why. Give the \
         answer a `comment`. `sightline audit import` refuses an audit that lacks it, since afterwards nobody remembers why. \
         It is a warning where nothing is kept, and for an audit that was kept before the case record changed.",
    );
    pub const LINE_UNKNOWN_KEY: Self = Self::new(
        "SL411",
        "a key that the line does not take",
        "The key is not one that a line of answers or cases takes, so what it says would be \
         lost.",
    );
    pub const LINE_MISSING_KEY: Self = Self::new(
        "SL412",
        "a key is missing from the line",
        "An audit needs its id, case, template and date; a case needs its id.",
    );
    pub const DUPLICATE_CASE: Self = Self::new(
        "SL413",
        "the same case twice",
        "Two lines have the same case id.",
    );
    pub const FACT_WRONG_KIND: Self = Self::new(
        "SL417",
        "a fact that is not what the template says",
        "The template declares what each fact is: a date, a number, yes or no, one of some choices. \
         With anything else in the case record its scripts would fail, or take it for something \
         else.",
    );
}
