use std::collections::BTreeMap;

use super::*;

#[test]
fn nine_of_fifteen_rows_recur_in_the_next_years_programme() {
    let all = both_years();
    assert_eq!(all.len(), 26);
    let found: BTreeMap<String, String> = repeats(&all)
        .into_iter()
        .map(|(id, one)| (id, one.of))
        .collect();
    let expected = [
        (1, 1),
        (2, 2),
        (3, 4),
        (4, 5),
        (5, 7),
        (6, 8),
        (7, 9),
        (8, 12),
        (9, 13),
    ];
    let expected =
        expected.map(|(now, then)| (format!("2025-26/{now}"), format!("2024-25/{then}")));
    assert_eq!(found, BTreeMap::from(expected));
    let words: Vec<String> = repeats(&all)
        .values()
        .map(|one| one.words(Period::Year(2025)))
        .collect();
    assert!(
        words.iter().all(|words| words == "second year running"),
        "{words:?}"
    );
}

#[test]
fn a_chain_of_repeats_counts_its_years() {
    let mut all = both_years();
    let third = vec![second_year().remove(0)];
    take(
        programme("2026-27", &third, &all, day("2026-04-14")).steps,
        &mut all,
    );
    let found = repeats(&all);
    let one = &found["2026-27/1"];
    assert_eq!(
        (one.times, one.running, one.of.as_str()),
        (3, 3, "2025-26/1")
    );
    assert_eq!(one.words(Period::Year(2026)), "third year running");

    // A year in which nobody set it breaks the run, and not the count.
    let mut gap = both_years();
    take(
        programme("2027-28", &third, &gap, day("2027-04-14")).steps,
        &mut gap,
    );
    let one = &repeats(&gap)["2027-28/1"];
    assert_eq!((one.times, one.running), (3, 1));
    assert_eq!(one.words(Period::Year(2027)), "set 3 times");
}

#[test]
fn a_person_is_believed_about_repeats() {
    let mut all = both_years();
    let mut say = |id: &str, repeats: Repeats| {
        let change = Change {
            repeats: Some(repeats),
            ..Change::default()
        };
        let action = all.iter_mut().find(|one| one.id() == id).unwrap();
        action.push(event("2025-05-01", Via::Hand, change));
    };
    say("2025-26/1", Repeats::Nothing);
    say("2025-26/10", Repeats::Action("2024-25/10".to_owned()));
    say("2025-26/11", Repeats::Action("2025-26/11".to_owned()));
    let found = repeats(&all);
    assert!(!found.contains_key("2025-26/1"));
    assert!(found["2025-26/10"].confirmed);
    assert!(!found.contains_key("2025-26/11"), "nothing repeats itself");
    assert_eq!(found.len(), 9);
}

#[test]
fn two_people_who_contradict_each_other_make_no_endless_chain() {
    let mut all = vec![
        by_hand("A", "2025-04-01", "2025-05-01"),
        by_hand("B", "2025-04-01", "2025-05-01"),
    ];
    for (at, other) in [(0, "B"), (1, "A")] {
        let change = Change {
            repeats: Some(Repeats::Action(other.to_owned())),
            ..Change::default()
        };
        all[at].push(event("2025-04-02", Via::Hand, change));
    }
    assert_eq!(repeats(&all)["A"].times, 2);
}

#[test]
fn an_audit_repeats_what_an_earlier_one_of_the_same_case_asked_for() {
    let one = [asked("See the child", "2025-07-03")];
    let mut all = Vec::new();
    for (id, case, date) in [
        ("A-1", "C-1", "2025-04-01"),
        ("A-2", "C-2", "2025-06-01"),
        ("A-3", "C-1", "2025-07-01"),
    ] {
        let from = FromAudit {
            audit: id,
            case,
            template: "visits",
            team: None,
            date: day(date),
            actions: &one,
        };
        take(audit(&from, &[], day("2025-07-02")), &mut all);
    }
    let found = repeats(&all);
    assert_eq!(found.len(), 1);
    assert_eq!(found["A-3/1"].of, "A-1/1");
    assert_eq!(found["A-3/1"].words(Period::Year(2025)), "set 2 times");
}

#[test]
fn what_the_next_years_programme_sets_again_is_rolled_over_and_counted_once() {
    let register = Register::new(both_years());
    let last = register
        .summary(period("2024-25-Q4"), day("2025-10-01"))
        .all;
    assert_eq!((last.carried, last.open, last.rolled_over), (15, 15, 0));
    let first = register
        .summary(period("2025-26-Q1"), day("2025-10-01"))
        .all;
    assert_eq!((first.carried, first.new, first.repeated), (15, 11, 9));
    assert_eq!((first.rolled_over, first.open), (9, 17));
    assert_eq!(register.carried_on_by("2024-25/4"), Some("2025-26/3"));
    let second = register
        .summary(period("2025-26-Q2"), day("2025-10-01"))
        .all;
    assert_eq!((second.carried, second.rolled_over), (17, 0));

    // What was done after all is done, and of two that say the same only the later one is late.
    let mut all = both_years();
    all[1].push(event("2025-08-01", Via::Hand, status(Status::Done)));
    let register = Register::new(all);
    let second = register
        .summary(period("2025-26-Q2"), day("2025-10-01"))
        .all;
    assert_eq!(
        (second.carried, second.reopened, second.done_late),
        (17, 1, 1)
    );
}
