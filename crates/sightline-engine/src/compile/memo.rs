//! What scripts gave, kept as a tree of what they looked at.
//!
//! The sandbox gives a script nothing but what it looks at. What it looks at first is always the same; what it looks at next
//! hangs on what it saw. So a script is a tree: each knot a thing that is looked at, a branch for each thing seen there, a
//! result at the end. Every run adds the path it took; an audit in which the same would be seen finds the result there, and
//! nothing runs. Filling is lazy and order-free, and a tree that does not pay is thrown away: it changes no result.

use std::collections::HashMap;
use std::fmt;
use std::sync::RwLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::diagnostic::Diagnostic;
use crate::script::{Input, watched};

use super::known::{Known, Seen};

#[cfg(test)]
mod tests;

/// The most knots and results that are kept for one script.
const MOST: usize = 1 << 14;

/// After so many runs a tree that was of use less often is given up.
const TRIAL: u32 = 2_000;

/// Results of one script.
pub(crate) struct Memo<T> {
    tree: RwLock<Vec<Node<T>>>,
    runs: AtomicU32,
    uses: AtomicU32,
    given_up: AtomicBool,
    /// Whether a tree that is full is begun anew; else it stays as it is.
    begins_anew: bool,
}

enum Node<T> {
    Look(Branches),
    Result(T),
}

struct Branches {
    at: Input,
    /// By small number; 0 where nothing went that way, since no branch leads back to the root.
    small: Vec<u32>,
    others: HashMap<Seen, u32>,
}

impl<T> fmt::Debug for Memo<T> {
    /// Hides what was seen: it is about children.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memo")
            .field("runs", &self.runs)
            .field("uses", &self.uses)
            .field("given_up", &self.given_up)
            .finish_non_exhaustive()
    }
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            tree: RwLock::default(),
            runs: AtomicU32::new(0),
            uses: AtomicU32::new(0),
            given_up: AtomicBool::new(false),
            begins_anew: false,
        }
    }
}

impl<T: Clone> Memo<T> {
    /// One for what is hardly ever the same in two cases, and the same in audits of one case, which often follow one another.
    pub(crate) fn of_recent() -> Self {
        Self {
            begins_anew: true,
            ..Self::default()
        }
    }

    /// What the script gives: as it was kept, else by running it.
    pub(crate) fn recall(
        &self,
        known: &impl Known,
        run: impl FnOnce() -> Result<T, Box<Diagnostic>>,
    ) -> Result<T, Box<Diagnostic>> {
        if self.given_up.load(Ordering::Relaxed) {
            return run();
        }
        if let Some(kept) = self.find(known) {
            self.uses.fetch_add(1, Ordering::Relaxed);
            return Ok(kept);
        }
        let (result, looked_at) = watched(run);
        if let Ok(result) = &result {
            self.keep(known, &looked_at, result);
        }
        let runs = self.runs.fetch_add(1, Ordering::Relaxed);
        if runs > TRIAL
            && self.uses.load(Ordering::Relaxed) < runs
            && let Ok(mut tree) = self.tree.write()
        {
            self.give_up(&mut tree);
        }
        result
    }

    fn find(&self, known: &impl Known) -> Option<T> {
        let tree = self.tree.read().ok()?;
        let mut at = 0;
        loop {
            match tree.get(at)? {
                Node::Result(result) => return Some(result.clone()),
                Node::Look(branches) => {
                    at = match known.small(branches.at) {
                        Some(n) => branches.towards_small(n)?,
                        None => branches.towards(&known.seen(branches.at)?)?,
                    }
                }
            }
        }
    }

