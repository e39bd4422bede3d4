use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use crate::answers::{Answers, Note, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::compile::condition::{Input, Known};
use crate::model::Case;
use crate::score::Dates;
use crate::scored::{Completeness, Score};
use crate::script::{Facts, ScriptValue};

/// What is known so far of the audit that is being scored.
pub(crate) struct State<'a> {
    /// Answers with hidden ones as unanswered.
    pub(crate) codes: Cow<'a, [u8]>,
    pub(crate) notes: &'a [Note],
    case: &'a Case,
    pub(crate) dates: Dates,
    /// Bit `n` is set where question `n` is shown, and expected by today.
    pub(crate) shown: Vec<u64>,
    pub(crate) computed: Vec<(u16, ScriptValue)>,
    pub(crate) completeness: Completeness,
    pub(crate) section_completeness: Vec<Completeness>,
    pub(crate) critical_unanswered: u32,
    /// Themes with a concern, and with a strength, as bits.
    pub(crate) concerns: u128,
    pub(crate) strengths: u128,
    pub(crate) sections: Vec<Score>,
    pub(crate) overall: Score,
    pub(crate) limited_by: u64,
    pub(crate) insufficient: bool,
    facts: RefCell<Option<Arc<Facts>>>,
}

impl<'a> State<'a> {
    pub(crate) fn new(
        template: &CompiledTemplate,
        answers: &'a Answers,
        case: &'a Case,
        dates: Dates,
    ) -> Self {
        Self {
            codes: Cow::Borrowed(&answers.codes),
            notes: &answers.notes,
            case,
            dates,
            shown: template.plan.all_shown.clone(),
            computed: Vec::new(),
            completeness: Completeness::default(),
            section_completeness: Vec::new(),
            critical_unanswered: 0,
            concerns: 0,
            strengths: 0,
            sections: Vec::new(),
            overall: Score::default(),
            limited_by: 0,
            insufficient: false,
            facts: RefCell::new(None),
        }
    }

    /// What scripts may see, made when one first asks and kept until something changes.
    pub(crate) fn facts(&self) -> Arc<Facts> {
        let mut facts = self.facts.borrow_mut();
        let made = facts.get_or_insert_with(|| {
            Arc::new(Facts {
                codes: self.codes.to_vec(),
                notes: self.notes.to_vec(),
                case: Arc::new(self.case.clone()),
                today: self.dates.today,
                computed: self.computed.clone(),
                sections: self.sections.clone(),
                overall: self.overall.clone(),
                shown: self.shown.clone(),
            })
        });
        Arc::clone(made)
    }

    /// Forgets what scripts saw, since something they may see has changed.
    pub(crate) fn changed(&mut self) {
        *self.facts.get_mut() = None;
    }

    /// The code of an answer; a question that the answers do not reach is unanswered.
    pub(crate) fn code(&self, question: usize) -> u8 {
        self.codes
            .get(question)
            .copied()
            .unwrap_or(code::UNANSWERED)
    }

    /// Whether a question is shown and expected by today.
    pub(crate) fn is_shown(&self, question: usize) -> bool {
        let word = self.shown.get(question / 64);
        word.is_some_and(|word| word >> (question % 64) & 1 == 1)
    }

    /// Expects no answer to a question.
    pub(crate) fn expect_none(&mut self, question: usize) {
        if let Some(word) = self.shown.get_mut(question / 64) {
            *word &= !(1 << (question % 64));
        }
    }

    /// Hides a question: its answer is kept, and nothing sees it.
    pub(crate) fn hide(&mut self, question: usize) {
        if self.code(question) != code::UNANSWERED
            && let Some(code) = self.codes.to_mut().get_mut(question)
        {
            *code = code::UNANSWERED;
        }
    }

    /// The text of an answer that stands beside the codes.
    pub(crate) fn beside(&self, question: usize) -> Option<&'a str> {
        let note = self
            .notes
            .iter()
            .find(|note| usize::from(note.question) == question && note.kind == NoteKind::Value)?;
        Some(&note.text)
    }
}

impl Known for State<'_> {
    fn input(&self, input: Input) -> Option<usize> {
        let grade = |score: &Score| score.grade.map_or(0, |grade| usize::from(grade.0) + 1);
        match input {
            Input::Answer(question) => Some(usize::from(*self.codes.get(question)?)),
            Input::Grade(section) => Some(grade(self.sections.get(section)?)),
            Input::Overall => Some(grade(&self.overall)),
            Input::Critical => usize::try_from(self.critical_unanswered).ok(),
        }
    }

    fn facts(&self) -> Arc<Facts> {
        State::facts(self)
    }
}
