//! What is read off a rollup.

use super::*;

const Q1: Quarter = Quarter { year: 2025, n: 1 };
const Q2: Quarter = Quarter { year: 2025, n: 2 };

/// Puts audits of one template into a rollup: concerns as theme bits, and an overall grade each.
fn put(rollup: &mut Rollup, template: &Template, quarter: Quarter, audits: &[(u128, u8)]) {
    let layout = Arc::new(Layout::new(template));
    let group = Group {
        quarter,
        template: TemplateRef {
            id: template.id.clone(),
            version: template.version.to_string(),
            digest: format!("{}-{}", template.id, template.version),
        },
        team: "North".into(),
        service: "Care".into(),
    };
    for (concerns, grade) in audits {
        let scored = Scored {
            status: Status::Graded,
            overall: Score {
                grade: Some(GradeIx(*grade)),
                ..Score::default()
            },
            sections: vec![Score::default(); template.sections.len()],
            completeness: Completeness::default(),
            shown: vec![u64::MAX],
            concerns: *concerns,
            strengths: 0,
            limited_by: 0,
            alerts: 0,
            actions: 0,
            extra: None,
        };
        let codes = vec![code::FIRST + 1; template.questions.len()];
        let graded = Graded {
            codes: &codes,
            scored: &scored,
            recorded: None,
            moderated: None,
        };
        rollup.add(&group, &layout, &graded);
    }
}

fn named(id: &str, major: u32) -> Template {
    Template {
        id: id.into(),
        title: format!("Audit {id}"),
        ..template(6, major)
    }
}

fn concerns(rollup: &Rollup, quarter: Quarter) -> Vec<(String, u64)> {
    let themes = themes(&rollup.for_period(quarter).summaries());
    ranked(&themes, FindingKind::Concern)
        .into_iter()
        .map(|theme| (theme.theme.id, theme.concerns))
        .collect()
}

#[test]
fn themes_are_ranked_by_audits_and_ties_by_title() {
    let mut rollup = Rollup::new();
    put(
        &mut rollup,
        &named("a", 1),
        Q2,
        &[(0b00110, 1), (0b10100, 1)],
    );
    put(&mut rollup, &named("b", 1), Q2, &[(0b10000, 1)]);
    let expected = [("t2", 2), ("t4", 2), ("t1", 1)].map(|(id, n)| (id.to_owned(), n));
    assert_eq!(concerns(&rollup, Q2), expected);
}

#[test]
fn editions_of_one_major_version_are_joined_by_id() {
    let mut later = named("a", 1);
    later.version.minor = 1;
    let mut second = later.questions[1].clone();
    second.id = "NEW".into();
    later.questions.push(second);
    later.sections.swap(0, 2);
    let mut rollup = Rollup::new();
    put(&mut rollup, &named("a", 1), Q2, &[(1, 1), (0, 2)]);
    put(&mut rollup, &later, Q2, &[(1, 3)]);
    let [summary] = &rollup.summaries()[..] else {
        panic!("one summary")
    };
    assert_eq!(summary.version.to_string(), "1.1.0");
    assert_eq!(summary.editions.len(), 2);
    assert_eq!((summary.audits, summary.scored()), (3, 3));
    assert_eq!(summary.effective.graded, [0, 1, 1, 1]);
    assert_eq!(summary.good_or_better(), Some(Share::of(1, 3)));
    assert_eq!(summary.themes[0].concerns, 2);
    let question = |id: &str| {
        summary
            .questions
            .iter()
            .find(|one| one.name.id == id)
            .unwrap()
    };
    assert_eq!((question("Q0").asked(), question("Q0").hidden), (3, 0));
    assert_eq!((question("NEW").asked(), question("NEW").hidden), (1, 0));
    assert_eq!(question("Q0").mean(), Some((Exact::ratio(2, 3), 3)));
    assert_eq!(question("Q2").mean(), Some((Exact::ratio(1, 2), 3)));
    assert!(
        summary
            .sections
            .iter()
            .all(|section| section.grades.none == 3)
    );
}

#[test]
fn a_question_that_came_later_was_not_asked_before() {
    let mut earlier = named("a", 1);
    earlier.questions.pop();
    let mut later = named("a", 1);
    later.version.patch = 1;
    let mut rollup = Rollup::new();
    put(&mut rollup, &later, Q2, &[(0, 1)]);
    put(&mut rollup, &earlier, Q2, &[(0, 1), (0, 1)]);
    let [summary] = &rollup.summaries()[..] else {
        panic!("one summary")
    };
    let last = summary
        .questions
        .iter()
        .find(|one| one.name.id == "Q5")
        .unwrap();
    assert_eq!(
        (last.asked(), last.not_applicable_share()),
        (1, Share::of(0, 1))
    );
}

