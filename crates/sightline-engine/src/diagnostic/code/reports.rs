use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    pub const REPORT_PLACEHOLDER: Self = Self::new(
        "SL701",
        "a placeholder that a report does not have",
        "Nothing that a report can say has this name, or a loop goes through something that is \
         no list. `docs/reports.md` lists every name; a name of a list's item stands only inside \
         its `{% for … %}`.",
    );
    pub const REPORT_FILTER: Self = Self::new(
        "SL702",
        "a filter that does not exist or does not fit",
        "What stands after a `|` is none of the filters, what stands after `is` is nothing that can \
         be asked, or `table` stands after something that is not a table.",
    );
    pub const REPORT_CHART: Self = Self::new(
        "SL703",
        "a chart that does not exist",
        "An image's address begins with `chart:`, and no chart has the name after it.",
    );
    pub const REPORT_SYNTAX: Self = Self::new(
        "SL704",
        "a placeholder or block that is not understood",
        "A brace is not closed, or a block is: every `{% if %}` has an `{% endif %}`, every \
         `{% for … in … %}` an `{% endfor %}`; or a word in one of them is none that belongs there. Two \
         things are compared by `==` and joined by `and` and `or`.",
    );
    pub const REPORT_TOO_LARGE: Self = Self::new(
        "SL705",
        "a report that is too large",
        "The text of a report is longer than 256 KiB, what it comes to is longer than 4 MiB, \
         or it asks for too much work.",
    );
    pub const REPORT_HARD_TO_READ: Self = Self::new(
        "SL706",
        "a text for children that is hard to read",
        "The name of the report says that it is for children, and its own words, without what \
         is filled in, are above grade 6 by Flesch and Kincaid's formula. Shorter sentences and \
         plainer words bring it down. The formula is for English, and approximate.",
    );
    pub const REPORT_PERSONAL: Self = Self::new(
        "SL707",
        "words in a report's text that could name somebody",
        "What is typed into a report's own text looks like a person's name, a date of birth, a number or an \
         address. A report for colleagues is made all the same; one for everybody or for children is \
         not. Write who or what it is in place of a name (“the mother”, “a youth club”); what names nobody goes \
         under `public_words:` in `sightline.yaml`.",
    );
}
