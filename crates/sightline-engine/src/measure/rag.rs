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
pub(super) fn rag(measure: &Measure, value: Option<&Exact>, denominator: &Exact) -> Rag {
    let Some(value) = value else {
        return Rag::Nothing;
    };
    let Some(target) = &measure.target else {
        return Rag::NoTarget;
    };
    if *denominator < Exact::ratio(measure.at_least.into(), 1) {
        return Rag::TooFew;
    }
    let off = match measure.direction {
        Better::Lower => value.clone() - target.clone(),
        Better::Higher => target.clone() - value.clone(),
    };
    let tolerance = measure
        .amber
        .clone()
        .unwrap_or_else(|| tolerance(measure, target));
    if off <= Exact::ZERO {
        Rag::Green
    } else if off <= tolerance {
        Rag::Amber
    } else {
        Rag::Red
    }
}

/// 5% of the target, for a share at least 1 percentage point.
fn tolerance(measure: &Measure, target: &Exact) -> Exact {
    let of_target = target.clone() * Exact::ratio(1, 20);
    let point = Exact::ratio(1, 100);
    if measure.is_share() && of_target < point {
        point
    } else {
        of_target
    }
}
