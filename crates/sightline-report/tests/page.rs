//! `docs/reports.md` lists what a report can say; `UPDATE=1` writes its tables anew from the code.

#[cfg(test)]
#[path = "support/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[path = "support/words.rs"]
mod words;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use chrono::NaiveDate;
    use sightline_engine::SourceFile;
    use sightline_report::{Context, Restates, Spec, report};

    use crate::{figures, words, world};

    /// What may stand after a `|`, with what it does and a use that must work.
    const FILTERS: [(&str, &str, &str); 7] = [
        (
            "table",
            "a table's data as a Markdown table",
            "{{ themes.concern_table | table }}",
        ),
        (
            "length",
            "how many there are in a list",
            "{{ templates | length }}",
        ),
        (
            "join",
            "the items of a list with words between them",
            "{{ limits | join(\"; \") }}",
        ),
        ("first", "the first of a list", "{{ limits | first }}"),
        ("last", "the last of a list", "{{ limits | last }}"),
        ("upper", "the same in capitals", "{{ authority | upper }}"),
        (
            "lower",
            "the same without capitals",
            "{{ authority | lower }}",
        ),
    ];

    const CHARTS: &[(&str, &str)] = &[
        (
            "grades-by-quarter",
            "overall grades of all templates on the most used scale, quarter by quarter",
        ),
        (
            "grades-by-section",
            "this quarter's grades of each section of those templates",
        ),
        (
            "actions",
            "open actions at the end of each quarter, and which of them were overdue",
        ),
        (
            "measures",
            "shares against their targets, with the range that chance alone could explain",
        ),
        (
            "grades-by-quarter/TEMPLATE",
            "overall grades of one template",
        ),
        (
            "grades-by-section/TEMPLATE",
            "this quarter's grades of its sections",
        ),
        (
            "theme-movement",
            "the share of audits with a concern, by theme, last quarter and this",
        ),
    ];

    fn page() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reports.md")
    }

    fn spec() -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        Spec::new("Sampleshire", world::NOW, day)
    }

    fn made() -> Context {
        let rollup = world::rollup();
        let was = report(&rollup, &spec()).unwrap();
        let restates = Some(Restates::new(
            &was,
            "10 October 2025",
            "audits came in late",
        ));
        let all = figures::figures(&rollup);
        let made = report(all, &Spec { restates, ..spec() });
        made.unwrap().context
    }

    fn table(head: &str, rows: impl IntoIterator<Item = (String, String)>) -> String {
        let rows = rows.into_iter().map(|(a, b)| format!("| `{a}` | {b} |\n"));
        format!("| {head} | |\n| --- | --- |\n{}", rows.collect::<String>())
    }

    fn with(page: &str, name: &str, text: &str) -> String {
        let (start, end) = (
            format!("<!-- {name} -->\n"),
            format!("<!-- end of {name} -->"),
        );
        let (before, rest) = page.split_once(&start).unwrap();
        let (_, after) = rest.split_once(&end).unwrap();
        format!("{before}{start}{text}{end}{after}")
    }

    #[test]
    fn the_page_lists_what_a_report_can_say() {
        let page_now = fs::read_to_string(page()).unwrap();
        let filters = FILTERS.map(|(name, about, _)| (name.to_owned(), about.to_owned()));
        let charts = CHARTS
            .iter()
            .map(|(name, about)| ((*name).to_owned(), (*about).to_owned()));
        let wanted = with(&page_now, "placeholders", &words::placeholders());
        let wanted = with(&wanted, "letter placeholders", &words::letter());
        let wanted = with(&wanted, "filters", &table("filter", filters));
        let wanted = with(&wanted, "charts", &table("chart", charts));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(page(), wanted).unwrap();
            return;
        }
        assert!(
            page_now == wanted,
            "UPDATE=1 writes the tables of docs/reports.md anew"
        );
    }

    #[test]
    fn every_placeholder_on_the_page_is_there_and_none_is_left_out() {
        let value = serde_json::to_value(made()).unwrap();
        let mut found = BTreeSet::new();
        words::paths("", &value, &mut found);
        let listed = words::listed(&words::placeholders());
        let missing: Vec<_> = found.difference(&listed).collect();
        let idle: Vec<_> = listed.difference(&found).collect();
        assert!(
            missing.is_empty() && idle.is_empty(),
            "not on the page: {missing:?}; on it for nothing: {idle:?}"
        );
    }

    #[test]
    fn every_chart_is_on_the_page() {
        let charts: BTreeSet<String> = made()
            .charts
            .into_keys()
            .map(|name| match name.split_once('/') {
                Some((kind, _)) => format!("{kind}/TEMPLATE"),
                None => name,
            })
            .collect();
        let listed = CHARTS.iter().map(|(name, _)| (*name).to_owned());
        assert_eq!(charts, listed.collect());
    }

    #[test]
    fn the_recipes_on_the_page_work() {
        let page = fs::read_to_string(page()).unwrap();
        let (_, recipes) = page
            .split_once("## Four changes that managers make")
            .unwrap();
        let recipes = recipes.split("```markdown\n").skip(1);
        let recipes: Vec<&str> = recipes.filter_map(|one| one.split("```").next()).collect();
        assert_eq!(recipes.len(), 4);
        let rollup = world::rollup();
        for text in recipes {
            let template = Some(SourceFile::new("reports/mine.md", text));
            report(figures::figures(&rollup), &Spec { template, ..spec() }).unwrap();
        }
    }

    #[test]
    fn every_filter_and_the_example_on_the_page_work() {
        let page = fs::read_to_string(page()).unwrap();
        let example = page.split("````markdown\n").nth(1).unwrap();
        let example = example.split("````").next().unwrap();
        for text in FILTERS.iter().map(|(_, _, text)| *text).chain([example]) {
            let template = Some(SourceFile::new("reports/mine.md", text));
            report(&world::rollup(), &Spec { template, ..spec() }).unwrap();
        }
    }
}
