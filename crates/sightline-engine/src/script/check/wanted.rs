//! What the places of a template want their expressions to come to.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new is not looked into"
)]

use rhai::{AST, ASTNode, Expr, FnCallExpr, Stmt};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

use super::super::names::Kind;
use super::super::place::Place;
use super::super::text::WRAPPED;
use super::Subject;
use super::calls::literal;
use super::chain::{Step, flatten};
use super::kinds::Kinds;
use super::suggested::suggested;

/// An expression as a whole: the language keeps a call that stands by itself apart.
#[derive(Clone, Copy)]
enum Whole<'e> {
    Call(&'e FnCallExpr),
    Other(&'e Expr),
}

/// Names every expression that plainly comes to something its place cannot use.
pub(in super::super) fn wanted(
    subject: &Subject<'_>,
    ast: &AST,
    wrapped: &[(Place, String, Span)],
    found: &mut Diagnostics,
) {
    let own = |name: &str| {
        let mut all = ast.iter_functions();
        !name.starts_with(WRAPPED) && all.any(|one| one.name == name)
    };
    let kinds = Kinds { subject, own: &own };
    for ((place, _, at), stmt) in wrapped.iter().zip(own_statements(subject, ast, wrapped)) {
        let whole = match &stmt {
            Some(Stmt::Expr(expr)) => Whole::Other(expr),
            Some(Stmt::FnCall(call, _)) => Whole::Call(call),
            _ => continue,
        };
        match place {
            Place::Computed(_) => {}
            Place::Prefill(question) => {
                let (kind, word) = match whole {
                    Whole::Call(call) => (kinds.call(call), None),
                    Whole::Other(expr) => (kinds.of(expr), literal(expr)),
                };
                if let Some(kind) = kind {
                    suggested(subject.names, *question, (kind, word), at, found);
                }
            }
            Place::Eligible
            | Place::SectionShow(_)
            | Place::Show(_)
            | Place::Limit(_)
            | Place::Alert(_)
            | Place::Action(_)
            | Place::AlwaysModerate => truth(kinds, whole, at, found),
        }
    }
}

/// The statement that each expression is.
///
/// The tree is given out statement by statement, those of closures as if they stood by themselves: an expression's own is
/// the one among those inside it that begins first.
fn own_statements(
    subject: &Subject<'_>,
    ast: &AST,
    wrapped: &[(Place, String, Span)],
) -> Vec<Option<Stmt>> {
    let mut own: Vec<Option<(usize, Stmt)>> = wrapped.iter().map(|_| None).collect();
    ast.walk(&mut |path| {
        let [ASTNode::Stmt(stmt)] = path else {
            return true;
        };
        let start = match stmt {
            Stmt::Expr(expr) => expr.start_position(),
            Stmt::FnCall(call, at) => {
                let first = call.args.first().map(Expr::start_position);
                first.filter(|_| call.is_operator_call()).unwrap_or(*at)
            }
            _ => stmt.position(),
        };
        let Some(span) = subject.text.span(start) else {
            return true;
        };
        let begins = span.range().start;
        let inside = wrapped.iter().position(|(.., whole)| holds(whole, &span));
        if let Some(slot) = inside.and_then(|at| own.get_mut(at))
            && slot.as_ref().is_none_or(|(first, _)| begins < *first)
        {
            *slot = Some((begins, (*stmt).clone()));
        }
        true
    });
    own.into_iter()
        .map(|one| one.map(|(_, stmt)| stmt))
        .collect()
}

fn holds(whole: &Span, part: &Span) -> bool {
    let (whole_range, part_range) = (whole.range(), part.range());
    whole.path() == part.path()
        && whole_range.start <= part_range.start
        && part_range.start < whole_range.end
}

/// A condition, and every part that `&&`, `||` and `!` put it together from.
fn truth(kinds: Kinds<'_>, whole: Whole<'_>, at: &Span, found: &mut Diagnostics) {
    let whole = match whole {
        Whole::Other(Expr::FnCall(call, _)) => Whole::Call(call),
        whole => whole,
    };
    let kind = match whole {
        Whole::Call(call) => {
            if let ("!", [part]) = (call.name.as_str(), call.args.as_slice()) {
                truth(kinds, Whole::Other(part), &part_at(kinds, part, at), found);
            }
            kinds.call(call)
        }
        Whole::Other(Expr::And(parts, _) | Expr::Or(parts, _)) => {
            for part in parts.iter() {
                truth(kinds, Whole::Other(part), &part_at(kinds, part, at), found);
            }
            return;
        }
        Whole::Other(expr) => kinds.of(expr),
    };
    let Some(kind) = kind.filter(|kind| *kind != Kind::Truth) else {
        return;
    };
    let message = format!(
        "a condition must come to true or false, and this is {}",
        kind.words()
    );
    let help = match whole {
        Whole::Other(expr) => compare(kinds.subject, expr, kind),
        Whole::Call(_) => None,
    };
    let help = help.unwrap_or_else(|| {
        let help = match kind {
            Kind::Grade => "ask about the grade, such as `overall.is_below(\"good\")`",
            Kind::Outcome => "ask how it came out, with `.is(\"late\")` after it",
            _ => "compare with something, such as `answers.X == \"yes\"`",
        };
        help.to_owned()
    });
    found.push(Diagnostic::error(Code::NO_TRUTH, at, message).help(help));
}

/// Where a part of a condition begins; the whole where that is not known.
fn part_at(kinds: Kinds<'_>, part: &Expr, whole: &Span) -> Span {
    let at = part.start_position();
    kinds.subject.text.span(at).unwrap_or_else(|| whole.clone())
}

/// How an answer or a fact is made into a condition.
fn compare(subject: &Subject<'_>, expr: &Expr, kind: Kind) -> Option<String> {
    let (base, steps) = flatten(expr);
    let (Expr::Variable(inner, ..), [Step::Part(id, _)]) = (base, steps.as_slice()) else {
        return None;
    };
    let name = format!("{}.{id}", inner.1);
    let question = subject.names.question(id).filter(|_| inner.1 == "answers");
    let question = question.and_then(|at| subject.names.questions.get(at));
    let first = question.and_then(|one| one.options.first());
    match (kind, first) {
        (Kind::Text, Some(word)) => Some(format!("compare it, such as `{name} == \"{word}\"`")),
        (Kind::List, Some(word)) => {
            Some(format!("ask for an entry, such as `\"{word}\" in {name}`"))
        }
        (Kind::Number, _) => Some(format!("compare it, such as `{name} > 0`")),
        _ => Some(format!("compare it, such as `{name} != ()`")),
    }
}
