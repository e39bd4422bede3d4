//! What makes two audits the same.

use sightline_engine::digest;

use super::bytes::{put_number, put_text};
use crate::NewAudit;

/// How much of a SHA-256 is kept: enough that no two audits of one authority ever meet.
pub(crate) type Content = [u8; 16];

/// Names what was answered, by whom, about whom, when and with which template.
///
/// What scoring made of it is left out: a later engine that words a reason differently has not made another audit.
pub(crate) fn content(new: &NewAudit<'_>, notes: Option<&str>, voices: Option<&str>) -> Content {
    let audit = new.audit;
    let mut whole = Vec::with_capacity(512);
    for text in [
        &audit.id,
        &audit.case,
        &new.template.id,
        &new.template.digest,
    ] {
        put_text(&mut whole, text);
    }
    put_text(&mut whole, &audit.date.to_string());
    let reason = audit
        .recorded
        .as_ref()
        .map(|recorded| recorded.reason.as_str());
    let (auditor, team, service) = (
        audit.auditor.as_deref(),
        audit.team.as_deref(),
        audit.service.as_deref(),
    );
    for text in [auditor, team, service, notes, voices, reason] {
        // Nothing and no text are told apart.
        put_number(&mut whole, u128::from(text.is_some()));
        put_text(&mut whole, text.unwrap_or_default());
    }
    put_number(
        &mut whole,
        new.recorded.map_or(0, |grade| u128::from(grade.0) + 1),
    );
    whole.extend_from_slice(&new.answers.codes);
    let all = digest([whole.as_slice()]);
    let mut kept = Content::default();
    kept.iter_mut()
        .zip(all)
        .for_each(|(kept, byte)| *kept = byte);
    kept
}
