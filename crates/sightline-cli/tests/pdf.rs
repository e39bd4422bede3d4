//! The demo's report as PDF: everything that its tables say is printed, and the same report gives the same bytes.
//!
//! Needs the feature `pdf`, so `cargo xtask test` runs it by itself, as `cargo xtask pdf` does; by hand, `cargo test -p sightline-cli --features pdf --test pdf`.

#[cfg(test)]
#[path = "../../sightline-report/tests/support/printed.rs"]
#[expect(dead_code, reason = "the report's own tests need more of it")]
mod printed;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use serde_json::Value;

    use crate::printed::{keep, shown, squeezed};

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
        let demo = demo(root.path());
        let quarterly = ["--period", PERIOD];
        let name = format!("quarterly-{PERIOD}");
        let once = report(&demo, &quarterly, "once", &name);
        assert_eq!(once.0, report(&demo, &quarterly, "twice", &name).0);
        assert!(printed_whole(&once, &name) > 300);
    }

    /// The same figures in every format, whatever the report.
    #[test]
    fn d10_every_shipped_report_is_printed_whole() {
        let root = tempfile::tempdir().unwrap();
        let demo = demo(root.path());
        let out = "out";
        let check = |arguments: &str, name: &str| {
            let arguments: Vec<&str> = arguments.split(' ').collect();
            printed_whole(&report(&demo, &arguments, out, name), name);
        };
        check(
            "--audience public --period 2025-26-Q2",
            "quarterly-public-2025-26-Q2",
        );
        check(
            "panel-update --period 2025-26-H1",
            "panel-update-2025-26-H1",
        );
        check("iro-annual --period 2025-26", "iro-annual-2025-26");
        check(
            "scrutiny-cover --period 2025-26-H1",
            "scrutiny-cover-2025-26-H1",
        );
        check(
            "seven-minute-briefing --period 2025-26-Q2",
            "seven-minute-briefing-2025-26-Q2",
        );
        check(
            "child-friendly --period 2025-26-Q2",
            "child-friendly-2025-26-Q2",
        );
        check(
            "team-slip --team North --period 2025-26-Q2",
            "team-slip-north-2025-26-Q2",
        );
        check("worker-letter --audit A-0001", "worker-letter-a-0001");
    }

    fn demo(root: &Path) -> PathBuf {
        run(&["demo", "demo"], root);
        root.join("demo")
    }

    /// A report as PDF and as JSON.
    fn report(demo: &Path, arguments: &[&str], out: &str, name: &str) -> (Vec<u8>, Vec<u8>) {
        let rest = [
            "--today",
            "2025-10-10",
            "--format",
            "pdf,json",
            "--out",
            out,
        ];
        run(&[&["report"], arguments, &rest[..]].concat(), demo);
        let file =
            |ending: &str| fs::read(demo.join(out).join(format!("{name}.{ending}"))).unwrap();
        let pdf = file("pdf");
        assert!(pdf.starts_with(b"%PDF-1.7"), "{name}");
        keep(&pdf);
        (pdf, file("json"))
    }

    /// How many captions, headings and cells the report's tables have; every one of them is on its pages.
    fn printed_whole((pdf, json): &(Vec<u8>, Vec<u8>), name: &str) -> usize {
        let wanted = texts(&serde_json::from_slice(json).unwrap());
        let Some(text) = shown(pdf) else {
            return wanted.len();
        };
        let text = squeezed(&text);
        for words in &wanted {
            assert!(
                text.contains(&squeezed(words)),
                "{name}: {words} is not printed"
            );
        }
        wanted.len()
    }
}
