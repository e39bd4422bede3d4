use std::path::PathBuf;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::SETTINGS;
use crate::files::{self, shown};
use crate::shipped;

/// What a workspace says about itself at first.
const FIRST_SETTINGS: &str = include_str!("init/sightline.yaml");

/// Make a workspace
///
/// Writes `sightline.yaml`, the templates that come with Sightline, their scripts, and the quarterly report to edit.
/// The templates are examples to adapt: no authority's own, and not Ofsted's. Files that are there already stay as they are.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline init quality
  cd quality
  sightline check")]
pub(super) struct Arguments {
    /// The folder, made where it is missing
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Leave templates, measures and the report out; write only the shared scales, themes, terms, timescales and calendar
    #[arg(long)]
    bare: bool,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let root = &arguments.folder;
    if root.join(SETTINGS).exists() {
        let failure = Failure::environment(format!("`{}` is a workspace already", shown(root)));
        return Err(failure.help("take another folder, or work in this one"));
    }
    let (mut written, mut kept) = (0, 0);
    let schema = shipped::schema();
    let shipped = shipped::templates()
        .iter()
        .map(|(path, text)| (*path, *text));
    let wanted =
        shipped.filter(|(path, _)| !arguments.bare || shipped::shared_list(path).is_some());
    let own = [
        (shipped::SCHEMA, schema.as_str()),
        (SETTINGS, FIRST_SETTINGS),
    ];
    for (path, text) in wanted.chain(own) {
        let path = root.join(path);
        if path.exists() {
            kept += 1;
            console.say(format_args!("left as it is: {}", shown(&path)))?;
        } else {
            written += 1;
            files::write(&path, text.as_bytes())?;
            console.out().line(shown(&path))?;
        }
    }
    for folder in ["audit-templates", "scripts", "reports"] {
        files::make_folder(&root.join(folder))?;
    }
    let kept = if kept == 0 {
        String::new()
    } else {
        format!(", {kept} left as they were")
    };
    console.say(format_args!(
        "{} written{kept}",
        crate::render::plural(written, "file")
    ))?;
    Ok(Exit::Fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_has_the_report_to_edit() {
        let folder = tempfile::tempdir().unwrap();
        let mut console = Console::new(Box::new(std::io::sink()), Box::new(std::io::sink()));
        for (name, bare) in [("whole", false), ("bare", true)] {
            let folder = folder.path().join(name);
            run(
                &Arguments {
                    folder: folder.clone(),
                    bare,
                },
                &mut console,
            )
            .unwrap();
            let report =
                std::fs::read_to_string(folder.join("audit-templates/_reports/quarterly.md")).ok();
            assert_eq!(
                report.as_deref(),
                (!bare).then_some(sightline_report::QUARTERLY)
            );
        }
    }
}
