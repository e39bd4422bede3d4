use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use serde_json::json;
use sightline_engine::calendar::Period;
use sightline_engine::{CompiledTemplate, Disagreement};
use sightline_store::{Filter, Store as _, StoredAudit};

use super::super::{explain, measures};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::files::workspace::Workspace;
use crate::keep;
use crate::render::{csv_line, plural};

/// List answers that differ from what the case record said
///
/// For the team that looks after case records: each answer of an audit in the store that was not what the record suggested, with
/// where the record's value was read and the auditor's reason. The values are about children. The list is for people who may see
/// those records, and nothing of it is in any report.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sightline cases disagreements --period 2025-26-Q2
  sightline cases disagreements --period 2025-26-Q2 --format csv > to-put-right.csv")]
pub(super) struct Arguments {
    /// Audits of this quarter, half year, year or days: 2025-26-Q2, 2025-26-H1, 2025-26 or 2025-04-01..2025-06-14 [default: all]
    #[arg(long, value_name = "PERIOD", value_parser = measures::period)]
    period: Option<Period>,
    /// The file that keeps audits [default: the workspace's]
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,
    /// Print one JSON object a line; the same as `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// How the list is shown
    #[arg(long, value_enum, default_value_t)]
    format: Shown,
}

/// How the list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// Some lines of words for each
    #[default]
    Human,
    /// A table for a spreadsheet
    Csv,
    /// One JSON object a line, for programs
    Json,
}

const COLUMNS: [&str; 9] = [
    "case", "audit", "date", "template", "question", "record", "source", "answered", "reason",
];

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit, Failure> {
    let workspace = Workspace::here()?;
    let path = keep::path(arguments.store.as_deref(), workspace.as_ref())?;
    let mut store = keep::open_to_read(&path)?;
    let read = store.read()?;
    let mut ids = Vec::new();
    let each = read.each_audit(&Filter::default(), &mut |row| {
        if arguments
            .period
            .is_none_or(|period| period.contains(row.date))
        {
            ids.push(row.id.to_owned());
        }
        ControlFlow::Continue(())
    });
    each?;
    let format = if arguments.json {
        Shown::Json
    } else {
        arguments.format
    };
    if format == Shown::Csv {
        console.out().text(&csv_line(&COLUMNS))?;
    }
    let mut templates: BTreeMap<String, Arc<CompiledTemplate>> = BTreeMap::new();
    let (mut n, mut n_without) = (0, 0);
    for id in ids {
        let audit = read.audit(&id, None)?;
        let digest = audit.template.reference.digest.clone();
        let template = match templates.get(&digest) {
            Some(template) => Arc::clone(template),
            None => {
                let template = explain::template(&audit)?;
                templates.insert(digest, Arc::clone(&template));
                template
            }
        };
        for one in template.disagreements(&audit.answers) {
            n += 1;
            n_without += usize::from(one.reason.is_empty());
            console.out().text(&shown(&audit, &one, format))?;
        }
    }
    let without = match n_without {
        0 => String::new(),
        n => format!(", {n} without a reason"),
    };
    console.say(format_args!(
        "{}{without}; this is about children: for those who look after case records, and for no report",
        plural(n, "disagreement")
    ))?;
    Ok(Exit::Fine)
}

fn shown(audit: &StoredAudit, one: &Disagreement, format: Shown) -> String {
    let date = audit.date.to_string();
    let cells = [
        audit.case.id.as_str(),
        &audit.id,
        &date,
        &audit.template.reference.id,
        &one.question,
        &one.record,
        &one.source,
        &one.answered,
        &one.reason,
    ];
    match format {
        Shown::Csv => csv_line(&cells),
        Shown::Json => {
            let named = COLUMNS.iter().zip(cells);
            let object: serde_json::Map<_, _> = named
                .map(|(name, cell)| ((*name).to_owned(), json!(cell)))
                .collect();
            format!("{}\n", serde_json::Value::Object(object))
        }
        Shown::Human => {
            let reason = if one.reason.is_empty() {
                "nobody said why"
            } else {
                &one.reason
            };
            format!(
                "case {}, audit {} of {date}, question {}: {}\n    the record said  {}  ({})\n    answered         {}\n    because          {reason}\n",
                audit.case.id,
                audit.id,
                one.question,
                one.ask,
                one.record,
                one.source,
                one.answered
            )
        }
    }
}
