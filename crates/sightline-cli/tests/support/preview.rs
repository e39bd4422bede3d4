//! A preview that runs, and the workspace that it shows.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Where what the terminal would show is kept.
pub(crate) const TERMINAL: &str = "terminal.txt";

/// A preview that ends with the test.
pub(crate) struct Preview {
    program: Child,
    pub(crate) port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

impl Preview {
    pub(crate) fn of(workspace: &Path) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sightline"));
        program
            .args(["report", "mine", "--period", "2025-26-Q2", "--watch"])
            .current_dir(workspace)
            .stdout(Stdio::piped())
            .stderr(File::create(workspace.join(TERMINAL)).unwrap());
        let mut program = program.spawn().unwrap();
        let mut line = String::new();
        let out = program.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").unwrap();
        let port = address.trim_end_matches('/').parse().unwrap();
        Self { program, port }
    }
}

/// A workspace with an empty store and one report.
pub(crate) fn workspace(root: &Path) -> PathBuf {
    fs::write(root.join("sightline.yaml"), "authority: Sampleshire\n").unwrap();
    fs::create_dir_all(root.join("audit-templates")).unwrap();
    let reports = root.join("reports");
    fs::create_dir_all(&reports).unwrap();
    let report = reports.join("mine.md");
    fs::write(&report, "# First\n\nBy {{ authority }}.\n").unwrap();
    drop(sightline_store::open(&root.join("sightline.db")).unwrap());
    report
}
