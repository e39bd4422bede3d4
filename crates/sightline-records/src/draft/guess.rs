//! What a heading may mean.

use std::collections::BTreeSet;

use sightline_engine::did_you_mean;

use super::field::{Guess, elsewhere, field};
use super::short::spelt_out;
use crate::date::{Written, written};
use crate::layout::{Layout, Target};
use crate::normal::heading;
use crate::vocabulary::{FACTS, List};

/// Words that say that a column holds a person's name.
const NAMES: [&str; 9] = [
    "name",
    "forename",
    "surname",
    "first name",
    "last name",
    "family name",
    "known as",
    "child name",
    "full name",
];

/// Words for a child, and for a number that somebody is known by: a heading of the child's id has one of each.
const CHILD: [&str; 9] = [
    "child",
    "person",
    "client",
    "case",
    "mosaic",
    "lcs",
    "liquidlogic",
    "user",
    "subject",
];
const NUMBER: [&str; 6] = ["id", "ref", "reference", "number", "no", "identifier"];

/// Beginnings of words that tell a fact by themselves.
const TELLING: [(&str, &str); 6] = [
    ("dob", "date_of_birth"),
    ("birth", "date_of_birth"),
    ("ethnic", "ethnicity"),
    ("gender", "sex"),
    ("sex", "sex"),
    ("disab", "disabled"),
];

/// Words of sheets and files, and the list that they are about.
const ABOUT: [(&str, &str); 29] = [
    ("rcpc", "reviews"),
    ("cpp", "plans"),
    ("cp start", "plans"),
    ("cp end", "plans"),
    ("icpc", "conferences"),
    ("lac start", "care_periods"),
    ("lac end", "care_periods"),
    ("cp plan", "plans"),
    ("child protection plan", "plans"),
    ("cin plan", "child_in_need_plans"),
    ("child in need plan", "child_in_need_plans"),
    ("care plan", "care_plans"),
    ("review", "reviews"),
    ("referral", "referrals"),
    ("assessment", "assessments"),
    ("section 47", "section_47"),
    ("s47", "section_47"),
    ("strategy", "strategy_discussions"),
    ("conference", "conferences"),
    ("core group", "core_groups"),
    ("visit", "visits"),
    ("placement", "placements"),
    ("episode", "episodes"),
    ("missing", "missing"),
    ("legal", "legal_statuses"),
    ("worker", "workers"),
    ("contact", "contacts"),
    ("early help", "early_help"),
    ("plan", "plans"),
];

/// The list that a table is about: the one it is named after, or the one that most of its headings name.
pub(super) fn list(table: &str, titles: &[String]) -> Option<&'static List> {
    about(table).or_else(|| {
        let named: Vec<&'static List> = titles.iter().filter_map(|title| about(title)).collect();
        let count =
            |list: &&&'static List| named.iter().filter(|one| one.name == list.name).count();
        // The first of equals wins.
        named.iter().rev().max_by_key(count).copied()
    })
}

