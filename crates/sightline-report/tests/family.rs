//! The shipped family of reports, filled in: with a made-up authority's figures, for everybody, and with nothing to say.

#[cfg(test)]
#[path = "support/expected.rs"]
mod expected;
#[cfg(test)]
#[path = "support/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use chrono::NaiveDate;
    use sightline_engine::{Exact, Rollup, SourceFile};
    use sightline_report::{
        Audience, Figures, Headings, Only, PROMPT, ReportError, Spec, is_about_a_team, is_letter,
        readability, report, too_hard,
    };

    use crate::expected::compare;
    use crate::figures::{figures, measured};
    use crate::world;

    /// Each report with the kind of period that it is made for.
    const FAMILY: [(&str, &str); 6] = [
        ("panel-update", "2025-26-H1"),
        ("iro-annual", "2025-26"),
        ("scrutiny-cover", "2025-26-H1"),
        ("seven-minute-briefing", "2025-26-Q2"),
        ("child-friendly", "2025-26-Q2"),
        ("team-slip", "2025-26-Q2"),
    ];

    /// The one that is about a team.
    const SLIP: &str = "team-slip";

    fn shipped(name: &str) -> Arc<SourceFile> {
        let path = format!("audit-templates/_reports/{name}.md");
        let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        SourceFile::new(&path, fs::read_to_string(top.join(&path)).unwrap())
    }

    fn spec(name: &str, period: &str) -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        let period: sightline_engine::calendar::Period = period.parse().unwrap();
        Spec {
            only: Only {
                team: (name == SLIP).then(|| "North".to_owned()),
                ..Only::default()
            },
            template: Some(shipped(name)),
            author: Some("The reviewing service".to_owned()),
            ..Spec::new("Sampleshire", period, day)
        }
    }

    fn make(figures: impl Into<Figures>, spec: &Spec) -> String {
        report(figures, spec).unwrap().markdown
    }

    /// What no reader should meet in any of them.
    #[track_caller]
    fn reads_well(text: &str) {
        for wrong in [
            "not calculable",
            "..",
            " .",
            " ,",
            "None",
            "undefined",
            "{{",
            "{%",
            "()",
        ] {
            assert!(!text.contains(wrong), "{wrong:?} in\n{text}");
        }
        for (heading, next) in text.lines().zip(text.lines().skip(2)) {
            let level = |line: &str| line.chars().take_while(|one| *one == '#').count();
            let empty = level(heading) > 0 && level(next) > 0 && level(next) <= level(heading);
            assert!(!empty, "nothing under {heading} in\n{text}");
        }
        assert!(!text.trim_end().ends_with('#'));
    }

    #[test]
    fn each_with_a_made_up_authority() {
        let rollup = world::rollup();
        for (name, period) in FAMILY {
            let text = make(figures(&rollup), &spec(name, period));
            reads_well(&text);
            compare(&format!("family/{name}.md"), &text);
        }
    }

    #[test]
    fn d06_each_for_everybody() {
        let rollup = world::rollup();
        for (name, _) in FAMILY.iter().filter(|(name, _)| *name != SLIP) {
            let spec = Spec {
                audience: Audience::Public,
                ..spec(name, "2025-26-Q2")
            };
            let text = make(figures(&rollup), &spec);
            reads_well(&text);
            compare(&format!("family/{name}-public.md"), &text);
        }
    }

    #[test]
    fn each_with_nothing_to_say() {
        for (name, period) in FAMILY {
            let text = make(&Rollup::new(), &spec(name, period));
            reads_well(&text);
            compare(&format!("family/{name}-empty.md"), &text);
        }
    }

    #[test]
    fn each_on_any_period_and_on_a_part() {
        let rollup = world::rollup();
        let part = |service: &str| Only {
            service: Some(service.to_owned()),
            ..Only::default()
        };
        for (name, _) in FAMILY {
            for (period, only, headings) in [
                ("2025-26-Q1", Only::default(), Headings::SignsOfSafety),
                ("2025-26-H1", part("Safeguarding"), Headings::SignsOfSafety),
                ("2025-26", Only::default(), Headings::Plain),
            ] {
                let plain = spec(name, period);
                let spec = Spec {
                    only: Only {
                        team: plain.only.team.clone(),
                        ..only
                    },
                    headings,
                    ..plain
                };
                reads_well(&make(figures(&rollup), &spec));
            }
        }
    }

    #[test]
    fn learning_of_which_it_is_too_early_to_say_anything_has_no_table() {
        let rollup = world::rollup();
        let mut figures = figures(&rollup);
        let may = NaiveDate::from_ymd_opt(2025, 5, 1).unwrap();
        figures.programme.learning.retain(|one| one.on > may);
        let text = make(figures, &spec("quarterly", "2025-26-H1"));
        assert!(text.contains("## Did earlier learning help?"));
        assert!(text.contains("too early to say"));
        assert!(!text.contains("Questions measured again"));
        assert!(!text.contains("Other things changed as well"));
    }

    #[test]
    fn the_reviewing_officers_report_has_the_statutory_contents_in_their_order() {
        let text = make(&Rollup::new(), &spec("iro-annual", "2025-26"));
        let headings: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("## ("))
            .collect();
        assert_eq!(headings.len(), 6);
        for (heading, letter) in headings.iter().zip('a'..) {
            assert!(heading.starts_with(&format!("## ({letter}) ")), "{heading}");
            let (_, under) = text.split_once(heading).unwrap();
            let under = under.split("\n## ").next().unwrap();
            // What the authority must add is plainly said under each.
            assert!(under.contains(&format!("> {PROMPT}")), "{heading}");
        }
    }

    #[test]
    fn a_child_of_ten_can_read_the_page_for_children() {
        let rollup = world::rollup();
        let five = Exact::from(5);
        for period in ["2025-26-Q2", "2025-26-H1", "2019-20-Q1"] {
            let text = make(figures(&rollup), &spec("child-friendly", period));
            let reading = readability(&text);
            assert!(
                reading.grade <= five,
                "grade {}\n{text}",
                reading.grade.decimal(2)
            );
            assert!(reading.words > 20);
            for jargon in ["%", "audit", "theme", "concern", "grade", "RAG", "amber"] {
                assert!(!text.contains(jargon), "{jargon} in\n{text}");
            }
        }
        assert!(too_hard(&shipped("child-friendly")).is_none());
    }

    /// What a quarterly report says before its annexes.
    fn body(text: &str) -> &str {
        text.split("\n## Annex A").next().unwrap()
    }

    #[test]
    fn the_quarterly_report_can_be_read_in_five_minutes() {
        let rollup = world::rollup();
        for audience in [Audience::Internal, Audience::Public] {
            let spec = Spec {
                audience,
                ..spec("quarterly", "2025-26-Q2")
            };
            let text = make(figures(&rollup), &spec);
            let body = body(&text);
            // Four words in a second's reading aloud, and a third of the five minutes for the tables.
            let words = readability(body).words;
            assert!(words <= 1200, "{words} words for {audience:?}");
            let tables: Vec<&str> = body.split("\nTable: ").skip(1).collect();
            assert!(
                tables.len() <= 6,
                "{} tables for {audience:?}",
                tables.len()
            );
            for table in tables {
                let rows = table
                    .lines()
                    .skip(2)
                    .take_while(|line| line.starts_with('|'));
                assert!(rows.count() <= 2 + 10, "{table}");
            }
            // Every link to an annex leads to one, and none is without a reader.
            let slug = |heading: &str| heading.to_lowercase().replace(':', "").replace(' ', "-");
            let annexes: Vec<String> = text
                .lines()
                .filter_map(|line| line.strip_prefix("## Annex "))
                .map(|annex| slug(&format!("annex {annex}")))
                .collect();
            assert_eq!(annexes.len(), 8);
            for link in text.split("](#").skip(1) {
                let to = link.split(')').next().unwrap();
                assert!(annexes.iter().any(|annex| annex == to), "{to}");
            }
            for (annex, letter) in annexes.iter().zip('a'..) {
                assert!(annex.starts_with(&format!("annex-{letter}-")), "{annex}");
            }
        }
    }

    #[test]
    fn no_quarter_before_the_records_begin_has_a_value() {
        let rollup = world::rollup();
        let begun = Figures {
            measures: measured(NaiveDate::from_ymd_opt(2025, 7, 1)),
            ..figures(&rollup)
        };
        let plain = spec("quarterly", "2025-26-Q2");
        assert!(make(figures(&rollup), &plain).contains("| 50 of 260 (19.2%) |"));
        let text = make(begun, &plain);
        assert!(!text.contains("50 of 260"), "{text}");
        let note = "- The records begin on 1 July 2025, so no quarter before that is shown.";
        assert!(text.contains(note), "{text}");
        assert!(text.contains("| not comparable |"), "{text}");
    }

    #[test]
    fn a_slip_for_a_team_is_made_for_a_team() {
        let spec = Spec {
            only: Only::default(),
            ..spec(SLIP, "2025-26-Q2")
        };
        assert_eq!(report(&world::rollup(), &spec), Err(ReportError::OneTeam));
        assert!(is_about_a_team(&shipped(SLIP)));
        for (name, _) in FAMILY.iter().filter(|(name, _)| *name != SLIP) {
            assert!(!is_about_a_team(&shipped(name)), "{name}");
        }
    }

    #[test]
    fn only_the_letter_is_about_one_audit() {
        for (name, _) in FAMILY {
            assert!(!is_letter(&shipped(name)), "{name}");
        }
        assert!(is_letter(&shipped("worker-letter")));
        assert!(!is_letter(&shipped("quarterly")));
    }
}
