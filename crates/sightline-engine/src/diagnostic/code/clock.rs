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
    pub const IDLE_PARAMETER: Self = Self::new(
        "SL231",
        "a way of counting that changes nothing here",
        "`month_rule` is for limits in months or years, and `day_off` for limits that can end on a weekend. \
         With another limit they would be ignored, and whoever wrote them would not notice.",
    );
}
