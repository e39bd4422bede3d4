//! Sections and the questions in them.

use std::collections::BTreeMap;

use super::{Names, ids, questions, scoring, weights};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::load::{RawScoring, RawSection};
use crate::model::{LengthOfTime, Question, Section, Stage};
use crate::source::{Span, Spanned};

/// The most sections of one template.
const MOST_SECTIONS: usize = 60;
const MOST_QUESTIONS: usize = 500;

pub(super) fn sections(
    raw: Vec<RawSection>,
    template: &RawScoring,
    names: &mut Names,
    found: &mut Diagnostics,
) -> (Vec<Section>, Vec<Question>) {
    unique_and_few(&raw, found);
    let mut stages = Stages::default();
    let mut sections: Vec<Section> = Vec::new();
    let mut all: Vec<Question> = Vec::new();
    for (place, mut one) in raw.into_iter().enumerate() {
        let first = all.len();
        let asked = std::mem::take(&mut one.questions);
        all.extend(
            asked
                .into_iter()
                .map(|question| questions::question(question, place, names, found)),
        );
        let own = all.get(first..).unwrap_or_default();
        let rules = scoring::section(&one, template, own, names, found);
        let at = one
            .id
            .as_ref()
            .map_or_else(|| one.head.clone(), |id| id.at.clone());
        weights::questions(&at, own, rules.method, found);
        let weight = match &one.weight {
            Some(weight) if weight.value.is_negative() => {
                found.push(questions::negative(weight));
                Exact::ONE
            }
            Some(weight) => weight.value.clone(),
            None => Exact::ONE,
        };
        sections.push(Section {
            id: one.id.map(|id| id.value).unwrap_or_default(),
            title: one.title.unwrap_or_default(),
            guidance: one.guidance,
            weight,
            stage: stages.stage(one.stage, one.opens_after, found),
            show_when: one.show_when,
            scoring: rules,
            questions: first..all.len(),
            at,
        });
    }
    (sections, all)
}

fn unique_and_few(raw: &[RawSection], found: &mut Diagnostics) {
    let sections: Vec<&Spanned<String>> = raw
        .iter()
        .filter_map(|section| section.id.as_ref())
        .collect();
    ids::unique("section", sections.iter().copied(), found);
    for id in sections.iter().filter(|id| id.value == "overall") {
        let message = "`overall` stands for the whole audit, so no section can be called that";
        found.push(
            Diagnostic::error(Code::BAD_ID, &id.at, message).help("give the section another id"),
        );
    }
    let heads: Vec<&Span> = raw.iter().map(|section| &section.head).collect();
    ids::not_too_many("sections", MOST_SECTIONS, &heads, found);
    let questions = || raw.iter().flat_map(|section| &section.questions);
    ids::unique(
        "question",
        questions().filter_map(|question| question.id.as_ref()),
        found,
    );
    let heads: Vec<&Span> = questions().map(|question| &question.head).collect();
    ids::not_too_many("questions", MOST_QUESTIONS, &heads, found);
}

/// When each stage opens, said once and the same everywhere.
#[derive(Default)]
struct Stages(BTreeMap<String, Spanned<LengthOfTime>>);

impl Stages {
    fn stage(
        &mut self,
        id: Option<Spanned<String>>,
        opens: Option<Spanned<LengthOfTime>>,
        found: &mut Diagnostics,
    ) -> Option<Stage> {
        let Some(id) = id else {
            if let Some(opens) = opens {
                let message = "`opens_after` belongs to a stage, and the section names none";
                let help = "add `stage:` with a name for the later part of the audit";
                found.push(Diagnostic::error(Code::MISSING_KEY, &opens.at, message).help(help));
            }
            return None;
        };
        let before = self.0.get(&id.value);
        match (&opens, before) {
            (Some(now), Some(first)) if now.value != first.value => {
                let message = format!(
                    "stage `{}` opens after {} here, and elsewhere after {}",
                    id.value, now.value, first.value
                );
                let help = "open all sections of a stage on one day, or name two stages";
                found.push(
                    Diagnostic::error(Code::BAD_SPAN, &now.at, message)
                        .related(&first.at, "elsewhere")
                        .help(help),
                );
            }
            (Some(now), None) => {
                self.0.insert(id.value.clone(), now.clone());
            }
            (Some(_) | None, _) => {}
        }
        let opens_after = self.0.get(&id.value).map(|opens| opens.value);
        Some(Stage {
            id: id.value,
            opens_after,
        })
    }
}
