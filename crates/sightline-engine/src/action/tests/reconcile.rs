use proptest::prelude::*;

use super::*;

#[test]
fn the_same_programme_again_adds_nothing_and_a_changed_row_its_history() {
    let mut all = Vec::new();
    take(
        programme("2024-25", &first_year(), &all, day("2024-04-22")).steps,
        &mut all,
    );
    let again = programme("2024-25", &first_year(), &all, day("2024-07-01"));
    assert_eq!(again.steps, Vec::new());

    // What people recorded since is not undone by the same file.
    all[3].push(event("2024-08-01", Via::Hand, status(Status::Done)));
    all[3].push(event(
        "2024-08-01",
        Via::Hand,
        Change {
            rag: Some(Light::Green),
            ..Change::default()
        },
    ));
    assert_eq!(
        programme("2024-25", &first_year(), &all, day("2024-08-02")).steps,
        Vec::new()
    );

    // Sorted, numbered anew, one reworded, one gone: the same actions.
    let mut rows = first_year();
    rows.reverse();
    rows.truncate(14);
    for (n, row) in rows.iter_mut().enumerate() {
        row.number = Some((n + 1).to_string());
    }
    rows[0].change.what =
        Some("Refresh the pages for young people on the council's website".to_owned());
    let changed = programme("2024-25", &rows, &all, day("2024-09-01"));
    assert_eq!(changed.missing, ["2024-25/1"]);
    let [Step::Change { action, event }] = changed.steps.as_slice() else {
        panic!("{changed:?}")
    };
    assert_eq!(action, "2024-25/15");
    assert_eq!(
        event.change,
        Change {
            what: rows[0].change.what.clone(),
            ..Change::default()
        }
    );
}

#[test]
fn a_blank_cell_takes_away_what_the_last_file_said() {
    let row = |commentary: &str| ProgrammeRow {
        number: None,
        when: None,
        change: Change {
            what: Some("Agree the midway check".to_owned()),
            commentary: Some(commentary.to_owned()),
            ..Change::default()
        },
    };
    let mut all = Vec::new();
    take(
        programme("2025-26", &[row("Begun")], &all, day("2025-05-01")).steps,
        &mut all,
    );
    take(
        programme("2025-26", &[row("")], &all, day("2025-06-01")).steps,
        &mut all,
    );
    assert_eq!((all[0].id(), all[0].events().len()), ("2025-26/1", 2));
    assert_eq!(all[0].state().commentary, None);
    assert_eq!(
        all[0]
            .as_at(day("2025-05-31"))
            .unwrap()
            .commentary
            .as_deref(),
        Some("Begun")
    );
}

#[test]
fn a_corrected_audit_is_not_counted_twice() {
    let (plan, visit) = (
        asked("Write the plan", "2025-07-15"),
        asked("See the child", "2025-07-03"),
    );
    let both = [plan.clone(), visit.clone()];
    let from = |actions| FromAudit {
        audit: "A-7",
        case: "C-1",
        template: "visits",
        team: Some("North"),
        date: day("2025-07-01"),
        actions,
    };
    fn all_of(all: &[Action]) -> Vec<&Action> {
        all.iter().collect()
    }
    let mut all = Vec::new();
    assert_eq!(
        take(audit(&from(&both), &[], day("2025-10-01")), &mut all),
        2
    );
    assert_eq!(
        (all[0].id(), all[0].made_on()),
        ("A-7/1", day("2025-07-01"))
    );
    assert_eq!(all[0].state().when, When::by(day("2025-07-15")));
    assert_eq!(
        take(
            audit(&from(&both), &all_of(&all), day("2025-10-02")),
            &mut all.clone()
        ),
        0
    );

    // The correction no longer asks for the visit; then it does after all.
    all[0].push(event("2025-07-10", Via::Hand, status(Status::Done)));
    take(
        audit(&from(&both[..1]), &all_of(&all), day("2025-10-03")),
        &mut all,
    );
    assert_eq!(all[1].state().status, Status::Dropped);
    assert_eq!(
        take(
            audit(&from(&both[..1]), &all_of(&all), day("2025-10-04")),
            &mut all.clone()
        ),
        0
    );
    take(
        audit(&from(&both), &all_of(&all), day("2025-10-05")),
        &mut all,
    );
    assert_eq!(all[1].state().status, Status::Open);
    assert_eq!(all.len(), 2);

    // What is done stays done, whatever a correction says.
    take(
        audit(&from(&[]), &all_of(&all), day("2025-10-06")),
        &mut all,
    );
    assert_eq!(
        (all[0].state().status, all[1].state().status),
        (Status::Done, Status::Dropped)
    );

    // Nobody is to do it any more, and the day is another: the same action still.
    let without = outcome::Action {
        owner: None,
        due: Some("2025-07-08".to_owned()),
        ..visit.clone()
    };
    let owned = [outcome::Action {
        owner: Some("S-44".to_owned()),
        ..visit.clone()
    }];
    let mut one = Vec::new();
    take(audit(&from(&owned), &[], day("2025-07-02")), &mut one);
    let corrected = [without];
    take(
        audit(&from(&corrected), &all_of(&one), day("2025-07-03")),
        &mut one,
    );
    let state = one[0].state();
    assert_eq!((one.len(), one[0].events().len()), (1, 2));
    assert_eq!(
        (state.owner, state.when),
        (None, When::by(day("2025-07-08")))
    );
    assert_eq!(
        audit(&from(&corrected), &all_of(&one), day("2025-07-04")),
        []
    );

    // Twice the same words are two actions.
    let twice = [visit.clone(), visit];
    let other = FromAudit {
        audit: "A-8",
        ..from(&twice)
    };
    assert_eq!(take(audit(&other, &[], day("2025-10-06")), &mut all), 2);
}

proptest! {
    #[test]
    fn any_programme_read_twice_adds_nothing(texts in prop::collection::vec("[a-d ]{0,12}", 0..8)) {
        let rows: Vec<ProgrammeRow> = texts.iter().map(|text| ProgrammeRow {
            number: None,
            when: Some("In Q2".to_owned()),
            change: Change { what: Some(text.clone()), owner: Some(String::new()), ..Change::default() },
        }).collect();
        let mut all = Vec::new();
        take(programme("2025-26", &rows, &all, day("2025-04-01")).steps, &mut all);
        prop_assert_eq!(all.len(), rows.len());
        prop_assert_eq!(programme("2025-26", &rows, &all, day("2025-05-01")).steps, Vec::new());
    }
}
