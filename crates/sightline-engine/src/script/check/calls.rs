//! Calls: whether the function exists, takes so many arguments, and knows the ids it is given.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new needs nothing"
)]

use rhai::{Expr, FnCallExpr, Position, Stmt};

use crate::diagnostic::{Code, did_you_mean, suggest};

use super::super::functions::STANDARD;
use super::super::limits::FORBIDDEN;
use super::super::place::Known;
use super::super::syntax::forbidden;
use super::walk::Walk;

impl Walk<'_> {
    /// `f(a, b)`, and every operator.
    pub(super) fn call(&mut self, call: &FnCallExpr, at: Position) {
        self.compared(call);
        self.idle(call, at);
        if !call.is_operator_call() {
            self.exists(&call.name, call.args.len(), 0, at);
            self.known_ids(call, at);
        }
        let skip = usize::from(
            matches!(call.name.as_str(), "count_answers")
                && list_of_texts(call.args.first()).is_some(),
        );
        for argument in call.args.iter().skip(skip) {
            self.expr(argument);
        }
    }

    /// `x.f(a)`: what stands before the point is the first argument.
    pub(super) fn method(&mut self, call: &FnCallExpr, at: Position) {
        self.exists(&call.name, call.args.len() + 1, 1, at);
        for argument in &call.args {
            self.expr(argument);
        }
    }

    fn exists(&mut self, name: &str, arity: usize, before: usize, at: Position) {
        // A closure that uses its surroundings is put together with `curry`, which nobody can write.
        if name == "curry" {
            return;
        }
        if FORBIDDEN.contains(&name) {
            let (code, message, help) = forbidden(name);
            return self.error(code, at, message, Some(help));
        }
        if let Some(arities) = self.functions.get(name) {
            self.seen.calls.insert(name.to_owned());
            if arities.contains(&(arity - before)) {
                return;
            }
        }
        let mut arities: Vec<(usize, usize)> = Vec::new();
        arities.extend(
            self.subject
                .docs
                .iter()
                .filter(|one| one.name == name)
                .map(|one| (one.arity, one.arity)),
        );
        arities.extend(
            STANDARD
                .iter()
                .filter(|one| one.0 == name)
                .map(|one| (one.1, one.2)),
        );
        arities.extend(
            self.subject
                .host
                .0
                .iter()
                .filter(|one| one.name == name)
                .map(|one| (one.arity, one.arity)),
        );
        if arities
            .iter()
            .any(|(least, most)| (*least..=*most).contains(&arity))
        {
            return;
        }
        let own = self
            .functions
            .get(name)
            .into_iter()
            .flatten()
            .map(|one| (one + before, one + before));
        arities.extend(own);
        if let Some((least, most)) = arities.first() {
            let takes = least.saturating_sub(before);
            let plural = if takes == 1 { "" } else { "s" };
            let given = arity - before;
            let verb = if given == 1 { "is" } else { "are" };
            let message =
                format!("`{name}` takes {takes} argument{plural}, and {given} {verb} given");
            let docs = self.subject.docs;
            let help = docs
                .iter()
                .find(|one| one.name == name)
                .map(|one| format!("write `{}`", one.signature));
            let most = (most > least).then(|| format!("it takes {takes} to {}", most - before));
            return self.error(Code::SCRIPT_UNKNOWN_FUNCTION, at, message, help.or(most));
        }
        if self.subject.file_reads {
            let docs = self.subject.docs;
            let known = docs
                .iter()
                .map(|one| one.name)
                .chain(STANDARD.iter().map(|one| one.0));
            let known = known.chain(
                self.functions
                    .keys()
                    .copied()
                    .filter(|one| !one.starts_with("anon$")),
            );
            let known = known.chain(self.subject.host.0.iter().map(|one| one.name.as_str()));
            let near = did_you_mean(name, known).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| "define it in the script file".to_owned());
            self.error(
                Code::SCRIPT_UNKNOWN_FUNCTION,
                at,
                format!("scripts have no function `{name}`"),
                Some(help),
            );
        }
    }

    /// Ids that are written out where a function takes one.
    fn known_ids(&mut self, call: &FnCallExpr, at: Position) {
        let names = self.subject.names;
        let first = call.args.first().map(|one| (literal(one), one.position()));
        match call.name.as_str() {
            "answered" | "not_applicable" | "not_enough_evidence" => match first {
                Some((Some(id), at)) => self.question(id, at, true),
                _ => self.seen.inputs.free = true,
            },
            "count_answers" => match list_of_texts(call.args.first()) {
                Some(ids) => {
                    for (id, at) in &ids {
                        self.question(id, *at, false);
                    }
                    self.counted(&ids, call.args.get(1));
                }
                None => self.seen.inputs.free = true,
            },
            "grade" | "score" => {
                self.seen
                    .needs
                    .push((Known::Sections, call.name.to_string(), at));
                self.seen.inputs.free |= call.name == "score";
                match first {
                    Some((Some(id), at)) => match names.section(id) {
                        Some(place) => self.seen.inputs.grades.push(place),
                        None => {
                            let help = suggest(id, names.section_ids());
                            let message = format!("the template has no section `{id}`");
                            self.error(Code::UNKNOWN_SECTION, at, message, help);
                        }
                    },
                    _ => self.seen.inputs.free = true,
                }
            }
            "strength" | "concern" => {
                if let Some((Some(id), at)) = first
                    && !names.themes.iter().any(|theme| theme == id)
                {
                    let help = suggest(id, names.themes.iter().map(String::as_str));
                    let help = help.or_else(|| {
                        Some("name the theme at one of the questions first".to_owned())
                    });
                    let message = format!("no question of the template has the theme `{id}`");
                    self.error(Code::UNKNOWN_THEME, at, message, help);
                }
            }
            "due" | "on_time" => {
                self.seen.inputs.free = true;
                match call.args.first().and_then(texts) {
                    Some(names) => {
                        for (name, at) in names {
                            self.timescale(name, at);
                        }
                    }
                    None => {
                        let message =
                            format!("`{}` takes a timescale that is written out", call.name);
                        let help = format!(
                            "write its name in quotes, such as `{0}(\"icpc\", …)`, or choose between names that are: `{0}(if … {{ \"first-rcpc\" }} else {{ \"later-rcpc\" }}, …)`",
                            call.name
                        );
                        self.error(Code::UNKNOWN_TIMESCALE, at, message, Some(help));
                    }
                }
            }
            "critical_unanswered" => self.seen.inputs.critical = true,
            _ => {}
        }
    }
}

