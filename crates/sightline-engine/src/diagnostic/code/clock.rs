//! Codes of the clock and of measures.

use super::Code;

#[expect(
    missing_docs,
    reason = "each code's title and explanation are its documentation"
)]
impl Code {
    pub const UNKNOWN_TIMESCALE: Self = Self::new(
        "SL230",
        "a timescale that nobody has defined",
        "`due` and `on_time` name a timescale: the rule that says how long there is. It stands in \
         `_shared/timescales.yaml`, or under `timescales:` of the template, and its name is written out \
         in quotes, so that a wrong one is found before anything is scored.",
    );
    pub const UNKNOWN_LIST: Self = Self::new(
        "SL240",
        "a list that the history does not have",
        "A measure goes through a list of a case's history, such as `plans` or `reviews`, and a template names under `history:` \
         those that it may read. Lists and their fields are declared in `_shared/history.yaml`, or in the template with fields \
         of its own; what is not declared is never read.",
    );
    pub const WRONG_MEASURE_VALUE: Self = Self::new(
        "SL241",
        "a value of the wrong kind for the measure",
        "A measure is a share of a whole, and its target and comparators are percentages; or it has `out_of` and is a rate, \
         and they are plain numbers. Comparing one with the other would mean nothing.",
    );
    pub const UNKNOWN_FIELD: Self = Self::new(
        "SL312",
        "a field that no such row has",
        "Scripts read lists of the history and fields of their rows, and measures parts of the period besides. The fields of each \
         list are declared in `_shared/history.yaml`; a template names under `history:` which of them it may read. A wrong one \
         is found here, and not in a report.",
    );
    pub const IDLE_PARAMETER: Self = Self::new(
        "SL231",
        "a way of counting that changes nothing here",
        "`month_rule` is for limits in months or years, and `day_off` for limits that can end on a weekend. \
         With another limit they would be ignored, and whoever wrote them would not notice.",
    );
}
