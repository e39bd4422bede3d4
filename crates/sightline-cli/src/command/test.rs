use std::path::Path;

use sightline_engine::{CompiledTemplate, Diagnostics, work_through};

use crate::catalog::{self, Loaded};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::sources::Sources;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};

/// Work through the worked cases of templates
///
/// Scores every case in a template's `examples/` and names each expectation that it does not meet, with what came out
/// instead. A template without a worked case fails. The path of a worked case is that case alone.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline test
  sightline test life-story-work
  sightline test audit-templates
  sightline test audit-templates/life-story-work/examples/adoption.yaml")]
pub(super) struct Arguments {
    /// Ids of templates, or templates, worked cases and folders of them [default: all of the workspace]
    #[arg(value_name = "TEMPLATE")]
    templates: Vec<String>,
    /// How mistakes are shown; with json, nothing else is
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let mut mistakes = Mistakes::new(arguments.format);
    let mut tried = Tried::default();
    if arguments.templates.is_empty() {
        let loaded = catalog::load(Sources::here()?);
        mistakes.show(&loaded.diagnostics, console.out())?;
        all_of(
            &loaded,
            None,
            arguments.format,
            &mut tried,
            &mut mistakes,
            console,
        )?;
    }
    for name in &arguments.templates {
        let loaded = catalog::load(Sources::of_name(name)?);
        match (
            loaded.catalog.templates().count(),
            loaded.catalog.templates().next(),
        ) {
            (0, _) if loaded.diagnostics.has_errors() => return Err(loaded.refuse(console)?),
            (0, _) => {
                let message = format!("there is no template in `{name}`");
                return Err(Failure::environment(message));
            }
            // Mistakes in what it might have shared are for `sightline check`.
            (1, Some(only)) => mistakes.show(&about(&loaded, only), console.out())?,
            _ => mistakes.show(&loaded.diagnostics, console.out())?,
        }
        let only = worked_case(name);
        all_of(
            &loaded,
            only,
            arguments.format,
            &mut tried,
            &mut mistakes,
            console,
        )?;
    }
    console.say(format_args!(
        "{} worked through, {} failed",
        plural(tried.n, "case"),
        tried.n_failed
    ))?;
    Ok(if mistakes.has_errors() {
        Exit::Problems
    } else {
        Exit::Fine
    })
}

/// The worked case that a path names, where it names one.
fn worked_case(name: &str) -> Option<&str> {
    let path = Path::new(name);
    let folder = path.parent()?;
    let is_one = folder.file_name()? == "examples" && path.extension()? == "yaml";
    path.file_stem().filter(|_| is_one)?.to_str()
}

/// Tries all templates that were read, or one worked case of them.
fn all_of(
    loaded: &Loaded,
    only: Option<&str>,
    format: Format,
    tried: &mut Tried,
    mistakes: &mut Mistakes,
    console: &mut Console,
) -> Result<(), Failure> {
    for template in loaded.catalog.templates() {
        try_out(loaded, template, only, format, tried, mistakes, console)?;
    }
    Ok(())
}

#[derive(Debug, Default)]
struct Tried {
    n: usize,
    n_failed: usize,
}

fn try_out(
    loaded: &Loaded,
    template: &CompiledTemplate,
    only: Option<&str>,
    format: Format,
    tried: &mut Tried,
    mistakes: &mut Mistakes,
    console: &mut Console,
) -> Result<(), Failure> {
    let id = &template.reference().id;
    let examples = loaded.catalog.examples(id);
    if examples.is_empty() {
        let without = loaded.catalog.without_examples();
        let own = without
            .into_iter()
            .filter(|one| one.at.path() == template.template().source.path());
        mistakes.show(&own.collect(), console.out())?;
    }
    for example in examples
        .iter()
        .filter(|one| only.is_none_or(|only| one.name == only))
    {
        let differences = work_through(template, example);
        let fails = differences.has_errors();
        tried.n += 1;
        tried.n_failed += usize::from(fails);
        if format != Format::Json {
            let word = if fails { "FAILS" } else { "ok   " };
            let about = example
                .about
                .as_deref()
                .and_then(|about| about.lines().next())
                .unwrap_or_default();
            console
                .out()
                .line(format_args!("{word} {id}/{}: {about}", example.name))?;
        }
        mistakes.show(&differences, console.out())?;
    }
    Ok(())
}

/// What is wrong in the template's own folder: a case that cannot be read is a case that does not pass.
fn about(loaded: &Loaded, template: &CompiledTemplate) -> Diagnostics {
    let folder = template
        .template()
        .source
        .path()
        .trim_end_matches("template.yaml");
    let own = loaded
        .diagnostics
        .iter()
        .filter(|one| one.at.path().starts_with(folder));
    own.cloned().collect()
}
