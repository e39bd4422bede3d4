//! Who waits for whom.

use std::collections::BTreeSet;

use super::{Condition, Conditional, question};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Template;

/// Reports each condition that reads a question at or below its own place.
///
/// Every circle has such a condition in it, so following those back is enough to find them all.
pub(super) fn check(template: &Template, conditions: &[Condition]) -> Diagnostics {
    let mut found = Diagnostics::new();
    let waits = waits(template, conditions);
    let mut circles: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
    for condition in conditions {
        let own = condition.of.questions(template);
        for read in condition
            .reads
            .iter()
            .copied()
            .filter(|read| *read >= own.start)
        {
            match path(&waits, read, &own) {
                Some(path) => {
                    if circles.insert(path.iter().copied().collect()) {
                        found.push(circle(template, condition, &path));
                    }
                }
                None => found.push(forward(template, condition, read)),
            }
        }
    }
    found
}

/// For each question, those that must be answered before it can be shown.
fn waits(template: &Template, conditions: &[Condition]) -> Vec<Vec<usize>> {
    let mut waits = vec![Vec::new(); template.questions.len()];
    for condition in conditions {
        for place in condition.of.questions(template) {
            if let Some(waits) = waits.get_mut(place) {
                waits.extend(condition.reads.iter().copied());
            }
        }
    }
    waits
}

/// The shortest way from a question to one of `goal`, both included.
fn path(waits: &[Vec<usize>], from: usize, goal: &std::ops::Range<usize>) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; waits.len()];
    let mut queue = std::collections::VecDeque::from([from]);
    let mut seen = BTreeSet::from([from]);
    while let Some(at) = queue.pop_front() {
        if goal.contains(&at) {
            let mut path = vec![at];
            let mut back = at;
            while back != from {
                back = came_from.get(back).copied().flatten()?;
                path.push(back);
            }
            path.reverse();
            return Some(path);
        }
        for next in waits.get(at).into_iter().flatten().copied() {
            if seen.insert(next) {
                if let Some(slot) = came_from.get_mut(next) {
                    *slot = Some(at);
                }
                queue.push_back(next);
            }
        }
    }
    None
}

/// `path` leads from what the condition reads back to what it shows.
fn circle(template: &Template, condition: &Condition, path: &[usize]) -> Diagnostic {
    let start = condition.of.name(template);
    let mut words = start.clone();
    let inner = match condition.of {
        // The last step is the question that waits.
        Conditional::Question(_) => path.get(..path.len().saturating_sub(1)).unwrap_or_default(),
        Conditional::Section(_) => path,
    };
    for (n, place) in inner.iter().enumerate() {
        let link = if n == 0 {
            " waits for"
        } else {
            ", which waits for"
        };
        words.push_str(&format!("{link} `{}`", question(template, *place)));
    }
    match (condition.of, inner) {
        (Conditional::Question(_), []) => words.push_str(" waits for its own answer"),
        (Conditional::Question(place), _) => {
            words.push_str(&format!(
                ", which waits for `{}` again",
                question(template, place)
            ));
        }
        (Conditional::Section(_), _) => words.push_str(", which is in that section"),
    }
    let mut diagnostic = Diagnostic::error(Code::CIRCULAR_REFERENCE, &condition.at, words)
        .help("let one of them be shown without the other");
    for place in inner {
        if let Some(question) = template.questions.get(*place) {
            diagnostic = diagnostic.related(&question.at, format!("`{}` is here", question.id));
        }
    }
    diagnostic
}

fn forward(template: &Template, condition: &Condition, read: usize) -> Diagnostic {
    let what = condition.of.name(template);
    let later = question(template, read);
    let message = format!("{what} depends on `{later}`, which is asked after it");
    let diagnostic = Diagnostic::error(Code::FORWARD_REFERENCE, &condition.at, message).help(
        format!("move `{later}` above it, or depend on an earlier question"),
    );
    match template.questions.get(read) {
        Some(question) => diagnostic.related(&question.at, format!("`{later}` is here")),
        None => diagnostic,
    }
}
