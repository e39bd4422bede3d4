//! Secrets of earlier publications, carried on beside a new one.

use super::super::system::at;
use super::super::witness::{Free, Move};
use super::Pattern;
use super::secret::{Secret, Start};

impl Pattern<'_> {
    /// Hides what secrets of earlier publications need of this one.
    pub(super) fn keep_old(&mut self, secrets: &[&Secret]) {
        for witness in &self.past.witnesses {
            if self.free(&self.hidden, false).holds(witness) {
                self.keep_all(witness);
            }
        }
        for secret in secrets {
            if !self.is_already_kept(secret) {
                self.carry_on(secret);
            }
        }
    }

    /// Carries on what kept a secret until now.
    ///
    /// Where it was kept until now and is not beside this publication, however much of it were hidden, this one gives it away.
    /// Where nothing is known that kept it until now, whoever has the earlier ones has it already.
    fn carry_on(&mut self, secret: &Secret) {
        let until_now = self.until_now(secret);
        let all: Vec<bool> = (0..self.hidden.len())
            .map(|cell| at(&self.hidden, cell) || !self.is_known(cell))
            .collect();
        let carried_on = until_now
            .iter()
            .map(|witness| vec![witness.iter().map(|(&cell, &by)| (cell, by)).collect()])
            .collect::<Vec<Vec<Start>>>();
        let starts = carried_on.iter().chain([&secret.starts]);
        let witness = starts.into_iter().find_map(|starts| {
            let these = self.witness(starts, &self.hidden, false);
            these.or_else(|| self.witness(starts, &all, false))
        });
        let Some(witness) = witness else {
            if !until_now.is_empty() {
                self.given_away.push(secret.cell);
            }
            return;
        };
        for &cell in witness.keys() {
            if !at(&self.hidden, cell) {
                self.hide(cell);
            }
        }
        self.keep_all(&witness);
        self.close_gaps();
    }

    /// What kept a secret until now: as it was kept with the publications, or found again.
    fn until_now(&self, secret: &Secret) -> Vec<Move> {
        let free = Free {
            rows: &self.past.rows,
            ..self.free(&self.hidden, false)
        };
        let held = self.past.witnesses.iter();
        let held: Vec<Move> = held
            .filter(|witness| secret.is_proved_by(witness) && free.holds(witness))
            .cloned()
            .collect();
        if !held.is_empty() {
            return held;
        }
        let found = secret.starts.iter().find_map(|start| free.find(start));
        found.into_iter().collect()
    }
}
