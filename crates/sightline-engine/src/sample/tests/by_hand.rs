//! Twenty cases in four strata, worked out on paper.
//!
//! Their order is what `for n in $(seq -w 20); do echo "$(printf '2025-Q3\nC-%s' $n | sha256sum) C-$n"; done | sort` prints:
//! 14 19 17 06 05 11 03 12 10 07 18 20 01 13 08 09 04 15 16 02.

use super::super::*;
use super::{cases, drawn, entry, frame, plan};

/// North has 01 to 09, South 10 to 15, East 16 to 18; 19 and 20 have no team.
fn twenty() -> Frame {
    frame((1..=20).map(|n| {
        let team = match n {
            1..=9 => "North",
            10..=15 => "South",
            16..=18 => "East",
            _ => "",
        };
        entry(&format!("C-{n:02}"), team)
    }))
}

fn team() -> String {
    "team".to_owned()
}

#[test]
fn at_random_the_first_in_the_order_are_drawn_and_the_next_are_reserves() {
    let plan = Plan {
        reserves: 2,
        ..plan(Method::Random { size: 4 })
    };
    let draw = drawn(&plan, &twenty());
    assert_eq!(cases(draw.drawn()), ["C-14", "C-19", "C-17", "C-06"]);
    assert_eq!(cases(draw.reserves()), ["C-05", "C-11"]);
    assert_eq!(draw.rows.iter().filter_map(|row| row.order).max(), Some(20));
    // printf 'C-01\nC-02\n…C-20\n' | sha256sum
    assert_eq!(
        draw.digest,
        "d844fd84d6c0fed8485e70ef3f252a6e08774d742e3c69730aa3d632e95fec15"
    );
    assert_eq!(
        draw.sentence(),
        "Drew 4 of 20 cases (seed 2025-Q3), at random. 20 were left to draw from. Kept 2 reserves."
    );
}

#[test]
fn in_proportion_by_the_largest_remainders() {
    // 6 of 20: North 2.7, South 1.8, East 0.9, not recorded 0.6. Whole parts give 2 + 1, the three largest remainders are those
    // of East, South and North. Reserves by 3, 2 and 1: North 1.0, South 0.67, East 0.33.
    let plan = Plan {
        reserves: 2,
        ..plan(Method::Proportional {
            fact: team(),
            size: 6,
        })
    };
    let draw = drawn(&plan, &twenty());
    assert_eq!(
        cases(draw.drawn()),
        ["C-14", "C-17", "C-06", "C-05", "C-11", "C-03"]
    );
    assert_eq!(cases(draw.reserves()), ["C-12", "C-07"]);
    let strata: Vec<_> = draw
        .strata()
        .into_iter()
        .map(|(name, one)| (name, one.cases, one.drawn, one.reserves))
        .collect();
    assert_eq!(
        strata,
        [
            ("East", 3, 1, 0),
            ("North", 9, 3, 1),
            ("South", 6, 2, 1),
            (NOT_RECORDED, 2, 0, 0)
        ]
    );
}

#[test]
fn equally_as_far_as_each_has_that_many() {
    let equal = |size| {
        drawn(&plan(Method::Equal { fact: team(), size }), &twenty())
            .strata()
            .into_values()
            .map(|one| one.drawn)
            .collect::<Vec<_>>()
    };
    // East, North, South, not recorded.
    assert_eq!(equal(8), [2, 2, 2, 2]);
    assert_eq!(equal(10), [2, 3, 3, 2]);
    assert_eq!(equal(13), [3, 4, 4, 2]);
    assert_eq!(equal(40), [3, 9, 6, 2]);
}

#[test]
fn a_quota_of_each_worker_and_at_most_so_many() {
    let quota = |most| {
        let method = Method::Quota {
            fact: team(),
            each: 2,
            most,
        };
        drawn(&plan(method), &twenty())
    };
    assert_eq!(
        cases(quota(None).drawn()),
        [
            "C-14", "C-19", "C-17", "C-06", "C-05", "C-11", "C-18", "C-20"
        ]
    );
    assert_eq!(cases(quota(Some(3)).drawn()), ["C-14", "C-19", "C-17"]);
    let many = Method::Quota {
        fact: team(),
        each: 3,
        most: None,
    };
    let draw = drawn(&plan(many), &twenty());
    assert_eq!(draw.drawn().count(), 11);
    assert!(
        draw.sentence()
            .ends_with("not recorded has 2 of the 3 asked for."),
        "{}",
        draw.sentence()
    );
}

#[test]
fn as_many_as_are_named_for_each() {
    let given = |numbers: &[(&str, usize)]| Method::Given {
        fact: team(),
        numbers: numbers
            .iter()
            .map(|(name, n)| ((*name).to_owned(), *n))
            .collect(),
    };
    let draw = drawn(
        &plan(given(&[("East", 5), ("South", 1), (NOT_RECORDED, 1)])),
        &twenty(),
    );
    assert_eq!(
        cases(draw.drawn()),
        ["C-14", "C-19", "C-17", "C-18", "C-16"]
    );
    assert!(
        draw.sentence().ends_with(
            "East has 3 of the 5 asked for. 2 cases fewer than asked for: there are no more."
        ),
        "{}",
        draw.sentence()
    );
    let plan = plan(given(&[("Eats", 1)]));
    let mistake = draw_again(&plan, &twenty()).expect_err("no such team");
    assert_eq!(mistake.to_string(), "no case has `Eats` as its `team`");
    assert_eq!(mistake.help(), Some("did you mean `East`?"));
}

#[test]
fn those_at_most_risk_come_first_and_the_seed_decides_among_equals() {
    let mut at_risk = twenty();
    for entry in &mut at_risk.entries {
        entry.risk = match entry.case.as_str() {
            "C-02" => 5,
            "C-16" | "C-15" | "C-04" => 3,
            _ => 0,
        };
    }
    let plan = Plan {
        risk: vec![RiskRule {
            when: "true".to_owned(),
            points: 1,
        }],
        ..plan(Method::Random { size: 5 })
    };
    let draw = drawn(&plan, &at_risk);
    assert_eq!(
        cases(draw.drawn()),
        ["C-02", "C-04", "C-15", "C-16", "C-14"]
    );
    assert_eq!(draw.rows.iter().map(|row| row.risk).next(), Some(Some(5)));
}

#[test]
fn what_cannot_be_drawn_from_is_refused() {
    let random = plan(Method::Random { size: 1 });
    assert_eq!(
        draw_again(&random, &Frame::default()),
        Err(Mistake::NoCases)
    );
    let twice = frame([entry("C-1", ""), entry("C-2", ""), entry("C-1", "")]);
    assert_eq!(
        draw_again(&random, &twice),
        Err(Mistake::Twice("C-1".to_owned()))
    );
    let mut without = frame([entry("C-1", "")]);
    without.facts.insert("team".to_owned());
    let by_tema = plan(Method::Equal {
        fact: "tema".to_owned(),
        size: 1,
    });
    let mistake = draw_again(&by_tema, &without).expect_err("no such fact");
    assert_eq!(mistake.to_string(), "no case has a fact `tema`");
    assert_eq!(mistake.help(), Some("did you mean `team`?"));
}

fn draw_again(plan: &Plan, frame: &Frame) -> Result<Draw, Mistake> {
    draw(plan, frame, &Past::of(plan)?)
}
