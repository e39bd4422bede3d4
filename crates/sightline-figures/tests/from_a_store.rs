//! A store with a few audits, its figures, and what a report says of them.

#[cfg(test)]
mod tests {
    use std::slice;
    use std::sync::Arc;

    use chrono::NaiveDate;
    use sightline_engine::action::{Action, Change, Event, Origin, Via};
    use sightline_engine::calendar::{Period, Quarter};
    use sightline_engine::measure::Measures;
    use sightline_engine::model::{Audit, GradeIx};
    use sightline_engine::rollup::{Basis, themes};
    use sightline_engine::sample::{Entry, Frame, Method, Past, Plan, draw};
    use sightline_engine::scored::FindingKind;
    use sightline_engine::vignette::load_vignettes;
    use sightline_engine::{
        Catalog, CompiledTemplate, Dates, Shared, SourceFile, load_shared, read,
    };
    use sightline_figures::{Beside, FiguresError, figures, kept_under, publication};
    use sightline_report::{Audience, Figures, Only, Report, Spec, report};
    use sightline_store::{
        MemoryStore, Moderation, NewAudit, NewTemplate, NewThemeCode, Publication, Store as _,
        StoredDraw, TextPart, ThemeDecision, Verdict,
    };

    const TEMPLATE: &str = include_str!("../../sightline-engine/examples/visit.yaml");

    const MEASURES: &str = "
history: {plans: {fields: {started_on: {type: date}, previous_plans: {type: number}}}}
measures:
  repeat-plans:
    title: Repeat plans
    unit: plan
    rows: plans
    in_period: row.started_on
    numerator: row.previous_plans >= 1
    direction: lower
";

