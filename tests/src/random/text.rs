//! A described template and audit in the words of the files that people write.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use super::Trial;
use crate::reference::{
    Answer, Audit, BandForm, Bands, Calendar, Compare, GradedOn, Kind, Length, Limit, Mark, Method,
    Number, Opt, Overall, Policy, Question, Section, Template, Value, When, is_scored, length,
    plain, ratio,
};

/// The files that one trial amounts to.
#[derive(Clone, Debug)]
pub struct Files {
    /// `template.yaml`.
    pub template: String,
    /// `calendar.yaml`.
    pub calendar: String,
    /// One line of a file of cases.
    pub case: String,
    /// One line of a file of answers.
    pub answers: String,
}

/// Writes a trial out.
#[must_use]
pub fn files(trial: &Trial) -> Files {
    Files {
        template: yaml(&trial.template),
        calendar: calendar(&trial.calendar),
        case: case_line(&trial.audit),
        answers: line(&trial.template, &trial.audit),
    }
}

fn calendar(calendar: &Calendar) -> String {
    let mut out =
        "calendar:\n  version: \"random\"\n  first_year: 2024\n  last_year: 2026\n".to_owned();
    out.push_str("  source: made up\n  holidays:\n");
    for day in &calendar.0 {
        let _ = writeln!(out, "    - {{date: {day}, title: A day off}}");
    }
    out
}

/// One line of a file of cases.
#[must_use]
pub fn case_line(audit: &Audit) -> String {
    json!({"case": audit.case, "fields": audit.facts}).to_string()
}

/// One line of a file of answers; every other answer carries a comment.
#[must_use]
pub fn line(template: &Template, audit: &Audit) -> String {
    let mut answers = Map::new();
    for (at, (id, answer)) in audit.answers.iter().enumerate() {
        let value = match answer {
            Answer::Given(value) if at % 2 == 0 => json(value),
            Answer::Given(value) => json!({"value": json(value), "comment": "Seen in the record"}),
            Answer::NotApplicable => json!({"not_applicable": "It does not arise"}),
            Answer::NotEnoughEvidence => json!({"not_enough_evidence": "Nothing was found"}),
        };
        answers.insert(id.clone(), value);
    }
    let mut object = json!({
        "audit": audit.id,
        "case": audit.case,
        "template": template.id,
        "auditor": "S-12",
        "team": "North",
        "date": audit.date.to_string(),
        "answers": answers,
    });
    if !audit.other_voice.is_empty() {
        let said = audit.other_voice.iter().map(|(id, answer)| {
            let Answer::Given(value) = answer else {
                unreachable!("the other voice gives answers")
            };
            (id.clone(), json(value))
        });
        object["voices"] = json!({"practitioner": said.collect::<Map<_, _>>()});
    }
    if let Some((grade, reason)) = &audit.recorded {
        object["recorded"] = json!({"grade": grade, "reason": reason});
    }
    object.to_string()
}

fn json(value: &Value) -> Json {
    match value {
        Value::Word(word) => json!(word),
        Value::Words(words) => json!(words),
        Value::Number(number) => serde_json::from_str(&plain(number)).expect("a number"),
        Value::Rows(rows) => json!(rows),
    }
}

