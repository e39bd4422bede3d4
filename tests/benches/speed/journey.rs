//! End to end: a file of answers in, a report out, by the program as people run it.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::audits::{self, LAST_QUARTER};
use super::storing::size;
use super::timer::{factor, peak_memory, thousands};
use super::workload;

/// How often a running program's memory is looked at; the system remembers the most itself.
const EVERY: Duration = Duration::from_millis(5);

/// Imports and reports a hundredth, a tenth and all of this many audits.
pub fn run(audits: usize) {
    println!("\n## End to end\n");
    let Some(program) = program() else {
        println!(
            "Not measured: `cargo build --release -p sightline-cli` makes the program that this needs."
        );
        return;
    };
    println!(
        "`sightline audit import`, in one durable transaction, and then `sightline report`.\n"
    );
    println!(
        "| audits | answers | import | audits/s | peak memory | report | peak memory | store, an audit |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let peaks: Vec<u64> = [100, 10, 1]
        .map(|part| once(&program, audits / part))
        .into();
    println!(
        "\nFrom {} to {} audits the import's peak memory grows {}.",
        thousands(audits as f64 / 100.0),
        thousands(audits as f64),
        factor(peaks[2] as f64 / peaks[0] as f64)
    );
}

fn once(program: &Path, audits: usize) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("sightline.yaml"), "authority: A made-up authority\n").unwrap();
    std::fs::create_dir_all(at("audit-templates/workload")).unwrap();
    std::fs::write(
        at("audit-templates/workload/template.yaml"),
        workload::yaml(false),
    )
    .unwrap();
    let mut cases = BufWriter::new(File::create(at("cases.jsonl")).unwrap());
    for case in audits::cases(audits) {
        writeln!(
            cases,
            "{{\"case\":\"{}\",\"fields\":{{\"opened_on\":\"2022-04-01\"}}}}",
            case.id
        )
        .unwrap();
    }
    cases.into_inner().unwrap();
    let mut answers = BufWriter::new(File::create(at("answers.jsonl")).unwrap());
    let mut line = String::new();
    for n in 0..audits {
        line.clear();
        audits::make(n).line(&mut line);
        answers.write_all(line.as_bytes()).unwrap();
    }
    answers.into_inner().unwrap().sync_all().unwrap();

    let import = child(
        program,
        folder.path(),
        &[
            "audit",
            "import",
            "answers.jsonl",
            "--cases",
            "cases.jsonl",
            "--store",
            "store.sqlite",
        ],
    );
    let report = child(
        program,
        folder.path(),
        &[
            "report",
            "--period",
            LAST_QUARTER,
            "--store",
            "store.sqlite",
            "--out",
            ".",
        ],
    );
    let html = std::fs::read_to_string(at(&format!("quarterly-{LAST_QUARTER}.html"))).unwrap();
    assert!(html.contains("A made-up authority"), "the report is there");
    let peak = |kib: u64| format!("{} MiB", thousands(kib as f64 / 1024.0));
    println!(
        "| {} | {} MiB | {:.2} s | {} | {} | {:.0} ms | {} | {} B |",
        thousands(audits as f64),
        thousands(size(&at("answers.jsonl")) as f64 / 1_048_576.0),
        import.0.as_secs_f64(),
        thousands(audits as f64 / import.0.as_secs_f64()),
        peak(import.1),
        report.0.as_secs_f64() * 1000.0,
        peak(report.1),
        thousands(size(&at("store.sqlite")) as f64 / audits as f64),
    );
    import.1
}

/// Runs the program to its end; gives how long it took and the most memory it held, in KiB.
pub fn child(program: &Path, folder: &Path, arguments: &[&str]) -> (Duration, u64) {
    let start = Instant::now();
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let id = child.id().to_string();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = peak_memory(&id).unwrap_or(0).max(most);
        std::thread::sleep(EVERY);
    }
    let took = start.elapsed();
    let ended = child.wait_with_output().unwrap();
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
    (took, most)
}

/// The program, where it was built beside this bench.
pub fn program() -> Option<PathBuf> {
    let here = std::env::current_exe().ok()?;
    let program = here
        .parent()?
        .parent()?
        .join(format!("sightline{}", std::env::consts::EXE_SUFFIX));
    program.is_file().then_some(program)
}
