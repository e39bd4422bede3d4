//! A report for everybody: the same report, with nothing in it that could tell of one child.
//!
//! Every count of it comes out of a [`Gate`](pattern::Gate), which has no count that is hidden. What is too fine to be published at
//! all (questions, limits, teams, agreement) is not in it.

mod cells;
mod grades;
mod key;
mod measures;
mod pattern;
pub(crate) mod published;
mod rest;
mod themes;

use std::collections::BTreeMap;

use pattern::Patterns;
pub use published::Published;

use crate::context::{Context, blank};
use crate::data::Data;
use crate::disclose::{LEGEND, LEGEND_TOO_FEW};
use crate::error::ReportError;
use crate::figures::Figures;
use crate::parts::{ModerationPart, actions, chosen, voice};
use crate::spec::Spec;

/// Works out what a public report can say, and what it hides.
pub(crate) fn context(
    figures: &Figures,
    spec: &Spec,
) -> Result<(Context, Vec<Published>), ReportError> {
    let data = Data::new(figures, spec);
    let periods: Vec<_> = data.periods().map(|(period, _)| period).collect();
    if spec.only.team.is_some() || spec.only.template.is_some() {
        return Err(ReportError::NotPublic);
    }
    let service = spec.only.service.as_deref();
    let restated = spec.restates.as_ref().map(|_| spec.period);
    let patterns = Patterns::new(figures, periods, restated, service)?;
    let mut charts = BTreeMap::new();
    let templates = grades::parts(&data, &patterns, &mut charts);
    let pooled = grades::pooled(&data, &patterns, &mut charts);
    let themes = themes::part(&data, &patterns, &mut charts);
    let (measures, chart) = measures::part(&data, &patterns);
    charts.insert("measures".to_owned(), chart);
    let context = Context {
        audience: "public".to_owned(),
        audits: rest::audits(&data, &patterns),
        marking: crate::FOR_ANYBODY.to_owned(),
        summary: rest::summary(&data, &patterns, &themes),
        activity: rest::activity(&data, &patterns),
        method: rest::method(&data, &patterns),
        pooled,
        templates,
        moderation: ModerationPart {
            coverage: rest::coverage(&data, &patterns),
            ..ModerationPart::default()
        },
        themes,
        measures,
        timeliness: rest::timeliness(&data, &patterns),
        voice: voice::part(&data),
        actions: actions::public(&data, &mut charts),
        limits: limits(&data),
        charts,
        ..blank(&data)
    };
    Ok((context, patterns.published))
}

fn limits(data: &Data<'_>) -> Vec<String> {
    vec![
        LEGEND.to_owned(),
        LEGEND_TOO_FEW.to_owned(),
        "Questions, limits, teams, alerts of single audits and agreement between auditors and moderators are too fine to be published.".to_owned(),
        chosen(data),
        "An audit may have findings in several themes, so shares of themes do not add up to 100%; nor do rounded percentages.".to_owned(),
    ]
}