/// The template as YAML.
#[must_use]
pub fn yaml(template: &Template) -> String {
    let mut out = Lines::default();
    out.line(0, &format!("template: {}", template.id));
    out.line(0, "version: 1.0.0");
    out.line(0, "title: A random template");
    out.line(0, "subject: child");
    out.line(
        0,
        &format!(
            "grade_scale: {}",
            match template.graded_on {
                GradedOn::Grades(at) => &template.grade_scales[at].id,
                GradedOn::Numbers(at) => &template.number_scales[at].id,
                GradedOn::Nothing => "none",
            }
        ),
    );
    out.line(0, "voices: [auditor, practitioner]");
    scales(&mut out, template);
    let themes: Vec<String> = template
        .themes
        .iter()
        .map(|id| format!("{{id: {id}, title: Theme {id}}}"))
        .collect();
    out.line(0, &format!("themes: [{}]", themes.join(", ")));
    out.line(0, "record:");
    for fact in &template.facts {
        let kind = if fact.options.is_empty() {
            "date".to_owned()
        } else {
            format!("choice, options: [{}]", fact.options.join(", "))
        };
        out.line(1, &format!("{}: {{type: {kind}}}", fact.id));
    }
    out.when(0, "eligible", template.eligible.as_ref());
    out.line(0, "sections:");
    for one in &template.sections {
        section(&mut out, template, one);
    }
    rules(&mut out, template);
    let scoring = &template.scoring;
    out.line(0, "scoring:");
    out.line(1, &format!("section: {}", method(scoring.section)));
    out.line(
        1,
        &format!(
            "overall: {}",
            match scoring.overall {
                Overall::Sections(one) => method(one),
                Overall::Pooled => "pooled",
            }
        ),
    );
    out.line(
        1,
        &format!(
            "of: {}",
            if scoring.of_grades {
                "grades"
            } else {
                "scores"
            }
        ),
    );
    out.bands(1, template, scoring.bands.as_ref());
    out.line(
        1,
        &format!("not_applicable: {}", policy(scoring.not_applicable)),
    );
    out.line(
        1,
        &format!(
            "not_enough_evidence: {}",
            policy(scoring.not_enough_evidence)
        ),
    );
    out.share(
        1,
        "minimum_completeness",
        scoring.minimum_completeness.as_ref(),
    );
    out.0
}

fn scales(out: &mut Lines, template: &Template) {
    out.line(0, "scales:");
    for scale in &template.grade_scales {
        out.line(1, &format!("{}:", scale.id));
        out.line(2, &format!("title: Scale {}", scale.id));
        out.line(2, "grades:");
        for (at, (id, value)) in scale.grades.iter().enumerate() {
            out.line(
                3,
                &format!(
                    "- {{id: {id}, label: Grade {id}, letter: G{at}, value: {}}}",
                    plain(value)
                ),
            );
        }
        let name = |at: usize| scale.grades[at].0.clone();
        out.maybe(2, "good_enough", scale.good_enough.map(name));
        out.maybe(2, "strength", scale.strength.map(name));
    }
    for scale in &template.number_scales {
        out.line(1, &format!("{}:", scale.id));
        out.line(2, &format!("title: Scale {}", scale.id));
        out.line(2, &format!("from: {}", plain(&scale.from)));
        out.line(2, &format!("to: {}", plain(&scale.to)));
        out.line(2, &format!("step: {}", plain(&scale.step)));
        out.maybe(2, "good_enough", scale.good_enough.as_ref().map(plain));
        out.maybe(2, "strength", scale.strength.as_ref().map(plain));
    }
}

fn section(out: &mut Lines, template: &Template, section: &Section) {
    out.line(1, &format!("- id: {}", section.id));
    out.line(2, &format!("title: Section {}", section.id));
    out.line(2, &format!("weight: {}", plain(&section.weight)));
    out.when(2, "show_when", section.show_when.as_ref());
    if let Some(opens) = section.opens_after {
        out.line(2, &format!("stage: stage-{}", section.id));
        out.line(2, &format!("opens_after: {}", length(opens)));
    }
    let mut own = Lines::default();
    own.maybe(3, "section", section.method.map(method));
    own.bands(3, template, section.bands.as_ref());
    own.maybe(3, "not_applicable", section.not_applicable.map(policy));
    own.maybe(
        3,
        "not_enough_evidence",
        section.not_enough_evidence.map(policy),
    );
    own.share(
        3,
        "minimum_completeness",
        section.minimum_completeness.as_ref(),
    );
    if !own.0.is_empty() {
        out.line(2, "scoring:");
        out.0.push_str(&own.0);
    }
    out.line(2, "questions:");
    for one in &section.questions {
        question(out, template, one);
    }
}

