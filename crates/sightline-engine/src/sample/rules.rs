use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Barred, Entry, Frame, Plan};
use crate::calendar::{Period, Quarter};
use crate::compile::CompiledTemplate;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::measure::shared_and_scripts;
use crate::model::{Better, Case, Expression, FactValue, Measure, Rows, Vocabulary};
use crate::script::{MeasurePlace, MeasureScript, Memory, Moment, compile_measures};
use crate::source::{SourceFile, Span};
use crate::validate::load_measures;

/// The list that holds everybody who was a case's worker, and its field for the worker's code.
const WORKERS: (&str, &str) = ("workers", "worker");

/// What a plan looks for in case records, ready to look.
pub struct Rules {
    template: Arc<CompiledTemplate>,
    theme: Option<MeasureScript>,
    /// Each with its points.
    risk: Vec<(MeasureScript, u32)>,
    stratum: Option<String>,
    /// Whether the template says that the fact which makes the strata could tell who a child is.
    identifying: bool,
    family: String,
    worker: String,
    today: NaiveDate,
}

impl Rules {
    /// Checks the plan's expressions against the facts and lists that case records have.
    ///
    /// Those are what the files of `_shared/` declare and what the template declares; other files are ignored.
    ///
    /// # Errors
    /// Every mistake in the expressions; where there is one, also what is wrong with the shared files.
    pub fn new(
        plan: &Plan,
        template: &Arc<CompiledTemplate>,
        files: &[Arc<SourceFile>],
    ) -> Result<Self, Diagnostics> {
        let theme = plan.theme.iter().map(|text| condition("theme", text));
        let risk = plan.risk.iter().map(|rule| condition("risk", &rule.when));
        let conditions: Vec<_> = theme.chain(risk).collect();
        let mut scripts = compile(&conditions, template, files)?.into_iter();
        Ok(Self {
            template: Arc::clone(template),
            theme: plan.theme.as_ref().and_then(|_| scripts.next()),
            risk: scripts
                .zip(&plan.risk)
                .map(|(script, rule)| (script, rule.points))
                .collect(),
            stratum: plan.method.fact().map(str::to_owned),
            identifying: template
                .template()
                .record
                .iter()
                .any(|fact| fact.identifying && plan.method.fact() == Some(fact.id.as_str())),
            family: plan.family.clone(),
            worker: plan.worker.clone(),
            today: plan.today,
        })
    }

    /// Adds a case to a frame.
    pub fn look(&self, case: Case, frame: &mut Frame) {
        for fact in case.facts.keys() {
            if !frame.facts.contains(fact) {
                frame.facts.insert(fact.clone());
            }
        }
        frame.identifying |= self.identifying;
        let case = Arc::new(case);
        let barred = self.barred(&case).unwrap_or_else(|failure| {
            fail(frame, failure);
            Some(Barred::Unclear)
        });
        let mut risk = 0;
        for (script, points) in &self.risk {
            match self.holds(script, &case) {
                Ok(true) => risk += u64::from(*points),
                Ok(false) => {}
                Err(failure) => fail(frame, failure),
            }
        }
        let (list, field) = WORKERS;
        let own = case.facts.get(&self.worker).and_then(text);
        let rows = case.history.get(list).into_iter().flatten();
        let others = rows.filter_map(|row| row.values.get(field).and_then(text));
        frame.push(Entry {
            family: case.facts.get(&self.family).and_then(text),
            workers: own.into_iter().chain(others).collect(),
            stratum: self
                .stratum
                .as_ref()
                .and_then(|fact| text(case.facts.get(fact)?)),
            risk,
            barred,
            case: case.id.clone(),
        });
    }

    fn barred(&self, case: &Arc<Case>) -> Result<Option<Barred>, Box<Diagnostic>> {
        if !self.template.is_eligible(case, self.today)? {
            return Ok(Some(Barred::NotEligible));
        }
        let of_theme = match &self.theme {
            Some(theme) => self.holds(theme, case)?,
            None => true,
        };
        Ok((!of_theme).then_some(Barred::NotOfTheme))
    }

    fn holds(&self, script: &MeasureScript, case: &Arc<Case>) -> Result<bool, Box<Diagnostic>> {
        let period = Period::Quarter(Quarter::of(self.today));
        let moment = Moment::new(case, None, period, self.today);
        let held = script.truth(MeasurePlace::Numerator, &moment, &mut Memory::default())?;
        Ok(held == Some(true))
    }
}

/// Of several failures the first in the order of expressions and words is kept, whatever order the cases come in.
fn fail(frame: &mut Frame, failure: Box<Diagnostic>) {
    frame.failed += 1;
    let key = |one: &Diagnostic| (one.at.clone(), one.message.clone());
    if frame
        .failure
        .as_ref()
        .is_none_or(|first| key(&failure) < key(first))
    {
        frame.failure = Some(failure);
    }
}

/// A fact as the register shows it; an empty cell is none.
fn text(fact: &FactValue) -> Option<String> {
    let text = match fact {
        FactValue::Text(text) => text.trim().to_owned(),
        FactValue::Number(number) => number.plain(),
        FactValue::Date(day) => day.to_string(),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// A condition over a case is a measure that counts the cases for which it holds.
fn condition(name: &str, text: &str) -> Measure {
    let file = SourceFile::new(name, text);
    let at = Span::whole(&file);
    Measure {
        id: name.to_owned(),
        title: String::new(),
        definition: None,
        unit: String::new(),
        units: String::new(),
        rows: Rows::Case,
        once: None,
        script: None,
        in_period: None,
        denominator: None,
        exclude: Vec::new(),
        unknown: None,
        numerator: Expression {
            text: text.to_owned(),
            at: at.clone(),
        },
        per_child: None,
        looks_back: None,
        out_of: None,
        direction: Better::Higher,
        target: None,
        amber: None,
        at_least: 0,
        comparators: Vec::new(),
        periods: Vec::new(),
        at,
    }
}

fn compile(
    conditions: &[Measure],
    template: &CompiledTemplate,
    files: &[Arc<SourceFile>],
) -> Result<Vec<MeasureScript>, Diagnostics> {
    let (shared, scripts) = shared_and_scripts(files);
    let (read, mut found) = load_measures(&shared, &scripts);
    let mut vocabulary = Vocabulary::clone(&read.vocabulary);
    let own = template.template().record.iter();
    vocabulary
        .facts
        .extend(own.map(|fact| (fact.id.clone(), fact.kind.clone())));
    let scripts = compile_measures(
        conditions,
        &Arc::new(vocabulary),
        &read.timescales,
        &read.calendar,
        &mut found,
    );
    let ready: Option<Vec<_>> = scripts.into_iter().collect();
    ready.ok_or_else(|| found.sorted())
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules").finish_non_exhaustive()
    }
}