impl Walk<'_> {
    fn timescale(&mut self, name: &str, at: Position) {
        let known = &self.subject.names.timescales;
        if let Some(one) = known.find(name) {
            self.seen.timescales.insert(one.id.clone());
            return;
        }
        let help = suggest(name, known.names()).unwrap_or_else(|| {
            "define it under `timescales:`, or in `_shared/timescales.yaml`".to_owned()
        });
        let message = format!("there is no timescale `{name}`");
        self.error(Code::UNKNOWN_TIMESCALE, at, message, Some(help));
    }
}

/// A text that is written out.
pub(super) fn literal(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::StringConstant(text, _) => Some(text),
        _ => None,
    }
}

/// Every text that an expression can be, where all are written out: one, or one in each branch of an `if`.
fn texts(expr: &Expr) -> Option<Vec<(&str, Position)>> {
    match expr {
        Expr::Stmt(block) => last_texts(block.statements()),
        _ => Some(vec![(literal(expr)?, expr.position())]),
    }
}

fn last_texts(block: &[Stmt]) -> Option<Vec<(&str, Position)>> {
    match block {
        [Stmt::Expr(only)] => texts(only),
        [Stmt::Block(inner)] => last_texts(inner.statements()),
        [Stmt::If(flow, _)] => {
            let mut both = last_texts(flow.body.statements())?;
            both.extend(last_texts(flow.branch.statements())?);
            Some(both)
        }
        _ => None,
    }
}

/// A list in which every entry is a text that is written out.
pub(super) fn list_of_texts(expr: Option<&Expr>) -> Option<Vec<(&str, Position)>> {
    let Expr::Array(all, _) = expr? else {
        return None;
    };
    all.iter()
        .map(|one| Some((literal(one)?, one.position())))
        .collect()
}
