//! The demo's report, opened by LibreOffice: nothing is lost in the Word file, and the workbook shows the report's figures.
//!
//! Needs `soffice`, so `cargo xtask test` runs it where that is there; by hand,
//! `SOFFICE=soffice cargo test -p sightline-cli --test office -- --ignored`.

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use serde_json::Value;

    const PERIOD: &str = "2025-26-Q2";

    fn run(command: &mut Command) {
        let ran = command.output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "{command:?}: {said}");
    }

    /// The demo's report in the formats that an office opens.
    fn demo(root: &Path) -> PathBuf {
        let sightline = env!("CARGO_BIN_EXE_sightline");
        run(Command::new(sightline)
            .args(["demo", "demo"])
            .current_dir(root));
        let demo = root.join("demo");
        let formats = ["report", "--period", PERIOD, "--format", "docx,xlsx,json"];
        run(Command::new(sightline).args(formats).current_dir(&demo));
        demo.join("reports/out")
    }

    /// Lets LibreOffice make another file of one, in a profile that nobody else uses.
    fn convert(folder: &Path, file: &str, to: &str) {
        let soffice = std::env::var("SOFFICE").unwrap_or_else(|_| "soffice".to_owned());
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        let arguments = [profile.as_str(), "--headless", "--convert-to", to, file];
        run(Command::new(soffice).args(arguments).current_dir(folder));
    }

    /// Words without the spaces and line breaks between them, which every program sets as it likes.
    fn words(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn json(folder: &Path) -> Value {
        let path = folder.join(format!("quarterly-{PERIOD}.json"));
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
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
        all.map(|text| words(text.as_str().unwrap())).collect()
    }

    #[test]
    #[ignore = "needs LibreOffice; `cargo xtask test` runs it where that is there"]
    fn d09_the_word_file_opens_and_loses_nothing() {
        let root = tempfile::tempdir().unwrap();
        let folder = demo(root.path());
        let name = format!("quarterly-{PERIOD}");
        convert(&folder, &format!("{name}.docx"), "txt:Text (encoded):UTF8");
        convert(&folder, &format!("{name}.docx"), "pdf");
        let shown = words(&fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap());
        let mut rest = shown.as_str();
        for text in texts(&json(&folder)) {
            let Some((_, after)) = rest.split_once(&text) else {
                panic!("`{text}` is not in the text, or not in its place");
            };
            rest = after;
        }
        let lines = json(&folder)["context"]["summary"]["lines"].clone();
        for line in lines.as_array().unwrap() {
            assert!(shown.contains(&words(line.as_str().unwrap())), "{line}");
        }
        let pdf = fs::read(folder.join(format!("{name}.pdf"))).unwrap();
        assert!(
            pdf.starts_with(b"%PDF-") && pdf.len() > 50_000,
            "{} bytes of PDF",
            pdf.len()
        );
    }

    #[test]
    #[ignore = "needs LibreOffice; `cargo xtask test` runs it where that is there"]
    fn d10_the_workbook_shows_the_reports_figures() {
        let root = tempfile::tempdir().unwrap();
        let folder = demo(root.path());
        let name = format!("quarterly-{PERIOD}");
        // Every sheet as a CSV file of its own, each cell as it is shown.
        let to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
        convert(&folder, &format!("{name}.xlsx"), to);
        let mut sheets: Vec<PathBuf> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
            .filter(|path| !path.to_string_lossy().ends_with("-Contents.csv"))
            .collect();
        sheets.sort();
        let report = json(&folder);
        let tables = report["tables"].as_array().unwrap();
        assert_eq!(sheets.len(), tables.len());
        for (sheet, table) in sheets.iter().zip(tables) {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_path(sheet)
                .unwrap();
            let shown: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let rows = table["rows"].as_array().unwrap();
            assert_eq!(shown.len(), rows.len() + 1, "{}", sheet.display());
            for (shown, row) in shown.iter().skip(1).zip(rows) {
                let shown: Vec<&str> = shown.iter().filter(|text| !text.is_empty()).collect();
                let wanted: Vec<String> =
                    row.as_array().unwrap().iter().flat_map(figures).collect();
                assert_eq!(shown, wanted, "{}", sheet.display());
            }
        }
    }

    /// What a cell is in a workbook: the figures of `12 of 20 (60.0%)` each by itself.
    fn figures(cell: &Value) -> Vec<String> {
        let text = cell["text"].as_str().unwrap();
        let taken_apart = cell["kind"] == "share" && text.ends_with("%)");
        if !taken_apart {
            return Some(text.to_owned())
                .filter(|text| !text.is_empty())
                .into_iter()
                .collect();
        }
        let (counts, percent) = text.split_once(" (").unwrap();
        let counts = counts.split(" of ").map(str::to_owned);
        counts
            .chain([percent.trim_end_matches(')').to_owned()])
            .collect()
    }
}
