//! Registers, in files and in the store, and what the store knows of cases.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use sightline_engine::model::Case;
use sightline_engine::sample::{Draw, Past, Register};
use sightline_store::{Filter, Replacement, SqliteStore, Store as _, StoredDraw};

use crate::exit::Failure;
use crate::files::workspace::Workspace;
use crate::{files, keep};

/// The most bytes that a register may have: some millions of cases.
const LARGEST: u64 = 512 * 1024 * 1024;

/// The word for every draw that is stored.
const ALL: &str = "all";

/// The store of draws, audits and cases, if there is one.
#[derive(Debug)]
pub(super) struct Kept {
    path: Option<PathBuf>,
}

impl Kept {
    /// The file that was named, or the workspace's.
    pub(super) fn find(named: Option<&Path>, workspace: Option<&Workspace>) -> Self {
        let path = named.map(Path::to_path_buf);
        Self {
            path: path.or_else(|| workspace.map(|workspace| workspace.store.clone())),
        }
    }

    /// Opens it to be read, or says what is missing.
    fn open(&self) -> Result<SqliteStore, Failure> {
        match &self.path {
            Some(path) => keep::open_to_read(path),
            None => keep::path(None, None).and_then(|path| keep::open_to_read(&path)),
        }
    }

    fn is_there(&self) -> bool {
        self.path.as_ref().is_some_and(|path| path.exists())
    }

    /// Shows every case.
    pub(super) fn cases(
        &self,
        show: &mut dyn FnMut(Case) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        let from = "name a file of case records with `--cases`, or fill a store with `sightline cases import`";
        let mut store = self.open().map_err(|failure| failure.help(from))?;
        let read = store.read()?;
        read.each_case(show).map_err(Failure::from)
    }

    /// Tells a past about every audit; false where there is no store and nobody knows of any.
    pub(super) fn audits(&self, past: &mut Past) -> Result<bool, Failure> {
        if !self.is_there() {
            return Ok(false);
        }
        let mut store = self.open()?;
        let read = store.read()?;
        let each = read.each_audit(&Filter::default(), &mut |row| {
            past.audit(row.case, row.date);
            ControlFlow::Continue(())
        });
        each.map_err(Failure::from).map(|()| true)
    }

    /// The draws that are named by a file or an id, or all that are stored.
    pub(super) fn named(&self, names: &[String]) -> Result<Vec<Register>, Failure> {
        let mut found: Vec<Register> = Vec::new();
        for name in names {
            if name == ALL {
                found.extend(self.all()?);
            } else {
                found.push(self.one(name)?.0);
            }
        }
        found.sort_by(|a, b| a.id().cmp(b.id()));
        found.dedup_by(|a, b| a.id() == b.id());
        Ok(found)
    }

    /// Every draw that is stored.
    pub(super) fn draws(&self) -> Result<Vec<StoredDraw>, Failure> {
        let mut store = self.open()?;
        let draws = store.read().and_then(|read| read.draws());
        draws.map_err(Failure::from)
    }

    fn all(&self) -> Result<Vec<Register>, Failure> {
        self.draws()?
            .into_iter()
            .map(|draw| Register::read(&draw.register).map_err(Failure::from))
            .collect()
    }

    /// A register and its text, by the file it is in or the id it is stored under.
    pub(super) fn one(&self, name: &str) -> Result<(Register, String), Failure> {
        let text = match files::bytes_if_there(Path::new(name), LARGEST)? {
            Some(bytes) => String::from_utf8(bytes)
                .map_err(|_| Failure::problem(format!("`{name}` is not saved as UTF-8")))
                .map_err(|failure| failure.help("save it as `CSV UTF-8`"))?,
            None => self.text(name)?,
        };
        let register = Register::read(&text)?;
        Ok((register, text))
    }

    /// The register that is stored under an id.
    pub(super) fn text(&self, id: &str) -> Result<String, Failure> {
        if !self.is_there() {
            let message =
                format!("there is no register `{id}`, and no store to look for a draw in");
            return Err(Failure::usage(message)
                .help("name a file that `--register` wrote, or the store with `--store`"));
        }
        let mut store = self.open()?;
        let draw = store.read().and_then(|read| read.draw(id));
        Ok(draw?.register)
    }

    /// Which reserves of a stored draw stand in for which cases.
    pub(super) fn stand_ins(&self, id: &str) -> Result<Vec<Replacement>, Failure> {
        let mut store = self.open()?;
        let found = store.read().and_then(|read| read.replacements(id));
        found.map_err(Failure::from)
    }

    /// Keeps which reserve stands in for a case.
    pub(super) fn replace(&self, new: &Replacement) -> Result<(), Failure> {
        let path = keep::path(self.path.as_deref(), None)?;
        let mut store = keep::open_to_write(&path)?;
        let mut txn = store.write()?;
        txn.add_replacement(new)?;
        txn.commit().map_err(Failure::from)
    }

    /// Keeps a draw, and says where; nowhere, where there is no workspace and no file was named.
    pub(super) fn keep(&self, draw: &Draw) -> Result<Option<PathBuf>, Failure> {
        let Some(path) = &self.path else {
            return Ok(None);
        };
        let mut store = keep::open_to_write(path)?;
        let mut txn = store.write()?;
        let new = StoredDraw {
            id: draw.id.clone(),
            template: draw.plan.template.clone(),
            date: draw.plan.today,
            register: draw.register(),
        };
        txn.add_draw(&new)?;
        txn.commit()?;
        Ok(Some(path.clone()))
    }
}
