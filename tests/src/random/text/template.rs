//! A template as YAML.

use super::lines::{Lines, policy};
use super::question::question;
use crate::reference::{
    GradedOn, Length, Limit, Method, Overall, Section, Template, length, plain,
};

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

fn method(method: Method) -> &'static str {
    match method {
        Method::WeightedMean => "weighted-mean",
        Method::Sum => "sum",
        Method::Worst => "worst",
        Method::AllOrNothing => "all-or-nothing",
        Method::None => "none",
    }
}
