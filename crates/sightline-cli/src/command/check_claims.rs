use std::path::{Path, PathBuf};

use sightline_engine::Diagnostics;
use sightline_report::LONGEST_REPORT;
use sightline_report::claims::{Checked, ClaimData, LARGEST_WORD, Verdict, check, check_word};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural, visible};

/// Check the figures and claims of a written report
///
/// Reads a report in Markdown, HTML or Word, whoever wrote it, and says which of its claims do not hold: percentages beside their counts,
/// lists and tables that should sum, changes, colours against targets, dates. What it cannot judge it names, and that fails nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline check-claims report.md
  sightline check-claims report.docx --data measures.jsonl
  sightline check-claims report.md --data known.csv --format json")]
pub(super) struct Arguments {
    /// The report: Markdown, HTML or a Word document (.docx)
    #[arg(value_name = "REPORT")]
    report: PathBuf,
    /// Measures to hold the report against: what `sightline measures --format json` prints, or a table with name, numerator
    /// and denominator; may be given several times
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// List the claims that hold as well
    #[arg(long)]
    all: bool,
    /// How claims are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let mut wrong = Mistakes::new(Format::Human);
    let mut data = ClaimData::default();
    for path in &arguments.data {
        let told = match files::text_up_to(path, LONGEST_REPORT)? {
            Ok(file) => data.read(&file),
            Err(told) => told,
        };
        wrong.show(&told, console.err())?;
    }
    let found = match checked(&arguments.report, &data)? {
        Ok(found) => Some(found),
        Err(told) => {
            wrong.show(&told, console.err())?;
            None
        }
    };
    // Held against half of the data, a report would seem to hold.
    let Some(found) = found.filter(|_| !wrong.has_errors()) else {
        return wrong.close(console);
    };
    let mut mistakes = Mistakes::new(arguments.format);
    let mut counted = Counted::default();
    for one in found {
        counted.count(&one);
        show(&one, arguments, &mut mistakes, console)?;
    }
    console.say(counted)?;
    Ok(if counted.fail > 0 {
        Exit::Problems
    } else {
        Exit::Fine
    })
}

/// The claims of a report, or what keeps it from being read.
fn checked(path: &Path, data: &ClaimData) -> Result<Result<Vec<Checked>, Diagnostics>, Failure> {
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let is_word = ["docx", "docm", "dotx", "doc"].map(|word| Some(word.into()));
    if is_word.contains(&ending) {
        let bytes = files::bytes(path, LARGEST_WORD as u64)?;
        return Ok(check_word(&files::shown(path), &bytes, data));
    }
    let text = files::text_up_to(path, LONGEST_REPORT)?;
    Ok(text.map(|report| check(&report, data)))
}

fn show(
    one: &Checked,
    arguments: &Arguments,
    mistakes: &mut Mistakes,
    console: &mut Console,
) -> Result<(), Failure> {
    if arguments.format == Format::Json {
        if arguments.all || one.verdict != Verdict::Holds {
            let text = serde_json::to_string(one).map_err(std::io::Error::from)?;
            console.out().line(text)?;
        }
        return Ok(());
    }
    match one.diagnostic() {
        Some(told) => mistakes.show(&Diagnostics::from(told), console.out()),
        None if arguments.all => {
            let computed = one.computed.as_deref().unwrap_or_default();
            let place = one.place.as_ref().map(|place| format!(" ({place})"));
            console.out().line(format_args!(
                "holds: {}{}: {}: {computed}\n",
                one.at,
                visible(&place.unwrap_or_default()),
                visible(&one.claim)
            ))
        }
        None => Ok(()),
    }
}

/// How many claims came to what.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    hold: usize,
    fail: usize,
    open: usize,
}

impl Counted {
    fn count(&mut self, one: &Checked) {
        match one.verdict {
            Verdict::Holds => self.hold += 1,
            Verdict::Fails(_) => self.fail += 1,
            Verdict::NotJudged(_) => self.open += 1,
        }
    }
}

impl std::fmt::Display for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let holds = if self.hold == 1 { "holds" } else { "hold" };
        let does = if self.fail == 1 { "does" } else { "do" };
        write!(
            f,
            "{} {holds}, {} {does} not, {} could not be judged",
            plural(self.hold, "claim"),
            self.fail,
            self.open
        )
    }
}
