//! This quarter beside an earlier one, where the two may be put on one line.

use std::collections::BTreeMap;

use crate::calendar::Period;
use crate::model::Version;
use crate::rollup::{Rollup, Summary, ThemeCounts, themes};
use crate::scored::FindingKind;

/// What an earlier quarter says beside this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison<T> {
    /// Both were measured in the same way.
    Same(T),
    /// They were not; nothing may be read into the difference.
    Broken(Break),
    /// There is nothing earlier to compare with.
    NoEarlier,
}

/// Why two quarters may not be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// A template's major version differs.
    Edition {
        /// The template's title.
        title: String,
        /// The version then.
        from: Version,
        /// The version now.
        to: Version,
    },
    /// Other templates were used.
    Templates {
        /// Titles used then and not now.
        gone: Vec<String>,
        /// Titles used now and not then.
        new: Vec<String>,
    },
}

impl<T> Comparison<T> {
    /// The same verdict about something else.
    pub fn map<U>(self, of: impl FnOnce(T) -> U) -> Comparison<U> {
        match self {
            Self::Same(value) => Comparison::Same(of(value)),
            Self::Broken(because) => Comparison::Broken(because),
            Self::NoEarlier => Comparison::NoEarlier,
        }
    }

    /// The earlier value, where the two may be compared.
    pub fn same(self) -> Option<T> {
        match self {
            Self::Same(value) => Some(value),
            Self::Broken(_) | Self::NoEarlier => None,
        }
    }
}

impl Summary {
    /// The same template in an earlier quarter, given that quarter's summaries.
    #[must_use]
    pub fn beside<'a>(&self, earlier: &'a [Summary]) -> Comparison<&'a Self> {
        if let Some(same) = earlier.iter().find(|other| other.family == self.family) {
            return Comparison::Same(same);
        }
        match earlier
            .iter()
            .rfind(|other| other.family.id == self.family.id)
        {
            Some(other) => Comparison::Broken(Break::Edition {
                title: self.title.clone(),
                from: other.version,
                to: self.version,
            }),
            None => Comparison::NoEarlier,
        }
    }
}

/// Whether the audits of two quarters were done with the same templates in the same major versions.
///
/// Pooling over templates is only fair between quarters that used the same ones: a theme's share falls when the
/// template that finds it is not used, with no change in practice at all.
#[must_use]
pub fn same_templates(now: &[&Summary], earlier: &[&Summary]) -> Comparison<()> {
    if now.is_empty() || earlier.is_empty() {
        return Comparison::NoEarlier;
    }
    let majors = |all: &[&Summary]| -> BTreeMap<String, Vec<u32>> {
        let mut majors: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for one in all {
            majors
                .entry(one.family.id.clone())
                .or_default()
                .push(one.family.major);
        }
        majors
    };
    let (majors_now, majors_then) = (majors(now), majors(earlier));
    for one in now {
        let then = earlier
            .iter()
            .rfind(|other| other.family.id == one.family.id);
        if let Some(then) = then
            && majors_now.get(&one.family.id) != majors_then.get(&one.family.id)
        {
            let (from, to) = (then.version, one.version);
            let differs = now
                .iter()
                .rfind(|other| other.family.id == one.family.id)
                .map_or(to, |last| last.version);
            return Comparison::Broken(Break::Edition {
                title: one.title.clone(),
                from,
                to: differs,
            });
        }
    }
    let missing = |from: &[&Summary], of: &BTreeMap<String, Vec<u32>>| -> Vec<String> {
        from.iter()
            .filter(|one| !of.contains_key(&one.family.id))
            .map(|one| one.title.clone())
            .collect()
    };
    let (gone, new) = (missing(earlier, &majors_now), missing(now, &majors_then));
    if gone.is_empty() && new.is_empty() {
        Comparison::Same(())
    } else {
        Comparison::Broken(Break::Templates { gone, new })
    }
}

/// One theme in an earlier quarter, given both quarters' summaries.
#[must_use]
pub fn compare_theme(id: &str, now: &[Summary], earlier: &[Summary]) -> Comparison<ThemeCounts> {
    let looks =
        |one: &&Summary| one.scored() > 0 && one.themes.iter().any(|theme| theme.theme.id == id);
    let now: Vec<&Summary> = now.iter().filter(looks).collect();
    let then: Vec<&Summary> = earlier.iter().filter(looks).collect();
    match same_templates(&now, &then) {
        Comparison::Same(()) => match themes(earlier)
            .into_iter()
            .find(|theme| theme.theme.id == id)
        {
            Some(theme) => Comparison::Same(theme),
            None => Comparison::NoEarlier,
        },
        Comparison::Broken(because) => Comparison::Broken(because),
        Comparison::NoEarlier => Comparison::NoEarlier,
    }
}

impl Rollup {
    /// For how many periods running, this one included, a theme has been among the `top` most common.
    #[must_use]
    pub fn periods_running(
        &self,
        id: &str,
        kind: FindingKind,
        now: impl Into<Period>,
        top: usize,
    ) -> u32 {
        let among = |period: &Period| {
            let summaries = self.for_period(*period).summaries();
            super::ranked(&themes(&summaries), kind)
                .iter()
                .take(top)
                .any(|theme| theme.theme.id == id)
        };
        let running = std::iter::successors(Some(now.into()), |period| Some(period.previous()))
            .take(400)
            .take_while(among)
            .count();
        u32::try_from(running).unwrap_or(u32::MAX)
    }
}
