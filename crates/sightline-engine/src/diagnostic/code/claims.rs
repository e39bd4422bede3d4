//! What can be wrong with the claims of a written report.

use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    pub const CLAIM_SHARE: Self = Self::new(
        "SL711",
        "a percentage that does not follow from its counts",
        "The counts beside the percentage come to something else. A percentage may be rounded to the digits it is \
         printed with, and be off by 0.1 besides; where a count is of those that were late, the percentage may be of \
         the rest. Put the percentage or the counts right.",
    );
    pub const CLAIM_SUM: Self = Self::new(
        "SL712",
        "parts that do not come to their total",
        "A total is followed by its parts, in a sentence, a list or a table, and they add up to something else. \
         Percentages are never added up: rounded ones need not come to 100.",
    );
    pub const CLAIM_CHANGE: Self = Self::new(
        "SL713",
        "a change that the figures do not show",
        "The word says another direction than the figures, or the change given is not theirs. The difference of two \
         percentages is in percentage points: from 40% to 50% is 10 percentage points, or 25%. A level, such as 21.6%, \
         is not a decrease of 21.6%. Where lower is better, a rise is no improvement.",
    );
    pub const CLAIM_RAG: Self = Self::new(
        "SL714",
        "a colour that does not fit the target",
        "Green is at the target or on its good side, amber is off by up to 5% of the target (for a percentage by up to \
         one point, if that is more), red is further off. Say which way is better; say the tolerance where it is another.",
    );
    pub const CLAIM_DATA: Self = Self::new(
        "SL715",
        "a figure that is not that of the data",
        "The sentence or row names a measure that the data given with `--data` have too, and its value, target, colour or \
         counts are others there. Put the report right, or name the period that it speaks of.",
    );
    pub const CLAIM_DOCUMENT: Self = Self::new(
        "SL716",
        "a report that contradicts itself as a whole",
        "The report is dated before its period ends, gives two series of one section in opposite orders, or refers to an \
         appendix, a table or a figure that it does not have.",
    );
    pub const CLAIM_NOT_JUDGED: Self = Self::new(
        "SL717",
        "a claim that cannot be judged",
        "The report does not say enough: a count without what it is of, a percentage without its counts, a colour or an \
         improvement without the direction that is better. This fails nothing; a reader of the report cannot judge it either.",
    );
    pub const WORD_REFUSED: Self = Self::new(
        "SL718",
        "a Word document that is not read",
        "The file is no Word document, is an old one (.doc), is locked or damaged, or is built so that reading it would fill \
         the machine. Open it in Word, and save it as .docx without a password.",
    );
}
