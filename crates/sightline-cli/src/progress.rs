//! How far long work has come, for a person who watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::console::Console;

/// A bar on the terminal; nothing at all where nobody watches.
#[derive(Debug)]
pub(crate) struct Progress(Option<ProgressBar>);

impl Progress {
    /// A bar for work of this size, shown where words go to a terminal and no program reads along.
    pub(crate) fn new(
        console: &mut Console,
        what: &'static str,
        size: u64,
        for_a_program: bool,
    ) -> Self {
        if for_a_program || !console.err().is_terminal {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(size), ProgressDrawTarget::stderr_with_hz(10));
        // The pattern is fixed and tested; a bar without it would still be right.
        let style = ProgressStyle::with_template("{msg} [{bar:30}] {percent}% {eta} left").ok();
        bar.set_style(
            style
                .unwrap_or_else(ProgressStyle::default_bar)
                .progress_chars("##-"),
        );
        bar.set_message(what);
        Self(Some(bar))
    }

    /// How much of the size is done.
    pub(crate) fn at(&self, done: u64) {
        if let Some(bar) = &self.0 {
            bar.set_position(done);
        }
    }

    /// Takes the bar away while something else is said.
    pub(crate) fn aside<T>(&self, say: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn done(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_watches_a_pipe() {
        let mut console = Console::new(Box::new(std::io::sink()), Box::new(std::io::sink()));
        assert!(
            Progress::new(&mut console, "scoring", 10, false)
                .0
                .is_none()
        );
    }

    #[test]
    fn the_pattern_is_one() {
        assert!(ProgressStyle::with_template("{msg} [{bar:30}] {percent}% {eta} left").is_ok());
    }
}
