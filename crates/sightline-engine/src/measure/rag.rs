use super::Measured;
use crate::exact::Exact;
use crate::model::{Better, Measure};

/// How a value stands against its target. Color never stands alone: there is a letter, a word and a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rag {
    /// At the target, or on the good side of it.
    Green,
    /// On the wrong side, within the tolerance.
    Amber,
    /// Further off.
    Red,
    /// There is no target.
    NoTarget,
    /// There are too few to say.
    TooFew,
    /// There is nothing below the line.
    Nothing,
}

impl Rag {
    /// One letter.
    #[must_use]
    pub fn letter(self) -> Option<char> {
        match self {
            Self::Green => Some('G'),
            Self::Amber => Some('A'),
            Self::Red => Some('R'),
            Self::NoTarget | Self::TooFew | Self::Nothing => None,
        }
    }

    /// A word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::NoTarget => "no target",
            Self::TooFew => "too few",
            Self::Nothing => "nothing to count",
        }
    }

    /// A sign that differs from the others by its form.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Green => "●",
            Self::Amber => "▲",
            Self::Red => "■",
            Self::NoTarget | Self::TooFew | Self::Nothing => "–",
        }
    }

    /// Sign, letter and word together: `■ R red`, or `– no target`.
    #[must_use]
    pub fn shown(self) -> String {
        let letter = self.letter();
        let letter = letter.map_or_else(String::new, |letter| format!("{letter} "));
        format!("{} {letter}{}", self.icon(), self.word())
    }

    /// The color's word, where there is a color.
    #[must_use]
    pub fn color(self) -> Option<&'static str> {
        self.letter().map(|_| self.word())
    }
}

/// How a value stands.
pub(super) fn rag(measured: &Measured) -> Rag {
    let Some(value) = measured.value.clone() else {
        return Rag::Nothing;
    };
    let Some(target) = measured.target.clone() else {
        return Rag::NoTarget;
    };
    if measured.denominator < Exact::ratio(measured.at_least.into(), 1) {
        return Rag::TooFew;
    }
    let off = match measured.direction {
        Better::Lower => value - target,
        Better::Higher => target - value,
    };
    if off <= Exact::ZERO {
        Rag::Green
    } else if measured.amber.as_ref().is_some_and(|amber| off <= *amber) {
        Rag::Amber
    } else {
        Rag::Red
    }
}

/// How far on the wrong side is still amber: as the measure says, or 5% of the target, for a share at least 1 percentage point.
pub(super) fn amber(measure: &Measure) -> Option<Exact> {
    let target = measure.target.clone()?;
    Some(measure.amber.clone().unwrap_or_else(|| {
        let of_target = target * Exact::ratio(1, 20);
        let point = Exact::ratio(1, 100);
        if measure.is_share() && of_target < point {
            point
        } else {
            of_target
        }
    }))
}
