//! Every count that a public report could print, and how the counts add up.

mod grades;
mod measures;
mod periods;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use sightline_engine::Rollup;
use sightline_engine::calendar::Period;
use sightline_engine::model::GradeScale;
use sightline_engine::programme::Told;
use sightline_engine::rollup::{Basis, GradeCounts, Summary, themes};
use sightline_engine::scored::FindingKind;

use super::key::{Key, Place, What, Whose};
use crate::disclose::{Cells, CellsError};
use crate::figures::Figures;

pub(super) use measures::taken_of;
pub(super) use periods::sums_over;

type Done = Result<(), Box<CellsError<Key>>>;

/// The cells of one period: for everybody, and for each service.
pub(super) fn cells(
    figures: &Figures,
    period: Period,
    detail: Detail,
) -> Result<Cells<Key>, Box<CellsError<Key>>> {
    let rollup = figures.rollup.for_period(period);
    let mut counted = Counted {
        detail,
        cells: Cells::new(),
        keys: Vec::new(),
    };
    counted.audits(&rollup, &Place::of(period, None))?;
    let services: BTreeSet<String> = rollup
        .groups()
        .map(|(group, ..)| group.service.clone())
        .collect();
    if services.len() > 1 && detail == Detail::Services {
        for service in &services {
            let place = Place::of(period, Some(service));
            counted.audits(&rollup.for_service(service), &place)?;
        }
        counted.add_up(&services)?;
    }
    let measured = figures.measures.iter().find(|(of, _)| *of == period);
    if let Some((_, all)) = measured {
        counted.measures(all, &Place::of(period, None))?;
    }
    let told: Vec<&Told> = figures.programme.told(period).collect();
    counted.told(&told, &Place::of(period, None))?;
    Ok(counted.cells)
}

/// In how much detail a period is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Everybody, and each service.
    Services,
    /// Everybody, with the grades of sections.
    Sections,
    /// Everybody, by template.
    Templates,
    /// Everybody; the four grades for all templates together, and how many were good or better for each.
    Shares,
    /// Everybody, all templates together.
    Whole,
    /// The same, where a theme that not all templates look at is told without how many were looked at: beside the number of graded
    /// audits that would tell how many got no grade.
    Counts,
    /// The same, and of grades only how many were good or better.
    Fewest,
}

impl Detail {
    /// The finest first.
    pub(super) const ALL: [Self; 7] = [
        Self::Services,
        Self::Sections,
        Self::Templates,
        Self::Shares,
        Self::Whole,
        Self::Counts,
        Self::Fewest,
    ];
}

/// Adds a sum over the parts that there are.
///
/// Counts of what templates look at need not add up where a later edition looks at more; what does not add up tells nobody
/// anything.
fn sum_where_it_holds(
    cells: &mut Cells<Key>,
    whole: Key,
    parts: impl IntoIterator<Item = Key>,
) -> Done {
    let parts: Vec<Key> = parts
        .into_iter()
        .filter(|part| cells.get(part).is_some())
        .collect();
    let sum = parts.iter().filter_map(|part| cells.get(part)).sum();
    if !parts.is_empty() && cells.get(&whole) == Some(sum) {
        cells.sum(whole, parts)?;
    }
    Ok(())
}

struct Counted {
    detail: Detail,
    cells: Cells<Key>,
    keys: Vec<Key>,
}

impl Counted {
    fn count(&mut self, key: Key, n: u64) -> Done {
        self.keys.push(key.clone());
        Ok(self.cells.count(key, n)?)
    }

    /// A count that is not printed and that a reader could work out.
    fn derived(&mut self, key: Key, n: u64) -> Done {
        self.keys.push(key.clone());
        Ok(self.cells.derived(key, n)?)
    }

    /// A count that tells its rest as well.
    fn part(&mut self, part: Key, n: u64, whole: &Key, rest: Key) -> Done {
        self.count(part.clone(), n)?;
        Ok(self.cells.share(part, whole.clone(), rest)?)
    }

    /// Every count of everybody is the sum of the same count of each service.
    fn add_up(&mut self, services: &BTreeSet<String>) -> Done {
        let all: BTreeSet<Key> = self.keys.iter().cloned().collect();
        for key in all.iter().filter(|key| key.is_of_everybody()) {
            let parts = services.iter().map(|service| key.of_service(service));
            sum_where_it_holds(&mut self.cells, key.clone(), parts)?;
        }
        Ok(())
    }

