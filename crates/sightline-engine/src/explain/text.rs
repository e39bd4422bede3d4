//! An explanation in plain English.

use std::fmt::Write as _;

use crate::compile::CompiledTemplate;
use crate::explain::{AnswerWhy, Change, Explanation, LimitWhy, QuestionWhy, SectionWhy};
use crate::model::{Bands, Bound, Cap, Method, Overall};
use crate::scored::{Score, Status};

/// The explanation as somebody would read it out: sections, questions, limits, grade, and what would have changed it.
#[must_use]
pub fn text(template: &CompiledTemplate, explanation: &Explanation, changes: &[Change]) -> String {
    let mut out = String::new();
    let mut say = |line: String| {
        // Writing to a String cannot fail.
        let _written = writeln!(out, "{line}");
    };
    say(ending(template, explanation));
    for section in &explanation.sections {
        say(String::new());
        say(section_line(template, section));
        for question in &section.questions {
            say(question_line(question));
            if let Some(comment) = &question.comment {
                say(format!("      {comment}"));
            }
        }
        limits(template, &section.limits).for_each(&mut say);
        if let (Some(done), Some(least)) = (&section.completeness, &section.minimum_completeness)
            && done < least
        {
            say(format!(
                "    {}% of it is answered; {}% is needed for a grade",
                done.percent(),
                least.percent()
            ));
        }
    }
    say(String::new());
    say("Overall".to_owned());
    say(format!("    {}", overall_line(template, explanation)));
    limits(template, &explanation.limits).for_each(&mut say);
    if let Some(done) = &explanation.completeness {
        let least = explanation.minimum_completeness.as_ref();
        let needed = least
            .map(|least| format!("; {}% is needed for a grade", least.percent()))
            .unwrap_or_default();
        say(format!(
            "    {}% of what was asked is answered{needed}",
            done.percent()
        ));
    }
    let would = would(template, explanation, changes);
    if !would.is_empty() {
        say(String::new());
        say("What would have changed it".to_owned());
        would.into_iter().for_each(&mut say);
    }
    out
}

/// What would have kept each limit from holding, and then single other answers with the grade that each would have given.
fn would(
    template: &CompiledTemplate,
    explanation: &Explanation,
    changes: &[Change],
) -> Vec<String> {
    let of_sections = explanation.sections.iter().flat_map(|one| &one.limits);
    let mut lines = Vec::new();
    for limit in of_sections.chain(&explanation.limits) {
        for lift in &limit.lifts {
            let (id, had) = (&limit.id, lift.words(template));
            lines.push(format!("    {id} would no longer hold if {had}"));
        }
    }
    for change in changes {
        let (question, from, to) = (&change.question, &change.from, &change.to);
        let grade = template.grade_label(change.grade).unwrap_or("no grade");
        lines.push(format!(
            "    {question} answered {to}, in place of {from}: {grade}"
        ));
    }
    lines
}

fn ending(template: &CompiledTemplate, explanation: &Explanation) -> String {
    match explanation.status {
        Status::Graded => {
            let grade = template
                .grade_label(explanation.score.grade)
                .unwrap_or_default();
            format!("The overall grade worked out from the answers is {grade}.")
        }
        Status::Ungraded => {
            "There is no overall grade: the template gives none, or nothing was scored.".to_owned()
        }
        Status::InsufficientEvidence => {
            "There is not enough evidence for an overall grade.".to_owned()
        }
        Status::NotEligible => {
            "The template is not for this case, so nothing was scored.".to_owned()
        }
        Status::Failed => {
            let why = explanation.failure.as_deref().unwrap_or_default();
            format!("A script failed, so there is no grade; the answers are kept. It said: {why}.")
        }
    }
}

fn section_line(template: &CompiledTemplate, section: &SectionWhy) -> String {
    let score = score_words(template, &section.score, &section.bands);
    format!(
        "{} ({}, weight {}): {score}",
        section.title,
        method_words(section.method),
        section.weight.plain()
    )
}

fn question_line(question: &QuestionWhy) -> String {
    let counts = match (&question.points, &question.value) {
        (Some((points, most)), Some(_)) => {
            format!(
                ", {} of {} points x weight {}",
                points.plain(),
                most.plain(),
                question.weight.plain()
            )
        }
        _ => String::new(),
    };
    let finding = question
        .finding
        .map(|finding| format!(", a {}", finding.id()))
        .unwrap_or_default();
    // A place begins with `from`, and no expression does.
    let says = question.record_says.as_ref().map(|(says, source)| {
        let says = format!("\n        the case record says {says}");
        if source.starts_with("from ") {
            format!("{says}, {source}")
        } else {
            format!("{says}, by {source}")
        }
    });
    format!(
        "    {} {} {}{counts}{finding}{}",
        question.id,
        question.ask,
        answer(&question.answer),
        says.unwrap_or_default()
    )
}

