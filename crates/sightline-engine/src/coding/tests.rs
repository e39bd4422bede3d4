use proptest::prelude::*;

use super::*;

fn patterns(texts: &[&str]) -> Vec<Pattern> {
    texts
        .iter()
        .map(|text| Pattern::read(text).unwrap())
        .collect()
}

fn rule(id: &str, any: &[&str], all: &[&str], not: &[&str]) -> CodingRule {
    CodingRule {
        id: id.to_owned(),
        theme: id.to_owned(),
        kind: FindingKind::Concern,
        any: patterns(any),
        all: patterns(all),
        not: patterns(not),
    }
}

/// The rules that fired and the words that they found.
fn found(text: &str, rules: &CodingRules) -> Vec<(String, Vec<String>)> {
    let words = |coded: Coded| {
        let texts = coded
            .at
            .into_iter()
            .map(|at| text.get(at).unwrap().to_owned());
        (coded.rule, texts.collect())
    };
    code(text, rules).into_iter().map(words).collect()
}

fn rules() -> CodingRules {
    CodingRules::new(
        vec![
            rule("drift", &["drift*", "no progress"], &[], &["snow drift"]),
            rule("supervision", &[], &["supervis*", "not recorded"], &[]),
        ],
        patterns(&["no evidence", "no", "without", "didn't"]),
    )
}

/// Rules, each with the words that it is to find.
type Fired<'a> = &'a [(&'a str, &'a [&'a str])];

#[test]
fn whole_words_phrases_and_stems_are_found_whatever_their_case() {
    let cases: [(&str, Fired<'_>); 9] = [
        (
            "The plan DRIFTED; then it was drifting.",
            &[("drift", &["DRIFTED", "drifting"])],
        ),
        (
            "There was no  progress at all",
            &[("drift", &["no  progress"])],
        ),
        ("Spindrift and progress.", &[]),
        ("A snow drift on the road to school.", &[]),
        (
            "Supervision was held and not recorded.",
            &[("supervision", &["Supervision", "not recorded"])],
        ),
        ("Supervision was held. It was not recorded.", &[]),
        ("", &[]),
        (
            "Adrift\u{2019}s drift\u{2019}s end",
            &[("drift", &["drift\u{2019}s"])],
        ),
        ("\u{130}stanbul drift", &[("drift", &["drift"])]),
    ];
    for (text, expected) in cases {
        let expected: Vec<(String, Vec<String>)> = expected
            .iter()
            .map(|(rule, words)| {
                (
                    (*rule).to_owned(),
                    words.iter().map(|word| (*word).to_owned()).collect(),
                )
            })
            .collect();
        assert_eq!(found(text, &rules()), expected, "{text}");
    }
}

#[test]
fn a_negation_takes_back_what_follows_it_closely() {
    let fired = |text: &str| !code(text, &rules()).is_empty();
    for quiet in [
        "There is no evidence of drift.",
        "No evidence that the plan drifted.",
        "The plan moved without any drift",
        "It didn\u{2019}t drift.",
    ] {
        assert!(!fired(quiet), "{quiet}");
    }
    for told in [
        "No concern about visits, but drift in the plan.",
        "No evidence of the child being seen by any worker at all, and drift.",
        "The drift had no evidence.",
        "No evidence of it. Drift followed.",
        // The rule's own words may begin with a negation.
        "There was no progress.",
    ] {
        assert!(fired(told), "{told}");
    }
}

#[test]
fn what_cannot_be_looked_for_is_refused() {
    let why = |text: &str| Pattern::read(text).unwrap_err();
    assert_eq!(why(" - "), BadPattern::NoWords);
    assert_eq!(
        why("one two three four five six seven eight nine"),
        BadPattern::TooManyWords
    );
    assert_eq!(why("dr*ft"), BadPattern::StarInside);
    assert_eq!(why("no dr*"), BadPattern::ShortStem);
    assert_eq!(why("*"), BadPattern::ShortStem);
}

#[test]
fn a_long_word_without_end_takes_no_longer_than_its_letters() {
    let text = "drift".repeat(400_000);
    assert_eq!(code(&text, &rules()).len(), 1);
    let text = "no drift ".repeat(200_000);
    let started = std::time::Instant::now();
    assert!(code(&text, &rules()).is_empty());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_stands_in_the_text(text in "(drift|no |evidence |progress|[ .,;\\n\u{e9}\u{130}\u{2019}a-z]){0,40}") {
        for coded in code(&text, &rules()) {
            prop_assert!(!coded.at.is_empty());
            for at in coded.at {
                let words = text.get(at).map(str::to_lowercase);
                prop_assert!(words.is_some_and(|words| words.contains("drift") || words.contains("progress") || words.contains("recorded") || words.contains("supervis")));
            }
        }
    }
}
