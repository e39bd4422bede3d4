//! Every code a diagnostic can carry, with what `sightline explain` says of it.

mod records;

use std::fmt;

mod answers;
mod claims;
mod clock;
mod plain;
mod reports;
mod scoring;
mod theme;

/// A stable name for one kind of mistake.
///
/// `SL1xx` reading, `SL2xx` meaning, `SL3xx` scripts, `SL4xx` cases and answers, `SL5xx` scoring,
/// `SL6xx` worked cases, `SL7xx` reports and what they claim. A code is never used again for something else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    id: &'static str,
    title: &'static str,
    explanation: &'static str,
}

impl Code {
    /// The code as a reader sees it, such as `SL114`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.id
    }

    /// What it is about, in a few words.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.title
    }

    /// What it means and how to put it right.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        self.explanation
    }

    /// What the codes that begin alike are about, by what they begin with.
    pub const FAMILIES: [(&str, &str); 7] = [
        ("SL1", "reading a file"),
        ("SL2", "what a template means"),
        ("SL3", "scripts"),
        ("SL4", "cases, answers and records"),
        ("SL5", "scoring"),
        ("SL6", "worked cases"),
        ("SL7", "reports and what they claim"),
    ];

    /// The code with this id, in either case.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.id.eq_ignore_ascii_case(id))
    }

    const fn new(id: &'static str, title: &'static str, explanation: &'static str) -> Self {
        Self {
            id,
            title,
            explanation,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    // Reading a file
    pub const NOT_TEXT: Self = Self::new(
        "SL101",
        "the file is not text",
        "The file holds bytes that no text file has. It may be a spreadsheet, a picture or a \
         Word document with another ending. Save it as plain text and try again.",
    );
    pub const NOT_UTF8: Self = Self::new(
        "SL102",
        "the file is not saved as UTF-8",
        "Letters outside plain English are saved differently by different programs. Sightline \
         reads UTF-8, which every current editor can save: choose `Save as`, then the \
         encoding UTF-8.",
    );
    pub const TOO_LARGE: Self = Self::new(
        "SL103",
        "the file is too large",
        "A template or script of this size is not one that somebody wrote. A template may \
         have 1 MiB, a script 16 KiB, a file of answers any size with lines up to 1 MiB.",
    );
    pub const EMPTY: Self = Self::new(
        "SL104",
        "the file is empty",
        "There is nothing in the file but spaces and comments, or a table has a header and no row. \
         `sightline new` writes a template to start from.",
    );
    pub const SEVERAL_DOCUMENTS: Self = Self::new(
        "SL105",
        "the file holds more than one document",
        "A line `---` starts a second YAML document, and everything below it would be lost. \
         Keep one document in a file.",
    );
    pub const SYNTAX: Self = Self::new(
        "SL106",
        "the file is not well-formed YAML",
        "The reader could not follow the layout from this place on: usually an indent that \
         does not match the lines above, or a bracket or quote that is not closed.",
    );
    pub const TAB_INDENT: Self = Self::new(
        "SL107",
        "a tab is used to indent",
        "YAML indents with spaces only. Replace the tab with spaces; most editors can do it \
         for the whole file.",
    );
    pub const ALIAS: Self = Self::new(
        "SL108",
        "an anchor or alias is used",
        "`&name` and `*name` repeat part of a file elsewhere. Templates do without them, \
         because a reader cannot see what such a file says and a small file can unfold into a \
         huge one. Write the part out, or put it into `_shared/`.",
    );
    pub const TAG: Self = Self::new(
        "SL109",
        "a tag is used",
        "`!name` asks the reader of a YAML file to do something special, such as to include a \
         file. Sightline does nothing of the kind and will not pretend that it did. Take the \
         tag out.",
    );
    pub const TOO_DEEP: Self = Self::new(
        "SL110",
        "the file is nested too deeply",
        "Lists and maps stand inside each other more than 32 deep. No template needs more \
         than 8.",
    );
    pub const DUPLICATE_KEY: Self = Self::new(
        "SL111",
        "a key is given twice",
        "The same key stands twice in one block, and one of the two values would be lost. \
         Keep the one that is meant.",
    );
    pub const UNQUOTED_HASH: Self = Self::new(
        "SL112",
        "text after # is ignored",
        "In YAML a space and # start a comment, so the rest of the line is lost. Put the \
         whole text in quotes to keep it; put the comment on a line of its own if it is one.",
    );
    pub const UNQUOTED_COLON: Self = Self::new(
        "SL113",
        "a colon splits the text in two",
        "In YAML a colon and a space make a key. Put the text in quotes.",
    );
    pub const UNKNOWN_KEY: Self = Self::new(
        "SL114",
        "a key that means nothing here",
        "The key is not one that this block takes, so what it says would be ignored. It may \
         be misspelt, or belong one level higher or lower.",
    );
    pub const WRONG_TYPE: Self = Self::new(
        "SL115",
        "a value of the wrong kind",
        "The key takes another kind of value, such as a list where there is a word, or a \
         number where there is a list.",
    );
    pub const MISSING_KEY: Self = Self::new(
        "SL116",
        "a key is missing",
        "The block does not make sense without this key.",
    );
    pub const BAD_NUMBER: Self = Self::new(
        "SL117",
        "not a number that can be used",
        "Numbers are written as digits with at most one point, such as `3` or `0.25`. \
         Infinity, not-a-number and exponents are refused, and so are more than six decimal \
         places.",
    );
    pub const SMART_QUOTES: Self = Self::new(
        "SL118",
        "curly quotes where plain ones belong",
        "A word processor changed the quotes. In prose they are welcome; in ids, expressions \
         and scripts only plain quotes mean anything.",
    );
    pub const BAD_WORD: Self = Self::new(
        "SL119",
        "a word that this key does not take",
        "The key takes one of a few words. The help names them.",
    );
    // What a template means
    pub const DUPLICATE_ID: Self = Self::new(
        "SL201",
        "an id is used twice",
        "Each id in a template belongs to one thing. Reports, scripts and stored answers find \
         it by its id.",
    );
    pub const UNKNOWN_THEME: Self = Self::new(
        "SL202",
        "a theme that does not exist",
        "Learning themes are listed in `_shared/themes.yaml` or in the template's own \
         `themes:`. Only listed themes can be counted across templates.",
    );
    pub const UNKNOWN_SCALE: Self = Self::new(
        "SL203",
        "a scale that does not exist",
        "Scales are listed in `_shared/scales.yaml` or in the template's own `scales:`.",
    );
    pub const UNKNOWN_GRADE: Self = Self::new(
        "SL204",
        "a grade that the scale does not have",
        "The grade's id must be one of the scale's grades.",
    );
    pub const UNKNOWN_OPTION: Self = Self::new(
        "SL205",
        "an answer that the question does not take",
        "The word must be one of the answers that the question offers.",
    );
    pub const UNKNOWN_SECTION: Self = Self::new(
        "SL206",
        "a section that does not exist",
        "The id must be that of a section of this template.",
    );
    pub const BANDS_OVERLAP: Self = Self::new(
        "SL207",
        "two grades have the same band",
        "Two bands start at the same score, so a score there would have two grades.",
    );
    pub const BANDS_GAP: Self = Self::new(
        "SL208",
        "some scores have no grade",
        "Each grade's band starts at its bound and ends below the next one. Every grade needs \
         a bound, and the lowest bound must reach down to the lowest score there can be.",
    );
    pub const BANDS_ORDER: Self = Self::new(
        "SL209",
        "the bands run against the scale",
        "A grade has a higher bound than a better grade on its own scale, so a higher score \
         would give the lower grade.",
    );
    pub const NO_WEIGHT: Self = Self::new(
        "SL210",
        "nothing here has weight",
        "Every scored question in the section, or every section, has weight 0, so there is no \
         score and no grade.",
    );
    pub const NEGATIVE_WEIGHT: Self = Self::new(
        "SL211",
        "a weight is negative",
        "A weight says how much an answer counts; less than nothing means nothing. Use `best: \
         no` where a yes is bad news.",
    );
    pub const UNREACHABLE: Self = Self::new(
        "SL212",
        "a question that can never be asked",
        "Its `show_when` can never hold, whatever is answered above it.",
    );
    pub const FORWARD_REFERENCE: Self = Self::new(
        "SL213",
        "a condition on a later question",
        "A question can depend on those above it only, so that the form can be filled in from \
         top to bottom.",
    );
    pub const CIRCULAR_REFERENCE: Self = Self::new(
        "SL214",
        "questions that wait for each other",
        "Each of these questions is shown only after another of them, so none can ever be \
         shown.",
    );
    pub const BAD_ID: Self = Self::new(
        "SL215",
        "not a usable id",
        "An id starts with a letter and goes on with letters, digits, `-` or `_`, 60 characters at most, so that \
         scripts, spreadsheets and file names can all carry it. An answer is written in the same way, and may be a number \
         too. What readers see is the title or the label, which may be any words. Some ids stand for something: \
         `overall` is the whole audit.",
    );
    pub const BAD_SPAN: Self = Self::new(
        "SL216",
        "not a length of time",
        "A length of time is `same day`, or a whole number with `working days`, `days`, \
         `weeks`, `months` or `years`.",
    );
    pub const BAD_RANGE: Self = Self::new(
        "SL217",
        "a range that does not run",
        "The two ends of the range are the same or the wrong way round, or the step does not \
         lead from one to the other.",
    );
    pub const NOT_SCORED: Self = Self::new(
        "SL218",
        "a scoring key on a question that has no score",
        "The key only matters for a question that is scored, and this one has no points.",
    );
    pub const BAD_VERSION: Self = Self::new(
        "SL219",
        "not a version number",
        "A version is three whole numbers with points between them, such as `1.0.0`. The \
         first changes when scores can no longer be compared, the second when something is \
         added, the third for wording.",
    );
    pub const NO_GRADES: Self = Self::new(
        "SL220",
        "a grade is asked for where there are none",
        "The template has no grade scale, or its scale is a range of numbers, so bands, caps \
         and grades have nothing to stand on.",
    );
    pub const TOO_MANY: Self = Self::new(
        "SL221",
        "more than a template can hold",
        "A template holds up to 500 questions, 60 sections, 120 themes, 60 limits, 60 alerts and \
         60 actions, and a question up to 240 answers.",
    );
    pub const NO_EXAMPLES: Self = Self::new(
        "SL222",
        "a template without a worked case",
        "A template is trusted when somebody has worked a case through by hand. Put at least \
         one into `examples/`; `sightline test` runs them.",
    );
    pub const VERSION_REUSED: Self = Self::new(
        "SL223",
        "a version that already means something else",
        "The same id and version were published before with other content. Outcomes name the \
         version that made them, so a changed template needs a new one.",
    );
    pub const TOO_FINE: Self = Self::new(
        "SL224",
        "weights and points that cannot be added exactly",
        "The weights and points of this section have so many different divisors that their \
         exact sum would not fit. Use rounder numbers.",
    );
    pub const NO_QUESTIONS: Self = Self::new(
        "SL225",
        "a template that asks nothing",
        "A template needs at least one section with a question.",
    );
    // Scripts and expressions
    pub const SCRIPT_SYNTAX: Self = Self::new(
        "SL301",
        "the script cannot be read",
        "The script or expression breaks off or goes wrong at this place.",
    );
    pub const SCRIPT_UNKNOWN_NAME: Self = Self::new(
        "SL302",
        "a name that scripts do not have",
        "An expression sees `answers`, `record`, `today` and, after scoring, `overall`, and \
         what it defines itself.",
    );
    pub const SCRIPT_UNKNOWN_QUESTION: Self = Self::new(
        "SL303",
        "a question that does not exist",
        "The script asks for the answer to a question that the template does not have.",
    );
    pub const SCRIPT_UNDECLARED_FACT: Self = Self::new(
        "SL304",
        "a fact that the template does not declare",
        "A script sees only the facts that are listed under `record:`, so that everybody can \
         see what a template reads about a child.",
    );
    pub const SCRIPT_UNKNOWN_FUNCTION: Self = Self::new(
        "SL305",
        "a function that does not exist",
        "No function with this name and this number of arguments is given to scripts.",
    );
    pub const SCRIPT_MISSING: Self = Self::new(
        "SL306",
        "a script that is not there",
        "`script:` names a file in the `scripts/` folder.",
    );
    pub const SCRIPT_HOOK: Self = Self::new(
        "SL307",
        "a hook that cannot be called",
        "Scoring looks for `section_score(section)`, `overall(sections)`, `findings()`, \
         `actions()` and `prefill(record)`. A template that scores by script needs the hook \
         it names, with these arguments; and `section_score` and `overall` are called only where \
         the template says `section: script` or `overall: script` under `scoring:`.",
    );
    pub const SCRIPT_LOOKALIKE: Self = Self::new(
        "SL308",
        "letters that only look like others",
        "The script has a letter from another alphabet that looks like a plain one, or an \
         invisible mark that changes the order of the text. A reader would see something \
         other than what runs.",
    );
    pub const SCRIPT_TOO_LARGE: Self = Self::new(
        "SL309",
        "the script is too large",
        "A script may have 16 KiB. Split it, or keep to what the template cannot say without \
         one.",
    );
    pub const SCRIPT_FORBIDDEN: Self = Self::new(
        "SL310",
        "a word that scripts may not use",
        "`eval`, `import` and the like would let a script reach what it was not given.",
    );
    pub const SCRIPT_TOO_EARLY: Self = Self::new(
        "SL311",
        "a score that is not known yet",
        "Conditions that show a question, and `eligible`, run before anything is scored, so \
         `overall`, `grade` and `score` have no value there.",
    );
}

impl Code {
    /// Every code, in order.
    pub const ALL: &'static [Self] = &[
        Self::NOT_TEXT,
        Self::NOT_UTF8,
        Self::TOO_LARGE,
        Self::EMPTY,
        Self::SEVERAL_DOCUMENTS,
        Self::SYNTAX,
        Self::TAB_INDENT,
        Self::ALIAS,
        Self::TAG,
        Self::TOO_DEEP,
        Self::DUPLICATE_KEY,
        Self::UNQUOTED_HASH,
        Self::UNQUOTED_COLON,
        Self::UNKNOWN_KEY,
        Self::WRONG_TYPE,
        Self::MISSING_KEY,
        Self::BAD_NUMBER,
        Self::SMART_QUOTES,
        Self::BAD_WORD,
        Self::DUPLICATE_ID,
        Self::UNKNOWN_THEME,
        Self::UNKNOWN_SCALE,
        Self::UNKNOWN_GRADE,
        Self::UNKNOWN_OPTION,
        Self::UNKNOWN_SECTION,
        Self::BANDS_OVERLAP,
        Self::BANDS_GAP,
        Self::BANDS_ORDER,
        Self::NO_WEIGHT,
        Self::NEGATIVE_WEIGHT,
        Self::UNREACHABLE,
        Self::FORWARD_REFERENCE,
        Self::CIRCULAR_REFERENCE,
        Self::BAD_ID,
        Self::BAD_SPAN,
        Self::BAD_RANGE,
        Self::NOT_SCORED,
        Self::BAD_VERSION,
        Self::NO_GRADES,
        Self::TOO_MANY,
        Self::NO_EXAMPLES,
        Self::VERSION_REUSED,
        Self::TOO_FINE,
        Self::NO_QUESTIONS,
        Self::WRONG_FOLDER,
        Self::CRITICAL_WITHOUT_WEIGHT,
        Self::IDLE_LIMIT,
        Self::ACTION_COLUMN,
        Self::UNKNOWN_TIMESCALE,
        Self::IDLE_PARAMETER,
        Self::UNKNOWN_LIST,
        Self::WRONG_MEASURE_VALUE,
        Self::CHANGED_INTO_NOTHING,
        Self::CHANGED_IN_A_CIRCLE,
        Self::CHANGED_TWICE,
        Self::CHANGED_BEFORE,
        Self::IDLE_CODING_RULE,
        Self::BAD_PATTERN,
        Self::SCRIPT_SYNTAX,
        Self::SCRIPT_UNKNOWN_NAME,
        Self::SCRIPT_UNKNOWN_QUESTION,
        Self::SCRIPT_UNDECLARED_FACT,
        Self::SCRIPT_UNKNOWN_FUNCTION,
        Self::SCRIPT_MISSING,
        Self::SCRIPT_HOOK,
        Self::SCRIPT_LOOKALIKE,
        Self::SCRIPT_TOO_LARGE,
        Self::SCRIPT_FORBIDDEN,
        Self::SCRIPT_TOO_EARLY,
        Self::UNKNOWN_FIELD,
        Self::NO_TRUTH,
        Self::IDLE_COMPARISON,
        Self::WRONG_SUGGESTION,
        Self::LINE_SYNTAX,
        Self::ANSWER_UNKNOWN_QUESTION,
        Self::ANSWER_NOT_OFFERED,
        Self::DUPLICATE_AUDIT,
        Self::NO_CASE,
        Self::UNKNOWN_TEMPLATE,
        Self::ANSWER_WRONG_KIND,
        Self::BAD_DATE,
        Self::ANSWER_REFUSED,
        Self::COMMENT_MISSING,
        Self::LINE_UNKNOWN_KEY,
        Self::LINE_MISSING_KEY,
        Self::DUPLICATE_CASE,
        Self::REASON_MISSING,
        Self::FACT_WRONG_KIND,
        Self::FILE_REFUSED,
        Self::NO_TABLE,
        Self::UNKNOWN_COLUMN,
        Self::ROW_SKIPPED,
        Self::DAMAGED_ID,
        Self::BAD_CELL,
        Self::EMPTY_CELL,
        Self::DATE_ORDER,
        Self::DUPLICATE_ROW,
        Self::CONTRADICTION,
        Self::BAD_MAPPING,
        Self::NO_PROGRAMME,
        Self::NO_ACTION,
        Self::LOOK_ALIKE,
        Self::NOT_HELD,
        Self::VIGNETTE_IDENTIFIES,
        Self::VIGNETTE_RARE,
        Self::VIGNETTE_MAY_IDENTIFY,
        Self::LOST_VIGNETTE,
        Self::RAN_TOO_LONG,
        Self::SCRIPT_FAILED,
        Self::SCRIPT_RESULT,
        Self::CALENDAR_ENDS,
        Self::EXAMPLE_FAILS,
        Self::REPORT_PLACEHOLDER,
        Self::REPORT_FILTER,
        Self::REPORT_CHART,
        Self::REPORT_SYNTAX,
        Self::REPORT_TOO_LARGE,
        Self::REPORT_HARD_TO_READ,
        Self::REPORT_PERSONAL,
        Self::CLAIM_SHARE,
        Self::CLAIM_SUM,
        Self::CLAIM_CHANGE,
        Self::CLAIM_RAG,
        Self::CLAIM_DATA,
        Self::CLAIM_DOCUMENT,
        Self::CLAIM_NOT_JUDGED,
        Self::WORD_REFUSED,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_used_once() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
