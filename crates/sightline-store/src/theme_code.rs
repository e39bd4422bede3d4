//! Themes that rules propose for comments, and what people made of each proposal.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::{ControlFlow, Range};

use chrono::NaiveDate;
use sightline_engine::calendar::Quarter;
use sightline_engine::model::ThemeChanges;
use sightline_engine::rollup::{CodedAudit, Restated, found_themes, restate};
use sightline_engine::scored::FindingKind;

use crate::{Filter, StoreError, StoreRead};

/// A theme that a rule proposes for a text of an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewThemeCode {
    /// The audit's id.
    pub audit: String,
    /// The revision that was read, from 1.
    pub revision: u32,
    /// The question that the text belongs to.
    pub question: String,
    /// Which text of it.
    pub part: TextPart,
    /// The theme.
    pub theme: String,
    /// Strength or concern.
    pub kind: FindingKind,
    /// The rule that proposes it.
    pub rule: String,
    /// The words that it found, as bytes of the text.
    pub at: Vec<Range<usize>>,
    /// The day on which it was proposed.
    pub date: NaiveDate,
}

/// Which text of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextPart {
    /// The auditor's comment on an answer.
    Comment,
    /// The answer to a question that is answered in words.
    Answer,
}

impl TextPart {
    /// As stored.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Answer => "answer",
        }
    }
}

/// A proposal in the queue, with what people made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeCode {
    /// By which people name it, from 1.
    pub id: u32,
    /// What was proposed.
    pub proposed: NewThemeCode,
    /// The quarter that the audit counts in.
    pub quarter: Quarter,
    /// The id of the template that it was done with.
    pub template: String,
    /// In the order they were made; the last one stands.
    pub decisions: Vec<ThemeDecision>,
}

/// What a person made of a proposal.
#[derive(Clone, PartialEq, Eq)]
pub struct ThemeDecision {
    /// What it is.
    pub verdict: Verdict,
    /// Staff code of whoever decided.
    pub by: String,
    /// When.
    pub date: NaiveDate,
    /// Why, where it was said.
    pub because: Option<String>,
}

impl fmt::Debug for ThemeDecision {
    /// Says what was decided and hides by whom and why.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThemeDecision")
            .field("verdict", &self.verdict)
            .finish_non_exhaustive()
    }
}

/// The three things that can be made of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The text speaks of the theme.
    Accepted,
    /// It speaks of none.
    Rejected,
    /// It speaks of another, or of this one otherwise.
    Recoded {
        /// The theme.
        theme: String,
        /// Strength or concern.
        kind: FindingKind,
    },
}

impl Verdict {
    /// As stored.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Recoded { .. } => "recoded",
        }
    }
}

impl ThemeCode {
    /// The theme that counts: what was accepted or recoded last; nothing while it waits, or where it was rejected.
    #[must_use]
    pub fn counts(&self) -> Option<(&str, FindingKind)> {
        match &self.decisions.last()?.verdict {
            Verdict::Accepted => Some((&self.proposed.theme, self.proposed.kind)),
            Verdict::Recoded { theme, kind } => Some((theme, *kind)),
            Verdict::Rejected => None,
        }
    }

    /// Whether nobody has looked at it yet.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.decisions.is_empty()
    }
}

/// The audits of which a comment was coded and accepted, for [`sightline_engine::rollup::coded`].
///
/// Reads the audits with an accepted comment and no others: each of those was read by a person, so there are never many.
pub fn coded_audits(read: &dyn StoreRead, filter: &Filter) -> Result<Vec<CodedAudit>, StoreError> {
    let mut coded: BTreeMap<String, CodedAudit> = BTreeMap::new();
    for one in read.theme_codes(filter)? {
        let Some((theme, kind)) = one.counts() else {
            continue;
        };
        let theme = (theme.to_owned(), kind);
        if let Some(held) = coded.get_mut(&one.proposed.audit) {
            held.coded.insert(theme);
            continue;
        }
        let audit = read.audit(&one.proposed.audit, None)?;
        let found = found_themes(audit.template.layout.labels(), &audit.scored);
        coded.insert(
            one.proposed.audit.clone(),
            CodedAudit {
                quarter: one.quarter,
                template: one.template.clone(),
                coded: BTreeSet::from([theme]),
                found,
            },
        );
    }
    Ok(coded.into_values().collect())
}

/// The counts of the audits that fit, with every theme under the name that it has by a day.
///
/// As quick as [`StoreRead::rollup`], unless a template looked at two themes that are one now: then its audits are read again,
/// so that one with both counts once.
pub fn restated_rollup(
    read: &dyn StoreRead,
    filter: &Filter,
    changes: &ThemeChanges,
    by: NaiveDate,
) -> Result<Restated, StoreError> {
    let mut restated = restate(&read.rollup(filter)?, changes, by);
    restated.recount(|each| {
        read.each_audit(filter, &mut |row| {
            each(row.group, &row.graded);
            ControlFlow::Continue(())
        })
    })?;
    Ok(restated)
}
