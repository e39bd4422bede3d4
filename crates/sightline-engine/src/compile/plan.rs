//! The declarative part of a template as tables of integers.
//!
//! For each question and each code of an answer: what it adds to its section's numerator and denominator, over one divisor
//! a section, and what finding it makes. Scoring is then a walk over bytes and a few sums of integers.

mod findings;
mod shares;

use crate::compile::bands::{Ladder, share_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exact::Exact;
use crate::model::{Method, NaPolicy, Overall, Question, QuestionKind, Section, Template};
use crate::scored::FindingKind;

pub(crate) use findings::finding;
pub(crate) use shares::added;
use shares::{Shares, integers, shares_of};

/// What scoring needs of a template, in places and integers.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Every code of every question, question after question.
    pub(crate) entries: Vec<Entry>,
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
    /// Where each grade lies between the least and the greatest of the scale, for wholes made of grades.
    pub(crate) grade_shares: Vec<Exact>,
    /// What has to be looked at to know which questions are shown, in file order; all others always are.
    pub(crate) steps: Vec<Step>,
    /// Every question as a bit.
    pub(crate) all_shown: Vec<u64>,
}

/// Something that is not the same for every audit.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// A section that is conditional or opens later.
    Section(usize),
    /// A question that is conditional or computed.
    Question(usize),
}

/// What one code of one question adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// To the numerator of its section.
    pub(crate) numerator: i64,
    /// To the denominator.
    pub(crate) denominator: i64,
    /// The finding it makes: bit 0 for a concern, bit 1 for a strength.
    finds: u64,
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
    /// Themes as bits, the first 64 and the others.
    pub(crate) themes: [u64; 2],
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
        grade_shares: template.grades().map_or_else(Vec::new, |scale| {
            let grades = scale.grades.iter();
            grades.map(|grade| share_of(&grade.value, scale)).collect()
        }),
        all_shown: (0..template.questions.len()).fold(Vec::new(), |mut words: Vec<u64>, at| {
            match words.last_mut() {
                Some(word) if at % 64 > 0 => *word |= 1 << (at % 64),
                _ => words.push(1),
            }
            words
        }),
        steps: steps(template),
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
            let (at, start) = (plan.lines.len(), plan.entries.len() + shares.len());
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
            Some((unit, entries, values)) => {
                plan.entries.extend(entries);
                plan.values.extend(values);
                let lines = plan.lines.get(section.questions.clone());
                let lines = lines.unwrap_or_default().iter().copied();
                let lines = lines.filter(|line| plan.matters(line));
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
    if let (Some((unit, entries, _)), true) = (integers(&pooled), diagnostics.is_empty()) {
        plan.pooled = entries
            .into_iter()
            .map(|entry| (entry.numerator, entry.denominator))
            .collect();
        plan.pooled_unit = unit;
    } else if let (Some(section), true) = (template.sections.first(), diagnostics.is_empty()) {
        diagnostics.push(too_fine(section));
    }
    match whole_weights(template) {
        Some(weights) => plan.weights = weights,
        None => diagnostics.extend(
            template
                .sections
                .first()
                .map(too_fine)
                .map(Into::into)
                .unwrap_or_default(),
        ),
    }
    (diagnostics.is_empty().then_some(plan), diagnostics)
}

/// Section weights as whole numbers in the same proportion.
fn whole_weights(template: &Template) -> Option<Vec<i64>> {
    let shares = template.sections.iter().map(|section| Shares {
        added: Some((section.weight.clone(), Exact::ZERO)),
        value: None,
        finding: None,
    });
    let (_, entries, _) = integers(&shares.collect::<Vec<_>>())?;
    Some(entries.into_iter().map(|entry| entry.numerator).collect())
}

impl SectionPlan {
    /// All of its questions that can change anything.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.always.iter().chain(&self.varying)
    }
}

impl Plan {
    /// Whether any answer to a question changes what an audit comes to.
    fn matters(&self, line: &Line) -> bool {
        let next = self.lines.get(line.question + 1);
        let end = next.map_or(self.entries.len(), |next| next.start);
        let own = self.entries.get(line.start..end).unwrap_or_default();
        let adds = |entry: &Entry| *entry != Entry::NOTHING;
        line.counted || line.critical || line.beside || own.iter().any(adds)
    }
}

impl Entry {
    /// An answer that adds nothing.
    const NOTHING: Self = Self {
        numerator: 0,
        denominator: 0,
        finds: 0,
    };

    /// The finding it makes.
    pub(crate) fn finding(&self) -> Option<FindingKind> {
        match self.finds {
            1 => Some(FindingKind::Concern),
            2 => Some(FindingKind::Strength),
            _ => None,
        }
    }

    /// What of a question's themes is a concern, and what a strength: all or nothing, without a branch, since answers are as
    /// good as random to a processor.
    #[inline]
    pub(crate) fn themes(&self, themes: [u64; 2]) -> [[u64; 2]; 2] {
        let of = |bit: u64| {
            let all = (self.finds >> bit & 1).wrapping_neg();
            themes.map(|themes| themes & all)
        };
        [of(0), of(1)]
    }
}

/// Whether a question may be hidden, or its section may open later.
fn varies(template: &Template, section: &Section, line: &Line) -> bool {
    let question = template.questions.get(line.question);
    let conditional = question.is_some_and(|question| question.show_when.is_some());
    conditional || section.show_when.is_some() || section.stage.is_some()
}

/// Sections and questions that are conditional, open later or are computed.
fn steps(template: &Template) -> Vec<Step> {
    let mut steps = Vec::new();
    for (at, section) in template.sections.iter().enumerate() {
        if section.show_when.is_some() || section.stage.is_some() {
            steps.push(Step::Section(at));
        }
        let questions = template.questions.iter().enumerate();
        let own = questions.filter(|(at, _)| section.questions.contains(at));
        let varying = own.filter(|(_, question)| {
            question.show_when.is_some() || matches!(question.kind, QuestionKind::Computed(_))
        });
        steps.extend(varying.map(|(at, _)| Step::Question(at)));
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

/// The lower and the upper half of bits.
fn halves(bits: u128) -> [u64; 2] {
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    [half(bits), half(bits >> 64)]
}

/// Bits of both halves.
pub(crate) fn whole([lower, upper]: [u64; 2]) -> u128 {
    u128::from(upper) << 64 | u128::from(lower)
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
        themes: halves(
            question
                .themes
                .iter()
                .map(bit)
                .fold(0, |all, one| all | one),
        ),
        counted: question.required && !computed,
        critical: question.critical,
        computed,
        beside: computed && question.scored || ranged && question.range().is_some(),
        free: (computed || ranged) && question.scored,
    }
}
