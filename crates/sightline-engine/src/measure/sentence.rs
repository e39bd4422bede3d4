//! Sentences made from the same numbers as the table, so that they cannot say anything else.

use super::{Measured, Rag};
use crate::exact::Exact;
use crate::model::Better;

impl Measured {
    /// The value as a reader sees it: `22.2%`, or `49.7`; absent where there is nothing below the line.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        self.value.as_ref().map(|value| self.written(value))
    }

    /// A value of this measure as a reader sees it.
    #[must_use]
    pub fn written(&self, value: &Exact) -> String {
        if self.is_share {
            format!("{}%", hundredfold(value).decimal(1))
        } else {
            value.decimal(1)
        }
    }

    /// Everything that there is to say, in sentences: value, counts, unknowns, target and others.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut said = vec![self.value_said()];
        if self.unknown > 0 {
            let n = self.counted(self.unknown);
            let is = if self.unknown == 1 { "is" } else { "are" };
            let more = if self.value.is_some() { " more" } else { "" };
            said.push(format!("{n}{more} {is} unknown and left out."));
        }
        said.extend(self.short_said());
        if self.undated > 0 {
            let n = self.counted(self.undated);
            let have = if self.undated == 1 {
                "has no date and lies"
            } else {
                "have no date and lie"
            };
            said.push(format!("{n} {have} in no period."));
        }
        for one in self.excluded.iter().filter(|one| one.n > 0) {
            said.push(format!(
                "Left out: {} ({}).",
                self.counted(one.n),
                one.because
            ));
        }
        said.extend(self.target_said());
        said.extend(self.others_said());
        said.join(" ")
    }

    fn value_said(&self) -> String {
        let head = format!("{}, {}", self.title, self.period);
        match self.shown() {
            None if self.unknown > 0 => format!("{head}: no {} can be counted.", self.unit),
            None => format!("{head}: there are no {} to count.", self.units),
            Some(shown) if self.is_share => {
                let (n, of) = (self.numerator, self.denominator.plain());
                let units = if of == "1" { &self.unit } else { &self.units };
                format!("{head}: {shown} ({n} of {of} {units}).")
            }
            Some(shown) => {
                let n = self.counted(self.numerator);
                format!("{head}: {shown} ({n} to {}).", self.denominator.plain())
            }
        }
    }

    /// How many are unknown because the records begin too late, and when they begin.
    fn short_said(&self) -> Option<String> {
        let begin = self.records_from.filter(|_| self.short_of_history > 0)?;
        let of_them = if self.short_of_history == self.unknown {
            "The records begin".to_owned()
        } else {
            format!("For {} of them the records begin", self.short_of_history)
        };
        Some(format!(
            "{of_them} on {}, less than {} months before.",
            begin.format("%-d %B %Y"),
            self.looks_back
        ))
    }

    /// Where it stands against the target; nothing where there is no target.
    fn target_said(&self) -> Option<String> {
        let (value, target) = (self.value.as_ref()?, self.target.as_ref()?);
        let (shown, better) = (self.written(target), self.better());
        let place = if value == target {
            format!("Exactly at the target of {shown}")
        } else {
            format!(
                "{} the target of {shown}",
                capital(&self.gap(value, target))
            )
        };
        Some(match self.rag {
            Rag::TooFew => format!(
                "{place}, where {better} is better; with fewer than {} {} no colour is given.",
                self.at_least, self.units
            ),
            Rag::Green | Rag::Amber | Rag::Red | Rag::NoTarget | Rag::Nothing => {
                format!("{place}, where {better} is better: {}.", self.rag.word())
            }
        })
    }

    fn others_said(&self) -> Vec<String> {
        let Some(value) = self.value.as_ref() else {
            return Vec::new();
        };
        let said = |name: &str, other: &Exact, year: &str| {
            let shown = self.written(other);
            if value == other {
                format!("The same as {name}: {shown} ({year}).")
            } else {
                format!(
                    "{} {name}: {shown} ({year}).",
                    capital(&self.gap(value, other))
                )
            }
        };
        self.comparators
            .iter()
            .map(|one| said(&one.name, &one.value, &one.year))
            .collect()
    }

    /// `3.2 percentage points above`; what lies nearer than can be shown is said to.
    fn gap(&self, value: &Exact, other: &Exact) -> String {
        let side = if value > other { "above" } else { "below" };
        let off = if value > other {
            value.clone() - other.clone()
        } else {
            other.clone() - value.clone()
        };
        let off = if self.is_share {
            hundredfold(&off)
        } else {
            off
        };
        let shown = match off.decimal(1) {
            none if none == "0.0" => "less than 0.1".to_owned(),
            shown => shown,
        };
        let points = if self.is_share {
            " percentage points"
        } else {
            ""
        };
        format!("{shown}{points} {side}")
    }

    fn counted(&self, n: u64) -> String {
        let unit = if n == 1 { &self.unit } else { &self.units };
        format!("{n} {unit}")
    }

    /// Which way is better, in a word.
    #[must_use]
    pub fn better(&self) -> &'static str {
        match self.direction {
            Better::Lower => "lower",
            Better::Higher => "higher",
        }
    }
}

fn hundredfold(share: &Exact) -> Exact {
    share.clone() * Exact::from(100)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
