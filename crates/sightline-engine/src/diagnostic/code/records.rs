//! What can be wrong with a file of case records that another system wrote.

use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    pub const FILE_REFUSED: Self = Self::new(
        "SL420",
        "the file is not read",
        "The file is locked with a password, carries macros, is too large for its kind, or is \
         built so that reading it would fill the machine. Save a plain copy as .xlsx or CSV.",
    );
    pub const NO_TABLE: Self = Self::new(
        "SL421",
        "no table was found",
        "No row among the first 30 names the columns that the layout knows, the child's id \
         among them. The file may belong to another layout, or its headings have changed: \
         `sightline cases map` writes a first mapping from them.",
    );
    pub const UNKNOWN_COLUMN: Self = Self::new(
        "SL422",
        "a column that the layout does not know",
        "What stands in the column is not read. Add its heading to a mapping file, with a fact, \
         a list or `ignore`.",
    );
    pub const ROW_SKIPPED: Self = Self::new(
        "SL423",
        "rows that hold no record",
        "Blank rows, totals and headings that are repeated further down are not records. They \
         are counted so that nothing is left out unseen.",
    );
    pub const DAMAGED_ID: Self = Self::new(
        "SL424",
        "an id that cannot be trusted",
        "The child's id is missing, or looks damaged by a spreadsheet: `1.23E+11` has lost its \
         last digits, `123` may have been `00123`. It is never matched to a child. Export the \
         column as text.",
    );
    pub const BAD_CELL: Self = Self::new(
        "SL425",
        "a cell that cannot be understood",
        "The column holds dates, numbers, yes or no, or codes, and this cell holds something \
         else. The value is left out; where a row cannot do without it, the row is.",
    );
    pub const EMPTY_CELL: Self = Self::new(
        "SL426",
        "a cell without its value",
        "The spreadsheet shows an error such as `#N/A` or `#REF!`, or holds a formula whose \
         result was not saved. Open the file, let it calculate, and save it again.",
    );
    pub const DATE_ORDER: Self = Self::new(
        "SL427",
        "dates that can be read in two ways",
        "`03/04/2025` is the third of April or the fourth of March, and no date of the column \
         tells which. Say it once with `--dates day-first` or `--dates month-first`; the \
         choice is remembered for files with the same columns.",
    );
    pub const DUPLICATE_ROW: Self = Self::new(
        "SL428",
        "the same record twice",
        "Two rows of one table are about the same child, or the same plan, review or visit of \
         one child. Rows that are equal are kept once. Rows that differ are all kept, and one \
         of them is probably wrong.",
    );
    pub const CONTRADICTION: Self = Self::new(
        "SL429",
        "records that contradict each other",
        "Something ends before it starts, happens before the child was born or after today, \
         two plans run at once, or two files say different things of the same child.",
    );
    pub const BAD_MAPPING: Self = Self::new(
        "SL430",
        "a mapping that means nothing",
        "A mapping gives each column a fact, a field of a list such as `plans.started_on`, \
         `case`, `never-read` or `ignore`. `docs/records.md` lists the names.",
    );
    pub const NO_PROGRAMME: Self = Self::new(
        "SL431",
        "no programme of work was found",
        "A programme of work has a row of headings among its first 30 rows that names the actions, \
         and who does them, by when, or how they stand: ACTION, WHO, WHEN, RAG, COMMENTARY. \
         `docs/actions.md` lists other names that are known. A workbook with several such sheets \
         is read one sheet at a time.",
    );
    pub const NO_ACTION: Self = Self::new(
        "SL432",
        "a row without an action",
        "The row of a programme of work holds something, and nothing of what is to be done. It may \
         be the rest of the row above: put its text there. It is not kept until it is put right.",
    );
    pub const LOOK_ALIKE: Self = Self::new(
        "SL433",
        "a letter of another alphabet",
        "A Cyrillic or Greek letter looks the same as a Latin one, and no search or filter finds \
         it. It is read as the letter it looks like; type it anew in the file.",
    );
    pub const NOT_HELD: Self = Self::new(
        "SL434",
        "an action that nobody can be held to",
        "Nobody is named who does it, or no day can be told by which it is to be done. It is kept as \
         it was written, is never counted as overdue, and shows as amber. `sightline action update` \
         adds an owner or a day.",
    );
}
