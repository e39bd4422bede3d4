//! Random limits, alerts and actions.

use super::condition::{Sight, when, words};
use super::tape::Tape;
use super::template::length;
use crate::reference::{Action, Alert, Limit, Question, Template};

/// Limits, alerts and actions.
pub fn rules(tape: &mut Tape, template: &mut Template) {
    let words_of = |question: &Question| words(template, question);
    let names = template.scale().map(|scale| {
        scale
            .grades
            .iter()
            .map(|(id, _)| id.as_str())
            .collect::<Vec<_>>()
    });
    let graded = names.is_some();
    let sight = |overall: bool| Sight {
        facts: &template.facts,
        questions: template.questions().map(|(_, one)| one).collect(),
        graded_sections: if graded {
            template
                .sections
                .iter()
                .map(|one| one.id.as_str())
                .collect()
        } else {
            Vec::new()
        },
        overall: overall && graded,
        grades: names.clone().unwrap_or_default(),
        words: &words_of,
    };
    let mut limits = Vec::new();
    for at in 0..if graded { tape.below(5) } else { 0 } {
        let section = tape.maybe(3, |tape| tape.below(template.sections.len()));
        let grades = names.as_ref().map_or(1, Vec::len);
        let cap = if tape.once_in(6) {
            None
        } else {
            Some(tape.below(grades))
        };
        // A limit on a section runs before the whole is graded, so it looks at answers alone.
        let sight = if section.is_some() {
            Sight {
                graded_sections: Vec::new(),
                ..sight(false)
            }
        } else {
            sight(false)
        };
        limits.push(Limit {
            id: format!("LJ{}", at + 1),
            when: when(tape, &sight, 2),
            cap,
            section,
        });
    }
    let mut alerts = Vec::new();
    for at in 0..tape.below(3) {
        let within = length(tape);
        alerts.push(Alert {
            id: format!("AL{}", at + 1),
            when: when(tape, &sight(true), 2),
            within,
            to: "head".to_owned(),
        });
    }
    let mut actions = Vec::new();
    for at in 0..tape.below(3) {
        let due = tape.maybe(2, length);
        let owner = tape.maybe(2, |_| "worker".to_owned());
        actions.push(Action {
            when: when(tape, &sight(true), 2),
            action: format!("Do thing {}", at + 1),
            due,
            owner,
        });
    }
    template.limits = limits;
    template.alerts = alerts;
    template.actions = actions;
}
