use sightline_engine::calendar::Quarter;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::mistakes::Mistakes;
use crate::render::{Format, plural};
use crate::vignettes;

/// List the vignettes by quarter and theme
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  sightline themes vignette list --period 2025-26-Q2")]
pub(super) struct Arguments {
    /// Only those of this quarter, such as 2025-26-Q2
    #[arg(long, value_name = "PERIOD", value_parser = super::super::report::quarter)]
    period: Option<Quarter>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let Some(workspace) = Workspace::here()? else {
        return Err(
            Failure::usage("there is no workspace here that has vignettes")
                .help("make one with `sightline init`"),
        );
    };
    let shared = super::shared(Some(&workspace), console)?;
    let (mut all, wrong) = vignettes::load(&workspace, &shared)?;
    let mut mistakes = Mistakes::new(Format::Human);
    mistakes.show(&wrong, console.err())?;
    all.retain(|one| {
        arguments
            .period
            .is_none_or(|period| one.value.period == period)
    });
    all.sort_by(|a, b| (a.value.period, &a.value.theme).cmp(&(b.value.period, &b.value.theme)));
    for one in &all {
        let vignette = &one.value;
        console.out().line(format_args!(
            "{}  {} in {}, chosen by {}, checked on {}\n    {}",
            vignette.period,
            vignette.kind.id(),
            vignette.theme,
            vignette.chosen_by,
            vignette.checked_on,
            vignette
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        ))?;
    }
    console.say(plural(all.len(), "vignette"))?;
    mistakes.close(console)
}