    fn audits(&mut self, rollup: &Rollup, place: &Place) -> Done {
        let summaries = rollup.summaries();
        let all = place.key(What::Audits(Whose::Everybody));
        self.count(all.clone(), rollup.audits())?;
        let mut scales: BTreeMap<String, (Vec<&Summary>, &GradeScale)> = BTreeMap::new();
        for one in &summaries {
            self.template(one, place)?;
            if let Some(scale) = &one.scale {
                let entry = scales.entry(scale.id.clone());
                entry.or_insert_with(|| (Vec::new(), scale)).0.push(one);
            }
        }
        let templates = |of: &dyn Fn(Whose) -> What, these: &[&Summary]| -> Vec<Key> {
            these
                .iter()
                .map(|one| place.key(of(Whose::family(&one.family))))
                .collect()
        };
        let everything: Vec<&Summary> = summaries.iter().collect();
        if !everything.is_empty() {
            let parts = templates(&What::Audits, &everything);
            self.cells.sum(all, parts)?;
        }
        for (id, (these, scale)) in &scales {
            let whose = Whose::Scale(id.clone());
            let pooled = pooled(these);
            self.grades(&pooled, scale, &whose, place)?;
            let mut kinds: Vec<Box<dyn Fn(Whose) -> What>> =
                vec![Box::new(What::Graded), Box::new(What::Ungraded)];
            if self.detail < Detail::Shares {
                for n in 0..scale.grades.len() {
                    kinds.push(Box::new(move |whose| What::Grade(whose, n)));
                }
            }
            if scale.good_enough.is_some() && self.detail < Detail::Whole {
                kinds.push(Box::new(What::Good));
            }
            for kind in &kinds {
                let parts = templates(&**kind, these);
                self.cells.sum(place.key(kind(whose.clone())), parts)?;
            }
        }
        self.themes(&summaries, place)?;
        self.moderation(&summaries, place)
    }

    fn themes(&mut self, summaries: &[Summary], place: &Place) -> Done {
        for theme in themes(summaries) {
            let id = || theme.theme.id.clone();
            let looked = place.key(What::Looked(id()));
            let those: Vec<&Summary> = summaries
                .iter()
                .filter(|one| {
                    one.themes
                        .iter()
                        .any(|other| other.theme.id == theme.theme.id)
                })
                .collect();
            if self.detail >= Detail::Counts && those.len() < summaries.len() {
                let found = |kind| theme.share(kind).part;
                self.count(place.key(What::Concern(id())), found(FindingKind::Concern))?;
                self.count(
                    place.key(What::Strength(id())),
                    found(FindingKind::Strength),
                )?;
                continue;
            }
            self.count(looked.clone(), theme.audits)?;
            let those = those
                .into_iter()
                .map(|one| place.key(What::Scored(Whose::family(&one.family))));
            sum_where_it_holds(&mut self.cells, looked.clone(), those)?;
            let concerns = theme.share(FindingKind::Concern).part;
            let strengths = theme.share(FindingKind::Strength).part;
            let concern = place.key(What::Concern(id()));
            self.part(concern, concerns, &looked, place.key(What::NoConcern(id())))?;
            let strength = place.key(What::Strength(id()));
            self.part(
                strength,
                strengths,
                &looked,
                place.key(What::NoStrength(id())),
            )?;
        }
        Ok(())
    }

    fn moderation(&mut self, summaries: &[Summary], place: &Place) -> Done {
        let graded = place.key(What::Graded(Whose::Everybody));
        let all: u64 = summaries.iter().map(|one| one.effective.whole()).sum();
        self.count(graded.clone(), all)?;
        let each = summaries
            .iter()
            .map(|one| place.key(What::Graded(Whose::family(&one.family))));
        sum_where_it_holds(&mut self.cells, graded.clone(), each)?;
        let moderated = moderated(summaries);
        let rest = place.key(What::NotModerated);
        self.part(place.key(What::Moderated), moderated, &graded, rest)
    }
}

/// Counts pooled over templates.
pub(super) fn pooled(these: &[&Summary]) -> GradeCounts {
    let mut pooled = GradeCounts::default();
    for one in these {
        pooled.none += one.effective.none;
        let grades = one.effective.graded.len().max(pooled.graded.len());
        pooled.graded.resize(grades, 0);
        let pairs = pooled.graded.iter_mut().zip(&one.effective.graded);
        pairs.for_each(|(held, more)| *held += more);
    }
    pooled
}

/// How many reported grades moderation set.
pub(super) fn moderated(summaries: &[Summary]) -> u64 {
    let of = |one: &Summary| {
        [Basis::Random, Basis::Targeted].map(|basis| one.moderation(basis).moderated())
    };
    summaries.iter().flat_map(of).sum()
}
