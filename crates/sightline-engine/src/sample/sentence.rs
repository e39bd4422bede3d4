//! What was done, in plain words, made from the rows.

use std::fmt;

use super::{Draw, Fate, Method, Plan, Reason};

impl fmt::Display for Reason {
    /// As the register has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEligible => f.write_str("not eligible for the template"),
            Self::NotOfTheme => f.write_str("not of the theme"),
            Self::Unclear => f.write_str("could not be worked out"),
            Self::Audited(on) => write!(f, "audited on {on}"),
            Self::AuditorsOwn => f.write_str("an auditor's own case"),
            Self::DrawnBefore { draw, on } => write!(f, "drawn on {on} in {draw}"),
            Self::SiblingDrawnBefore { case, draw, on } => {
                write!(f, "sibling of {case}, who was drawn on {on} in {draw}")
            }
            Self::Sibling { case } => write!(f, "sibling of {case}, who comes first in the order"),
        }
    }
}

impl Reason {
    /// All kinds, in the order in which they are looked for.
    pub(super) const KINDS: [&'static str; 8] = [
        "not-eligible",
        "not-of-the-theme",
        "unclear",
        "audited",
        "own-case",
        "drawn-before",
        "sibling-drawn-before",
        "sibling",
    ];

    /// The name of its kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NotEligible => "not-eligible",
            Self::NotOfTheme => "not-of-the-theme",
            Self::Unclear => "unclear",
            Self::Audited(_) => "audited",
            Self::AuditorsOwn => "own-case",
            Self::DrawnBefore { .. } => "drawn-before",
            Self::SiblingDrawnBefore { .. } => "sibling-drawn-before",
            Self::Sibling { .. } => "sibling",
        }
    }
}

impl Plan {
    /// How cases were chosen.
    pub(super) fn how(&self) -> String {
        let at_risk = !self.risk.is_empty();
        let chosen = match &self.method {
            Method::Random { .. } if at_risk => String::new(),
            Method::Random { .. } => "at random".to_owned(),
            Method::Proportional { fact, .. } => format!("in proportion by {fact}"),
            Method::Equal { fact, .. } => format!("equally by {fact}"),
            Method::Given { fact, .. } => format!("by numbers given for each {fact}"),
            Method::Quota { fact, each, .. } => format!("{each} for each {fact}"),
        };
        let risk = at_risk.then(|| "those at most risk first".to_owned());
        let theme = self.theme.as_ref();
        let theme = theme.map(|_| "from those of the theme".to_owned());
        let said = [chosen, risk.unwrap_or_default(), theme.unwrap_or_default()];
        said.into_iter()
            .filter(|one| !one.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl Draw {
    /// How many cases were left out, by the kind of reason, in the order in which reasons are looked for.
    #[must_use]
    pub fn excluded(&self) -> Vec<(&'static str, usize)> {
        let count = |kind: &str| {
            let is = |fate: &Fate| matches!(fate, Fate::Excluded(why) if why.kind() == kind);
            self.rows.iter().filter(|row| is(&row.fate)).count()
        };
        let counted = Reason::KINDS.into_iter().map(|kind| (kind, count(kind)));
        counted.filter(|(_, n)| *n > 0).collect()
    }

    /// What was done, in sentences.
    #[must_use]
    pub fn sentence(&self) -> String {
        let n = self.drawn().count();
        let seed = &self.plan.seed;
        let of = counted(self.rows.len(), "case", "cases");
        let mut said = format!("Drew {n} of {of} (seed {seed}), {}", self.plan.how());
        let mut left = self.rows.len();
        let reasons: Vec<String> = self
            .excluded()
            .into_iter()
            .map(|(kind, n)| {
                left -= n;
                self.why(kind, n)
            })
            .collect();
        if !reasons.is_empty() {
            said += &format!(": {}", reasons.join(", "));
        }
        let were = if left == 1 { "was" } else { "were" };
        said += &format!(". {left} {were} left to draw from.");
        if self.plan.reserves > 0 {
            let n = self.reserves().count();
            said += &format!(" Kept {}.", counted(n, "reserve", "reserves"));
        }
        for short in self.short() {
            said += &format!(" {short}");
        }
        said
    }

    fn why(&self, kind: &str, n: usize) -> String {
        let (is, was) = if n == 1 {
            ("is", "was")
        } else {
            ("are", "were")
        };
        let siblings = counted(n, "is a sibling", "are siblings");
        match kind {
            "not-eligible" => format!("{n} {is} not eligible for the template"),
            "not-of-the-theme" => format!("{n} {is} not of the theme"),
            "audited" => {
                let length = self.plan.not_audited_for;
                format!("{n} {was} audited in the last {length}")
            }
            "own-case" if n == 1 => "1 is an auditor's own case".to_owned(),
            "own-case" => format!("{n} are an auditor's own cases"),
            "drawn-before" => format!("{n} {was} drawn before"),
            "sibling-drawn-before" => format!("{siblings} of cases drawn before"),
            "sibling" => format!("{siblings} of cases that come first"),
            _ => format!("{n} could not be worked out"),
        }
    }

    /// Where fewer were drawn or kept than were asked for.
    fn short(&self) -> Vec<String> {
        let mut said = Vec::new();
        for (name, one) in self.strata() {
            let missing = one
                .wanted
                .map_or(0, |wanted| wanted.saturating_sub(one.available));
            if missing > 0 {
                let (has, wanted) = (one.available, one.wanted.unwrap_or(0));
                said.push(format!("{name} has {has} of the {wanted} asked for."));
            }
        }
        let fewer = |asked: usize, n: usize| asked.checked_sub(n).filter(|fewer| *fewer > 0);
        let asked = self.plan.method.size().unwrap_or(0);
        if let Some(n) = fewer(asked, self.drawn().count()) {
            said.push(format!(
                "{} than asked for: there are no more.",
                counted(n, "case fewer", "cases fewer")
            ));
        }
        if let Some(n) = fewer(self.plan.reserves, self.reserves().count()) {
            said.push(format!(
                "{} than asked for.",
                counted(n, "reserve fewer", "reserves fewer")
            ));
        }
        said
    }
}

/// `1 case`, `2 cases`.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
