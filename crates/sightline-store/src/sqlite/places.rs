//! Where ids were met, when there may be more of them than memory should hold.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::failure::failed;
use crate::StoreError;

/// Two numbers that say where something was met; what they count is up to who asks.
pub type Place = (u64, u64);

/// Ids, and where each was met first.
///
/// A scratch list that belongs to no store: a few of them are in memory, and as many as there are in a temporary file that
/// has no name and is gone when this is dropped. Memory stays below four MiB however many ids there are.
pub struct Places {
    connection: Connection,
}

impl std::fmt::Debug for Places {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Places").finish_non_exhaustive()
    }
}

/// What somebody was waiting for when it failed.
const DOING: &str = "keeping ids in a temporary file";

impl Places {
    /// None yet.
    pub fn new() -> Result<Self, StoreError> {
        // A database without a name is a temporary file, made when the cache is full. Nothing of it is ever undone or read
        // after a crash, so it needs neither a journal nor the disk's word, and one transaction that never ends.
        let connection = Connection::open("").map_err(failed(DOING))?;
        let set_up = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -3072; BEGIN;
            CREATE TABLE place (id TEXT PRIMARY KEY, a INTEGER NOT NULL, b INTEGER NOT NULL) STRICT, WITHOUT ROWID;";
        connection.execute_batch(set_up).map_err(failed(DOING))?;
        Ok(Self { connection })
    }

    /// Keeps an id with its place; where it was met before, gives back that place and changes nothing.
    pub fn put(&mut self, id: &str, (a, b): Place) -> Result<Option<Place>, StoreError> {
        let sql = "INSERT INTO place VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        let added = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut add| add.execute(params![id, a.cast_signed(), b.cast_signed()]));
        match added.map_err(failed(DOING))? {
            0 => self.find(id),
            _ => Ok(None),
        }
    }

    /// Where an id was met.
    pub fn find(&self, id: &str) -> Result<Option<Place>, StoreError> {
        let sql = "SELECT a, b FROM place WHERE id = ?1";
        let found = self.connection.prepare_cached(sql).and_then(|mut find| {
            let place = find.query_row([id], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            });
            place.optional()
        });
        let found = found.map_err(failed(DOING))?;
        Ok(found.map(|(a, b)| (a.cast_unsigned(), b.cast_unsigned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_of_an_id_is_kept() {
        let mut places = Places::new().unwrap();
        assert_eq!(places.put("A-1", (0, 1)).unwrap(), None);
        assert_eq!(places.put("A-2", (u64::MAX, 7)).unwrap(), None);
        assert_eq!(places.put("A-1", (5, 9)).unwrap(), Some((0, 1)));
        assert_eq!(places.find("A-1").unwrap(), Some((0, 1)));
        assert_eq!(places.find("A-2").unwrap(), Some((u64::MAX, 7)));
        assert_eq!(places.find("A-3").unwrap(), None);
        assert_eq!(Places::new().unwrap().find("A-1").unwrap(), None);
    }

    #[test]
    fn more_of_them_than_fit_into_memory_are_all_there_and_most_of_them_are_not_in_memory() {
        let mut places = Places::new().unwrap();
        // In no order, so that pages are left and come back to.
        let id = |n: u64| format!("{:016x}-{n:024}", n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for n in 0..100_000 {
            assert_eq!(places.put(&id(n), (n, n + 1)).unwrap(), None);
        }
        for n in (0..100_000).step_by(97) {
            assert_eq!(places.put(&id(n), (0, 0)).unwrap(), Some((n, n + 1)));
        }
        let pragma = |name: &str| -> i64 {
            let value = places
                .connection
                .pragma_query_value(None, name, |row| row.get(0));
            value.unwrap()
        };
        let held = pragma("cache_size") * -1024;
        assert!(pragma("page_count") * pragma("page_size") > held);
        assert!(held < 4 * 1024 * 1024);
    }
}
