//! Reports that are kept, and what those for everybody showed and hid.

use sightline_report::{Audience, Headings, Published, Report, Spec};
use sightline_store::{Publication, StoreRead};

use crate::FiguresError;

/// What a report for everybody has in what it is kept under.
const PUBLIC: &str = "public";

/// What a report is kept under: two with the same words are the same report, and the later one restates the earlier.
///
/// ```
/// # use sightline_engine::calendar::Quarter;
/// # use sightline_report::{Audience, Spec};
/// let spec = Spec::new("Sampleshire", Quarter { year: 2025, n: 2 }, "2025-10-06".parse()?);
/// assert_eq!(sightline_figures::kept_under("board", &spec), "board 2025-26-Q2 internal");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn kept_under(name: &str, spec: &Spec) -> String {
    let audience = match spec.audience {
        Audience::Internal => "internal",
        Audience::Public => PUBLIC,
    };
    let headings = match spec.headings {
        Headings::Plain => "",
        Headings::SignsOfSafety => " signs-of-safety",
    };
    let only = [
        ("team", &spec.only.team),
        ("service", &spec.only.service),
        ("template", &spec.only.template),
    ];
    let only: String = only
        .into_iter()
        .filter_map(|(word, one)| Some(format!(" {word} {}", one.as_ref()?)))
        .collect();
    format!("{name} {} {audience}{headings}{only}", spec.period)
}

/// A report as it is kept for good, for [`publish`](sightline_store::StoreTxn::publish).
///
/// Keep each report for everybody before anybody is given it: what it shows and hides decides what later ones may show.
#[must_use]
pub fn publication(name: &str, spec: &Spec, report: &Report) -> Publication {
    let restated = report.context.restated.as_ref();
    Publication {
        report: kept_under(name, spec),
        date: spec.prepared_on,
        because: restated.map_or_else(String::new, |one| one.because.clone()),
        body: report.kept(),
    }
}

/// What reports for everybody showed and hid, earliest first. One that cannot be read hid something that nobody knows of any more.
pub(crate) fn published(read: &dyn StoreRead) -> Result<Vec<Published>, FiguresError> {
    let mut published = Vec::new();
    for one in read.publications()? {
        match Report::from_kept(&one.body) {
            Some(report) => published.extend(report.published),
            None if one.report.split(' ').any(|word| word == PUBLIC) => {
                return Err(FiguresError::Unreadable {
                    report: one.report,
                    date: one.date,
                });
            }
            None => {}
        }
    }
    Ok(published)
}
