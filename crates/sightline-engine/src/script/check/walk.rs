//! Goes through the syntax tree of one function.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new needs nothing"
)]

use std::collections::{BTreeMap, BTreeSet};

use rhai::{Expr, FnPtr, Position, Stmt, StmtBlock};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean, suggest};

use super::super::place::Known;
use super::chain::{Step, flatten};
use super::{Seen, Subject};

/// One function while it is gone through.
pub(super) struct Walk<'a> {
    pub(super) subject: &'a Subject<'a>,
    pub(super) functions: &'a BTreeMap<&'a str, Vec<usize>>,
    /// Names that the function gives a meaning to.
    pub(super) defined: &'a BTreeSet<String>,
    /// Names of parts that the scripts give to maps of their own.
    pub(super) parts: &'a BTreeSet<String>,
    pub(super) seen: &'a mut Seen,
    pub(super) found: &'a mut Diagnostics,
}

impl Walk<'_> {
    pub(super) fn error(
        &mut self,
        code: Code,
        at: Position,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        let Some(at) = self.subject.text.span(at) else {
            return;
        };
        let mut one = Diagnostic::error(code, &at, message);
        one.help = help;
        self.found.push(one);
    }

    pub(super) fn defines(&mut self, name: &str, at: Position) {
        if self.is_global(name) {
            let message = format!(
                "`{name}` means something in every script, so nothing else can be called so"
            );
            self.error(
                Code::SCRIPT_FORBIDDEN,
                at,
                message,
                Some("choose another name".to_owned()),
            );
        }
    }

    fn block(&mut self, block: &StmtBlock) {
        for stmt in block.statements() {
            self.stmt(stmt);
        }
    }

    pub(super) fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::If(flow, _) | Stmt::While(flow, _) | Stmt::Do(flow, ..) => self.flow(flow),
            // What it catches is a name that is given, not one that is used.
            Stmt::TryCatch(flow, _) => {
                self.block(&flow.body);
                self.block(&flow.branch);
            }
            Stmt::Switch(switch, _) => {
                self.expr(&switch.0);
                for case in &switch.1.expressions {
                    self.expr(&case.lhs);
                    self.expr(&case.rhs);
                }
            }
            Stmt::For(inner, _) => {
                self.defines(&inner.0.name, inner.0.pos);
                self.flow(&inner.2);
            }
            Stmt::Var(inner, ..) => {
                self.defines(&inner.0.name, inner.0.pos);
                self.expr(&inner.1);
            }
            Stmt::Assignment(inner) => {
                if let Expr::Variable(name, _, at) = flatten(&inner.1.lhs).0
                    && self.is_global(name.1.as_str())
                {
                    let message = format!("`{}` can only be read", name.1);
                    let help = "put the value into a variable of your own, with `let`".to_owned();
                    self.error(Code::SCRIPT_FORBIDDEN, *at, message, Some(help));
                }
                self.expr(&inner.1.lhs);
                self.expr(&inner.1.rhs);
            }
            Stmt::FnCall(call, at) => self.call(call, *at),
            Stmt::Block(block) => self.block(block),
            Stmt::Expr(expr) => self.expr(expr),
            Stmt::BreakLoop(Some(expr), ..) | Stmt::Return(Some(expr), ..) => self.expr(expr),
            // The rest holds no expression; `Share` only names variables of the function itself.
            _ => {}
        }
    }

    fn flow(&mut self, flow: &rhai::FlowControl) {
        self.expr(&flow.expr);
        self.block(&flow.body);
        self.block(&flow.branch);
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Variable(inner, short, at) => {
                self.variable(&inner.1, short.is_some() || inner.0.is_some(), *at);
            }
            Expr::Dot(..) | Expr::Index(..) => self.chain(expr),
            Expr::FnCall(call, at) | Expr::MethodCall(call, at) => self.call(call, *at),
            Expr::InterpolatedString(all, _) | Expr::Array(all, _) => {
                all.iter().for_each(|one| self.expr(one));
            }
            Expr::And(all, _) | Expr::Or(all, _) | Expr::Coalesce(all, _) => {
                all.iter().for_each(|one| self.expr(one));
            }
            Expr::Map(inner, _) => inner.0.iter().for_each(|(_, one)| self.expr(one)),
            Expr::Stmt(block) => self.block(block),
            Expr::DynamicConstant(value, _) => {
                if let Some(function) = value.read_lock::<FnPtr>() {
                    self.seen.calls.insert(function.fn_name().to_owned());
                }
            }
            _ => {}
        }
    }

    /// A name that stands by itself.
    fn variable(&mut self, name: &str, local: bool, at: Position) {
        match name {
            _ if !self.is_global(name) => {
                // What a closure takes of its surroundings is looked up by name.
                if !local && !self.defined.contains(name) {
                    self.unknown_name(name, at);
                }
            }
            "sections" => {
                self.seen.inputs.free = true;
                if !local {
                    self.seen.needs.push((Known::Sections, name.to_owned(), at));
                }
            }
            "overall" => {
                self.seen.inputs.overall = true;
                self.seen.needs.push((Known::All, name.to_owned(), at));
            }
            // A closure is handed what it uses of its surroundings, so these may look like its own.
            _ => self.seen.inputs.free = true,
        }
    }

    fn is_global(&self, name: &str) -> bool {
        self.subject.names.globals.contains(&name)
    }

    fn unknown_name(&mut self, name: &str, at: Position) {
        let subject = self.subject;
        let is_answer = subject
            .names
            .questions
            .iter()
            .any(|one| one.options.iter().any(|option| option == name));
        let help = if subject.names.question(name).is_some() {
            Some(format!("write `answers.{name}`"))
        } else if subject.names.facts.contains_key(name) {
            Some(format!("write `record.{name}`"))
        } else if self.functions.contains_key(name) {
            Some(format!("write `{name}()` to call the function"))
        } else if is_answer {
            Some(format!("put text in quotes: `\"{name}\"`"))
        } else if subject.names.lists.contains_key(name) {
            Some(format!("write `history.{name}`"))
        } else if subject.names.field(name).is_some() {
            Some(format!("write `row.{name}`"))
        } else if let Some(near) = did_you_mean(name, subject.names.globals.iter().copied()) {
            Some(format!("did you mean `{near}`?"))
        } else {
            Some(self.sees())
        };
        self.error(
            Code::SCRIPT_UNKNOWN_NAME,
            at,
            format!("scripts have no name `{name}`"),
            help,
        );
    }

    fn chain(&mut self, expr: &Expr) {
        let (base, steps) = flatten(expr);
        let rest = self.base(base, &steps);
        for (n, step) in steps.iter().enumerate() {
            match step {
                Step::Entry(entry) if n >= rest => self.expr(entry),
                Step::Part("score", _) if n >= rest => self.seen.inputs.free = true,
                Step::Part(name, at) if n >= rest => self.part(name, *at),
                Step::Part(..) | Step::Entry(_) => {}
                Step::Method(call, at) => {
                    self.grade_method(base, steps.get(..n).unwrap_or_default(), call);
                    self.method(call, *at);
                }
            }
        }
    }

    /// What the chain begins with; gives how many steps it took along.
    fn base(&mut self, base: &Expr, steps: &[Step<'_>]) -> usize {
        let Expr::Variable(inner, _, at) = base else {
            self.expr(base);
            return 0;
        };
        let named = match steps.first() {
            Some(Step::Part(name, at)) => Some((*name, *at)),
            Some(Step::Entry(Expr::StringConstant(name, at))) => Some((name.as_str(), *at)),
            _ => None,
        };
        match (inner.1.as_str(), named) {
            (global, _) if !self.is_global(global) => {
                self.expr(base);
                0
            }
            ("answers", Some((id, at))) => {
                self.question(id, at, false);
                1
            }
            ("record", Some((id, at))) => {
                self.seen.inputs.free = true;
                let facts = &self.subject.names.facts;
                if !facts.contains_key(id) {
                    let help = suggest(id, facts.keys().map(String::as_str));
                    let help = help.unwrap_or_else(|| {
                        format!("declare it under `record:`, as `{id}: {{type: …}}`")
                    });
                    let message = format!("the template declares no fact `{id}`");
                    self.error(Code::SCRIPT_UNDECLARED_FACT, at, message, Some(help));
                }
                1
            }
            ("row" | "history" | "period", Some((part, at))) => {
                self.seen.inputs.free = true;
                self.looked_at(inner.1.as_str(), part, at);
                1
            }
            ("overall", Some((part, at))) if !matches!(part, "id" | "score") => {
                self.expr(base);
                let message = format!("the overall grade has no part `{part}`");
                let help = "compare `overall` itself, such as `overall == \"good\"`; it has `id` and `score`";
                self.error(
                    Code::SCRIPT_UNKNOWN_NAME,
                    at,
                    message,
                    Some(help.to_owned()),
                );
                1
            }
            _ => {
                self.expr(base);
                let _ = at;
                0
            }
        }
    }

    /// A question that is named; `state` asks only whether and how it was answered.
    pub(super) fn question(&mut self, id: &str, at: Position, state: bool) {
        let names = self.subject.names;
        match names.question(id) {
            Some(place) => {
                self.seen.inputs.answers.push(place);
                let coded = names.is_coded(place) || (state && !names.is_computed(place));
                self.seen.inputs.free |= !coded;
            }
            None => {
                let help = suggest(id, names.question_ids());
                self.error(
                    Code::SCRIPT_UNKNOWN_QUESTION,
                    at,
                    format!("the template has no question `{id}`"),
                    help,
                );
            }
        }
    }
}
