//! Fixture folders: each folder below `suite/<kind>/` is a test with its path as its name.
//!
//! `UPDATE=1` writes what comes out over what was expected; the difference is then reviewed as prose. A kind of
//! fixture is one file beside the folders, and one line in [`KINDS`].

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

#[path = "suite/coding.rs"]
mod coding;
#[path = "suite/fixture.rs"]
mod fixture;
#[path = "suite/load.rs"]
mod load;
#[path = "suite/measure.rs"]
mod measure;
#[path = "suite/score.rs"]
mod score;

/// Runs one folder; the error is what to show.
type Run = fn(&Path) -> Result<(), String>;

/// Checks all folders of a kind at once; the error is what to show.
type Whole = fn() -> Result<(), String>;

/// Every kind of fixture and what runs it.
const KINDS: &[(&str, Run)] = &[
    ("load", load::run),
    ("score", score::run),
    ("question", score::run),
    ("explain", score::explain),
    ("measure", measure::run),
    ("coding", coding::run),
];

/// Checks over all folders of a kind at once.
const WHOLE: &[(&str, Whole)] = &[
    (
        "load: every code about templates has a fixture",
        load::every_code,
    ),
    (
        "load: twelve mistakes are named at once",
        load::twelve_mistakes,
    ),
];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for (kind, run) in KINDS {
        for folder in fixture::folders(kind) {
            let name = format!("{kind}/{}", fixture::name(&folder));
            trials.push(Trial::test(name, move || {
                run(&folder).map_err(Failed::from)
            }));
        }
    }
    for (name, check) in WHOLE {
        trials.push(Trial::test(*name, move || check().map_err(Failed::from)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