#[test]
fn quarters_are_compared_only_where_they_were_measured_alike() {
    let mut rollup = Rollup::new();
    put(&mut rollup, &named("a", 1), Q1, &[(1, 1), (0, 1)]);
    put(&mut rollup, &named("b", 1), Q1, &[(2, 1)]);
    put(&mut rollup, &named("a", 2), Q2, &[(1, 1)]);
    put(&mut rollup, &named("b", 1), Q2, &[(2, 1)]);
    let (then, now) = (
        rollup.for_period(Q1).summaries(),
        rollup.for_period(Q2).summaries(),
    );
    let edition = Break::Edition {
        title: "Audit a".into(),
        from: Version {
            major: 1,
            minor: 0,
            patch: 0,
        },
        to: Version {
            major: 2,
            minor: 0,
            patch: 0,
        },
    };
    assert_eq!(now[0].beside(&then), Comparison::Broken(edition.clone()));
    assert_eq!(now[1].beside(&then), Comparison::Same(&then[1]));
    assert_eq!(now[1].beside(&[]), Comparison::NoEarlier);
    assert_eq!(
        compare_theme("t0", &now, &then),
        Comparison::Broken(edition)
    );
    assert_eq!(compare_theme("t0", &now, &[]), Comparison::NoEarlier);
    assert_eq!(
        compare_theme("t0", &now[1..], &then[1..])
            .same()
            .unwrap()
            .audits,
        1
    );
    let left_out = Break::Templates {
        gone: vec!["Audit a".into()],
        new: Vec::new(),
    };
    assert_eq!(
        compare_theme("t0", &now[1..], &then),
        Comparison::Broken(left_out)
    );
}

#[test]
fn quarters_running_stop_at_the_first_gap() {
    let mut rollup = Rollup::new();
    let quarters: Vec<Quarter> =
        std::iter::successors(Some(Q1), |quarter| Some(quarter.previous()))
            .take(5)
            .collect();
    for (quarter, concern) in quarters.iter().zip([1, 1, 2, 1, 1]) {
        put(&mut rollup, &named("a", 1), *quarter, &[(concern, 1)]);
    }
    put(&mut rollup, &named("a", 1), Q2, &[(1, 1)]);
    assert_eq!(rollup.periods_running("t0", FindingKind::Concern, Q2, 3), 3);
    assert_eq!(rollup.periods_running("t1", FindingKind::Concern, Q2, 3), 0);
    assert_eq!(
        rollup.periods_running("t0", FindingKind::Strength, Q2, 3),
        0
    );
}

#[test]
fn agreement_counts_pairs_and_says_which_way() {
    let matrix = Matrix {
        rows: vec![
            vec![1, 2, 0, 0],
            vec![0, 3, 1, 0],
            vec![0, 1, 1, 0],
            vec![0, 0, 0, 0],
            vec![0, 1, 0, 0],
        ],
    };
    assert_eq!((matrix.moderated(), matrix.pairs()), (10, 9));
    assert_eq!(matrix.exact(), Share::of(5, 9));
    assert_eq!(matrix.within_one(), Share::of(9, 9));
    assert_eq!((matrix.raised(), matrix.lowered()), (1, 3));
    let shift = matrix.shift(9);
    assert_eq!(shift.value().map(Shift::mean), Some(&Exact::ratio(2, 9)));
    assert_eq!(
        matrix.shift(10),
        Statistic::TooFew {
            pairs: 9,
            least: 10
        }
    );
    assert_eq!(matrix.before().graded, [3, 4, 2, 0]);
    assert_eq!(matrix.before().none, 1);
    assert_eq!(matrix.after().graded, [1, 7, 2, 0]);
}

#[test]
fn filters_keep_what_they_name() {
    let mut rollup = Rollup::new();
    put(&mut rollup, &named("a", 1), Q1, &[(1, 1)]);
    put(&mut rollup, &named("b", 1), Q2, &[(1, 1), (1, 1)]);
    assert_eq!(rollup.quarters(), [Q1, Q2]);
    assert_eq!(rollup.for_template("b").audits(), 2);
    assert_eq!(rollup.for_team("North").audits(), 3);
    assert!(rollup.for_team("South").is_empty());
    assert_eq!(rollup.for_service("Care"), rollup);
    assert_eq!(
        rollup.for_period(Q1).families(),
        [Family {
            id: "a".into(),
            major: 1
        }]
    );
}
