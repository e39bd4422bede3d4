use std::path::PathBuf;

use serde_json::json;
use sightline_engine::calendar::Quarter;
use sightline_store::{Filter, Store as _, StoreRead, TextPart, ThemeCode, Verdict};

use super::text::{Templates, excerpt};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::keep;
use crate::render::plural;

/// List the themes that wait for a person
///
/// Each with its number, the words that were found, the audit and question they stand in, and the rule. Decide with
/// `sightline themes accept`, `reject` or `recode`. The texts are about children: the list is for people who may read audits.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline themes review
  sightline themes review --period 2025-26-Q2 --theme drift-and-delay
  sightline themes review --all --json")]
pub(super) struct Arguments {
    /// Only audits of this quarter, such as 2025-26-Q2
    #[arg(long, value_name = "PERIOD", value_parser = super::super::report::quarter)]
    period: Option<Quarter>,
    /// Only this theme
    #[arg(long, value_name = "ID")]
    theme: Option<String>,
    /// Also those that were decided, with what was decided
    #[arg(long)]
    all: bool,
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let path = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
    let mut store = keep::open_to_read(&path)?;
    let read = store.read()?;
    let filter = arguments
        .period
        .map_or_else(Filter::default, Filter::quarter);
    let mut templates = Templates::default();
    let (mut waiting, mut decided) = (0, 0);
    for one in read.theme_codes(&filter)? {
        let is_of = |theme: &String| {
            one.proposed.theme == *theme || one.counts().is_some_and(|(id, _)| id == theme)
        };
        if !arguments.theme.as_ref().is_none_or(is_of) {
            continue;
        }
        if one.waits() {
            waiting += 1;
        } else {
            decided += 1;
            if !arguments.all {
                continue;
            }
        }
        let words = words(&one, &*read, &mut templates)?;
        if arguments.json {
            console.out().line(data(&one, &words))?;
        } else {
            console.out().text(&shown(&one, &words))?;
        }
    }
    console.say(format_args!(
        "{} waiting, {decided} decided",
        plural(waiting, "proposal")
    ))?;
    Ok(Exit::Fine)
}

/// The words that were found, as they stand in the audit.
fn words(
    one: &ThemeCode,
    read: &dyn StoreRead,
    templates: &mut Templates,
) -> Result<String, Failure> {
    let proposed = &one.proposed;
    let audit = read.audit(&proposed.audit, Some(proposed.revision))?;
    let texts = templates.texts(&audit)?;
    let text = texts
        .iter()
        .find(|text| text.question == proposed.question && text.part == proposed.part);
    Ok(text.map_or_else(String::new, |text| excerpt(text.text, &proposed.at)))
}

fn shown(one: &ThemeCode, words: &str) -> String {
    let proposed = &one.proposed;
    let part = match proposed.part {
        TextPart::Comment => "the comment on",
        TextPart::Answer => "the answer to",
    };
    let mut text = format!(
        "{}  {} in {}\n    {words}\n    {part} {} of audit {} ({}, {}), found by `{}`\n",
        one.id,
        proposed.kind.id(),
        proposed.theme,
        proposed.question,
        proposed.audit,
        one.template,
        one.quarter,
        proposed.rule
    );
    for decision in &one.decisions {
        let verdict = match &decision.verdict {
            Verdict::Accepted | Verdict::Rejected => decision.verdict.id().to_owned(),
            Verdict::Recoded { theme, kind } => format!("recoded as {} in {theme}", kind.id()),
        };
        let because = decision
            .because
            .as_ref()
            .map_or_else(String::new, |why| format!(": {why}"));
        text.push_str(&format!(
            "    {verdict} by {} on {}{because}\n",
            decision.by, decision.date
        ));
    }
    text
}

fn data(one: &ThemeCode, words: &str) -> serde_json::Value {
    let proposed = &one.proposed;
    let decisions: Vec<_> = one
        .decisions
        .iter()
        .map(|decision| {
            let recoded = match &decision.verdict {
                Verdict::Recoded { theme, kind } => json!({ "theme": theme, "kind": kind.id() }),
                Verdict::Accepted | Verdict::Rejected => serde_json::Value::Null,
            };
            json!({
                "verdict": decision.verdict.id(), "recoded": recoded, "by": decision.by,
                "date": decision.date.to_string(), "because": decision.because,
            })
        })
        .collect();
    let counts = one
        .counts()
        .map(|(theme, kind)| json!({ "theme": theme, "kind": kind.id() }));
    json!({
        "id": one.id, "audit": proposed.audit, "template": one.template, "quarter": one.quarter.to_string(),
        "question": proposed.question, "part": proposed.part.id(), "theme": proposed.theme, "kind": proposed.kind.id(),
        "rule": proposed.rule, "words": words, "decisions": decisions, "counts": counts,
    })
}
