//! Reports that were signed off come out as they were, until somebody restates them.

use sightline_report::{Audience, Headings, Published, Report, Restates, changes};
use sightline_store::{Publication, SqliteStore, Store as _};

use super::{Wanted, make as make_anew};
use crate::console::Console;
use crate::exit::Failure;
use crate::files::workspace::Workspace;

/// What a report for everybody has in what it is kept under.
const PUBLIC: &str = "public";

/// How a report is to be signed off.
#[derive(Debug)]
pub(crate) struct Signing {
    /// The report's name.
    pub(crate) report: String,
    /// Whether it is to be kept.
    pub(crate) signs: bool,
    /// Why a signed-off one is to be replaced.
    pub(crate) restate: Option<String>,
}

/// Makes a report, or the same again where it was signed off; says too how many audits the period has.
pub(crate) fn make(
    store: &mut SqliteStore,
    wanted: Wanted,
    signing: &Signing,
    workspace: Option<&Workspace>,
    console: &mut Console,
) -> Result<(Report, u64), Failure> {
    let words = words(&signing.report, &wanted);
    let all = store.read().and_then(|read| read.publications())?;
    let published = published(&all)?;
    let last = all.into_iter().rfind(|one| one.report == words);
    let was = last
        .as_ref()
        .and_then(|one| Some((one, Report::from_kept(&one.body)?)));
    let today = wanted.today;
    let wanted = Wanted {
        published,
        restates: match (&signing.restate, &was) {
            (Some(because), Some((one, was))) => Some(Restates::new(
                was,
                one.date.format("%-d %B %Y").to_string(),
                because.trim_end_matches('.'),
            )),
            _ => None,
        },
        ..wanted
    };
    let (report, n_audits) = make_anew(store, wanted, workspace, console)?;
    if let (None, Some((one, was))) = (&signing.restate, &was) {
        let changed = changes(was, &report);
        if let Some([table, row, column, was, is]) = changed.first() {
            console.say(format_args!(
                "warning: {} differ from the report that was signed off on {}, which is written as it was; the first: {table}, {row}, \
                 {column}: {was}, now {is}. `--restate \"why\"` makes a restated report that lists them",
                crate::render::plural(changed.len(), "number"),
                one.date
            ))?;
        }
        return Ok((was.clone(), n_audits));
    }
    if signing.restate.is_some() && was.is_none_or(|(_, was)| changes(&was, &report).is_empty()) {
        let failure = Failure::usage(
            "nothing differs from a signed-off report, so there is nothing to restate",
        );
        return Err(failure.help("make it without `--restate`; it comes out as it was"));
    }
    if signing.signs {
        let publication = Publication {
            report: words,
            date: today,
            because: signing.restate.clone().unwrap_or_default(),
            body: report.kept(),
        };
        let mut txn = store.write()?;
        txn.publish(&publication)?;
        txn.commit()?;
    }
    Ok((report, n_audits))
}

/// What public reports showed and hid, earliest first. One that cannot be read hid something that nobody knows of any more.
fn published(all: &[Publication]) -> Result<Vec<Published>, Failure> {
    let mut published = Vec::new();
    for one in all {
        match Report::from_kept(&one.body) {
            Some(report) => published.extend(report.published),
            None if one.report.split(' ').any(|word| word == PUBLIC) => {
                let failure = Failure::problem(format!(
                    "the report `{}` of {} was kept by another version of the program, so what it hid is not known",
                    one.report, one.date
                ));
                return Err(failure.help("make reports for everybody with that version"));
            }
            None => {}
        }
    }
    Ok(published)
}

/// What makes two reports the same report.
fn words(name: &str, wanted: &Wanted) -> String {
    let audience = match wanted.audience {
        Audience::Internal => "internal",
        Audience::Public => PUBLIC,
    };
    let headings = match wanted.headings {
        Headings::Plain => "",
        Headings::SignsOfSafety => " signs-of-safety",
    };
    let only = [
        ("team", &wanted.only.team),
        ("service", &wanted.only.service),
        ("template", &wanted.only.template),
    ];
    let only = only.into_iter().filter_map(|(word, one)| {
        let one = one.as_ref()?;
        Some(format!(" {word} {one}"))
    });
    let only: String = only.collect();
    format!("{name} {} {audience}{headings}{only}", wanted.period)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d07_a_public_report_that_cannot_be_read_lets_no_other_out() {
        let kept = |report: &str| Publication {
            report: report.to_owned(),
            date: chrono::NaiveDate::from_ymd_opt(2025, 10, 10).unwrap_or_default(),
            because: String::new(),
            body: "{}".to_owned(),
        };
        assert!(published(&[kept("board 2025-26-Q2 internal")]).is_ok());
        assert!(published(&[kept("board 2025-26-Q2 public service East")]).is_err());
    }
}
