//! A template, described as plainly as the reference scorer needs it.

use super::number::Number;

/// A template: what `docs/scoring.md` needs to know of it, and nothing else.
#[derive(Clone, Debug)]
pub struct Template {
    pub id: String,
    pub grade_scales: Vec<GradeScale>,
    pub number_scales: Vec<NumberScale>,
    pub graded_on: GradedOn,
    pub facts: Vec<Fact>,
    pub eligible: Option<When>,
    pub themes: Vec<String>,
    pub sections: Vec<Section>,
    pub limits: Vec<Limit>,
    pub alerts: Vec<Alert>,
    pub actions: Vec<Action>,
    pub scoring: Scoring,
}

/// Which scale the sections and the whole are graded on.
#[derive(Clone, Copy, Debug)]
pub enum GradedOn {
    /// A place in [`Template::grade_scales`].
    Grades(usize),
    /// A place in [`Template::number_scales`].
    Numbers(usize),
    Nothing,
}

/// Named grades, best first.
#[derive(Clone, Debug)]
pub struct GradeScale {
    pub id: String,
    pub grades: Vec<(String, Number)>,
    pub good_enough: Option<usize>,
    pub strength: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct NumberScale {
    pub id: String,
    pub from: Number,
    pub to: Number,
    pub step: Number,
    pub good_enough: Option<Number>,
    pub strength: Option<Number>,
}

/// A fact with one of a few words, or a date.
#[derive(Clone, Debug)]
pub struct Fact {
    pub id: String,
    /// Empty for a date.
    pub options: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Section {
    pub id: String,
    pub weight: Number,
    pub show_when: Option<When>,
    pub opens_after: Option<Length>,
    pub method: Option<Method>,
    pub bands: Option<Bands>,
    pub not_applicable: Option<Policy>,
    pub not_enough_evidence: Option<Policy>,
    pub minimum_completeness: Option<Number>,
    pub questions: Vec<Question>,
}

#[derive(Clone, Debug)]
pub struct Question {
    pub id: String,
    pub kind: Kind,
    pub required: bool,
    /// What the template says; absent is scored where the type has points.
    pub scored: Option<bool>,
    pub weight: Number,
    pub critical: bool,
    pub themes: Vec<String>,
    pub show_when: Option<When>,
    /// The fact that answers it where nobody did.
    pub prefill: Option<String>,
    pub not_applicable: Option<Policy>,
    pub not_enough_evidence: Option<Policy>,
    pub expected: Option<Mark>,
    pub strength: Option<Mark>,
    pub concern_text: Option<String>,
    pub strength_text: Option<String>,
}

#[derive(Clone, Debug)]
pub enum Kind {
    /// A place in [`Template::grade_scales`].
    Grade(usize),
    /// A place in [`Template::number_scales`].
    Scale(usize),
    YesNo {
        best: &'static str,
    },
    YesPartlyNo {
        best: &'static str,
    },
    Choice(Vec<Opt>),
    Choices(Vec<Opt>),
    /// The worst and the best number, the best first where less is better.
    Number(Option<(Number, Number)>),
    Date,
    Text,
    /// With the columns that make actions of rows, where they do.
    Table(Option<ActionColumns>),
    /// `points(count_answers(questions, value), n)`, where `n` is how many questions there are.
    Computed {
        counts: Vec<String>,
        value: String,
    },
}

/// Which columns of a table say what is to be done, by whom and by when.
#[derive(Clone, Debug)]
pub struct ActionColumns {
    pub action: String,
    pub owner: Option<String>,
    pub due: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Opt {
    pub id: String,
    pub points: Option<Number>,
}

/// A mark for findings: an answer's word, or a number.
#[derive(Clone, Debug)]
pub enum Mark {
    Word(String),
    Number(Number),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    WeightedMean,
    Sum,
    Worst,
    AllOrNothing,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overall {
    Sections(Method),
    Pooled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    LeaveOut,
    CountAsLowest,
    Refuse,
}

#[derive(Clone, Debug)]
pub struct Scoring {
    pub section: Method,
    pub overall: Overall,
    pub of_grades: bool,
    pub bands: Option<Bands>,
    pub not_applicable: Policy,
    pub not_enough_evidence: Policy,
    pub minimum_completeness: Option<Number>,
}

/// One bound a grade, by the grade's place in the template's scale.
#[derive(Clone, Debug)]
pub struct Bands {
    pub form: BandForm,
    pub bounds: Vec<(usize, Number)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BandForm {
    /// In the grade scale's own values.
    Value,
    /// A share of the whole, 0 to 1.
    Share,
    /// Points of a `sum`.
    Points,
}

#[derive(Clone, Debug)]
pub struct Limit {
    pub id: String,
    pub when: When,
    /// A grade's place; absent is `insufficient-evidence`.
    pub cap: Option<usize>,
    /// A section's place; absent is the overall grade.
    pub section: Option<usize>,
}

#[derive(Clone, Debug)]
pub struct Alert {
    pub id: String,
    pub when: When,
    pub within: Length,
    pub to: String,
}

#[derive(Clone, Debug)]
pub struct Action {
    pub when: When,
    pub action: String,
    pub due: Option<Length>,
    pub owner: Option<String>,
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    SameDay,
    Days(u32),
    WorkingDays(u32),
    Weeks(u32),
    Months(u32),
}

/// A condition.
#[derive(Clone, Debug)]
pub enum When {
    Always,
    /// The answer to a question is this word.
    Is(String, String),
    /// It is something else, or there is none.
    IsNot(String, String),
    /// The answer is a number and at least this.
    AtLeast(String, Number),
    /// The answer is a list and has this word.
    Includes(String, String),
    Answered(String),
    NotApplicable(String),
    NotEnoughEvidence(String),
    /// How many of these questions are answered with this word is at least this.
    Count(Vec<String>, String, u32),
    /// A fact is this word.
    Fact(String, String),
    /// A fact is known.
    Known(String),
    /// The grade of a section, or of the whole where no section is named.
    Grade(Option<String>, Compare, String),
    Not(Box<When>),
    Both(Box<When>, Box<When>),
    Either(Box<When>, Box<When>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    Is,
    Below,
    AtLeast,
}

impl Template {
    /// Every question with its section, in file order.
    pub fn questions(&self) -> impl Iterator<Item = (&Section, &Question)> {
        self.sections
            .iter()
            .flat_map(|section| section.questions.iter().map(move |one| (section, one)))
    }

    /// The scale of its grades, where it has named ones.
    #[must_use]
    pub fn scale(&self) -> Option<&GradeScale> {
        match self.graded_on {
            GradedOn::Grades(at) => Some(&self.grade_scales[at]),
            GradedOn::Numbers(_) | GradedOn::Nothing => None,
        }
    }
}

impl GradeScale {
    /// Least and greatest value.
    #[must_use]
    pub fn range(&self) -> (Number, Number) {
        let values = || self.grades.iter().map(|(_, value)| value.clone());
        (
            values().min().expect("a scale has grades"),
            values().max().expect("a scale has grades"),
        )
    }

    /// The place of a grade.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.grades.iter().position(|(grade, _)| grade == id)
    }
}
