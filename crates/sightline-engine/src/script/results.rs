//! What the hooks of a script file give back.

use std::sync::Arc;

use rhai::Dynamic;

use crate::calendar::Calendar;
use crate::diagnostic::{Diagnostic, suggest};
use crate::exact::Exact;
use crate::model::{GradeIx, LengthOfTime};
use crate::scored::{CaseAction, ScriptFinding};

use super::Script;
use super::call::{checked, grade_id};
use super::facts::Facts;
use super::fault::Fault;
use super::functions::{Finding, RecordView, SectionView, all_sections};
use super::look::Look;
use super::place::Hook;
use super::types::{Fraction, GradeView};
use super::value::ScriptValue;

/// What `overall(sections)` gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OverallBy {
    /// A grade of the template's scale.
    Grade(GradeIx),
    /// Points, and what they are out of.
    Points(Exact, Exact),
    /// The weighted mean of these sections' scores.
    Mean(Vec<usize>),
    /// Neither: there is no score.
    Nothing,
}

impl Script {
    /// A section's points and what they are out of, by `section_score(section)`; absent where it has no score.
    pub(crate) fn section_score(
        &self,
        section: usize,
        facts: &Arc<Facts>,
    ) -> Result<Option<(Exact, Exact)>, Box<Diagnostic>> {
        let view = SectionView {
            look: Look::at(facts),
            at: section,
        };
        self.hook(Hook::SectionScore, facts, (view,), |value| points(&value))
    }

    /// The whole, by `overall(sections)`.
    pub(crate) fn overall(&self, facts: &Arc<Facts>) -> Result<OverallBy, Box<Diagnostic>> {
        let sections = all_sections(&self.names, &Look::at(facts));
        self.hook(Hook::Overall, facts, (sections,), |value| {
            if value.is::<GradeView>() || value.is_string() {
                let Some(id) = grade_id(&value) else {
                    return Ok(OverallBy::Nothing);
                };
                let scale = self.names.grades.as_ref();
                let grade = scale.and_then(|scale| scale.find(&id)).ok_or_else(|| {
                    let grades =
                        scale.map(|scale| scale.grades.iter().map(|grade| grade.id.as_str()));
                    Fault::result("it gave back a grade that the scale does not have")
                        .help(grades.and_then(|grades| suggest("", grades)))
                })?;
                return Ok(OverallBy::Grade(grade));
            }
            if let Some(Fraction::Mean(mean)) = value.read_lock::<Fraction>().as_deref() {
                return Ok(OverallBy::Mean(mean.sections()));
            }
            Ok(points(&value)?.map_or(OverallBy::Nothing, |(n, out_of)| {
                OverallBy::Points(n, out_of)
            }))
        })
    }

    /// Findings beyond those of single questions, by `findings()`; none where there is no such hook.
    pub(crate) fn findings(
        &self,
        facts: &Arc<Facts>,
    ) -> Result<Vec<ScriptFinding>, Box<Diagnostic>> {
        if !self.hooks.findings {
            return Ok(Vec::new());
        }
        self.hook(Hook::Findings, facts, (), |value| {
            list(
                value,
                "findings",
                "`strength(theme, text)` and `concern(theme, text)`",
            )?
            .into_iter()
            .map(|one| one.try_cast::<Finding>().map(|one| one.0))
            .map(|one| {
                one.ok_or_else(|| {
                    not_a(
                        "finding",
                        "use `strength(theme, text)` or `concern(theme, text)`",
                    )
                })
            })
            .collect()
        })
    }

    /// Actions beyond the declared ones, by `actions()`; none where there is no such hook.
    pub(crate) fn actions(&self, facts: &Arc<Facts>) -> Result<Vec<CaseAction>, Box<Diagnostic>> {
        if !self.hooks.actions {
            return Ok(Vec::new());
        }
        self.hook(Hook::Actions, facts, (), |value| {
            list(value, "actions", "maps")?
                .into_iter()
                .map(|one| action(one, &Look::at(facts), &self.calendar))
                .collect()
        })
    }

    /// What the case record suggests, by `prefill(record)`: places of questions, in order, and values.
    pub(crate) fn prefill(
        &self,
        facts: &Arc<Facts>,
    ) -> Result<Vec<(usize, ScriptValue)>, Box<Diagnostic>> {
        if !self.hooks.prefill {
            return Ok(Vec::new());
        }
        self.hook(Hook::Prefill, facts, (RecordView(Look::at(facts)),), |value| {
            let help = "give back a map of question and value, such as `#{\"L06\": record.book_last_updated}`";
            let named = match ScriptValue::of(value) {
                Some(ScriptValue::Nothing) => Vec::new(),
                Some(ScriptValue::Map(named)) => named,
                _ => return Err(not_a("map of answers", help)),
            };
            let mut all = Vec::new();
            for (id, value) in named {
                let at = self.names.question(&id).ok_or_else(|| {
                    Fault::result("it gave back an answer to a question that does not exist").help(Some(help.to_owned()))
                })?;
                if value != ScriptValue::Nothing {
                    all.push((at, value));
                }
            }
            all.sort_by_key(|(at, _)| *at);
            Ok(all)
        })
    }
}

fn not_a(what: &str, help: &str) -> Fault {
    Fault::result(format!("it gave back something that is no {what}")).help(Some(help.to_owned()))
}

/// A score: points, a fraction, or nothing. A bare number could be a share or a percentage, so it is refused.
fn points(value: &Dynamic) -> Result<Option<(Exact, Exact)>, Fault> {
    if value.is_unit() {
        return Ok(None);
    }
    let points = match value.read_lock::<Fraction>().as_deref() {
        Some(Fraction::Number(n)) => Some((n.clone(), Exact::ONE)),
        Some(score) => score.points(),
        None => None,
    };
    let Some((n, out_of)) = points else {
        return Err(not_a(
            "score",
            "give back `points(n, out_of)`, or `()` where there is no score",
        ));
    };
    checked(ScriptValue::Points(n.clone(), out_of.clone()))?;
    Ok((!out_of.is_zero()).then_some((n, out_of)))
}

fn list(value: Dynamic, what: &str, of: &str) -> Result<Vec<Dynamic>, Fault> {
    if value.is_unit() {
        return Ok(Vec::new());
    }
    value.into_array().map_err(|_| {
        not_a(
            &format!("list of {what}"),
            &format!("give back a list of {of}"),
        )
    })
}

/// `#{action: "…", due: today, owner: "…"}`; `due` may also be a length of time, counted from today.
fn action(value: Dynamic, look: &Look, calendar: &Calendar) -> Result<CaseAction, Fault> {
    let help = "write `#{action: \"…\", due: \"20 working days\", owner: \"…\"}`";
    let Some(ScriptValue::Map(named)) = ScriptValue::of(value) else {
        return Err(not_a("action", help));
    };
    let mut made = CaseAction {
        action: String::new(),
        due: None,
        owner: None,
    };
    for (name, value) in named {
        match (name.as_str(), value) {
            ("action", ScriptValue::Text(text)) => made.action = text,
            ("owner", ScriptValue::Text(text)) => made.owner = Some(text),
            ("due", ScriptValue::Date(date)) => made.due = Some(date),
            ("due", ScriptValue::Text(text)) => {
                let length: LengthOfTime =
                    text.parse().map_err(|()| not_a("length of time", help))?;
                made.due = Some(calendar.add(look.today(), length)?);
            }
            ("due" | "owner", ScriptValue::Nothing) => {}
            _ => return Err(not_a("action", help)),
        }
    }
    if made.action.is_empty() {
        Err(not_a("action", help))
    } else {
        Ok(made)
    }
}