/// Guesses at a heading of a table that is about a list.
pub(super) fn guess(
    title: &str,
    table: Option<&'static List>,
    is_named: bool,
    samples: &[&str],
    layouts: &[Layout],
) -> Guess {
    let said = heading(title);
    let sure = |to: &str| Guess {
        to: to.to_owned(),
        why: String::new(),
    };
    if is_id(&said) {
        return sure("case");
    }
    let said = spelt_out(&said);
    let is_worker = ["worker", "team", "manager", "allocated"]
        .iter()
        .any(|word| said.contains(word));
    if !is_worker
        && NAMES
            .iter()
            .any(|name| said == *name || said.ends_with(&format!(" {name}")))
    {
        return sure("never-read");
    }
    let named = about(title);
    let list = named.or(table);
    if let Some(to) = known(&said, list, layouts) {
        return sure(&to);
    }
    let told = TELLING
        .iter()
        .find(|(start, _)| said.split(' ').any(|word| word.starts_with(start)));
    if let Some((_, fact)) = told {
        return sure(fact);
    }
    let snake = said.replace(' ', "_");
    if FACTS.iter().any(|fact| fact.name == snake) {
        return sure(&snake);
    }
    let is_date = samples
        .iter()
        .filter(|text| !text.is_empty())
        .all(|text| written(text) != Written::Nothing)
        && samples.iter().any(|text| !text.is_empty());
    if let Some((list, mut field)) =
        list.and_then(|list| Some((list, field(&said, list, is_date)?)))
    {
        // Nothing says so but the other headings.
        if !is_named && named.is_none() && field.why.is_empty() {
            field.why = format!("of {}?", list.about);
        }
        return field;
    }
    if is_worker {
        return sure(if said.contains("team") {
            "team"
        } else {
            "worker"
        });
    }
    if let Some(guess) = elsewhere(&said).filter(|_| !is_date) {
        return guess;
    }
    let near = FACTS.iter().map(|fact| fact.name);
    let why = match (did_you_mean(&snake, near), is_date) {
        (Some(near), _) => format!("is it {near}?"),
        (None, true) => "a date: of what?".to_owned(),
        (None, false) => "what is it?".to_owned(),
    };
    Guess {
        to: "ignore".to_owned(),
        why,
    }
}

/// Words that tell whether a table is about child protection plans or children in care.
const KINDS: [(&str, &str); 12] = [
    ("conference", "cp"),
    ("rcpc", "cp"),
    ("child protection", "cp"),
    ("cp", "cp"),
    ("cpp", "cp"),
    ("looked after", "cic"),
    ("children in care", "cic"),
    ("child in care", "cic"),
    ("lac", "cic"),
    ("cla", "cic"),
    ("cic", "cic"),
    ("iro", "cic"),
];

/// The kind of all rows of a table by its name, or else by its headings; nothing where they say neither or both.
pub(super) fn kind(table: &str, titles: &[String]) -> Option<&'static str> {
    let of = |text: &str| {
        let text = format!(" {} ", heading(text));
        let said = |words: &str| text.contains(&format!(" {words} "));
        let kinds = KINDS.iter().filter(|(words, _)| said(words));
        kinds.map(|(_, kind)| *kind).collect::<BTreeSet<_>>()
    };
    let one =
        |kinds: BTreeSet<&'static str>| (kinds.len() == 1).then(|| kinds.into_iter().next())?;
    one(of(table)).or_else(|| one(titles.iter().flat_map(|title| of(title)).collect()))
}

fn is_id(said: &str) -> bool {
    let mut words = said.split(' ');
    let last = words.next_back().unwrap_or_default();
    let rest: Vec<&str> = words.collect();
    NUMBER.contains(&last) && (rest.is_empty() || rest.iter().any(|word| CHILD.contains(word)))
}

pub(super) fn about(table: &str) -> Option<&'static List> {
    let name = spelt_out(&heading(table));
    let found = ABOUT.iter().find(|(words, _)| name.contains(words));
    found.and_then(|(_, list)| List::named(list))
}

/// What a shipped layout makes of the heading, where it is of this list or a fact.
fn known(said: &str, list: Option<&List>, layouts: &[Layout]) -> Option<String> {
    let tables = layouts.iter().flat_map(|layout| &layout.tables);
    let columns = tables.filter_map(|table| table.column(said));
    let targets = columns.flat_map(|(_, column)| &column.to);
    let targets: Vec<&Target> = targets.collect();
    let of_list = targets
        .iter()
        .find(|to| to.list().is_some_and(|of| list == Some(of)));
    let fact = targets
        .iter()
        .find(|to| matches!(to, Target::Fact { .. } | Target::Case | Target::Never));
    of_list.or(fact).map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_word_names_a_list() {
        for (words, list) in ABOUT {
            assert!(List::named(list).is_some(), "{words}");
            assert_eq!(heading(words), words);
        }
    }
}
