//! A condition as a script expression.

use crate::reference::{Compare, When, plain};

pub fn count_answers(ids: &[String], value: &str) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    format!("count_answers([{}], \"{value}\")", ids.join(", "))
}

/// A condition as a script expression.
pub fn expression(when: &When) -> String {
    match when {
        When::Always => "true".to_owned(),
        When::Is(id, word) => format!("answers.{id} == \"{word}\""),
        When::IsNot(id, word) => format!("answers.{id} != \"{word}\""),
        When::AtLeast(id, least) => {
            format!("(answered(\"{id}\") && answers.{id} >= {})", plain(least))
        }
        When::Includes(id, word) => format!("(answered(\"{id}\") && \"{word}\" in answers.{id})"),
        When::Answered(id) => format!("answered(\"{id}\")"),
        When::NotApplicable(id) => format!("not_applicable(\"{id}\")"),
        When::NotEnoughEvidence(id) => format!("not_enough_evidence(\"{id}\")"),
        When::Count(ids, word, least) => format!("{} >= {least}", count_answers(ids, word)),
        When::Fact(id, word) => format!("record.{id} == \"{word}\""),
        When::Known(id) => format!("record.{id} != ()"),
        When::Grade(section, compare, grade) => {
            let of = section
                .as_ref()
                .map_or("overall".to_owned(), |id| format!("grade(\"{id}\")"));
            let compare = match compare {
                Compare::Is => "is",
                Compare::Below => "is_below",
                Compare::AtLeast => "is_at_least",
            };
            format!("{of}.{compare}(\"{grade}\")")
        }
        When::Not(one) => format!("!({})", expression(one)),
        When::Both(a, b) => format!("({}) && ({})", expression(a), expression(b)),
        When::Either(a, b) => format!("({}) || ({})", expression(a), expression(b)),
    }
}
