//! Themes that were renamed and merged, counted under the names that they have today.

use chrono::NaiveDate;

use super::*;
use crate::model::{ThemeChange, ThemeChanges};

const Q2: Quarter = Quarter { year: 2025, n: 2 };
const Q3: Quarter = Quarter { year: 2025, n: 3 };
const Q4: Quarter = Quarter { year: 2025, n: 4 };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn theme(id: &str, title: &str) -> Theme {
    Theme {
        id: id.into(),
        title: title.into(),
    }
}

fn change(from: &str, into: (&str, &str), on: &str, merged: bool) -> ThemeChange {
    ThemeChange {
        from: from.into(),
        into: theme(into.0, into.1),
        on: day(on),
        because: merged.then(|| "they were told apart by nobody.".into()),
        merged,
    }
}

/// An edition whose themes are called so, and the group of its audits in a quarter.
fn edition(
    id: &str,
    version: u32,
    themes: &[(&str, &str)],
    quarter: Quarter,
) -> (Group, Arc<Layout>) {
    let mut template = Template {
        id: id.into(),
        ..template(6, 1)
    };
    template.version.minor = version;
    template.themes = themes.iter().map(|(id, title)| theme(id, title)).collect();
    for question in &mut template.questions {
        question.themes.retain(|one| *one < themes.len());
    }
    let group = Group {
        quarter,
        template: TemplateRef {
            id: id.into(),
            version: template.version.to_string(),
            digest: format!("{id}-{version}"),
        },
        team: String::new(),
        service: String::new(),
    };
    (group, Arc::new(Layout::new(&template)))
}

/// An audit with concerns and strengths at the places of its template's themes.
fn audit(concerns: u128, strengths: u128) -> Scored {
    Scored {
        status: Status::Graded,
        overall: Score::default(),
        sections: vec![Score::default(); 3],
        completeness: Completeness::default(),
        shown: vec![u64::MAX],
        concerns,
        strengths,
        limited_by: 1,
        alerts: 0,
        actions: 0,
        extra: None,
    }
}

type Audits = Vec<(Group, Arc<Layout>, Scored)>;

