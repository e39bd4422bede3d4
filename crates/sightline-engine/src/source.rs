//! Text with a name, and places in it.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// A named text: a template, a shared list, a script or a file of answers.
///
/// The engine opens no files; whoever embeds it reads the text and says what to call it.
pub struct SourceFile {
    path: String,
    text: String,
    first_line: usize,
    line_starts: Vec<usize>,
}

impl SourceFile {
    /// Names a text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Self::line(path, 1, text)
    }

    /// Names one line of a file that is too long to hold, so that what is said of it carries the line's own number.
    #[must_use]
    pub fn line(path: impl Into<String>, number: usize, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, byte)| *byte == b'\n')
                    .map(|(at, _)| at + 1),
            )
            .collect();
        Arc::new(Self {
            path: path.into(),
            text,
            first_line: number,
            line_starts,
        })
    }

    /// The name it was given, usually a path below the workspace.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of its first line, 1 unless it is a line of a longer file.
    #[must_use]
    pub fn first_line(&self) -> usize {
        self.first_line
    }

    /// The line and column of a byte offset, both from 1; columns count characters.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self
            .line_starts
            .partition_point(|start| *start <= offset)
            .max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        let before = if start == 0 {
            before.trim_start_matches('\u{feff}')
        } else {
            before
        };
        (line + self.first_line - 1, before.chars().count() + 1)
    }

    /// The byte offset of a line and column, both from 1; past the end of a line is its end.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let line = (line + 1).saturating_sub(self.first_line);
        let start = self.line_starts.get(line.saturating_sub(1)).copied();
        let start = start.unwrap_or(self.text.len());
        let end = self
            .line_starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end).unwrap_or_default();
        let within = text
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(text.len(), |(at, _)| at);
        start + within
    }
}

impl fmt::Debug for SourceFile {
    /// Names the file and leaves its text out: answers are a child's story.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceFile")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// A stretch of one source file.
#[derive(Clone)]
pub struct Span {
    file: Arc<SourceFile>,
    start: usize,
    end: usize,
}

impl Span {
    /// The bytes from `start` up to `end` of a file, kept inside the text.
    #[must_use]
    pub fn new(file: &Arc<SourceFile>, start: usize, end: usize) -> Self {
        let length = file.text.len();
        let start = start.min(length);
        Self {
            file: Arc::clone(file),
            start,
            end: end.clamp(start, length),
        }
    }

    /// The start of a whole file, for what is wrong with all of it.
    #[must_use]
    pub fn whole(file: &Arc<SourceFile>) -> Self {
        Self::new(file, 0, 0)
    }

    /// The file it lies in.
    #[must_use]
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The file's name.
    #[must_use]
    pub fn path(&self) -> &str {
        self.file.path()
    }

    /// Byte offsets, end exclusive.
    #[must_use]
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// The text it covers.
    #[must_use]
    pub fn text(&self) -> &str {
        self.file.text.get(self.start..self.end).unwrap_or_default()
    }

    /// Line and column of its start, both from 1.
    #[must_use]
    pub fn line_column(&self) -> (usize, usize) {
        self.file.line_column(self.start)
    }

    /// The part of it from byte `start` up to byte `end`, counted from its own start.
    #[must_use]
    pub fn part(&self, start: usize, end: usize) -> Self {
        Self::new(
            &self.file,
            (self.start + start).min(self.end),
            (self.start + end).min(self.end),
        )
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.path())
    }
}

impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Span {}

impl PartialOrd for Span {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Span {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |span: &Self| (span.file.first_line, span.start, span.end);
        self.path()
            .cmp(other.path())
            .then_with(|| place(self).cmp(&place(other)))
    }
}

/// A value and where it was written.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub at: Span,
}

impl<T> Spanned<T> {
    /// Puts a value with its place.
    pub fn new(value: T, at: Span) -> Self {
        Self { value, at }
    }

    /// The same place, another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: change(self.value),
            at: self.at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let file = SourceFile::new("a.yaml", "\u{feff}ab\nÿ–c\n");
        assert_eq!(file.line_column(3), (1, 1));
        assert_eq!(file.line_column(file.text().find('c').unwrap()), (2, 3));
    }

    #[test]
    fn offset_undoes_line_column() {
        let file = SourceFile::new("a.yaml", "one\ntwø three\n\nfour");
        for (at, _) in file.text().char_indices() {
            let (line, column) = file.line_column(at);
            assert_eq!(file.offset(line, column), at);
        }
    }
}
