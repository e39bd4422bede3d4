//! An audit's explanation as one JSON object, for other programs.

use std::io;

use serde_json::{Map, Value, json, to_value};
use sightline_engine::explain;

use super::Explained;
use super::words::said;
use crate::exit::Failure;

/// Everything that `sightline explain` says of an audit. Ids are as templates write them.
pub(super) fn data(explained: &Explained<'_>) -> Result<Value, Failure> {
    let Explained {
        audit, template, ..
    } = explained;
    let explanation = explain::data(template, &explained.why, &explained.changes);
    let recorded = audit.recorded.as_ref().map(
        |(grade, reason)| json!({ "grade": template.grade_id(Some(*grade)), "reason": reason }),
    );
    let moderations = audit.moderations.iter().map(|one| {
        json!({
            "grade": template.grade_id(Some(one.grade)),
            "moderator": one.moderator,
            "date": one.date.to_string(),
            "basis": one.basis.id(),
        })
    });
    Ok(json!({
        "audit": audit.id,
        "revision": audit.revision,
        "case": audit.case.id,
        "date": audit.date.to_string(),
        "template": to_value(template.reference()).map_err(io::Error::from)?,
        "title": template.template().title,
        "explanation": to_value(explanation).map_err(io::Error::from)?,
        "recorded": recorded,
        "moderations": moderations.collect::<Vec<_>>(),
        "waits_for_moderation": explained.waits_for_moderation,
        "counts": template.grade_id(explained.counts),
        "voices": voices(explained),
        "alerts": to_value(template.alerts(&audit.scored)).map_err(io::Error::from)?,
        "actions": to_value(template.actions(&audit.scored, audit.date)).map_err(io::Error::from)?,
    }))
}

/// The other voices' answers in words, by voice and question.
fn voices(explained: &Explained<'_>) -> Map<String, Value> {
    let voices = explained.audit.voices.iter();
    let of_one = |(voice, answers): (&String, &std::collections::BTreeMap<String, _>)| {
        let answers = answers.iter();
        let answers: Map<_, _> = answers
            .map(|(question, answer)| (question.clone(), said(answer, &str::to_owned).into()))
            .collect();
        (voice.clone(), answers.into())
    };
    voices.map(of_one).collect()
}
