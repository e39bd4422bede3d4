use std::path::PathBuf;

use sightline_engine::sample::{self, Past, Register, Rules, compare};

use super::frame;
use super::register::Kept;
use crate::catalog;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural, visible};

/// Draw again, and say whether it is the same
///
/// Takes the seed, the day and everything else from the register, draws again from the cases as they are now, and names
/// every case that came, left, or has another fate. Exits with 1 where anything differs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline sample replay q3.csv
  sightline sample replay q3.csv --cases cases.jsonl
  sightline sample replay D-0f1e2d3c4b5a")]
pub(super) struct Arguments {
    /// The file of a register, or the id of a draw in the store
    #[arg(value_name = "REGISTER|ID")]
    register: String,
    /// The case records to draw from [default: those in the store]
    #[arg(long, value_name = "FILE")]
    cases: Option<PathBuf>,
    /// The file that keeps cases, audits and draws [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// The register of an earlier draw that was left out and is not stored; may be given several times
    #[arg(long, value_name = "REGISTER")]
    earlier: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let kept = Kept::find(arguments.store.as_deref(), workspace.as_ref());
    let (register, text) = kept.one(&arguments.register)?;
    let id = visible(register.id());
    if !register.is_as_written() {
        return Err(Failure::problem(format!(
            "the register of {id} was changed after it was written"
        ))
        .help("replay the one in the store: `sightline sample replay` and its id"));
    }
    let plan = register.plan();
    let (loaded, template) = catalog::named(&plan.template, console)?;
    let mut mistakes = Mistakes::new(Format::Human);
    let rules = match Rules::new(plan, &template, &frame::files(loaded.files)) {
        Ok(rules) => rules,
        Err(wrong) => {
            mistakes.show(&wrong, console.err())?;
            return mistakes.close(console);
        }
    };
    let mut past = Past::of(plan)?;
    for one in earlier(&register, &kept.named(&arguments.earlier)?, &kept)? {
        past.draw(&one);
    }
    if !kept.audits(&mut past)? {
        console.say("no store was found, so nothing was left out for having been audited")?;
    }
    let cases = arguments.cases.as_deref();
    let frame = frame::gather(cases, &kept, &rules, &mut mistakes, console)?;
    if mistakes.has_errors() {
        return mistakes.close(console);
    }
    let again = sample::draw(plan, &frame, &past)?;
    let differences = compare(&register, &again);
    if differences.is_empty() {
        let bytes = if again.register() == text {
            ", byte for byte"
        } else {
            ""
        };
        let n = plural(again.rows.len(), "case");
        console
            .out()
            .line(format_args!("{id}: the same again from {n}{bytes}"))?;
        return Ok(Exit::Fine);
    }
    let n = plural(differences.len(), "difference");
    console.out().line(format_args!("{id}: {n}"))?;
    for one in &differences {
        console.out().line(visible(&one.to_string()))?;
    }
    Ok(Exit::Problems)
}

/// The earlier draws that a plan left out, from those that were named or from the store.
fn earlier(register: &Register, named: &[Register], kept: &Kept) -> Result<Vec<Register>, Failure> {
    let one = |id: &String| match named.iter().find(|one| one.id() == id) {
        Some(one) => Ok(one.clone()),
        None => {
            let stored = kept
                .text(id)
                .and_then(|text| Register::read(&text).map_err(Failure::from));
            stored
                .map_err(|failure| failure.help("name the register of that draw with `--earlier`"))
        }
    };
    register.plan().earlier.iter().map(one).collect()
}
