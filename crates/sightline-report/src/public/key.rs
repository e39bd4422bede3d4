use std::fmt;

use serde::{Deserialize, Serialize};
use sightline_engine::calendar::Period;
use sightline_engine::rollup::Family;

/// A count that some public report could print, in any period and for any service.
///
/// A key means the same in every report, so that what one report hid another cannot show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Key {
    period: String,
    service: Option<String>,
    what: What,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} in {}", self.what, self.period)?;
        match &self.service {
            Some(service) => write!(f, " of {service}"),
            None => Ok(()),
        }
    }
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum What {
    /// All audits.
    Audits(Whose),
    /// With an overall grade.
    Graded(Whose),
    /// Without one.
    Ungraded(Whose),
    /// With this grade, by its place.
    Grade(Whose, usize),
    /// Good or better; printed as a share alone.
    Good(Whose),
    NotGood(Whose),
    /// With a grade for a section.
    SectionGraded(Whose, String),
    SectionUngraded(Whose, String),
    SectionGrade(Whose, String, usize),
    SectionGood(Whose, String),
    SectionNotGood(Whose, String),
    /// That could be scored, and the others; never printed, and a reader can work them out.
    Scored(Whose),
    NotScored(Whose),
    /// Scored, of the templates that look at a theme.
    Looked(String),
    Concern(String),
    NoConcern(String),
    Strength(String),
    NoStrength(String),
    /// Reported grades that moderation set.
    Moderated,
    NotModerated,
    /// A measure: below the line, above it, and the rest.
    Counted(String),
    Above(String),
    Below(String),
    Unknown(String),
    /// Late reviews, and those for one reason.
    Late,
    LateBecause(String),
    /// Alerts about one concern at one stage: opened, resolved, not resolved, and overdue.
    Opened(String, bool),
    Resolved(String, bool),
    Unresolved(String, bool),
    Overdue(String, bool),
    NotOverdue(String, bool),
    /// By how much one count of a measure is more than a count of another; never printed, and a reader can subtract.
    Apart(Box<What>, Box<What>),
    /// What a measure and others like it looked at, known or not; never printed, and a reader can add it up.
    Base(String),
}

/// Whose audits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Whose {
    /// Those done with one template in one major version.
    Template(String, u32),
    /// Those of all templates on one scale.
    Scale(String),
    /// All.
    Everybody,
}

impl Whose {
    pub(crate) fn family(family: &Family) -> Self {
        Self::Template(family.id.clone(), family.major)
    }
}

/// Makes the keys of one period, for one service or for all of them together.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    period: String,
    service: Option<String>,
}

impl Place {
    pub(crate) fn of(period: Period, service: Option<&str>) -> Self {
        Self {
            period: period.label(),
            service: service.map(str::to_owned),
        }
    }

    pub(crate) fn key(&self, what: What) -> Key {
        Key {
            period: self.period.clone(),
            service: self.service.clone(),
            what,
        }
    }
}

impl Key {
    /// The same count in another period.
    pub(crate) fn during(&self, period: Period) -> Self {
        self.over(&period.label())
    }

    /// What is left of the count without those of some parts of its period, or of those without it.
    pub(crate) fn without(&self, parts: &[Period]) -> Self {
        self.over(&format!("{} without {}", self.period, listed(parts)))
    }

    /// The same count in some periods together.
    pub(crate) fn together(&self, parts: &[Period]) -> Self {
        self.over(&listed(parts))
    }

    fn over(&self, period: &str) -> Self {
        Self {
            period: period.to_owned(),
            ..self.clone()
        }
    }

    pub(crate) fn is_during(&self, period: Period) -> bool {
        self.period == period.label()
    }

    pub(crate) fn is_at(&self, place: &Place) -> bool {
        self.period == place.period && self.service == place.service
    }

    /// The same count for one service.
    pub(crate) fn of_service(&self, service: &str) -> Self {
        Self {
            service: Some(service.to_owned()),
            ..self.clone()
        }
    }

    pub(crate) fn is_of_everybody(&self) -> bool {
        self.service.is_none()
    }

    /// What the count is worth to readers, from 1: what is worth less is hidden first.
    ///
    /// The whole says more than its parts, and a share more than a single grade. It follows from what is counted and never from how
    /// many, so that what was hidden tells nothing.
    pub(crate) fn worth(&self) -> u8 {
        let of_everybody = match &self.what {
            What::Audits(Whose::Everybody) => 7,
            What::Graded(Whose::Scale(_))
            | What::Good(Whose::Scale(_))
            | What::NotGood(Whose::Scale(_)) => 6,
            What::Counted(_) | What::Above(_) => 5,
            What::Graded(Whose::Everybody) => 4,
            What::Audits(_) | What::Graded(_) | What::Good(_) => 3,
            What::Grade(Whose::Scale(_), _)
            | What::Looked(_)
            | What::Concern(_)
            | What::Strength(_)
            | What::Late
            | What::Opened(..) => 3,
            What::Grade(..) | What::SectionGraded(..) | What::SectionGood(..) => 2,
            What::Ungraded(_)
            | What::NotGood(_)
            | What::SectionUngraded(..)
            | What::SectionGrade(..)
            | What::SectionNotGood(..)
            | What::Scored(_)
            | What::NotScored(_)
            | What::NoConcern(_)
            | What::NoStrength(_)
            | What::Moderated
            | What::NotModerated
            | What::Below(_)
            | What::Unknown(_)
            | What::LateBecause(_)
            | What::Resolved(..)
            | What::Unresolved(..)
            | What::Overdue(..)
            | What::NotOverdue(..)
            | What::Apart(..)
            | What::Base(_) => 1,
        };
        match self.service {
            None => of_everybody,
            Some(_) => 1.max(of_everybody / 3),
        }
    }

    /// Whether counts of it can add up over periods and services; what two measures are apart by stands for one period alone.
    pub(crate) fn adds_up(&self) -> bool {
        !matches!(self.what, What::Apart(..) | What::Base(_))
    }
}

fn listed(parts: &[Period]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| part.label()).collect();
    parts.join(", ")
}
