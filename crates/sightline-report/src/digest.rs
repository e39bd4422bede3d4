//! One name for all the figures of a report, so that two reports can be told apart.

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use crate::context::Context;
use crate::data::Data;

/// What says who reads a report, when and under what words, and is no figure.
const NOT_FIGURES: [&str; 7] = [
    "authority",
    "author",
    "marking",
    "terms",
    "prepared_on",
    "headings",
    "restated",
];

/// As many digits as keep two reports apart and still can be read out.
const DIGITS: usize = 16;

/// Of every count of the audits that a report looks at, and of all else that it can say.
///
/// Counts are of questions too, so an audit that was corrected has another digest even where no printed number moves.
pub(crate) fn of_audits(data: &Data<'_>, context: &Context) -> String {
    let mut hash = Sha256::new();
    for (period, _) in data.periods() {
        for (group, _, tally) in data.rollup.for_period(period).groups() {
            let template = &group.template;
            let bytes = tally.to_bytes();
            hash.update(format!(
                "{}\n{} {} {}\n{}\n{}\n{}\n",
                group.quarter,
                template.id,
                template.version,
                template.digest,
                group.team,
                group.service,
                bytes.len()
            ));
            hash.update(bytes);
        }
    }
    told(&mut hash, context);
    hex(hash)
}

/// Of what a public report says and nothing else: a digest of hidden counts could be tried out until they were known.
pub(crate) fn of_what_is_told(context: &Context) -> String {
    let mut hash = Sha256::new();
    told(&mut hash, context);
    hex(hash)
}

fn told(hash: &mut Sha256, context: &Context) {
    let mut all = serde_json::to_value(context).unwrap_or_default();
    if let Json::Object(parts) = &mut all {
        parts.retain(|name, _| !NOT_FIGURES.contains(&name.as_str()));
    }
    hash.update(all.to_string());
}

fn hex(hash: Sha256) -> String {
    let bytes = hash.finalize();
    let first = bytes.iter().take(DIGITS / 2);
    first.map(|byte| format!("{byte:02x}")).collect()
}
