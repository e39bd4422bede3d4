//! Which field of a list a heading may mean.

use crate::vocabulary::{Kind, LISTS, List};

/// A meaning, and what to ask about it.
pub(super) struct Guess {
    pub(super) to: String,
    pub(super) why: String,
}

/// A field of the list that the table is named after.
pub(super) fn field(said: &str, list: &List, is_date: bool) -> Option<Guess> {
    let to = |field: &str, why: &str| {
        Some(Guess {
            to: format!("{}.{field}", list.name),
            why: why.to_owned(),
        })
    };
    let has = |field: &str| list.field(field).is_some();
    let says = |word: &str| said.split(' ').any(|one| one == word);
    if is_date || says("date") {
        let end = [
            "end",
            "ended",
            "ceased",
            "closed",
            "closure",
            "to",
            "finish",
            "authorised",
            "completed",
        ]
        .iter()
        .any(|word| says(word));
        let due = ["due", "target", "required"].iter().any(|word| says(word));
        if due && says("next") {
            // It belongs to a row that is not here yet.
            return Some(Guess {
                to: "ignore".to_owned(),
                why: "when the next one is due?".to_owned(),
            });
        }
        let fields: [(bool, &[&str]); 3] = [
            (due, &["due_on", "conference_due_on"]),
            (end, &["ended_on", "closed_on", "authorised_on"]),
            (!due && !end, &[list.key()]),
        ];
        let fits = fields
            .iter()
            .filter(|(fits, _)| *fits)
            .flat_map(|(_, names)| names.iter());
        if let Some(name) = fits.into_iter().find(|name| has(name)) {
            return to(
                name,
                if *name == list.key() && !says("start") {
                    "is this its date?"
                } else {
                    ""
                },
            );
        }
        return None;
    }
    let plain = said.replace(' ', "_");
    if has(&plain) {
        return to(&plain, "");
    }
    if has("received_from") && says("source") {
        return to("received_from", "is it?");
    }
    // `Latest category of abuse` holds the word of `plans.category`.
    let words = list
        .fields
        .iter()
        .filter(|field| !field.kind.is_date() && field.kind != Kind::Text);
    let named = words
        .into_iter()
        .find(|field| field.name.split('_').all(&says));
    named.and_then(|field| to(field.name, "is it?"))
}

/// A field of whichever list has one that the heading spells out, and no other list has it: `factors` are those of an assessment.
pub(super) fn elsewhere(said: &str) -> Option<Guess> {
    let says = |word: &str| said.split(' ').any(|one| one == word);
    let fields = LISTS
        .iter()
        .flat_map(|list| list.fields.iter().map(move |field| (list, field)));
    let fits: Vec<_> = fields
        .filter(|(_, field)| !field.kind.is_date() && field.kind != Kind::Text)
        .filter(|(_, field)| field.name.split('_').all(says))
        .collect();
    let words = |name: &str| name.split('_').count();
    let most = fits.iter().map(|(_, field)| words(field.name)).max()?;
    let mut best = fits.iter().filter(|(_, field)| words(field.name) == most);
    match (best.next(), best.next()) {
        (Some((list, field)), None) => Some(Guess {
            to: format!("{}.{}", list.name, field.name),
            why: "is it?".to_owned(),
        }),
        _ => None,
    }
}