fn answer(answer: &AnswerWhy) -> String {
    match answer {
        AnswerWhy::NotAsked => "[not asked]".to_owned(),
        AnswerWhy::Unanswered => "[unanswered]".to_owned(),
        AnswerWhy::NotApplicable => "[not applicable]".to_owned(),
        AnswerWhy::NotEnoughEvidence => "[not enough evidence]".to_owned(),
        AnswerWhy::Given(words) => format!("-> {words}"),
        // A place begins with `from`, and no expression does.
        AnswerWhy::FromRecord(words, source) if source.starts_with("from ") => {
            format!("-> {words} ({source})")
        }
        AnswerWhy::FromRecord(words, source) => {
            format!("-> {words} (from the case record: {source})")
        }
    }
}

fn overall_line(template: &CompiledTemplate, explanation: &Explanation) -> String {
    format!(
        "{}: {}",
        overall_words(explanation.overall),
        score_words(template, &explanation.score, &explanation.bands)
    )
}

fn score_words(template: &CompiledTemplate, score: &Score, bands: &Bands) -> String {
    let Some(share) = &score.share else {
        return match template.grade_label(score.computed) {
            Some(grade) => format!("{grade}, as the script says"),
            None => "no score".to_owned(),
        };
    };
    let points = score
        .points
        .as_deref()
        .map(|(own, most)| format!("{} of {} points, ", own.plain(), most.plain()));
    let grade = template
        .grade_label(score.computed)
        .map(|grade| format!(", {grade}{}", band_words(score, bands)))
        .unwrap_or_default();
    format!("{}{}%{grade}", points.unwrap_or_default(), share.percent())
}

/// Where the band of a grade starts, so that a reader sees why the score gives it.
fn band_words(score: &Score, bands: &Bands) -> String {
    let own = bands
        .0
        .iter()
        .find(|(grade, _)| Some(*grade) == score.computed);
    let is_below = |bound: &Bound| match bound {
        Bound::Points(least) => score.points.as_deref().is_some_and(|(own, _)| own < least),
        Bound::Value(least) | Bound::Share(least) => {
            score.share.as_ref().is_some_and(|own| own < least)
        }
    };
    match own {
        Some((_, bound)) if is_below(bound) => " (below every band)".to_owned(),
        Some((_, Bound::Points(points))) => format!(" (from {} points)", points.plain()),
        Some((_, Bound::Value(share) | Bound::Share(share))) => {
            format!(" (from {}%)", share.percent())
        }
        None => String::new(),
    }
}

/// Each limit, and below it what made it hold.
fn limits<'a>(
    template: &'a CompiledTemplate,
    limits: &'a [LimitWhy],
) -> impl Iterator<Item = String> + 'a {
    limits.iter().flat_map(|limit| {
        let (id, because) = (&limit.id, &limit.because);
        let cap = cap(template, limit.cap);
        let grades = limit.grade_words(template);
        let answers = limit.read.iter();
        let critical = limit.critical.iter();
        std::iter::once(format!("    Limited by {id}: {because} ({cap})"))
            .chain(grades.map(|grades| format!("      because {grades}")))
            .chain(answers.map(|(question, answer)| match answer.given {
                true => format!("      {question} was answered {answer}"),
                false => format!("      {question} is {answer}"),
            }))
            .chain(
                critical
                    .map(|(question, answer)| format!("      {question} is critical: {answer}")),
            )
    })
}

fn cap(template: &CompiledTemplate, cap: Cap) -> String {
    match cap {
        Cap::Grade(grade) => format!(
            "no better than {}",
            template.grade_label(Some(grade)).unwrap_or_default()
        ),
        Cap::InsufficientEvidence => "no grade".to_owned(),
    }
}

/// A method as somebody would say it.
fn method_words(method: Method) -> &'static str {
    match method {
        Method::WeightedMean => "weighted mean",
        Method::Sum => "sum of points",
        Method::Worst => "the lowest answer",
        Method::AllOrNothing => "all or nothing",
        Method::Script => "scored by its script",
        Method::None => "not scored",
    }
}

fn overall_words(overall: Overall) -> &'static str {
    match overall {
        Overall::Sections(method) => method_words(method),
        Overall::Pooled => "weighted mean of all questions",
    }
}
