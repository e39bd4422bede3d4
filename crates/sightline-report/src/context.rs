//! Everything a report can say, as plain data.
//!
//! This is all that a report's text can see. It is made from counts and from what is told of the authority's work, so no case and
//! no auditor can reach a report by any placeholder; what people typed is searched before others read it (`searched`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sightline_engine::model::Terms;

use crate::chart::Chart;
use crate::data::Data;
use crate::parts::{
    ActionsPart, ActivityPart, HeadingTexts, LearningPart, MeasuresPart, Method, ModerationPart,
    PeriodText, PooledPart, RestatedPart, SummaryPart, TeamsPart, TemplatePart, ThemesPart,
    TimelinessPart, VoicePart, actions, activity, front, grades, learning, limits, measures,
    method, moderation, teams, themes, timeliness, voice,
};

/// Everything a report can say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Whose report it is.
    pub authority: String,
    /// Who wrote it; empty where the workspace does not say.
    pub author: String,
    /// `internal` or `public`.
    pub audience: String,
    /// Whose or which audits it is about, in words; empty is all of the authority's.
    pub scope: String,
    /// The marking every page carries.
    pub marking: String,
    /// The field's words here, by the id that the shared list gives each.
    pub terms: Terms,
    /// The day the numbers were taken.
    pub prepared_on: String,
    /// The quarter.
    pub period: PeriodText,
    /// What the parts of the summary are called.
    pub headings: HeadingTexts,
    /// How many audits the quarter has.
    pub audits: u64,
    /// The one page that everybody reads.
    pub summary: SummaryPart,
    /// Audits planned beside audits done.
    pub activity: ActivityPart,
    /// Which templates were used, and what changed.
    pub method: Method,
    /// Grades over all templates that share a scale, where more than one does.
    pub pooled: Option<PooledPart>,
    /// Each template's grades and what lies behind them.
    pub templates: Vec<TemplatePart>,
    /// How far grades stood up to a second look.
    pub moderation: ModerationPart,
    /// Strengths and concerns over all templates.
    pub themes: ThemesPart,
    /// Measures beside their targets.
    pub measures: MeasuresPart,
    /// Why reviews were late, and alerts.
    pub timeliness: TimelinessPart,
    /// Teams and services side by side.
    pub teams: TeamsPart,
    /// What children and families said.
    pub voice: VoicePart,
    /// What was to be done, and what became of it.
    pub actions: ActionsPart,
    /// Whether earlier learning helped.
    pub learning: LearningPart,
    /// What changed since the report on this period that was signed off before, and why.
    pub restated: Option<RestatedPart>,
    /// What the numbers cannot say.
    pub limits: Vec<String>,
    /// Charts by the name that `chart:` calls them.
    pub charts: BTreeMap<String, Chart>,
}

/// A part that is counted for the whole authority, and so has no place in a report on a team, a service or a template.
fn of_all<T: Default>(data: &Data<'_>, part: impl FnOnce(&Data<'_>) -> T) -> T {
    if data.spec.only.is_all() {
        part(data)
    } else {
        T::default()
    }
}

/// Everything that colleagues may read.
pub(crate) fn internal(data: &Data<'_>) -> Context {
    let mut charts = BTreeMap::new();
    let templates = grades::parts(data, &mut charts);
    let themes = themes::part(data, &mut charts);
    let moderation = moderation::part(data);
    let (measures, against) = measures::part(data);
    charts.extend([measures::charted(against)]);
    let actions = actions::part(data, &mut charts);
    Context {
        summary: front::summary(data, &themes, &moderation),
        activity: activity::part(data),
        method: method::method(data),
        pooled: grades::pooled(data),
        templates,
        moderation,
        themes,
        measures,
        timeliness: of_all(data, timeliness::part),
        teams: if data.spec.only.team.is_none() {
            teams::part(data)
        } else {
            TeamsPart::default()
        },
        voice: of_all(data, voice::part),
        actions,
        learning: learning::part(data),
        limits: limits::limits(data),
        charts,
        ..blank(data)
    }
}

/// Whose report it is, and on what; everything that is counted is still to come.
pub(crate) fn blank(data: &Data<'_>) -> Context {
    let spec = data.spec;
    Context {
        authority: spec.authority.clone(),
        author: spec.author.clone().unwrap_or_default(),
        audience: "internal".to_owned(),
        scope: front::scope(data),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        terms: spec.terms.clone(),
        prepared_on: crate::number::day(spec.prepared_on),
        period: front::period(spec.period),
        headings: front::headings(spec.headings),
        audits: data.audits(),
        summary: SummaryPart::default(),
        activity: ActivityPart::default(),
        method: Method::default(),
        pooled: None,
        templates: Vec::new(),
        moderation: ModerationPart::default(),
        themes: ThemesPart::default(),
        measures: MeasuresPart::default(),
        timeliness: TimelinessPart::default(),
        teams: TeamsPart::default(),
        voice: VoicePart::default(),
        actions: ActionsPart::default(),
        learning: LearningPart::default(),
        restated: None,
        limits: Vec::new(),
        charts: BTreeMap::new(),
    }
}