    const THEMES: &str = "
themes:
  - {id: voice, title: Voice of the child}
  - {id: heard, title: Being heard}
";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn spec(period: &str) -> Spec {
        Spec::new(
            "Sampleshire",
            period.parse::<Period>().unwrap(),
            day("2025-10-06"),
        )
    }

    fn template() -> (Arc<CompiledTemplate>, Arc<SourceFile>) {
        let source = SourceFile::new("visit/template.yaml", TEMPLATE);
        let (catalog, mistakes) = Catalog::load(slice::from_ref(&source));
        assert!(mistakes.is_empty(), "{mistakes}");
        (Arc::clone(catalog.template("visit").unwrap()), source)
    }

    /// Audits of so many cases on a day, of which those up to `alone` were seen alone; the first is moderated.
    fn add(store: &mut MemoryStore, on: &str, ids: std::ops::RangeInclusive<u32>, alone: u32) {
        let (template, source) = template();
        let mut txn = store.write().unwrap();
        txn.add_template(&NewTemplate {
            reference: template.reference(),
            template: template.template(),
            sources: &[source],
        })
        .unwrap();
        for n in ids.clone() {
            let plans = format!(
                r#"{{"case":"C-{n}","history":{{"plans":[{{"started_on":"{on}","previous_plans":{}}}]}}}}"#,
                n % 2
            );
            let case = read::case(&SourceFile::line("cases.jsonl", 1, plans)).unwrap();
            let answer = if n <= alone { "yes" } else { "no" };
            let mut audit = Audit::new(format!("A-{n}"), format!("C-{n}"), "visit", day(on))
                .answer("V1", "yes")
                .answer("V2", answer)
                .answer("V3", "good");
            audit.auditor = Some(format!("S-{}", n % 4));
            audit.team = Some(if n % 2 == 0 { "North" } else { "South" }.to_owned());
            let (encoded, wrong) =
                template.encode(&audit, &case, audit.date, &read::nowhere("the form"));
            let encoded = encoded.ok_or(wrong).unwrap();
            txn.put_case(&case).unwrap();
            txn.add_audit(&NewAudit {
                audit: &audit,
                template: template.reference(),
                quarter: Quarter::of(audit.date),
                answers: &encoded.answers,
                scored: &template.score(&encoded.answers, &case, Dates::on(audit.date)),
                recorded: encoded.recorded,
                moderated: (n == *ids.start()).then(|| Moderation {
                    grade: GradeIx(2),
                    basis: Basis::Random,
                    moderator: "S-9".to_owned(),
                    date: day(on),
                }),
                engine: env!("CARGO_PKG_VERSION"),
            })
            .unwrap();
        }
        txn.commit().unwrap();
    }

    /// Two quarters of audits, and one audit of the quarter after them.
    fn store() -> MemoryStore {
        let mut store = sightline_store::memory();
        add(&mut store, "2025-05-20", 1..=10, 8);
        add(&mut store, "2025-08-20", 11..=22, 15);
        add(&mut store, "2025-10-20", 23..=23, 0);
        store
    }

    fn beside() -> Beside {
        let (measures, wrong) =
            Measures::load(&[SourceFile::new("_shared/measures/plans.yaml", MEASURES)]);
        assert!(wrong.is_empty(), "{wrong}");
        Beside {
            measures,
            records_from: NaiveDate::from_ymd_opt(2025, 4, 1),
            auditor_groups: [0, 1, 2]
                .map(|n| (format!("S-{n}"), "Team managers".to_owned()))
                .into(),
            ..Beside::default()
        }
    }

    fn of(store: &mut MemoryStore, spec: &Spec, beside: &Beside) -> Figures {
        let (figures, refused) = figures(&*store.read().unwrap(), spec, beside).unwrap();
        assert!(refused.is_empty(), "{refused}");
        figures
    }

    #[test]
    fn a_few_audits_become_a_report() {
        let spec = spec("2025-26-Q2");
        let figures = of(&mut store(), &spec, &beside());
        // The quarter after it is left out, the ones before it are there to be compared with.
        assert_eq!(figures.rollup.audits(), 22);
        assert_eq!(figures.rollup.for_period(spec.period).audits(), 12);
        assert!(!figures.moderations.is_empty());
        assert!(figures.actions.is_none() && figures.published.is_empty());

        let report = report(figures, &spec).unwrap();
        for says in [
            "Sampleshire",
            "1 of 12 reported grades (8.3%) was set by moderation",
            "Agreement by group of auditors is left out",
            "| Voice of the child | 2 of 10 (20.0%) | 7 of 12 (58.3%) | up 38.3 pp |",
            "| Repeat plans | 5 of 10 (50.0%) | 6 of 12 (50.0%) |",
        ] {
            assert!(
                report.markdown.contains(says),
                "{says}\n{}",
                report.markdown
            );
        }
    }

    #[test]
    fn measures_are_counted_in_each_period_that_the_report_looks_back_on() {
        let figures = of(&mut store(), &spec("2025-26-Q2"), &beside());
        let counted: Vec<(String, u64)> = figures
            .measures
            .iter()
            .map(|(period, all)| (period.label(), all[0].numerator))
            .collect();
        let expected = [
            ("2024-25-Q2", 0),
            ("2024-25-Q3", 0),
            ("2024-25-Q4", 0),
            ("2025-26-Q1", 5),
            ("2025-26-Q2", 6),
        ];
        assert_eq!(counted, expected.map(|(label, n)| (label.to_owned(), n)));
        let none = of(
            &mut sightline_store::memory(),
            &spec("2025-26-Q2"),
            &beside(),
        );
        assert!(none.measures.is_empty(), "no history to count");
    }

    #[test]
    fn a_half_year_is_counted_like_a_quarter() {
        let figures = of(&mut store(), &spec("2025-26-H1"), &beside());
        let half: Period = "2025-26-H1".parse().unwrap();
        assert_eq!(figures.rollup.for_period(half).audits(), 22);
        let (last, all) = figures.measures.last().unwrap();
        assert_eq!((*last, all[0].numerator), (half, 11));
    }

    #[test]
    fn a_period_that_cuts_a_quarter_is_refused() {
        let mut store = store();
        let spec = spec("2025-07-01..2025-08-15");
        let error = figures(&*store.read().unwrap(), &spec, &beside()).unwrap_err();
        assert!(matches!(error, FiguresError::NotWholeQuarters(_)));
        assert!(error.to_string().contains("; ask for a quarter"), "{error}");
    }

    #[test]
    fn what_was_asked_of_a_team_is_listed_for_that_team_alone() {
        let mut store = store();
        let mut txn = store.write().unwrap();
        for (id, team) in [("ACT-1", "North"), ("ACT-2", "South")] {
            let origin = Origin::Audit {
                audit: "A-11".to_owned(),
                case: "C-11".to_owned(),
                template: "visit".to_owned(),
            };
            let made = Event {
                on: day("2025-08-20"),
                by: None,
                via: Via::Audit,
                change: Change {
                    what: Some("See the child alone".to_owned()),
                    team: Some(team.to_owned()),
                    ..Change::default()
                },
            };
            txn.add_action(&Action::new(id, origin, made)).unwrap();
        }
        txn.commit().unwrap();
        let all = of(&mut store, &spec("2025-26-Q2"), &beside())
            .actions
            .unwrap();
        assert_eq!(all.of_audits.len(), 0);
        let mut spec = spec("2025-26-Q2");
        spec.only = Only {
            team: Some("North".to_owned()),
            ..Only::default()
        };
        let of_team = of(&mut store, &spec, &beside()).actions.unwrap();
        assert_eq!(of_team.of_audits.len(), 1);
        assert_eq!(
            of_team.summary, all.summary,
            "all are counted for whoever reads it"
        );
    }

    #[test]
    fn only_the_samples_and_coded_comments_of_the_period_are_told() {
        let mut store = store();
        let mut txn = store.write().unwrap();
        for (id, on) in [("D-1", "2025-06-30"), ("D-2", "2025-07-01")] {
            let plan = Plan::new("visit", day(on), "seed", Method::Random { size: 1 });
            let mut frame = Frame::default();
            frame.push(Entry {
                case: "C-1".to_owned(),
                ..Entry::default()
            });
            let drawn = draw(&plan, &frame, &Past::of(&plan).unwrap()).unwrap();
            txn.add_draw(&StoredDraw {
                id: id.to_owned(),
                template: "visit".to_owned(),
                date: day(on),
                register: drawn.register(),
            })
            .unwrap();
        }
        for (id, audit) in [(1, "A-1"), (2, "A-11")] {
            let new = NewThemeCode {
                audit: audit.to_owned(),
                revision: 1,
                question: "V3".to_owned(),
                part: TextPart::Comment,
                theme: "voice".to_owned(),
                kind: FindingKind::Strength,
                rule: "drew".to_owned(),
                at: vec![0..4, 10..14],
                date: day("2025-09-01"),
            };
            txn.propose_theme(&new).unwrap();
            let decision = ThemeDecision {
                verdict: Verdict::Accepted,
                by: "S-9".to_owned(),
                date: day("2025-09-02"),
                because: None,
            };
            txn.decide_theme(id, &decision).unwrap();
        }
        txn.commit().unwrap();
        let figures = of(&mut store, &spec("2025-26-Q2"), &beside());
        assert_eq!(figures.draws.len(), 1);
        assert_eq!(figures.coded.len(), 1);
        assert_eq!(figures.coded[0].audits, 1);
    }

    fn shared(more: &str) -> Shared {
        let themes = SourceFile::new("_shared/themes.yaml", format!("{THEMES}{more}"));
        let (shared, wrong) = load_shared(&[themes]);
        assert!(wrong.is_empty(), "{wrong}");
        shared
    }

    #[test]
    fn themes_are_told_under_the_names_that_they_have_on_the_day() {
        let renamed = "renamed: [{from: voice, to: heard, on: 2025-08-01}]";
        let beside = Beside {
            theme_changes: shared(renamed).theme_changes,
            ..beside()
        };
        let figures = of(&mut store(), &spec("2025-26-Q2"), &beside);
        assert_eq!(figures.restated.len(), 1, "{:?}", figures.restated);
        let themes = themes(&figures.rollup.summaries());
        let ids: Vec<&str> = themes.iter().map(|one| one.theme.id.as_str()).collect();
        assert_eq!(ids, ["heard"]);
        let before = Spec {
            prepared_on: day("2025-07-10"),
            ..spec("2025-26-Q1")
        };
        assert!(of(&mut store(), &before, &beside).restated.is_empty());
    }

    #[test]
    fn a_vignette_that_gives_somebody_away_is_left_out_and_named() {
        let file = SourceFile::new(
            "vignettes.yaml",
            "
vignettes:
  - {theme: voice, kind: concern, period: 2025-26-Q2, audit: A-11, text: A child was seen with others in the room., chosen_by: S-9, checked_on: 2025-10-01}
  - {theme: voice, kind: concern, period: 2025-26-Q2, audit: A-12, text: C-12 was not seen alone., chosen_by: S-9, checked_on: 2025-10-01}
  - {theme: voice, kind: concern, period: 2025-26-Q1, audit: A-1, text: C-1 was not seen alone., chosen_by: S-9, checked_on: 2025-10-01}
",
        );
        let (vignettes, wrong) = load_vignettes(&file, &shared(""));
        assert!(wrong.is_empty(), "{wrong}");
        let beside = Beside {
            vignettes,
            ..beside()
        };
        let mut store = store();
        let read = store.read().unwrap();
        let (figures, refused) = figures(&*read, &spec("2025-26-Q2"), &beside).unwrap();
        assert_eq!(figures.vignettes.len(), 1);
        assert_eq!(figures.vignettes[0].audit, "A-11");
        assert_eq!(refused.iter().count(), 1, "{refused}");
        assert_eq!(refused.iter().next().unwrap().at.line_column().0, 4);
    }

    fn publish(store: &mut MemoryStore, one: &Publication) {
        let mut txn = store.write().unwrap();
        txn.publish(one).unwrap();
        txn.commit().unwrap();
    }

    #[test]
    fn d07_what_a_report_for_everybody_told_is_told_again() {
        let mut store = store();
        let public = Spec {
            audience: Audience::Public,
            ..spec("2025-26-Q2")
        };
        let first = report(of(&mut store, &public, &beside()), &public).unwrap();
        let kept = publication("board", &public, &first);
        assert_eq!(kept.report, kept_under("board", &public));
        assert_eq!((kept.because.as_str(), kept.date), ("", public.prepared_on));
        publish(&mut store, &kept);
        add(&mut store, "2025-08-25", 31..=60, 60);
        let again = |store: &mut MemoryStore, spec: &Spec| -> Report {
            report(of(store, spec, &beside()), spec).unwrap()
        };
        let told = again(&mut store, &public);
        assert_eq!(told.context.audits, first.context.audits);
        // Colleagues are told the numbers of today, and nothing of them is hidden for the sake of what was published.
        let internal = spec("2025-26-Q2");
        assert!(of(&mut store, &internal, &beside()).published.is_empty());
        assert_ne!(
            again(&mut store, &internal).context.audits,
            first.context.audits
        );
    }

    #[test]
    fn d07_a_public_report_that_cannot_be_read_lets_no_other_out() {
        let mut store = store();
        let public = Spec {
            audience: Audience::Public,
            ..spec("2025-26-Q2")
        };
        let kept = |report: &str| Publication {
            report: report.to_owned(),
            date: day("2025-10-10"),
            because: String::new(),
            body: "{}".to_owned(),
        };
        publish(&mut store, &kept("board 2025-26-Q2 internal"));
        assert!(figures(&*store.read().unwrap(), &public, &beside()).is_ok());
        publish(&mut store, &kept("board 2025-26-Q2 public service East"));
        let error = figures(&*store.read().unwrap(), &public, &beside()).unwrap_err();
        assert!(matches!(error, FiguresError::Unreadable { .. }), "{error}");
        let internal = spec("2025-26-Q2");
        assert!(figures(&*store.read().unwrap(), &internal, &beside()).is_ok());
    }
}