fn question(out: &mut Lines, template: &Template, question: &Question) {
    out.line(3, &format!("- id: {}", question.id));
    out.line(4, &format!("ask: What of {}?", question.id));
    kind(out, template, &question.kind);
    if is_scored(template, question) {
        out.line(4, &format!("weight: {}", plain(&question.weight)));
    }
    out.maybe(4, "scored", question.scored);
    out.maybe(4, "required", (!question.required).then_some(false));
    out.maybe(4, "critical", question.critical.then_some(true));
    if !question.themes.is_empty() {
        out.line(4, &format!("themes: [{}]", question.themes.join(", ")));
    }
    out.when(4, "show_when", question.show_when.as_ref());
    out.maybe(
        4,
        "prefill",
        question
            .prefill
            .as_ref()
            .map(|fact| format!("record.{fact}")),
    );
    out.maybe(4, "not_applicable", question.not_applicable.map(policy));
    out.maybe(
        4,
        "not_enough_evidence",
        question.not_enough_evidence.map(policy),
    );
    out.maybe(4, "expected", question.expected.as_ref().map(mark));
    out.maybe(4, "strength", question.strength.as_ref().map(mark));
    out.maybe(4, "concern_text", question.concern_text.as_ref());
    out.maybe(4, "strength_text", question.strength_text.as_ref());
}

fn kind(out: &mut Lines, template: &Template, kind: &Kind) {
    let options = |out: &mut Lines, options: &[Opt]| {
        out.line(4, "options:");
        for one in options {
            let points = one
                .points
                .as_ref()
                .map(|points| format!(", points: {}", plain(points)));
            out.line(
                5,
                &format!(
                    "- {{id: {}, label: The {}{}}}",
                    one.id,
                    one.id,
                    points.unwrap_or_default()
                ),
            );
        }
    };
    let word = match kind {
        Kind::Grade(_) => "grade",
        Kind::Scale(_) => "scale",
        Kind::YesNo { .. } => "yes-no",
        Kind::YesPartlyNo { .. } => "yes-partly-no",
        Kind::Choice(_) => "choice",
        Kind::Choices(_) => "choices",
        Kind::Number(_) => "number",
        Kind::Date => "date",
        Kind::Text => "text",
        Kind::Table => "table",
        Kind::Computed { .. } => "computed",
    };
    out.line(4, &format!("type: {word}"));
    match kind {
        Kind::Grade(at) => out.line(4, &format!("scale: {}", template.grade_scales[*at].id)),
        Kind::Scale(at) => out.line(4, &format!("scale: {}", template.number_scales[*at].id)),
        Kind::YesNo { best } | Kind::YesPartlyNo { best } => {
            out.maybe(4, "best", (*best == "no").then_some(best));
        }
        Kind::Choice(all) | Kind::Choices(all) => options(out, all),
        Kind::Number(Some((low, high))) => {
            out.line(4, &format!("low: {}", plain(low)));
            out.line(4, &format!("high: {}", plain(high)));
        }
        Kind::Table => {
            out.line(4, "columns:");
            out.line(5, "- {id: what, label: What, type: text}");
            out.line(5, "- {id: who, label: By whom, type: text}");
        }
        Kind::Computed { counts, value } => {
            out.line(
                4,
                &format!(
                    "computed: points({}, {})",
                    count_answers(counts, value),
                    counts.len()
                ),
            );
        }
        Kind::Number(None) | Kind::Date | Kind::Text => {}
    }
}

fn rules(out: &mut Lines, template: &Template) {
    if !template.limits.is_empty() {
        out.line(0, "limits:");
    }
    for limit in &template.limits {
        out.line(1, &format!("- id: {}", limit.id));
        out.when(2, "when", Some(&limit.when));
        out.line(2, &format!("cap: {}", cap(template, limit)));
        out.maybe(
            2,
            "section",
            limit.section.map(|at| &template.sections[at].id),
        );
        out.line(2, "because: The rule says so");
    }
    if !template.alerts.is_empty() {
        out.line(0, "alerts:");
    }
    for alert in &template.alerts {
        out.line(1, &format!("- id: {}", alert.id));
        out.when(2, "when", Some(&alert.when));
        out.line(2, &format!("within: {}", length(alert.within)));
        out.line(2, &format!("to: {}", alert.to));
    }
    if !template.actions.is_empty() {
        out.line(0, "actions:");
    }
    for action in &template.actions {
        out.line(1, &format!("- action: {}", action.action));
        out.when(2, "when", Some(&action.when));
        out.maybe(2, "due", action.due.map(|one: Length| length(one)));
        out.maybe(2, "owner", action.owner.as_ref());
    }
}

