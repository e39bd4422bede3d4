//! Free text for one question of a shipped template each, where its wording alone does not say what belongs there.

/// What may be written under a question; nothing where its wording decides.
pub(super) fn asked(question: &str) -> Option<&'static [&'static str]> {
    Some(match question {
        "P04" => &["Ref K-204", "Ref K-117", "Ref K-388", "Ref K-052"],
        "P06_reason" => &[
            "The first date fell in the school holidays and nobody could come",
            "The interpreter was double-booked; the meeting moved by a week",
            "The social worker was ill, and the child wanted to wait for her",
        ],
        "P11_record" => &[
            "The mother reads with difficulty; papers are to be talked through beforehand",
            "An interpreter is needed for the grandmother",
            "No access needs are recorded, and nobody had asked",
        ],
        "P31" => &[
            "The chair named each person's strength before the worries; the father spoke for the first time",
            "Long words were put into plain ones as they came up, without fuss",
            "The child's letter was read out first, and the plan came back to it twice",
            "Disagreement was written on the board and worked through, not around",
        ],
        "C04_why" => &[
            "On leave during the whole of the audit; a conversation is booked",
            "The worker has left and the new one started last week",
        ],
        "C13_factors" => &[
            "Domestic abuse; a parent's mental health",
            "Neglect; a parent's alcohol use",
            "Emotional harm; conflict between parents who live apart",
            "A parent's learning disability; poor housing",
        ],
        "C14_record" => &[
            "Speaks two languages at home; faith is recorded, and what it means to the family is not",
            "Heritage is recorded as stated by the mother; the father's side is blank",
            "Uses a hearing aid; the school's advice is on the record",
        ],
        "C19_cause" => &[
            "Three workers in a year; the child stopped answering the door",
            "The parenting assessment waited eleven weeks for a slot",
            "Each agency waited for another one's report",
        ],
        "C37_why" => &[
            "Steady, purposeful work; what is missing is in the paperwork",
            "The child is seen and known, and the plan does not yet say what must change",
            "Good visits, and decisions that came too late to help",
            "What was agreed in supervision was not done",
        ],
        "C39_comment" => &[
            "Fair. I would have put the family meeting higher",
            "I agree, and I had not seen how long the gap had become",
            "I see the grade differently for planning; the school's part is not on our record",
        ],
        "L12_needs" => &[
            "Follows short sentences and pictures; the sessions were planned around that",
            "No disability is recorded; the school reports a speech delay",
            "Signs as well as speaks; the carer interprets",
        ],
        "L14_record" => &[
            "Mother's family is described with photographs; father's is a single line",
            "Born abroad; the first language is kept up with a carer who speaks it",
            "Heritage is recorded and nothing in the story refers to it",
        ],
        "L17_dates" => &[
            "Four sessions in the spring term, then none",
            "Every other week since the move",
            "Two sessions in May and one in July",
        ],
        "R11_where" => &[
            "A neighboring county",
            "The authority where the mother grew up",
        ],
        _ => return None,
    })
}
