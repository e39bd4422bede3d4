//! Whoever sits at the terminal is asked how dates are written, once for each file.

use sightline_records::{DateOrder, Question};

use super::report::why;
use crate::console::Console;
use crate::exit::Failure;

/// How often an answer that is none is asked for again.
const TRIES: usize = 3;

/// The order of dates for the source of each question; nothing where nobody is there to ask, or they do not say.
pub(super) fn orders(
    questions: &[Question],
    console: &mut Console,
) -> Result<Option<Vec<(String, DateOrder)>>, Failure> {
    let mut said = Vec::new();
    for file in questions.chunk_by(|one, next| one.file == next.file) {
        let Some(order) = one_file(file, console)? else {
            return Ok(None);
        };
        said.extend(file.iter().map(|one| (one.source.clone(), order)));
    }
    Ok(Some(said))
}

/// Asks about all columns of a file at once: one program wrote them.
fn one_file(questions: &[Question], console: &mut Console) -> Result<Option<DateOrder>, Failure> {
    if !console.can_ask() {
        return Ok(None);
    }
    for one in questions {
        let sheet = one.sheet.as_deref();
        let sheet = sheet.map(|sheet| format!(", {sheet}")).unwrap_or_default();
        console.say(format_args!(
            "{}{sheet}, {}: {}",
            one.file,
            one.column,
            why(one)
        ))?;
    }
    let columns = match questions.len() {
        1 => "this column".to_owned(),
        n => format!("these {n} columns"),
    };
    for _ in 0..TRIES {
        let asked = format!(
            "In {columns}, does the day come first (27/03/2025) or the month (03/27/2025)? [day/month] "
        );
        let Some(line) = console.ask(&asked)? else {
            break;
        };
        match line.trim().to_lowercase().as_str() {
            "d" | "day" | "day-first" | "day first" => return Ok(Some(DateOrder::DayFirst)),
            "m" | "month" | "month-first" | "month first" => {
                return Ok(Some(DateOrder::MonthFirst));
            }
            "" => break,
            _ => console.say("Write `day` or `month`, or nothing to leave it.")?,
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::ffi::OsString;
    use std::io::{self, Write};
    use std::rc::Rc;

    use super::*;
    use crate::{Exit, run};

    #[derive(Clone, Default)]
    struct Words(Rc<RefCell<Vec<u8>>>);

    impl Write for Words {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const PEOPLE: &str = "pers_person_id,pers_sex,pers_dob,pers_expected_dob\n41,F,03/04/2012,\n42,M,01/02/2014,05/06/2014\n";

    /// Imports with somebody there who answers so, and gives what they then saw.
    fn imported(folder: &std::path::Path, answers: &'static str, more: &[&str]) -> (Exit, String) {
        let at = |name: &str| OsString::from(folder.join(name));
        std::fs::write(at("people.csv"), PEOPLE).unwrap();
        let mut all: Vec<OsString> = ["sightline", "cases", "import"].map(OsString::from).into();
        all.extend([at("people.csv"), "--store".into(), at("kept.db")]);
        all.extend(["--layout", "ssd", "--ids-as-written"].map(OsString::from));
        all.extend(more.iter().map(OsString::from));
        let words = Words::default();
        let console = Console::new(Box::new(io::sink()), Box::new(words.clone()));
        let exit = run(all, console.answered_by(Box::new(answers.as_bytes())));
        let said = String::from_utf8(words.0.take()).unwrap();
        (exit, said)
    }

    #[test]
    fn c01_whoever_is_there_is_asked_once_and_not_again() {
        let folder = tempfile::tempdir().unwrap();
        let (exit, said) = imported(folder.path(), "what?\nDay\n", &[]);
        assert_eq!(exit, Exit::Fine, "{said}");
        assert_eq!(said.matches("does the day come first").count(), 2, "{said}");
        assert!(
            said.contains("people.csv, pers_dob: 2 dates can be read"),
            "{said}"
        );
        assert!(said.contains("In these 2 columns,"), "{said}");
        assert!(said.contains("Write `day` or `month`"), "{said}");
        assert!(said.contains("2 new"), "{said}");
        let (exit, said) = imported(folder.path(), "", &[]);
        assert_eq!(exit, Exit::Fine, "{said}");
        assert!(
            said.contains("2 as before") && !said.contains("come first"),
            "{said}"
        );
    }

    #[test]
    fn c01_where_nobody_says_nothing_is_kept() {
        for answers in ["", "\n", "a\nb\nc\nday\n"] {
            let folder = tempfile::tempdir().unwrap();
            let (exit, said) = imported(folder.path(), answers, &[]);
            assert_eq!(exit, Exit::Problems, "{said}");
            assert!(
                said.contains("error[SL427]") && said.contains("nothing was kept"),
                "{said}"
            );
            assert!(!folder.path().join("sightline.sources").exists());
        }
    }

    #[test]
    fn programs_are_never_asked() {
        let folder = tempfile::tempdir().unwrap();
        let (exit, said) = imported(folder.path(), "day\n", &["--json"]);
        assert_eq!((exit, said.as_str()), (Exit::Problems, ""));
    }

    #[test]
    fn a_dry_run_asks_and_remembers_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (exit, said) = imported(folder.path(), "month\n", &["--dry-run"]);
        assert_eq!(exit, Exit::Fine, "{said}");
        assert!(said.contains("would read 2 cases"), "{said}");
        assert!(!folder.path().join("sightline.sources").exists());
    }
}
