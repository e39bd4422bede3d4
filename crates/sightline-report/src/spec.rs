use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::SourceFile;
use sightline_engine::calendar::Period;
use sightline_engine::model::Terms;
use sightline_engine::rollup::Group;

/// Where a number stands in a report: its table, row and column.
pub(crate) type Place = [String; 3];

/// An earlier report on the same period that a report takes the place of, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restates {
    /// Its numbers, as they were signed off.
    pub(crate) was: BTreeMap<Place, String>,
    /// The day it was signed off, in words.
    pub(crate) date: String,
    /// Why the figures changed.
    pub(crate) because: String,
}

/// What a report is asked to be.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Whose report it is, as a reader sees it.
    pub authority: String,
    /// Who wrote it, as a role or a team: the method and its sentences are the program's, and somebody answers for them.
    pub author: Option<String>,
    /// What it reports: a quarter, half a year or a year.
    pub period: Period,
    /// Whose and which audits it is about; by default all.
    pub only: Only,
    /// Who will read it.
    pub audience: Audience,
    /// The day the numbers were taken; whoever calls has the clock.
    pub prepared_on: NaiveDate,
    /// What the parts of the summary are called.
    pub headings: Headings,
    /// Teams and services with fewer audits than this are not compared.
    pub team_minimum: u64,
    /// Words for ids that readers see, such as those of roles.
    pub terms: Terms,
    /// The signed-off report on the same period that this one takes the place of.
    pub restates: Option<Restates>,
    /// Whether children read it: its words are searched like a public report's, although small numbers are shown.
    pub for_children: bool,
    /// Words that look like a person's and are nobody's, as they are printed.
    pub public_words: Vec<String>,
    /// What people typed into files; where words have to be changed, their place is looked up here.
    pub typed: Vec<Arc<SourceFile>>,
    /// A report to fill in instead of the shipped one.
    pub template: Option<Arc<SourceFile>>,
}

impl Spec {
    /// The shipped report for colleagues.
    #[must_use]
    pub fn new(
        authority: impl Into<String>,
        period: impl Into<Period>,
        prepared_on: NaiveDate,
    ) -> Self {
        Self {
            authority: authority.into(),
            author: None,
            period: period.into(),
            only: Only::default(),
            audience: Audience::Internal,
            prepared_on,
            headings: Headings::default(),
            team_minimum: 10,
            terms: Terms::default(),
            restates: None,
            for_children: false,
            public_words: Vec::new(),
            typed: Vec::new(),
            template: None,
        }
    }
}

/// Whose and which audits a report is about; what is absent leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Only {
    /// One team's work.
    pub team: Option<String>,
    /// One service's work.
    pub service: Option<String>,
    /// Audits done with one template, in all its editions.
    pub template: Option<String>,
}

impl Only {
    /// Whether nothing is left out.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Whether audits of a group belong to it.
    #[must_use]
    pub fn holds(&self, group: &Group) -> bool {
        let fits = |wanted: &Option<String>, found: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == found)
        };
        fits(&self.team, &group.team)
            && fits(&self.service, &group.service)
            && fits(&self.template, &group.template.id)
    }
}

/// Who will read a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Audience {
    /// Colleagues: small numbers are shown, and every page is marked.
    #[default]
    Internal,
    /// Everybody: small numbers are hidden, and what they could be worked out from.
    Public,
}

/// What the parts of the summary are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Headings {
    /// Strengths, areas to develop, what we will do.
    #[default]
    Plain,
    /// Working well, worried about, needs to happen.
    SignsOfSafety,
}
