//! What made a limit hold: of all that its condition reads, what it could not have held without.

use crate::answers::code;
use crate::explain::held::Held;
use crate::script::Input;

impl Held<'_> {
    /// What it reads that could have made it hold; where that cannot be asked, all that it reads but the best grades.
    pub(super) fn decisive(&mut self) -> Vec<Input> {
        let found = if self.again { self.found() } else { Vec::new() };
        let inputs = self.inputs.iter().copied();
        if found.is_empty() {
            return inputs.filter(|one| !self.is_best_grade(*one)).collect();
        }
        inputs.filter(|one| found.contains(one)).collect()
    }

    /// Everything without which it would not hold, what makes it hold alone, and as much more as makes it hold together.
    fn found(&mut self) -> Vec<Input> {
        let inputs = self.inputs.clone();
        let best: Vec<(Input, usize)> = inputs
            .iter()
            .map(|one| (*one, self.best(*one)))
            .filter(|(one, best)| *best != self.value(*one))
            .collect();
        let without = |found: &[Input]| -> Vec<(Input, usize)> {
            let rest = best.iter().filter(|(one, _)| !found.contains(one));
            rest.copied().collect()
        };
        let mut found: Vec<Input> = inputs.clone();
        found.retain(|one| self.would_lift(*one).is_some());
        // At its best it holds as well, so nothing more can be learnt from how far things are from it.
        if self.holds_with(&best) != Some(false) {
            return found;
        }
        for (one, _) in &best {
            if !found.contains(one) && self.holds_with(&without(&[*one])) == Some(true) {
                found.push(*one);
            }
        }
        let mut worst_first = best.clone();
        worst_first.sort_by_key(|(one, _)| std::cmp::Reverse(self.value(*one)));
        for (one, _) in &worst_first {
            if self.holds_with(&without(&found)) == Some(true) {
                break;
            }
            // What is graded alike counts alike: of three, two would do, and nobody can say which two.
            let alike = worst_first.iter().map(|(other, _)| *other);
            let alike = alike.filter(|other| self.is_alike(*one, *other));
            let more: Vec<Input> = alike.filter(|other| !found.contains(other)).collect();
            found.extend(more);
        }
        found
    }

    fn is_alike(&self, one: Input, other: Input) -> bool {
        let grades = matches!((one, other), (Input::Grade(_), Input::Grade(_)));
        one == other || grades && self.value(one) == self.value(other)
    }

    /// The best that an input could be; itself where none is better than another.
    fn best(&self, input: Input) -> usize {
        match input {
            Input::Grade(_) | Input::Overall => 1,
            Input::Answer(at) => self.best_answer(at).unwrap_or_else(|| self.value(input)),
            Input::Critical
            | Input::Fact(_)
            | Input::History(_)
            | Input::Today
            | Input::HasScore(_)
            | Input::Score(_)
            | Input::OverallScore => 0,
        }
    }

    fn best_answer(&self, at: usize) -> Option<usize> {
        let options = self.template.template.questions.get(at)?.coded();
        let points: Option<Vec<_>> = options.into_iter().map(|option| option.points).collect();
        let points = points?;
        let most = points.iter().max()?;
        let best = points.iter().position(|own| own == most)?;
        Some(best + usize::from(code::FIRST))
    }

    fn is_best_grade(&self, input: Input) -> bool {
        matches!(input, Input::Grade(_)) && self.value(input) == 1
    }
}
