//! `cargo xtask bench`: every claim in docs/performance.md, measured beside its raw floor in one process.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a benchmark prints ratios"
)]

#[path = "speed/aggregates.rs"]
mod aggregates;
#[path = "speed/audits.rs"]
mod audits;
#[path = "speed/bare.rs"]
mod bare;
#[path = "speed/case_audit.rs"]
mod case_audit;
#[path = "speed/case_floor.rs"]
mod case_floor;
#[path = "speed/floor.rs"]
mod floor;
#[path = "speed/importing.rs"]
mod importing;
#[path = "speed/journey.rs"]
mod journey;
#[path = "speed/measuring.rs"]
mod measuring;
#[path = "speed/prefill.rs"]
mod prefill;
#[path = "speed/register.rs"]
mod register;
#[path = "speed/reporting.rs"]
mod reporting;
#[path = "speed/rows.rs"]
mod rows;
#[path = "speed/scoring.rs"]
mod scoring;
#[path = "speed/storing.rs"]
mod storing;
#[path = "speed/timer.rs"]
mod timer;
#[path = "speed/workload.rs"]
mod workload;

/// A part by its name, given how many audits the largest of them has.
type Part = (&'static str, fn(usize));

const PARTS: [Part; 8] = [
    ("scoring", |_| scoring::workload()),
    ("case-audit", |audits| {
        case_audit::run((audits / 50).clamp(100, 20_000))
    }),
    ("storing", |audits| storing::run((audits / 50).max(100))),
    ("reporting", reporting::run),
    ("importing", importing::run),
    ("prefill", |audits| prefill::run((audits / 50).max(100))),
    ("measures", |audits| measuring::run((audits / 10).max(100))),
    ("end-to-end", journey::run),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Cargo runs benches with `--bench`, and tests them with `--test`: then there is nothing to measure.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let mut audits = 1_000_000;
    let mut wanted = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {}
            "--audits" => {
                audits = arguments
                    .next()
                    .and_then(|n| n.parse().ok())
                    .expect("a number after `--audits`")
            }
            name if PARTS.iter().any(|(part, _)| *part == name) => wanted.push(name),
            other => {
                let parts: Vec<&str> = PARTS.iter().map(|(part, _)| *part).collect();
                eprintln!(
                    "error: there is no part `{other}`; the parts are {}",
                    parts.join(", ")
                );
                std::process::exit(2);
            }
        }
    }
    for (name, run) in PARTS {
        if wanted.is_empty() || wanted.contains(&name) {
            run(audits);
        }
    }
}
