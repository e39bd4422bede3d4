//! Every report of the demo, opened by LibreOffice: nothing is lost in the Word files, and the workbooks show their figures.
//!
//! Needs `soffice`, so `cargo xtask test` runs it where that is there; by hand,
//! `SOFFICE=soffice cargo test -p sightline-cli --test office -- --ignored`.

#[cfg(test)]
#[path = "support/family.rs"]
mod family;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::Command;

    use serde_json::Value;

    use crate::family;

    fn run(command: &mut Command) {
        let ran = command.output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "{command:?}: {said}");
    }

    fn sightline(folder: &Path, arguments: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sightline"));
        run(command.args(arguments).current_dir(folder));
    }

    /// Every report of the demo in some formats.
    fn demo(root: &Path, formats: &str) -> Vec<PathBuf> {
        sightline(root, &["demo", "demo"]);
        family::all(&root.join("demo"), formats, sightline)
    }

    /// Lets LibreOffice make another file of each, in a profile that nobody else uses; they stand beside the first.
    fn convert(root: &Path, files: &[PathBuf], to: &str) {
        let soffice = std::env::var("SOFFICE").unwrap_or_else(|_| "soffice".to_owned());
        let profile = format!("-env:UserInstallation=file://{}/profile", root.display());
        for audience in ["internal", "public"] {
            let folder = root.join("demo").join(audience);
            let files = files.iter().filter(|file| file.starts_with(&folder));
            run(Command::new(&soffice)
                .args([profile.as_str(), "--headless", "--convert-to", to])
                .args(files)
                .current_dir(&folder));
        }
    }

    fn files(made: &[PathBuf], ending: &str) -> Vec<PathBuf> {
        made.iter().map(|stem| family::file(stem, ending)).collect()
    }

    /// Words without the spaces and line breaks between them, which every program sets as it likes, and with every hyphen
    /// as it is typed, also where no line may end after it.
    fn words(text: &str) -> String {
        let text = text.replace('\u{2011}', "-");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn read(stem: &Path, ending: &str) -> String {
        let path = family::file(stem, ending);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn json(stem: &Path) -> Value {
        serde_json::from_str(&read(stem, "json")).unwrap()
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

    /// How often each word stands in a text. A line may end after a hyphen, so what it joins counts as two words.
    fn counted(text: &str) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        let is_part = |letter: char| letter.is_alphanumeric() || ".,%".contains(letter);
        for word in text.split(|letter| !is_part(letter)) {
            let word = word.trim_matches(['.', ',']);
            if !word.is_empty() {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        counts
    }

    /// What the pages show; absent where no program is there to read it.
    fn shown_on_pages(pdf: &Path) -> Option<String> {
        let mut command = Command::new("pdftotext");
        let ran = command.arg("-raw").arg(pdf).arg("-").output().ok()?;
        assert!(ran.status.success(), "{}", pdf.display());
        Some(String::from_utf8_lossy(&ran.stdout).into_owned())
    }

    #[test]
    #[ignore = "needs LibreOffice; `cargo xtask test` runs it where that is there"]
    fn d09_every_word_file_opens_and_loses_nothing() {
        let root = tempfile::tempdir().unwrap();
        let made = demo(root.path(), "docx,json");
        let word = files(&made, "docx");
        convert(root.path(), &word, "txt:Text (encoded):UTF8");
        convert(root.path(), &word, "pdf");
        for stem in &made {
            let name = stem.display();
            let shown = words(&read(stem, "txt"));
            let mut rest = shown.as_str();
            for text in texts(&json(stem)) {
                let Some((_, after)) = rest.split_once(&text) else {
                    panic!("{name}: `{text}` is not in the text, or not in its place");
                };
                rest = after;
            }
            let summary = json(stem)["context"]["summary"].clone();
            let is_quarterly = name.to_string().contains("quarterly");
            for line in ["activity", "grades"].iter().filter(|_| is_quarterly) {
                let line = summary[line].as_str().unwrap();
                assert!(shown.contains(&words(line)), "{name}: {line}");
            }
            on_pages(stem, &shown);
        }
    }

    /// Every word of the text stands on the pages too, as often at least: some stand on every page.
    fn on_pages(stem: &Path, text: &str) {
        let pdf = family::file(stem, "pdf");
        let bytes = fs::read(&pdf).unwrap();
        assert!(bytes.starts_with(b"%PDF-"), "{}", pdf.display());
        let Some(pages) = shown_on_pages(&pdf) else {
            return;
        };
        let pages = counted(&pages);
        for (word, n) in counted(text) {
            let found = pages.get(&word).copied().unwrap_or_default();
            assert!(
                found >= n,
                "{}: `{word}` stands {found} times on the pages and {n} times in the file",
                pdf.display()
            );
        }
    }

    #[test]
    #[ignore = "needs LibreOffice; `cargo xtask test` runs it where that is there"]
    fn d10_every_workbook_shows_its_reports_figures() {
        let root = tempfile::tempdir().unwrap();
        let made = demo(root.path(), "xlsx,json");
        // Every sheet as a CSV file of its own, each cell as it is shown.
        let to = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
        convert(root.path(), &files(&made, "xlsx"), to);
        for stem in &made {
            let report = json(stem);
            let tables = report["tables"].as_array().unwrap();
            let sheets = sheets(stem);
            assert_eq!(sheets.len(), tables.len(), "{}", stem.display());
            for (sheet, table) in sheets.iter().zip(tables) {
                same(sheet, table);
            }
        }
    }

    /// The sheets of a workbook in order, less its contents.
    fn sheets(stem: &Path) -> Vec<PathBuf> {
        let begin = format!("{}-", stem.display());
        let mut sheets: Vec<PathBuf> = fs::read_dir(stem.parent().unwrap())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
            .filter(|path| path.to_string_lossy().starts_with(&begin))
            .collect();
        let all = sheets.len();
        sheets.retain(|path| !path.to_string_lossy().ends_with("-Contents.csv"));
        assert_eq!(sheets.len() + 1, all, "{}: no contents", stem.display());
        sheets.sort();
        sheets
    }

    fn same(sheet: &Path, table: &Value) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_path(sheet)
            .unwrap();
        let shown: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let rows = table["rows"].as_array().unwrap();
        // Above stand the table's name, the way back to the contents, and the heading row.
        assert_eq!(shown.len(), rows.len() + 3, "{}", sheet.display());
        for (shown, row) in shown.iter().skip(3).zip(rows) {
            let shown: Vec<&str> = shown.iter().filter(|text| !text.is_empty()).collect();
            let wanted: Vec<String> = row.as_array().unwrap().iter().flat_map(figures).collect();
            assert_eq!(shown, wanted, "{}", sheet.display());
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
