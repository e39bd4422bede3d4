//! Themes that people found in comments, beside those that rules found in answers.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::calendar::Quarter;
use crate::model::ThemeChanges;
use crate::rollup::Labels;
use crate::scored::{FindingKind, Scored};

/// One audit of which at least one comment was coded and accepted: no case, no auditor, no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedAudit {
    /// The quarter it counts in.
    pub quarter: Quarter,
    /// The id of the template that it was done with.
    pub template: String,
    /// What people found in its comments: theme ids, each with what it is.
    pub coded: BTreeSet<(String, FindingKind)>,
    /// What scoring found in its answers.
    pub found: BTreeSet<(String, FindingKind)>,
}

/// How many audits' comments speak of a theme, by quarter and template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedTheme {
    /// The quarter.
    pub quarter: Quarter,
    /// The template's id; absent where all of them are joined.
    pub template: Option<String>,
    /// The theme's id, as it is called today.
    pub theme: String,
    /// Strength or concern.
    pub kind: FindingKind,
    /// Audits with an accepted comment; each counts once, however many of its comments speak of the theme.
    pub audits: u64,
    /// Those of them in which scoring found nothing of the kind in this theme. Added to the audits with a finding, they give
    /// the audits in which the theme was seen either way, none of them twice.
    pub beyond: u64,
}

/// The themes that scoring found in an audit, by id, each with what it is.
#[must_use]
pub fn found_themes(labels: &Labels, scored: &Scored) -> BTreeSet<(String, FindingKind)> {
    let (concerns, strengths) = super::tally::found(scored);
    let mut found = BTreeSet::new();
    for (place, theme) in (0_u32..).zip(&labels.themes) {
        let has = |bits: u128| bits.checked_shr(place).unwrap_or(0) & 1 == 1;
        for (bits, kind) in [
            (concerns, FindingKind::Concern),
            (strengths, FindingKind::Strength),
        ] {
            if has(bits) {
                found.insert((theme.id.clone(), kind));
            }
        }
    }
    found
}

/// Counts coded audits by quarter, template, theme and kind, themes under the names that they have by a day.
#[must_use]
pub fn coded(audits: &[CodedAudit], changes: &ThemeChanges, by: NaiveDate) -> Vec<CodedTheme> {
    count(audits, changes, by, |audit| Some(audit.template.clone()))
}

/// The same with all templates joined; an audit is of one template, so none counts twice.
#[must_use]
pub fn coded_over_templates(
    audits: &[CodedAudit],
    changes: &ThemeChanges,
    by: NaiveDate,
) -> Vec<CodedTheme> {
    count(audits, changes, by, |_| None)
}

/// Quarter, template, theme and kind.
type Place = (Quarter, Option<String>, String, FindingKind);

fn count(
    audits: &[CodedAudit],
    changes: &ThemeChanges,
    by: NaiveDate,
    template: impl Fn(&CodedAudit) -> Option<String>,
) -> Vec<CodedTheme> {
    let mut counts: BTreeMap<Place, (u64, u64)> = BTreeMap::new();
    for audit in audits {
        let today = |set: &BTreeSet<(String, FindingKind)>| -> BTreeSet<(String, FindingKind)> {
            set.iter()
                .map(|(id, kind)| {
                    let today = changes.today(id, by).map(|theme| theme.id.clone());
                    (today.unwrap_or_else(|| id.clone()), *kind)
                })
                .collect()
        };
        let found = today(&audit.found);
        for (theme, kind) in today(&audit.coded) {
            let is_beyond = !found.contains(&(theme.clone(), kind));
            let held = counts
                .entry((audit.quarter, template(audit), theme, kind))
                .or_default();
            held.0 += 1;
            held.1 += u64::from(is_beyond);
        }
    }
    counts
        .into_iter()
        .map(
            |((quarter, template, theme, kind), (audits, beyond))| CodedTheme {
                quarter,
                template,
                theme,
                kind,
                audits,
                beyond,
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Theme, ThemeChange};

    const Q3: Quarter = Quarter { year: 2025, n: 3 };

    fn audit(template: &str, coded: &[&str], found: &[&str]) -> CodedAudit {
        let set = |ids: &[&str]| {
            let concern = |id: &&str| ((*id).to_owned(), FindingKind::Concern);
            ids.iter().map(concern).collect()
        };
        CodedAudit {
            quarter: Q3,
            template: template.to_owned(),
            coded: set(coded),
            found: set(found),
        }
    }

    #[test]
    fn d12_an_audit_counts_once_in_a_theme_whatever_it_was_called_and_however_it_was_found() {
        let drift = |from: &str| ThemeChange {
            from: from.to_owned(),
            into: Theme {
                id: "pace".to_owned(),
                title: "Pace".to_owned(),
            },
            on: NaiveDate::default(),
            because: None,
            merged: true,
        };
        let changes = ThemeChanges::new(vec![drift("drift"), drift("delay")]);
        let audits = [
            audit("a", &["drift", "delay"], &["voice"]),
            audit("a", &["delay"], &["drift"]),
            audit("b", &["voice", "pace"], &["voice"]),
        ];
        let said = |counts: Vec<CodedTheme>| -> Vec<(Option<String>, String, u64, u64)> {
            let row = |one: CodedTheme| (one.template, one.theme, one.audits, one.beyond);
            counts.into_iter().map(row).collect()
        };
        let row = |template: Option<&str>, theme: &str, audits, beyond| {
            (
                template.map(str::to_owned),
                theme.to_owned(),
                audits,
                beyond,
            )
        };
        let by = NaiveDate::MAX;
        assert_eq!(
            said(coded(&audits, &changes, by)),
            [
                row(Some("a"), "pace", 2, 1),
                row(Some("b"), "pace", 1, 1),
                row(Some("b"), "voice", 1, 0)
            ]
        );
        assert_eq!(
            said(coded_over_templates(&audits, &changes, by)),
            [row(None, "pace", 3, 2), row(None, "voice", 1, 0)]
        );
    }
}
