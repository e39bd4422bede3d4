//! Names that scripts give a meaning to.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new needs nothing"
)]

use std::collections::{BTreeMap, BTreeSet};

use rhai::{Expr, Position, Stmt};

use crate::diagnostic::Diagnostics;

use super::super::place::Hook;
use super::walk::Walk;
use super::{Seen, Subject};

/// Names that a statement gives a meaning to.
pub(super) fn defined(stmt: &Stmt) -> Vec<String> {
    match stmt {
        Stmt::Var(inner, ..) => vec![inner.0.name.to_string()],
        Stmt::For(inner, _) => {
            let second = inner.1.iter().map(|one| one.name.to_string());
            std::iter::once(inner.0.name.to_string())
                .chain(second)
                .collect()
        }
        Stmt::TryCatch(flow, _) => match &flow.expr {
            Expr::Variable(inner, ..) => vec![inner.1.to_string()],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// Looks at the names of a function's arguments.
pub(super) fn parameters<'n>(
    subject: &Subject<'_>,
    name: &str,
    parameters: impl Iterator<Item = &'n str>,
    at: Position,
    found: &mut Diagnostics,
) {
    let (functions, defined, mut seen) = (BTreeMap::new(), BTreeSet::new(), Seen::default());
    let mut walk = Walk {
        subject,
        functions: &functions,
        defined: &defined,
        parts: &defined,
        seen: &mut seen,
        found,
    };
    // What a closure uses of its surroundings is added to its arguments.
    for parameter in parameters.filter(|_| !name.starts_with("anon$")) {
        let given = (name, parameter) == (Hook::Prefill.name(), "record")
            || (name, parameter) == (Hook::Overall.name(), "sections");
        if !given {
            walk.defines(parameter, at);
        }
    }
}
