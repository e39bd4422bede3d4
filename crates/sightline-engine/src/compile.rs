//! A template and its scripts, ready to score.

use std::sync::Arc;

use crate::calendar::Calendar;
use crate::model::Template;
use crate::outcome::TemplateRef;

/// A template that can score: ids are places, answers are codes, points are integers, scripts are parsed.
#[derive(Debug)]
pub struct CompiledTemplate {
    template: Template,
    reference: TemplateRef,
    calendar: Arc<Calendar>,
}

impl CompiledTemplate {
    /// What it was compiled from.
    #[must_use]
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// Its id, version and digest.
    #[must_use]
    pub fn reference(&self) -> &TemplateRef {
        &self.reference
    }
}
