//! Actions that were set before: the same again in a later programme, or for the same child.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::likeness::{LIKE, in_hundredths, shared, words};
use super::{Action, Origin, Repeats};
use crate::calendar::Period;

/// That an action is an earlier one again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The action it repeats.
    pub of: String,
    /// How alike their words are, in hundredths.
    pub likeness: u32,
    /// Whether a person said so.
    pub confirmed: bool,
    /// How many times it was set by now, the first included: 2 or more.
    pub times: u32,
    /// How many periods running it was set by now, this one included.
    pub running: u32,
}

impl Repeat {
    /// In words: `third year running`, `set 3 times`.
    #[must_use]
    pub fn words(&self, edition: Period) -> String {
        const ORDINALS: [&str; 9] = [
            "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        ];
        let noun = match edition {
            Period::Quarter(_) => "quarter",
            Period::HalfYear { .. } => "half-year",
            Period::Year(_) => "year",
            Period::Dates { .. } => "period",
        };
        let at = usize::try_from(self.running)
            .ok()
            .and_then(|n| n.checked_sub(2));
        match at.and_then(|at| ORDINALS.get(at)) {
            Some(ordinal) if self.running == self.times => format!("{ordinal} {noun} running"),
            _ => format!("set {} times", self.times),
        }
    }
}

/// What is compared of an action.
struct Known<'a> {
    action: &'a Action,
    edition: Period,
    words: BTreeSet<String>,
    said: Option<Repeats>,
}

/// A pair that may be the same, the better ones smaller.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Pair {
    /// Newer first, so that a chain has every link.
    before: Reverse<NaiveDate>,
    likeness: Reverse<u32>,
    later: usize,
    earlier: usize,
}

/// Which actions are an earlier one again, by id.
///
/// Actions of programmes and those added by hand are compared with those of earlier programmes and years; each earlier one
/// is repeated at most once in a period. Actions of audits are repeated where the same was asked for the same case before.
/// What a person said is taken as it is.
#[must_use]
pub fn repeats(actions: &[Action]) -> BTreeMap<String, Repeat> {
    if actions.len() < 2 {
        return BTreeMap::new();
    }
    let mut links: BTreeMap<usize, (usize, u32, bool)> = BTreeMap::new();
    let known: Vec<Known<'_>> = actions.iter().map(known).collect();
    let places: BTreeMap<&str, usize> = actions
        .iter()
        .enumerate()
        .map(|(at, one)| (one.id(), at))
        .collect();
    for (at, one) in known.iter().enumerate() {
        if let Some(Repeats::Action(id)) = &one.said
            && let Some(earlier) = places.get(id.as_str()).filter(|earlier| **earlier != at)
        {
            let alike = known
                .get(*earlier)
                .map_or(0, |earlier| shared(&one.words, &earlier.words));
            links.insert(at, (*earlier, alike, true));
        }
    }
    programmes(&known, &mut links);
    audits(&known, &mut links);
    let mut found = BTreeMap::new();
    for (at, (earlier, likeness, confirmed)) in &links {
        let (times, running) = chain(&known, &links, *at);
        if let (Some(one), Some(of)) = (actions.get(*at), actions.get(*earlier)) {
            let repeat = Repeat {
                of: of.id().to_owned(),
                likeness: *likeness,
                confirmed: *confirmed,
                times,
                running,
            };
            found.insert(one.id().to_owned(), repeat);
        }
    }
    found
}

fn known(action: &Action) -> Known<'_> {
    let state = action.state();
    Known {
        action,
        edition: action.edition(),
        words: words(&state.what),
        said: state.repeats,
    }
}

type Links = BTreeMap<usize, (usize, u32, bool)>;

/// Links each action to the one before it that is most alike, newest period first, one to one.
fn programmes(known: &[Known<'_>], links: &mut Links) {
    let is_one = |one: &Known<'_>| !matches!(one.action.origin(), Origin::Audit { .. });
    // Only actions that share a word can be alike, and only those of an earlier period can be repeated.
    let mut by_word: BTreeMap<&str, Vec<(NaiveDate, usize)>> = BTreeMap::new();
    for (at, one) in known.iter().enumerate().filter(|(_, one)| is_one(one)) {
        for word in &one.words {
            by_word
                .entry(word)
                .or_default()
                .push((one.edition.last_day(), at));
        }
    }
    by_word.values_mut().for_each(|all| all.sort_unstable());
    let mut pairs = Vec::new();
    for (later, one) in known.iter().enumerate() {
        if !is_one(one) || one.said.is_some() {
            continue;
        }
        let first = one.edition.first_day();
        let mut shares: BTreeMap<usize, usize> = BTreeMap::new();
        for all in one
            .words
            .iter()
            .filter_map(|word| by_word.get(word.as_str()))
        {
            let before = all.iter().take_while(|(last, _)| *last < first);
            before.for_each(|(_, earlier)| *shares.entry(*earlier).or_default() += 1);
        }
        for (earlier, both) in shares {
            let Some(other) = known.get(earlier) else {
                continue;
            };
            let likeness = in_hundredths(both, one.words.len() + other.words.len());
            if likeness >= LIKE {
                pairs.push(Pair {
                    before: Reverse(other.edition.first_day()),
                    likeness: Reverse(likeness),
                    later,
                    earlier,
                });
            }
        }
    }
    pairs.sort();
    let period = |at: usize| known.get(at).map(|one| one.edition);
    let mut taken: BTreeSet<(usize, Option<Period>)> = links
        .iter()
        .map(|(later, (earlier, ..))| (*earlier, period(*later)))
        .collect();
    for Pair {
        likeness,
        later,
        earlier,
        ..
    } in pairs
    {
        if !links.contains_key(&later) && taken.insert((earlier, period(later))) {
            links.insert(later, (earlier, likeness.0, false));
        }
    }
}

/// A case and the words of what was asked for.
type Asked<'a> = (&'a str, &'a BTreeSet<String>);

/// Links what an audit asks for to the last audit of the same case that asked for the same.
fn audits(known: &[Known<'_>], links: &mut Links) {
    let mut asked: BTreeMap<Asked<'_>, Vec<(NaiveDate, &str, usize)>> = BTreeMap::new();
    for (at, one) in known.iter().enumerate() {
        if let Origin::Audit { audit, case, .. } = one.action.origin() {
            let all = asked.entry((case, &one.words)).or_default();
            all.push((one.action.made_on(), audit, at));
        }
    }
    for all in asked.values_mut() {
        all.sort_unstable();
        for (n, (day, _, at)) in all.iter().enumerate() {
            let said = known.get(*at).is_some_and(|one| one.said.is_some());
            let before = all
                .get(..n)
                .unwrap_or_default()
                .iter()
                .rev()
                .find(|(before, ..)| before < day);
            if let Some((_, _, earlier)) = before.filter(|_| !said) {
                links.insert(*at, (*earlier, 100, false));
            }
        }
    }
}

/// How many times an action was set, and in how many periods running.
fn chain(known: &[Known<'_>], links: &Links, from: usize) -> (u32, u32) {
    let (mut times, mut running, mut unbroken) = (1, 1, true);
    let (mut at, mut seen) = (from, BTreeSet::from([from]));
    // People can say of two actions that each is the other again; a circle ends where it began.
    while let Some((earlier, ..)) = links.get(&at).filter(|(earlier, ..)| seen.insert(*earlier)) {
        let edition = |at: usize| known.get(at).map(|one| one.edition);
        let follows = edition(at).map(Period::previous) == edition(*earlier);
        times += 1;
        unbroken &= follows;
        running += u32::from(unbroken);
        at = *earlier;
    }
    (times, running)
}
