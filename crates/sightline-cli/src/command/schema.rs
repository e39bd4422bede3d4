use clap::ValueEnum;
use sightline_engine::{example_schema, schema, shared_schema};
use sightline_report::report_schema;

use crate::console::Console;
use crate::exit::{Exit, Failure};

/// Print the JSON Schema of a template
///
/// Editors that know YAML schemas complete keys and mark mistakes while a template is typed. Templates that Sightline
/// writes name `_shared/template.schema.json` in their first line.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline schema > audit-templates/_shared/template.schema.json")]
pub(super) struct Arguments {
    /// Of which kind of file
    #[arg(long, value_enum, default_value_t)]
    of: Kind,
}

/// The kinds of files that an author writes or a program reads.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Kind {
    /// A template
    #[default]
    Template,
    /// A worked case
    Example,
    /// A file of shared lists
    Shared,
    /// A report as `sightline report --format json` writes it
    Report,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let schema = match arguments.of {
        Kind::Template => format!("{:#}", schema()),
        Kind::Example => format!("{:#}", example_schema()),
        Kind::Shared => format!("{:#}", shared_schema()),
        Kind::Report => report_schema().trim_end().to_owned(),
    };
    console.out().line(schema)?;
    Ok(Exit::Fine)
}
