use crate::model::{Expression, QuestionKind, Template};
use crate::source::Span;

use super::inputs::Inputs;

/// Where in a template an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// `eligible`.
    Eligible,
    /// A section's `show_when`.
    SectionShow(usize),
    /// A question's `show_when`.
    Show(usize),
    /// A question's `prefill`.
    Prefill(usize),
    /// A question's `computed`.
    Computed(usize),
    /// A limit's `when`.
    Limit(usize),
    /// An alert's `when`.
    Alert(usize),
    /// An action's `when`.
    Action(usize),
    /// `always_when` of `moderation`.
    AlwaysModerate,
}

impl Place {
    /// What it is called in a message.
    pub(crate) fn describe(self, template: &Template) -> String {
        let question = |at: usize| template.questions.get(at).map_or("", |one| one.id.as_str());
        match self {
            Self::Eligible => "`eligible`".to_owned(),
            Self::SectionShow(at) => {
                let id = template.sections.get(at).map_or("", |one| one.id.as_str());
                format!("`show_when` of section `{id}`")
            }
            Self::Show(at) => format!("`show_when` of question `{}`", question(at)),
            Self::Prefill(at) => format!("`prefill` of question `{}`", question(at)),
            Self::Computed(at) => format!("`computed` of question `{}`", question(at)),
            Self::Limit(at) => {
                let id = template.limits.get(at).map_or("", |one| one.id.as_str());
                format!("`when` of limit `{id}`")
            }
            Self::Alert(at) => {
                let id = template.alerts.get(at).map_or("", |one| one.id.as_str());
                format!("`when` of alert `{id}`")
            }
            Self::Action(at) => format!("`when` of action {}", at + 1),
            Self::AlwaysModerate => "`always_when`".to_owned(),
        }
    }
}

/// Every expression of a template and where it stands, in file order within each kind.
pub(super) fn expressions(template: &Template) -> Vec<(Place, &Expression)> {
    let mut all = Vec::new();
    all.extend(template.eligible.iter().map(|one| (Place::Eligible, one)));
    for (at, section) in template.sections.iter().enumerate() {
        all.extend(
            section
                .show_when
                .iter()
                .map(|one| (Place::SectionShow(at), one)),
        );
    }
    for (at, question) in template.questions.iter().enumerate() {
        all.extend(question.show_when.iter().map(|one| (Place::Show(at), one)));
        all.extend(question.prefill.iter().map(|one| (Place::Prefill(at), one)));
        if let QuestionKind::Computed(one) = &question.kind {
            all.push((Place::Computed(at), one));
        }
    }
    all.extend(
        template
            .limits
            .iter()
            .enumerate()
            .map(|(at, one)| (Place::Limit(at), &one.when)),
    );
    all.extend(
        template
            .alerts
            .iter()
            .enumerate()
            .map(|(at, one)| (Place::Alert(at), &one.when)),
    );
    all.extend(
        template
            .actions
            .iter()
            .enumerate()
            .map(|(at, one)| (Place::Action(at), &one.when)),
    );
    let always = template
        .moderation
        .iter()
        .filter_map(|one| one.always_when.as_ref());
    all.extend(always.map(|one| (Place::AlwaysModerate, one)));
    all
}

/// An expression that is ready to run.
pub(super) struct Ready {
    pub(super) place: Place,
    /// The function it was wrapped as.
    pub(super) function: String,
    pub(super) inputs: Inputs,
    /// What it is called in a message.
    pub(super) described: String,
    /// All of it, where it is written.
    pub(super) whole: Span,
}

/// The expressions of a template, found by place.
#[derive(Default)]
pub(super) struct Places(Vec<Ready>);

impl Places {
    /// In the order of their places.
    pub(super) fn new(mut all: Vec<Ready>) -> Self {
        all.sort_by_key(|one| one.place);
        Self(all)
    }

    pub(super) fn get(&self, place: Place) -> Option<&Ready> {
        let at = self.0.binary_search_by_key(&place, |one| one.place).ok()?;
        self.0.get(at)
    }
}

/// A function of the script file that scoring looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hook {
    /// `section_score(section)`.
    SectionScore,
    /// `overall(sections)`.
    Overall,
    /// `findings()`.
    Findings,
    /// `actions()`.
    Actions,
    /// `prefill(record)`.
    Prefill,
}

impl Hook {
    pub(super) const ALL: [Self; 5] = [
        Self::SectionScore,
        Self::Overall,
        Self::Findings,
        Self::Actions,
        Self::Prefill,
    ];

    /// The function's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SectionScore => "section_score",
            Self::Overall => "overall",
            Self::Findings => "findings",
            Self::Actions => "actions",
            Self::Prefill => "prefill",
        }
    }

    /// As an author writes its first line.
    pub(super) fn signature(self) -> &'static str {
        match self {
            Self::SectionScore => "section_score(section)",
            Self::Overall => "overall(sections)",
            Self::Findings => "findings()",
            Self::Actions => "actions()",
            Self::Prefill => "prefill(record)",
        }
    }

    /// How many arguments it is called with.
    pub(super) fn arity(self) -> usize {
        match self {
            Self::SectionScore | Self::Overall | Self::Prefill => 1,
            Self::Findings | Self::Actions => 0,
        }
    }

    /// What is known when it runs.
    pub(super) fn knows(self) -> Known {
        match self {
            Self::Prefill | Self::SectionScore => Known::Answers,
            Self::Overall => Known::Sections,
            Self::Findings | Self::Actions => Known::All,
        }
    }
}

/// What has been worked out when a piece of script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// Answers and facts.
    Answers,
    /// Section scores and grades as well.
    Sections,
    /// The overall grade as well.
    All,
}

/// Which hooks a script file defines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hooks {
    /// `section_score(section)`.
    pub(crate) section_score: bool,
    /// `overall(sections)`.
    pub(crate) overall: bool,
    /// `findings()`.
    pub(crate) findings: bool,
    /// `actions()`.
    pub(crate) actions: bool,
    /// `prefill(record)`.
    pub(crate) prefill: bool,
}

impl Hooks {
    pub(super) fn set(&mut self, hook: Hook) {
        match hook {
            Hook::SectionScore => self.section_score = true,
            Hook::Overall => self.overall = true,
            Hook::Findings => self.findings = true,
            Hook::Actions => self.actions = true,
            Hook::Prefill => self.prefill = true,
        }
    }
}
