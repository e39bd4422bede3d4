use std::sync::Arc;

use super::*;
use crate::model::{Case, FactValue};
use crate::source::SourceFile;
use crate::validate::load_shared;

fn about() -> About {
    About {
        known: vec![
            ("C-0042".to_owned(), "the child's id"),
            ("North West".to_owned(), "a team"),
            ("ab12".to_owned(), "a worker's code"),
        ],
    }
}

/// What was found, as it stands in the text; those that are only likely have a question mark.
fn found(text: &str) -> Vec<String> {
    find(text, &about())
        .into_iter()
        .map(|one| {
            let doubt = if one.sure { "" } else { "?" };
            format!("{}{doubt}: {}", text.get(one.at).unwrap(), one.what)
        })
        .collect()
}

#[test]
fn what_tells_who_it_is_about_is_found() {
    let cases: [(&str, &[&str]); 12] = [
        ("The child c-0042 moved.", &["c-0042: the child's id"]),
        (
            "The north west team met AB12.",
            &["north west: a team", "AB12: a worker's code"],
        ),
        (
            "A 15-year-old, aged seven at first.",
            &["15-year-old: an exact age", "aged seven: an exact age"],
        ),
        (
            "A baby of 6 months old, at the age of 9",
            &["6 months old: an exact age", "of 9: an exact age"],
        ),
        (
            "On 12/03/2025, 2025-03-12 and 1.2.24.",
            &["12/03/2025: a day", "2025-03-12: a day", "1.2.24: a day"],
        ),
        (
            "On 3rd of March, and May 4th; in July 2024",
            &[
                "3rd of March: a day",
                "May 4th: a day",
                "July 2024?: too exact a time",
            ],
        ),
        (
            "Seen by S-17 and K99 about 123456.",
            &[
                "S-17: an id or a code",
                "K99: an id or a code",
                "123456: the number of a person or a case",
            ],
        ),
        (
            "She left Elm Street for the hospital.",
            &["Elm Street: the name of a place"],
        ),
        (
            "Then Maya's mother spoke. Nobody heard.",
            &["Maya's?: a name"],
        ),
        (
            "One of five siblings, and two younger brothers",
            &[
                "five siblings?: the size of a family",
                "two younger?: the size of a family",
            ],
        ),
        (
            "The IRO and the Police met on Monday; it may be 3 weeks in all.",
            &[],
        ),
        (
            "A primary-school child told her worker: \u{201c}Nobody came.\u{201d} I heard it twice in 2 years.",
            &[],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text), expected, "{text}");
    }
}

fn case(id: &str, facts: &[(&str, &str)], born: &str) -> Case {
    let text =
        |(name, value): &(&str, &str)| ((*name).to_owned(), FactValue::Text((*value).to_owned()));
    let mut case = Case {
        id: id.to_owned(),
        facts: facts.iter().map(text).collect(),
        ..Case::default()
    };
    case.facts.insert(
        "date_of_birth".to_owned(),
        FactValue::Date(born.parse().unwrap()),
    );
    case
}

#[test]
fn what_few_children_share_is_refused_and_what_is_disguised_is_not() {
    let roma = [
        ("sex", "female"),
        ("ethnicity", "WROM"),
        ("disabled", "yes"),
        ("legal_status", "Care order"),
    ];
    let british = [
        ("sex", "female"),
        ("ethnicity", "WBRI"),
        ("legal_status", "Care order"),
    ];
    let mut cases: Vec<Case> = (0..6)
        .map(|n| case(&format!("B-{n}"), &british, "2013-01-01"))
        .collect();
    cases.push(case("C-1", &roma, "2013-05-01"));
    let homes = FactValue::Number(7.into());
    cases
        .last_mut()
        .unwrap()
        .facts
        .insert("homes_on_record".to_owned(), homes);
    let about = cases.last().unwrap().clone();
    let on = "2025-06-01".parse().unwrap();
    let shared = |text: &str| {
        let mentions = Mentions::of(text, &about, on);
        let n = cases.iter().filter(|case| mentions.fits(case)).count() as u64;
        let text = Spanned::new(text.to_owned(), Span::whole(&SourceFile::new("v", text)));
        mentions
            .diagnostic(&text, n, cases.len() as u64)
            .map(|one| one.message)
    };
    // Six others are girls of that age on a care order.
    assert_eq!(
        shared("A girl of secondary-school age on a care order."),
        None
    );
    assert_eq!(shared("A girl, a secondary-school child, waited."), None);
    assert_eq!(
        shared("A Roma girl, a secondary-school child on a care order.").as_deref(),
        Some(
            "`roma`, `girl`, `secondary-school child`, `care order` are together true of this child alone, of 7 case records in the store"
        )
    );
    assert_eq!(
        shared("Her disability was not thought of.").as_deref(),
        Some(
            "`her`, `disability` are together true of this child alone, of 7 case records in the store"
        )
    );
    assert_eq!(
        shared("A child who had seven different homes.").as_deref(),
        Some("`seven different homes` is true of this child alone, of 7 case records in the store")
    );
    assert_eq!(
        shared("A child who had six homes, and seven workers."),
        None
    );
    // Another sex, another band and no origin: nobody can be told from it.
    assert_eq!(
        shared("A boy, a primary-school child, waited for his plan."),
        None
    );
    assert_eq!(shared("The plan was late."), None);
}

