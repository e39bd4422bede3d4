//! Grades as cells, by template and by section.

use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{GradeCounts, Summary};

use super::{Counted, Detail, Done};
use crate::public::key::{Key, Place, What, Whose};

impl Counted {
    pub(super) fn template(&mut self, one: &Summary, place: &Place) -> Done {
        let whose = Whose::family(&one.family);
        let audits = place.key(What::Audits(whose.clone()));
        let [scored, rest] = [What::Scored, What::NotScored].map(|of| place.key(of(whose.clone())));
        // Of a graded template only the graded audits are printed, so that a single audit without a grade hides nothing else.
        // Where all templates stand together, a reader can still work out how many audits each had.
        match one.scale {
            None if self.detail < Detail::Whole => self.count(audits.clone(), one.audits)?,
            _ => self.derived(audits.clone(), one.audits)?,
        }
        self.derived(scored.clone(), one.scored())?;
        self.derived(rest.clone(), one.audits - one.scored())?;
        self.cells.sum(audits.clone(), [scored, rest])?;
        let Some(scale) = &one.scale else {
            return Ok(());
        };
        let graded = place.key(What::Graded(whose.clone()));
        let ungraded = place.key(What::Ungraded(whose.clone()));
        if self.detail < Detail::Whole {
            self.grades(&one.effective, scale, &whose, place)?;
        } else {
            self.derived(graded.clone(), one.effective.whole())?;
            self.derived(ungraded.clone(), one.effective.none)?;
        }
        self.cells.sum(audits.clone(), [graded, ungraded])?;
        if self.detail >= Detail::Templates {
            return Ok(());
        }
        for section in &one.sections {
            let id = || section.name.id.clone();
            let graded = place.key(What::SectionGraded(whose.clone(), id()));
            let ungraded = place.key(What::SectionUngraded(whose.clone(), id()));
            self.count(graded.clone(), section.grades.whole())?;
            self.derived(ungraded.clone(), section.grades.none)?;
            if section.grades.whole() + section.grades.none == one.audits {
                self.cells.sum(audits.clone(), [graded.clone(), ungraded])?;
            }
            let mut grades = Vec::new();
            for n in 0..scale.grades.len() {
                let key = place.key(What::SectionGrade(whose.clone(), id(), n));
                self.count(key.clone(), section.grades.share(n).part)?;
                grades.push(key);
            }
            self.cells.outcomes(graded.clone(), grades.clone())?;
            if let Some(good) = section.grades.good_or_better(scale) {
                let key = place.key(What::SectionGood(whose.clone(), id()));
                self.good(key, good.part, &graded, grades, scale)?;
                let key = place.key(What::SectionGood(whose.clone(), id()));
                let rest = place.key(What::SectionNotGood(whose.clone(), id()));
                self.cells.share(key, graded, rest)?;
            }
        }
        Ok(())
    }

    pub(super) fn grades(
        &mut self,
        counts: &GradeCounts,
        scale: &GradeScale,
        whose: &Whose,
        place: &Place,
    ) -> Done {
        let graded = place.key(What::Graded(whose.clone()));
        self.count(graded.clone(), counts.whole())?;
        self.derived(place.key(What::Ungraded(whose.clone())), counts.none)?;
        let mut grades = Vec::new();
        if self.has_grades(whose) {
            for n in 0..scale.grades.len() {
                let key = place.key(What::Grade(whose.clone(), n));
                self.count(key.clone(), counts.share(n).part)?;
                grades.push(key);
            }
            self.cells.outcomes(graded.clone(), grades.clone())?;
        }
        if let Some(good) = counts.good_or_better(scale) {
            let key = place.key(What::Good(whose.clone()));
            self.good(key.clone(), good.part, &graded, grades, scale)?;
            let rest = place.key(What::NotGood(whose.clone()));
            self.derived(rest.clone(), counts.whole() - good.part)?;
            // That everybody was below good says as much of each as that everybody was good.
            self.cells.outcomes(graded, [key, rest])?;
        }
        Ok(())
    }

    /// Whether each grade is told, or only how many were good or better.
    fn has_grades(&self, whose: &Whose) -> bool {
        match whose {
            Whose::Template(..) => self.detail < Detail::Shares,
            Whose::Scale(_) | Whose::Everybody => self.detail < Detail::Fewest,
        }
    }

    fn good(
        &mut self,
        key: Key,
        n: u64,
        graded: &Key,
        grades: Vec<Key>,
        scale: &GradeScale,
    ) -> Done {
        let least = scale
            .good_enough
            .map_or(0, |grade| usize::from(grade.0) + 1);
        debug_assert_ne!(&key, graded);
        self.count(key.clone(), n)?;
        if grades.is_empty() {
            return Ok(());
        }
        Ok(self.cells.sum(key, grades.into_iter().take(least))?)
    }
}
