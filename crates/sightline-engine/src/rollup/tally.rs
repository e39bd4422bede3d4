/// What the numbers of a tally stand for, for one template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {}

/// One row of counts.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Tally(Vec<u64>);

/// Which counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {}
