use std::path::{Path, PathBuf};

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::files::{self, shown};
use crate::shipped;

/// What a new template starts from, and a case worked through by hand.
const TEMPLATE: &str = include_str!("new/template.yaml");
const EXAMPLE: &str = include_str!("new/example.yaml");

/// Write a template to start from, with one worked case
///
/// Writes `audit-templates/<TEMPLATE>/template.yaml` and a worked case that passes, and where the workspace has none
/// the shared scales and themes that they use. Nothing that is there already is touched.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline new supervision-audit
  sightline check audit-templates/supervision-audit
  sightline test supervision-audit")]
pub(super) struct Arguments {
    /// The new template's id: letters, digits and hyphens, such as supervision-audit
    #[arg(value_name = "TEMPLATE")]
    template: String,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let id = arguments.template.as_str();
    if !is_id(id) {
        let failure = Failure::usage(format!("`{id}` cannot be the id of a template"));
        return Err(failure.help("start with a letter and go on with letters, digits and hyphens"));
    }
    let templates = Workspace::here()?.map_or_else(
        || PathBuf::from("audit-templates"),
        |workspace| workspace.templates,
    );
    let folder = templates.join(id);
    if folder.exists() {
        let failure = Failure::environment(format!("there is a template `{id}` already"));
        return Err(failure.help(format!(
            "look into `{}`, or take another id",
            shown(&folder)
        )));
    }
    write_shared(&templates)?;
    for (name, text) in [
        ("template.yaml", TEMPLATE),
        ("examples/first.yaml", EXAMPLE),
    ] {
        let text = text
            .replace("TEMPLATE-ID", id)
            .replace("TEMPLATE-TITLE", &title(id));
        let path = folder.join(name);
        files::write(&path, text.as_bytes())?;
        console.out().line(shown(&path))?;
    }
    console.say(format_args!(
        "edit the first, then run `sightline check` and `sightline test {id}`"
    ))?;
    Ok(Exit::Fine)
}

/// Writes the shared lists where there are none.
fn write_shared(templates: &Path) -> Result<(), Failure> {
    let schema = shipped::schema();
    let shipped = shipped::templates()
        .iter()
        .map(|(path, text)| (*path, *text));
    for (path, text) in shipped.chain([(shipped::SCHEMA, schema.as_str())]) {
        let Some(name) = shipped::shared_list(path) else {
            continue;
        };
        let path = templates.join("_shared").join(name);
        if !path.exists() {
            files::write(&path, text.as_bytes())?;
        }
    }
    Ok(())
}

fn is_id(id: &str) -> bool {
    let starts_well = id.starts_with(|c: char| c.is_ascii_alphabetic());
    starts_well && id.len() <= 60 && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// `supervision-audit` as a first title: `Supervision audit`.
fn title(id: &str) -> String {
    let mut letters = id.chars().map(|c| if c == '-' { ' ' } else { c });
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
