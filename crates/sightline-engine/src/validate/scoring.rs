//! How a template and its sections are scored.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Names;
use super::bands::{self, bands};
use super::rules::no_grades;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::exact::Exact;
use crate::load::{RawScoring, RawSection};
use crate::model::{
    Bands, Basis, Method, NaPolicy, Overall, Question, Scale, Scoring, Section, SectionScoring,
};
use crate::source::{SourceFile, Spanned};

pub(super) fn overall(
    raw: &RawScoring,
    names: &Names,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
    found: &mut Diagnostics,
) -> Scoring {
    let overall = raw
        .overall
        .as_ref()
        .map_or(Overall::Sections(Method::WeightedMean), |word| word.value);
    let of = raw.of.as_ref().map_or(Basis::Scores, |word| word.value);
    if let Some(word) = raw.of.as_ref().filter(|word| word.value == Basis::Grades)
        && !names.broken_scale
        && !matches!(names.grade_scale, Some(Scale::Grades(_)))
    {
        found.push(no_grades(&word.at, "the overall is to be made from grades"));
    }
    let by_script =
        matches!(overall, Overall::Sections(Method::Script)).then_some(raw.overall.as_ref());
    needs_script(by_script.flatten(), raw, found);
    Scoring {
        overall,
        of,
        bands: template_bands(raw, names, found),
        minimum_completeness: raw.minimum_completeness.clone(),
        script: raw
            .script
            .as_ref()
            .and_then(|name| script(name, scripts, found)),
    }
}

fn template_bands(raw: &RawScoring, names: &Names, found: &mut Diagnostics) -> Option<Bands> {
    bands(raw.bands.as_ref()?, names, found)
}

/// Scoring by script needs a script.
fn needs_script<T>(word: Option<&Spanned<T>>, template: &RawScoring, found: &mut Diagnostics) {
    if let Some(word) = word.filter(|_| template.script.is_none()) {
        let message = "scoring by script needs a script, and the template names none";
        let help = "add `script:` with a file of `scripts/` under the template's `scoring:`";
        found.push(Diagnostic::error(Code::MISSING_KEY, &word.at, message).help(help));
    }
}

fn script(
    name: &Spanned<String>,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
    found: &mut Diagnostics,
) -> Option<Arc<SourceFile>> {
    if let Some(script) = scripts.get(&name.value) {
        return Some(Arc::clone(script));
    }
    let message = format!("there is no script `{}`", name.value);
    let help = suggest(&name.value, scripts.keys().map(String::as_str))
        .unwrap_or_else(|| "put a file of this name into `scripts/`".to_owned());
    found.push(
        Diagnostic::error(Code::SCRIPT_MISSING, &name.at, message)
            .label("no such file")
            .help(help),
    );
    None
}

/// The section's own rules over the template's.
pub(super) fn section(
    raw: &RawSection,
    template: &RawScoring,
    questions: &[Question],
    names: &Names,
    found: &mut Diagnostics,
) -> SectionScoring {
    let own = &raw.scoring;
    let word = own.section.as_ref().or(template.section.as_ref());
    let method = word.map_or(Method::WeightedMean, |word| word.value);
    needs_script(word.filter(|_| method == Method::Script), template, found);
    let mut silent = Diagnostics::new();
    let bands = match (&own.bands, &template.bands) {
        (Some(own), _) => {
            let found_bands = bands(own, names, found);
            bands::points_fit(
                own,
                method == Method::Sum,
                &questions.iter().map(lowest_points).sum(),
                found,
            );
            found_bands
        }
        // What is wrong with the template's bands is said once, at the template.
        (None, Some(shared)) => {
            let whole_is_sum = template
                .overall
                .as_ref()
                .is_some_and(|word| word.value == Overall::Sections(Method::Sum));
            if whole_is_sum
                && bands::in_points(shared)
                && !matches!(method, Method::Sum | Method::None)
            {
                let at = raw.id.as_ref().map_or(&raw.head, |id| &id.at);
                let message =
                    "the template's bands are in points, and this section is not scored by `sum`";
                let help =
                    "give the section bands of its own under `scoring:`, or score it by `sum`";
                found.push(
                    Diagnostic::error(Code::BANDS_GAP, at, message)
                        .related(&shared.at, "the bands are here")
                        .help(help),
                );
            }
            bands(shared, names, &mut silent)
        }
        (None, None) => None,
    };
    let policy =
        |own: Option<NaPolicy>, all: Option<NaPolicy>| own.or(all).unwrap_or(NaPolicy::LeaveOut);
    SectionScoring {
        method,
        bands,
        not_applicable: policy(own.not_applicable, template.not_applicable),
        not_enough_evidence: policy(own.not_enough_evidence, template.not_enough_evidence),
        // The template's own minimum is for the whole.
        minimum_completeness: own.minimum_completeness.clone(),
    }
}

/// The template's bands against the points that its sections can have.
pub(super) fn overall_points(
    raw: &RawScoring,
    scoring: &Scoring,
    sections: &[Section],
    questions: &[Question],
    found: &mut Diagnostics,
) {
    let Some(bands) = &raw.bands else { return };
    let sum = matches!(scoring.overall, Overall::Sections(Method::Sum));
    let lowest: Exact = sections
        .iter()
        .filter(|section| section.scoring.method == Method::Sum)
        .map(|section| {
            let own = questions.get(section.questions.clone()).unwrap_or_default();
            section.weight.clone() * own.iter().map(lowest_points).sum()
        })
        .sum();
    bands::points_fit(bands, sum, &lowest, found);
}

/// The fewest weighted points a question can bring; never above nothing, since it may not be asked.
fn lowest_points(question: &Question) -> Exact {
    use crate::model::QuestionKind;
    let fewest = match &question.kind {
        QuestionKind::Grade(scale) => scale.range().0,
        QuestionKind::Scale(scale) => scale.from.clone(),
        QuestionKind::Choice(options) => options
            .iter()
            .filter_map(|option| option.points.clone())
            .min()
            .unwrap_or(Exact::ZERO),
        QuestionKind::Number {
            low: Some(low),
            high: Some(high),
        } => low.clone().min(high.clone()),
        QuestionKind::YesNo(_)
        | QuestionKind::YesPartlyNo(_)
        | QuestionKind::Choices(_)
        | QuestionKind::Number { .. }
        | QuestionKind::Date
        | QuestionKind::Text
        | QuestionKind::Table(_)
        | QuestionKind::Computed(_) => Exact::ZERO,
    };
    if question.scored {
        question.weight.clone() * fewest.min(Exact::ZERO)
    } else {
        Exact::ZERO
    }
}
