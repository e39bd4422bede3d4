//! Reports for everybody, looked at beside the reports for colleagues.

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
    use std::collections::BTreeMap;

    use chrono::NaiveDate;
    use proptest::prelude::*;
    use sightline_engine::calendar::Period;
    use sightline_engine::measure::Measured;
    use sightline_engine::{Exact, Rollup, SourceFile, Span};
    use sightline_report::{
        Audience, Cell, Context, Figures, Only, Report, ReportError, Restates, Spec, Table, Value,
        context, report,
    };

    use crate::figures::figures;
    use crate::made::{Audit, put};
    use crate::world;

    fn spec(audience: Audience, period: &str, service: Option<&str>) -> Spec {
        let day = NaiveDate::from_ymd_opt(2026, 4, 6).unwrap();
        Spec {
            audience,
            only: Only {
                service: service.map(str::to_owned),
                ..Only::default()
            },
            ..Spec::new("Sampleshire", period.parse::<Period>().unwrap(), day)
        }
    }

    fn tables(context: &Context) -> impl Iterator<Item = &Table> {
        let parts = context.templates.iter();
        parts
            .flat_map(|part| [&part.grades, &part.sections])
            .flatten()
            .chain(&context.method.templates)
            .chain(&context.themes.concern_table)
            .chain(&context.themes.strength_table)
            .chain(&context.measures.table)
            .chain(&context.measures.trend)
            .chain(&context.timeliness.late)
            .chain(&context.timeliness.alerts)
            .chain(
                context
                    .charts
                    .iter()
                    // What staff are to do tells of no child.
                    .filter(|(name, _)| *name != "actions")
                    .map(|(_, chart)| chart.table()),
            )
    }

    /// Every number of the tables, by table, row and column.
    fn numbers(context: &Context) -> BTreeMap<(String, String, String), Cell> {
        let mut found = BTreeMap::new();
        for table in tables(context) {
            for row in &table.rows {
                for (head, cell) in table.head.iter().zip(row).skip(1) {
                    let place = (table.caption.clone(), row[0].to_string(), head.clone());
                    found.insert(place, cell.clone());
                }
            }
        }
        found
    }

    fn small(cell: &Cell) -> bool {
        match cell.value() {
            Value::Count { count } => (1..=5).contains(count),
            Value::Share { part, .. } => (1..=5).contains(part),
            Value::Text
            | Value::Percent { .. }
            | Value::Number { .. }
            | Value::Points { .. }
            | Value::Hidden
            | Value::Missing => false,
        }
    }

    #[test]
    fn d06_no_table_of_a_report_for_everybody_has_a_small_number() {
        let rollup = world::rollup();
        let public = context(
            &figures(&rollup),
            &spec(Audience::Public, "2025-26-Q2", None),
        )
        .unwrap();
        for (place, cell) in numbers(&public) {
            assert!(!small(&cell), "{place:?}: {cell}");
        }
        let text = serde_json::to_string(&public).unwrap();
        for name in ["Central", "East", "\"North", "South", "West"] {
            assert!(!text.contains(name), "{name}");
        }
    }

    #[test]
    fn d06_words_that_could_name_somebody_stop_a_report() {
        let rollup = world::rollup();
        let mut all = figures(&rollup);
        for told in all.programme.quarters.values_mut() {
            for voice in &mut told.voice {
                voice.said = "Since 3 March 2015 nobody asked me.".to_owned();
                let file = SourceFile::new("programme.yaml", format!("said: {}", voice.said));
                voice.at = Span::whole(&file);
            }
        }
        let refused = context(&all, &spec(Audience::Public, "2025-26-Q2", None)).unwrap_err();
        let ReportError::Personal(found) = &refused else {
            panic!("{refused}");
        };
        assert_eq!(found[0].at.as_ref().unwrap().line_column(), (1, 13));
        assert!(!refused.to_string().contains("2015"), "{refused}");
        assert!(context(&all, &spec(Audience::Internal, "2025-26-Q2", None)).is_ok());
    }

    #[test]
    fn one_team_is_too_few_for_everybody() {
        let rollup = world::rollup();
        let mut team = spec(Audience::Public, "2025-26-Q2", None);
        team.only.team = Some("Central".to_owned());
        let refused = context(&figures(&rollup), &team).unwrap_err();
        assert_eq!(refused, ReportError::NotPublic);
    }

    /// A share as it was counted, under another name and with other counts.
    fn share(like: &Measured, name: &str, above: u64, below: u64, unknown: u64) -> Measured {
        let whole = above + below;
        Measured {
            measure: name.to_owned(),
            title: name.to_owned(),
            numerator: above,
            denominator: Exact::from(i64::try_from(whole).unwrap()),
            unknown,
            value: (whole > 0).then(|| Exact::ratio(i128::from(above), i128::from(whole))),
            ..like.clone()
        }
    }

    /// The tables of measures in a public report that has these, and nothing else but the audits of the world.
    fn with_measures(rollup: &Rollup, of: impl Fn(&Measured) -> Vec<Measured>) -> Option<Context> {
        let mut all = figures(rollup);
        all.measures
            .retain(|(period, _)| period.label() == "2025-26-Q2");
        let (_, measures) = all.measures.first_mut().unwrap();
        *measures = of(&measures[0]);
        context(&all, &spec(Audience::Public, "2025-26-Q2", None)).ok()
    }

    /// What a reader has of each measure: above the line, below it, and both.
    fn read_off(context: &Context) -> BTreeMap<String, [u64; 3]> {
        let table = context.measures.table.as_ref().unwrap();
        let read = table.rows.iter().filter_map(|row| {
            let Value::Share { part, whole } = row[1].value() else {
                return None;
            };
            Some((row[0].to_string(), [*part, whole - part, *whole]))
        });
        read.collect()
    }

    #[test]
    fn d06_measures_within_each_other_do_not_tell_their_difference() {
        let rollup = world::rollup();
        let of = |like: &Measured| {
            vec![
                share(like, "took part", 40, 20, 0),
                share(like, "conveyed views", 37, 23, 0),
                share(like, "far from both", 80, 120, 0),
            ]
        };
        let public = with_measures(&rollup, of).unwrap();
        let read = read_off(&public);
        assert!(read.contains_key("far from both"), "{read:?}");
        assert_eq!(read.len(), 2, "one of the two is hidden: {read:?}");
    }

    #[test]
    fn d06_a_small_unknown_is_hidden_and_its_measure_shown() {
        let rollup = world::rollup();
        let public = with_measures(&rollup, |like| {
            let mut one = share(like, "in time", 80, 40, 3);
            one.undated = 2;
            vec![one]
        });
        let public = public.unwrap();
        let row = &public.measures.table.as_ref().unwrap().rows[0];
        assert_eq!(row[1].to_string(), "80 of 120 (66.7%)");
        assert_eq!(row[3].to_string(), "at most 19.0%");
        assert_eq!(row[6].to_string(), "c");
        let said = &public.measures.list[0].sentence;
        assert!(
            !said.contains("unknown") && !said.contains("no date"),
            "{said}"
        );
    }

    #[test]
    fn d06_the_target_of_a_hidden_measure_and_a_rate_are_shown() {
        let rollup = world::rollup();
        let public = with_measures(&rollup, |like| {
            let rate = Measured {
                is_share: false,
                value: Some(Exact::ratio(120, 2)),
                denominator: Exact::from(2),
                ..share(like, "caseload", 120, 0, 0)
            };
            vec![share(like, "few", 3, 40, 0), rate]
        });
        let table = public.unwrap().measures.table.unwrap();
        assert_eq!(table.rows[0][1].to_string(), "c");
        assert_eq!(table.rows[0][3].to_string(), "at most 19.0%");
        assert_eq!(table.rows[0][4].to_string(), "c");
        assert_eq!(table.rows[1][1].to_string(), "60.0");
    }

    #[test]
    fn d07_a_half_year_beside_one_of_its_quarters_does_not_tell_the_other() {
        // Many in the first quarter and in the second, but for one grade: three more had it in the second.
        let first = (0..120).map(|n| (0, 0, n % 4, false));
        let second = (0..93).map(|n| (0, 1, if n < 3 { 3 } else { n % 3 }, false));
        let rollup = rollup_of(&first.chain(second).collect::<Vec<_>>());
        let told = |published, period| {
            let figures = Figures {
                published,
                ..Figures::from(&rollup)
            };
            report(figures, &spec(Audience::Public, period, None)).unwrap()
        };
        // The second quarter is never published.
        let first = told(Vec::new(), "2025-26-Q1");
        let half = numbers(&told(first.published, "2025-26-H1").context);
        let mut compared = 0;
        for ((table, row, column), less) in numbers(&first.context) {
            let table = table.replace("quarter", "half-year");
            let more = half.get(&(table, row.clone(), column.replace("Q1", "H1")));
            if let (Some(less), Some(more)) = (part(&less), more.and_then(part)) {
                compared += 1;
                let rest = more.saturating_sub(less);
                assert!(!(1..=5).contains(&rest), "{row}: {more} less {less}");
            }
        }
        assert!(compared > 5, "{compared} numbers stand in both");
    }

    /// How many a cell counts, alone or as the part of a share.
    fn part(cell: &Cell) -> Option<u64> {
        match cell.value() {
            Value::Count { count } => Some(*count),
            Value::Share { part, .. } => Some(*part),
            Value::Text
            | Value::Percent { .. }
            | Value::Number { .. }
            | Value::Points { .. }
            | Value::Hidden
            | Value::Missing => None,
        }
    }

    /// So many audits in the first quarter, then others in the second; a grade each.
    fn two_quarters(first: usize, second: usize) -> Rollup {
        let audits = (0..4).cycle().take(first).map(|grade| (0, 0, grade, false));
        let more = (0..4)
            .cycle()
            .take(second)
            .map(|grade| (0, 1, grade, false));
        rollup_of(&audits.chain(more).collect::<Vec<_>>())
    }

    /// The report of a period for everybody, kept with those before it; restated, where it was made before.
    fn told(rollup: &Rollup, kept: &mut Vec<Report>, period: &str, restates: bool) -> Context {
        let figures = Figures {
            published: kept.iter().flat_map(|one| one.published.clone()).collect(),
            ..Figures::from(rollup)
        };
        let mut spec = spec(Audience::Public, period, None);
        spec.restates =
            restates.then(|| Restates::new(&kept[0], "10 October 2025", "audits came in late"));
        let made = report(figures, &spec).unwrap();
        kept.push(made.clone());
        made.context
    }

    #[test]
    fn d07_a_half_year_goes_out_after_its_two_quarters_with_its_total() {
        let rollup = two_quarters(120, 88);
        let mut kept = Vec::new();
        assert_eq!(told(&rollup, &mut kept, "2025-26-Q1", false).audits, 120);
        assert_eq!(told(&rollup, &mut kept, "2025-26-Q2", false).audits, 88);
        assert_eq!(told(&rollup, &mut kept, "2025-26-H1", false).audits, 208);
    }

    #[test]
    fn d07_a_half_year_after_an_edited_quarter_does_not_tell_the_edit() {
        let mut kept = Vec::new();
        let before = two_quarters(120, 88);
        told(&before, &mut kept, "2025-26-Q1", false);
        told(&before, &mut kept, "2025-26-Q2", false);
        // Two audits came in late. 210 beside 120 and 88 would tell of them.
        let after = two_quarters(122, 88);
        assert_eq!(
            told(&after, &mut kept.clone(), "2025-26-H1", false).audits,
            0
        );
        // Nor does it help to restate the quarter, whose new number would be told by the half-year.
        let mut restated = kept.clone();
        assert_eq!(told(&after, &mut restated, "2025-26-Q1", true).audits, 0);
        assert_eq!(told(&after, &mut restated, "2025-26-H1", false).audits, 0);
        // Of 32 that came in late anybody may hear.
        let after = two_quarters(152, 88);
        let quarter = told(&after, &mut kept, "2025-26-Q1", true);
        assert_eq!(quarter.audits, 152);
        let changes = quarter.restated.unwrap().table.unwrap();
        assert!(
            changes
                .rows
                .iter()
                .any(|row| row[3].to_string() == "120" && row[4].to_string() == "152")
        );
        assert_eq!(told(&after, &mut kept, "2025-26-H1", false).audits, 240);
        // Without `restates` it is told again as it was last.
        assert_eq!(told(&before, &mut kept, "2025-26-Q1", false).audits, 152);
    }

    #[test]
    fn d06_what_is_kept_of_a_publication_is_in_no_message() {
        let mut kept = Vec::new();
        told(&two_quarters(120, 10), &mut kept, "2025-26-Q2", false);
        let [.., last] = &kept[0].published[..] else {
            panic!("nothing is kept");
        };
        assert_eq!(format!("{last:?}"), "Published(2025-26-Q2)");
    }

    fn rollup_of(audits: &[(usize, u8, u8, bool)]) -> Rollup {
        let templates = world::templates();
        let mut rollup = Rollup::new();
        for &(template, quarter, overall, west) in audits {
            let quarter = format!("2025-26-Q{}", 1 + quarter % 4).parse().unwrap();
            let audit = Audit {
                overall: (overall < 4).then_some(overall),
                concerns: (0..usize::from(overall)).collect(),
                team: if west { "West" } else { "East" },
                service: if west {
                    "Safeguarding"
                } else {
                    "Children in care"
                },
                ..Audit::default()
            };
            put(
                &mut rollup,
                &templates[template % templates.len()],
                quarter,
                &audit,
            );
        }
        rollup
    }

    /// So many cases, or as many as `PROPTEST_CASES` says; what fails is kept beside this file.
    fn config(cases: u32) -> ProptestConfig {
        let wanted = std::env::var("PROPTEST_CASES").ok();
        ProptestConfig {
            cases: wanted.and_then(|n| n.parse().ok()).unwrap_or(cases),
            ..ProptestConfig::default()
        }
    }

    /// Of three measures that lie within each other: the first that counts this plan, and which of them know of it.
    type Plan = (usize, [bool; 3]);

    proptest! {
        #![proptest_config(config(8))]

        /// Of measures that lie within each other, such as plans begun again within 12 months, within 24, and ever.
        #[test]
        fn d07_measures_within_each_other_do_not_tell_the_difference(
            plans in prop::collection::vec((0..9_usize, [prop::bool::weighted(0.97), prop::bool::weighted(0.97), prop::bool::weighted(0.97)]), 12..90),
        ) {
            let rollup = world::rollup();
            let nested = |like: &Measured| {
                let each = ["within 12", "within 24", "ever"].into_iter().enumerate();
                each.map(|(n, name)| {
                    let count = |is: &dyn Fn(&Plan) -> bool| plans.iter().filter(|plan| is(plan)).count() as u64;
                    let above = count(&|(from, known)| known[n] && *from <= n);
                    let below = count(&|(from, known)| known[n] && *from > n);
                    share(like, name, above, below, count(&|(_, known)| !known[n]))
                })
                .collect()
            };
            if let Some(public) = with_measures(&rollup, nested) {
                let read: Vec<_> = read_off(&public).into_iter().collect();
                for (n, (one, a)) in read.iter().enumerate() {
                    for (other, b) in read.iter().skip(n + 1).filter(|(_, b)| a[2] == b[2]) {
                        prop_assert!(!(1..=5).contains(&a[0].abs_diff(b[0])), "{one} {a:?} beside {other} {b:?}");
                    }
                }
                // Sentences tell no more than the table.
                for one in &public.measures.list {
                    prop_assert!(read.iter().any(|(title, _)| *title == one.title), "{}", one.title);
                    prop_assert!(!one.sentence.contains("unknown") && !one.sentence.contains("Left out"), "{}", one.sentence);
                }
            }
        }

        /// Whatever two printed measures of one unit count, no small number is the difference of two of their counts.
        #[test]
        fn d06_no_two_printed_measures_differ_by_few(
            counts in prop::collection::vec((0..60_u64, 0..60_u64, 0..8_u64), 1..6),
        ) {
            let rollup = world::rollup();
            let named = |like: &Measured| {
                let each = counts.iter().enumerate();
                each.map(|(n, &(above, below, unknown))| share(like, &n.to_string(), above, below, unknown))
                    .collect()
            };
            if let Some(public) = with_measures(&rollup, named) {
                let read = read_off(&public);
                for (one, of_one) in &read {
                    for (other, of_other) in read.iter().filter(|(other, _)| *other > one) {
                        for (a, b) in of_one.iter().flat_map(|a| of_other.iter().map(move |b| (*a, *b))) {
                            let apart = a.abs_diff(b);
                            let within = a.min(b) > 0 && (1..=5).contains(&apart);
                            prop_assert!(!within, "{one} and {other}: {a} and {b}");
                        }
                    }
                }
            }
        }
    }

    proptest! {
        #![proptest_config(config(2))]

        /// Reports on everybody and on each service, on quarters, half-years and the year, side by side: what is shown is true,
        /// what is small is hidden, and no small number is the difference of two that are shown.
        #[test]
        fn d07_reports_side_by_side_give_nothing_away(
            audits in prop::collection::vec((0..4_usize, 0..4_u8, 0..5_u8, any::<bool>()), 0..120),
            periods in Just(["2025-26-Q1", "2025-26-Q2", "2025-26-H1", "2025-26"]).prop_shuffle(),
        ) {
            let rollup = rollup_of(&audits);
            let services = [None, Some("Safeguarding"), Some("Children in care")];
            let mut shown: BTreeMap<(&str, Option<&str>), _> = BTreeMap::new();
            let mut published = Vec::new();
            for period in periods {
                for service in services {
                    let figures = Figures { published: published.clone(), ..Figures::from(&rollup) };
                    let Ok(report) = report(figures.clone(), &spec(Audience::Public, period, service)) else {
                        // Too small to say anything at all.
                        continue;
                    };
                    let internal = context(&figures, &spec(Audience::Internal, period, service)).unwrap();
                    let truth = numbers(&internal);
                    published.extend(report.published);
                    let public = numbers(&report.context);
                    for (place, cell) in &public {
                        prop_assert!(!small(cell), "{period} {service:?} {place:?}: {cell}");
                        let real = truth.get(place).map(Cell::value);
                        if let (Value::Count { count }, Some(Value::Count { count: real })) = (cell.value(), real) {
                            prop_assert_eq!(count, real);
                        }
                    }
                    shown.insert((period, service), public);
                }
            }
            // The half-year less its first quarter is the second.
            if let (Some(half), Some(first)) = (shown.get(&("2025-26-H1", None)), shown.get(&("2025-26-Q1", None))) {
                for ((table, row, column), half) in half.iter().filter(|(place, _)| place.2 == "H1 2025-26") {
                    let table = table.replace("half-year", "quarter");
                    let Some(first) = first.get(&(table, row.clone(), column.replace("H1", "Q1"))) else { continue };
                    if let (Some(half), Some(first)) = (part(half), part(first)) {
                        let rest = half.saturating_sub(first);
                        prop_assert!(!(1..=5).contains(&rest), "{row}: {half} less {first}");
                    }
                }
            }
            // Everybody less one service is the other service.
            for period in periods {
                let Some(everybody) = shown.get(&(period, None)) else { continue };
                let Some(service) = shown.get(&(period, Some("Safeguarding"))) else { continue };
                for (place, all) in everybody {
                    let Some(one) = service.get(place) else { continue };
                    if let (Some(all), Some(one)) = (part(all), part(one)) {
                        let rest = all.saturating_sub(one);
                        prop_assert!(!(1..=5).contains(&rest), "{period} {place:?}: {all} less {one}");
                    }
                }
            }
        }
    }
}
