//! What a report for everybody still tells: of a small authority, of one like the demonstration, and of a large one.

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
    use sightline_report::{Audience, Context, Figures, Spec, Table, Value, context};

    use crate::figures::figures;
    use crate::made::{Audit, put};
    use crate::world;

    fn public(figures: &Figures) -> Context {
        let day = NaiveDate::from_ymd_opt(2026, 4, 6).unwrap();
        let spec = Spec {
            audience: Audience::Public,
            ..Spec::new("Sampleshire", world::NOW, day)
        };
        context(figures, &spec).unwrap()
    }

    /// Audits of one quarter, each with the template and the grade of its place.
    fn quarter(audits: usize, of: impl Fn(usize) -> (usize, u8)) -> Rollup {
        let templates = world::templates();
        let mut rollup = Rollup::new();
        for n in 0..audits {
            let (template, overall) = of(n);
            let audit = Audit {
                overall: Some(overall),
                concerns: (0..8).filter(|theme| n % (theme + 2) == 0).collect(),
                ..Audit::default()
            };
            put(&mut rollup, &templates[template], world::NOW, &audit);
        }
        rollup
    }

    /// Numbers that are printed in a table, and numbers that are hidden.
    fn told(table: &Table) -> (usize, usize) {
        let cells = || table.rows.iter().flat_map(|row| row.iter().skip(1));
        let hidden = cells()
            .filter(|cell| *cell.value() == Value::Hidden)
            .count();
        let told = cells()
            .filter(|cell| matches!(cell.value(), Value::Count { .. } | Value::Share { .. }));
        (told.count(), hidden)
    }

    #[test]
    fn d06_a_quarter_of_some_eighty_audits_tells_how_many_and_how_good() {
        let rollup = world::rollup();
        let public = public(&figures(&rollup));
        assert_eq!(
            public.summary.activity,
            "84 audits were done with 4 templates."
        );
        let good = &public.summary.lines[0];
        assert!(
            good.contains(" graded audits (") && good.contains("good or better"),
            "{good}"
        );
        let measures = public.measures.table.unwrap();
        let shown = measures
            .rows
            .iter()
            .filter(|row| *row[1].value() != Value::Hidden);
        assert!(shown.count() * 2 > measures.rows.len(), "{measures:?}");
    }

    #[test]
    fn d06_a_quarter_of_twelve_audits_tells_how_many_and_something_else() {
        let grades = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3];
        let rollup = quarter(12, |n| (0, grades[n]));
        let public = public(&Figures::from(&rollup));
        assert_eq!(
            public.summary.activity,
            "12 audits were done with 1 template."
        );
        let themes = [&public.themes.concern_table, &public.themes.strength_table];
        let themes: usize = themes
            .into_iter()
            .flatten()
            .map(|table| told(table).0)
            .sum();
        let grades = told(public.charts["grades-by-quarter"].table()).0;
        assert!(themes + grades > 0, "{:?}", public.summary);
    }

    #[test]
    fn d06_a_quarter_of_two_thousand_audits_tells_nearly_everything() {
        let rollup = quarter(2_000, |n| {
            (n / 7 % 4, [1, 1, 2, 0, 2, 1, 3][n * 31 % 97 % 7])
        });
        let public = public(&Figures::from(&rollup));
        assert_eq!(
            public.summary.activity,
            "2,000 audits were done with 4 templates."
        );
        let mut tables: Vec<&Table> = vec![public.charts["grades-by-quarter"].table()];
        tables.extend(public.themes.concern_table.iter());
        for part in &public.templates {
            tables.extend(part.grades.iter().chain(&part.sections));
        }
        let (told, hidden) = tables
            .into_iter()
            .map(told)
            .fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
        assert!(
            told > 40 && hidden * 20 < told,
            "{told} told, {hidden} hidden"
        );
    }
}
