//! Takes chains such as `answers.L05` apart.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new needs nothing"
)]

use rhai::{ASTFlags, Expr, Position};

/// One step along `a.b[c].d()`.
pub(super) enum Step<'e> {
    Part(&'e str, Position),
    Entry(&'e Expr),
    Method(&'e rhai::FnCallExpr, Position),
}

/// Takes `a.b[c].d()` apart into `a` and its steps.
pub(super) fn flatten(expr: &Expr) -> (&Expr, Vec<Step<'_>>) {
    let (Expr::Dot(inner, flags, _) | Expr::Index(inner, flags, _)) = expr else {
        return (expr, Vec::new());
    };
    let mut steps = Vec::new();
    let (mut rest, mut flags, mut entry) = (&inner.rhs, *flags, matches!(expr, Expr::Index(..)));
    loop {
        match rest {
            Expr::Dot(next, more, _) | Expr::Index(next, more, _)
                if !flags.contains(ASTFlags::BREAK) =>
            {
                steps.extend(step(&next.lhs, entry));
                entry = matches!(rest, Expr::Index(..));
                flags = *more;
                rest = &next.rhs;
            }
            last => {
                steps.extend(step(last, entry));
                break;
            }
        }
    }
    // What stands before the chain may be a chain of its own.
    let (base, mut before) = flatten(&inner.lhs);
    before.append(&mut steps);
    (base, before)
}

fn step(expr: &Expr, entry: bool) -> Option<Step<'_>> {
    match expr {
        _ if entry => Some(Step::Entry(expr)),
        Expr::Property(inner, at) => Some(Step::Part(&inner.2, *at)),
        Expr::MethodCall(call, at) | Expr::FnCall(call, at) => Some(Step::Method(call, *at)),
        _ => Some(Step::Entry(expr)),
    }
}
