//! Runs the folders of `tests/claims`: each has a report and, if it likes, data to hold it against.
//!
//! `expected.jsonl` has every claim that was looked at, those that hold too, so that no form passes by being overlooked.
//! `UPDATE=1` rewrites it, to be read before it is kept.

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use sightline_engine::SourceFile;
    use sightline_report::claims::{Checked, ClaimData, Verdict, check};

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims")
    }

    fn checked(name: &str) -> Vec<Checked> {
        let folder = folder().join(name);
        let mut data = ClaimData::default();
        for file in ["data.jsonl", "data.csv"] {
            if let Ok(text) = fs::read_to_string(folder.join(file)) {
                let wrong = data.read(&SourceFile::new(file, text));
                assert!(wrong.is_empty(), "{name}: {wrong}");
            }
        }
        let page = folder.join("report.html");
        let name = if page.exists() {
            "report.html"
        } else {
            "report.md"
        };
        let text = fs::read_to_string(folder.join(name)).unwrap();
        check(&SourceFile::new(name, text), &data)
    }

    #[test]
    fn every_folder_comes_to_what_it_says() {
        let mut folders: Vec<_> = fs::read_dir(folder())
            .unwrap()
            .map(|one| one.unwrap().path())
            .collect();
        folders.sort();
        assert!(folders.len() >= 9);
        for path in folders {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let lines: String = checked(&name)
                .iter()
                .map(|one| format!("{}\n", serde_json::to_string(one).unwrap()))
                .collect();
            let expected = path.join("expected.jsonl");
            if std::env::var_os("UPDATE").is_some() {
                fs::write(&expected, &lines).unwrap();
            }
            let kept = fs::read_to_string(&expected).unwrap_or_default();
            let apart: Vec<String> = (lines.lines().filter(|line| !kept.contains(line)))
                .map(|line| format!("+ {line}"))
                .chain(
                    (kept.lines().filter(|line| !lines.contains(line)))
                        .map(|line| format!("- {line}")),
                )
                .collect();
            assert!(
                lines == kept,
                "{name}: run with UPDATE=1 and read what changed\n{}",
                apart.join("\n")
            );
        }
    }

    #[test]
    fn correct_reports_raise_no_alarm() {
        for name in [
            "annual-report",
            "minutes-and-letters",
            "no-claims",
            "scrutiny-report",
        ] {
            let fails: Vec<_> = checked(name).into_iter().filter(Checked::fails).collect();
            assert!(fails.is_empty(), "{name}: {fails:#?}");
        }
    }

    /// Every report that this crate's tests keep is made from its own numbers, so each of its claims holds.
    #[test]
    fn the_shipped_report_raises_no_alarm() {
        let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected");
        let mut n_held = 0;
        for path in fs::read_dir(expected)
            .unwrap()
            .map(|one| one.unwrap().path())
        {
            if path
                .extension()
                .is_some_and(|ending| ending == "md" || ending == "html")
            {
                let text = fs::read_to_string(&path).unwrap();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                let found = check(&SourceFile::new(&name, text), &ClaimData::default());
                let fails: Vec<_> = found.iter().filter(|one| one.fails()).collect();
                assert!(fails.is_empty(), "{}: {fails:#?}", path.display());
                n_held += found.len();
            }
        }
        assert!(n_held > 100, "only {n_held} claims were looked at");
    }

    /// The defects of real reports, each named at its place.
    #[test]
    fn every_defect_of_the_source_reports_is_named() {
        let found = checked("source-defects");
        let has = |claim: &str, fails: bool| {
            let is = |one: &&Checked| one.claim.contains(claim) && one.verdict != Verdict::Holds;
            let one = found
                .iter()
                .find(is)
                .unwrap_or_else(|| panic!("{claim} is not named"));
            assert_eq!(one.fails(), fails, "{claim}");
        };
        has("98.1% of 1,398", true);
        has("12-13", true);
        has("18 November 2013", true);
        has("one review late", false);
        has("Appendix 4", true);
        has("Appendix 3", true);
        has("А", true);
        has("five days", false);
        let green = found.iter().find(|one| one.claim == "Ԍ").unwrap();
        assert_eq!(green.verdict, Verdict::Holds);
    }
}
