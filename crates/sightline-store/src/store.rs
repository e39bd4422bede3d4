//! What every store does.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use sightline_engine::Rollup;
use sightline_engine::action::{Action, Event};
use sightline_engine::model::Case;
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::Moderated;

use crate::moderated::ModerationCounts;
use crate::{
    AuditRow, Filter, Kept, Moderation, NewAudit, NewTemplate, NewThemeCode, Publication,
    Replacement, StoreError, StoredAudit, StoredDraw, StoredTemplate, ThemeCode, ThemeDecision,
};

/// A place where templates, cases, audits and moderations are kept.
///
/// # Concurrency
///
/// One [`Store`] value is one connection, used by one thread at a time. Several may be open on the same file, in one
/// program or in several: any number read while one writes, a reader sees what was committed when it began, and a
/// second writer waits up to five seconds and then gets [`StoreError::Busy`].
///
/// # Committing
///
/// What a [`StoreTxn`] did becomes visible and durable together at [`StoreTxn::commit`], and not before. One that is
/// dropped without it has done nothing. After a commit has returned, a crash or a power cut loses none of it.
pub trait Store: std::fmt::Debug {
    /// Looks at the store as it is now.
    fn read(&mut self) -> Result<Box<dyn StoreRead + '_>, StoreError>;

    /// Begins to change the store.
    fn write(&mut self) -> Result<Box<dyn StoreTxn + '_>, StoreError>;
}

/// What can be asked of a store; everything it answers is of one moment.
pub trait StoreRead {
    /// Every template version, by id and then in the order they were stored.
    fn templates(&self) -> Result<Vec<TemplateRef>, StoreError>;

    /// One template version with the text it was read from, by id and version.
    fn template(&self, id: &str, version: &str) -> Result<StoredTemplate, StoreError>;

    /// The newest record of a case.
    fn case(&self, id: &str) -> Result<Case, StoreError>;

    /// Shows the newest record of every case, in the order of their ids, until told to stop.
    ///
    /// Memory does not grow with the number of cases.
    fn each_case(&self, show: &mut dyn FnMut(Case) -> ControlFlow<()>) -> Result<(), StoreError>;

    /// The same, leaving out cases of which nothing but facts is known: a measure counts nothing of those.
    fn each_case_with_history(
        &self,
        show: &mut dyn FnMut(Case) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.each_case(&mut |case| {
            if case.history.is_empty() {
                return ControlFlow::Continue(());
            }
            show(case)
        })
    }

    /// One audit with everything that explains it: the newest revision, or the one asked for, counted from 1.
    fn audit(&self, id: &str, revision: Option<u32>) -> Result<StoredAudit, StoreError>;