fn show(audits: &Audits, each: &mut dyn FnMut(&Group, &Graded<'_>)) {
    for (group, layout, scored) in audits {
        let codes = vec![code::FIRST; layout.labels().questions.len()];
        each(
            group,
            &Graded {
                codes: &codes,
                scored,
                recorded: None,
                moderated: None,
            },
        );
    }
}

fn fold(audits: &Audits) -> Rollup {
    let mut rollup = Rollup::new();
    for one in audits {
        show(&vec![one.clone()], &mut |group, graded| {
            rollup.add(group, &one.1, graded);
        });
    }
    rollup
}

/// Theme, audits that looked at it, concerns and strengths and both.
fn counts(rollup: &Rollup, quarter: Quarter) -> Vec<(String, u64, u64, u64, u64)> {
    themes(&rollup.for_period(quarter).summaries())
        .into_iter()
        .map(|one| {
            (
                one.theme.id,
                one.audits,
                one.concerns,
                one.strengths,
                one.both,
            )
        })
        .collect()
}

#[test]
fn d12_a_theme_that_was_renamed_in_the_middle_of_a_quarter_is_one_theme_with_a_note() {
    let changes = ThemeChanges::new(vec![change(
        "drift",
        ("drift-and-delay", "Drift and delay"),
        "2025-11-15",
        false,
    )]);
    let old = [("voice", "Voice"), ("drift", "Drift")];
    let new = [("drift-and-delay", "Drift and delay"), ("voice", "Voice")];
    let audits: Audits = [
        (edition("a", 0, &old, Q2), audit(0b10, 0)),
        (edition("a", 0, &old, Q3), audit(0b10, 0b01)),
        (edition("a", 0, &old, Q3), audit(0b01, 0)),
        (edition("a", 1, &new, Q3), audit(0b01, 0)),
        (edition("b", 0, &new, Q3), audit(0b01, 0)),
    ]
    .into_iter()
    .map(|((group, layout), scored)| (group, layout, scored))
    .collect();
    let rollup = fold(&audits);
    let restated = restate(&rollup, &changes, day("2026-01-05"));
    assert!(!restated.is_unsure());
    let one = |id: &str, audits, c, s, both| (id.to_owned(), audits, c, s, both);
    assert_eq!(
        counts(&restated.rollup, Q3),
        [one("drift-and-delay", 4, 3, 0, 0), one("voice", 4, 1, 1, 0)]
    );
    // The quarter before can be put beside it, which it could not under two names.
    let (now, then) = (
        restated.rollup.for_period(Q3).for_template("a").summaries(),
        restated.rollup.for_period(Q2).summaries(),
    );
    let compared = compare_theme("drift-and-delay", &now, &then)
        .same()
        .unwrap();
    assert_eq!((compared.audits, compared.concerns), (1, 1));
    let note = "Restated: Drift and delay: it was called “Drift” before 15 November 2025.";
    assert_eq!(restated.notes(Q2), [note]);
    assert_eq!(restated.note("drift-and-delay", Q3).as_deref(), Some(note));
    assert_eq!(restated.notes(Q4), [""; 0], "all of one side of the change");
    assert_eq!(restated.note("voice", Q2), None);

    // Before the day, nothing is restated; and what else was counted is as it was.
    let before = restate(&rollup, &changes, day("2025-11-14"));
    assert_eq!((before.rollup, before.themes.len()), (rollup.clone(), 0));
    for (summary, as_it_was) in restated.rollup.summaries().iter().zip(rollup.summaries()) {
        assert_eq!(summary.effective, as_it_was.effective);
        assert_eq!(summary.limits, as_it_was.limits);
        assert_eq!(summary.questions, as_it_was.questions);
        assert_eq!(summary.with, as_it_was.with);
    }
}

#[test]
fn d12_an_audit_with_two_themes_that_were_merged_counts_once_or_the_report_says_that_it_may_not() {
    let into = ("voice-of-the-child", "Voice of the child");
    let changes = ThemeChanges::new(vec![
        change("voice", into, "2026-01-01", true),
        change("wishes", into, "2026-01-01", true),
    ]);
    let old = [
        ("voice", "Voice"),
        ("wishes", "Wishes"),
        ("visits", "Visits"),
    ];
    let found = [
        (0b011, 0),
        (0b011, 0),
        (0b001, 0b010),
        (0b100, 0),
        (0b010, 0b001),
    ];
    let audits: Audits = found
        .into_iter()
        .map(|(concerns, strengths)| {
            let (group, layout) = edition("a", 0, &old, Q3);
            (group, layout, audit(concerns, strengths))
        })
        .collect();
    let mut restated = restate(&fold(&audits), &changes, day("2026-02-01"));
    assert!(restated.is_unsure());
    let one = |id: &str, c, s, both| (id.to_owned(), 5_u64, c, s, both);
    // 3 and 3 of 5 audits are no more than 5.
    assert_eq!(
        counts(&restated.rollup, Q3),
        [one("visits", 1, 0, 0), one("voice-of-the-child", 5, 2, 2)]
    );
    let note = "Restated: Voice of the child: “Voice” was merged into it on 1 January 2026 (they were told apart by nobody); \
                “Wishes” was merged into it on 1 January 2026 (they were told apart by nobody).";
    let doubt =
        " One form looked at more than one of them, so up to 2 audits may be counted in both.";
    assert_eq!(restated.notes(Q3), [format!("{note}{doubt}")]);

    let again = restated.recount(|each| {
        show(&audits, each);
        Ok::<(), ()>(())
    });
    assert_eq!(again, Ok(()));
    assert!(!restated.is_unsure());
    assert_eq!(
        counts(&restated.rollup, Q3),
        [one("visits", 1, 0, 0), one("voice-of-the-child", 4, 2, 2)]
    );
    assert_eq!(restated.notes(Q3), [note]);
}

#[test]
fn d12_a_chain_of_changes_ends_at_the_last_name() {
    let changes = ThemeChanges::new(vec![
        change("delay", ("drift", "Drift"), "2025-04-01", false),
        change("drift", ("pace", "Pace"), "2025-10-01", true),
    ]);
    let on = |text| {
        changes
            .today("delay", day(text))
            .map(|theme| theme.id.as_str())
    };
    assert_eq!(on("2025-03-31"), None);
    assert_eq!(on("2025-04-01"), Some("drift"));
    assert_eq!(on("2025-10-01"), Some("pace"));
    let (group, layout) = edition("a", 0, &[("delay", "Delay")], Quarter { year: 2024, n: 4 });
    let restated = restate(
        &fold(&vec![(group, layout, audit(1, 0))]),
        &changes,
        day("2026-01-01"),
    );
    assert_eq!(
        restated.notes(Quarter { year: 2024, n: 4 }),
        [
            "Restated: Pace: it was called “Delay” before 1 April 2025; “Drift” was merged into it on 1 October 2025 \
             (they were told apart by nobody)."
        ]
    );
    // A circle, which no checked file has, ends.
    let circle = ThemeChanges::new(vec![
        change("a", ("b", "B"), "2025-04-01", false),
        change("b", ("a", "A"), "2025-04-01", false),
    ]);
    assert_eq!(circle.path("a", day("2026-01-01")).len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn d12_kept_counts_are_never_fewer_than_the_audits_and_never_more_than_all(
        found in proptest::collection::vec((0_u128..8, 0_u128..8), 1..20),
    ) {
        let changes = ThemeChanges::new(vec![
            change("a", ("c", "C"), "2026-01-01", true),
            change("b", ("c", "C"), "2026-01-01", true),
        ]);
        let audits: Audits = found
            .iter()
            .map(|(concerns, strengths)| {
                let (group, layout) = edition("t", 0, &[("a", "A"), ("b", "B"), ("c", "C")], Q3);
                (group, layout, audit(*concerns, *strengths))
            })
            .collect();
        let mut restated = restate(&fold(&audits), &changes, day("2026-02-01"));
        let kept = counts(&restated.rollup, Q3);
        let twice = restated.themes[0].twice;
        let unsure = restated.is_unsure();
        restated.recount(|each| { show(&audits, each); Ok::<(), ()>(()) }).unwrap();
        let truly = counts(&restated.rollup, Q3);
        let expected = |bits: fn(&(u128, u128)) -> u128| found.iter().filter(|one| bits(one) != 0).count() as u64;
        prop_assert_eq!((truly[0].2, truly[0].3), (expected(|one| one.0), expected(|one| one.1)));
        prop_assert!(kept[0].2 >= truly[0].2 && kept[0].3 >= truly[0].3);
        prop_assert!(kept[0].2 <= truly[0].2 + twice && kept[0].3 <= truly[0].3 + twice);
        prop_assert!(kept[0].2 <= found.len() as u64);
        prop_assert!(unsure || kept == truly);
    }
}
