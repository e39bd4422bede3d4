use crate::compile::CompiledTemplate;
use crate::exact::Exact;
use crate::explain::{Explanation, LimitWhy, Said};
use crate::model::{Cap, Method, Overall};
use crate::outcome::Because;
use crate::scored::{Score, Status};

impl Explanation {
    /// The steps that made each grade, for the contract's outcome line.
    pub(crate) fn because(&self, template: &CompiledTemplate) -> Vec<Because> {
        let mut steps = Vec::new();
        for section in &self.sections {
            if section.score != Score::default() {
                steps.push(step(
                    &section.id,
                    method(section.method),
                    score_words(template, &section.score),
                ));
            }
            steps.extend(
                section
                    .limits
                    .iter()
                    .flat_map(|limit| limited(template, &section.id, limit)),
            );
            steps.extend(incomplete(
                &section.id,
                section.completeness.as_ref(),
                section.minimum_completeness.as_ref(),
            ));
        }
        if self.score != Score::default() {
            steps.push(step(
                "overall",
                overall(self.overall),
                score_words(template, &self.score),
            ));
        }
        steps.extend(
            self.limits
                .iter()
                .flat_map(|limit| limited(template, "overall", limit)),
        );
        steps.extend(incomplete(
            "overall",
            self.completeness.as_ref(),
            self.minimum_completeness.as_ref(),
        ));
        match self.status {
            Status::NotEligible => steps.push(step(
                "overall",
                "eligible",
                "the template is not for this case".to_owned(),
            )),
            Status::Failed => {
                let message = self.failure.clone().unwrap_or_default();
                steps.push(step("overall", "script", format!("failed: {message}")));
            }
            Status::Ungraded if self.score == Score::default() => {
                steps.push(step(
                    "overall",
                    overall(self.overall),
                    "nothing was scored, so there is no score".to_owned(),
                ));
            }
            Status::Graded | Status::Ungraded | Status::InsufficientEvidence => {}
        }
        steps
    }
}

fn step(about: &str, rule: &str, effect: String) -> Because {
    Because {
        about: about.to_owned(),
        rule: rule.to_owned(),
        question: None,
        answer: None,
        effect,
    }
}

/// The step that takes a grade away because too little was answered.
fn incomplete(about: &str, done: Option<&Exact>, least: Option<&Exact>) -> Option<Because> {
    let (done, least) = (done?, least?);
    (done < least).then(|| {
        let effect = format!(
            "{}% answered, {}% needed: insufficient evidence",
            done.percent(),
            least.percent()
        );
        step(about, "minimum_completeness", effect)
    })
}

/// One step for each answer that made the limit's condition hold, so that a reader can go and look at it; grades that did are
/// named in what it did.
fn limited(template: &CompiledTemplate, about: &str, limit: &LimitWhy) -> Vec<Because> {
    let mut effect = match limit.cap {
        Cap::Grade(grade) => format!(
            "capped at {}",
            template.grade_id(Some(grade)).unwrap_or_default()
        ),
        Cap::InsufficientEvidence => "insufficient evidence".to_owned(),
    };
    if let Some(grades) = limit.grade_words(template) {
        effect = format!("{effect}, because {grades}");
    }
    let of = |effect: &str, (question, answer): &(String, Said)| Because {
        question: Some(question.clone()),
        answer: Some(answer.id.clone()),
        ..step(about, &limit.id, effect.to_owned())
    };
    let mut steps: Vec<Because> = limit.read.iter().map(|one| of(&effect, one)).collect();
    let critical = format!("{effect}, because a critical question has no answer");
    steps.extend(limit.critical.iter().map(|one| of(&critical, one)));
    if steps.is_empty() {
        steps.push(step(about, &limit.id, effect));
    }
    steps
}

fn score_words(template: &CompiledTemplate, score: &Score) -> String {
    let share = score
        .share
        .as_ref()
        .map(|share| format!("{}%", share.percent()));
    let points = score
        .points
        .as_deref()
        .map(|(points, most)| format!("{} of {} points", points.plain(), most.plain()));
    let grade = template.grade_id(score.computed);
    let parts: Vec<String> = points.into_iter().chain(share).chain(grade).collect();
    parts.join(", ")
}

/// A method as templates write it.
pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::WeightedMean => "weighted-mean",
        Method::Sum => "sum",
        Method::Worst => "worst",
        Method::AllOrNothing => "all-or-nothing",
        Method::Script => "script",
        Method::None => "none",
    }
}

/// An overall method as templates write it.
pub(crate) fn overall(overall: Overall) -> &'static str {
    match overall {
        Overall::Sections(own) => method(own),
        Overall::Pooled => "pooled",
    }
}