fn cap<'a>(template: &'a Template, limit: &Limit) -> &'a str {
    match (limit.cap, template.scale()) {
        (Some(at), Some(scale)) => &scale.grades[at].0,
        _ => "insufficient-evidence",
    }
}

fn mark(mark: &Mark) -> String {
    match mark {
        Mark::Word(word) => word.clone(),
        Mark::Number(number) => plain(number),
    }
}

fn method(method: Method) -> &'static str {
    match method {
        Method::WeightedMean => "weighted-mean",
        Method::Sum => "sum",
        Method::Worst => "worst",
        Method::AllOrNothing => "all-or-nothing",
        Method::None => "none",
    }
}

fn policy(policy: Policy) -> &'static str {
    match policy {
        Policy::LeaveOut => "leave-out",
        Policy::CountAsLowest => "count-as-lowest",
        Policy::Refuse => "refuse",
    }
}

fn count_answers(ids: &[String], value: &str) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    format!("count_answers([{}], \"{value}\")", ids.join(", "))
}

/// A condition as a script expression.
fn expression(when: &When) -> String {
    match when {
        When::Always => "true".to_owned(),
        When::Is(id, word) => format!("answers.{id} == \"{word}\""),
        When::IsNot(id, word) => format!("answers.{id} != \"{word}\""),
        When::AtLeast(id, least) => {
            format!("(answered(\"{id}\") && answers.{id} >= {})", plain(least))
        }
        When::Includes(id, word) => format!("(answered(\"{id}\") && \"{word}\" in answers.{id})"),
        When::Answered(id) => format!("answered(\"{id}\")"),
        When::NotApplicable(id) => format!("not_applicable(\"{id}\")"),
        When::NotEnoughEvidence(id) => format!("not_enough_evidence(\"{id}\")"),
        When::Count(ids, word, least) => format!("{} >= {least}", count_answers(ids, word)),
        When::Fact(id, word) => format!("record.{id} == \"{word}\""),
        When::Known(id) => format!("record.{id} != ()"),
        When::Grade(section, compare, grade) => {
            let of = section
                .as_ref()
                .map_or("overall".to_owned(), |id| format!("grade(\"{id}\")"));
            let compare = match compare {
                Compare::Is => "is",
                Compare::Below => "is_below",
                Compare::AtLeast => "is_at_least",
            };
            format!("{of}.{compare}(\"{grade}\")")
        }
        When::Not(one) => format!("!({})", expression(one)),
        When::Both(a, b) => format!("({}) && ({})", expression(a), expression(b)),
        When::Either(a, b) => format!("({}) || ({})", expression(a), expression(b)),
    }
}

/// YAML so far.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.0, "{:indent$}{text}", "", indent = depth * 2);
    }

    fn maybe(&mut self, depth: usize, key: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.line(depth, &format!("{key}: {value}"));
        }
    }

    /// In single quotes where YAML would take the first character for something else.
    fn when(&mut self, depth: usize, key: &str, when: Option<&When>) {
        if let Some(text) = when.map(expression) {
            let quote = if text.starts_with('!') { "'" } else { "" };
            self.line(depth, &format!("{key}: {quote}{text}{quote}"));
        }
    }

    fn share(&mut self, depth: usize, key: &str, share: Option<&Number>) {
        self.maybe(
            depth,
            key,
            share.map(|share| format!("{}%", plain(&(share * ratio(100, 1))))),
        );
    }

    fn bands(&mut self, depth: usize, template: &Template, bands: Option<&Bands>) {
        let (Some(bands), Some(scale)) = (bands, template.scale()) else {
            return;
        };
        let bound = |bound: &Number| match bands.form {
            BandForm::Value => plain(bound),
            BandForm::Share => format!("{}%", plain(&(bound * ratio(100, 1)))),

            BandForm::Points => format!("{} points", plain(bound)),
        };
        let each = bands
            .bounds
            .iter()
            .map(|(at, least)| format!("{}: {}", scale.grades[*at].0, bound(least)));
        self.line(
            depth,
            &format!("bands: {{{}}}", each.collect::<Vec<_>>().join(", ")),
        );
    }
}
