//! What a template means: every name resolved, every band in order.
//!
//! Takes a template as written and gives one that later stages never check again. Every function here adds
//! what is wrong and carries on with the best it has; whoever called it throws the result away where there
//! was an error.

mod action_columns;
mod answers;
mod bands;
mod coding;
pub(crate) mod conditions;
mod facts;
mod folder;
mod history;
mod ids;
mod kinds;
mod marks;
pub(crate) mod measures;
mod questions;
mod rules;
mod scales;
mod scoring;
mod sections;
mod theme_changes;
mod themes;
mod timescales;
mod weights;

use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use answers::answer_ids;

use crate::calendar::Calendar;
use crate::coding::CodingRules;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{self, RawTemplate};
use crate::model::{
    Measure, Moderation, Scale, Subject, Template, Terms, Theme, ThemeChanges, Timescales, Version,
    Vocabulary,
};
use crate::source::{SourceFile, Spanned};
use crate::yaml::Unread;

/// What all templates of a workspace share: the files of `_shared/`.
#[derive(Clone, Debug)]
pub struct Shared {
    /// By name, with the place where each is written.
    pub scales: BTreeMap<String, Spanned<Scale>>,
    /// In file order, with the place where each is written.
    pub themes: Vec<Spanned<Theme>>,
    /// What became of themes that are no longer called so.
    pub theme_changes: ThemeChanges,
    /// The words of a comment that speak of a theme.
    pub coding: CodingRules,
    /// Words for display, by id.
    pub terms: Terms,
    /// Bank holidays; one that knows no year where there is no such file.
    pub calendar: Arc<Calendar>,
    pub(crate) clock: timescales::Named,
    /// The lists of a case's history, with their fields.
    pub(crate) vocabulary: Vocabulary,
}

impl Shared {
    /// What must be done how long after what.
    #[must_use]
    pub fn timescales(&self) -> &Arc<Timescales> {
        &self.clock.all
    }
}

impl Default for Shared {
    /// Nothing shared.
    fn default() -> Self {
        Self {
            scales: BTreeMap::new(),
            themes: Vec::new(),
            theme_changes: ThemeChanges::default(),
            coding: CodingRules::default(),
            terms: Terms::default(),
            calendar: Arc::new(Calendar::unknown()),
            clock: timescales::Named::default(),
            vocabulary: Vocabulary::default(),
        }
    }
}

/// Reads the shared files; what is wrong in them is left out and reported.
pub fn load_shared(files: &[Arc<SourceFile>]) -> (Shared, Diagnostics) {
    let (raw, mut found) = load::shared(files);
    let themes = themes::shared_themes(raw.themes, &mut found);
    let theme_changes = theme_changes::changes(&raw.theme_changes, &themes, &mut found);
    let coding = coding::rules(
        raw.coding,
        &raw.negations,
        &themes,
        &theme_changes,
        &mut found,
    );
    let shared = Shared {
        scales: scales::shared_scales(&raw.scales, &mut found),
        themes,
        theme_changes,
        coding,
        terms: raw.terms,
        calendar: Arc::new(raw.calendar.unwrap_or_else(Calendar::unknown)),
        clock: timescales::shared(raw.timescales, &mut found),
        vocabulary: raw.vocabulary,
    };
    (shared, found.sorted())
}

/// Measures and everything that they are worked out from.
pub(crate) struct Counted {
    pub(crate) measures: Vec<Measure>,
    pub(crate) vocabulary: Arc<Vocabulary>,
    pub(crate) timescales: Arc<Timescales>,
    pub(crate) calendar: Arc<Calendar>,
}

/// Reads measures from the shared files; what is wrong in them is left out and reported.
pub(crate) fn load_measures(
    files: &[Arc<SourceFile>],
    scripts: &BTreeMap<String, Arc<SourceFile>>,
) -> (Counted, Diagnostics) {
    let (raw, mut found) = load::shared(files);
    let counted = Counted {
        measures: measures::measures(raw.measures, &raw.vocabulary, scripts, &mut found),
        vocabulary: Arc::new(raw.vocabulary),
        timescales: timescales::shared(raw.timescales, &mut found).all,
        calendar: Arc::new(raw.calendar.unwrap_or_else(Calendar::unknown)),
    };
    (counted, found.sorted())
}

/// Reads a template; there is one only where nothing is wrong with it.
///
/// `scripts` are the files of `scripts/` by file name.
pub fn load_template(
    file: &Arc<SourceFile>,
    shared: &Shared,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
) -> (Option<Template>, Diagnostics) {
    let Draft {
        template, found, ..
    } = draft(file, shared, scripts);
    let fine = !found.has_errors();
    (template.filter(|_| fine), found.sorted())
}

