//! The declarative part of a template as tables of integers.
//!
//! For each question and each code of an answer: what it adds to its section's numerator and denominator, over one divisor
//! a section, and what finding it makes. Scoring is then a walk over bytes and a few sums of integers.

mod agreed;
mod entry;
mod findings;
mod shares;

use crate::compile::bands::{Ladder, share_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::model::{Method, NaPolicy, Overall, Question, QuestionKind, Section, Template};
use crate::scored::FindingKind;

pub(crate) use agreed::Agreed;
pub(crate) use entry::{Entry, Lane, Tally};
pub(crate) use findings::finding;
pub(crate) use shares::added;
use shares::{Integers, Shares, integers, shares_of};

/// What scoring needs of a template, in places and integers.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Every code of every question, question after question.
    pub(crate) entries: Vec<Entry>,
    /// The finding that each makes.
    pub(crate) finds: Vec<Option<FindingKind>>,
    /// What each is worth over its section's unit, for `worst` and `all-or-nothing`; [`NO_VALUE`] where it has none.
    pub(crate) values: Vec<i64>,
    /// The same for `pooled`, where a question counts by weight and value whatever its section does.
    pub(crate) pooled: Vec<(i64, i64)>,
    /// What divides the integers of `pooled`.
    pub(crate) pooled_unit: i64,
    /// One a question.
    pub(crate) lines: Vec<Line>,
    /// One a section.
    pub(crate) sections: Vec<SectionPlan>,
    /// Bands of the overall grade.
    pub(crate) ladder: Ladder,
    /// Whether some section needs so much answered for a grade of its own.
    pub(crate) sections_need_answers: bool,
    /// Section weights over one divisor, which a mean loses again.
    pub(crate) weights: Vec<i64>,
    /// Where each grade lies between the least and the greatest of the scale, for wholes made of grades: over one divisor, and
    /// that divisor.
    pub(crate) grades: (Vec<i64>, i64),
    /// Every question as a bit.
    pub(crate) all_shown: Vec<u64>,
    /// The tables whose rows are actions.
    pub(crate) agreed: Vec<Agreed>,
}

/// Something that is not the same for every audit.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// A section that is conditional or opens later.
    Section(usize),
    /// A question that is conditional.
    Question(usize),
    /// One that is worked out, and may be conditional.
    Computed(usize),
}

/// No value: the answer plays no part.
pub(crate) const NO_VALUE: i64 = i64::MIN;

/// What scoring needs of one question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Its place in the template.
    pub(crate) question: usize,
    /// Where its codes start in the entries.
    pub(crate) start: usize,
    /// Themes as bits.
    pub(crate) themes: u128,
    /// Counts towards completeness.
    pub(crate) counted: bool,
    /// Whether it is critical.
    pub(crate) critical: bool,
    /// Whether it is worked out and never asked.
    pub(crate) computed: bool,
    /// Whether an answer beside the codes can be worth something or make a finding.
    pub(crate) beside: bool,
    /// Whether an answer beside the codes has a value.
    pub(crate) free: bool,
}

/// What scoring needs of one section.
#[derive(Debug)]
pub(crate) struct SectionPlan {
    /// Its method.
    pub(crate) method: Method,
    /// What divides the integers of its entries.
    pub(crate) unit: i64,
    /// Its weight.
    pub(crate) weight: Exact,
    /// Bands of its grade.
    pub(crate) ladder: Ladder,
    /// Those of its questions whose answers can change anything and that are always shown.
    pub(crate) always: Vec<Line>,
    /// And those that may be hidden, or open later.
    pub(crate) varying: Vec<Line>,
    /// Below this completeness it has no grade.
    pub(crate) minimum_completeness: Option<Exact>,
}

