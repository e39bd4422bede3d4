//! True sentences are never called wrong, and falsified ones always are.

use proptest::prelude::*;
use sightline_engine::{Exact, SourceFile};
use sightline_report::claims::{Checked, ClaimData, check};

fn fails(text: &str) -> Vec<Checked> {
    let found = check(&SourceFile::new("report.md", text), &ClaimData::default());
    found.into_iter().filter(Checked::fails).collect()
}

fn percent(part: i128, whole: i128, places: u32) -> String {
    Exact::ratio(part * 100, whole).decimal(places)
}

fn grouped(n: i128) -> String {
    let text = n.to_string();
    if text.len() < 4 || n % 2 == 0 {
        return text;
    }
    let (most, last) = text.split_at(text.len() - 3);
    format!("{most},{last}")
}

/// Sentences with a share, as people write them.
fn shares(part: &str, whole: &str, percent: &str, late: &str, rest: &str) -> Vec<String> {
    vec![
        format!("{part} of {whole} files ({percent}%) had a plan."),
        format!("{part} of the {whole} files were good ({percent} per cent)."),
        format!("{percent}% of files ({part} of {whole}) had a plan."),
        format!("In the quarter {percent}% ({part}/{whole}) had a plan."),
        format!("{part} out of {whole}, or {percent}%, had a plan."),
        format!("Of {whole} files, {part} ({percent}%) had a plan."),
        format!("{percent}% ({part}) of {whole} files had a plan."),
        format!("We read {whole} files and {part} ({percent}%) had a plan."),
        format!("{rest}% of {whole} reviews were held in timescale ({late} late)."),
        format!(
            "{rest}% of the {whole} reviews were held in timescale. There were {late} late reviews."
        ),
        format!("{late} of {whole} reviews were late, so {rest}% were in timescale."),
        format!("| Team | Good | Total |\n|-|-|-|\n| North | {part} ({percent}%) | {whole} |\n"),
        format!(
            "| Team | Numerator | Denominator | % |\n|-|-|-|-|\n| North | {part} | {whole} | {percent}% |\n"
        ),
    ]
}

/// Changes of a percentage.
fn changes(from: &str, to: &str, by: &str, up: bool) -> Vec<String> {
    let (rose, increase, word) = if up {
        ("rose", "an increase", "up")
    } else {
        ("fell", "a decrease", "down")
    };
    vec![
        format!("Take-up {rose} from {from}% to {to}%, {word} {by} percentage points."),
        format!("Take-up {rose} by {by} percentage points from {from}% to {to}%."),
        format!("Take-up {rose} from {from}% to {to}% ({increase} of {by} percentage points)."),
        format!("Take-up is {to}%, {word} {by} percentage points from {from}%."),
    ]
}

