//! What the numbers cannot say.

use sightline_engine::rollup::{Comparison, Share, Summary};
use sightline_engine::scored::Status;

use crate::data::{Data, short_label};
use crate::number::{FEW, FEWEST, count, list, list_of_titles};
use crate::parts::front::STRENGTH_IN;
use crate::parts::method;
use crate::sentence::{broken, level, verb};

pub(crate) fn limits(data: &Data<'_>) -> Vec<String> {
    let mut limits = Vec::new();
    let audits = data.audits();
    if audits == 0 {
        limits.push(format!(
            "There are no audits this {}, so nothing can be said about it.",
            data.word()
        ));
        return limits;
    }
    if !data.spec.only.is_all() {
        limits.push(
            "This report is about a part of the audits; what is counted for the whole authority is not in it: measures, late \
             reviews, alerts and what children said."
                .to_owned(),
        );
    }
    missing(data, &mut limits);
    small(data, &mut limits);
    statuses(data, &mut limits);
    groups(data, &mut limits);
    comparisons(data, &mut limits);
    limits.push(chosen(data));
    limits.push(
        "A change is called better or worse only where it is more than two percentage points and more than \
         one audit with another result would make; even so it may be chance."
            .to_owned(),
    );
    limits.push(format!(
        "The summary names a strength only where at least {STRENGTH_IN} audits found it. With fewer than {FEWEST} audits on either side \
         no change is put in words."
    ));
    limits.push(
        "An audit may have findings in several themes, so shares of themes do not add up to 100%; nor do rounded percentages."
            .to_owned(),
    );
    limits
}

/// How audits were chosen: the samples that are on record, and that nothing is known of the others.
pub(crate) fn chosen(data: &Data<'_>) -> String {
    let mut said: Vec<String> = Vec::new();
    for one in method::drawn(data) {
        let how = format!("of {} {}", method::title(data, one), one.how);
        if !said.contains(&how) {
            said.push(how);
        }
    }
    if said.is_empty() {
        return "How audits were chosen is not part of these numbers. Unless they were drawn by chance, they describe the \
                audits that were done and not all the work."
            .to_owned();
    }
    format!(
        "Samples were drawn this {}: {}. These numbers do not tell which audits are of a sample. Only those of cases drawn at random \
         speak for all the work; how others were chosen is not on record.",
        data.word(),
        list_of_titles(&said)
    )
}

fn missing(data: &Data<'_>, limits: &mut Vec<String>) {
    let sum = |of: fn(&Summary) -> u64| -> u64 { data.now.iter().map(of).sum() };
    let asked = sum(|one| one.completeness.all());
    let blank = Share::of(sum(|one| one.completeness.unanswered), asked);
    let unseen = Share::of(sum(|one| one.completeness.not_enough_evidence), asked);
    if blank.part + unseen.part > 0 {
        limits.push(format!(
            "Missing data: {} {} no answer, and {} had not enough evidence to answer.",
            level(blank, "required questions"),
            verb(blank, "has", "have"),
            level(unseen, "required questions"),
        ));
    }
}

fn small(data: &Data<'_>, limits: &mut Vec<String>) {
    let few: Vec<String> = data
        .now
        .iter()
        .filter(|one| one.audits < FEW)
        .map(|one| format!("{} ({})", one.title, one.audits))
        .collect();
    if !few.is_empty() {
        limits.push(format!(
            "Small numbers: fewer than {FEW} audits of {}. One or two audits move these percentages by a lot.",
            list(&few)
        ));
    }
}

fn statuses(data: &Data<'_>, limits: &mut Vec<String>) {
    let ended = |status| data.now.iter().map(|one| one.ended(status)).sum::<u64>();
    for (status, one, words) in [
        (
            Status::Failed,
            "could not be scored because a script failed; its answers are kept and it counts in no share",
            "could not be scored because a script failed; their answers are kept and they count in no share",
        ),
        (
            Status::InsufficientEvidence,
            "has no overall grade, because answers are missing or a limit found too little to go by",
            "have no overall grade, because answers are missing or a limit found too little to go by",
        ),
        (
            Status::NotEligible,
            "was of a case the template is not for; it counts in no share",
            "were of cases the template is not for; they count in no share",
        ),
    ] {
        let n = ended(status);
        if n > 0 {
            let words = match n {
                1 => one,
                _ => words,
            };
            limits.push(format!("{} {words}.", count(n, "audit")));
        }
    }
}

fn groups(data: &Data<'_>, limits: &mut Vec<String>) {
    let quarter = data.rollup.for_period(data.spec.period);
    let nobody = quarter.for_team("").audits();
    if nobody > 0 {
        let are = if nobody == 1 { "is" } else { "are" };
        limits.push(format!(
            "{} without a team {are} in the totals and in no team.",
            count(nobody, "audit")
        ));
    }
}

fn comparisons(data: &Data<'_>, limits: &mut Vec<String>) {
    for one in &data.now {
        let mut quarters = Vec::new();
        let mut because = None;
        for then in &data.earlier {
            if let Comparison::Broken(found) = one.beside(&then.summaries) {
                quarters.push(short_label(then.period));
                because = Some(found);
            }
        }
        if let Some(because) = because {
            limits.push(format!(
                "Comparison of {} with {} is broken: {}.",
                one.title,
                list(&quarters),
                broken(&because)
            ));
        }
    }
}
