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
    fn check(name: &str, figures: impl Into<Figures>, spec: &Spec, html: bool) -> Report {
        let report = report(figures, spec).unwrap();
        compare(&format!("{name}.md"), &report.markdown);
        if html {
            compare(&format!("{name}.html"), &report.html);
        }
        report
    }

    #[test]
    fn d05_a_quarter_without_audits() {
        let report = check("no-audits", &Rollup::new(), &spec(), true);
        assert!(report.headlines().is_empty());
        assert!(
            report
                .markdown
                .contains("There were no audits this quarter.")
        );
    }

    #[test]
    fn d05_a_quarter_without_audits_after_one_with_some() {
        let mut rollup = Rollup::new();
        fill(&mut rollup, &small(1), BEFORE, 3, 1);
        let report = check("none-after-some", &rollup, &spec(), false);
        assert!(!report.markdown.contains('%'), "a share of nothing");
    }

    #[test]
    fn d05_a_quarter_with_one_audit() {
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
        let report = check("one-audit", &rollup, &spec(), true);
        assert!(
            report.context.themes.chart.is_none(),
            "a trend of one audit"
        );
        assert!(
            report.html.contains(
                "<figcaption>Case audit: 0 of 1 graded audit good or better</figcaption>"
            )
        );
    }

    #[test]
    fn d05_a_trend_is_drawn_from_ten_audits_on() {
        let themes = |before, now| {
            let mut rollup = Rollup::new();
            fill(&mut rollup, &small(1), BEFORE, before, 2);
            fill(&mut rollup, &small(1), NOW, now, 2);
            let made = report(&rollup, &spec()).unwrap();
            // What was found is told all the same.
            assert!(made.markdown.contains("Table: Concerns by theme"));
            let chart = made.context.charts["theme-movement"].clone();
            let sightline_report::chart::Chart::Movement(chart) = chart else {
                panic!("another chart");
            };
            let froms = chart.rows.iter().filter(|row| row.from.is_some());
            (chart.rows.len(), froms.count())
        };
        assert_eq!(themes(9, 9), (0, 0));
        assert_eq!(themes(9, 10), (2, 0));
        assert_eq!(themes(10, 10), (2, 2));
    }

    /// Audits of a team with one of two templates: so many, of which so many were good.
    fn of_team(
        rollup: &mut Rollup,
        which: &Template,
        team: &'static str,
        (audits, good): (usize, usize),
    ) {
        for n in 0..audits {
            let audit = Audit {
                team,
                overall: Some(if n < good { 1 } else { 2 }),
                ..Audit::default()
            };
            put(rollup, which, NOW, &audit);
        }
    }

    #[test]
    fn d04_teams_are_pooled_from_counts_and_never_averaged() {
        let sections = [("one", "One")];
        let short = template("visits", "Visits", 1, &sections, true);
        let long = template("plans", "Plans", 1, &sections, true);
        // North does better than South in visits and in plans; but most of its audits are of plans, which are harder.
        let mut rollup = Rollup::new();
        of_team(&mut rollup, &short, "North", (10, 9));
        of_team(&mut rollup, &long, "North", (90, 36));
        of_team(&mut rollup, &short, "South", (90, 72));
        of_team(&mut rollup, &long, "South", (10, 3));
        let made = report(&rollup, &spec()).unwrap();
        let text = &made.markdown;
        // From the counts: 45 and 75 of 100, and 120 of 200. The averages of each team's two shares would be 65% and 55%, and
        // those of the templates' shares 60.5% and 39.5%.
        assert!(
            text.contains("| North | 100 | 45 of 100 (45.0%) |"),
            "{text}"
        );
        assert!(text.contains("| South | 100 | 75 of 100 (75.0%) |"));
        assert!(
            made.headlines()[0].contains("120 of 200") && made.headlines()[0].contains("60.0%")
        );
        for average in ["65.0%", "55.0%", "60.5%", "39.5%"] {
            assert!(!text.contains(average), "an average of averages");
        }
        // What turns the order round is there to see: each template by itself, where North is ahead, and the warning.
        let only = |id: &str| {
            let only = sightline_report::Only {
                template: Some(id.to_owned()),
                ..sightline_report::Only::default()
            };
            report(&rollup, &Spec { only, ..spec() }).unwrap().markdown
        };
        let (visits, plans) = (only("visits"), only("plans"));
        assert!(visits.contains("9 of 10 (90.0%)") && visits.contains("72 of 90 (80.0%)"));
        assert!(plans.contains("36 of 90 (40.0%)") && plans.contains("3 of 10 (30.0%)"));
        assert!(text.contains("The audits differ in kind and number, so these are spreads to ask about and not rankings."));
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

    /// Six quarters in a row, in each of which so many of so many audits were good; the template's version by quarter.
    fn many(quarters: &[(u32, usize, usize)]) -> Rollup {
        let mut rollup = Rollup::new();
        let back = std::iter::successors(Some(NOW), |quarter| Some(quarter.previous()));
        for ((major, audits, good), quarter) in quarters.iter().rev().zip(back) {
            fill(&mut rollup, &small(*major), quarter, *audits, *good);
        }
        rollup
    }

    #[test]
    fn four_earlier_quarters_stand_beside_this_one_and_a_fifth_does_not() {
        let rollup = many(&[
            (1, 41, 13),
            (1, 38, 15),
            (1, 44, 20),
            (1, 0, 0),
            (1, 40, 22),
            (1, 45, 28),
        ]);
        let report = check("five-quarters", &rollup, &spec(), true);
        let text = &report.markdown;
        assert!(text.contains(
            "| Grade | Q2 2024-25 | Q3 2024-25 | Q4 2024-25 | Q1 2025-26 | Q2 2025-26 |"
        ));
        assert!(!text.contains("Q1 2024-25"), "a fifth quarter back");
        assert!(report.html.contains(
            "<figcaption>Case audit: 62.2% of 45 graded audits good or better, up 7.2 percentage points on Q1 2025-26</figcaption>"
        ));
    }

    #[test]
    fn quarters_before_a_change_of_template_are_there_and_not_compared() {
        let rollup = many(&[
            (1, 38, 15),
            (1, 44, 20),
            (2, 42, 19),
            (2, 40, 22),
            (2, 45, 28),
        ]);
        let report = check("five-quarters-broken", &rollup, &spec(), true);
        let text = &report.markdown;
        assert!(text.contains("Q2 2024-25 is not shown: comparison broken, template changed (Case audit, version 1.0.0 to 2.0.0)."));
        assert!(
            text.contains("| Good or better | template changed | template changed | 19 (45.2%)")
        );
        assert!(!text.contains("45.5%"), "a share of the earlier template");
        assert_eq!(
            report
                .html
                .matches(">comparison broken: template changed</text>")
                .count(),
            2
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
                .any(|line| line.starts_with("The concern that fell most is Recording"))
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

    /// Forty good audits, of which the last has another answer to one question; its grade and findings are the same.
    fn forty(last: u8) -> Rollup {
        let mut rollup = Rollup::new();
        for n in 0..40 {
            let code = if n == 39 { last } else { 5 };
            let audit = Audit {
                overall: Some(1),
                codes: vec![5, 5, code, 5, 5, 5],
                ..Audit::default()
            };
            put(&mut rollup, &small(1), NOW, &audit);
        }
        rollup
    }

    #[test]
    fn d11_a_digest_tells_reports_apart_by_their_figures_alone() {
        let digest = |rollup: &Rollup, spec: &Spec| {
            let made = report(rollup, spec).unwrap();
            let digest = made.context.method.digest.clone();
            assert!(made.markdown.contains(&digest), "printed");
            let json = sightline_report::json(&made.document, &made.context).unwrap();
            assert!(json.contains(&digest), "the same for programs");
            digest
        };
        let usual = digest(&forty(5), &spec());
        let later = Spec {
            prepared_on: NaiveDate::from_ymd_opt(2025, 11, 3).unwrap(),
            author: Some("Somebody else".to_owned()),
            headings: Headings::SignsOfSafety,
            ..spec()
        };
        assert_eq!(digest(&forty(5), &later), usual, "the same figures");
        assert_ne!(digest(&forty(4), &spec()), usual, "an answer was corrected");
        let team = Spec {
            only: sightline_report::Only {
                team: Some("North".to_owned()),
                ..sightline_report::Only::default()
            },
            ..spec()
        };
        assert_ne!(digest(&forty(5), &team), usual, "other audits");
    }

    #[test]
    fn d06_the_digest_of_a_report_for_everybody_tells_nothing_that_it_hides() {
        let public = Spec {
            audience: Audience::Public,
            ..spec()
        };
        let digest = |last| {
            let made = report(&forty(last), &public).unwrap();
            made.context.method.digest
        };
        assert_eq!(digest(5), digest(4), "answers are not published");
    }

    #[test]
    fn the_same_rollup_makes_the_same_bytes() {
        let rollup = world::rollup();
        let again = || report(figures(&rollup), &spec()).unwrap();
        assert_eq!(again(), again());
    }
}
