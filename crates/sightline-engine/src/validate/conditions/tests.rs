use proptest::prelude::*;

use super::*;
use crate::answers::code::{FIRST, UNANSWERED};
use crate::source::SourceFile;
use crate::validate::{Shared, load_template};

const YES: u8 = FIRST;
const NO: u8 = FIRST + 1;

/// A template of `n` yes-or-no questions `Q0`, `Q1` and so on, two a section.
fn template(n: usize) -> Template {
    let mut text =
        "template: demo\nversion: 1.0.0\ntitle: Demo\ngrade_scale: none\nsections:\n".to_owned();
    for place in 0..n {
        if place % 2 == 0 {
            text.push_str(&format!(
                "  - id: s{}\n    title: Section\n    questions:\n",
                place / 2
            ));
        }
        text.push_str(&format!(
            "      - {{id: Q{place}, ask: Done?, type: yes-no, show_when: condition {place}}}\n"
        ));
    }
    let file = SourceFile::new("template.yaml", text);
    let (template, found) = load_template(&file, &Shared::default(), &Default::default());
    template.unwrap_or_else(|| panic!("{found}"))
}

/// Conditions as pairs of a question and what it reads.
fn conditions(template: &Template, reads: &[(usize, &[usize])]) -> Vec<Condition> {
    reads
        .iter()
        .map(|(question, reads)| Condition {
            of: Conditional::Question(*question),
            at: template.questions[*question]
                .show_when
                .as_ref()
                .unwrap()
                .at
                .clone(),
            reads: reads.to_vec(),
        })
        .collect()
}

fn say(template: &Template, conditions: &[Condition]) -> String {
    check(template, conditions, &|_, _| None).to_string()
}

#[test]
fn a15_a_condition_on_a_later_question_names_both_places() {
    let template = template(3);
    assert_eq!(
        say(&template, &conditions(&template, &[(0, &[2]), (1, &[0])])),
        "template.yaml:9:55: error[SL213]: question `Q0` depends on `Q2`, which is asked after it \
         (help: move `Q2` above it, or depend on an earlier question)"
    );
}

#[test]
fn a15_a_circle_is_printed_once() {
    let template = template(4);
    let found = say(
        &template,
        &conditions(&template, &[(0, &[3]), (2, &[0]), (3, &[2])]),
    );
    assert_eq!(
        found,
        "template.yaml:9:55: error[SL214]: question `Q0` waits for `Q3`, which waits for `Q2`, which waits for \
         `Q0` again (help: let one of them be shown without the other)"
    );
}

#[test]
fn a15_a_question_that_waits_for_itself() {
    let template = template(2);
    let found = say(&template, &conditions(&template, &[(1, &[1])]));
    assert!(
        found.contains("SL214") && found.contains("question `Q1` waits for its own answer"),
        "{found}"
    );
}

#[test]
fn a15_a_section_that_waits_for_its_own_question() {
    let template = template(4);
    let at = template.sections[1].at.clone();
    let of = Conditional::Section(1);
    let own = say(
        &template,
        &[Condition {
            of,
            at: at.clone(),
            reads: vec![3],
        }],
    );
    assert!(
        own.contains("section `s1` waits for `Q3`, which is in that section"),
        "{own}"
    );
    let later = say(
        &template,
        &[Condition {
            of: Conditional::Section(0),
            at,
            reads: vec![3],
        }],
    );
    assert!(later.contains("SL213"), "{later}");
}

#[test]
fn a15_a_condition_that_never_holds_is_unreachable() {
    let template = template(2);
    let never = conditions(&template, &[(1, &[0])]);
    let both =
        |_: usize, answers: &[(usize, u8)]| Some(answers == [(0, YES)] && answers == [(0, NO)]);
    let found = check(&template, &never, &both).to_string();
    assert!(
        found.contains("SL212") && found.contains("question `Q1`"),
        "{found}"
    );
    let sometimes = |_: usize, answers: &[(usize, u8)]| Some(answers == [(0, NO)]);
    assert!(check(&template, &never, &sometimes).is_empty());
    let unknown = |_: usize, _: &[(usize, u8)]| None;
    assert!(check(&template, &never, &unknown).is_empty());
}

#[test]
fn a15_two_conditions_that_exclude_each_other() {
    // Q1 is asked after a no; Q2 after a yes, and only once Q1 is answered.
    let template = template(3);
    let excluded = conditions(&template, &[(1, &[0]), (2, &[0, 1])]);
    let answer = |answers: &[(usize, u8)], place| {
        answers
            .iter()
            .find(|(question, _)| *question == place)
            .map_or(UNANSWERED, |(_, code)| *code)
    };
    let holds = |place: usize, answers: &[(usize, u8)]| match place {
        0 => Some(answer(answers, 0) == NO),
        _ => Some(answer(answers, 0) == YES && answer(answers, 1) == YES),
    };
    let found = check(&template, &excluded, &holds).to_string();
    assert!(
        found.contains("SL212") && found.contains("question `Q2`"),
        "{found}"
    );
}

/// Whether questions can be put in an order in which each comes after what it reads.
fn can_be_ordered(n: usize, reads: &[(usize, Vec<usize>)]) -> bool {
    let mut done = vec![false; n];
    for _ in 0..n {
        for place in 0..n {
            let waits = reads
                .iter()
                .filter(|(question, _)| *question == place)
                .flat_map(|(_, reads)| reads);
            if waits.clone().all(|read| done[*read]) {
                done[place] = true;
            }
        }
    }
    done.iter().all(|done| *done)
}

proptest! {
    #[test]
    fn a15_circles_and_only_circles_are_called_circles(
        reads in prop::collection::btree_map(0_usize..7, prop::collection::btree_set(0_usize..7, 1..3), 0..7)
    ) {
        let template = template(7);
        let reads: Vec<(usize, Vec<usize>)> =
            reads.into_iter().map(|(question, reads)| (question, reads.into_iter().collect())).collect();
        let borrowed: Vec<(usize, &[usize])> =
            reads.iter().map(|(question, reads)| (*question, reads.as_slice())).collect();
        let found = say(&template, &conditions(&template, &borrowed));
        let backward = reads.iter().all(|(question, reads)| reads.iter().all(|read| read < question));
        prop_assert_eq!(found.is_empty(), backward, "{}", found);
        prop_assert_eq!(found.contains("SL214"), !can_be_ordered(7, &reads), "{}", found);
    }
}
