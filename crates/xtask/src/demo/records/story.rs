//! What the records of each quarter are to come to.

/// What a quarter is to come to.
pub(super) struct Story {
    /// Plans in a thousand that are not the child's first.
    pub(super) again: i64,
    /// Reviews of children in care that were late; the reasons are in the audit programme.
    pub(super) late: i64,
    /// Review conferences that were late, likewise.
    pub(super) late_conferences: i64,
    /// Children in a thousand who took part in their review.
    pub(super) took_part: i64,
    /// Initial conferences in a thousand that were in time.
    pub(super) in_time: i64,
    /// Decisions in a thousand that were sent in time.
    pub(super) decisions: i64,
    /// Records in a thousand that were distributed in time.
    pub(super) distributed: i64,
}

pub(super) const STORY: [Story; 3] = [
    Story {
        again: 130,
        late: 6,
        late_conferences: 1,
        took_part: 870,
        in_time: 930,
        decisions: 900,
        distributed: 760,
    },
    Story {
        again: 190,
        late: 7,
        late_conferences: 2,
        took_part: 900,
        in_time: 940,
        decisions: 915,
        distributed: 800,
    },
    Story {
        again: 260,
        late: 9,
        late_conferences: 3,
        took_part: 925,
        in_time: 955,
        decisions: 930,
        distributed: 850,
    },
];
