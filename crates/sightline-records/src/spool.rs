//! Rows held until all rows of a child are there, in as few bytes as they need.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};

use crate::cell::{Cell, Flaw};

/// Rows by the child that they are about.
#[derive(Default)]
pub(crate) struct Spool {
    bytes: Vec<u8>,
    rows: Vec<Entry>,
}

struct Entry {
    hash: u64,
    at: usize,
}

/// A row taken out again.
pub(crate) struct Held<'a> {
    /// The place of its table among those found.
    pub(crate) place: usize,
    /// Its number in the file.
    pub(crate) number: u64,
    /// The child's id as written.
    pub(crate) id: &'a str,
    /// Column of the layout and cell.
    pub(crate) cells: Vec<(usize, Cell<'a>)>,
}

impl Spool {
    /// Adds a row.
    pub(crate) fn push<'a>(
        &mut self,
        hash: u64,
        place: usize,
        number: u64,
        id: &str,
        cells: impl Iterator<Item = (usize, Cell<'a>)>,
    ) {
        self.rows.push(Entry {
            hash,
            at: self.bytes.len(),
        });
        self.number(place as u64);
        self.number(number);
        self.text(id);
        for (column, cell) in cells {
            let (tag, text) = match &cell {
                Cell::Blank => continue,
                Cell::Text(text) => (1, text.clone()),
                Cell::Number(text) => (2, text.clone()),
                Cell::Date(date) => (3, Cow::Owned(date.num_days_from_ce().to_string())),
                Cell::Flaw(flaw) => {
                    let at = Flaw::ALL.iter().position(|one| one == flaw);
                    (4, Cow::Owned(at.unwrap_or_default().to_string()))
                }
            };
            self.bytes.push(tag);
            self.number(column as u64);
            self.text(&text);
        }
        self.bytes.push(0);
    }

    /// Puts the rows of each child beside each other, in the order in which they were added.
    pub(crate) fn sort(&mut self) {
        self.rows.sort_unstable_by_key(|row| (row.hash, row.at));
    }

    /// Forgets everything and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.rows.clear();
    }

    /// Shows the rows of one child after another, with the id as written and as it is kept; call it after [`Spool::sort`].
    ///
    /// Children come in the order of the ids that are kept for them, whatever the order of the file: that is also the order
    /// of a store's index.
    pub(crate) fn each_child<E>(
        &self,
        kept_id: impl Fn(&str) -> String,
        mut show: impl FnMut(&str, &str, &[Held<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let same_hash = self.rows.chunk_by(|a, b| a.hash == b.hash);
        let mut children: Vec<(String, &[Entry])> = same_hash
            .map(|entries| {
                let id = entries.first().and_then(|entry| self.id(entry.at));
                (id.map(&kept_id).unwrap_or_default(), entries)
            })
            .collect();
        children.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut rows: Vec<Held<'_>> = Vec::new();
        for (kept, entries) in children {
            rows.clear();
            rows.extend(entries.iter().filter_map(|entry| self.held(entry.at)));
            let Some(first) = rows.first().map(|row| row.id) else {
                continue;
            };
            if rows.iter().all(|row| row.id == first) {
                show(first, &kept, &rows)?;
                continue;
            }
            // Two ids may share a hash; then only one of them was turned into the one that is kept.
            rows.sort_by(|a, b| a.id.cmp(b.id));
            for child in rows.chunk_by(|a, b| a.id == b.id) {
                if let Some(first) = child.first() {
                    show(first.id, &kept_id(first.id), child)?;
                }
            }
        }
        Ok(())
    }

    /// The id of a row.
    fn id(&self, at: usize) -> Option<&str> {
        let mut left = self.bytes.get(at..)?;
        number(&mut left)?;
        number(&mut left)?;
        text(&mut left)
    }

    fn held(&self, at: usize) -> Option<Held<'_>> {
        let mut left = self.bytes.get(at..)?;
        let place = usize::try_from(number(&mut left)?).ok()?;
        let row = number(&mut left)?;
        let id = text(&mut left)?;
        let mut cells = Vec::new();
        while let Some(tag) = byte(&mut left).filter(|tag| *tag != 0) {
            let column = usize::try_from(number(&mut left)?).ok()?;
            let says = text(&mut left)?;
            let cell = match tag {
                1 => Cell::Text(Cow::Borrowed(says)),
                2 => Cell::Number(Cow::Borrowed(says)),
                3 => Cell::Date(NaiveDate::from_num_days_from_ce_opt(says.parse().ok()?)?),
                _ => Cell::Flaw(*Flaw::ALL.get(says.parse::<usize>().ok()?)?),
            };
            cells.push((column, cell));
        }
        Some(Held {
            place,
            number: row,
            id,
            cells,
        })
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.bytes.push((n & 0x7f) as u8 | 0x80);
            n >>= 7;
        }
        self.bytes.push((n & 0x7f) as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

fn byte(left: &mut &[u8]) -> Option<u8> {
    let (first, rest) = left.split_first()?;
    *left = rest;
    Some(*first)
}

fn number(left: &mut &[u8]) -> Option<u64> {
    let (mut n, mut shift) = (0_u64, 0);
    loop {
        let byte = byte(left)?;
        n |= u64::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(n);
        }
        shift += 7;
    }
}

fn text<'a>(left: &mut &'a [u8]) -> Option<&'a str> {
    let length = usize::try_from(number(left)?).ok()?;
    let (text, rest) = left.split_at_checked(length)?;
    *left = rest;
    std::str::from_utf8(text).ok()
}

/// A number for an id, the same in every pass.
pub(crate) fn hash(id: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in id.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_child_by_child() {
        let mut spool = Spool::default();
        let cells = || {
            [
                (0, Cell::Text("a\0b".into())),
                (300, Cell::Date("2025-01-01".parse().unwrap())),
                (2, Cell::Blank),
                (3, Cell::Flaw(Flaw::Formula)),
                (4, Cell::Number("1.5".into())),
            ]
        };
        for (n, id) in ["b", "a", "b"].into_iter().enumerate() {
            // One hash for all, so that ids are told apart by themselves.
            spool.push(7, n, 1000 * n as u64, id, cells().into_iter());
        }
        spool.sort();
        let mut seen = Vec::new();
        let shown: Result<(), ()> = spool.each_child(str::to_owned, |id, kept, rows| {
            assert_eq!(id, kept);
            let there: Vec<_> = cells()
                .into_iter()
                .filter(|(_, cell)| !cell.is_blank())
                .collect();
            assert!(rows.iter().all(|row| row.cells == there));
            seen.push((
                id.to_owned(),
                rows.iter().map(|row| row.number).collect::<Vec<_>>(),
            ));
            Ok(())
        });
        shown.unwrap();
        assert_eq!(
            seen,
            [
                ("a".to_owned(), vec![1000]),
                ("b".to_owned(), vec![0, 2000])
            ]
        );
    }
}