/// Builds the tables; the only thing that can go wrong is that the exact sums would not fit.
pub(crate) fn plan(template: &Template) -> (Option<Plan>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let ladder = |bands| {
        template
            .grades()
            .map(|scale| Ladder::new(bands, scale))
            .unwrap_or_default()
    };
    let mut plan = Plan {
        entries: Vec::new(),
        finds: Vec::new(),
        values: Vec::new(),
        pooled: Vec::new(),
        pooled_unit: 1,
        lines: Vec::new(),
        sections: Vec::new(),
        ladder: ladder(template.scoring.bands.as_ref()),
        sections_need_answers: template
            .sections
            .iter()
            .any(|section| section.scoring.minimum_completeness.is_some()),
        weights: Vec::new(),
        grades: (Vec::new(), 1),
        all_shown: (0..template.questions.len()).fold(Vec::new(), |mut words: Vec<u64>, at| {
            match words.last_mut() {
                Some(word) if at % 64 > 0 => *word |= 1 << (at % 64),
                _ => words.push(1),
            }
            words
        }),
        agreed: agreed::agreed(template),
    };
    let mut pooled: Vec<Shares> = Vec::new();
    for section in &template.sections {
        let questions = template
            .questions
            .get(section.questions.clone())
            .unwrap_or_default();
        let mut shares: Vec<Shares> = Vec::new();
        for question in questions {
            let policy = |own: Option<NaPolicy>, sections: NaPolicy| own.unwrap_or(sections);
            let not_applicable = policy(
                question.not_applicable.policy,
                section.scoring.not_applicable,
            );
            let no_evidence = policy(
                question.not_enough_evidence,
                section.scoring.not_enough_evidence,
            );
            let (at, start) = (plan.lines.len(), plan.finds.len() + shares.len());
            plan.lines.push(line(question, at, start));
            shares.extend(shares_of(
                question,
                [not_applicable, no_evidence],
                section.scoring.method,
            ));
            if template.scoring.overall == Overall::Pooled {
                pooled.extend(shares_of(
                    question,
                    [not_applicable, no_evidence],
                    Method::WeightedMean,
                ));
            }
        }
        match integers(&shares) {
            Some(Integers {
                unit,
                added,
                values,
            }) => {
                let lines = plan.lines.get(section.questions.clone());
                let lines = lines.unwrap_or_default().to_vec();
                let mut added = added.into_iter();
                plan.finds.extend(shares.iter().map(|share| share.finding));
                plan.values.extend(values);
                for line in &lines {
                    let codes = line.start..plan.end(line);
                    let finds = plan.finds.get(codes).unwrap_or_default();
                    let codes = (0_u8..).zip(finds).zip(added.by_ref());
                    let entries =
                        codes.map(|((code, finds), adds)| Entry::new(line, code, adds, *finds));
                    plan.entries.extend(entries);
                }
                let lines = lines.into_iter().filter(|line| plan.matters(line));
                let (varying, always) = lines.partition(|line| varies(template, section, line));
                plan.sections.push(SectionPlan {
                    method: section.scoring.method,
                    unit,
                    weight: section.weight.clone(),
                    ladder: ladder(section.scoring.bands.as_ref()),
                    always,
                    varying,
                    minimum_completeness: section.scoring.minimum_completeness.clone(),
                });
            }
            None => diagnostics.push(too_fine(section)),
        }
    }
    if let (Some(integers), true) = (integers(&pooled), diagnostics.is_empty()) {
        plan.pooled = integers.added;
        plan.pooled_unit = integers.unit;
    } else if let (Some(section), true) = (template.sections.first(), diagnostics.is_empty()) {
        diagnostics.push(too_fine(section));
    }
    let weights = template.sections.iter().map(|section| &section.weight);
    let scale = template.grades().into_iter();
    let grades = scale.flat_map(|scale| scale.grades.iter().map(|one| share_of(&one.value, scale)));
    let grades: Vec<Exact> = grades.collect();
    match (whole(weights), whole(&grades)) {
        (Some((weights, _)), Some(grades)) => (plan.weights, plan.grades) = (weights, grades),
        _ => {
            let first = template.sections.first();
            first
                .into_iter()
                .for_each(|one| diagnostics.push(too_fine(one)));
        }
    }
    (diagnostics.is_empty().then_some(plan), diagnostics)
}

/// Numbers as whole ones in the same proportion, and what divides them.
fn whole<'a>(numbers: impl IntoIterator<Item = &'a Exact>) -> Option<(Vec<i64>, i64)> {
    let shares = numbers.into_iter().map(|number| Shares {
        added: Some((number.clone(), Exact::ZERO)),
        value: None,
        finding: None,
    });
    let all = integers(&shares.collect::<Vec<_>>())?;
    let whole = all.added.into_iter().map(|(whole, _)| whole);
    Some((whole.collect(), all.unit))
}

impl SectionPlan {
    /// All of its questions that can change anything.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.always.iter().chain(&self.varying)
    }
}

impl Plan {
    /// Where the codes of a question end.
    fn end(&self, line: &Line) -> usize {
        let next = self.lines.get(line.question + 1);
        next.map_or(self.finds.len(), |next| next.start)
    }

    /// Whether any answer to a question changes what an audit comes to.
    fn matters(&self, line: &Line) -> bool {
        let own = self.entries.get(line.start..self.end(line));
        let adds = |entry: &Entry| *entry != Entry::default();
        own.unwrap_or_default().iter().any(adds)
    }
}

/// Whether a question may be hidden, or its section may open later.
fn varies(template: &Template, section: &Section, line: &Line) -> bool {
    let question = template.questions.get(line.question);
    let conditional = question.is_some_and(|question| question.show_when.is_some());
    conditional || section.show_when.is_some() || section.stage.is_some()
}

/// Sections and questions that are conditional, open later or are computed.
pub(super) fn steps(template: &Template) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, section) in template.sections.iter().enumerate() {
        if section.show_when.is_some() || section.stage.is_some() {
            steps.push(Step::Section(at));
        }
        let questions = template.questions.iter().enumerate();
        let own = questions.filter(|(at, _)| section.questions.contains(at));
        steps.extend(own.filter_map(|(at, question)| {
            if let QuestionKind::Computed(_) = question.kind {
                return Some(Step::Computed(at));
            }
            let condition = question.show_when.as_ref();
            condition.map(|_| Step::Question(at))
        }));
    }
    steps
}

fn too_fine(section: &Section) -> Diagnostic {
    let message = format!(
        "the weights and points of section `{}` cannot be added exactly",
        section.id
    );
    Diagnostic::error(Code::TOO_FINE, &section.at, message)
        .help("use weights with fewer decimal places")
}

fn line(question: &Question, at: usize, start: usize) -> Line {
    let bit = |theme: &usize| {
        1_u128
            .checked_shl(u32::try_from(*theme).unwrap_or(u32::MAX))
            .unwrap_or(0)
    };
    let computed = matches!(question.kind, QuestionKind::Computed(_));
    let ranged = matches!(
        question.kind,
        QuestionKind::Choices(_) | QuestionKind::Number { .. }
    );
    Line {
        question: at,
        start,
        themes: question
            .themes
            .iter()
            .map(bit)
            .fold(0, |all, one| all | one),
        counted: question.required && !computed,
        critical: question.critical,
        computed,
        beside: computed && question.scored || ranged && question.range().is_some(),
        free: (computed || ranged) && question.scored,
    }
}
