//! One name for everything that decides a score.

use sha2::{Digest as _, Sha256};

use crate::hex::hex;
use crate::model::{Question, QuestionKind, Scale, Template};

/// SHA-256, in hexadecimal, over the template's text, its script, and the shared lists it uses.
///
/// Of a shared list only what this template uses counts, so that adding a theme or a scale for one template leaves the
/// others what they were. The calendar is left out: a year added to it changes no answer that could be given before.
pub(crate) fn digest(template: &Template, timescales: &[String]) -> String {
    let mut hash = Sha256::new();
    let mut part = |name: &str, text: &str| {
        hash.update(format!("{name} {}\n", text.len()));
        hash.update(text);
    };
    part("template", template.source.text());
    if let Some(script) = &template.scoring.script {
        part("script", script.text());
    }
    for theme in &template.themes {
        part("theme", &theme.id);
    }
    let mut scales: Vec<String> = template.questions.iter().filter_map(scale_of).collect();
    scales.extend(template.grade_scale.as_ref().map(written));
    scales.sort();
    scales.dedup();
    for scale in &scales {
        part("scale", scale);
    }
    for list in &template.history {
        part("history", &format!("{} {:?}", list.id, list.fields));
    }
    for one in timescales {
        part("timescale", &rule(template, one));
    }
    hex(&hash.finalize())
}

/// What a timescale counts; where it is from decides nothing.
fn rule(template: &Template, id: &str) -> String {
    template
        .timescales
        .find(id)
        .map_or_else(String::new, |one| {
            format!(
                "{id} {} {:?} {:?} {:?} {:?} {:?}",
                one.limit, one.direction, one.count_from, one.month_rule, one.parts, one.day_off
            )
        })
}

fn scale_of(question: &Question) -> Option<String> {
    match &question.kind {
        QuestionKind::Grade(scale) => Some(written(&Scale::Grades(scale.clone()))),
        QuestionKind::Scale(scale) => Some(written(&Scale::Numbers(scale.clone()))),
        QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Choice(_)
        | QuestionKind::Choices(_)
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => None,
    }
}

fn written(scale: &Scale) -> String {
    match scale {
        Scale::Grades(scale) => {
            let grades: Vec<String> = scale
                .grades
                .iter()
                .map(|one| format!("{}={}", one.id, one.value))
                .collect();
            let mark = |at: Option<_>| {
                at.and_then(|at| scale.grade(at))
                    .map(|grade| grade.id.as_str())
            };
            let marks = (mark(scale.good_enough), mark(scale.strength));
            format!("{} {} {marks:?}", scale.id, grades.join(","))
        }
        Scale::Numbers(scale) => format!(
            "{} {}..{} by {} {:?} {:?}",
            scale.id, scale.from, scale.to, scale.step, scale.good_enough, scale.strength
        ),
    }
}
