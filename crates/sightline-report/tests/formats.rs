//! One report in all formats: the same tables with the same figures, from whichever it is read.

#[cfg(test)]
#[path = "support/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[path = "support/readback.rs"]
mod readback;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use sightline_engine::{Rollup, SourceFile};
    use sightline_report::document::plain;
    use sightline_report::{Audience, Report, Spec, csv, docx, json, report, xlsx};

    use crate::readback::{self, Found};
    use crate::{figures, world};

    fn spec() -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        Spec::new("Sampleshire", world::NOW, day)
    }

    /// The same for everybody, with small numbers hidden.
    fn public() -> Report {
        let spec = Spec {
            audience: Audience::Public,
            ..spec()
        };
        report(figures::figures(&world::rollup()), &spec).unwrap()
    }

    fn world() -> Report {
        report(figures::figures(&world::rollup()), &spec()).unwrap()
    }

    fn tables(report: &Report) -> Vec<Found> {
        let found = report.document.grids().map(|grid| {
            let head = grid.columns.iter().map(|column| plain(&column.head));
            let rows = grid
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| plain(&cell.text)).collect());
            Found {
                caption: grid.caption.clone(),
                rows: std::iter::once(head.collect()).chain(rows).collect(),
            }
        });
        found.collect()
    }

    #[track_caller]
    fn same(format: &str, wanted: &[Found], found: &[Found]) {
        for (wanted, found) in wanted.iter().zip(found) {
            assert_eq!(wanted.caption, found.caption, "{format}");
            for (wanted, found) in wanted.rows.iter().zip(&found.rows) {
                assert_eq!(wanted, found, "{format}");
            }
            assert_eq!(
                wanted.rows.len(),
                found.rows.len(),
                "{format}: {}",
                wanted.caption
            );
        }
        assert_eq!(wanted.len(), found.len(), "{format}");
    }

    fn json_tables(report: &Report) -> Vec<Found> {
        let text = json(&report.document, &report.context).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let words = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let list = |value: &serde_json::Value| value.as_array().unwrap().clone();
        let table = |table: &serde_json::Value| {
            let head = list(&table["head"]).iter().map(words).collect();
            let rows = list(&table["rows"]);
            let rows = rows
                .iter()
                .map(|row| list(row).iter().map(|cell| words(&cell["text"])).collect());
            Found {
                caption: words(&table["caption"]),
                rows: std::iter::once(head).chain(rows).collect(),
            }
        };
        list(&json["tables"]).iter().map(table).collect()
    }

    #[test]
    fn d10_every_format_has_the_same_tables() {
        for (report, least) in [(world(), 20), (public(), 5)] {
            let tables = tables(&report);
            assert!(tables.len() >= least, "{}", tables.len());
            same("Markdown", &tables, &readback::markdown(&report.markdown));
            same("HTML", &tables, &readback::html(&report.html));
            let word = docx(&report.document, &report.context).unwrap();
            let parts = readback::parts(&word);
            let text = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
            same("DOCX", &tables, &readback::docx(&text));
            let files = csv(&report.document).unwrap();
            same("CSV", &tables, &readback::csv(&files));
            let book = xlsx(&report.document, &report.context).unwrap();
            same("XLSX", &tables, &readback::xlsx(&book));
            same("JSON", &tables, &json_tables(&report));
        }
    }

    #[test]
    fn d10_what_is_hidden_is_hidden_in_every_format() {
        let report = public();
        let text = json(&report.document, &report.context).unwrap();
        assert!(text.contains("\"kind\": \"hidden\""), "nothing is hidden");
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let mut left = vec![&json];
        while let Some(value) = left.pop() {
            if value["kind"] == "hidden" {
                let fields: Vec<_> = value.as_object().unwrap().keys().collect();
                assert_eq!(fields, ["text", "kind"]);
            }
            left.extend(value.as_array().into_iter().flatten());
            left.extend(
                value
                    .as_object()
                    .into_iter()
                    .flat_map(|fields| fields.values()),
            );
        }
        let parts = readback::parts(&docx(&report.document, &report.context).unwrap());
        let marked = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
        assert!(marked("word/header1.xml").contains(">OFFICIAL<"));
    }

    #[test]
    fn d10_a_chart_in_word_shows_the_figures_of_its_table() {
        for (report, least) in [(world(), 50), (public(), 5)] {
            let parts = readback::parts(&docx(&report.document, &report.context).unwrap());
            let charts: Vec<_> = report.context.charts.values().collect();
            let tables: Vec<String> = charts
                .iter()
                .flat_map(|chart| chart.table().rows.iter().flatten())
                .map(|cell| cell.text().to_owned())
                .collect();
            let mut figures = 0;
            for (_, bytes) in parts
                .iter()
                .filter(|(name, _)| name.starts_with("word/charts/chart"))
            {
                let xml = String::from_utf8(bytes.clone()).unwrap();
                for value in xml.split("<c:numCache>").skip(1).flat_map(|part| {
                    let (cache, _) = part.split_once("</c:numCache>").unwrap();
                    cache
                        .split("<c:v>")
                        .skip(1)
                        .map(|rest| rest.split('<').next().unwrap().to_owned())
                        .collect::<Vec<_>>()
                }) {
                    figures += 1;
                    let shown = tables.iter().any(|text| {
                        text.split([' ', '(', ')', '%'])
                            .any(|part| part.replace(',', "") == value)
                    });
                    assert!(shown, "{value} is in no table");
                }
            }
            assert!(figures > least, "{figures}");
        }
    }

    #[test]
    fn the_same_report_gives_the_same_bytes() {
        let (one, other) = (world(), world());
        let all = |report: &Report| {
            let (document, context) = (&report.document, &report.context);
            (
                docx(document, context).unwrap(),
                xlsx(document, context).unwrap(),
                csv(document).unwrap(),
                json(document, context).unwrap(),
            )
        };
        let first = all(&one);
        // Were a clock in any of them, it would have gone on.
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        assert!(first == all(&other));
    }

    #[test]
    fn a_report_without_tables_has_every_format() {
        let template = Some(SourceFile::new("reports/mine.md", "# Nothing\n\nHere.\n"));
        let report = report(&Rollup::new(), &Spec { template, ..spec() }).unwrap();
        let (document, context) = (&report.document, &report.context);
        assert!(tables(&report).is_empty());
        assert_eq!(readback::xlsx(&xlsx(document, context).unwrap()), []);
        assert_eq!(readback::csv(&csv(document).unwrap()), []);
        let parts = readback::parts(&docx(document, context).unwrap());
        assert!(parts.keys().all(|name| !name.starts_with("word/charts")));
    }
}
