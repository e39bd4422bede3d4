//! Second grades: the auditor's own, and the moderator's.

use chrono::{Days, NaiveDate};

use sightline_engine::model::{Audit, GradeIx, GradeScale, Moderated, Recorded};

use super::chance::Chance;
use super::plan::staff;
use super::story::{MODERATORS, QUARTERS, SEED};
use super::words;

/// An audit of the quarter that has a grade.
pub(crate) struct Graded<'a> {
    pub(crate) audit: &'a mut Audit,
    pub(crate) scale: &'a GradeScale,
    pub(crate) grade: GradeIx,
}

impl Graded<'_> {
    fn own(&self) -> GradeIx {
        let recorded = self
            .audit
            .recorded
            .as_ref()
            .and_then(|one| self.scale.find(&one.grade));
        recorded.unwrap_or(self.grade)
    }

    fn shifted(&self, by: i64) -> Option<GradeIx> {
        let place = u8::try_from(i64::from(self.own().0) + by)
            .ok()
            .map(GradeIx)?;
        self.scale.grade(place).map(|_| place)
    }

    fn lowest(&self) -> bool {
        usize::from(self.own().0) + 1 == self.scale.grades.len()
    }

    fn moderate(&mut self, grade: GradeIx, basis: &str, chance: &mut Chance) {
        let on = Days::new(u64::try_from(chance.between(3, 16)).unwrap_or(3));
        let date: NaiveDate = self
            .audit
            .date
            .checked_add_days(on)
            .unwrap_or(self.audit.date);
        let moderator = chance.pick(&MODERATORS).copied().unwrap_or(21);
        let grade = self
            .scale
            .grade(grade)
            .map(|one| one.id.clone())
            .unwrap_or_default();
        self.audit.moderated = Some(Moderated {
            grade,
            moderator: staff(moderator),
            date,
            basis: basis.to_owned(),
        });
    }
}

/// Gives second grades to one quarter's audits: about one in six by chance, everything at the bottom of its scale
/// because it is there, and a few as an exercise.
pub(crate) fn moderate(quarter: usize, graded: &mut [Graded<'_>]) {
    let Some(story) = QUARTERS.get(quarter) else {
        return;
    };
    let mut chance = Chance::named(SEED, &format!("second grades {quarter}"));
    chance.shuffle(graded);

    let mut up = story.recorded_up;
    let mut down = story.recorded_down;
    for one in graded.iter_mut() {
        let better = up > 0 && one.grade.0 > 0;
        if !better && (down == 0 || one.lowest()) {
            continue;
        }
        let Some(grade) = one.shifted(if better { -1 } else { 1 }) else {
            continue;
        };
        if better {
            up -= 1;
        } else {
            down -= 1;
        }
        let reason = words::recorded(better, &mut chance).to_owned();
        let grade = one
            .scale
            .grade(grade)
            .map(|grade| grade.id.clone())
            .unwrap_or_default();
        one.audit.recorded = Some(Recorded { grade, reason });
        if up == 0 && down == 0 {
            break;
        }
    }

    chance.shuffle(graded);
    for one in graded.iter_mut().filter(|one| one.lowest()) {
        let upheld = chance.in_thousand(820);
        let grade = one
            .shifted(if upheld { 0 } else { -1 })
            .unwrap_or(one.grade);
        one.moderate(grade, "targeted", &mut chance);
    }
    let mut rest: Vec<_> = graded
        .iter_mut()
        .filter(|one| one.audit.moderated.is_none())
        .collect();
    let sample = rest.len() / 5;
    let (mut lower, mut higher) = (story.moderated_down, story.moderated_up);
    for one in rest.iter_mut().take(sample) {
        let by = if lower > 0 {
            lower -= 1;
            1
        } else if higher > 0 && one.own().0 > 0 {
            higher -= 1;
            -1
        } else {
            0
        };
        let grade = one.shifted(by).unwrap_or(one.grade);
        one.moderate(grade, "random", &mut chance);
    }
    for one in rest.iter_mut().skip(sample).take(3) {
        let by = chance.between(0, 1);
        let grade = one.shifted(by).unwrap_or(one.grade);
        one.moderate(grade, "calibration", &mut chance);
    }
}
