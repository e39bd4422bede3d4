use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use crate::answers::{Answers, Note, NoteKind, code};
use crate::compile::CompiledTemplate;
use crate::compile::known::{Known, Seen};
use crate::model::{Case, QuestionKind};
use crate::score::Dates;
use crate::scored::{Completeness, Score, bit};
use crate::script::{Facts, Input, ScriptValue};

/// What is known so far of the audit that is being scored.
pub(crate) struct State<'a> {
    template: &'a CompiledTemplate,
    /// Answers as given; [`State::code`] is what scoring sees of them.
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
    /// What stays the same for scripts while the audit is scored.
    given: OnceCell<(Arc<Vec<Note>>, Arc<Case>)>,
}

impl<'a> State<'a> {
    pub(crate) fn new(
        template: &'a CompiledTemplate,
        answers: &'a Answers,
        case: &'a Case,
        dates: Dates,
    ) -> Self {
        Self {
            template,
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
            given: OnceCell::new(),
        }
    }

    /// What scripts may see, made when one first asks and kept until something changes.
    pub(crate) fn facts(&self) -> Arc<Facts> {
        let mut facts = self.facts.borrow_mut();
        let made = facts.get_or_insert_with(|| {
            let (notes, case) = self.given.get_or_init(|| {
                let notes = Arc::new(self.notes.to_vec());
                (notes, Arc::new(self.template.template.sees(self.case)))
            });
            Arc::new(Facts {
                codes: (0..self.codes.len()).map(|at| self.code(at)).collect(),
                notes: Arc::clone(notes),
                case: Arc::clone(case),
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

    /// The code of an answer; one that is hidden or that the answers do not reach is unanswered.
    #[inline]
    pub(crate) fn code(&self, question: usize) -> u8 {
        match self.codes.get(question) {
            Some(code) if self.is_shown(question) => *code,
            _ => code::UNANSWERED,
        }
    }

    /// Whether a question is shown and expected by today.
    #[inline]
    pub(crate) fn is_shown(&self, question: usize) -> bool {
        bit(&self.shown, question)
    }

    /// Leaves a question shown and expected, or hides it: what was answered is kept, and nothing sees it.
    #[inline]
    pub(crate) fn show(&mut self, question: usize, holds: bool) {
        if let Some(word) = self.shown.get_mut(question / 64) {
            *word &= !(u64::from(!holds) << (question % 64));
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
    #[inline]
    fn code(&self, question: usize) -> usize {
        State::code(self, question).into()
    }

    #[inline]
    fn grade(&self, section: usize) -> usize {
        self.sections.get(section).map_or(0, grade)
    }

    #[inline]
    fn overall(&self) -> usize {
        grade(&self.overall)
    }

    fn critical(&self) -> Option<usize> {
        // Before sections are scored nobody has counted.
        let counted = !self.sections.is_empty();
        counted.then_some(self.critical_unanswered as usize)
    }

    #[inline]
    fn small(&self, input: Input) -> Option<u16> {
        let n = match input {
            Input::Answer(question) => {
                let code = State::code(self, question);
                let line = self.template.plan.lines.get(question)?;
                return (!line.computed && code != code::BESIDE).then_some(code.into());
            }
            Input::HasScore(section) => {
                let score = self.sections.get(section);
                usize::from(score.is_some_and(|score| score.share.is_some()))
            }
            Input::Grade(section) => Known::grade(self, section),
            Input::Overall => Known::overall(self),
            Input::Critical => self.critical()?,
            Input::Fact(_)
            | Input::History(_)
            | Input::Today
            | Input::Score(_)
            | Input::OverallScore => return None,
        };
        u16::try_from(n).ok()
    }

    fn seen(&self, input: Input) -> Option<Seen> {
        if let Some(n) = self.small(input) {
            return Some(Seen::Small(n));
        }
        match input {
            Input::Answer(question) => self.seen_answer(question),
            Input::Fact(place) => Seen::fact(self.template.template.record.get(place)?, self.case),
            // A list is long, and hardly ever the same in two cases.
            Input::History(_) => None,
            Input::Today => Some(Seen::Day(self.dates.today)),
            Input::Score(section) => seen_score(self.sections.get(section)),
            Input::OverallScore => seen_score(Some(&self.overall)),
            Input::HasScore(_) | Input::Grade(_) | Input::Overall | Input::Critical => None,
        }
    }

    fn facts(&self) -> Arc<Facts> {
        State::facts(self)
    }
}

impl State<'_> {
    fn seen_answer(&self, question: usize) -> Option<Seen> {
        let kind = &self.template.template.questions.get(question)?.kind;
        if let QuestionKind::Computed(_) = kind {
            let mut computed = self.computed.iter();
            return match computed.find(|(at, _)| usize::from(*at) == question) {
                None | Some((_, ScriptValue::Nothing)) => Some(Seen::NOTHING),
                Some((_, ScriptValue::Bool(yes))) => Some(Seen::Small(1 + u16::from(*yes))),
                Some((_, ScriptValue::Number(number))) => Seen::number(number),
                Some((_, ScriptValue::Date(day))) => Some(Seen::Day(*day)),
                Some((
                    _,
                    ScriptValue::Points(..)
                    | ScriptValue::Text(_)
                    | ScriptValue::List(_)
                    | ScriptValue::Map(_),
                )) => None,
            };
        }
        match kind {
            QuestionKind::Number { .. } | QuestionKind::Date | QuestionKind::Choices(_) => {
                Seen::word(self.beside(question)?)
            }
            QuestionKind::Text
            | QuestionKind::Table(_)
            | QuestionKind::Computed(_)
            | QuestionKind::Grade(_)
            | QuestionKind::YesNo(_)
            | QuestionKind::YesPartlyNo(_)
            | QuestionKind::Choice(_)
            | QuestionKind::Scale(_) => None,
        }
    }
}

fn grade(score: &Score) -> usize {
    score.grade.map_or(0, |grade| usize::from(grade.0) + 1)
}

/// A score as scripts see it; points have two numbers, and are nothing to remember.
fn seen_score(score: Option<&Score>) -> Option<Seen> {
    match score {
        None => Some(Seen::NOTHING),
        Some(score) if score.points.is_some() => None,
        Some(score) => score
            .share
            .as_ref()
            .map_or(Some(Seen::NOTHING), Seen::number),
    }
}
