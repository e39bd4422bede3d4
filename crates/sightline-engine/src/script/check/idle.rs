//! Comparisons that always come out the same, because two kinds of values never meet.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new is of no known kind"
)]

use chrono::NaiveDate;
use rhai::{Expr, FnCallExpr, Position};

use crate::diagnostic::{Code, suggest};

use super::super::names::Kind;
use super::calls::literal;
use super::chain::{Step, flatten};
use super::kinds::Kinds;
use super::walk::Walk;

impl Walk<'_> {
    /// `a == b` and the like between kinds that are known.
    pub(super) fn idle(&mut self, call: &FnCallExpr, at: Position) {
        let [left, right] = call.args.as_slice() else {
            return;
        };
        let sign = call.name.as_str();
        let never = match sign {
            "==" => "is never the same as",
            "!=" => "always differs from",
            "<" | "<=" | ">" | ">=" => "is never more or less than",
            _ => return,
        };
        let functions = self.functions;
        let own = |name: &str| functions.contains_key(name);
        let kinds = Kinds {
            subject: self.subject,
            own: &own,
        };
        let (Some(a), Some(b)) = (kinds.of(left), kinds.of(right)) else {
            return;
        };
        let ordered = !matches!(sign, "==" | "!=");
        if meet(a, b, ordered) && !no_date(a, right) && !no_date(b, left) {
            return;
        }
        // What stands for itself is compared with what is written out.
        let (one, kind, other, other_kind) = if is_written_out(left) {
            (right, b, left, a)
        } else {
            (left, a, right, b)
        };
        if !ordered && said_elsewhere(kind, one, other) {
            return;
        }
        let at = if is_written_out(other) {
            other.position()
        } else {
            at
        };
        let than = match literal(other) {
            Some(text) if kind == Kind::Date => format!("the text `{text}`"),
            _ => other_kind.words().to_owned(),
        };
        let message = format!("{} is {}, which {never} {than}", called(one), kind.words());
        let help = self.instead(one, kind, other);
        self.error(Code::IDLE_COMPARISON, at, message, Some(help));
    }

    /// What to compare with.
    fn instead(&self, one: &Expr, kind: Kind, other: &Expr) -> String {
        let a_number = literal(other).is_some_and(|text| text.parse::<crate::Exact>().is_ok());
        let options = question(one).and_then(|id| self.subject.names.question(id));
        let options = options.and_then(|at| self.subject.names.questions.get(at));
        let words = options.and_then(|one| suggest("", one.options.iter().map(String::as_str)));
        let help = match kind {
            Kind::Text => return words.unwrap_or_else(|| "compare with text in quotes".to_owned()),
            Kind::Date if matches!(other, Expr::StringConstant(..)) => {
                "write year, month, day, such as `\"2025-09-30\"`"
            }
            Kind::Date => {
                "compare with a date, such as `date(\"2025-09-30\")`, or count with `days_between` or `months_between`"
            }
            Kind::Number if a_number => "write the number without quotes",
            Kind::Number => "compare with a number",
            Kind::Truth => "leave the comparison out: it holds or does not hold by itself",
            Kind::List => "ask for an entry, such as `\"…\" in answers.X`",
            Kind::Grade => {
                "name a grade, such as `overall.is(\"good\")` or `overall.is_below(\"good\")`"
            }
            Kind::Outcome => "ask how it came out, with `.is(\"late\")` after it",
            Kind::Map | Kind::Nothing => "compare with something of the same kind",
        };
        help.to_owned()
    }
}

/// Whether two kinds can be the same, or one more than the other; `()` is what anything may be.
fn meet(a: Kind, b: Kind, ordered: bool) -> bool {
    let words = |kind| matches!(kind, Kind::Grade | Kind::Outcome);
    match (a, b) {
        (Kind::Nothing, _) | (_, Kind::Nothing) => true,
        (Kind::Date, Kind::Text) | (Kind::Text, Kind::Date) => true,
        (one, Kind::Text) | (Kind::Text, one) if words(one) => !ordered,
        _ => a == b,
    }
}

/// Whether a date is compared with a text that is none.
fn no_date(kind: Kind, other: &Expr) -> bool {
    kind == Kind::Date && literal(other).is_some_and(|text| text.parse::<NaiveDate>().is_err())
}

/// What is said of the words that an answer is compared with.
fn said_elsewhere(kind: Kind, one: &Expr, other: &Expr) -> bool {
    let said = match other {
        Expr::BoolConstant(..) => kind == Kind::Text,
        Expr::StringConstant(..) => matches!(kind, Kind::Number | Kind::List),
        _ => false,
    };
    said && question(one).is_some()
}

fn is_written_out(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::StringConstant(..)
            | Expr::IntegerConstant(..)
            | Expr::BoolConstant(..)
            | Expr::DynamicConstant(..)
            | Expr::Array(..)
    )
}

/// The question whose answer an expression is.
fn question(expr: &Expr) -> Option<&str> {
    named(expr).and_then(|(global, id)| (global == "answers").then_some(id))
}

fn named(expr: &Expr) -> Option<(&str, &str)> {
    let (base, steps) = flatten(expr);
    let Expr::Variable(inner, ..) = base else {
        return None;
    };
    match steps.as_slice() {
        [Step::Part(id, _)] => Some((&inner.1, id)),
        [Step::Entry(Expr::StringConstant(id, _))] => Some((&inner.1, id.as_str())),
        _ => None,
    }
}

/// What an expression is called in a message.
fn called(expr: &Expr) -> String {
    match (named(expr), expr) {
        (Some(("answers", id)), _) => format!("the answer to `{id}`"),
        (Some(("record", id)), _) => format!("the fact `{id}`"),
        (Some(("row", id)), _) => format!("the field `{id}`"),
        (None, Expr::Variable(inner, ..)) => format!("`{}`", inner.1),
        (None, Expr::FnCall(call, _)) if !call.is_operator_call() => {
            format!("what `{}` gives", call.name)
        }
        _ => "one side".to_owned(),
    }
}
