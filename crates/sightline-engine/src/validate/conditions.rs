//! Conditions that look ahead, go round in circles, or can never hold.
pub(crate) struct Stub;
