//! Whatever was counted, what a report says of it holds: every sentence and table of every shipped report, from random audits.

#[cfg(test)]
#[path = "support/made.rs"]
mod made;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::NaiveDate;
    use proptest::prelude::*;
    use sightline_engine::calendar::Quarter;
    use sightline_engine::rollup::{Basis, Comparison, Share};
    use sightline_engine::scored::Status;
    use sightline_engine::{Rollup, SourceFile};
    use sightline_report::claims::{Checked, ClaimData, check};
    use sightline_report::sentence::{Better, change, level};
    use sightline_report::{Only, Spec, report};

    use crate::made::{Audit, put, template};

    const NOW: Quarter = Quarter { year: 2025, n: 2 };

    fn fails(text: &str) -> Vec<Checked> {
        let found = check(&SourceFile::new("report.md", text), &ClaimData::default());
        found.into_iter().filter(Checked::fails).collect()
    }

    fn shipped(name: &str) -> std::sync::Arc<SourceFile> {
        let path = format!("../../audit-templates/_reports/{name}.md");
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        SourceFile::new(format!("{name}.md"), text.unwrap())
    }

    fn audit() -> impl Strategy<Value = Audit> {
        let themes = || prop::collection::btree_set(0_usize..6, 0..4);
        let moderated = prop::option::weighted(0.4, (0_u8..4, any::<bool>()));
        let rest = (any::<bool>(), any::<bool>(), any::<bool>(), moderated);
        (0_u8..4, 0_u8..12, themes(), themes(), rest).prop_map(
            |(grade, lost, concerns, strengths, (limited, action, north, moderated))| {
                let status = match lost {
                    0 => Status::InsufficientEvidence,
                    1 => Status::NotEligible,
                    _ => Status::Graded,
                };
                let is_graded = status == Status::Graded;
                let basis = |by_chance| {
                    if by_chance {
                        Basis::Random
                    } else {
                        Basis::Targeted
                    }
                };
                Audit {
                    team: if north { "North" } else { "South" },
                    status,
                    overall: is_graded.then_some(grade),
                    concerns: concerns.into_iter().collect(),
                    strengths: strengths.into_iter().collect(),
                    limited,
                    action,
                    moderated: moderated
                        .filter(|_| is_graded)
                        .map(|(grade, by_chance)| (grade, basis(by_chance))),
                    ..Audit::default()
                }
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_report_of_random_audits_holds(
            now in prop::collection::vec(audit(), 0..70),
            before in prop::collection::vec(audit(), 0..70),
            of_a_team: bool,
        ) {
            let sections = [("voice", "Voice of the child"), ("impact", "Impact")];
            let template = template("case-audit", "Case audit", 1, &sections, true);
            let mut rollup = Rollup::new();
            for (quarter, audits) in [(Quarter { year: 2025, n: 1 }, &before), (NOW, &now)] {
                for one in audits {
                    put(&mut rollup, &template, quarter, one);
                }
            }
            for name in ["quarterly", "iro-annual", "panel-update", "scrutiny-cover", "seven-minute-briefing", "team-slip", "child-friendly"] {
                let mut spec = Spec::new("Sampleshire", NOW, NaiveDate::from_ymd_opt(2025, 10, 6).unwrap());
                spec.template = Some(shipped(name));
                if of_a_team || name == "team-slip" {
                    spec.only = Only { team: Some("North".to_owned()), ..Only::default() };
                }
                let text = report(&rollup, &spec).unwrap().markdown;
                prop_assert!(fails(&text).is_empty(), "{name}: {:#?}\n{text}", fails(&text));
                for wrong in ["a decrease of", "an increase of", " 1 audits", "(1 audits", "\\`"] {
                    prop_assert!(!text.contains(wrong), "{name} says `{wrong}`\n{text}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_change_is_an_improvement_only_where_it_goes_the_good_way(
            (whole, part) in (0_u64..400).prop_flat_map(|whole| (Just(whole), 0..=whole)),
            (whole_then, part_then) in (0_u64..400).prop_flat_map(|whole| (Just(whole), 0..=whole)),
            high: bool,
        ) {
            let (now, then) = (Share::of(part, whole), Share::of(part_then, whole_then));
            let better = if high { Better::Up } else { Better::Down };
            let moved = change(now, &Comparison::Same(then), better, "Q1 2025-26");
            let which = if high { "Higher is better." } else { "Lower is better." };
            let text = format!("{}{moved}. {which}", level(now, "audits"));
            prop_assert!(fails(&text).is_empty(), "{text}: {:#?}", fails(&text));
            let rose = now.since(then).is_some_and(|by| !by.is_zero() && !by.is_negative());
            let fell = now.since(then).is_some_and(|by| by.is_negative());
            let (good, bad) = if high { (rose, fell) } else { (fell, rose) };
            prop_assert!(!moved.contains("improvement") || good, "{text}");
            prop_assert!(!moved.contains("worse") || bad, "{text}");
            prop_assert!(!moved.contains("decrease") && !moved.contains("increase"), "{text}");
            let few = whole.min(whole_then) < 10;
            prop_assert!(!(few && (moved.contains("up ") || moved.contains("down "))), "{text}");
        }
    }
}
