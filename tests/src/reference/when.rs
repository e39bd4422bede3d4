//! Whether a condition holds.

use super::asked::Asked;
use super::audit::{Answer, Audit, Value};
use super::number::{Number, ratio};
use super::template::{Compare, Template, When};
use super::worth::count;

/// The grades known so far.
#[derive(Debug)]
pub struct Grades<'a> {
    template: &'a Template,
    sections: Vec<Option<usize>>,
    overall: Option<usize>,
}

impl<'a> Grades<'a> {
    pub fn new(
        template: &'a Template,
        sections: Vec<Option<usize>>,
        overall: Option<usize>,
    ) -> Self {
        Self {
            template,
            sections,
            overall,
        }
    }

    /// Before anything is graded.
    pub fn none(template: &'a Template) -> Self {
        Self::new(template, vec![None; template.sections.len()], None)
    }

    /// The name of a section's grade.
    pub fn section(&self, id: &str) -> Option<String> {
        let grade = self.place(Some(id))?;
        Some(self.template.scale()?.grades[grade].0.clone())
    }

    fn place(&self, section: Option<&str>) -> Option<usize> {
        let Some(id) = section else {
            return self.overall;
        };
        let at = self.template.sections.iter().position(|one| one.id == id)?;
        self.sections[at]
    }
}

/// Whether `when` holds; a hidden question is unanswered, and no grade is neither above nor below another.
pub fn holds(when: &When, asked: &Asked, audit: &Audit, grades: &Grades<'_>) -> bool {
    let both = |a: &When, b: &When| {
        (
            holds(a, asked, audit, grades),
            holds(b, asked, audit, grades),
        )
    };
    let value = |id: &String| match asked.answers.get(id) {
        Some(Answer::Given(value)) => Some(value),
        Some(Answer::NotApplicable | Answer::NotEnoughEvidence) | None => None,
    };
    let word = |id: &String| match value(id) {
        Some(Value::Word(word)) => Some(word),
        Some(Value::Words(_) | Value::Number(_) | Value::Rows(_)) | None => None,
    };
    match when {
        When::Always => true,
        When::Is(id, wanted) => word(id) == Some(wanted),
        When::IsNot(id, wanted) => word(id) != Some(wanted),
        When::AtLeast(id, least) => {
            matches!(value(id), Some(Value::Number(number)) if number >= least)
        }
        When::Includes(id, wanted) => {
            matches!(value(id), Some(Value::Words(words)) if words.contains(wanted))
        }
        When::Answered(id) => value(id).is_some(),
        When::NotApplicable(id) => asked.answers.get(id) == Some(&Answer::NotApplicable),
        When::NotEnoughEvidence(id) => asked.answers.get(id) == Some(&Answer::NotEnoughEvidence),
        When::Count(ids, wanted, least) => count(ids, wanted, asked) >= least_number(*least),
        When::Fact(id, wanted) => audit.facts.get(id) == Some(wanted),
        When::Known(id) => audit.facts.contains_key(id),
        When::Grade(section, compare, grade) => {
            let scale = grades
                .template
                .scale()
                .expect("a condition on a grade needs a scale");
            let other = scale.find(grade).expect("a grade of the scale");
            match (grades.place(section.as_deref()), compare) {
                (None, _) => false,
                (Some(mine), Compare::Is) => mine == other,
                (Some(mine), Compare::Below) => mine > other,
                (Some(mine), Compare::AtLeast) => mine <= other,
            }
        }
        When::Not(one) => !holds(one, asked, audit, grades),
        When::Both(a, b) => both(a, b) == (true, true),
        When::Either(a, b) => both(a, b) != (false, false),
    }
}

fn least_number(n: u32) -> Number {
    ratio(n.into(), 1)
}
