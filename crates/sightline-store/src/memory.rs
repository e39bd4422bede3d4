//! A store that lasts as long as the program: for tests, examples and one-off reports.
//!
//! It keeps no counts and no bytes. Everything it answers is worked out from what it was given, so it is also what the
//! other backends are held against.

mod theme_codes;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use sightline_engine::Rollup;
use sightline_engine::action::{Action, Event};
use sightline_engine::model::Case;
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{Graded, Group, Layout};

use crate::error::{action_differs, audit_differs, audit_twice, draw_differs, version_reused};
use crate::record::with_history;
use crate::stored::{new_replacement, next_event};
use crate::{
    AuditRow, Filter, Kept, Moderation, NewAudit, NewTemplate, NewThemeCode, Publication,
    Replacement, Store, StoreError, StoreRead, StoreTxn, StoredAudit, StoredDraw, StoredTemplate,
    ThemeCode, ThemeDecision, counted,
};

/// A store without a file.
#[derive(Default)]
pub struct MemoryStore(State);

impl std::fmt::Debug for MemoryStore {
    /// Says how much is in it and nothing of what.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MemoryStore")
            .field("audits", &self.0.audits.len())
            .finish_non_exhaustive()
    }
}

impl Store for MemoryStore {
    fn read(&mut self) -> Result<Box<dyn StoreRead + '_>, StoreError> {
        Ok(Box::new(&self.0))
    }

    fn write(&mut self) -> Result<Box<dyn StoreTxn + '_>, StoreError> {
        let draft = self.0.clone();
        let before = draft.audits.len();
        Ok(Box::new(MemoryTxn {
            store: &mut self.0,
            draft,
            before,
        }))
    }
}

#[derive(Clone, Default)]
struct State {
    templates: Vec<Arc<StoredTemplate>>,
    cases: BTreeMap<String, Vec<Arc<Case>>>,
    /// Every revision of every audit, in the order they were stored.
    audits: Vec<Arc<Revision>>,
    /// The places of an audit's revisions.
    places: BTreeMap<String, Vec<usize>>,
    /// By audit, each with the template version it was made on.
    moderations: BTreeMap<String, Vec<(TemplateRef, Moderation)>>,
    /// In the order they were stored.
    draws: Vec<Arc<StoredDraw>>,
    publications: Vec<Arc<Publication>>,
    /// In the order they were proposed.
    theme_codes: Vec<ThemeCode>,
    /// In the order they were added.
    actions: Vec<Arc<Action>>,
    /// The place of each.
    action_places: BTreeMap<String, usize>,
    replacements: Vec<Replacement>,
}

struct Revision {
    stored: StoredAudit,
    group: Group,
}

impl State {
    fn find(&self, id: &str, version: &str) -> Option<&Arc<StoredTemplate>> {
        self.templates
            .iter()
            .find(|one| one.reference.id == id && one.reference.version == version)
    }

    fn made_with(&self, wanted: &TemplateRef) -> Result<&Arc<StoredTemplate>, StoreError> {
        let (id, version) = (&wanted.id, &wanted.version);
        let found = self
            .find(id, version)
            .ok_or_else(|| StoreError::not_found(&format!("version {version} of"), id))?;
        if found.reference.digest == wanted.digest {
            Ok(found)
        } else {
            Err(version_reused(id, version))
        }
    }

    fn newest(&self, id: &str) -> Option<(usize, &Arc<Revision>)> {
        let place = *self.places.get(id)?.last()?;
        Some((place, self.audits.get(place)?))
    }

