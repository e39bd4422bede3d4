use std::collections::BTreeMap;

use chrono::Days;
use proptest::prelude::*;

use super::*;

#[test]
fn a_quarter_is_counted_as_it_was() {
    let mut all = vec![
        by_hand("on-time", "2025-05-01", "2025-08-01"),
        by_hand("late", "2025-05-01", "2025-07-15"),
        by_hand("overdue", "2025-07-02", "2025-08-01"),
        by_hand("open", "2025-07-02", "2025-12-01"),
        by_hand("dropped", "2025-07-02", "2025-12-01"),
        by_hand("closed-before", "2025-04-02", "2025-05-01"),
        by_hand("reopened", "2025-04-02", "2025-05-01"),
        by_hand("made-after", "2025-10-01", "2025-11-01"),
    ];
    let mut say = |id: &str, on: &str, change: Change| {
        all.iter_mut()
            .find(|one| one.id() == id)
            .unwrap()
            .push(event(on, Via::Hand, change));
    };
    let done = || Change {
        evidence: Some("seen".into()),
        ..status(Status::Done)
    };
    say("on-time", "2025-08-01", done());
    say("late", "2025-07-16", status(Status::Done));
    say("dropped", "2025-08-02", status(Status::Dropped));
    say("closed-before", "2025-06-30", done());
    say("reopened", "2025-05-30", done());
    say("reopened", "2025-07-30", status(Status::Open));
    // What happens later changes nothing of the quarter.
    say("open", "2025-10-05", done());
    say(
        "overdue",
        "2025-10-05",
        Change {
            when: Some(When::by(day("2026-01-01"))),
            ..Change::default()
        },
    );
    let register = Register::new(all);
    let counts = register
        .summary(period("2025-26-Q2"), day("2026-06-01"))
        .all;
    let expected = Counts {
        carried: 2,
        new: 3,
        reopened: 1,
        done_on_time: 1,
        done_late: 1,
        dropped: 1,
        open: 3,
        overdue: 2,
        without_owner: 3,
        evidenced: 1,
        ..Counts::default()
    };
    assert_eq!(counts, expected);
    assert_eq!((counts.all(), counts.done(), counts.judged()), (6, 2, 4));
    let ended: BTreeMap<String, (Standing, Ended)> = register
        .rows(period("2025-26-Q2"), day("2026-06-01"))
        .into_iter()
        .map(|row| (row.id, (row.standing, row.ended)))
        .collect();
    assert_eq!(ended["reopened"], (Standing::Reopened, Ended::Overdue));
    let burned = register.burn_down(&quarter_ends(period("2025-26-Q2"), 1));
    let seen: Vec<_> = burned
        .iter()
        .map(|one| (one.on.to_string(), one.open, one.overdue, one.done))
        .collect();
    assert_eq!(
        seen,
        [
            ("2025-06-30".to_owned(), 2, 0, 2),
            ("2025-09-30".to_owned(), 3, 2, 3)
        ]
    );
}

#[test]
fn a_quarter_that_has_not_ended_is_counted_to_the_day() {
    let mut action = by_hand("A", "2025-07-01", "2025-08-01");
    action.push(event("2025-08-20", Via::Hand, status(Status::Done)));
    let register = Register::new(vec![action]);
    let at = |today: &str| register.summary(period("2025-26-Q2"), day(today)).all;
    assert_eq!((at("2025-07-31").open, at("2025-07-31").overdue), (1, 0));
    assert_eq!((at("2025-08-10").open, at("2025-08-10").overdue), (1, 1));
    assert_eq!(at("2025-09-30").done_late, 1);
    assert_eq!(at("2025-06-30"), Counts::default());
}

#[test]
fn colors_follow_from_the_register() {
    let computed = |action: &Action, on: &str| {
        let (ended, state) = Register::new(vec![action.clone()]).stood(action, day(on))?;
        Light::computed(&state, ended, day(on))
    };
    let mut action = by_hand("A", "2025-07-01", "2025-09-01");
    assert_eq!(
        computed(&action, "2025-07-01"),
        Some(Light::Amber),
        "nobody does it"
    );
    let owner = Change {
        owner: Some("Team manager".into()),
        ..Change::default()
    };
    action.push(event("2025-07-01", Via::Hand, owner));
    for (on, light) in [
        ("2025-08-03", Light::Green),
        ("2025-08-04", Light::Amber),
        ("2025-09-01", Light::Amber),
    ] {
        assert_eq!(computed(&action, on), Some(light), "{on}");
    }
    assert_eq!(computed(&action, "2025-09-02"), Some(Light::Red));
    action.push(event("2025-09-03", Via::Hand, status(Status::Done)));
    assert_eq!(computed(&action, "2026-09-02"), Some(Light::Green));
    action.push(event("2025-09-04", Via::Hand, status(Status::Dropped)));
    assert_eq!(computed(&action, "2026-09-02"), None);
    let rosy = Change {
        rag: Some(Light::Green),
        ..status(Status::Open)
    };
    action.push(event("2025-09-05", Via::Hand, rosy));
    let row = &Register::new(vec![action]).rows(period("2025-26-Q2"), day("2025-09-30"))[0];
    assert!(row.is_rosy() && row.rag() == Some(Light::Green));
}

