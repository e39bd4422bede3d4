//! What the places of a template want their expressions to come to.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new is not looked into"
)]

use rhai::{AST, ASTNode, Expr, FnCallExpr, Stmt};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Span;

use super::super::compile::WRAPPED;
use super::super::names::Kind;
use super::super::place::Place;
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
    for (place, function, at) in wrapped {
        // By itself: closures inside an expression are functions of their own, and may stand at the same place.
        let alone = ast.clone_functions_only_filtered(|_, _, _, name, _| name == function);
        alone.walk(&mut |path| {
            let whole = match path {
                [ASTNode::Stmt(Stmt::Expr(expr))] => Whole::Other(expr),
                [ASTNode::Stmt(Stmt::FnCall(call, _))] => Whole::Call(call),
                _ => return true,
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
            true
        });
    }
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
