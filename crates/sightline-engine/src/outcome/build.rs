//! The compact result as the contract's JSON, with the reasons written out.

use chrono::NaiveDate;

use crate::answers::{Answers, NoteKind};
use crate::compile::CompiledTemplate;
use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::explain::{self, Explanation};
use crate::model::{Audit, Case, GradeIx};
use crate::outcome::{
    Action, Alert, CompletenessResult, Failure, Finding, Outcome, OverallResult, PersonsGrade,
    ScoreResult, SectionResult,
};
use crate::score::Dates;
use crate::scored::{Completeness, FindingKind, Score, Scored, bit};

impl CompiledTemplate {
    /// Everything about one audit: its answers against the case, scored and explained.
    ///
    /// # Errors
    /// Whatever is wrong with the answers; see [`CompiledTemplate::encode`]. A script that fails is no error here: the
    /// outcome says so, and the answers are kept.
    ///
    /// ```
    /// # use sightline_engine::{Catalog, SourceFile, read};
    /// # let template = "
    /// # template: tea
    /// # version: 1.0.0
    /// # title: Tea
    /// # subject: meeting
    /// # grade_scale: two
    /// # scales: {two: {title: Two, grades: [{id: good, label: Good, letter: G, value: 1}, {id: poor, label: Poor, letter: P, value: 0}], good_enough: good, strength: good}}
    /// # scoring: {section: weighted-mean, overall: weighted-mean, of: scores, bands: {good: 50%, poor: 0%}}
    /// # sections: [{id: s, title: S, questions: [{id: Q1, ask: Was there tea?, type: yes-no}]}]
    /// # ";
    /// let (catalog, _) = Catalog::load(&[SourceFile::new("tea/template.yaml", template)]);
    /// let line = SourceFile::line("a.jsonl", 1, r#"{"audit":"A-1","case":"C-1","template":"tea","date":"2025-09-30","answers":{"Q1":"yes"}}"#);
    /// let audit = read::audit(&line)?;
    /// let tea = catalog.template("tea").ok_or("no tea")?;
    /// let outcome = tea.assess(&audit, &Default::default(), audit.date, &read::places(&line))?;
    /// assert_eq!(outcome.overall.grade.as_deref(), Some("good"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assess(
        &self,
        audit: &Audit,
        case: &Case,
        today: NaiveDate,
        at: crate::encode::Places<'_>,
    ) -> Result<Outcome, crate::Diagnostics> {
        let (encoded, diagnostics) = self.encode(audit, case, today, at);
        let Some(encoded) = encoded else {
            return Err(diagnostics);
        };
        let dates = Dates {
            audit: audit.date,
            today,
        };
        let scored = self.score(&encoded.answers, case, dates);
        Ok(self.outcome(audit, &encoded.answers, &scored, today))
    }

    /// Writes out what scoring worked out, with the reasons.
    #[must_use]
    pub fn outcome(
        &self,
        audit: &Audit,
        answers: &Answers,
        scored: &Scored,
        today: NaiveDate,
    ) -> Outcome {
        let explanation = explain::explanation(self, answers, scored);
        Outcome {
            audit: audit.id.clone(),
            case: audit.case.clone(),
            template: self.reference.clone(),
            overall: self.overall_result(scored),
            sections: self.section_results(scored),
            completeness: completeness(scored.completeness),
            findings: self.findings(answers, scored),
            alerts: self.alerts(scored),
            actions: self.actions(scored, today),
            because: Explanation::because(&explanation, self),
            recorded: audit.recorded.as_ref().map(|one| PersonsGrade {
                grade: one.grade.clone(),
                reason: Some(one.reason.clone()),
                basis: None,
            }),
            moderated: audit.moderated.as_ref().map(|one| PersonsGrade {
                grade: one.grade.clone(),
                reason: None,
                basis: Some(one.basis.clone()),
            }),
            failure: scored.failure().map(failure),
            engine: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// A grade's id.
    #[must_use]
    pub fn grade_id(&self, grade: Option<GradeIx>) -> Option<String> {
        Some(self.template.grades()?.grade(grade?)?.id.clone())
    }

    fn overall_result(&self, scored: &Scored) -> OverallResult {
        OverallResult {
            grade: self.grade_id(scored.overall.grade),
            computed: self.grade_id(scored.overall.computed),
            score: ScoreResult::of(&scored.overall),
            limited_by: ids(&self.template.limits, scored.limited_by, |limit| {
                limit.id.clone()
            }),
            status: scored.status.id().to_owned(),
        }
    }

    fn section_results(&self, scored: &Scored) -> Vec<SectionResult> {
        let sections = self.template.sections.iter().zip(&scored.sections);
        sections
            .map(|(section, own)| SectionResult {
                id: section.id.clone(),
                grade: self.grade_id(own.grade),
                score: ScoreResult::of(own),
            })
            .collect()
    }

    fn findings(&self, answers: &Answers, scored: &Scored) -> Vec<Finding> {
        let theme = |at: usize| self.template.themes.get(at).map(|theme| theme.id.clone());
        let mut findings = Vec::new();
        for (at, kind) in self.question_findings(answers, scored) {
            let Some(question) = self.template.questions.get(at) else {
                continue;
            };
            let text = match kind {
                FindingKind::Concern => &question.concern_text,
                FindingKind::Strength => &question.strength_text,
            };
            findings.extend(
                question
                    .themes
                    .iter()
                    .filter_map(|place| theme(*place))
                    .map(|theme| Finding {
                        question: Some(question.id.clone()),
                        theme,
                        kind: kind.id().to_owned(),
                        text: text.clone(),
                    }),
            );
        }
        let scripts = scored.extra.iter().flat_map(|extra| &extra.findings);
        findings.extend(scripts.filter_map(|one| {
            Some(Finding {
                question: None,
                theme: theme(one.theme.into())?,
                kind: one.kind.id().to_owned(),
                text: Some(one.text.clone()),
            })
        }));
        findings
    }

    /// Who must be told, in the template's order.
    #[must_use]
    pub fn alerts(&self, scored: &Scored) -> Vec<Alert> {
        ids(&self.template.alerts, scored.alerts, |alert| Alert {
            id: alert.id.clone(),
            within: alert.within.to_string(),
            to: alert.to.clone(),
        })
    }

    /// What must be done, the template's own first; due dates count from `today`.
    #[must_use]
    pub fn actions(&self, scored: &Scored, today: NaiveDate) -> Vec<Action> {
        let due = |length| {
            self.calendar
                .add(today, length)
                .ok()
                .map(|due| due.to_string())
        };
        let mut actions = ids(&self.template.actions, scored.actions, |action| Action {
            action: action.action.clone(),
            due: action.due.and_then(due),
            owner: action.owner.clone(),
        });
        let scripts = scored.extra.iter().flat_map(|extra| &extra.actions);
        actions.extend(scripts.map(|one| Action {
            action: one.action.clone(),
            due: one.due.map(|due| due.to_string()),
            owner: one.owner.clone(),
        }));
        actions
    }

    /// Questions that make a finding of their own, in order.
    pub(crate) fn question_findings(
        &self,
        answers: &Answers,
        scored: &Scored,
    ) -> Vec<(usize, FindingKind)> {
        let shown = (0..self.template.questions.len()).filter(|at| scored.shows(*at));
        shown
            .filter_map(|at| {
                Some((
                    at,
                    self.finding(at, *answers.codes.get(at)?, || answers.beside(at))?,
                ))
            })
            .collect()
    }
}

impl ScoreResult {
    /// A score as text; nothing where nothing was scored.
    pub(crate) fn of(score: &Score) -> Option<Self> {
        let share = score.share.as_ref()?;
        Some(Self {
            percent: share.percent(),
            exact: share.to_string(),
            points: score.points.as_deref().map(|(points, _)| points.plain()),
            out_of: score.points.as_deref().map(|(_, out_of)| out_of.plain()),
        })
    }
}

impl Scored {
    /// Whether a question was shown and expected.
    #[must_use]
    pub fn shows(&self, question: usize) -> bool {
        bit(&self.shown, question)
    }
}

impl Answers {
    /// The text of an answer that stands beside the codes.
    #[must_use]
    pub fn beside(&self, question: usize) -> Option<&str> {
        let is_it = |note: &&crate::answers::Note| {
            usize::from(note.question) == question && note.kind == NoteKind::Value
        };
        self.notes.iter().find(is_it).map(|note| note.text.as_str())
    }
}

fn ids<T, U>(all: &[T], bits: u64, make: impl Fn(&T) -> U) -> Vec<U> {
    all.iter()
        .enumerate()
        .filter(|(at, _)| bits >> at & 1 == 1)
        .map(|(_, one)| make(one))
        .collect()
}

fn completeness(count: Completeness) -> CompletenessResult {
    CompletenessResult {
        percent: count.share().as_ref().map(Exact::percent),
        answered: count.answered,
        not_applicable: count.not_applicable,
        not_enough_evidence: count.not_enough_evidence,
        unanswered: count.unanswered,
    }
}

fn failure(diagnostic: &Diagnostic) -> Failure {
    let (line, column) = diagnostic.at.line_column();
    Failure {
        code: diagnostic.code.id().to_owned(),
        message: diagnostic.message.clone(),
        file: diagnostic.at.path().to_owned(),
        line,
        column,
    }
}
