//! A short stand-in for a long id, so that a million ids need little memory.

use std::hash::{DefaultHasher, Hash, Hasher as _};

/// The same number for equal values, and almost certainly another for others.
pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
