//! The demo's report as PDF: everything that its tables say is printed, and the same report gives the same bytes.
//!
//! Needs the feature `pdf`, so `cargo xtask test` runs it by itself; by hand, `cargo test -p sightline-cli --features pdf --test pdf`.

#[cfg(test)]
#[path = "../../sightline-report/tests/support/printed.rs"]
#[expect(dead_code, reason = "the report's own tests need more of it")]
mod printed;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::process::Command;

    use serde_json::Value;

    use crate::printed::{shown, squeezed};

    const PERIOD: &str = "2025-26-Q2";

    fn run(arguments: &[&str], folder: &Path) {
        let ran = Command::new(env!("CARGO_BIN_EXE_sightline"))
            .args(arguments)
            .current_dir(folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "{arguments:?}: {said}");
    }

    fn texts(json: &Value) -> Vec<String> {
        let list = |value: &Value| value.as_array().unwrap().clone();
        let table = |table: Value| {
            let cells = list(&table["rows"]).into_iter().flat_map(|row| list(&row));
            let cells = cells.map(|cell| cell["text"].clone()).collect::<Vec<_>>();
            std::iter::once(table["caption"].clone())
                .chain(list(&table["head"]))
                .chain(cells)
        };
        let all = list(&json["tables"]).into_iter().flat_map(table);
        all.map(|text| text.as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn d10_the_demos_report_is_printed_whole_and_the_same_twice() {
        let root = tempfile::tempdir().unwrap();
        run(&["demo", "demo"], root.path());
        let demo = root.path().join("demo");
        let report = |out: &str| {
            let report = ["report", "--period", PERIOD, "--today", "2025-10-10"];
            let rest = ["--format", "pdf,json", "--out", out];
            run(&[&report[..], &rest[..]].concat(), &demo);
            let file = |ending: &str| demo.join(out).join(format!("quarterly-{PERIOD}.{ending}"));
            (
                fs::read(file("pdf")).unwrap(),
                fs::read(file("json")).unwrap(),
            )
        };
        let (pdf, json) = report("once");
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert_eq!(pdf, report("twice").0);
        let Some(text) = shown(&pdf) else { return };
        let text = squeezed(&text);
        let wanted = texts(&serde_json::from_slice(&json).unwrap());
        assert!(wanted.len() > 300, "{}", wanted.len());
        for words in wanted {
            assert!(text.contains(&squeezed(&words)), "{words} is not printed");
        }
    }
}
