//! What a developer of Sightline runs: `cargo xtask test`, `cargo xtask ci` and the rest.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "automation speaks to a developer's terminal"
)]

mod agreement;
mod browser;
mod demo;
mod deps;
mod dist;
mod office;
mod pdf;
mod run;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Developer automation for Sightline.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Check that everything the tests need is there, then run every test of the workspace, doc tests included, and hold
    /// agreement against statistics libraries where Python has them
    Test {
        /// Handed on to `cargo test`, such as `-- name_of_a_test`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        rest: Vec<String>,
    },
    /// Everything that must hold before a change goes in: formatting, lints, documentation, dependencies, tests
    Ci,
    /// Measure scoring, storing, reporting and the whole way against their raw floors; prints the tables of docs/performance.md
    Bench {
        /// Only these parts: `scoring`, `case-audit`, `storing`, `reporting`, `importing`, `prefill`, `measures`, `end-to-end`
        parts: Vec<String>,
        /// How many audits the largest measurement has
        #[arg(long, value_name = "N", default_value_t = 1_000_000)]
        audits: usize,
    },
    /// Open the demo's report in LibreOffice, where it is there or can be installed, and look at what comes out
    Office,
    /// Show the demo's reports to Chromium, where it is there or can be installed: accessibility, and nothing that runs or fetches
    Browser,
    /// Lint and test the writing of PDF, which the rest is built without, and have veraPDF, where it is there or can be
    /// installed, hold its files against PDF/UA-1
    Pdf,
    /// Hold the dependencies against deny.toml: licenses, bans and sources, without a network
    Deps,
    /// Write shell completions and the man page into target/dist/
    Dist,
    /// Write the demonstration's cases and audits, drawn from their seed
    DemoData {
        /// Write nothing; say whether the files are what the seed gives
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Test { rest } => run::test(&rest),
        Task::Ci => run::ci(),
        Task::Bench { parts, audits } => run::bench(&parts, audits),
        Task::Office => office::office(),
        Task::Browser => browser::browser(),
        Task::Pdf => pdf::pdf(),
        Task::Deps => deps::deps(),
        Task::Dist => dist::dist(),
        Task::DemoData { check } => demo::demo_data(check),
    };
    match done {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}
