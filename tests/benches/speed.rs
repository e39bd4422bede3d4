//! `cargo xtask bench`: every claim in docs/performance.md, measured beside its raw floor in one process.

#![allow(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    reason = "a benchmark prints ratios"
)]

#[path = "speed/floor.rs"]
mod floor;
#[path = "speed/scoring.rs"]
mod scoring;
#[path = "speed/timer.rs"]
mod timer;
#[path = "speed/workload.rs"]
mod workload;

fn main() {
    // Cargo runs benches with `--bench`, and tests them with `--test`: then there is nothing to measure.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    if let Some(which) = std::env::args().skip_while(|one| one != "--spin").nth(1) {
        scoring::spin(&which);
        return;
    }
    scoring::workload();
    if let Some(mib) = timer::peak_memory() {
        println!("\npeak memory of the whole run: {mib} MiB");
    }
}
