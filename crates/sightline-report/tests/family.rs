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
        Audience, Figures, Headings, Only, PROMPT, Spec, is_letter, readability, report, too_hard,
    };

    use crate::expected::compare;
    use crate::figures::figures;
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

    fn shipped(name: &str) -> Arc<SourceFile> {
        let path = format!("audit-templates/_reports/{name}.md");
        let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        SourceFile::new(&path, fs::read_to_string(top.join(&path)).unwrap())
    }

    fn spec(name: &str, period: &str) -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        let period: sightline_engine::calendar::Period = period.parse().unwrap();
        Spec {
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
            let mut spec = spec(name, period);
            if name == "team-slip" {
                spec.only.team = Some("North".to_owned());
            }
            let text = make(figures(&rollup), &spec);
            reads_well(&text);
            compare(&format!("family/{name}.md"), &text);
        }
    }

    #[test]
    fn d06_each_for_everybody() {
        let rollup = world::rollup();
        for (name, _) in FAMILY {
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
                let spec = Spec {
                    only,
                    headings,
                    ..spec(name, period)
                };
                reads_well(&make(figures(&rollup), &spec));
            }
        }
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

    #[test]
    fn only_the_letter_is_about_one_audit() {
        for (name, _) in FAMILY {
            assert!(!is_letter(&shipped(name)), "{name}");
        }
        assert!(is_letter(&shipped("worker-letter")));
        assert!(!is_letter(&shipped("quarterly")));
    }
}
