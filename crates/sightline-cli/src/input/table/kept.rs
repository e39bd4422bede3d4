//! Bytes that are read and remembered for a while.

use std::io::{self, Read};

use crate::input::LARGEST_LINE;

/// Bytes on their way to the CSV reader, kept until their row has been cut out.
pub(super) struct Kept<R> {
    from: R,
    bytes: Vec<u8>,
    start: u64,
}

impl<R> Kept<R> {
    /// Nothing read yet.
    pub(super) fn new(from: R) -> Self {
        Self {
            from,
            bytes: Vec::new(),
            start: 0,
        }
    }

    /// Cuts out the bytes of a row and forgets what is before its end.
    pub(super) fn take(&mut self, from: u64, to: u64) -> Vec<u8> {
        let place = |at: u64| usize::try_from(at.saturating_sub(self.start)).unwrap_or(usize::MAX);
        let (from, to) = (
            place(from).min(self.bytes.len()),
            place(to).min(self.bytes.len()),
        );
        let row = self.bytes.get(from..to).unwrap_or_default().to_vec();
        self.bytes.drain(..to);
        self.start += to as u64;
        row
    }
}

impl<R: Read> Read for Kept<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.bytes.len() > 2 * LARGEST_LINE {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "a row is too long; a quote may not be closed",
            ));
        }
        let n = self.from.read(into)?;
        self.bytes
            .extend_from_slice(into.get(..n).unwrap_or_default());
        Ok(n)
    }
}
