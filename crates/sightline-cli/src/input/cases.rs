//! Case records by their id.

mod each;
mod file;
mod records;

use std::path::Path;
use std::sync::Arc;

pub(crate) use each::each;
use file::CaseFile;
use sightline_engine::model::Case;
use sightline_engine::{Code, Diagnostic, Span};
use sightline_store::{SqliteStore, Store as _, StoreError};

use crate::exit::Failure;
use crate::feed::OnWrong;
use crate::files;
use crate::keep;

/// Case records, found by id without holding them all.
#[derive(Debug)]
pub(crate) struct Cases {
    from: From,
    /// The case that was asked for last; a case's audits mostly come together.
    last: Option<Arc<Case>>,
}

#[derive(Debug)]
enum From {
    File(Box<CaseFile>),
    Store(SqliteStore),
}

impl Cases {
    /// Those of a file, which is read once to learn where each is; wrong lines and repeated cases go to `wrong`.
    pub(crate) fn open(path: &Path, wrong: OnWrong<'_>) -> Result<Option<Self>, Failure> {
        let file = CaseFile::open(path, wrong)?;
        Ok(file.map(|file| Self::from(From::File(Box::new(file)))))
    }

    /// Those that a store holds, each as it stands there now.
    pub(crate) fn stored(store: &Path) -> Result<Self, Failure> {
        if !store.exists() {
            let message = format!("there are no case records in `{}` yet", files::shown(store));
            return Err(Failure::environment(message).help(
                "bring them in with `sightline cases import`, or name a file with `--cases`",
            ));
        }
        keep::open_to_read(store).map(|store| Self::from(From::Store(store)))
    }

    fn from(from: From) -> Self {
        Self { from, last: None }
    }

    /// The case with this id.
    pub(crate) fn get(&mut self, id: &str) -> Result<Option<Arc<Case>>, Failure> {
        if let Some(last) = self.last.as_ref().filter(|last| last.id == id) {
            return Ok(Some(Arc::clone(last)));
        }
        let case = match &mut self.from {
            From::File(file) => file.find(id)?,
            From::Store(store) => {
                let read = store.read()?;
                match read.case(id) {
                    Err(StoreError::NotFound { .. }) => None,
                    case => Some(case?),
                }
            }
        };
        self.last = case.map(Arc::new);
        Ok(self.last.clone())
    }

    /// What is said where an audit's case is not among them.
    pub(crate) fn missing(&self, id: &str, at: &Span) -> Diagnostic {
        let help = match self.from {
            From::File(_) => "add the case to the file of case records, or correct its id here",
            From::Store(_) => {
                "bring its record in with `sightline cases import`, name a file with `--cases`, or correct its id here"
            }
        };
        Diagnostic::error(Code::NO_CASE, at, format!("there is no case record `{id}`")).help(help)
    }
}

#[cfg(test)]
mod tests {
    use sightline_engine::read;

    use super::*;

    fn open(text: &[u8]) -> (Option<Cases>, Vec<String>) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let mut said = Vec::new();
        let cases = Cases::open(file.path(), &mut |wrong| {
            said.extend(
                wrong
                    .iter()
                    .map(|one| format!("{} {}", one.at.line_column().0, one.code)),
            );
            Ok(())
        });
        (cases.unwrap(), said)
    }

    #[test]
    fn a_case_is_found_by_its_id_in_either_form() {
        let lines = "\u{feff}{\"case\":\"C-1\",\"fields\":{\"born\":\"2014-05-01\"}}\r\n\n{\"case\":\"C-2\"}\n";
        let table = "\u{feff}case;born\r\nC-1;2014-05-01\r\n;\r\nC-2;\r\n";
        for text in [lines, table] {
            let (cases, said) = open(text.as_bytes());
            let mut cases = cases.unwrap();
            assert_eq!(said.len(), 0);
            let (second, first) = (
                cases.get("C-2").unwrap().unwrap(),
                cases.get("C-1").unwrap().unwrap(),
            );
            assert_eq!((second.facts.len(), first.facts.len()), (0, 1));
            assert_eq!(first.facts["born"], read::fact_value("2014-05-01"));
            assert!(cases.get("C-3").unwrap().is_none());
        }
    }

    #[test]
    fn every_wrong_line_is_named() {
        let (_, said) = open(b"{\"case\":\"C-1\"}\n{\"case\":\n{\"case\":\"C-1\"}\n{}\n");
        assert_eq!(said, ["2 SL401", "3 SL413", "4 SL412"]);
        let (_, said) = open(b"case,born\nC-1,\nC-1,\nC-2\n,2014-05-01\n");
        assert_eq!(said, ["3 SL413", "4 SL401", "5 SL412"]);
        let (cases, said) = open(b"id,born\nC-1,\n");
        assert!(cases.is_none());
        assert_eq!(said, ["1 SL412"]);
    }

    #[test]
    fn what_is_no_file_of_lines_is_named_as_a_whole() {
        for (text, code) in [
            (&b""[..], "SL104"),
            (b" \n", "SL104"),
            (b"PK\x03\x04\0\0", "SL101"),
            (b"\xff\xfea\0", "SL102"),
        ] {
            let (cases, said) = open(text);
            assert!(cases.is_none());
            assert_eq!(said, [format!("1 {code}")]);
        }
    }
}