/// What there is of a template, mistakes and all.
pub(crate) struct Draft {
    pub(crate) template: Option<Template>,
    pub(crate) found: Diagnostics,
    /// What of the file could not be read; what seems to be missing may stand there.
    pub(crate) unread: Unread,
}

/// Reads a template and gives what there is of it, mistakes and all, so that its scripts can be checked in the same run.
pub(crate) fn draft(
    file: &Arc<SourceFile>,
    shared: &Shared,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
) -> Draft {
    let (raw, unread, mut found) = load::template(file);
    let template = raw.map(|raw| {
        let (template, wrong) = template(file, raw, shared, scripts);
        found.extend(unread.sure(wrong));
        template
    });
    Draft {
        template,
        found,
        unread,
    }
}

/// What every rule looks things up in.
struct Names {
    scales: scales::Scales,
    themes: themes::Themes,
    /// The template's grade scale; absent where it has none or the name is wrong.
    grade_scale: Option<Scale>,
    /// Whether the grade scale's name was wrong, so that nothing more is said about grades.
    broken_scale: bool,
}

/// Turns a template as written into a well-formed one.
fn template(
    file: &Arc<SourceFile>,
    raw: RawTemplate,
    shared: &Shared,
    scripts: &BTreeMap<String, Arc<SourceFile>>,
) -> (Template, Diagnostics) {
    let mut found = Diagnostics::new();
    let scales = scales::known(&raw.scales, shared, &mut found);
    let themes = themes::Themes::known(&raw.themes, shared, &mut found);
    let (grade_scale, broken_scale) = grade_scale(raw.grade_scale.as_ref(), &scales, &mut found);
    let mut names = Names {
        scales,
        themes,
        grade_scale,
        broken_scale,
    };

    if raw.has_sections
        && raw
            .sections
            .iter()
            .all(|section| section.questions.is_empty())
    {
        let message = "the template asks nothing";
        let help = "add a section with at least one question";
        found.push(Diagnostic::error(Code::NO_QUESTIONS, &raw.head, message).help(help));
    }
    folder::named_alike(raw.id.as_ref(), &mut found);
    let record = facts::facts(raw.record, &mut found);
    let history = history::history(raw.history, &shared.vocabulary, &mut found);
    let timescales = timescales::known(raw.timescales, &shared.clock, &mut found);
    let voices = voices(raw.voices, &mut found);
    let scoring = scoring::overall(&raw.scoring, &names, scripts, &mut found);
    let (sections, questions) =
        sections::sections(raw.sections, &raw.scoring, &mut names, &mut found);
    scoring::overall_points(&raw.scoring, &scoring, &sections, &questions, &mut found);
    weights::sections(&sections, &questions, &scoring, &mut found);
    let limits = rules::limits(raw.limits, &sections, &names, &mut found);
    let alerts = rules::alerts(raw.alerts, &mut found);
    let actions = rules::actions(raw.actions, &mut found);
    let moderation = raw.moderation.map(|raw| Moderation {
        always_when: raw.always_when,
        sample: raw.sample,
        at_least: raw.at_least,
        blind: raw.blind,
    });
    let template = Template {
        id: raw.id.map(|id| id.value).unwrap_or_default(),
        version: raw.version.unwrap_or(Version {
            major: 0,
            minor: 0,
            patch: 0,
        }),
        title: raw.title.unwrap_or_default(),
        about: raw.about,
        subject: raw.subject.unwrap_or(Subject::Child),
        grade_scale: names.grade_scale.clone(),
        voices,
        record,
        history,
        eligible: raw.eligible,
        timescales,
        sections,
        questions,
        themes: names.themes.used(),
        limits,
        alerts,
        actions,
        scoring,
        moderation,
        identifiable_years: raw.identifiable_years,
        source: Arc::clone(file),
    };
    (template, found)
}

/// The scale named by `grade_scale`, and whether the name leads nowhere.
fn grade_scale(
    name: Option<&Spanned<String>>,
    scales: &scales::Scales,
    found: &mut Diagnostics,
) -> (Option<Scale>, bool) {
    match name {
        None => (None, true),
        Some(name) if name.value == "none" => (None, false),
        Some(name) => {
            let scale = scales.find(name, &["none"], found);
            let broken = scale.is_none();
            (scale, broken)
        }
    }
}

fn voices(raw: Option<Spanned<Vec<Spanned<String>>>>, found: &mut Diagnostics) -> Vec<String> {
    let Some(voices) = raw else {
        return vec!["auditor".to_owned()];
    };
    ids::unique("voice", &voices.value, found);
    if voices.value.is_empty() {
        let message = "nobody is named to answer";
        let help = "name at least one voice, such as `[auditor]`, or take the line out";
        found.push(Diagnostic::error(Code::WRONG_TYPE, &voices.at, message).help(help));
    }
    voices.value.into_iter().map(|voice| voice.value).collect()
}
