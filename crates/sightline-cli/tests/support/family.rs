//! Every report that comes with Sightline, of the demo, for each audience that it can be made for.

use std::path::{Path, PathBuf};

/// What is asked for, and how its files are called.
type Asked = (&'static [&'static str], &'static str);

const FOR_EVERYBODY: [Asked; 6] = [
    (
        &["quarterly", "--period", "2025-26-Q2"],
        "quarterly-2025-26-Q2",
    ),
    (
        &["panel-update", "--period", "2025-26-H1"],
        "panel-update-2025-26-H1",
    ),
    (&["iro-annual", "--period", "2025-26"], "iro-annual-2025-26"),
    (
        &["scrutiny-cover", "--period", "2025-26-H1"],
        "scrutiny-cover-2025-26-H1",
    ),
    (
        &["seven-minute-briefing", "--period", "2025-26-Q2"],
        "seven-minute-briefing-2025-26-Q2",
    ),
    (
        &["child-friendly", "--period", "2025-26-Q2"],
        "child-friendly-2025-26-Q2",
    ),
];
const FOR_COLLEAGUES: [Asked; 2] = [
    (
        &["team-slip", "--team", "North", "--period", "2025-26-Q2"],
        "team-slip-north-2025-26-Q2",
    ),
    (
        &["worker-letter", "--audit", "A-0001"],
        "worker-letter-a-0001",
    ),
];

/// Makes them all in some formats; gives each one's file without its ending.
pub(crate) fn all(demo: &Path, formats: &str, sightline: impl Fn(&Path, &[&str])) -> Vec<PathBuf> {
    let internal = FOR_EVERYBODY.iter().chain(&FOR_COLLEAGUES);
    let internal = internal.map(|asked| (asked, "internal"));
    let public = FOR_EVERYBODY.iter().map(|asked| (asked, "public"));
    let mut made = Vec::new();
    for ((asked, stem), audience) in internal.chain(public) {
        let out = demo.join(audience);
        let to = out.to_str().unwrap();
        let rest = ["--format", formats, "--out", to];
        // A report about one audit is for colleagues, and is not asked for whom it is.
        let whom: &[&str] = match audience {
            "public" => &["--audience", "public"],
            _ => &[],
        };
        sightline(demo, &[&["report"], *asked, &rest, whom].concat());
        let stem = match audience {
            "public" => stem.replacen("-20", "-public-20", 1),
            _ => (*stem).to_owned(),
        };
        made.push(out.join(stem));
    }
    made
}

/// One format of a report.
pub(crate) fn file(stem: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", stem.display()))
}
