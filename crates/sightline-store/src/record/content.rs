//! What makes two audits the same.

use sightline_engine::digest;

use crate::NewAudit;

/// How much of a SHA-256 is kept: enough that no two audits of one authority ever meet.
pub(crate) type Content = [u8; 16];

/// Names what was answered, by whom, about whom, when and with which template.
///
/// What scoring made of it is left out: a later engine that words a reason differently has not made another audit.
pub(crate) fn content(new: &NewAudit<'_>, notes: Option<&str>, voices: Option<&str>) -> Content {
    let audit = new.audit;
    let date = audit.date.to_string();
    let recorded = new.recorded.map(|grade| [grade.0]);
    let reason = audit
        .recorded
        .as_ref()
        .map(|recorded| recorded.reason.as_str());
    let maybe = |text: Option<&'_ str>| text.map_or(&b""[..], |_| b"+");
    let texts = [
        audit.auditor.as_deref(),
        audit.team.as_deref(),
        audit.service.as_deref(),
        notes,
        voices,
        reason,
    ];
    let all = [
        audit.id.as_str(),
        &audit.case,
        &new.template.id,
        &new.template.digest,
        &date,
    ];
    let parts = all.iter().map(|text| text.as_bytes());
    let parts = parts.chain(
        texts
            .iter()
            .flat_map(|text| [maybe(*text), text.unwrap_or_default().as_bytes()]),
    );
    let parts = parts.chain([
        new.answers.codes.as_slice(),
        recorded.as_ref().map_or(&[], |grade| grade.as_slice()),
    ]);
    let whole = digest(parts);
    let mut kept = Content::default();
    kept.iter_mut()
        .zip(whole)
        .for_each(|(kept, byte)| *kept = byte);
    kept
}
