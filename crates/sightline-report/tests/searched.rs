//! Names and dates of birth that somebody typed stop a report for everybody, wherever they were typed.

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
    use std::sync::Arc;

    use chrono::NaiveDate;
    use proptest::prelude::*;
    use sightline_engine::personal::Kind;
    use sightline_engine::{Rollup, SourceFile};
    use sightline_report::{
        Audience, Figures, Personal, QUARTERLY, Report, ReportError, Spec, context, csv, json,
        report,
    };

    use crate::figures::figures;
    use crate::world;

    fn spec() -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 20).unwrap();
        let period = "2025-26-Q2".parse::<sightline_engine::calendar::Period>();
        Spec {
            audience: Audience::Public,
            author: Some("Quality assurance".to_owned()),
            ..Spec::new("Sampleshire Council", period.unwrap(), day)
        }
    }

    fn written(text: &str) -> Option<Arc<SourceFile>> {
        Some(SourceFile::new("reports/board.md", text))
    }

    /// What a change to a report is stopped for.
    #[track_caller]
    fn refused(rollup: &Rollup, change: impl FnOnce(&mut Figures, &mut Spec)) -> Vec<Personal> {
        let (mut all, mut spec) = (figures(rollup), spec());
        change(&mut all, &mut spec);
        match report(all, &spec) {
            Err(ReportError::Personal(found)) => found,
            other => panic!("{:?}", other.map(|report| report.text.len())),
        }
    }

    fn made(rollup: &Rollup, change: impl FnOnce(&mut Figures, &mut Spec)) -> Report {
        let (mut all, mut spec) = (figures(rollup), spec());
        change(&mut all, &mut spec);
        report(all, &spec).unwrap()
    }

    #[test]
    fn d06_a_clean_report_goes_out() {
        let report = made(&world::rollup(), |_, _| {});
        assert!(report.markdown.contains("Sampleshire Council"));
    }

    type Change = fn(&mut Figures, &mut Spec);

    #[test]
    fn d06_a_planted_name_is_found_wherever_it_was_typed() {
        const SAID: &str = "It was too late for Corvin, born on 3 March 2015.";
        let places: [(&str, Change); 14] = [
            ("authority", |_, spec| {
                spec.authority = "Corvin Hollowbrook".to_owned();
            }),
            ("author", |_, spec| spec.author = Some("Corvin".to_owned())),
            ("author in full", |_, spec| {
                spec.author = Some("Mrs Hollowbrook".to_owned());
            }),
            ("heading", |_, spec| {
                spec.template = written("# A report\n\n## The plan for Corvin\n");
            }),
            ("paragraph", |_, spec| {
                spec.template = written(&format!("# A report\n\n{SAID}\n"));
            }),
            ("emphasis", |_, spec| {
                spec.template = written("# A report\n\nWe saw **Corvin** late.\n");
            }),
            ("table", |_, spec| {
                spec.template = written(
                    "# A report\n\n| Who | What |\n| --- | --- |\n| the plan of Corvin | late |\n",
                );
            }),
            ("comment", |_, spec| {
                spec.template = written("# A report\n\n<!-- ask Corvin -->\n\nText.\n");
            }),
            ("link", |_, spec| {
                spec.template =
                    written("# A report\n\n[Write](mailto:corvin@northmoor.example) to us.\n");
            }),
            ("alternative text", |_, spec| {
                spec.template = written("# A report\n\n![What Corvin said](chart:measures)\n");
            }),
            ("measure", |all, _| {
                let measures = all.measures.iter_mut().flat_map(|(_, all)| all);
                measures.for_each(|one| one.title = "The plans of Corvin".to_owned());
            }),
            ("reason", |all, _| {
                let told = all.programme.quarters.values_mut();
                told.flat_map(|one| &mut one.late_reviews)
                    .for_each(|one| one.0 = SAID.to_owned());
            }),
            ("alert", |all, _| {
                let told = all.programme.quarters.values_mut();
                told.flat_map(|one| &mut one.alerts)
                    .for_each(|one| one.concern = SAID.to_owned());
            }),
            ("note on a theme", |all, _| {
                all.restated = vec![SAID.to_owned()];
            }),
        ];
        let rollup = world::rollup();
        for (place, change) in places {
            let found = refused(&rollup, change);
            assert!(!found.is_empty(), "{place}");
            for one in found {
                let said = one.to_string();
                assert!(!said.contains("Corvin") && !said.contains("2015"), "{said}");
            }
        }
    }

    #[test]
    fn d06_what_no_template_prints_is_found_too_since_a_program_reads_it() {
        let found = refused(&world::rollup(), |all, spec| {
            spec.template = written("# A report\n\nNothing else.\n");
            for told in all.programme.quarters.values_mut() {
                told.voice[0].who = "the brother of Corvin".to_owned();
            }
        });
        assert_eq!(
            (found[0].what, found[0].part.as_str()),
            (Kind::Name, "`voice.said`")
        );
    }

    #[test]
    fn d06_a_message_says_where_the_words_were_typed() {
        let found = refused(&world::rollup(), |_, spec| {
            spec.template =
                written("# A report of {{ authority }}\n\nText.\n\n## The plan for Corvin\n");
            spec.author = Some("Ms Hollowbrook".to_owned());
            let settings = "authority: Sampleshire Council\nauthor: Ms Hollowbrook\n";
            spec.typed = vec![SourceFile::new("sightline.yaml", settings)];
        });
        let said: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "a name at reports/board.md:5:17, printed in its heading number 2",
                "a name at sightline.yaml:2:9, printed in `author`",
            ]
        );
    }

    #[test]
    fn words_that_are_nobodys_are_let_by_on_purpose_and_no_others() {
        let rollup = world::rollup();
        let text = "# A report\n\nWe met in Larkspindle on 3 March 2019.\n";
        let report = made(&rollup, |_, spec| {
            spec.template = written(text);
            spec.public_words = vec!["Larkspindle".to_owned(), "3 March 2019".to_owned()];
        });
        assert!(report.text.contains("Larkspindle"));
        let found = refused(&rollup, |_, spec| {
            spec.template = written(&text.replace("Larkspindle", "Larkspindle with Corvin"));
            spec.public_words = vec!["Larkspindle".to_owned(), "3 March 2019".to_owned()];
        });
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn d06_actions_and_vignettes_that_could_name_somebody_are_left_out_and_said_to_be() {
        let rollup = world::rollup();
        let report = made(&rollup, |all, _| {
            let mut rows = all.actions.take().unwrap();
            rows.rows[0].state.owner = Some("Corvin".to_owned());
            rows.rows[1].state.what = "Write to Corvin".to_owned();
            all.actions = Some(rows);
            for one in &mut all.vignettes {
                one.text = "It was too late for Corvin.".to_owned();
            }
        });
        assert!(
            report.text.contains("2 actions are left out of the table"),
            "{}",
            report.text
        );
        for text in [
            &report.markdown,
            &report.html,
            &json(&report.document, &report.context).unwrap(),
        ] {
            assert!(!text.contains("Corvin"));
        }
        for (_, text) in csv(&report.document).unwrap() {
            assert!(!String::from_utf8_lossy(&text).contains("Corvin"));
        }
    }

    #[test]
    fn a_report_for_children_is_searched_though_it_is_not_public() {
        let found = refused(&world::rollup(), |_, spec| {
            spec.audience = Audience::Internal;
            spec.for_children = true;
            spec.template = written("# For you\n\nCorvin told us.\n");
        });
        assert_eq!(found.len(), 1, "{found:?}");
        let made = made(&world::rollup(), |_, spec| {
            spec.audience = Audience::Internal;
            spec.template = written("# For us\n\nCorvin told us.\n");
        });
        assert!(made.text.contains("Corvin"));
    }

    #[test]
    fn the_shipped_report_is_quiet_whatever_quarter_it_is_on() {
        let rollup = world::rollup();
        for period in ["2025-26-Q1", "2025-26-Q2", "2025-26-H1", "2024-25"] {
            let spec = Spec {
                period: period.parse().unwrap(),
                template: Some(SourceFile::new("quarterly.md", QUARTERLY)),
                ..spec()
            };
            if let Err(error) = context(&figures(&rollup), &spec) {
                assert!(
                    !matches!(error, ReportError::Personal(_)),
                    "{period}: {error}"
                );
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn d06_a_name_in_any_sentence_of_a_template_stops_it(before in "[a-z ]{0,30}[a-z]", after in "[ ,.][a-z ]{0,20}") {
            let rollup = Rollup::default();
            let mut spec = spec();
            spec.template = written(&format!("# A report\n\nWe {before} Larkspindle{after}\n"));
            let refused = report(&rollup, &spec);
            prop_assert!(matches!(refused, Err(ReportError::Personal(_))), "{refused:?}");
        }
    }
}
