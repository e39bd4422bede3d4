//! Scales: those of the template, and those that are shared.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Shared;
use super::ids;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::Exact;
use crate::load::{RawGrade, RawScale, RawScaleKind};
use crate::model::{Grade, GradeScale, NumberScale, Scale};
use crate::source::{Span, Spanned};

/// Every scale by name; one that is broken has no content, and was reported.
pub(super) struct Scales(BTreeMap<String, (Span, Option<Scale>)>);

/// The most answers of one question: a code is one byte.
pub(super) const MOST_ANSWERS: usize = 240;

impl Scales {
    /// The scale with this name; reports a name that leads nowhere.
    pub(super) fn find(
        &self,
        name: &Spanned<String>,
        beside: &[&str],
        found: &mut Diagnostics,
    ) -> Option<Scale> {
        if let Some((_, scale)) = self.0.get(&name.value) {
            return scale.clone();
        }
        let message = format!("there is no scale `{}`", name.value);
        let known = self
            .0
            .keys()
            .map(String::as_str)
            .chain(beside.iter().copied());
        let help = suggest(&name.value, known)
            .unwrap_or_else(|| "define it under `scales:`, or in `_shared/scales.yaml`".to_owned());
        found.push(
            Diagnostic::error(Code::UNKNOWN_SCALE, &name.at, message)
                .label("no scale has this name")
                .help(help),
        );
        None
    }
}

/// The shared scales and the template's own.
pub(super) fn known(raw: &[RawScale], shared: &Shared, found: &mut Diagnostics) -> Scales {
    let mut scales: BTreeMap<String, (Span, Option<Scale>)> = shared
        .scales
        .iter()
        .map(|(id, scale)| (id.clone(), (scale.at.clone(), Some(scale.value.clone()))))
        .collect();
    for one in raw {
        add(&mut scales, one, found);
    }
    Scales(scales)
}

/// The scales of the shared files.
pub(crate) fn shared_scales(
    raw: &[RawScale],
    found: &mut Diagnostics,
) -> BTreeMap<String, Spanned<Scale>> {
    let mut scales = BTreeMap::new();
    for one in raw {
        add(&mut scales, one, found);
    }
    let whole =
        |(id, (at, scale)): (String, (Span, Option<Scale>))| Some((id, Spanned::new(scale?, at)));
    scales.into_iter().filter_map(whole).collect()
}

fn add(
    scales: &mut BTreeMap<String, (Span, Option<Scale>)>,
    raw: &RawScale,
    found: &mut Diagnostics,
) {
    if raw.id.value == "none" {
        let message = "`none` stands for no scale, so no scale can be called that";
        found.push(
            Diagnostic::error(Code::BAD_ID, &raw.id.at, message)
                .help("give the scale another name"),
        );
    }
    if let Some((first, _)) = scales.get(&raw.id.value) {
        found.push(ids::twice("scale", &raw.id, first));
        return;
    }
    let before = found.len();
    let scale = scale(raw, found).filter(|_| found.len() == before);
    scales.insert(raw.id.value.clone(), (raw.id.at.clone(), scale));
}

fn scale(raw: &RawScale, found: &mut Diagnostics) -> Option<Scale> {
    let id = raw.id.value.clone();
    let title = raw.title.clone().unwrap_or_else(|| id.clone());
    match &raw.kind {
        RawScaleKind::Grades(raw) => {
            let grades = self::grades(&raw.grades, &raw.at, found)?;
            let mut scale = GradeScale {
                id,
                title,
                grades,
                good_enough: None,
                strength: None,
            };
            scale.good_enough = mark(&scale, raw.good_enough.as_ref(), found);
            scale.strength = mark(&scale, raw.strength.as_ref(), found);
            Some(Scale::Grades(Arc::new(scale)))
        }
        RawScaleKind::Numbers(raw) => {
            let (from, to) = (raw.from.as_ref()?, raw.to.as_ref()?);
            let mut scale = NumberScale {
                id,
                title,
                from: from.value.clone(),
                to: to.value.clone(),
                step: raw
                    .step
                    .as_ref()
                    .map_or(Exact::ONE, |step| step.value.clone()),
                good_enough: None,
                strength: None,
            };
            range(
                &scale,
                &to.at,
                raw.step.as_ref().map_or(&to.at, |step| &step.at),
                found,
            )?;
            scale.good_enough = within(&scale, raw.good_enough.as_ref(), found);
            scale.strength = within(&scale, raw.strength.as_ref(), found);
            Some(Scale::Numbers(Arc::new(scale)))
        }
    }
}

fn grades(raw: &[RawGrade], at: &Span, found: &mut Diagnostics) -> Option<Vec<Grade>> {
    ids::unique(
        "grade",
        raw.iter().filter_map(|grade| grade.id.as_ref()),
        found,
    );
    let places: Vec<&Span> = raw
        .iter()
        .filter_map(|grade| grade.id.as_ref())
        .map(|id| &id.at)
        .collect();
    ids::not_too_many("grades", MOST_ANSWERS, &places, found);
    if raw.len() < 2 {
        let message = "a scale needs at least two grades";
        let help = "list the grades, best first";
        found.push(Diagnostic::error(Code::BAD_RANGE, at, message).help(help));
        return None;
    }
    one_direction(raw, found);
    raw.iter().map(|one| grade(one, found)).collect()
}