    /// All of an audit's moderations, and those that count on a template version.
    fn moderations(&self, id: &str, on: &TemplateRef) -> (Vec<Moderation>, Vec<Moderation>) {
        let all = self
            .moderations
            .get(id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let counting = all.iter().filter(|(of, _)| of == on);
        (
            all.iter().map(|(_, one)| one.clone()).collect(),
            counting.map(|(_, one)| one.clone()).collect(),
        )
    }

    fn push(&mut self, new: &NewAudit<'_>, revision: u32) -> Result<(), StoreError> {
        let audit = new.audit;
        let template = StoredTemplate::clone(self.made_with(new.template)?);
        let stored = StoredAudit {
            id: audit.id.clone(),
            revision,
            revisions: revision,
            case: StoreRead::case(&&*self, &audit.case)?,
            template,
            auditor: audit.auditor.clone(),
            team: audit.team.clone().filter(|team| !team.is_empty()),
            service: audit.service.clone().filter(|service| !service.is_empty()),
            date: audit.date,
            quarter: new.quarter,
            answers: new.answers.clone(),
            voices: audit.voices.clone(),
            scored: new.scored.clone(),
            recorded: new.recorded_with_reason(),
            moderations: Vec::new(),
            moderated: None,
            engine: new.engine.to_owned(),
        };
        self.places
            .entry(audit.id.clone())
            .or_default()
            .push(self.audits.len());
        self.audits.push(Arc::new(Revision {
            stored,
            group: new.group(),
        }));
        if let Some(moderation) = &new.moderated {
            self.add_moderation(&audit.id, new.template, moderation);
        }
        Ok(())
    }

    fn add_moderation(&mut self, id: &str, on: &TemplateRef, moderation: &Moderation) -> Kept {
        let all = self.moderations.entry(id.to_owned()).or_default();
        if all.iter().any(|(_, one)| one == moderation) {
            return Kept::Unchanged;
        }
        all.push((on.clone(), moderation.clone()));
        Kept::Moderated
    }
}

impl StoreRead for &State {
    fn templates(&self) -> Result<Vec<TemplateRef>, StoreError> {
        let mut all: Vec<TemplateRef> = self
            .templates
            .iter()
            .map(|one| one.reference.clone())
            .collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }

    fn template(&self, id: &str, version: &str) -> Result<StoredTemplate, StoreError> {
        let found = self
            .find(id, version)
            .ok_or_else(|| StoreError::not_found(&format!("version {version} of"), id))?;
        Ok(StoredTemplate::clone(found))
    }

    fn case(&self, id: &str) -> Result<Case, StoreError> {
        let newest = self.cases.get(id).and_then(|revisions| revisions.last());
        newest
            .map(|case| Case::clone(case))
            .ok_or_else(|| StoreError::not_found("case", id))
    }

