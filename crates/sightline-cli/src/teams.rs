//! Names of teams that are likely slips of the pen.

use std::collections::BTreeMap;

use sightline_engine::{Rollup, Span};

/// How many audits each team has.
pub(crate) type Known = BTreeMap<String, u64>;

/// The known team that a name is a slip of, and of several the one with most audits: the same but for capitals, spaces and signs, or
/// but for one letter of one word.
///
/// A new team may be called much like an old one, `Team 2` beside `Team 1` or `South` beside `North`, so less counts as near than
/// among names of which one must be meant.
pub(crate) fn near<'k>(
    name: &str,
    known: impl IntoIterator<Item = (&'k String, &'k u64)>,
) -> Option<&'k str> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|one| one.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let words = |text: &str| -> Vec<String> {
        let text = text.to_lowercase();
        text.split_whitespace().map(str::to_owned).collect()
    };
    let typed = words(name);
    let is_near = |other: &str| {
        if plain(name) == plain(other) {
            return true;
        }
        let other = words(other);
        let mut differing = typed.iter().zip(&other).filter(|(a, b)| a != b);
        let (Some((a, b)), None) = (differing.next(), differing.next()) else {
            return false;
        };
        let is_word = |word: &str| {
            word.chars().count() >= 4 && !word.contains(|one: char| one.is_ascii_digit())
        };
        typed.len() == other.len() && is_word(a) && is_word(b) && is_one_slip(a, b)
    };
    let known = known.into_iter().map(|(other, n)| (other.as_str(), *n));
    let near = known.filter(|(other, _)| *other != name && is_near(other));
    // The first of those with as many, so that it is always the same one.
    let most = near.min_by_key(|(_, n)| std::cmp::Reverse(*n));
    most.map(|(other, _)| other)
}

/// Whether a letter too many, too few or another, or two that changed places, are all that differs.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |a: &[char], b: &[char]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let reversed = |all: &[char]| all.iter().rev().copied().collect::<Vec<char>>();
    let begin = same(&a, &b);
    let end = same(&reversed(&a), &reversed(&b));
    let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
    let swapped = || {
        let pair = |all: &[char]| all.get(begin..begin + 2).map(<[char]>::to_vec);
        let (first, second) = (pair(&a), pair(&b).map(|pair| reversed(&pair)));
        first.is_some() && first == second && begin + 2 + end >= longer
    };
    longer - shorter <= 1 && (begin + end >= longer - 1 || a.len() == b.len() && swapped())
}

/// The teams of audits.
pub(crate) fn of(rollup: &Rollup) -> Known {
    let mut known = Known::new();
    for (group, _, tally) in rollup.groups().filter(|(group, ..)| !group.team.is_empty()) {
        *known.entry(group.team.to_string()).or_default() += tally.audits();
    }
    known
}

/// The teams of what is being imported, with how many audits each has and where it was first named.
#[derive(Debug, Default)]
pub(crate) struct Named(BTreeMap<String, (u64, Span)>);

impl Named {
    pub(crate) fn add(&mut self, team: &str, at: impl FnOnce() -> Span) {
        match self.0.get_mut(team) {
            Some((n, _)) => *n += 1,
            None => drop(self.0.insert(team.to_owned(), (1, at()))),
        }
    }

    /// A line for each new one that is like a known one, or like one that more of the audits name.
    pub(crate) fn doubts(&self, known: &Known) -> Vec<String> {
        let new = self.0.iter().filter(|(team, _)| !known.contains_key(*team));
        let doubt = |(team, (n, at)): (&String, &(u64, Span))| {
            let more = self.0.iter().filter(|(_, (others, _))| others > n);
            let others = known.iter().chain(more.map(|(team, (n, _))| (team, n)));
            let near = near(team, others)?;
            Some(format!(
                "warning: {at}: the team `{team}` is new here, and there is a team `{near}`; \
                 if that is meant, correct the lines and import them again with `--correct`"
            ))
        };
        new.filter_map(doubt).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_teams_are_not() {
        let known: Known = [
            "North",
            "North West",
            "Team 1",
            "Fostering",
            "Children in care",
        ]
        .map(|team| (team.to_owned(), 1))
        .into();
        for (typed, meant) in [
            ("Nort", "North"),
            ("north", "North"),
            ("Norht", "North"),
            ("Northwest", "North West"),
            ("North-West", "North West"),
            ("North Wset", "North West"),
            ("Fosterring", "Fostering"),
            ("Fosteirng", "Fostering"),
            ("Childern in care", "Children in care"),
        ] {
            assert_eq!(near(typed, &known), Some(meant), "{typed}");
        }
        for other in [
            "South",
            "North East",
            "Team 2",
            "Team A",
            "Forster",
            "North",
            "Adoption",
            "Nth",
            "Fosteigrn",
        ] {
            assert_eq!(near(other, &known), None, "{other}");
        }
    }

    #[test]
    fn of_two_that_are_near_the_one_with_most_audits_is_meant() {
        let known: Known = [("Norht", 1), ("North", 40)]
            .map(|(team, n)| (team.to_owned(), n))
            .into();
        assert_eq!(near("Nort", &known), Some("North"));
    }
}
