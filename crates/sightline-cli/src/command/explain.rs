use sightline_engine::{Code, did_you_mean};

use crate::console::Console;
use crate::exit::{Exit, Failure};

/// What a code means
///
/// Every mistake that Sightline names has a code such as SL114; this prints what it means and how to put it right.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  sightline explain SL114")]
pub(super) struct Arguments {
    /// A code such as SL114
    #[arg(value_name = "CODE")]
    what: String,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    match Code::find(&arguments.what) {
        Some(code) => explain_code(code, console),
        None => Err(unknown(&arguments.what)),
    }
}

fn explain_code(code: Code, console: &mut Console) -> Result<Exit, Failure> {
    console.out().line(format_args!(
        "{}: {}\n\n{}",
        code.id(),
        code.title(),
        code.explanation()
    ))?;
    Ok(Exit::Fine)
}

fn unknown(what: &str) -> Failure {
    let codes = || Code::ALL.iter().map(|code| code.id());
    let failure = Failure::usage(format!("there is no code `{what}`"));
    match did_you_mean(what, codes()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("use a code as it is printed with a mistake, such as `SL114`"),
    }
}
