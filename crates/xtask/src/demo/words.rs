//! What auditors write, in plain words and about nobody.

mod asked;

use super::chance::Chance;

/// A comment on an answer that is a concern, by the question's first theme.
pub(crate) fn concern(theme: &str, chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        match theme {
            "voice" | "lived-experience" | "participation" => &[
                "Their views are written down, and nothing in the plan follows from them",
                "The words on the page are an adult's summary; I could not hear the child",
                "Asked how the week had been, and the answer stops there",
                "No description of a day at home or at school",
            ],
            "drift-and-delay" | "timeliness" => &[
                "The same action stands in three plans running, each time with a new date",
                "Eleven weeks between the decision and the first step, with no reason given",
                "Put back twice; nobody says what the wait meant for the child",
                "Waiting for an assessment that nobody had asked for",
            ],
            "management-oversight" | "supervision" => &[
                "Supervision notes list tasks; why a decision was made is not there",
                "An action from supervision is not mentioned again",
                "Longest gap between supervisions was nine weeks",
            ],
            "smart-planning" | "permanence" | "step-down" => &[
                "Actions say `continue to`; there is no way to tell when one is done",
                "No name and no date against the two actions that matter most",
                "Nothing says what happens if this plan does not work",
            ],
            "life-story" | "access-to-story" | "understanding" => &[
                "Photographs are in a folder at the office; the child has none of them",
                "Started two years ago and not touched since the last move",
                "The part about why the child came into care is a single line",
            ],
            "analysis-of-risk" | "threshold" | "professional-optimism" | "use-of-history" => &[
                "What happened is told well; what it means for this child is not",
                "The earlier plan is named and its lessons are not",
                "Hopes for change are taken as change",
            ],
            "recording" | "language-that-cares" => &[
                "Copied forward from the last record, with the old dates still in it",
                "The child would find words here that hurt",
            ],
            _ => &[
                "I looked in the record and in the document index and did not find it",
                "Partly there; the worker agreed that it needs finishing",
                "Talked about in the meeting and not followed through",
            ],
        },
    )
}

/// A comment on an answer that is a strength, by the question's first theme.
pub(crate) fn strength(theme: &str, chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        match theme {
            "voice" | "lived-experience" | "participation" => &[
                "The plan changed after the child said what worried them, and it says so",
                "I could picture a school morning in this home from the worker's notes",
                "The child's own drawing is in the record with what they said about it",
            ],
            "partnership-with-family" | "multi-agency" => &[
                "The wider family drew up the plan and the professionals signed up to it",
                "School rang ahead of the meeting and was heard",
            ],
            "life-story" | "access-to-story" | "understanding" => &[
                "The child showed me their book and told me the story in their own words",
                "Carers add to the box every month",
            ],
            "management-oversight" | "supervision" => {
                &["The manager asked what the child would say, and the answer changed the decision"]
            }
            _ => &[
                "Clear, kind and to the point",
                "Good to see, and worth sharing with other teams",
            ],
        },
    )
}

/// A note on an answer that is neither.
pub(crate) fn note(chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        &[
            "Agreed with the worker during the conversation",
            "See the last two visits",
            "Checked against the minutes",
            "Better than at the last review",
        ],
    )
}

/// Why a question does not arise.
pub(crate) fn not_applicable(chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        &[
            "Does not arise in this case",
            "Too early in the work for this to be expected",
            "The child is too young for this",
            "Another authority holds this part",
        ],
    )
}

/// What could not be found.
pub(crate) fn not_enough_evidence(chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        &[
            "Nothing in the record either way, and the worker has left",
            "The document is named in the index and could not be opened",
            "Two entries contradict each other",
        ],
    )
}

/// Why an answer is not what the case record says.
pub(crate) fn record_is_wrong(chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        &[
            "The date on the system is the day it was typed in, not the day it happened",
            "The meeting was in two parts, and the system holds the second",
            "The minutes say otherwise, and they were written that day",
            "Entered under the wrong heading; the note beside it is right",
        ],
    )
}

/// Free text for a question that asks for it; the question, or else what it asks, decides what belongs there.
pub(crate) fn text(question: &str, ask: &str, chance: &mut Chance) -> &'static str {
    if let Some(from) = asked::asked(question) {
        return one_of(chance, from);
    }
    let ask = ask.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| ask.contains(word));
    if has(&["strength", "working well", "went well"]) {
        return one_of(
            chance,
            &[
                "Warm, steady work; the family knows what is expected and why",
                "Quiet children were brought in without being put on the spot",
                "A worker who stayed, and whom the child trusts",
            ],
        );
    }
    if has(&["develop", "stronger", "differently", "worried", "improve"]) {
        return one_of(
            chance,
            &[
                "Say what must be different, by when, and who will check",
                "Write the reasons for decisions down on the day",
                "Leave more time for the child's part, and put it first",
            ],
        );
    }
    if has(&["learn"]) {
        return one_of(
            chance,
            &[
                "A plan that stands still needs a second pair of eyes sooner",
                "Ask what changed, and for how long, before a plan ends",
                "A child's words belong at the top of the page",
            ],
        );
    }
    if has(&["code"]) {
        return one_of(chance, &["S-34", "S-35", "S-36"]);
    }
    one_of(chance, &[NOTHING_TO_SAY])
}

/// What is written where nobody has said what belongs there; a test sees to it that it never is.
const NOTHING_TO_SAY: &str = "Discussed together; nothing to add";

/// What is to be done, for a row of a table.
pub(crate) fn step(chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        &[
            "Bring the plan up to date with the family",
            "Write down the reasons for the last decision",
            "Arrange time alone with the child",
            "Ask the school for its part of the story",
            "Take this to the next team meeting",
        ],
    )
}

/// The section of a moderator's row.
pub(crate) fn section(chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        &[
            "Voice and lived experience",
            "Assessment and risk",
            "Planning",
            "Oversight",
            "Impact",
        ],
    )
}

/// Why a moderator sees a section otherwise.
pub(crate) fn reason(chance: &mut Chance) -> &'static str {
    one_of(
        chance,
        &[
            "Impact on the child is there, and was not given its weight",
            "The comments describe the lower grade",
            "Same evidence, read against the descriptors",
        ],
    )
}

/// Why the auditor records another grade than the computed one.
pub(crate) fn recorded(higher: bool, chance: &mut Chance) -> &'static str {
    if higher {
        one_of(
            chance,
            &[
                "The work of the last month has turned this round, and the record has not caught up",
                "The gaps are in the paperwork; the child is plainly better off",
                "Best fit is the higher grade: what is missing does the child no harm",
            ],
        )
    } else {
        one_of(
            chance,
            &[
                "The numbers flatter: the one thing that mattered most was not done",
                "Best fit is the lower grade, because of what the wait meant for the child",
            ],
        )
    }
}

fn one_of(chance: &mut Chance, from: &[&'static str]) -> &'static str {
    chance.pick(from).copied().unwrap_or("Seen")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_text_of_the_demonstration_belongs_to_its_question() {
        let shipped = include_str!("../../../sightline-cli/demo/audits.jsonl");
        assert!(shipped.contains("Ref K-"));
        assert!(!shipped.contains(super::NOTHING_TO_SAY));
    }
}
