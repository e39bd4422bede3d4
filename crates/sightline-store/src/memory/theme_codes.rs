//! The queue of proposed themes.

use super::State;
use crate::error::audit_moved_on;
use crate::{Filter, Kept, NewThemeCode, StoreError, ThemeCode, ThemeDecision};

impl State {
    /// Every proposal on the newest revision of the audits that fit.
    pub(super) fn proposals(&self, filter: &Filter) -> Vec<ThemeCode> {
        let fits = |one: &&ThemeCode| {
            self.newest(&one.proposed.audit).is_some_and(|(_, newest)| {
                newest.stored.revision == one.proposed.revision && filter.fits(&newest.group)
            })
        };
        self.theme_codes.iter().filter(fits).cloned().collect()
    }

    pub(super) fn propose(&mut self, new: &NewThemeCode) -> Result<Kept, StoreError> {
        let (_, newest) = self
            .newest(&new.audit)
            .ok_or_else(|| StoreError::not_found("audit", &new.audit))?;
        if newest.stored.revision != new.revision {
            return Err(audit_moved_on(&new.audit));
        }
        let (quarter, template) = (newest.group.quarter, newest.group.template.id.clone());
        let of = |one: &NewThemeCode| {
            let text = (
                one.audit.clone(),
                one.revision,
                one.question.clone(),
                one.part,
            );
            (text, one.theme.clone(), one.kind)
        };
        if self
            .theme_codes
            .iter()
            .any(|one| of(&one.proposed) == of(new))
        {
            return Ok(Kept::Unchanged);
        }
        self.theme_codes.push(ThemeCode {
            id: u32::try_from(self.theme_codes.len()).unwrap_or(u32::MAX - 1) + 1,
            proposed: new.clone(),
            quarter,
            template,
            decisions: Vec::new(),
        });
        Ok(Kept::New)
    }

    pub(super) fn decide(&mut self, id: u32, new: &ThemeDecision) -> Result<Kept, StoreError> {
        let one = self
            .theme_codes
            .iter_mut()
            .find(|one| one.id == id)
            .ok_or_else(|| StoreError::not_found("proposal", id))?;
        if one.decisions.last() == Some(new) {
            return Ok(Kept::Unchanged);
        }
        one.decisions.push(new.clone());
        Ok(Kept::New)
    }
}
