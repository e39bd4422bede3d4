//! What happened before, list by list.

use super::{List, Name, code, date, due, number, one_of, text, yes_no};

const fn list(name: &'static str, about: &'static str, fields: &'static [Name]) -> List {
    List {
        name,
        about,
        fields,
        apart: None,
    }
}

/// Every list, in the order of a child's way through the system.
pub const LISTS: &[List] = &[
    list(
        "contacts",
        "a contact with children's social care",
        &[date("received_on"), code("received_from"), text("outcome")],
    ),
    list(
        "early_help",
        "an episode or assessment of early help",
        &[
            date("started_on"),
            date("ended_on"),
            text("reason"),
            text("reason_ended"),
            text("organisation"),
        ],
    ),
    list(
        "referrals",
        "a referral, open until it is closed",
        &[
            date("received_on"),
            date("closed_on"),
            code("received_from"),
            code("need"),
            yes_no("no_further_action"),
            code("reason_closed"),
            text("team"),
            text("worker"),
        ],
    ),
    list(
        "assessments",
        "an assessment",
        &[
            date("started_on"),
            date("authorised_on"),
            yes_no("child_seen"),
            text("factors"),
            text("outcome"),
            text("team"),
            text("worker"),
        ],
    ),
    list(
        "strategy_discussions",
        "a strategy discussion",
        &[
            date("held_on"),
            text("outcome"),
            text("team"),
            text("worker"),
        ],
    ),
    list(
        "section_47",
        "an enquiry under section 47, with the conference that it led to",
        &[
            date("started_on"),
            date("ended_on"),
            due("conference_due_on"),
            date("conference_on"),
            yes_no("conference_not_required"),
            yes_no("transfer_in"),
            yes_no("led_to_plan"),
            yes_no("no_further_action"),
            text("team"),
            text("worker"),
        ],
    ),
    list(
        "conferences",
        "an initial child protection conference",
        &[
            date("held_on"),
            due("due_on"),
            yes_no("transfer_in"),
            yes_no("led_to_plan"),
            text("team"),
            text("worker"),
        ],
    ),
    list(
        "child_in_need_plans",
        "a child in need plan",
        &[
            date("started_on"),
            date("ended_on"),
            text("team"),
            text("worker"),
        ],
    ),
    list(
        "plans",
        "a child protection plan",
        &[
            date("started_on"),
            date("ended_on"),
            one_of("category_first", "category_of_harm"),
            one_of("category", "category_of_harm"),
            number("previous_plans"),
            yes_no("transfer_in"),
            yes_no("elsewhere"),
            code("reason_ended"),
        ],
    ),
    List {
        name: "reviews",
        about: "a review",
        fields: &[
            date("held_on"),
            due("due_on"),
            date("first_part_on"),
            one_of("kind", "review_kind"),
            one_of("participation", "participation"),
            yes_no("quorate"),
            yes_no("cancelled"),
            yes_no("plan_continues"),
        ],
        apart: Some("kind"),
    },
    list(
        "records",
        "the record of a review, and when it went out",
        &[
            date("held_on"),
            date("decisions_on"),
            date("distributed_on"),
        ],
    ),
    list(
        "core_groups",
        "a core group",
        &[date("held_on"), yes_no("quorate")],
    ),
    List {
        name: "visits",
        about: "a visit by the social worker",
        fields: &[
            date("visited_on"),
            one_of("kind", "visit_kind"),
            yes_no("seen"),
            yes_no("seen_alone"),
            yes_no("bedroom_seen"),
        ],
        apart: Some("kind"),
    },
    list(
        "care_periods",
        "an unbroken time in care",
        &[
            date("started_on"),
            date("ended_on"),
            code("need"),
            code("reason_ended"),
        ],
    ),
    list(
        "episodes",
        "an episode of care: one legal status in one placement",
        &[
            date("started_on"),
            date("ended_on"),
            code("reason_started"),
            code("reason_ended"),
            code("legal_status"),
            code("need"),
            code("placement_type"),
            code("placement_provider"),
            code("reason_placement_changed"),
            text("placement_urn"),
        ],
    ),
    list(
        "placements",
        "a placement",
        &[
            date("started_on"),
            date("ended_on"),
            code("placement_type"),
            code("placement_provider"),
            code("reason_placement_changed"),
            text("placement_urn"),
            text("location"),
            number("distance"),
        ],
    ),
    list(
        "legal_statuses",
        "a legal status",
        &[date("started_on"), date("ended_on"), code("legal_status")],
    ),
    list(
        "care_plans",
        "a care plan",
        &[date("started_on"), date("ended_on")],
    ),
    list(
        "missing",
        "a time when the child was missing or away without authorization",
        &[
            date("started_on"),
            date("ended_on"),
            one_of("kind", "missing_kind"),
            yes_no("interview_offered"),
            yes_no("interview_accepted"),
        ],
    ),
    List {
        name: "health_checks",
        about: "a check of health or teeth",
        fields: &[date("checked_on"), text("kind"), text("outcome")],
        apart: Some("kind"),
    },
    list(
        "wellbeing_scores",
        "a strengths and difficulties questionnaire",
        &[
            date("completed_on"),
            number("score"),
            code("reason_missing"),
        ],
    ),
    List {
        name: "workers",
        about: "a worker's time with the child",
        fields: &[
            date("started_on"),
            date("ended_on"),
            text("worker"),
            text("role"),
            text("team"),
            number("fte"),
            code("reason_changed"),
        ],
        apart: Some("worker"),
    },
    list(
        "adoptions",
        "a way towards adoption, from the decision on",
        &[
            date("decided_on"),
            date("ordered_on"),
            date("matched_on"),
            date("placed_on"),
            date("placed_to_foster_on"),
            date("adopted_on"),
            date("reversed_on"),
            code("reason_reversed"),
        ],
    ),
    list(
        "pre_proceedings",
        "pre-proceedings",
        &[
            date("started_on"),
            date("letter_sent_on"),
            date("first_meeting_on"),
            date("decided_on"),
            date("applied_on"),
            number("meetings"),
            text("outcome"),
        ],
    ),
];
