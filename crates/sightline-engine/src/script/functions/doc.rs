//! What an author reads about the functions.

/// What an author reads about a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunctionDoc {
    /// Its name.
    pub name: &'static str,
    /// How many arguments it takes; what stands before a point is the first.
    pub arity: usize,
    /// How it is written.
    pub signature: &'static str,
    /// What it gives, in a sentence.
    pub doc: &'static str,
}

/// One of them, for a table.
pub(super) const fn doc(
    name: &'static str,
    arity: usize,
    signature: &'static str,
    doc: &'static str,
) -> FunctionDoc {
    FunctionDoc {
        name,
        arity,
        signature,
        doc,
    }
}
