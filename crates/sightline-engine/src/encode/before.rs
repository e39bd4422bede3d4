//! What is known of an audit before anybody answers, as a script that suggests answers sees it.

use std::cell::OnceCell;
use std::sync::Arc;

use chrono::Datelike as _;
use sha2::{Digest as _, Sha256};

use crate::answers::code;
use crate::compile::CompiledTemplate;
use crate::compile::known::{Known, Seen};
use crate::model::{Case, Event, FactKind, FactValue, HistoryList};
use crate::score::Dates;
use crate::script::{Facts, Input};

/// A case on a day, with every question still blank.
pub(super) struct Before<'a> {
    template: &'a CompiledTemplate,
    pub(super) case: &'a Case,
    dates: Dates,
    /// Made when a script has to run, which is seldom where suggestions are remembered.
    facts: OnceCell<Arc<Facts>>,
    /// Each list of the history in a few bytes; several suggestions look at the same one.
    lists: Vec<OnceCell<Option<u128>>>,
}

impl<'a> Before<'a> {
    pub(super) fn new(template: &'a CompiledTemplate, case: &'a Case, dates: Dates) -> Self {
        Self {
            template,
            case,
            dates,
            facts: OnceCell::new(),
            lists: vec![OnceCell::new(); template.template.history.len()],
        }
    }

    /// What scripts may see.
    pub(super) fn seen_by_scripts(&self) -> &Arc<Facts> {
        self.facts.get_or_init(|| {
            Arc::new(Facts {
                codes: vec![code::UNANSWERED; self.template.template.questions.len()],
                case: Arc::new(self.template.template.sees(self.case)),
                today: self.dates.today,
                shown: self.template.plan.all_shown.clone(),
                ..Facts::default()
            })
        })
    }

    fn list(&self, place: usize) -> Option<Seen> {
        // Scripts number lists by name, and a template has them in the order written.
        let name = self.template.script.list(place)?;
        let mut declared = self.template.template.history.iter();
        let list = declared.find(|list| list.id == name)?;
        let digest = self
            .lists
            .get(place)?
            .get_or_init(|| digest(list, self.case));
        digest.map(Seen::List)
    }
}

impl Known for Before<'_> {
    fn code(&self, _: usize) -> usize {
        code::UNANSWERED.into()
    }

    fn grade(&self, _: usize) -> usize {
        0
    }

    fn overall(&self) -> usize {
        0
    }

    fn critical(&self) -> Option<usize> {
        None
    }

    /// Before anybody answered, whatever hangs on answers is always the same.
    fn small(&self, input: Input) -> Option<u16> {
        match input {
            Input::Answer(_)
            | Input::Critical
            | Input::Grade(_)
            | Input::HasScore(_)
            | Input::Score(_)
            | Input::Overall
            | Input::OverallScore => Some(0),
            Input::Fact(_) | Input::History(_) | Input::Today => None,
        }
    }

    fn seen(&self, input: Input) -> Option<Seen> {
        match input {
            Input::Fact(place) => Seen::fact(self.template.template.record.get(place)?, self.case),
            Input::History(place) => self.list(place),
            Input::Today => Some(Seen::Day(self.dates.today)),
            Input::Answer(_)
            | Input::Critical
            | Input::Grade(_)
            | Input::HasScore(_)
            | Input::Score(_)
            | Input::Overall
            | Input::OverallScore => self.small(input).map(Seen::Small),
        }
    }

    fn facts(&self) -> Arc<Facts> {
        Arc::clone(self.seen_by_scripts())
    }
}

/// All that a script can see of a list, as a hash; absent where some of it is words that somebody wrote freely, since what a
/// script makes of those would be kept with it.
fn digest(list: &HistoryList, case: &Case) -> Option<u128> {
    if list.fields.iter().any(|(_, kind)| *kind == FactKind::Text) {
        return None;
    }
    let rows: &[Event] = case.history.get(&list.id).map_or(&[], Vec::as_slice);
    // Into one piece first: a hash takes many small ones slowly.
    let mut seen = Vec::with_capacity(64 * rows.len());
    for row in rows {
        seen.push(u8::MAX);
        for (name, _) in &list.fields {
            let kind = seen.len();
            seen.extend([0, 0]);
            let (is, length) = match row.values.get(name) {
                None => (0, 0),
                Some(FactValue::Date(day)) => {
                    seen.extend(day.num_days_from_ce().to_le_bytes());
                    (1, 4)
                }
                Some(FactValue::Number(number)) => {
                    let (numerator, denominator) = number.as_it_stands()?;
                    seen.extend(numerator.to_le_bytes());
                    seen.extend(denominator.to_le_bytes());
                    (2, 16)
                }
                Some(FactValue::Text(word)) => {
                    seen.extend(word.as_bytes());
                    (
                        3,
                        u8::try_from(word.len())
                            .ok()
                            .filter(|length| *length <= 64)?,
                    )
                }
            };
            seen.get_mut(kind..)?
                .get_mut(..2)?
                .copy_from_slice(&[is, length]);
        }
    }
    let whole = Sha256::digest(&seen);
    let first = whole.iter().take(16);
    Some(first.fold(0, |all, byte| all << 8 | u128::from(*byte)))
}
