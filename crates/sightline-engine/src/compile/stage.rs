//! Conditions that are asked of an audit all at once, since none of them looks at what another decides.

use crate::diagnostic::Diagnostic;
use crate::model::{Expression, Template};
use crate::script::{Inputs, Place, Script};

use super::known::Known;
use super::memo::Memo;
use super::table::{Asked, Look, Table};

#[cfg(test)]
mod tests;

/// Conditions by number, as bits.
///
/// Those that look at the same few things are looked up together; the others are remembered one by one.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    n: usize,
    /// What has no condition, and so always holds.
    always: u128,
    tables: Vec<Table>,
    others: Vec<(Asked, Memo<bool>)>,
}

/// What was written at a place; nothing where there is no condition.
type Written<'t> = (Place, Option<&'t Expression>);

/// Things that are decided in order, by conditions that can be asked at once.
#[derive(Debug)]
pub(crate) struct Run<T> {
    pub(crate) stage: Stage,
    /// What each condition of the stage decides.
    pub(crate) things: Vec<T>,
}

impl Stage {
    /// The most conditions.
    const MOST: usize = 128;

    /// Conditions in the order of their numbers.
    pub(super) fn new<'t>(
        template: &Template,
        script: &Script,
        all: impl Iterator<Item = Written<'t>>,
    ) -> Self {
        let mut stage = Self::default();
        let mut written: Vec<(&str, Asked)> = Vec::new();
        for (n, (place, expression)) in all.enumerate() {
            stage.n = n + 1;
            let decides = 1 << n;
            let Some(expression) = expression else {
                stage.always |= decides;
                continue;
            };
            let text = expression.text.trim();
            match written.iter_mut().find(|(before, _)| *before == text) {
                Some((_, asked)) => asked.decides |= decides,
                None => written.push((text, Asked { place, decides })),
            }
        }
        for (_, asked) in written {
            stage.push(template, script.inputs(asked.place), asked);
        }
        stage
    }

    fn push(&mut self, template: &Template, inputs: &Inputs, asked: Asked) {
        let Some((look, rows)) = Look::new(template, inputs) else {
            return self.others.push((asked, Memo::default()));
        };
        match self.tables.iter_mut().find(|table| table.takes(&look)) {
            Some(table) => table.push(asked),
            None => self.tables.push(Table::new(look, rows, asked)),
        }
    }

    /// Which of them hold.
    ///
    /// # Errors
    /// Why the first that cannot be worked out cannot.
    #[inline]
    pub(crate) fn ask(&self, script: &Script, known: &impl Known) -> Result<u128, Box<Diagnostic>> {
        let mut holding = self.always;
        for table in &self.tables {
            match table.held(known) {
                Some(held) => holding |= held,
                None => return self.one_by_one(script, known),
            }
        }
        for (asked, memo) in &self.others {
            if memo.recall(known, || script.truth(asked.place, &known.facts()))? {
                holding |= asked.decides;
            }
        }
        Ok(holding)
    }

    #[cold]
    #[inline(never)]
    fn one_by_one(&self, script: &Script, known: &impl Known) -> Result<u128, Box<Diagnostic>> {
        (0..self.n).try_fold(0, |holding, at| {
            Ok(holding | u128::from(self.holds(at, script, known)?) << at)
        })
    }

    /// Whether one of them holds.
    pub(crate) fn holds(
        &self,
        at: usize,
        script: &Script,
        known: &impl Known,
    ) -> Result<bool, Box<Diagnostic>> {
        let is_it = |asked: &Asked| asked.decides >> at & 1 == 1;
        let run = |asked: &Asked| script.truth(asked.place, &known.facts());
        for table in &self.tables {
            if let Some(asked) = table.all().find(|asked| is_it(asked)) {
                // Where another of the table fails, this one may still be worked out.
                return match table.held(known).or_else(|| table.fill(known, run).ok()) {
                    Some(held) => Ok(held >> at & 1 == 1),
                    None => run(asked),
                };
            }
        }
        match self.others.iter().find(|(asked, _)| is_it(asked)) {
            Some((asked, memo)) => memo.recall(known, || run(asked)),
            None => Ok(true),
        }
    }

    #[cfg(test)]
    pub(crate) fn memos(&self) -> impl Iterator<Item = &Memo<bool>> {
        self.others.iter().map(|(_, memo)| memo)
    }
}

impl<T> Run<T> {
    /// What some conditions of the stage decide.
    pub(crate) fn of(&self, holding: u128) -> impl Iterator<Item = &T> {
        let things = self.things.iter().enumerate();
        let holding = things.filter(move |(at, _)| holding >> at & 1 == 1);
        holding.map(|(_, thing)| thing)
    }
}

/// Things in order, in as few runs as can be; `sees` tells whether inputs change with what is decided about a thing.
pub(super) fn runs<'t, T>(
    template: &Template,
    script: &Script,
    all: impl Iterator<Item = (T, Place, Option<&'t Expression>)>,
    sees: impl Fn(&Inputs, &T) -> bool,
) -> Vec<Run<T>> {
    let mut runs: Vec<(Vec<T>, Vec<Written<'_>>)> = Vec::new();
    for (thing, place, expression) in all {
        let inputs = script.inputs(place);
        let joins = |before: &[T]| {
            let sees = |thing| inputs.free || sees(inputs, thing);
            before.len() < Stage::MOST && !before.iter().any(sees)
        };
        match runs.last_mut() {
            Some((things, conditions)) if joins(things) => {
                things.push(thing);
                conditions.push((place, expression));
            }
            _ => runs.push((vec![thing], vec![(place, expression)])),
        }
    }
    let run = |(things, conditions): (Vec<T>, Vec<_>)| Run {
        stage: Stage::new(template, script, conditions.into_iter()),
        things,
    };
    runs.into_iter().map(run).collect()
}