#[test]
fn a_name_that_begins_a_sentence_is_found_by_what_comes_after_it() {
    for (text, expected) in [
        (
            "Maya told us. Denise's plan was late.",
            vec!["Maya?: a name", "Denise's?: a name"],
        ),
        (
            "Supervision was late. Nobody said why. Mother's plan. It was hers. Plans had no dates.",
            vec![],
        ),
        ("Late again. Children said so. Seen by nobody.", vec![]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

const FILE: &str = "vignettes:
  - theme: voice
    period: 2025-26-Q2
    audit: A-1
    text: >-
      A boy, aged 7, told us.
      He was aged 7.
    chosen_by: S-1
    checked_on: 2025-10-10
  - {theme: voise, period: 2025-26-Q2, audit: A-1, text: x, chosen_by: S-1, checked_on: 2025-10-10}
  - {theme: voice, period: 2025-Q2, audit: A-1, text: x, chosen_by: S-1, checked_on: 2025-10-10}
  - {theme: voice, period: 2025-26-Q2, text: x, chosen_by: S-1, checked_on: today}
";

fn shared() -> Shared {
    load_shared(&[SourceFile::new(
        "_shared/themes.yaml",
        "themes: [{id: voice, title: Voice}]",
    )])
    .0
}

use crate::validate::Shared;

#[test]
fn a_file_is_read_and_its_mistakes_have_places() {
    let file = SourceFile::new("vignettes.yaml", FILE);
    let (vignettes, wrong) = load_vignettes(&file, &shared());
    let said: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "vignettes.yaml:10:13: error[SL202]: there is no theme `voise` (help: did you mean `voice`?)",
            "vignettes.yaml:11:28: error[SL443]: `2025-Q2` is no quarter (help: write a quarter such as 2025-26-Q2; Q1 is April to June)",
            "vignettes.yaml:12:6: error[SL116]: the vignette has no `audit` (help: add `audit:` (the audit that it is from, so that it can be checked; never shown))",
            "vignettes.yaml:12:77: error[SL408]: `checked_on` is a date, and `today` is none (help: write year, month, day: `2025-09-30`)",
        ]
    );
    let [one] = vignettes.as_slice() else {
        panic!("{vignettes:?}")
    };
    let text = one.clone().map(|one| one.text);
    let places: Vec<(usize, usize)> = diagnostics(&text, &find(&text.value, &About::default()))
        .iter()
        .map(|one| one.at.line_column())
        .collect();
    assert_eq!(places, [(6, 14), (7, 14)]);
}

#[test]
fn what_is_added_comes_back_as_it_was() {
    let vignette = Vignette {
        theme: "voice".to_owned(),
        kind: FindingKind::Strength,
        period: Quarter { year: 2025, n: 2 },
        audit: "A: 1".to_owned(),
        text: "Said: \"no\"; # and\nthen \u{2019}yes\u{2019} \\ twice".to_owned(),
        chosen_by: "S-1".to_owned(),
        checked_on: "2025-10-10".parse().unwrap(),
    };
    let text = format!(
        "vignettes:\n{}{}",
        write_vignette(&vignette),
        write_vignette(&vignette)
    );
    let file: Arc<SourceFile> = SourceFile::new("vignettes.yaml", text);
    let (read, wrong) = load_vignettes(&file, &shared());
    assert!(wrong.is_empty(), "{wrong}");
    let read: Vec<Vignette> = read.into_iter().map(|one| one.value).collect();
    assert_eq!(read, [vignette.clone(), vignette]);
}
