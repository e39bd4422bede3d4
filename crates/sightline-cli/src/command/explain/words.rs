//! An audit's explanation as somebody would read it out.

use sightline_engine::explain;
use sightline_engine::model::{Answer, GradeIx, Terms, Value};
use sightline_store::Moderation;

use super::Explained;

/// Which audit, why its grade is what it is, what people said beside it, and what follows.
pub(super) fn words(explained: &Explained<'_>, terms: &Terms) -> String {
    let Explained {
        audit, template, ..
    } = explained;
    let reference = template.reference();
    let mut text = format!(
        "Audit {} of case {} on {}, {} ({} {})\n\n{}",
        audit.id,
        audit.case.id,
        audit.date,
        template.template().title,
        reference.id,
        reference.version,
        explain::text(template, &explained.why, &explained.changes),
    );
    for (title, lines) in [
        ("What people said", people(explained)),
        ("What the others answered", voices(explained, terms)),
        ("What follows", follows(explained, terms)),
    ] {
        if !lines.is_empty() {
            text.push_str(&format!("\n{title}\n    {}\n", lines.join("\n    ")));
        }
    }
    text
}

/// The grades that people gave, where they did, and the one that counts.
fn people(explained: &Explained<'_>) -> Vec<String> {
    let label = |grade: Option<GradeIx>| {
        let label = explained.template.grade_label(grade);
        label.unwrap_or("no grade")
    };
    let mut lines = Vec::new();
    if let Some((grade, reason)) = &explained.audit.recorded {
        lines.push(format!(
            "The auditor recorded {}: {reason}",
            label(Some(*grade))
        ));
    }
    for Moderation {
        grade,
        basis,
        moderator,
        date,
    } in &explained.audit.moderations
    {
        lines.push(format!(
            "{moderator} moderated it as {} on {date} ({})",
            label(Some(*grade)),
            basis.id()
        ));
    }
    if explained.waits_for_moderation {
        lines.push(
            "A second person must grade it: the template always asks for that here".to_owned(),
        );
    }
    if explained.counts.is_some() && !lines.is_empty() {
        lines.push(format!(
            "The grade that counts is {}",
            label(explained.counts)
        ));
    }
    lines
}

/// The other voices' answers, which are kept and never scored.
fn voices(explained: &Explained<'_>, terms: &Terms) -> Vec<String> {
    let mut lines = Vec::new();
    for (voice, answers) in &explained.audit.voices {
        for (question, answer) in answers {
            let said = said(answer, &|one| {
                explained.template.option_words(question, one)
            });
            lines.push(format!("{}, {question}: {said}", terms.one(voice)));
        }
    }
    lines
}

/// One answer in words; `option` says what an option is called.
pub(super) fn said(answer: &Answer, option: &dyn Fn(&str) -> String) -> String {
    match answer {
        Answer::Given { value, comment } => {
            let value = match value {
                Value::Text(text) => option(text),
                Value::Number(number) => number.plain(),
                Value::List(options) => {
                    let options: Vec<String> = options.iter().map(|one| option(one)).collect();
                    options.join(", ")
                }
                Value::Rows(rows) => format!("{} rows", rows.len()),
            };
            match comment {
                Some(comment) => format!("{value} ({comment})"),
                None => value,
            }
        }
        Answer::NotApplicable { reason } => format!("not applicable ({reason})"),
        Answer::NotEnoughEvidence { reason } => format!("not enough evidence ({reason})"),
    }
}

/// Who must be told and what must be done.
fn follows(explained: &Explained<'_>, terms: &Terms) -> Vec<String> {
    let Explained {
        audit, template, ..
    } = explained;
    let alerts = template.alerts(&audit.scored).into_iter().map(|alert| {
        let to = terms.one(&alert.to);
        format!("{}: tell the {to}, {}", alert.id, alert.within)
    });
    let actions = template.actions(&audit.scored, audit.date).into_iter();
    let actions = actions.map(|action| {
        let owner = action.owner.map(|owner| terms.one(&owner));
        let due = action.due.map(|due| format!("by {due}"));
        let who: Vec<String> = owner.into_iter().chain(due).collect();
        match who.as_slice() {
            [] => action.action,
            who => format!("{} ({})", action.action, who.join(", ")),
        }
    });
    alerts.chain(actions).collect()
}
