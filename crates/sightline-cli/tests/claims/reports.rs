//! The shipped reports, made from the demonstration by the program itself.

use std::fs;
use std::path::Path;
use std::process::Command;

use sightline_engine::SourceFile;
use sightline_report::claims::ClaimData;

/// A report, and the measures of its period.
pub(super) struct Made {
    pub(super) name: String,
    pub(super) text: String,
    /// The same as a Word document.
    pub(super) word: Vec<u8>,
    pub(super) data: ClaimData,
}

/// Each shipped report, and for which period or audit it is made.
const REPORTS: [(&str, &[&str]); 12] = [
    ("quarterly", &["--period", "2025-26-Q3"]),
    ("quarterly", &["--period", "2025-26-Q1"]),
    (
        "quarterly",
        &["--period", "2025-26-Q2", "--audience", "public"],
    ),
    ("iro-annual", &["--period", "2025-26"]),
    ("panel-update", &["--period", "2025-26-H1"]),
    ("panel-update", &["--period", "2025-26-Q3"]),
    ("scrutiny-cover", &["--period", "2025-26-Q3"]),
    (
        "scrutiny-cover",
        &["--period", "2025-26-H1", "--audience", "public"],
    ),
    ("seven-minute-briefing", &["--period", "2025-26-Q3"]),
    ("child-friendly", &["--period", "2025-26-Q3"]),
    ("team-slip", &["--team", "North", "--period", "2025-26-Q3"]),
    ("worker-letter", &["--audit", "A-0001"]),
];

/// All of them, read back from the folder that they were written to.
pub(super) fn made(folder: &Path) -> Vec<Made> {
    let root = folder.join("demo");
    run(folder, &["demo", "demo"]);
    let shipped: Vec<String> = fs::read_dir(root.join("audit-templates/_reports"))
        .unwrap()
        .map(|one| one.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    for name in &shipped {
        let is_made = REPORTS.iter().any(|(own, _)| own == name);
        assert!(is_made, "{name} is shipped and not checked here");
    }
    let one = |(name, options): &(&str, &[&str])| {
        let out = root.join("reports/out");
        if out.exists() {
            fs::remove_dir_all(&out).unwrap();
        }
        run(
            &root,
            &[&["report", name, "--format", "md,docx"], *options].concat(),
        );
        let written = |ending: &str| {
            let all = fs::read_dir(&out).unwrap();
            let mut all = all.map(|one| one.unwrap().path());
            all.find(|path| path.extension().is_some_and(|own| own == ending))
                .unwrap()
        };
        Made {
            name: format!("{name} {}", options.join(" ")),
            text: fs::read_to_string(written("md")).unwrap(),
            word: fs::read(written("docx")).unwrap(),
            data: data(&root, options),
        }
    };
    REPORTS.iter().map(one).collect()
}

fn data(root: &Path, options: &[&str]) -> ClaimData {
    let mut data = ClaimData::default();
    if let ["--period", period, ..] = options {
        let printed = run(root, &["measures", "--period", period, "--format", "json"]);
        let wrong = data.read(&SourceFile::new("measures.jsonl", printed));
        assert!(wrong.is_empty(), "{wrong}");
        assert!(!data.is_empty());
    }
    data
}

/// What the program printed.
fn run(at: &Path, words: &[&str]) -> String {
    let ended = Command::new(env!("CARGO_BIN_EXE_sightline"))
        .args(words)
        .current_dir(at)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{words:?}: {said}");
    String::from_utf8(ended.stdout).unwrap()
}
