/// One thing that a script can look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Input {
    /// What was answered to a question, or what it was worked out to be.
    Answer(usize),
    /// How many critical questions are without an answer.
    Critical,
    /// A fact, by its place among those that the template declares.
    Fact(usize),
    /// A list of the history, by its place among the names of those that the template declares, in the order of the alphabet.
    History(usize),
    /// The day.
    Today,
    /// A section's grade.
    Grade(usize),
    /// Whether a section has a score.
    HasScore(usize),
    /// A section's score.
    Score(usize),
    /// The overall grade.
    Overall,
    /// The overall score.
    OverallScore,
}

/// What the result of an expression hangs on.
///
/// An expression that is not `free` gives the same result whenever the codes of these answers and these grades are the same, so
/// it need only be run once for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inputs {
    /// Places of questions, in order, each once. Holds every question that is named, also where `free` is set.
    pub(crate) answers: Vec<usize>,
    /// Places of sections whose grade is looked at, in order, each once.
    pub(crate) grades: Vec<usize>,
    /// Whether the overall grade is looked at.
    pub(crate) overall: bool,
    /// Whether the number of critical questions without an answer is looked at.
    pub(crate) critical: bool,
    /// Whether it may hang on anything else: a fact, the history, `today`, a score, the text of an answer.
    pub(crate) free: bool,
}

impl Inputs {
    /// Adds another's inputs.
    pub(super) fn merge(&mut self, other: &Self) {
        self.answers.extend_from_slice(&other.answers);
        self.grades.extend_from_slice(&other.grades);
        self.overall |= other.overall;
        self.critical |= other.critical;
        self.free |= other.free;
    }

    /// In order, each once.
    pub(super) fn sorted(mut self) -> Self {
        self.answers.sort_unstable();
        self.answers.dedup();
        self.grades.sort_unstable();
        self.grades.dedup();
        self
    }
}

/// Those of an expression that is always the same.
pub(super) static NOTHING: Inputs = Inputs {
    answers: Vec::new(),
    grades: Vec::new(),
    overall: false,
    critical: false,
    free: false,
};
