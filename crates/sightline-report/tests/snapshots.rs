//! Whole reports of small rollups, compared with what is written in `expected/`.
//!
//! `UPDATE=1 cargo test -p sightline-report` writes them anew; the difference is to be read as prose.

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
    use chrono::NaiveDate;
    use sightline_engine::Rollup;
    use sightline_engine::calendar::Quarter;
    use sightline_engine::model::Template;
    use sightline_engine::rollup::Basis;
    use sightline_engine::scored::Status;
    use sightline_report::{Audience, Figures, Headings, Report, Spec, report};

    use crate::expected::compare;
    use crate::figures::figures;
    use crate::made::{Audit, put, template};
    use crate::world::{self, NOW};

    const BEFORE: Quarter = Quarter { year: 2025, n: 1 };

    fn small(major: u32) -> Template {
        let sections = [("voice", "Voice of the child"), ("impact", "Impact")];
        template("case-audit", "Case audit", major, &sections, true)
    }

    fn spec() -> Spec {
        Spec::new(
            "Sampleshire",
            NOW,
            NaiveDate::from_ymd_opt(2025, 10, 6).unwrap(),
        )
    }

    /// So many audits of a quarter, of which the first `good` are good and the others require improvement.
    fn fill(
        rollup: &mut Rollup,
        template: &Template,
        quarter: Quarter,
        audits: usize,
        good: usize,
    ) {
        for n in 0..audits {
            let overall = if n < good { 1 } else { 2 };
            let concerns = if n < good { vec![] } else { vec![0, 1] };
            put(
                rollup,
                template,
                quarter,
                &Audit {
                    overall: Some(overall),
                    concerns,
                    ..Audit::default()
                },
            );
        }
    }

    #[track_caller]
    fn check<'a>(name: &str, figures: impl Into<Figures<'a>>, spec: &Spec, html: bool) -> Report {
        let report = report(figures, spec).unwrap();
        compare(&format!("{name}.md"), &report.markdown);
        if html {
            compare(&format!("{name}.html"), &report.html);
        }
        report
    }

    #[test]
    fn no_audits() {
        let report = check("no-audits", &Rollup::new(), &spec(), true);
        assert!(report.headlines().is_empty());
        assert!(
            report
                .markdown
                .contains("There were no audits this quarter.")
        );
    }

    #[test]
    fn no_audits_after_a_quarter_with_some() {
        let mut rollup = Rollup::new();
        fill(&mut rollup, &small(1), BEFORE, 3, 1);
        let report = check("none-after-some", &rollup, &spec(), false);
        assert!(!report.markdown.contains('%'), "a share of nothing");
    }

    #[test]
    fn one_audit() {
        let mut rollup = Rollup::new();
        let audit = Audit {
            overall: Some(2),
            concerns: vec![0],
            strengths: vec![3],
            limited: true,
            action: true,
            codes: vec![7, 1, 2, 5, 0, 4],
            moderated: Some((3, Basis::Random)),
            ..Audit::default()
        };
        put(&mut rollup, &small(1), NOW, &audit);
        check("one-audit", &rollup, &spec(), true);
    }

    #[test]
    fn a_tie_is_unchanged_and_ranks_by_title() {
        let mut rollup = Rollup::new();
        fill(&mut rollup, &small(1), BEFORE, 40, 20);
        fill(&mut rollup, &small(1), NOW, 60, 30);
        let report = check("tie", &rollup, &spec(), false);
        assert!(
            report.headlines()[0].contains("the same share as the 20 of 40 (50.0%) in Q1 2025-26")
        );
        let recording = report.markdown.find("**Recording**").unwrap();
        assert!(recording < report.markdown.find("**Voice of the child**").unwrap());
    }

    #[test]
    fn a_rise_in_grades_is_an_improvement_and_so_is_a_fall_in_concerns() {
        let mut rollup = Rollup::new();
        fill(&mut rollup, &small(1), BEFORE, 40, 20);
        fill(&mut rollup, &small(1), NOW, 40, 30);
        let report = check("rise", &rollup, &spec(), false);
        assert!(report.headlines()[0].contains("up 25.0 percentage points"));
        assert!(report.markdown.contains(
            "down 25.0 percentage points from 20 of 40 (50.0%) in Q1 2025-26, an improvement"
        ));
        assert!(!report.markdown.contains(", which is worse"));
    }

    #[test]
    fn a_fall_in_grades_is_worse_and_so_is_a_rise_in_concerns() {
        let mut rollup = Rollup::new();
        fill(&mut rollup, &small(1), BEFORE, 40, 30);
        fill(&mut rollup, &small(1), NOW, 40, 20);
        let spec = Spec {
            headings: Headings::SignsOfSafety,
            ..spec()
        };
        let report = check("fall", &rollup, &spec, false);
        assert!(report.markdown.contains("### What are we worried about?"));
        assert!(!report.markdown.contains(", an improvement"));
    }

    #[test]
    fn a_broken_comparison_shows_the_break_and_no_difference() {
        let mut rollup = Rollup::new();
        fill(&mut rollup, &small(1), BEFORE, 40, 24);
        fill(&mut rollup, &small(2), NOW, 40, 10);
        let report = check("broken", &rollup, &spec(), true);
        let text = &report.markdown;
        assert!(text.contains("comparison with Q1 2025-26 broken: template changed (Case audit, version 1.0.0 to 2.0.0)"));
        assert!(!text.contains("percentage points since"));
        assert!(
            !text.contains("60.0%"),
            "the earlier quarter is on no line with this one"
        );
    }

    #[test]
    fn audits_without_a_grade_count_in_no_share() {
        let mut rollup = Rollup::new();
        fill(&mut rollup, &small(1), NOW, 3, 2);
        for status in [
            Status::Failed,
            Status::NotEligible,
            Status::InsufficientEvidence,
            Status::Ungraded,
        ] {
            put(
                &mut rollup,
                &small(1),
                NOW,
                &Audit {
                    status,
                    overall: None,
                    ..Audit::default()
                },
            );
        }
        put(
            &mut rollup,
            &small(1),
            NOW,
            &Audit {
                team: "",
                ..Audit::default()
            },
        );
        let report = check("statuses", &rollup, &spec(), false);
        assert!(
            report.headlines()[0].starts_with("3 of 4 graded audits (75.0%)"),
            "{}",
            report.headlines()[0]
        );
        assert!(
            report
                .markdown
                .contains("1 audit could not be scored because a script failed")
        );
        assert!(report.markdown.contains("1 audit without a team"));
    }

    #[test]
    fn calibration_is_neither_coverage_nor_the_grade_reported() {
        let mut rollup = Rollup::new();
        for _ in 0..12 {
            let moderated = Some((3, Basis::Calibration));
            put(
                &mut rollup,
                &small(1),
                NOW,
                &Audit {
                    overall: Some(1),
                    moderated,
                    ..Audit::default()
                },
            );
        }
        let report = check("calibration", &rollup, &spec(), false);
        assert!(report.markdown.contains("No reported grade was moderated"));
        assert!(report.headlines()[0].contains("12 of 12 graded audits (100.0%)"));
    }

    #[test]
    fn a_made_up_authority() {
        let rollup = world::rollup();
        let report = check("world", figures(&rollup), &spec(), true);
        assert!(report.html.len() < 120_000, "{} bytes", report.html.len());
        assert!(
            report
                .headlines()
                .iter()
                .any(|line| line.starts_with("Grades have drifted: in the "))
        );
        assert!(
            report
                .headlines()
                .iter()
                .any(|line| line.contains("third quarter running"))
        );
        assert!(
            report
                .headlines()
                .iter()
                .any(|line| line.contains("the concern that fell most is Recording"))
        );
    }

    #[test]
    fn d06_a_report_for_everybody_hides_small_numbers() {
        let rollup = world::rollup();
        let public = Spec {
            audience: Audience::Public,
            ..spec()
        };
        let report = check("public", figures(&rollup), &public, true);
        assert!(report.markdown.contains("c: confidential"));
    }

    #[test]
    fn a_group_of_one_auditor_is_never_named() {
        let rollup = world::rollup();
        let report = report(figures(&rollup), &spec()).unwrap();
        for text in [&report.markdown, &report.html] {
            assert!(text.contains("Team managers"));
            assert!(!text.contains("External"), "one person's grades");
            assert!(!text.contains("S-8"), "a staff code");
        }
    }

    #[test]
    fn one_grade_throughout_has_no_kappa_and_no_nought_in_its_place() {
        let mut rollup = Rollup::new();
        for _ in 0..12 {
            let moderated = Some((1, Basis::Random));
            let audit = Audit {
                moderated,
                ..Audit::default()
            };
            put(&mut rollup, &small(1), NOW, &audit);
        }
        let text = report(&rollup, &spec()).unwrap().markdown;
        assert!(text.contains("| Cohen's kappa | not defined |"));
        assert!(text.contains("| Krippendorff's alpha | not defined |"));
        assert!(text.contains("Not defined for audits drawn by chance: Cohen's kappa, "));
    }

    #[test]
    fn the_same_rollup_makes_the_same_bytes() {
        let rollup = world::rollup();
        let again = || report(figures(&rollup), &spec()).unwrap();
        assert_eq!(again(), again());
    }
}
