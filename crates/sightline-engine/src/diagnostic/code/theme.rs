//! Codes of themes, of the rules that code comments, and of vignettes.

use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    pub const CHANGED_INTO_NOTHING: Self = Self::new(
        "SL260",
        "a theme that became one that does not exist",
        "`to` of a renamed theme and `into` of a merge name a theme under `themes:`, or one that was itself renamed or merged \
         later. Otherwise what was counted under the old id would be counted under no name that a reader knows.",
    );
    pub const CHANGED_IN_A_CIRCLE: Self = Self::new(
        "SL261",
        "themes that were renamed in a circle",
        "Following the changes leads back to where they began, so there is no name that the theme has today. Take out the change \
         that is not meant.",
    );
    pub const CHANGED_TWICE: Self = Self::new(
        "SL262",
        "a theme that became two others",
        "A theme can be renamed or merged once. Audits that were counted under it are counted under one theme today; which of \
         two it is cannot be told from the counts. Where a theme was split, let the larger part keep the id.",
    );
    pub const CHANGED_BEFORE: Self = Self::new(
        "SL263",
        "a theme that took in another after it was gone",
        "The theme that this one was renamed to or merged into had itself been renamed or merged by that day. Name what it had \
         become, or put the day right.",
    );
    pub const IDLE_CODING_RULE: Self = Self::new(
        "SL264",
        "a coding rule that can never propose anything",
        "A rule needs something to look for under `any` or `all`, and no sentence can hold a phrase and at the same time not \
         hold it.",
    );
    pub const BAD_PATTERN: Self = Self::new(
        "SL265",
        "words that cannot be looked for",
        "A phrase has letters or digits and up to eight words. A `*` may end a word of at least three letters: `drift*` finds drift, \
         drifted and drifting. Whole words are compared, whatever their case.",
    );
    pub const VIGNETTE_IDENTIFIES: Self = Self::new(
        "SL440",
        "a vignette that tells who it is about",
        "A vignette is read by people who must not learn which child it is about. It has no id or code, no name of a place or \
         a team, no day, and no exact age; an age band, a season and a plain word in their place say as much about practice.",
    );
    pub const VIGNETTE_RARE: Self = Self::new(
        "SL441",
        "a vignette that combines what few children share",
        "Each detail may be harmless, and together they fit fewer than five children of the store, so whoever knows one of them \
         knows the rest. Leave one of the details out, or change it to another that makes no difference to the learning.",
    );
    pub const VIGNETTE_MAY_IDENTIFY: Self = Self::new(
        "SL442",
        "a vignette that may tell who it is about",
        "Something here often tells who a child is: a word that looks like a name, a month, or the size of a family. Read it \
         again and change it, or leave it where it is nobody's.",
    );
    pub const LOST_VIGNETTE: Self = Self::new(
        "SL443",
        "a vignette that belongs nowhere",
        "A vignette stands in the report of one quarter, such as 2025-26-Q2 (Q1 is April to June), and names the audit in the store \
         that it is from, as what it gives away can only be told beside the case record.",
    );
}
