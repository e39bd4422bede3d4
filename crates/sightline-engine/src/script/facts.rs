use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::answers::Note;
use crate::model::Case;
use crate::scored::{Score, bit};

use super::value::ScriptValue;

/// What a script may look at in one audit.
///
/// Scripts reach it through [`Look`](super::look::Look) alone.
#[derive(Clone, Default)]
pub(crate) struct Facts {
    /// A code a question; a hidden question's is `UNANSWERED`.
    pub(crate) codes: Vec<u8>,
    /// What no code can hold, in question order.
    pub(crate) notes: Arc<Vec<Note>>,
    /// The case record.
    pub(crate) case: Arc<Case>,
    /// The day on which it is scored.
    pub(crate) today: NaiveDate,
    /// What computed questions came to so far.
    pub(crate) computed: Vec<(u16, ScriptValue)>,
    /// Each section, once scored; empty before.
    pub(crate) sections: Vec<Score>,
    /// The whole, once scored.
    pub(crate) overall: Score,
    /// Bit `n` is set where question `n` is shown and expected.
    pub(crate) shown: Vec<u64>,
}

impl Facts {
    /// Whether a question is shown and expected.
    pub(crate) fn is_shown(&self, question: usize) -> bool {
        bit(&self.shown, question)
    }
}

impl fmt::Debug for Facts {
    /// Hides answers and facts: they are about a child.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts")
            .field("case", &self.case)
            .finish_non_exhaustive()
    }
}
