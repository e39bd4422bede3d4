//! Words that answers, facts and grades are compared with.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new needs nothing"
)]

use rhai::{Expr, FnCallExpr, Position};

use crate::diagnostic::{Code, suggest};
use crate::model::{FactKind, GradeScale};

use super::super::names::Shape;
use super::super::types::OUTCOMES;
use super::calls::{list_of_texts, literal};
use super::chain::{Step, flatten};
use super::walk::Walk;

/// What is compared, where that can be told.
enum Compared<'a> {
    Question(usize),
    Fact(&'a str),
    Field(&'a str),
    Grade,
    Outcome,
}

impl Walk<'_> {
    /// `a == "word"`, `"word" in a`, `a in ["word", …]`.
    pub(super) fn compared(&mut self, call: &FnCallExpr) {
        let [left, right] = call.args.as_slice() else {
            return;
        };
        match call.name.as_str() {
            "==" | "!=" => {
                for (one, other) in [(left, right), (right, left)] {
                    self.compare(one, other, false);
                }
            }
            // `x in y` is read as `contains(y, x)`.
            "contains" => match list_of_texts(Some(left)) {
                Some(words) => {
                    for (word, at) in words {
                        self.word(right, word, at);
                    }
                }
                None => self.compare(left, right, true),
            },
            _ => {}
        }
    }

    fn compare(&mut self, one: &Expr, other: &Expr, within: bool) {
        let Some(compared) = self.kind(one) else {
            return;
        };
        if let Some(word) = literal(other) {
            if let Compared::Question(at) = compared
                && !within
                && self.shape(at) == Some(Shape::List)
            {
                let question = self.subject.names.questions.get(at);
                let id = question.map_or("", |one| one.id.as_str());
                let message =
                    format!("the answer to `{id}` is a list, which is never the same as one word");
                let help = format!("write `\"{word}\" in answers.{id}`");
                return self.error(Code::UNKNOWN_OPTION, other.position(), message, Some(help));
            }
            self.word(one, word, other.position());
        }
        if let (Compared::Question(at), Expr::BoolConstant(yes, position)) = (compared, other)
            && self.shape(at) == Some(Shape::Word)
        {
            let help = self
                .subject
                .names
                .questions
                .get(at)
                .and_then(|one| suggest("", one.options.iter().map(String::as_str)));
            let message = format!("no answer is ever `{yes}`: answers are words");
            self.error(Code::UNKNOWN_OPTION, *position, message, help);
        }
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.subject.names.questions.get(at).map(|one| one.shape)
    }

    /// A word that something is compared with.
    fn word(&mut self, compared: &Expr, word: &str, at: Position) {
        match self.kind(compared) {
            Some(Compared::Question(place)) => self.option(place, word, at),
            Some(Compared::Fact(id)) => {
                let kind = self.subject.names.facts.get(id).map(|(_, kind)| kind);
                self.fact("fact", id, kind, word, at);
            }
            Some(Compared::Field(id)) => {
                let kind = self.subject.names.field(id);
                self.fact("field", id, kind, word, at);
            }
            Some(Compared::Grade) => self.grade(None, word, at),
            Some(Compared::Outcome) => self.outcome(word, at),
            None => {}
        }
    }

    /// A word that a fact of the case or a field of a row is compared with.
    fn fact(&mut self, noun: &str, id: &str, kind: Option<&FactKind>, word: &str, at: Position) {
        let options: Vec<&str> = match kind {
            Some(FactKind::Choice(options)) => options.iter().map(String::as_str).collect(),
            Some(FactKind::YesNo) => vec!["yes", "no"],
            Some(FactKind::Date | FactKind::Number | FactKind::Text) | None => return,
        };
        if !options.contains(&word) {
            let message = format!("the {noun} `{id}` is never `{word}`");
            self.error(Code::UNKNOWN_OPTION, at, message, suggest(word, options));
        }
    }

    fn option(&mut self, place: usize, word: &str, at: Position) {
        let Some(question) = self.subject.names.questions.get(place) else {
            return;
        };
        let id = question.id.clone();
        // Of two questions with one id, nobody can tell which is meant; that they have it was said.
        let all = self.subject.names.questions.iter();
        if all.filter(|one| one.id == id).count() > 1 {
            return;
        }
        match question.shape {
            Shape::Word | Shape::List if !question.options.iter().any(|option| option == word) => {
                let help = suggest(word, question.options.iter().map(String::as_str));
                let message = format!("the question `{id}` is never answered `{word}`");
                self.error(Code::UNKNOWN_OPTION, at, message, help);
            }
            Shape::Number => {
                let message =
                    format!("the answer to `{id}` is a number, which is never the same as a text");
                let help = "write the number without quotes".to_owned();
                self.error(Code::UNKNOWN_OPTION, at, message, Some(help));
            }
            Shape::Word | Shape::List | Shape::Other => {}
        }
    }

    /// The word that `count_answers` counts.
    pub(super) fn counted(&mut self, ids: &[(&str, Position)], value: Option<&Expr>) {
        let Some((word, at)) = value.and_then(|value| Some((literal(value)?, value.position())))
        else {
            return;
        };
        for place in ids
            .iter()
            .filter_map(|(id, _)| self.subject.names.question(id))
        {
            self.option(place, word, at);
        }
    }

    /// `x.is("good")` and the like.
    pub(super) fn grade_method(&mut self, base: &Expr, before: &[Step<'_>], call: &FnCallExpr) {
        if !matches!(call.name.as_str(), "is" | "is_below" | "is_at_least") {
            return;
        }
        let Some((word, at)) = call
            .args
            .first()
            .and_then(|one| Some((literal(one)?, one.position())))
        else {
            return;
        };
        let is_outcome = OUTCOMES.contains(&word);
        if let (Expr::FnCall(call, _), []) = (base, before)
            && call.name == "on_time"
        {
            return self.outcome(word, at);
        }
        // What a variable holds, or a function of the script gives, is not known; it may be what `on_time` gave.
        let is_grade = match base {
            Expr::FnCall(call, _) => call.name == "grade",
            _ => matches!(variable(base), Some("answers" | "overall" | "sections")),
        };
        if is_outcome && !is_grade {
            return;
        }
        let question = match (variable(base), before) {
            (Some("answers"), [Step::Part(id, _)]) => self.subject.names.question(id),
            _ => None,
        };
        let scale = question
            .and_then(|at| self.subject.names.questions.get(at))
            .and_then(|one| one.scale.clone());
        self.grade(scale.as_deref(), word, at);
    }

    /// A word that something by the clock is compared with.
    fn outcome(&mut self, word: &str, at: Position) {
        if !OUTCOMES.contains(&word) {
            let message = format!("nothing ever comes out as `{word}` by the clock");
            self.error(Code::UNKNOWN_OPTION, at, message, suggest(word, OUTCOMES));
        }
    }

    fn grade(&mut self, scale: Option<&GradeScale>, word: &str, at: Position) {
        let Some(scale) = scale.or(self.subject.names.grades.as_deref()) else {
            let help = "add `grade_scale:` with a scale of grades to the template".to_owned();
            return self.error(
                Code::NO_GRADES,
                at,
                "the template has no grades",
                Some(help),
            );
        };
        if scale.find(word).is_none() {
            let help = suggest(word, scale.grades.iter().map(|grade| grade.id.as_str()));
            self.error(
                Code::UNKNOWN_GRADE,
                at,
                format!("the scale `{}` has no grade `{word}`", scale.id),
                help,
            );
        }
    }

    fn kind<'e>(&self, expr: &'e Expr) -> Option<Compared<'e>> {
        if let Expr::FnCall(call, _) = expr {
            return match call.name.as_str() {
                "grade" if call.args.len() == 1 => Some(Compared::Grade),
                "on_time" => Some(Compared::Outcome),
                _ => None,
            };
        }
        let (base, steps) = flatten(expr);
        match (variable(base), steps.as_slice()) {
            (Some("overall"), []) => Some(Compared::Grade),
            (Some("answers"), [Step::Part(id, _)]) => {
                self.subject.names.question(id).map(Compared::Question)
            }
            (Some("answers"), [Step::Entry(Expr::StringConstant(id, _))]) => {
                self.subject.names.question(id).map(Compared::Question)
            }
            (Some("record"), [Step::Part(id, _)]) => Some(Compared::Fact(id)),
            (Some("row"), [Step::Part(id, _)]) => Some(Compared::Field(id)),
            (Some(_), [Step::Part("grade", _)]) => Some(Compared::Grade),
            _ => None,
        }
    }
}

fn variable(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Variable(inner, ..) => Some(&inner.1),
        _ => None,
    }
}
