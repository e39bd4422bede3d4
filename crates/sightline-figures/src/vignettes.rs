//! What happened in single cases, told so that nobody can know whose they are.
//!
//! Each is held against the case records that it is from: a text may have been edited since somebody checked it, and what many
//! children shared last year few may share now.

use std::ops::ControlFlow;

use sightline_engine::calendar::Period;
use sightline_engine::model::FactValue;
use sightline_engine::vignette::{self, About, Mentions, Vignette};
use sightline_engine::{Code, Diagnostic, Diagnostics, Spanned};
use sightline_store::{StoreError, StoreRead, StoredAudit};

/// The vignettes of a period that give nobody away, by quarter, and what is wrong with the others.
pub fn sound(
    read: &dyn StoreRead,
    vignettes: &[Spanned<Vignette>],
    period: Period,
) -> Result<(Vec<Vignette>, Diagnostics), StoreError> {
    let quarters = period.quarters();
    let mut all = vignettes.to_vec();
    all.retain(|one| quarters.contains(&one.value.period));
    all.sort_by_key(|one| one.value.period);
    let found = check(read, &all)?;
    let mut sound = Vec::new();
    let mut wrong = Diagnostics::new();
    for (one, found) in all.into_iter().zip(found) {
        if !found.has_errors() {
            sound.push(one.value);
        }
        wrong.extend(found);
    }
    Ok((sound, wrong))
}

/// What each vignette gives away, in their order; case records are gone through once for all of them.
///
/// What gives nobody away has no diagnostics; one whose audit is not stored cannot be checked and is refused.
pub fn check(
    read: &dyn StoreRead,
    vignettes: &[Spanned<Vignette>],
) -> Result<Vec<Diagnostics>, StoreError> {
    let mut found = Vec::new();
    let mut mentions = Vec::new();
    for one in vignettes {
        let text = one.clone().map(|one| one.text);
        let vignette = &one.value;
        match read.audit(&vignette.audit, None) {
            Err(StoreError::NotFound { .. }) => {
                let message = format!("its audit, `{}`, is not in the store", vignette.audit);
                let wrong = Diagnostic::error(Code::LOST_VIGNETTE, &one.at, message)
                    .help("name the audit that it is from, so that it can be checked");
                found.push(wrong.into());
                mentions.push(Mentions::default());
            }
            audit => {
                let audit = audit?;
                let about = about(&audit, &vignette.chosen_by);
                found.push(vignette::diagnostics(
                    &text,
                    &vignette::find(&text.value, &about),
                ));
                mentions.push(Mentions::of(&text.value, &audit.case, audit.date));
            }
        }
    }
    let mut shared_by = vec![0; vignettes.len()];
    let mut of = 0;
    if mentions.iter().any(|one| !one.is_empty()) {
        let counted = read.each_case(&mut |case| {
            of += 1;
            for (count, mentions) in shared_by.iter_mut().zip(&mentions) {
                *count += u64::from(!mentions.is_empty() && mentions.fits(&case));
            }
            ControlFlow::Continue(())
        });
        counted?;
    }
    for (n, one) in vignettes.iter().enumerate() {
        let text = one.clone().map(|one| one.text);
        let rare = mentions
            .get(n)
            .zip(shared_by.get(n))
            .and_then(|(mentions, shared_by)| mentions.diagnostic(&text, *shared_by, of));
        if let (Some(found), Some(rare)) = (found.get_mut(n), rare) {
            found.push(rare);
        }
    }
    Ok(found.into_iter().map(Diagnostics::sorted).collect())
}

/// What is known of an audit that must not stand in its vignette.
fn about(audit: &StoredAudit, chosen_by: &str) -> About {
    let mut known = vec![
        (audit.case.id.clone(), "the child's id"),
        (audit.id.clone(), "the audit's id"),
        (chosen_by.to_owned(), "a staff code"),
    ];
    known.extend(
        audit
            .auditor
            .iter()
            .map(|code| (code.clone(), "a staff code")),
    );
    let moderators = audit.moderations.iter().map(|one| one.moderator.clone());
    known.extend(moderators.map(|code| (code, "a staff code")));
    known.extend(
        audit
            .team
            .iter()
            .map(|team| (team.clone(), "the team's name")),
    );
    known.extend(
        audit
            .service
            .iter()
            .map(|service| (service.clone(), "the service's name")),
    );
    for (name, value) in &audit.case.facts {
        let FactValue::Text(value) = value else {
            continue;
        };
        let what = match name.as_str() {
            "worker" => "a staff code",
            "team" => "the team's name",
            "service" => "the service's name",
            "family" => "the family's id",
            // Codes of the returns are words of the trade; a chair's or a worker's own code is somebody.
            name if name.ends_with("_code") && name != "participation_code" => {
                "a code of the record"
            }
            _ => continue,
        };
        known.push((value.clone(), what));
    }
    known.retain(|(value, _)| !value.trim().is_empty());
    About { known }
}
