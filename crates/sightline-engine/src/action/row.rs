//! One action as a report's table shows it.

use super::{Ended, Light, Origin, Repeat, Standing, State};

/// One action in a period, as it stood at the end of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Where it comes from.
    pub origin: Origin,
    /// How it came into the period.
    pub standing: Standing,
    /// How it stood at the end.
    pub ended: Ended,
    /// Everything else: ACTION is `what`, WHO `owner`, WHEN [`When::shown`](super::When::shown), and so on.
    pub state: State,
    /// The color that follows from the register; the one a person gave is `state.rag`.
    pub computed: Option<Light>,
    /// Whether it is an earlier one again.
    pub repeat: Option<Repeat>,
    /// That in words, such as `third year running`.
    pub repeat_words: Option<String>,
    /// The later action that carries it on, where one does.
    pub carried_on_by: Option<String>,
}

impl Row {
    /// The color to show: the one that a person gave, else the computed one.
    #[must_use]
    pub fn rag(&self) -> Option<Light> {
        self.state.rag.or(self.computed)
    }

    /// Whether a person's color is better than what the register shows, such as green and overdue.
    #[must_use]
    pub fn is_rosy(&self) -> bool {
        self.state
            .rag
            .zip(self.computed)
            .is_some_and(|(stated, computed)| stated > computed)
    }
}
