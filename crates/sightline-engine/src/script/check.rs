//! What scripts name, checked before any of them runs.

mod calls;
mod chain;
mod given;
mod history;
mod idle;
mod kinds;
mod literals;
mod suggested;
mod walk;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};

use rhai::{AST, ASTNode, Position};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Template;
use crate::source::Span;

use super::inputs::Inputs;
use super::names::Names;
use super::place::{Hook, Known, Place};
use super::text::Text;
use super::text::WRAPPED;
use super::{FunctionDoc, HostFunctions};

pub(super) use wanted::wanted;

/// What everything in a script is checked against.
pub(super) struct Subject<'a> {
    pub(super) names: &'a Names,
    pub(super) text: &'a Text,
    pub(super) host: &'a HostFunctions,
    /// What our own functions take.
    pub(super) docs: &'a [FunctionDoc],
    /// Whether the script file's functions are known; where it cannot be read, calls are not judged.
    pub(super) file_reads: bool,
}

/// What a function looks at.
#[derive(Default)]
struct Seen {
    inputs: Inputs,
    /// Functions of the scripts that it calls.
    calls: BTreeSet<String>,
    /// What it uses that is only known later.
    needs: Vec<(Known, String, Position)>,
    /// Ids of timescales that it counts by.
    timescales: BTreeSet<String>,
}

/// What all functions look at.
pub(super) struct Checked(BTreeMap<String, Seen>);

impl Checked {
    /// Everything that calling a function may look at.
    pub(super) fn inputs(&self, function: &str) -> Inputs {
        let mut all = Inputs::default();
        for one in self.reachable(function) {
            all.merge(&one.inputs);
        }
        all.sorted()
    }

    /// Ids of all timescales that anything counts by.
    pub(super) fn timescales(&self) -> BTreeSet<String> {
        let all = self.0.values().flat_map(|one| &one.timescales);
        all.cloned().collect()
    }

    /// Every function of the scripts that anything calls.
    pub(super) fn called(&self) -> BTreeSet<&str> {
        let all = self.0.values().flat_map(|one| &one.calls);
        all.map(String::as_str).collect()
    }

    fn reachable(&self, function: &str) -> Vec<&Seen> {
        let mut names = BTreeSet::from([function]);
        let mut open = vec![function];
        let mut all = Vec::new();
        while let Some(name) = open.pop() {
            let Some(seen) = self.0.get(name) else {
                continue;
            };
            all.push(seen);
            open.extend(
                seen.calls
                    .iter()
                    .map(String::as_str)
                    .filter(|call| names.insert(call)),
            );
        }
        all
    }
}

/// Walks every function, and names every mistake in them.
pub(super) fn check(
    subject: &Subject<'_>,
    ast: &AST,
    wrapped: &[(Known, String, Span)],
    found: &mut Diagnostics,
) -> Checked {
    let mut functions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for function in ast
        .iter_functions()
        .filter(|one| !one.name.starts_with(WRAPPED))
    {
        functions
            .entry(function.name)
            .or_default()
            .push(function.params.len());
    }
    // Two functions may share a name; what one of them looks at, a call may.
    let mut all: BTreeMap<String, Seen> = BTreeMap::new();
    let parts = history::own_parts(ast);
    let mut bodies = Vec::new();
    let mut defined: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (.., function) in ast.shared_lib().iter_script_fn_info() {
        let parameters = function.params.iter().map(|one| one.as_str());
        given::parameters(
            subject,
            &function.name,
            parameters,
            function.body.start_position(),
            found,
        );
        bodies.push((
            place(function.body.start_position()),
            place(function.body.end_position()),
            function.name.as_str(),
        ));
        let own = defined.entry(function.name.as_str()).or_default();
        own.extend(function.params.iter().map(ToString::to_string));
    }
    // The tree is given out statement by statement, so each is put back into the innermost function around it.
    bodies.sort_unstable();
    let function_at = |at: Position| {
        let at = place(at);
        bodies
            .iter()
            .rev()
            .find(|(start, end, _)| *start <= at && at <= *end)
            .map_or("", |(.., name)| *name)
    };
    ast.walk(&mut |path| {
        if let (Some(ASTNode::Stmt(outer)), Some(ASTNode::Stmt(stmt))) = (path.first(), path.last())
        {
            defined
                .entry(function_at(outer.position()))
                .or_default()
                .extend(given::defined(stmt));
        }
        true
    });
    ast.walk(&mut |path| {
        if let [ASTNode::Stmt(stmt)] = path {
            let function = function_at(stmt.position());
            let seen = all.entry(function.to_owned()).or_default();
            let names = defined.entry(function).or_default();
            walk::Walk {
                subject,
                functions: &functions,
                defined: names,
                parts: &parts,
                seen,
                found,
            }
            .stmt(stmt);
        }
        true
    });
    let checked = Checked(all);
    for (known, function, whole) in wrapped {
        too_early(subject, &checked, function, *known, Some(whole), found);
    }
    for hook in Hook::ALL {
        too_early(subject, &checked, hook.name(), hook.knows(), None, found);
    }
    checked
}

/// A position that can be compared.
fn place(at: Position) -> (usize, usize) {
    (at.line().unwrap_or(0), at.position().unwrap_or(0))
}

/// What has been worked out when an expression is evaluated.
pub(super) fn known_at(template: &Template, place: Place) -> Known {
    let of_section = |at: usize| {
        template
            .limits
            .get(at)
            .is_some_and(|limit| limit.section.is_some())
    };
    match place {
        Place::Eligible
        | Place::SectionShow(_)
        | Place::Show(_)
        | Place::Prefill(_)
        | Place::Computed(_) => Known::Answers,
        Place::Limit(at) if of_section(at) => Known::Sections,
        Place::Limit(_) | Place::Alert(_) | Place::Action(_) | Place::AlwaysModerate => Known::All,
    }
}

fn too_early(
    subject: &Subject<'_>,
    checked: &Checked,
    function: &str,
    known: Known,
    whole: Option<&Span>,
    found: &mut Diagnostics,
) {
    for seen in checked.reachable(function) {
        for (needed, what, at) in seen.needs.iter().filter(|(needed, ..)| *needed > known) {
            let Some(at) = subject.text.span(*at) else {
                continue;
            };
            let message = match needed {
                Known::All => format!(
                    "`{what}` is not known yet when this runs: the whole has not been scored"
                ),
                Known::Answers | Known::Sections => {
                    format!("`{what}` is not known yet when this runs: nothing has been scored")
                }
            };
            let mut one = Diagnostic::error(Code::SCRIPT_TOO_EARLY, &at, message)
                .help("use answers and facts here; grades and scores are for limits, alerts, actions and `findings()`");
            if let Some(whole) = whole.filter(|whole| whole.path() != at.path()) {
                one = one.related(whole, "it is called from here");
            }
            found.push(one);
        }
    }
}
