//! Sightline's command line: files, clock, arguments, terminal, exit codes.
//!
//! Everything that needs a machine is here, and nothing that decides a grade is. A command reads files
//! ([`files`](self)), hands text to the engine, and prints what comes back; [`Exit`] is what the shell sees.
//!
//! [`command`] is the whole manual as data: shell completions and the man page are made from it.

mod catalog;
mod clock;
mod command;
mod console;
mod exit;
mod failed;
mod feed;
mod files;
mod input;
mod keep;
mod made_up;
mod measured;
mod mistakes;
mod programme;
mod progress;
mod records;
mod render;
mod reports;
mod shipped;
mod teams;
mod vignettes;

use std::ffi::OsString;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;

pub use command::command;
pub use console::Console;
pub use exit::Exit;

/// Runs the program on its arguments and standard streams.
#[must_use]
pub fn main() -> ExitCode {
    exit::guard(|| run(std::env::args_os(), AssertUnwindSafe(Console::standard()).0)).into()
}

/// Runs one command.
pub fn run(arguments: impl IntoIterator<Item = OsString>, mut console: Console) -> Exit {
    let ended = command::run(arguments, &mut console);
    let ended = ended.and_then(|exit| console.flush().map(|()| exit));
    ended.unwrap_or_else(|failure| {
        // A terminal that cannot be written to cannot be told so either.
        drop(report(&failure, &mut console));
        drop(console.flush());
        failure.exit
    })
}

fn report(failure: &exit::Failure, console: &mut Console) -> Result<(), exit::Failure> {
    if failure.message.is_empty() {
        return Ok(());
    }
    console.say(format_args!("error: {}", failure.message))?;
    failure
        .help
        .iter()
        .try_for_each(|help| console.say(format_args!("help: {help}")))
}