fn grade(raw: &RawGrade, found: &mut Diagnostics) -> Option<Grade> {
    let id = raw.id.as_ref()?.value.clone();
    let label = raw.label.clone().unwrap_or_else(|| id.clone());
    let letter = match &raw.letter {
        Some(letter) if (1..=2).contains(&letter.value.chars().count()) => letter.value.clone(),
        Some(letter) => {
            let message = format!("`{}` is too long for a letter", letter.value);
            found.push(
                Diagnostic::error(Code::BAD_WORD, &letter.at, message)
                    .help("write one or two letters"),
            );
            return None;
        }
        None => label
            .chars()
            .next()
            .map(|first| first.to_uppercase().collect())
            .unwrap_or_default(),
    };
    Some(Grade {
        id,
        label,
        letter,
        value: raw.value.as_ref()?.value.clone(),
    })
}

/// From the best grade down, values only fall, or only rise where more is worse.
fn one_direction(raw: &[RawGrade], found: &mut Diagnostics) {
    let values: Vec<&Spanned<Exact>> = raw
        .iter()
        .filter_map(|grade| grade.value.as_ref())
        .collect();
    let falls = values
        .first()
        .zip(values.last())
        .is_none_or(|(best, worst)| best.value > worst.value);
    for pair in values.windows(2) {
        let [above, below] = pair else { continue };
        let fine = if falls {
            above.value > below.value
        } else {
            above.value < below.value
        };
        if !fine {
            let message = format!(
                "{} follows {}, which breaks the order of the grades",
                below.value, above.value
            );
            found.push(
                Diagnostic::error(Code::BAD_RANGE, &below.at, message)
                    .related(&above.at, "the grade above it")
                    .help("list the grades best first, and give each a value of its own"),
            );
            return;
        }
    }
}

fn mark(
    scale: &GradeScale,
    name: Option<&Spanned<String>>,
    found: &mut Diagnostics,
) -> Option<crate::model::GradeIx> {
    let name = name?;
    let grade = scale.find(&name.value);
    if grade.is_none() {
        found.push(unknown_grade(scale, name));
    }
    grade
}

/// The diagnostic for a grade that a scale does not have.
pub(super) fn unknown_grade(scale: &GradeScale, name: &Spanned<String>) -> Diagnostic {
    let message = format!("the scale `{}` has no grade `{}`", scale.id, name.value);
    let help = suggest(
        &name.value,
        scale.grades.iter().map(|grade| grade.id.as_str()),
    );
    Diagnostic {
        help,
        ..Diagnostic::error(Code::UNKNOWN_GRADE, &name.at, message)
    }
}

fn range(scale: &NumberScale, to: &Span, step: &Span, found: &mut Diagnostics) -> Option<()> {
    if scale.from >= scale.to {
        let message = format!(
            "the scale runs from {} to {}, which is no way up",
            scale.from.plain(),
            scale.to.plain()
        );
        found.push(
            Diagnostic::error(Code::BAD_RANGE, to, message)
                .help("put the lower number into `from`"),
        );
        return None;
    }
    let width = scale.to.clone() - scale.from.clone();
    let steps = width.divide(&scale.step).and_then(|steps| steps.parts());
    let most = i128::try_from(MOST_ANSWERS).unwrap_or(i128::MAX);
    match steps {
        Some((n, 1)) if (1..most).contains(&n) => return Some(()),
        Some((n, 1)) if n >= most => {
            let message = format!("the scale has {} steps, and may have {MOST_ANSWERS}", n + 1);
            found.push(Diagnostic::error(Code::TOO_MANY, step, message).help("use a larger step"));
        }
        Some(_) | None => {
            let (from, to) = (scale.from.plain(), scale.to.plain());
            let message = format!(
                "steps of {} do not lead from {from} to {to}",
                scale.step.plain()
            );
            let help = "use a step above 0 that divides the range evenly";
            found.push(Diagnostic::error(Code::BAD_RANGE, step, message).help(help));
        }
    }
    None
}

/// A mark on a scale of numbers.
pub(super) fn within(
    scale: &NumberScale,
    mark: Option<&Spanned<Exact>>,
    found: &mut Diagnostics,
) -> Option<Exact> {
    let mark = mark?;
    if (&scale.from..=&scale.to).contains(&&mark.value) {
        return Some(mark.value.clone());
    }
    let (from, to) = (scale.from.plain(), scale.to.plain());
    let message = format!(
        "{} lies outside the scale, which runs from {from} to {to}",
        mark.value.plain()
    );
    found.push(
        Diagnostic::error(Code::BAD_RANGE, &mark.at, message).help("use a number of the scale"),
    );
    None
}