    fn keep(&self, known: &impl Known, looked_at: &[Input], result: &T) {
        let seen: Option<Vec<Seen>> = looked_at.iter().map(|at| known.seen(*at)).collect();
        let (Some(seen), Ok(mut tree)) = (seen, self.tree.write()) else {
            return;
        };
        if tree.len() + looked_at.len() >= MOST {
            if !self.begins_anew {
                return;
            }
            tree.clear();
        }
        let mut from = None;
        for (input, seen) in looked_at.iter().zip(seen) {
            let at = match from {
                None => reach(&mut tree, 0, *input),
                Some((before, seen)) => grow(&mut tree, before, seen, *input),
            };
            match at {
                Some(at) => from = Some((at, seen)),
                // Something that a script was given was not pure, so nothing kept of it can be trusted.
                None => return self.give_up(&mut tree),
            }
        }
        let end = tree.len();
        match from {
            None if tree.is_empty() => tree.push(Node::Result(result.clone())),
            None => {}
            Some((before, seen)) => {
                if let Some(Node::Look(branches)) = tree.get_mut(before)
                    && branches.lead(seen, end) == end
                {
                    tree.push(Node::Result(result.clone()));
                }
            }
        }
    }

    #[cfg(test)]
    pub(crate) fn uses(&self) -> u32 {
        self.uses.load(Ordering::Relaxed)
    }

    /// How many knots and results there are.
    #[cfg(test)]
    pub(crate) fn size(&self) -> usize {
        self.tree.read().expect("nothing broke down").len()
    }

    /// Every word that is kept.
    #[cfg(test)]
    pub(crate) fn words(&self) -> Vec<String> {
        let tree = self.tree.read().expect("nothing broke down");
        let branches = tree.iter().filter_map(|node| match node {
            Node::Look(branches) => Some(&branches.others),
            Node::Result(_) => None,
        });
        let seen = branches.flat_map(HashMap::keys);
        let words = seen.filter_map(|seen| match seen {
            Seen::Word(word) => Some(word.to_string()),
            Seen::Small(_) | Seen::Day(_) | Seen::Number(..) | Seen::List(_) => None,
        });
        words.collect()
    }

    fn give_up(&self, tree: &mut Vec<Node<T>>) {
        self.given_up.store(true, Ordering::Relaxed);
        *tree = Vec::new();
    }
}

/// The knot at a place, which must look at this input; made where the tree ends there.
fn reach<T>(tree: &mut Vec<Node<T>>, at: usize, input: Input) -> Option<usize> {
    match tree.get(at) {
        Some(Node::Look(branches)) => (branches.at == input).then_some(at),
        Some(Node::Result(_)) => None,
        None => {
            tree.push(Node::Look(Branches {
                at: input,
                small: Vec::new(),
                others: HashMap::new(),
            }));
            Some(at)
        }
    }
}

/// The knot behind a branch, which must look at this input; made where nothing went that way.
fn grow<T>(tree: &mut Vec<Node<T>>, before: usize, seen: Seen, input: Input) -> Option<usize> {
    let end = tree.len();
    let Some(Node::Look(branches)) = tree.get_mut(before) else {
        return None;
    };
    let at = branches.lead(seen, end);
    reach(tree, at, input)
}

impl Branches {
    fn towards(&self, seen: &Seen) -> Option<usize> {
        match seen {
            Seen::Small(n) => self.towards_small(*n),
            Seen::Day(_) | Seen::Number(..) | Seen::Word(_) | Seen::List(_) => {
                self.others.get(seen).map(|at| *at as usize)
            }
        }
    }

    #[inline]
    fn towards_small(&self, n: u16) -> Option<usize> {
        let at = *self.small.get(usize::from(n))?;
        (at > 0).then_some(at as usize)
    }

    /// Where the branch leads; to `new` from now on, where nothing went that way.
    fn lead(&mut self, seen: Seen, new: usize) -> usize {
        if let Some(at) = self.towards(&seen) {
            return at;
        }
        let to = u32::try_from(new).unwrap_or(0);
        match seen {
            Seen::Small(n) => {
                let n = usize::from(n);
                if self.small.len() <= n {
                    self.small.resize(n + 1, 0);
                }
                if let Some(slot) = self.small.get_mut(n) {
                    *slot = to;
                }
            }
            Seen::Day(_) | Seen::Number(..) | Seen::Word(_) | Seen::List(_) => {
                self.others.insert(seen, to);
            }
        }
        new
    }
}
