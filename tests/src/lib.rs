//! What the tests of the workspace share: a second, slow scorer, and random templates to try both scorers on.

pub mod random;
pub mod reference;
