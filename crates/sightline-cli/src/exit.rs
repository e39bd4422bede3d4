//! How a command ends: one number, and one sentence where it is not 0.

use std::io;
use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;

use sightline_figures::FiguresError;
use sightline_store::StoreError;

/// How a command ended; each fixes the number that the shell sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything is fine.
    Fine,
    /// What was checked has problems, and they have been named.
    Problems,
    /// The command was not understood.
    Usage,
    /// Something could not be read or written.
    Environment,
    /// A fault of ours.
    Internal,
}

impl Exit {
    /// The number, as the manual promises it.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Usage => 2,
            Self::Environment => 3,
            Self::Internal => 70,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command could not do its work.
///
/// Mistakes in templates and answers are not failures: they are diagnostics, printed with their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// Which number it ends with; absent where nobody reads on and there is nothing to say.
    pub(crate) exit: Exit,
    /// What happened, in the form of a diagnostic's message.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: Option<String>,
}

impl Failure {
    /// The command was understood and makes no sense here.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Usage,
            message: message.into(),
            help: None,
        }
    }

    /// Something could not be read or written.
    pub(crate) fn environment(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Environment,
            message: message.into(),
            help: None,
        }
    }

    /// What was asked about has a problem.
    pub(crate) fn problem(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Problems,
            message: message.into(),
            help: None,
        }
    }

    /// Adds an instruction.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A failure to write to the terminal or a pipe.
///
/// `sightline score … | head` ends the pipe early on purpose, so a reader who has left is not an error.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self {
                exit: Exit::Fine,
                message: String::new(),
                help: None,
            };
        }
        Self::environment(format!("cannot write the output: {}", reason(&error)))
    }
}

/// What a store says, as the end of a command; its advice stands after the last semicolon.
impl From<StoreError> for Failure {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the list of store errors is open"
    )]
    fn from(error: StoreError) -> Self {
        let text = error.to_string();
        let (message, help) = text
            .rsplit_once("; ")
            .map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
        let failure = match error {
            StoreError::NotFound { .. } => Self::usage(message),
            StoreError::Conflict { .. } => Self::problem(message),
            // The others are about the file, the disk or who else is using them, and so is what may be added one day.
            _ => Self::environment(message),
        };
        help.into_iter().fold(failure, Self::help)
    }
}

/// The same of the figures of a report.
impl From<FiguresError> for Failure {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the list of errors is open")]
    fn from(error: FiguresError) -> Self {
        let text = error.to_string();
        let (message, help) = text.rsplit_once("; ").unwrap_or((&text, ""));
        match error {
            FiguresError::Store(error) => error.into(),
            FiguresError::NotWholeQuarters(_) => Self::usage(message).help(help),
            _ => Self::problem(message).help(help),
        }
    }
}

/// Why reading or writing failed, in words that need no computer science.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the system knows more reasons than are worth words of our own"
)]
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you are not allowed to".to_owned(),
        io::ErrorKind::AlreadyExists => "it exists already".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is not a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk cannot be written to".to_owned(),
        other => other.to_string(),
    }
}

/// Says that a crash is our fault and where it was, and nothing of what was being read: that may be a child's story.
pub(crate) fn on_panic(info: &PanicHookInfo<'_>) {
    let place = info
        .location()
        .map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
    let text = format!(
        "sightline: internal error{place}, version {}\n\
         This is a fault in Sightline, not in your files. Nothing that you had stored was changed.\n\
         Please report the line above and the command you typed; no case data is in it.\n",
        env!("CARGO_PKG_VERSION")
    );
    drop(io::Write::write_all(&mut io::stderr(), text.as_bytes()));
}

/// Runs the program's work; a panic becomes [`Exit::Internal`].
pub(crate) fn guard(work: impl FnOnce() -> Exit + panic::UnwindSafe) -> Exit {
    panic::set_hook(Box::new(on_panic));
    let exit = panic::catch_unwind(work).unwrap_or(Exit::Internal);
    drop(panic::take_hook());
    exit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_exit_70() {
        assert_eq!(guard(|| panic!("a child's name")).code(), 70);
        assert_eq!(guard(|| Exit::Problems).code(), 1);
    }

    #[test]
    fn a_reader_who_has_left_is_not_an_error() {
        let gone = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(gone.exit, Exit::Fine);
        assert_eq!(
            Failure::from(io::Error::from(io::ErrorKind::StorageFull)).exit,
            Exit::Environment
        );
    }
}
