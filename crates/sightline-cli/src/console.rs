//! The two streams: data goes to one, words to the other; and whoever can be asked.

use std::env;
use std::fmt::{self, Display};
use std::io::{self, BufRead, IsTerminal as _, Write};

use crate::exit::Failure;

/// Where a command's data and words go, and what each of the two can show.
pub struct Console {
    out: Stream,
    err: Stream,
    /// Where answers come from, where a person is there to be asked.
    answers: Option<Box<dyn BufRead>>,
}

/// One stream.
pub(crate) struct Stream {
    to: Box<dyn Write>,
    /// Whether a person watches it as it comes.
    pub(crate) is_terminal: bool,
    /// Whether it may carry color.
    pub(crate) color: bool,
}

impl Console {
    /// Standard output and standard error.
    #[must_use]
    pub fn standard() -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let (out_is_terminal, err_is_terminal) = (out.is_terminal(), err.is_terminal());
        let wanted = color_is_wanted(
            env::var_os("NO_COLOR").as_deref(),
            env::var_os("TERM").as_deref(),
        );
        Self {
            out: Stream::new(Box::new(io::BufWriter::new(out)), out_is_terminal, wanted),
            err: Stream::new(Box::new(err), err_is_terminal, wanted),
            // Somebody who sees the question and can type; a scheduled run, a pipe or a log is nobody.
            answers: (io::stdin().is_terminal() && err_is_terminal)
                .then(|| Box::new(io::BufReader::new(io::stdin())) as Box<dyn BufRead>),
        }
    }

    /// Any two writers; neither is a terminal, and nobody is there to be asked.
    #[must_use]
    pub fn new(out: Box<dyn Write>, err: Box<dyn Write>) -> Self {
        Self {
            out: Stream::new(out, false, false),
            err: Stream::new(err, false, false),
            answers: None,
        }
    }

    /// The same, with somebody who answers what is asked, a line each.
    #[must_use]
    pub fn answered_by(self, answers: Box<dyn BufRead>) -> Self {
        Self {
            answers: Some(answers),
            ..self
        }
    }

    /// Whether anybody is there to be asked.
    pub(crate) fn can_ask(&self) -> bool {
        self.answers.is_some()
    }

    /// Asks, and gives the line that was answered; nothing at the end of all answers.
    pub(crate) fn ask(&mut self, question: &str) -> Result<Option<String>, Failure> {
        let Some(answers) = &mut self.answers else {
            return Ok(None);
        };
        self.err.to.write_all(question.as_bytes())?;
        self.err.to.flush()?;
        let mut line = String::new();
        let n = answers.read_line(&mut line)?;
        Ok((n > 0).then_some(line))
    }

    /// The stream for data.
    pub(crate) fn out(&mut self) -> &mut Stream {
        &mut self.out
    }

    /// The stream for words.
    pub(crate) fn err(&mut self) -> &mut Stream {
        &mut self.err
    }

    /// Both, where data and words are interleaved.
    pub(crate) fn both(&mut self) -> (&mut Stream, &mut Stream) {
        (&mut self.out, &mut self.err)
    }

    /// A line of words.
    pub(crate) fn say(&mut self, line: impl Display) -> Result<(), Failure> {
        self.err.line(line)
    }

    /// Sends on what is still held back.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        self.out.to.flush()?;
        self.err.to.flush()?;
        Ok(())
    }
}

impl fmt::Debug for Console {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Console")
            .field("color", &self.out.color)
            .finish_non_exhaustive()
    }
}

impl Stream {
    fn new(to: Box<dyn Write>, is_terminal: bool, color_is_wanted: bool) -> Self {
        Self {
            to,
            is_terminal,
            color: is_terminal && color_is_wanted,
        }
    }

    /// Text as it is.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.to.write_all(text.as_bytes())?;
        Ok(())
    }

    /// Text and an end of line.
    pub(crate) fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        writeln!(self.to, "{line}")?;
        Ok(())
    }
}

/// `NO_COLOR` set to anything, or a terminal that calls itself dumb, turns color off.
fn color_is_wanted(no_color: Option<&std::ffi::OsStr>, term: Option<&std::ffi::OsStr>) -> bool {
    no_color.is_none_or(std::ffi::OsStr::is_empty) && term.is_none_or(|term| term != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_is_honored() {
        assert!(color_is_wanted(None, Some("xterm".as_ref())));
        assert!(color_is_wanted(Some("".as_ref()), None));
        assert!(!color_is_wanted(Some("1".as_ref()), Some("xterm".as_ref())));
        assert!(!color_is_wanted(None, Some("dumb".as_ref())));
    }
}
