//! Diagnostics as they are found, and how many there were.

use std::collections::BTreeSet;

use sightline_engine::{Code, Diagnostics, Severity};

use crate::console::{Console, Stream};
use crate::exit::{Exit, Failure};
use crate::render::{self, Format, plural};

/// Shows diagnostics at once and keeps only their number, since a file may have a million wrong lines.
#[derive(Debug, Default)]
pub(crate) struct Mistakes {
    format: Format,
    n_errors: usize,
    n_warnings: usize,
    files: BTreeSet<String>,
    first: Option<Code>,
}

impl Mistakes {
    /// None so far.
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            ..Self::default()
        }
    }

    /// Shows some on a stream.
    pub(crate) fn show(
        &mut self,
        diagnostics: &Diagnostics,
        stream: &mut Stream,
    ) -> Result<(), Failure> {
        for one in diagnostics {
            self.first = self.first.or(Some(one.code));
            match one.severity {
                Severity::Error => self.n_errors += 1,
                Severity::Warning => self.n_warnings += 1,
            }
            if !self.files.contains(one.at.path()) {
                self.files.insert(one.at.path().to_owned());
            }
        }
        stream.text(&render::render(diagnostics, self.format, stream.color))
    }

    /// Whether anything stops the work.
    pub(crate) fn has_errors(&self) -> bool {
        self.n_errors > 0
    }

    /// The closing line: `3 errors and 1 warning in 2 files`; nothing where there is nothing to count.
    pub(crate) fn count(&self) -> Option<String> {
        let counted = [(self.n_errors, "error"), (self.n_warnings, "warning")];
        let counted: Vec<String> = counted
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| plural(n, word))
            .collect();
        (!counted.is_empty()).then(|| {
            format!(
                "{} in {}",
                counted.join(" and "),
                plural(self.files.len(), "file")
            )
        })
    }

    /// Says how many there were, if any, and gives the exit code that goes with it.
    pub(crate) fn close(&self, console: &mut Console) -> Result<Exit, Failure> {
        if let Some(count) = self.count() {
            console.say(count)?;
        }
        if let Some(code) = self.first.filter(|_| self.format != Format::Json) {
            console.say(format_args!(
                "to read more about a code: sightline explain {code}"
            ))?;
        }
        Ok(if self.has_errors() {
            Exit::Problems
        } else {
            Exit::Fine
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_in_words() {
        let mut console = Console::new(Box::new(std::io::sink()), Box::new(std::io::sink()));
        let mut mistakes = Mistakes::new(Format::Human);
        assert_eq!(mistakes.count(), None);
        mistakes
            .show(&crate::render::tests::sample(), console.err())
            .unwrap();
        assert_eq!(
            mistakes.count().as_deref(),
            Some("2 errors and 1 warning in 2 files")
        );
        assert_eq!(mistakes.close(&mut console).unwrap(), Exit::Problems);
    }
}
