//! The outcome, field by field as the contract has it.

use chrono::NaiveDate;
use num_traits::Signed as _;
use serde_json::{Map, Value as Json, json};

use super::audit::Audit;
use super::calendar::Calendar;
use super::number::{Number, exact, percent, plain, ratio};
use super::template::{Action, Alert, Length, Template};

#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub audit: String,
    pub case: String,
    pub overall: Overall,
    pub sections: Vec<SectionOutcome>,
    pub completeness: Completeness,
    pub findings: Vec<Finding>,
    pub alerts: Vec<Told>,
    pub actions: Vec<Done>,
    pub recorded: Option<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Overall {
    pub grade: Option<String>,
    pub computed: Option<String>,
    pub score: Option<Score>,
    pub limited_by: Vec<String>,
    pub status: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SectionOutcome {
    pub id: String,
    pub grade: Option<String>,
    pub score: Option<Score>,
}

/// A share of the whole, and the points behind it where a `sum` made it.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    pub share: Number,
    pub points: Option<(Number, Number)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Completeness {
    pub answered: u32,
    pub not_applicable: u32,
    pub not_enough_evidence: u32,
    pub unanswered: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub question: String,
    pub theme: String,
    pub kind: String,
    pub text: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub id: String,
    pub within: String,
    pub to: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    pub action: String,
    pub due: Option<String>,
    pub owner: Option<String>,
}

impl Score {
    pub fn share(share: Number) -> Self {
        Self {
            share,
            points: None,
        }
    }

    /// Nothing where there was nothing to be had.
    pub fn points(points: Number, out_of: Number) -> Option<Self> {
        if !out_of.is_positive() {
            return None;
        }
        Some(Self {
            share: &points / &out_of,
            points: Some((points, out_of)),
        })
    }

    fn json(&self) -> Json {
        let points = self.points.as_ref();
        json!({
            "percent": percent(&self.share),
            "exact": exact(&self.share),
            "points": points.map(|(got, _)| plain(got)),
            "out_of": points.map(|(_, most)| plain(most)),
        })
    }
}

impl Completeness {
    /// Answered or not applicable, over all.
    #[must_use]
    pub fn share(self) -> Option<Number> {
        let done = i64::from(self.answered + self.not_applicable);
        let all = done + i64::from(self.not_enough_evidence + self.unanswered);
        (all > 0).then(|| ratio(done, all))
    }
}

impl Told {
    pub fn of(alert: &Alert) -> Self {
        Self {
            id: alert.id.clone(),
            within: length(alert.within),
            to: alert.to.clone(),
        }
    }
}

impl Done {
    pub fn of(action: &Action, today: NaiveDate, calendar: &Calendar) -> Self {
        let due = action
            .due
            .map(|length| calendar.add(today, length).to_string());
        Self {
            action: action.action.clone(),
            due,
            owner: action.owner.clone(),
        }
    }
}

/// A length of time in a template's words.
#[must_use]
pub fn length(length: Length) -> String {
    let count = |n: u32, unit: &str| format!("{n} {unit}{}", if n == 1 { "" } else { "s" });
    match length {
        Length::SameDay => "same day".to_owned(),
        Length::Days(n) => count(n, "day"),
        Length::WorkingDays(n) => count(n, "working day"),
        Length::Weeks(n) => count(n, "week"),
        Length::Months(n) => count(n, "month"),
    }
}

impl Outcome {
    /// The outcome of a case that the template is not for.
    pub fn not_eligible(template: &Template, audit: &Audit) -> Self {
        Self {
            audit: audit.id.clone(),
            case: audit.case.clone(),
            overall: Overall {
                grade: None,
                computed: None,
                score: None,
                limited_by: Vec::new(),
                status: "not-eligible".to_owned(),
            },
            sections: template
                .sections
                .iter()
                .map(|section| SectionOutcome {
                    id: section.id.clone(),
                    grade: None,
                    score: None,
                })
                .collect(),
            completeness: Completeness::default(),
            findings: Vec::new(),
            alerts: Vec::new(),
            actions: Vec::new(),
            recorded: audit.recorded.clone(),
        }
    }

    /// The contract's object, without the template's reference, the reasons and the engine's version.
    #[must_use]
    pub fn json(&self) -> Json {
        let score = |score: &Option<Score>| score.as_ref().map(Score::json);
        let sections = self
            .sections
            .iter()
            .map(|one| json!({"id": one.id, "grade": one.grade, "score": score(&one.score)}));
        let findings = self.findings.iter().map(Finding::json);
        let alerts = self
            .alerts
            .iter()
            .map(|one| json!({"id": one.id, "within": one.within, "to": one.to}));
        let actions = self
            .actions
            .iter()
            .map(|one| json!({"action": one.action, "due": one.due, "owner": one.owner}));
        let mut object = Map::new();
        object.insert("audit".into(), json!(self.audit));
        object.insert("case".into(), json!(self.case));
        object.insert(
            "overall".into(),
            json!({
                "grade": self.overall.grade,
                "computed": self.overall.computed,
                "score": score(&self.overall.score),
                "limited_by": self.overall.limited_by,
                "status": self.overall.status,
            }),
        );
        object.insert("sections".into(), sections.collect());
        object.insert(
            "completeness".into(),
            json!({
                "percent": self.completeness.share().as_ref().map(percent),
                "answered": self.completeness.answered,
                "not_applicable": self.completeness.not_applicable,
                "not_enough_evidence": self.completeness.not_enough_evidence,
                "unanswered": self.completeness.unanswered,
            }),
        );
        object.insert("findings".into(), findings.collect());
        object.insert("alerts".into(), alerts.collect());
        object.insert("actions".into(), actions.collect());
        if let Some((grade, reason)) = &self.recorded {
            object.insert("recorded".into(), json!({"grade": grade, "reason": reason}));
        }
        Json::Object(object)
    }
}

impl Finding {
    fn json(&self) -> Json {
        let mut object = Map::new();
        object.insert("question".into(), json!(self.question));
        object.insert("theme".into(), json!(self.theme));
        object.insert("kind".into(), json!(self.kind));
        if let Some(text) = &self.text {
            object.insert("text".into(), json!(text));
        }
        Json::Object(object)
    }
}
