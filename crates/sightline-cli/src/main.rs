//! The program `sightline`.

use std::process::ExitCode;

fn main() -> ExitCode {
    sightline_cli::main()
}
