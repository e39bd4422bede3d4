//! Which audits went by.

use sightline_store::Places;

use crate::exit::Failure;

/// The ids of the audits that went by, each with its file and line; not in memory, since there may be millions.
#[derive(Debug)]
pub(super) struct Seen {
    files: Vec<String>,
    places: Places,
}

impl Seen {
    /// None yet.
    pub(super) fn new() -> Result<Self, Failure> {
        Ok(Self {
            files: Vec::new(),
            places: Places::new()?,
        })
    }

    /// Remembers an audit; where it went by before, gives back where, in words.
    pub(super) fn again(
        &mut self,
        id: &str,
        file: &str,
        line: usize,
    ) -> Result<Option<String>, Failure> {
        if self.files.last().is_none_or(|last| last != file) {
            self.files.push(file.to_owned());
        }
        let place = (self.files.len() as u64, line as u64);
        let Some((number, line)) = self.places.put(id, place)? else {
            return Ok(None);
        };
        let number = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
        let other = number.and_then(|number| self.files.get(number));
        Ok(Some(match other.filter(|other| *other != file) {
            None => format!("on line {line}"),
            Some(other) => format!("on line {line} of `{other}`"),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audit_that_was_there_is_found_again_with_its_place() {
        let mut seen = Seen::new().unwrap();
        let mut again = |id: &str, file: &str, line: usize| seen.again(id, file, line).unwrap();
        assert_eq!(again("A-1", "a", 1), None);
        assert_eq!(again("A-2", "a", 7), None);
        assert_eq!(again("A-1", "a", 9).as_deref(), Some("on line 1"));
        assert_eq!(again("A-3", "b", 1), None);
        assert_eq!(again("A-2", "b", 2).as_deref(), Some("on line 7 of `a`"));
        assert_eq!(again("A-3", "b", 3).as_deref(), Some("on line 1"));
    }
}
