//! Sentences made from the same numbers as the table, so that they cannot say anything else.

use super::{Measured, Rag};
use crate::exact::{Exact, grouped};
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
            grouped(&value.decimal(1))
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
        said.extend(self.records_said());
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
            Some(shown) => format!("{head}: {shown} ({}).", self.counts_said()),
        }
    }

    /// `3 of 8 plans`, or for a rate `450 children for 57.7 full-time equivalents`.
    fn counts_said(&self) -> String {
        let (n, of) = (self.numerator, grouped(&self.denominator.plain()));
        if self.is_share {
            let units = if of == "1" { &self.unit } else { &self.units };
            return format!("{} of {of} {units}", number(n));
        }
        let n = self.counted(n);
        match &self.sum_of {
            Some(units) => format!("{n} for {of} {units}"),
            None => format!("{n} to {of}"),
        }
    }

    /// The same in a table's cell: `3 of 8`, `450 to 57.7`.
    #[must_use]
    pub fn counts_shown(&self) -> String {
        let joined = if self.is_share { "of" } else { "to" };
        let of = grouped(&self.denominator.plain());
        format!("{} {joined} {of}", number(self.numerator))
    }

    /// From when the records are taken to be whole, where the measure looks back and anything was counted by that; and how many
    /// are unknown because it is too late for them.
    #[must_use]
    pub fn records_said(&self) -> Option<String> {
        let counted = self.value.is_some() || self.short_of_history > 0;
        let records = self.records.filter(|_| self.looks_back > 0 && counted)?;
        let begin = records.said_in_full();
        match self.short_of_history {
            0 if records.told => None,
            0 => Some(format!("The records {begin}.")),
            short => {
                let of_them = if short == self.unknown {
                    "The records".to_owned()
                } else {
                    format!("For {} of them the records", number(short))
                };
                let months = self.looks_back;
                Some(format!(
                    "{of_them} {begin}, less than {months} months before."
                ))
            }
        }
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
        format!("{} {unit}", number(n))
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

fn number(n: u64) -> String {
    grouped(&n.to_string())
}

fn hundredfold(share: &Exact) -> Exact {
    share.clone() * Exact::from(100)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
