//! One line after another, each as text that knows its number.

use std::io::{BufRead, Read as _};
use std::sync::Arc;

use sightline_engine::{Code, Diagnostic, Diagnostics, SourceFile, Span};

use super::{LARGEST_LINE, LARGEST_LINE_IN_WORDS};

/// Lines of a file.
#[derive(Debug)]
pub(super) struct Lines<R> {
    name: String,
    from: R,
    number: usize,
    /// Bytes read so far.
    offset: u64,
    line: Vec<u8>,
}

/// One line and where it starts.
#[derive(Debug)]
pub(super) struct Line {
    /// The line, or what keeps it from being read.
    pub(super) text: Result<Arc<SourceFile>, Diagnostics>,
    /// Its first byte's place, counted from where the lines began.
    pub(super) offset: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines from here on, the first one having the number 1.
    pub(super) fn new(name: &str, from: R) -> Self {
        Self {
            name: name.to_owned(),
            from,
            number: 0,
            offset: 0,
            line: Vec::new(),
        }
    }

    /// How many bytes have been read.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The next line that is not blank.
    pub(super) fn next(&mut self) -> std::io::Result<Option<Line>> {
        loop {
            let offset = self.offset;
            self.line.clear();
            let most = LARGEST_LINE as u64 + 1;
            let n = (&mut self.from)
                .take(most)
                .read_until(b'\n', &mut self.line)?;
            if n == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.offset += n as u64;
            if n as u64 == most && !self.line.ends_with(b"\n") {
                self.offset += self.from.skip_until(b'\n')? as u64;
                let message = format!("the line has more than {LARGEST_LINE_IN_WORDS}");
                let wrong = self.error(Code::TOO_LARGE, 0, message);
                return Ok(Some(Line {
                    text: Err(wrong
                        .help("write one object a line, and each on a line of its own")
                        .into()),
                    offset,
                }));
            }
            if !self.line.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Line {
                    text: self.text(),
                    offset,
                }));
            }
        }
    }

    fn text(&self) -> Result<Arc<SourceFile>, Diagnostics> {
        let line = self.line.trim_ascii_end();
        match std::str::from_utf8(line) {
            Ok(text) if text.contains('\0') => {
                let message = "the line holds bytes that no text file has".to_owned();
                Err(self.error(Code::NOT_TEXT, 0, message).into())
            }
            Ok(text) => Ok(SourceFile::line(self.name.as_str(), self.number, text)),
            Err(error) => {
                let message = "the line is not saved as UTF-8 from here on".to_owned();
                let help = "choose `Save as` in the editor, then the encoding UTF-8";
                Err(self
                    .error(Code::NOT_UTF8, error.valid_up_to(), message)
                    .help(help)
                    .into())
            }
        }
    }

    fn error(&self, code: Code, at: usize, message: String) -> Diagnostic {
        let good = self.line.get(..at).unwrap_or_default();
        let file = SourceFile::line(
            self.name.as_str(),
            self.number,
            String::from_utf8_lossy(good),
        );
        Diagnostic::error(code, &Span::new(&file, at, at), message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<Result<(usize, String), String>> {
        let mut lines = Lines::new("a.jsonl", bytes);
        let mut all = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            let start = bytes.get(usize::try_from(line.offset).unwrap()..).unwrap();
            all.push(match line.text {
                Ok(file) => {
                    assert!(start.starts_with(file.text().as_bytes()));
                    Ok((Span::whole(&file).line_column().0, file.text().to_owned()))
                }
                Err(diagnostic) => Err(diagnostic.to_string()),
            });
        }
        all
    }

    #[test]
    fn blank_lines_and_carriage_returns_are_nothing_and_numbers_stay_right() {
        let found = read(b"{1}\r\n\r\n \n{4}");
        assert_eq!(
            found,
            [Ok((1, "{1}".to_owned())), Ok((4, "{4}".to_owned()))]
        );
    }

    #[test]
    fn a_line_that_is_no_text_is_named_and_the_next_is_read() {
        let found = read(b"{\xe9}\n{2\0}\n{3}\n");
        assert!(
            found[0]
                .as_ref()
                .unwrap_err()
                .starts_with("a.jsonl:1:2: error[SL102]"),
            "{found:?}"
        );
        assert!(
            found[1]
                .as_ref()
                .unwrap_err()
                .starts_with("a.jsonl:2:1: error[SL101]"),
            "{found:?}"
        );
        assert_eq!(found[2], Ok((3, "{3}".to_owned())));
    }

    #[test]
    fn a_line_without_end_is_not_held() {
        let mut bytes = vec![b'x'; 3 * LARGEST_LINE];
        bytes.extend(b"\n{2}\n");
        let found = read(&bytes);
        assert!(
            found[0]
                .as_ref()
                .unwrap_err()
                .starts_with("a.jsonl:1:1: error[SL103]"),
            "{found:?}"
        );
        assert_eq!(found[1], Ok((2, "{2}".to_owned())));
    }
}
