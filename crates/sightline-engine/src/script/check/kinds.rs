//! What kind of value an expression comes to, where that is plain.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new is of no known kind"
)]

use rhai::{Expr, FnCallExpr};

use super::super::names::Kind;
use super::Subject;
use super::chain::{Step, flatten};

/// Functions of ours and of the language that always give one kind of value, by that kind.
const GIVES: &[(Kind, &[&str])] = &[
    (
        Kind::Truth,
        &[
            "all",
            "answered",
            "contains",
            "ends_with",
            "is",
            "is_at_least",
            "is_below",
            "is_empty",
            "not_applicable",
            "not_enough_evidence",
            "some",
            "starts_with",
        ],
    ),
    (
        Kind::Number,
        &[
            "age_on",
            "count_answers",
            "count_grades",
            "critical_unanswered",
            "days_between",
            "len",
            "months_between",
            "score",
            "working_days_between",
        ],
    ),
    (
        Kind::Date,
        &["add_days", "add_months", "add_working_days", "date", "due"],
    ),
    (
        Kind::Text,
        &[
            "band",
            "percent",
            "quarter_of",
            "to_lower",
            "to_upper",
            "trimmed",
        ],
    ),
    (Kind::Grade, &["grade"]),
    (Kind::Outcome, &["on_time"]),
];

/// What kinds are told from.
#[derive(Clone, Copy)]
pub(super) struct Kinds<'a> {
    pub(super) subject: &'a Subject<'a>,
    /// Whether the scripts define a function of this name; what such a one gives is not looked into.
    pub(super) own: &'a dyn Fn(&str) -> bool,
}

impl Kinds<'_> {
    /// The kind of an expression; nothing where it may be one or another, or cannot be told.
    pub(super) fn of(self, expr: &Expr) -> Option<Kind> {
        match expr {
            Expr::BoolConstant(..) | Expr::And(..) | Expr::Or(..) => Some(Kind::Truth),
            Expr::IntegerConstant(..) => Some(Kind::Number),
            Expr::StringConstant(..) | Expr::InterpolatedString(..) => Some(Kind::Text),
            Expr::Array(..) => Some(Kind::List),
            Expr::Map(..) => Some(Kind::Map),
            Expr::Unit(_) => Some(Kind::Nothing),
            Expr::DynamicConstant(value, _) if value.is_decimal() => Some(Kind::Number),
            Expr::DynamicConstant(value, _) if value.is_array() => Some(Kind::List),
            Expr::DynamicConstant(value, _) if value.is_map() => Some(Kind::Map),
            Expr::FnCall(call, _) => self.call(call),
            Expr::Variable(..) | Expr::Dot(..) | Expr::Index(..) => self.chain(expr),
            _ => None,
        }
    }

    /// `f(a)`, and every operator.
    pub(super) fn call(self, call: &FnCallExpr) -> Option<Kind> {
        if !call.is_operator_call() {
            return self.given(&call.name);
        }
        let of = |at: usize| call.args.get(at).and_then(|one| self.of(one));
        match (call.name.as_str(), call.args.len()) {
            ("==" | "!=" | "<" | "<=" | ">" | ">=" | "contains", 2) | ("!", 1) => Some(Kind::Truth),
            ("+", 2) if of(0) == Some(Kind::Text) || of(1) == Some(Kind::Text) => Some(Kind::Text),
            ("+" | "-" | "*" | "/" | "%" | "**", 2) => {
                (of(0) == Some(Kind::Number) && of(1) == Some(Kind::Number)).then_some(Kind::Number)
            }
            ("-" | "+", 1) => of(0).filter(|kind| *kind == Kind::Number),
            _ => None,
        }
    }

    fn given(self, name: &str) -> Option<Kind> {
        if (self.own)(name) || self.subject.host.0.iter().any(|one| one.name == name) {
            return None;
        }
        let mut families = GIVES.iter();
        families
            .find(|(_, names)| names.contains(&name))
            .map(|(kind, _)| *kind)
    }

    fn chain(self, expr: &Expr) -> Option<Kind> {
        let (base, steps) = flatten(expr);
        if let Some(Step::Method(call, _)) = steps.last() {
            return self.given(&call.name);
        }
        let Expr::Variable(inner, ..) = base else {
            return None;
        };
        let names = self.subject.names;
        let global = inner.1.as_str();
        if !names.globals.contains(&global) {
            return None;
        }
        match (global, steps.as_slice()) {
            ("today", []) => Some(Kind::Date),
            ("overall", []) => Some(Kind::Grade),
            ("sections", []) => Some(Kind::List),
            (_, [Step::Part(id, _)]) => self.part(global, id),
            (_, [Step::Entry(Expr::StringConstant(id, _))]) => self.part(global, id),
            _ => None,
        }
    }

    /// `answers.x`, `record.x`, `row.x`.
    fn part(self, global: &str, id: &str) -> Option<Kind> {
        let names = self.subject.names;
        match global {
            "answers" => names.answer_kind(id),
            "record" => names
                .facts
                .get(id)
                .and_then(|(_, kind)| Kind::of_fact(kind)),
            "row" => names.field(id).and_then(Kind::of_fact),
            _ => None,
        }
    }
}
