//! Audits, one after another, each with its case and template and checked against both.

mod seen;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use sightline_engine::model::Case;
use sightline_engine::{
    Catalog, Code, CompiledTemplate, Dates, Diagnostic, Diagnostics, Encoded, suggest,
};

use crate::exit::Failure;
use crate::files::shown;
use crate::input::{Audits, Cases, Entry, Templates};
use seen::Seen;

/// What is done with mistakes as they are found.
pub(crate) type OnWrong<'a> = &'a mut dyn FnMut(Diagnostics) -> Result<(), Failure>;

/// What audits are checked against.
#[derive(Debug)]
pub(crate) struct Feed<'a> {
    templates: Vec<&'a Arc<CompiledTemplate>>,
    cases: Cases,
    today: Option<NaiveDate>,
    seen: Seen,
    /// Whether whoever takes the audits decides about answers that differ from the case record without a reason.
    leaves_reasons: bool,
}

/// An audit that can be scored.
#[derive(Debug)]
pub(crate) struct Ready<'a> {
    /// As it was filled in, and where.
    pub(crate) entry: Entry,
    /// Its case.
    pub(crate) case: Arc<Case>,
    /// Its template.
    pub(crate) template: &'a Arc<CompiledTemplate>,
    /// Its answers as codes.
    pub(crate) encoded: Encoded,
    /// The days that scoring knows.
    pub(crate) dates: Dates,
    /// Answers that differ from the case record without a reason, where that was left to decide.
    pub(crate) unexplained: Diagnostics,
}

impl<'a> Feed<'a> {
    /// For audits of one template only.
    pub(crate) fn of_one(
        template: &'a Arc<CompiledTemplate>,
        cases: Cases,
        today: Option<NaiveDate>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            templates: vec![template],
            cases,
            today,
            seen: Seen::new()?,
            leaves_reasons: false,
        })
    }

    /// For audits of any template, which are to be kept: see [`Ready::unexplained`].
    pub(crate) fn of_all(catalog: &'a Catalog, cases: Cases) -> Result<Self, Failure> {
        Ok(Self {
            templates: catalog.templates().collect(),
            cases,
            today: None,
            seen: Seen::new()?,
            leaves_reasons: true,
        })
    }

    /// Forgets which audits went by, to go through the same file again.
    pub(crate) fn again(&mut self) -> Result<(), Failure> {
        self.seen = Seen::new()?;
        Ok(())
    }

    /// Goes through a file of answers. Every wrong line goes to `wrong`, every right one to `right`; `at` hears how
    /// many bytes have been read.
    pub(crate) fn each(
        &mut self,
        answers: &Path,
        wrong: OnWrong<'_>,
        at: &dyn Fn(u64),
        right: &mut dyn FnMut(Ready<'a>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let known = Templates::new(self.templates.iter().map(|one| one.template()).collect());
        let mut audits = match Audits::open(answers, &known)? {
            Ok(audits) => audits,
            Err(diagnostics) => return wrong(diagnostics),
        };
        let name = shown(answers);
        while let Some(entry) = audits.next()? {
            at(audits.offset());
            match entry {
                Err(diagnostics) => wrong(diagnostics)?,
                Ok(entry) => {
                    let row = entry.row();
                    let (ready, diagnostics) = self.check(entry, &name)?;
                    if !diagnostics.is_empty() {
                        wrong(with_row(diagnostics, row))?;
                    }
                    let ready = ready.map(|ready| Ready {
                        unexplained: with_row(ready.unexplained, row),
                        ..ready
                    });
                    ready.map_or(Ok(()), &mut *right)?;
                }
            }
        }
        Ok(())
    }

    fn check(
        &mut self,
        mut entry: Entry,
        file: &str,
    ) -> Result<(Option<Ready<'a>>, Diagnostics), Failure> {
        let mut wrong = std::mem::take(&mut entry.unread);
        let audit = &entry.audit;
        let is_whole = !wrong.has_errors();
        // What is blank was named when it was read.
        let has = |text: &str| is_whole || !text.is_empty();
        if has(&audit.id)
            && let Some(before) = self.seen.again(&audit.id, file, entry.line())?
        {
            let message = format!("audit `{}` was {before} already", audit.id);
            let at = entry.place(&["audit"]);
            wrong.push(
                Diagnostic::error(Code::DUPLICATE_AUDIT, &at, message)
                    .help("keep one line for an audit"),
            );
        }
        let case = self.cases.get(&audit.case)?;
        if case.is_none() && has(&audit.case) {
            wrong.push(self.cases.missing(&audit.case, &entry.place(&["case"])));
        }
        let template = self
            .templates
            .iter()
            .find(|one| one.reference().id == audit.template)
            .copied();
        let Some(template) = template else {
            if has(&audit.template) {
                wrong.push(self.unknown_template(&entry));
            }
            return Ok((None, wrong));
        };
        let today = self.today.unwrap_or(audit.date);
        let none = Case::default();
        let of = case.as_deref().unwrap_or(&none);
        let at = |keys: &[&str]| entry.place(keys);
        let (encoded, found) = if is_whole {
            template.encode(audit, of, today, &at)
        } else {
            (None, template.wrong(audit, of, &at))
        };
        wrong.extend(
            found
                .into_iter()
                .map(|one| entry.in_its_words(one, template.template()))
                .collect(),
        );
        let dates = Dates {
            audit: audit.date,
            today,
        };
        let ready = match (encoded, case) {
            (Some(encoded), Some(case)) if !wrong.has_errors() => {
                let (unexplained, rest) = if self.leaves_reasons {
                    without_reason(wrong)
                } else {
                    (Diagnostics::new(), wrong)
                };
                wrong = rest;
                Some(Ready {
                    entry,
                    case,
                    template,
                    encoded,
                    dates,
                    unexplained,
                })
            }
            _ => None,
        };
        Ok((ready, wrong))
    }

    fn unknown_template(&self, entry: &Entry) -> Diagnostic {
        let id = &entry.audit.template;
        let message = format!("template `{id}` is not among those that are used here");
        let ids = self.templates.iter().map(|one| one.reference().id.as_str());
        Diagnostic {
            help: suggest(id, ids),
            ..Diagnostic::error(Code::UNKNOWN_TEMPLATE, &entry.place(&["template"]), message)
        }
    }
}

/// Answers that differ from the case record without a reason, and everything else.
fn without_reason(all: Diagnostics) -> (Diagnostics, Diagnostics) {
    let (mut unexplained, mut rest) = (Diagnostics::new(), Diagnostics::new());
    for one in all {
        if one.code == Code::REASON_MISSING {
            unexplained.push(one);
        } else {
            rest.push(one);
        }
    }
    (unexplained, rest)
}

/// Says the row of a spreadsheet, which is not the line of the file where cells hold line ends.
fn with_row(diagnostics: Diagnostics, row: Option<usize>) -> Diagnostics {
    let Some(row) = row else {
        return diagnostics.sorted();
    };
    let mut named = Diagnostics::new();
    for one in diagnostics {
        let named_already = !one.label.is_empty() || one.message.starts_with(&format!("row {row}"));
        named.push(if named_already {
            one
        } else {
            one.label(format!("row {row}"))
        });
    }
    named.sorted()
}