    fn each_case(&self, show: &mut dyn FnMut(Case) -> ControlFlow<()>) -> Result<(), StoreError> {
        let newest = self.cases.values().filter_map(|revisions| revisions.last());
        for case in newest {
            if show(Case::clone(case)).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn audit(&self, id: &str, revision: Option<u32>) -> Result<StoredAudit, StoreError> {
        let places = self.places.get(id).map(Vec::as_slice).unwrap_or_default();
        let revisions = u32::try_from(places.len()).unwrap_or(u32::MAX);
        let wanted = revision
            .unwrap_or(revisions)
            .checked_sub(1)
            .and_then(|n| places.get(usize::try_from(n).ok()?));
        let found = wanted.and_then(|place| self.audits.get(*place));
        let found = found.ok_or_else(|| match revision.filter(|_| revisions > 0) {
            Some(n) => StoreError::not_found(&format!("revision {n} of audit"), id),
            None => StoreError::not_found("audit", id),
        })?;
        let (moderations, counting) = self.moderations(id, &found.group.template);
        Ok(StoredAudit {
            revisions,
            moderations,
            moderated: counted(&counting),
            ..found.stored.clone()
        })
    }

    fn each_audit(
        &self,
        filter: &Filter,
        show: &mut dyn FnMut(AuditRow<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        for (place, revision) in self.audits.iter().enumerate() {
            let stored = &revision.stored;
            let superseded = self
                .newest(&stored.id)
                .is_some_and(|(newest, _)| newest != place);
            if superseded || !filter.fits(&revision.group) {
                continue;
            }
            let (_, counting) = self.moderations(&stored.id, &revision.group.template);
            let row = AuditRow {
                id: &stored.id,
                revision: stored.revision,
                case: &stored.case.id,
                group: &revision.group,
                layout: &stored.template.layout,
                auditor: stored.auditor.as_deref(),
                date: stored.date,
                graded: Graded {
                    codes: &stored.answers.codes,
                    scored: &stored.scored,
                    recorded: stored.recorded.as_ref().map(|(grade, _)| *grade),
                    moderated: counted(&counting),
                },
                engine: &stored.engine,
            };
            if show(row).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn rollup(&self, filter: &Filter) -> Result<Rollup, StoreError> {
        let mut rollup = Rollup::new();
        self.each_audit(filter, &mut |row| {
            rollup.add(row.group, row.layout, &row.graded);
            ControlFlow::Continue(())
        })?;
        Ok(rollup)
    }

    /// What is stored holds what it refers to.
    fn staff(&self) -> Result<BTreeSet<String>, StoreError> {
        let auditors = self
            .audits
            .iter()
            .filter_map(|one| one.stored.auditor.clone());
        let moderations = self.moderations.values().flatten();
        let moderators = moderations.map(|(_, one)| one.moderator.clone());
        Ok(auditors.chain(moderators).collect())
    }

    fn check(&self) -> Result<(), StoreError> {
        Ok(())
    }

    fn draws(&self) -> Result<Vec<StoredDraw>, StoreError> {
        Ok(self
            .draws
            .iter()
            .map(|one| StoredDraw::clone(one))
            .collect())
    }

    fn draw(&self, id: &str) -> Result<StoredDraw, StoreError> {
        let found = self.draws.iter().find(|one| one.id == id);
        found
            .map(|one| StoredDraw::clone(one))
            .ok_or_else(|| StoreError::not_found("draw", id))
    }

    fn theme_codes(&self, filter: &Filter) -> Result<Vec<ThemeCode>, StoreError> {
        Ok(self.proposals(filter))
    }

    fn actions(&self) -> Result<Vec<Action>, StoreError> {
        Ok(self.actions.iter().map(|one| Action::clone(one)).collect())
    }

    fn action(&self, id: &str) -> Result<Action, StoreError> {
        let place = self.action_places.get(id);
        place
            .and_then(|place| self.actions.get(*place))
            .map(|one| Action::clone(one))
            .ok_or_else(|| StoreError::not_found("action", id))
    }

    fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        let all = self.publications.iter();
        Ok(all.map(|one| Publication::clone(one)).collect())
    }

    fn replacements(&self, draw: &str) -> Result<Vec<Replacement>, StoreError> {
        let all = self.replacements.iter().filter(|one| one.draw == draw);
        Ok(all.cloned().collect())
    }
}

struct MemoryTxn<'a> {
    store: &'a mut State,
    draft: State,
    /// How many revisions there were when it began.
    before: usize,
}

impl StoreRead for MemoryTxn<'_> {
    fn templates(&self) -> Result<Vec<TemplateRef>, StoreError> {
        (&self.draft).templates()
    }

    fn template(&self, id: &str, version: &str) -> Result<StoredTemplate, StoreError> {
        (&self.draft).template(id, version)
    }

    fn case(&self, id: &str) -> Result<Case, StoreError> {
        (&self.draft).case(id)
    }

    fn each_case(&self, show: &mut dyn FnMut(Case) -> ControlFlow<()>) -> Result<(), StoreError> {
        (&self.draft).each_case(show)
    }

    fn audit(&self, id: &str, revision: Option<u32>) -> Result<StoredAudit, StoreError> {
        (&self.draft).audit(id, revision)
    }

    fn each_audit(
        &self,
        filter: &Filter,
        show: &mut dyn FnMut(AuditRow<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        (&self.draft).each_audit(filter, show)
    }

    fn rollup(&self, filter: &Filter) -> Result<Rollup, StoreError> {
        (&self.draft).rollup(filter)
    }

    fn staff(&self) -> Result<BTreeSet<String>, StoreError> {
        (&self.draft).staff()
    }

    fn check(&self) -> Result<(), StoreError> {
        (&self.draft).check()
    }

    fn draws(&self) -> Result<Vec<StoredDraw>, StoreError> {
        (&self.draft).draws()
    }

    fn draw(&self, id: &str) -> Result<StoredDraw, StoreError> {
        (&self.draft).draw(id)
    }

    fn theme_codes(&self, filter: &Filter) -> Result<Vec<ThemeCode>, StoreError> {
        (&self.draft).theme_codes(filter)
    }

    fn actions(&self) -> Result<Vec<Action>, StoreError> {
        (&self.draft).actions()
    }

    fn action(&self, id: &str) -> Result<Action, StoreError> {
        (&self.draft).action(id)
    }

    fn publications(&self) -> Result<Vec<Publication>, StoreError> {
        (&self.draft).publications()
    }

    fn replacements(&self, draw: &str) -> Result<Vec<Replacement>, StoreError> {
        (&self.draft).replacements(draw)
    }
}

impl StoreTxn for MemoryTxn<'_> {
    fn add_template(&mut self, new: &NewTemplate<'_>) -> Result<Kept, StoreError> {
        let reference = new.reference;
        if self.draft.find(&reference.id, &reference.version).is_some() {
            return self.draft.made_with(reference).map(|_| Kept::Unchanged);
        }
        let stored = StoredTemplate {
            reference: reference.clone(),
            sources: new.sources.to_vec(),
            layout: Arc::new(Layout::new(new.template)),
        };
        self.draft.templates.push(Arc::new(stored));
        Ok(Kept::New)
    }

    fn put_case(&mut self, case: &Case) -> Result<Kept, StoreError> {
        let revisions = self.draft.cases.entry(case.id.clone()).or_default();
        let newest = revisions.last();
        let fuller = newest.and_then(|newest| with_history(case, newest));
        let case = fuller.as_ref().unwrap_or(case);
        let kept = match newest {
            None => Kept::New,
            Some(newest) if **newest == *case => return Ok(Kept::Unchanged),
            Some(_) => Kept::Corrected,
        };
        revisions.push(Arc::new(case.clone()));
        Ok(kept)
    }

    fn add_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
        self.draft.made_with(new.template)?;
        self.case(&new.audit.case)?;
        let id = &new.audit.id;
        match self.draft.newest(id) {
            None => self.draft.push(new, 1).map(|()| Kept::New),
            Some((place, _)) if place >= self.before => Err(audit_twice(id)),
            Some((_, newest)) if !newest.stored.is_same(new) => Err(audit_differs(id)),
            Some(_) => Ok(self.moderated_again(new)),
        }
    }

    fn correct_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError> {
        self.draft.made_with(new.template)?;
        self.case(&new.audit.case)?;
        let id = &new.audit.id;
        let (_, newest) = self
            .draft
            .newest(id)
            .ok_or_else(|| StoreError::not_found("audit", id))?;
        if newest.stored.is_same(new) {
            return Ok(self.moderated_again(new));
        }
        let revision = newest.stored.revision + 1;
        self.draft.push(new, revision).map(|()| Kept::Corrected)
    }

    fn moderate(&mut self, audit: &str, moderation: &Moderation) -> Result<Kept, StoreError> {
        let newest = self
            .draft
            .newest(audit)
            .map(|(_, newest)| newest.group.template.clone());
        let on = newest.ok_or_else(|| StoreError::not_found("audit", audit))?;
        Ok(self.draft.add_moderation(audit, &on, moderation))
    }

    fn publish(&mut self, new: &Publication) -> Result<Kept, StoreError> {
        self.draft.publications.push(Arc::new(new.clone()));
        Ok(Kept::New)
    }

    fn add_draw(&mut self, new: &StoredDraw) -> Result<Kept, StoreError> {
        match self.draft.draws.iter().find(|one| one.id == new.id) {
            Some(found) if **found == *new => Ok(Kept::Unchanged),
            Some(_) => Err(draw_differs(&new.id)),
            None => {
                self.draft.draws.push(Arc::new(new.clone()));
                Ok(Kept::New)
            }
        }
    }

    fn propose_theme(&mut self, new: &NewThemeCode) -> Result<Kept, StoreError> {
        self.draft.propose(new)
    }

    fn decide_theme(&mut self, id: u32, decision: &ThemeDecision) -> Result<Kept, StoreError> {
        self.draft.decide(id, decision)
    }

    fn add_action(&mut self, new: &Action) -> Result<Kept, StoreError> {
        let State {
            actions,
            action_places,
            ..
        } = &mut self.draft;
        let place = action_places.get(new.id());
        if let Some(found) = place.and_then(|place| actions.get(*place)) {
            let same = found.origin() == new.origin() && found.events().starts_with(new.events());
            return if same {
                Ok(Kept::Unchanged)
            } else {
                Err(action_differs(new.id()))
            };
        }
        action_places.insert(new.id().to_owned(), actions.len());
        actions.push(Arc::new(new.clone()));
        Ok(Kept::New)
    }

    fn change_action(&mut self, id: &str, event: &Event) -> Result<Kept, StoreError> {
        let State {
            actions,
            action_places,
            ..
        } = &mut self.draft;
        let place = action_places.get(id);
        let found = place.and_then(|place| actions.get_mut(*place));
        let found = found.ok_or_else(|| StoreError::not_found("action", id))?;
        let Some(event) = next_event(found, event)? else {
            return Ok(Kept::Unchanged);
        };
        Arc::make_mut(found).push(event);
        Ok(Kept::Corrected)
    }

    fn add_replacement(&mut self, new: &Replacement) -> Result<Kept, StoreError> {
        self.draw(&new.draw)?;
        let kept = new_replacement(&self.replacements(&new.draw)?, new)?;
        if kept == Kept::New {
            self.draft.replacements.push(new.clone());
        }
        Ok(kept)
    }

    fn commit(self: Box<Self>) -> Result<(), StoreError> {
        *self.store = self.draft;
        Ok(())
    }
}

impl MemoryTxn<'_> {
    fn moderated_again(&mut self, new: &NewAudit<'_>) -> Kept {
        new.moderated
            .as_ref()
            .map_or(Kept::Unchanged, |moderation| {
                self.draft
                    .add_moderation(&new.audit.id, new.template, moderation)
            })
    }
}
