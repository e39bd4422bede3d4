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
/// instead. A template without a worked case fails.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline test
  sightline test life-story-work")]
pub(super) struct Arguments {
    /// Ids or folders of templates [default: all of the workspace]
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
        for template in loaded.catalog.templates() {
            try_out(
                &loaded,
                template,
                arguments.format,
                &mut tried,
                &mut mistakes,
                console,
            )?;
        }
    }
    for name in &arguments.templates {
        let (loaded, template) = catalog::named(name, console)?;
        let own = about(&loaded, &template);
        mistakes.show(&own, console.out())?;
        try_out(
            &loaded,
            &template,
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

#[derive(Debug, Default)]
struct Tried {
    n: usize,
    n_failed: usize,
}

fn try_out(
    loaded: &Loaded,
    template: &CompiledTemplate,
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
    for example in examples {
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