#[test]
fn what_was_done_when_it_was_entered_is_not_called_late() {
    let change = Change {
        what: Some("Publish the guide".into()),
        when: Some(When::by(day("2024-09-30"))),
        ..status(Status::Done)
    };
    let action = Action::new("P", Origin::Hand, event("2025-04-14", Via::Import, change));
    let counts = Register::new(vec![action])
        .summary(period("2025-26-Q1"), day("2025-06-30"))
        .all;
    assert_eq!(
        (counts.done_undated, counts.done_late, counts.new),
        (1, 0, 1)
    );
}

#[test]
fn a_day_that_was_put_off_is_seen() {
    let mut action = by_hand("A", "2025-07-01", "2025-09-01");
    let when = |due: &str| Change {
        when: Some(When::by(day(due))),
        ..Change::default()
    };
    action.push(event("2025-08-01", Via::Hand, when("2025-12-01")));
    assert!(action.state().was_put_off());
    assert_eq!(
        Register::new(vec![action.clone()])
            .summary(period("2025-26-Q2"), day("2025-09-30"))
            .all
            .put_off,
        1
    );
    action.push(event("2025-08-02", Via::Hand, when("2025-08-15")));
    assert!(!action.state().was_put_off());
}

/// Any life of an action: made, then closed, opened, put off and given away, on days in any order.
fn lives() -> impl Strategy<Value = Vec<Action>> {
    let step = (0_u64..900, 0_u8..6, 0_u64..900);
    let life = (0_u64..900, 0_u64..900, prop::collection::vec(step, 0..6));
    prop::collection::vec(life, 0..12).prop_map(|lives| {
        let start = day("2024-04-01");
        let lives = lives.into_iter().enumerate();
        lives
            .map(|(n, (made, due, steps))| {
                let on = |days: u64| (start + Days::new(days)).to_string();
                let mut action = by_hand(
                    [
                        "xa", "xb", "xc", "xd", "xf", "xg", "xh", "xi", "xj", "xk", "xl", "xm",
                    ][n],
                    &on(made),
                    &on(due),
                );
                for (at, kind, other) in steps {
                    let change = match kind {
                        0 => status(Status::Done),
                        1 => status(Status::Open),
                        2 => status(Status::Dropped),
                        3 => Change {
                            evidence: Some("seen".into()),
                            ..status(Status::Done)
                        },
                        4 => Change {
                            when: Some(When::by(day(&on(other)))),
                            ..Change::default()
                        },
                        _ => Change {
                            owner: Some(format!("O-{}", other % 3)),
                            ..Change::default()
                        },
                    };
                    action.push(event(&on(at.max(made)), Via::Hand, change));
                }
                action
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn counts_add_up(all in lives(), quarter in 0_usize..10, days in 0_u64..1000) {
        let quarters = period("2024-04-01..2026-09-30").quarters();
        let quarter = Period::Quarter(quarters[quarter]);
        let today = day("2024-04-01") + Days::new(days);
        let register = Register::new(all);
        let summary = register.summary(quarter, today);
        let all = summary.all;
        prop_assert_eq!(all.carried + all.new + all.reopened, all.done() + all.dropped + all.rolled_over + all.open);
        prop_assert!(all.overdue <= all.open && all.evidenced <= all.done());
        prop_assert_eq!(register.rows(quarter, today).len() as u64, all.all());
        for by in [&summary.by_owner, &summary.by_team] {
            let mut sum = Counts::default();
            by.values().for_each(|one| sum += *one);
            prop_assert_eq!(sum, all);
        }
        // What is open at the end of one quarter is what the next one begins with.
        let next = Period::Quarter(quarter.quarters()[0].next());
        if quarter.last_day() < today && next.first_day() <= today {
            prop_assert_eq!(register.summary(next, today).all.carried, all.open);
            prop_assert_eq!(register.burn_down(&[quarter.last_day()])[0].open, all.open);
        }
    }

    #[test]
    fn summaries_merge(all in lives(), cut in 0_usize..12) {
        let (quarter, today) = (period("2025-26-Q1"), day("2026-09-30"));
        let whole = Register::new(all.clone()).summary(quarter, today);
        let (a, b) = all.split_at(cut.min(all.len()));
        let mut merged = Register::new(a.to_vec()).summary(quarter, today);
        merged.merge(&Register::new(b.to_vec()).summary(quarter, today));
        prop_assert_eq!(merged, whole);
    }
}
