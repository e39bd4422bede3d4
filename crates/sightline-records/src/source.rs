//! Files as whoever embeds this opens them.

use std::io::{self, Read};

/// A file to be read, perhaps more than once.
///
/// Nothing here opens a path: the bytes may come from a disk, an upload or a test.
pub trait Source {
    /// Its name, without a folder: it is kept with every value that is read from it.
    fn name(&self) -> &str;

    /// How many bytes it has.
    fn size(&self) -> u64;

    /// Its bytes from the start.
    ///
    /// # Errors
    /// When it cannot be read, or is no longer what it was.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
}

/// A file that is held in memory.
impl Source for (&str, &[u8]) {
    fn name(&self) -> &str {
        self.0
    }

    fn size(&self) -> u64 {
        self.1.len() as u64
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.1))
    }
}

/// The name of a file without its ending.
pub(crate) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