    /// Shows the newest revision of every audit that fits, in the order they were stored, until told to stop.
    ///
    /// Memory does not grow with the number of audits.
    fn each_audit(
        &self,
        filter: &Filter,
        show: &mut dyn FnMut(AuditRow<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// The counts of the audits that fit, as they were kept while the audits were stored.
    ///
    /// Takes as long for a million audits as for a hundred; [`crate::rebuild_and_compare`] proves it right.
    fn rollup(&self, filter: &Filter) -> Result<Rollup, StoreError>;

    /// Shows how many audits that fit have which moderation that counts, by quarter, template version, auditor, basis and
    /// the grades before and after; in any order, each of them once.
    ///
    /// Counts only newest revisions, and for each the moderation that [`crate::counted`] picks. Memory grows with the
    /// number of auditors and not of audits. A backend that can count by itself is quicker than this, which looks at
    /// every audit.
    fn moderated(
        &self,
        filter: &Filter,
        show: &mut dyn FnMut(Moderated<'_>),
    ) -> Result<(), StoreError> {
        let mut counts = ModerationCounts::default();
        self.each_audit(filter, &mut |row| {
            counts.add(&row);
            ControlFlow::Continue(())
        })?;
        counts.show(show);
        Ok(())
    }

    /// The staff codes of everybody who did or moderated an audit, of any revision.
    fn staff(&self) -> Result<BTreeSet<String>, StoreError>;

    /// Proves that all that is stored refers only to what is stored, or says what does not: [`StoreError::Damaged`].
    ///
    /// Looks at every row; [`crate::rebuild_and_compare`] begins with it.
    fn check(&self) -> Result<(), StoreError>;

    /// Every draw, in the order they were stored.
    fn draws(&self) -> Result<Vec<StoredDraw>, StoreError>;

    /// One draw with its register.
    fn draw(&self, id: &str) -> Result<StoredDraw, StoreError>;

    /// Every theme that was proposed for a comment of the audits that fit, with what people made of it, in the order they were
    /// proposed; those of a revision that was corrected since are left out, as its text may say something else now.
    fn theme_codes(&self, filter: &Filter) -> Result<Vec<ThemeCode>, StoreError>;
    /// Every action with its history, in the order they were added.
    fn actions(&self) -> Result<Vec<Action>, StoreError>;

    /// Shows every action, together with all that it may repeat, until told to stop: first those of programmes and by hand with
    /// the cases that people tied to others, then those of each other case.
    ///
    /// No [`Register`](sightline_engine::action::Register) of one group would say otherwise of its actions than one of all
    /// together. Memory does not grow with the number of cases.
    fn each_related_actions(
        &self,
        show: &mut dyn FnMut(Vec<Action>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let _ = crate::related::related(self.actions()?)
            .into_iter()
            .try_for_each(show);
        Ok(())
    }

    /// One action with its history.
    fn action(&self, id: &str) -> Result<Action, StoreError>;
    /// Every signed-off report, in the order they were signed off.
    fn publications(&self) -> Result<Vec<Publication>, StoreError>;

    /// Which reserves of a draw stand in for which cases, in the order they were stored.
    fn replacements(&self, draw: &str) -> Result<Vec<Replacement>, StoreError>;
}

/// Changes to a store that happen together or not at all.
///
/// History is only added to: nothing here changes or removes what was stored before. See [`Store`] for *Concurrency*
/// and *Committing*; what one transaction did is seen by its own reads.
///
/// After [`StoreError::NotFound`], [`StoreError::Conflict`] or [`StoreError::TooLarge`] it goes on as if that had not
/// been asked of it. After any other error it can only be dropped.
pub trait StoreTxn: StoreRead {
    /// Keeps a template version with its sources.
    ///
    /// The same version with other content is a [`StoreError::Conflict`]: an outcome names the version that made it.
    fn add_template(&mut self, new: &NewTemplate<'_>) -> Result<Kept, StoreError>;

    /// Keeps a case record; other facts than before make a new revision, and audits keep the one they were made with.
    ///
    /// A record without any history keeps the history of the one before it: a file of facts says nothing of that.
    fn put_case(&mut self, case: &Case) -> Result<Kept, StoreError>;

    /// Keeps an audit and its outcome, and counts it.
    ///
    /// Its template and case must be stored. An audit that is already stored with the same content is
    /// [`Kept::Unchanged`], or [`Kept::Moderated`] where a moderation is new; with other content, or twice in one
    /// transaction, it is a [`StoreError::Conflict`].
    fn add_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError>;

    /// Puts a new revision in the place of an audit; the old one stays readable and is no longer counted.
    ///
    /// Moderations stay with the audit, and count as long as the template version is the one they were made on.
    fn correct_audit(&mut self, new: &NewAudit<'_>) -> Result<Kept, StoreError>;

    /// Adds a moderation to the newest revision of an audit; the last one that is not an exercise counts.
    fn moderate(&mut self, audit: &str, moderation: &Moderation) -> Result<Kept, StoreError>;

    /// Keeps the register of a draw.
    ///
    /// The same id with another register is a [`StoreError::Conflict`]: a register is evidence.
    fn add_draw(&mut self, new: &StoredDraw) -> Result<Kept, StoreError>;

    /// Puts a proposed theme into the queue.
    ///
    /// The same theme for the same text is [`Kept::Unchanged`], whatever was made of it and whichever rule proposes it. The
    /// revision must be the audit's newest, or it is a [`StoreError::Conflict`].
    fn propose_theme(&mut self, new: &NewThemeCode) -> Result<Kept, StoreError>;

    /// Adds what a person made of a proposal; the last decision stands, and the earlier ones stay.
    fn decide_theme(&mut self, id: u32, decision: &ThemeDecision) -> Result<Kept, StoreError>;
    /// Adds an action to the register.
    ///
    /// One that is there, made in the same way, is [`Kept::Unchanged`] whatever happened to it since; another one under its id
    /// is a [`StoreError::Conflict`].
    fn add_action(&mut self, new: &Action) -> Result<Kept, StoreError>;

    /// Records what happened to an action: [`Kept::Corrected`], or [`Kept::Unchanged`] where a person's change changes nothing.
    ///
    /// What an import or an audit said is kept also where a person had recorded the same before. An event from before the
    /// action was made is a [`StoreError::Conflict`].
    fn change_action(&mut self, id: &str, event: &Event) -> Result<Kept, StoreError>;
    /// Keeps a report that was signed off; one under the same words is a restated one, and takes nothing away.
    fn publish(&mut self, new: &Publication) -> Result<Kept, StoreError>;

    /// Keeps which reserve of a stored draw stands in for a case; the register stays as it was written.
    ///
    /// A case that was replaced already, or a reserve that stands in already, is a [`StoreError::Conflict`].
    fn add_replacement(&mut self, new: &Replacement) -> Result<Kept, StoreError>;

    /// Makes it all durable.
    fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
