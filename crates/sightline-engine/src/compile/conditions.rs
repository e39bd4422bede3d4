//! Every condition of a template, in stages that can be asked at once.

use crate::model::{Expression, Template};
use crate::script::{Inputs, Place, Script};

use super::plan::{self, Step};
use super::stage::{Run, Stage, runs};

/// Every condition of a template, by what it decides.
#[derive(Debug)]
pub(crate) struct Conditions {
    pub(crate) eligible: Option<Stage>,
    /// What has to be looked at to know which questions are shown, in file order; all others always are.
    pub(crate) shown: Vec<Run<Step>>,
    /// Limits that cap one section, by number.
    pub(crate) section_limits: Vec<Run<usize>>,
    /// Limits that cap the whole.
    pub(crate) overall_limits: Vec<Run<usize>>,
    /// Alerts, and after them actions.
    pub(crate) follow_up: Stage,
    pub(crate) always_moderate: Option<Stage>,
}

impl Conditions {
    /// A limit's stage, and its place there.
    pub(crate) fn limit(&self, limit: usize) -> Option<(&Stage, usize)> {
        let mut runs = self.section_limits.iter().chain(&self.overall_limits);
        runs.find_map(|Run { stage, things }| {
            Some((stage, things.iter().position(|at| *at == limit)?))
        })
    }

    pub(super) fn new(template: &Template, script: &Script) -> Self {
        let one = |place: Place, expression: Option<&Expression>| {
            let expression = expression?;
            let all = std::iter::once((place, Some(expression)));
            Some(Stage::new(template, script, all))
        };
        let steps = plan::steps(template).into_iter().map(|step| match step {
            Step::Section(at) => {
                let section = template.sections.get(at);
                let condition = section.and_then(|one| one.show_when.as_ref());
                (step, Place::SectionShow(at), condition)
            }
            Step::Question(at) | Step::Computed(at) => {
                let question = template.questions.get(at);
                let condition = question.and_then(|one| one.show_when.as_ref());
                (step, Place::Show(at), condition)
            }
        });
        let shows = |inputs: &Inputs, step: &Step| {
            // How many critical questions are blank changes with each that is hidden.
            inputs.critical
                || inputs.answers.iter().any(|answer| match step {
                    Step::Section(at) => {
                        let section = template.sections.get(*at);
                        section.is_some_and(|section| section.questions.contains(answer))
                    }
                    Step::Question(at) | Step::Computed(at) => at == answer,
                })
        };
        let limits = |of_sections: bool| {
            let all = template.limits.iter().enumerate();
            let own = all.filter(move |(_, limit)| limit.section.is_some() == of_sections);
            let own = own.map(|(at, limit)| (at, Place::Limit(at), Some(&limit.when)));
            runs(
                template,
                script,
                own,
                |inputs: &Inputs, before: &usize| match template
                    .limits
                    .get(*before)
                    .and_then(|limit| limit.section)
                {
                    Some(section) => inputs.grades.contains(&section),
                    None => inputs.overall,
                },
            )
        };
        let alerts = template.alerts.iter().enumerate();
        let alerts = alerts.map(|(n, one)| (Place::Alert(n), Some(&one.when)));
        let actions = template.actions.iter().enumerate();
        let actions = actions.map(|(n, one)| (Place::Action(n), Some(&one.when)));
        let moderation = template.moderation.as_ref();
        Self {
            eligible: one(Place::Eligible, template.eligible.as_ref()),
            shown: runs(template, script, steps, shows),
            section_limits: limits(true),
            overall_limits: limits(false),
            follow_up: Stage::new(template, script, alerts.chain(actions)),
            always_moderate: one(
                Place::AlwaysModerate,
                moderation.and_then(|moderation| moderation.always_when.as_ref()),
            ),
        }
    }
}
