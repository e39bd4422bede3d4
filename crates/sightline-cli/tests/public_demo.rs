//! The demonstration's report for everybody is worth publishing: what it is read for is in it.

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::process::Command;

    fn sightline(folder: &Path, arguments: &[&str]) {
        let done = Command::new(env!("CARGO_BIN_EXE_sightline"))
            .current_dir(folder)
            .args(arguments)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {said}");
    }

    /// The rows of the table with this caption.
    fn rows<'r>(report: &'r str, caption: &str) -> Vec<&'r str> {
        let (_, table) = report.split_once(caption).unwrap();
        let lines = table.lines().skip(2).take_while(|line| !line.is_empty());
        lines.skip(2).collect()
    }

    /// What each quarter hid is carried on beside the half-year, which tells its headlines all the same.
    #[test]
    fn d07_the_demonstration_tells_its_half_year_after_both_quarters() {
        let folder = tempfile::tempdir().unwrap();
        sightline(folder.path(), &["demo"]);
        let demo = folder.path().join("sightline-demo");
        for period in ["2025-26-Q1", "2025-26-Q2", "2025-26-H1"] {
            let asked = ["report", "--audience", "public", "--period", period];
            let how = ["--format", "md", "--out", "public"];
            sightline(&demo, &[asked.as_slice(), &how].concat());
        }
        let report =
            std::fs::read_to_string(demo.join("public/quarterly-public-2025-26-H1.md")).unwrap();
        for said in [
            "192 audits were done",
            "83 of 139 graded audits (59.7%) were good or better",
        ] {
            assert!(report.contains(said), "{said}\n{report}");
        }
    }

    #[test]
    fn d06_the_demonstration_tells_everybody_its_headlines() {
        let folder = tempfile::tempdir().unwrap();
        sightline(folder.path(), &["demo"]);
        let demo = folder.path().join("sightline-demo");
        let asked = ["report", "--audience", "public", "--period", "2025-26-Q3"];
        let how = ["--format", "md", "--out", "public"];
        sightline(&demo, &[asked.as_slice(), &how].concat());
        let report =
            std::fs::read_to_string(demo.join("public/quarterly-public-2025-26-Q3.md")).unwrap();
        for said in [
            "96 audits were done",
            "42 of 70 graded audits (60.0%) were good or better, down 0.3 percentage points from 41 of 68 (60.3%)",
        ] {
            assert!(report.contains(said), "{said}\n{report}");
        }
        let told = |row: &&&str| row.split(" | ").nth(1).is_none_or(|value| value != "c");
        for (table, least) in [
            ("Table: Measures with a target, Q3 2025-26", 2),
            ("Table: Measures without a target, Q3 2025-26", 6),
            ("Table: The 10 most common concerns", 9),
            ("Table: The 10 most common strengths", 9),
        ] {
            let rows = rows(&report, table);
            assert!(
                rows.iter().filter(told).count() >= least,
                "{table}: {rows:#?}"
            );
        }
    }

    #[test]
    fn d07_a_year_tells_what_its_published_quarters_add_up_to() {
        let folder = tempfile::tempdir().unwrap();
        sightline(folder.path(), &["demo"]);
        let demo = folder.path().join("sightline-demo");
        let make = |name, period| {
            let asked = ["report", name, "--audience", "public", "--period", period];
            let how = ["--format", "md", "--out", "public"];
            sightline(&demo, &[asked.as_slice(), &how].concat());
        };
        for quarter in ["2025-26-Q1", "2025-26-Q2", "2025-26-Q3"] {
            make("quarterly", quarter);
        }
        make("panel-update", "2025-26-H1");
        make("iro-annual", "2025-26");
        let report = std::fs::read_to_string(demo.join("public/iro-annual-public-2025-26.md"));
        let report = report.unwrap();
        for said in [
            "288 audits were done",
            "125 of 209 graded audits (59.8%) were good or better",
        ] {
            assert!(report.contains(said), "{said}\n{report}");
        }
    }
}
