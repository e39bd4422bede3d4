//! YAML, line by line.

use std::fmt::Write as _;

use super::expression::expression;
use crate::reference::{BandForm, Bands, Number, Policy, Template, When, plain, ratio};

/// YAML so far.
#[derive(Default)]
pub struct Lines(pub String);

impl Lines {
    pub fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.0, "{:indent$}{text}", "", indent = depth * 2);
    }

    pub fn maybe(&mut self, depth: usize, key: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.line(depth, &format!("{key}: {value}"));
        }
    }

    /// In single quotes where YAML would take the first character for something else.
    pub fn when(&mut self, depth: usize, key: &str, when: Option<&When>) {
        if let Some(text) = when.map(expression) {
            let quote = if text.starts_with('!') { "'" } else { "" };
            self.line(depth, &format!("{key}: {quote}{text}{quote}"));
        }
    }

    pub fn share(&mut self, depth: usize, key: &str, share: Option<&Number>) {
        self.maybe(
            depth,
            key,
            share.map(|share| format!("{}%", plain(&(share * ratio(100, 1))))),
        );
    }

    pub fn bands(&mut self, depth: usize, template: &Template, bands: Option<&Bands>) {
        let (Some(bands), Some(scale)) = (bands, template.scale()) else {
            return;
        };
        let bound = |bound: &Number| match bands.form {
            BandForm::Value => plain(bound),
            BandForm::Share => format!("{}%", plain(&(bound * ratio(100, 1)))),

            BandForm::Points => format!("{} points", plain(bound)),
        };
        let each = bands
            .bounds
            .iter()
            .map(|(at, least)| format!("{}: {}", scale.grades[*at].0, bound(least)));
        self.line(
            depth,
            &format!("bands: {{{}}}", each.collect::<Vec<_>>().join(", ")),
        );
    }
}

pub fn policy(policy: Policy) -> &'static str {
    match policy {
        Policy::LeaveOut => "leave-out",
        Policy::CountAsLowest => "count-as-lowest",
        Policy::Refuse => "refuse",
    }
}