/// A total and its parts.
fn lists(total: i128, a: i128, b: i128, c: i128) -> Vec<String> {
    vec![
        format!("{total} reviews were late: {a} wrong dates, {b} first reviews and {c} miscounts."),
        format!("{total} reviews were late, {a} wrong dates, {b} first reviews, {c} miscounts."),
        format!(
            "{total} reviews were late:\n\n- {a} wrong dates\n- {b} first reviews\n- {c} miscounts\n"
        ),
        format!(
            "{total} were late, of 9,000 held.\n\n| Reason | Reviews |\n|-|-|\n| A | {a} |\n| B | {b} |\n| C | {c} |\n| Total | {total} |\n"
        ),
        format!("| | A | B | C | Total |\n|-|-|-|-|-|\n| North | {a} | {b} | {c} | {total} |\n"),
        format!(
            "There were {a} wrong dates, {b} first reviews and {c} miscounts, {total} in total."
        ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_true_share_is_never_called_wrong_and_a_false_one_always(
        whole in 2_i128..5_000, at in 0_i128..1_000, places in 0_u32..3, off in 2_i128..40, up: bool,
    ) {
        let part = (whole * at / 1_000).max(1);
        // A year looks like a count, and is left alone.
        prop_assume!(![part, whole, whole - part].iter().any(|n| (1900..2100).contains(n)));
        let (shown, rest) = (percent(part, whole, places), percent(whole - part, whole, places));
        let late = part;
        for text in shares(&grouped(part), &grouped(whole), &shown, &grouped(late), &rest) {
            prop_assert!(fails(&text).is_empty(), "{text}\n{:#?}", fails(&text));
        }
        let wrong = |text: &str| {
            let sign = if up { 1 } else { -1 };
            (text.parse::<Exact>().unwrap() + Exact::from(i64::try_from(sign * off).unwrap())).decimal(places)
        };
        let (wrong_share, wrong_rest) = (wrong(&shown), wrong(&rest));
        // A falsified share must not be true of the rest by chance, nor run below nothing.
        prop_assume!(!wrong_share.starts_with('-') && !wrong_rest.starts_with('-'));
        let near = |a: &str, b: &str| (a.parse::<Exact>().unwrap() - b.parse::<Exact>().unwrap()).decimal(0).trim_start_matches('-').parse::<i64>().unwrap() <= 1;
        prop_assume!(!near(&wrong_rest, &shown) && !near(&wrong_share, &rest) && !near(&wrong_share, "100"));
        for text in shares(&grouped(part), &grouped(whole), &wrong_share, &grouped(late), &wrong_rest) {
            prop_assert!(!fails(&text).is_empty(), "not seen: {text}");
        }
    }

    #[test]
    fn a_true_change_is_never_called_wrong_and_a_false_one_always(
        from in 1_i64..1_000, to in 1_i64..1_000, off in 3_i64..200,
    ) {
        prop_assume!(from != to);
        let tenths = |n: i64| Exact::ratio(n.into(), 10).decimal(1);
        let (a, b, by, up) = (tenths(from), tenths(to), tenths((to - from).abs()), to > from);
        for text in changes(&a, &b, &by, up) {
            prop_assert!(fails(&text).is_empty(), "{text}\n{:#?}", fails(&text));
        }
        for text in changes(&a, &b, &by, !up) {
            prop_assert!(!fails(&text).is_empty(), "direction not seen: {text}");
        }
        for text in changes(&a, &b, &tenths((to - from).abs() + off), up) {
            prop_assert!(!fails(&text).is_empty(), "change not seen: {text}");
        }
        let levels = changes(&a, &b, &b, up);
        if (to - (to - from).abs()).abs() > 2 {
            for text in levels.iter().map(|text| text.replace(" percentage points", "%")) {
                let relative = Exact::ratio(i128::from((to - from).abs()) * 100, from.into());
                let near = (relative - Exact::ratio(to.into(), 10)).decimal(0);
                if !matches!(near.as_str(), "0" | "1" | "-1") {
                    prop_assert!(!fails(&text).is_empty(), "level not seen: {text}");
                }
            }
        }
    }

    #[test]
    fn a_true_list_is_never_called_wrong_and_a_false_one_always(
        a in 1_i128..600, b in 1_i128..600, c in 1_i128..600, off in 1_i128..3, up: bool,
    ) {
        let total = a + b + c;
        for text in lists(total, a, b, c) {
            prop_assert!(fails(&text).is_empty(), "{text}\n{:#?}", fails(&text));
        }
        let wrong = if up { total + off } else { total - off };
        prop_assume!(wrong > 0);
        for text in lists(wrong, a, b, c) {
            prop_assert!(!fails(&text).is_empty(), "not seen: {text}");
        }
    }

    #[test]
    fn a_color_is_right_or_named(value in 1_i64..1_000, target in 1_i64..1_000, high: bool) {
        let tenths = |n: i64| Exact::ratio(n.into(), 10).decimal(1);
        let off = if high { target - value } else { value - target };
        // In tenths of a point: 5% of the target, and at least one point.
        let color = if off <= 0 { "green" } else if off * 20 <= target || off <= 10 { "amber" } else { "red" };
        let better = if high { "higher" } else { "lower" };
        for said in ["green", "amber", "red"] {
            for text in [
                format!("Take-up is {}% against a target of {}%, where {better} is better: {said}.", tenths(value), tenths(target)),
                format!("| Measure | Actual | Target | RAG |\n|-|-|-|-|\n| Take-up ({better} is better) | {}% | {}% | {said} |\n", tenths(value), tenths(target)),
            ] {
                prop_assert_eq!(fails(&text).is_empty(), said == color, "{}", text);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "([0-9]{1,4}[ ,.%()/|+-]?|of |from |to |target |: |was late|\\n|\u{2013}|é|\\*\\*|`|- |# |\\| ){0,80}") {
        for one in check(&SourceFile::new("report.md", text.clone()), &ClaimData::default()) {
            prop_assert!(text.get(one.at.range()).is_some());
            let _shown = one.diagnostic();
        }
    }
}

/// Ten times the text takes about ten times as long, whatever it is made of.
#[test]
fn hostile_reports_end() {
    let kinds: [&str; 9] = [
        "1 of 2 (50%), ",
        "from 1% to 2% up ",
        "12 ( ",
        "target 5% green ",
        "| 1 ",
        "1 were late, 2 ",
        "99999999999999999999999999.99% ",
        "** _ [a](",
        "Appendix 3 see 2014-15 ",
    ];
    for kind in kinds {
        let text = kind.repeat(100_000 / kind.len());
        let _found = check(&SourceFile::new("report.md", text), &ClaimData::default());
        let rows = format!(
            "| a | Total |\n|-|-|\n{}",
            format!("| x | {kind} |\n").repeat(100_000 / (kind.len() + 9))
        );
        let _found = check(&SourceFile::new("report.md", rows), &ClaimData::default());
    }
}
