//! The engine, from the files that a trial amounts to.

use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::TestCaseError;
use sightline_engine::explain::{Explanation, explanation};
use sightline_engine::model::{Audit, Case};
use sightline_engine::{Catalog, Code, CompiledTemplate, Dates, Outcome, SourceFile, read};
use sightline_suite::random::{Trial, case_line, files, line, yaml};
use sightline_suite::reference;

/// A random template, compiled.
pub struct Engine {
    pub template: Arc<CompiledTemplate>,
    today: NaiveDate,
}

impl Engine {
    /// Loads the template; one with a question that can never be asked is passed over, since chance may well make that
    /// mistake.
    pub fn new(trial: &Trial) -> Result<Self, TestCaseError> {
        let files = files(trial);
        let template = SourceFile::new(
            "audit-templates/random/template.yaml",
            files.template.as_str(),
        );
        let calendar = SourceFile::new("audit-templates/_shared/calendar.yaml", files.calendar);
        let (catalog, found) = Catalog::load(&[template, calendar]);
        if found.iter().any(|one| one.code == Code::UNREACHABLE) {
            return Err(TestCaseError::reject("a question that can never be asked"));
        }
        match catalog.template("random") {
            Some(template) if !found.has_errors() => Ok(Self {
                template: Arc::clone(template),
                today: trial.today,
            }),
            _ => Err(TestCaseError::fail(format!("{found}\n{}", files.template))),
        }
    }

    /// Scores one audit.
    pub fn outcome(
        &self,
        template: &reference::Template,
        audit: &reference::Audit,
    ) -> Result<Outcome, TestCaseError> {
        let (line, audit, case) = self::audit(template, audit);
        self.template
            .assess(&audit, &case, self.today, &|keys| read::place(&line, keys))
            .map_err(|found| TestCaseError::fail(format!("{found}\n{}", yaml(template))))
    }

    /// Explains one audit.
    pub fn explanation(
        &self,
        template: &reference::Template,
        audit: &reference::Audit,
    ) -> Result<Explanation, TestCaseError> {
        let (line, audit, case) = self::audit(template, audit);
        let place = |keys: &[&str]| read::place(&line, keys);
        let (encoded, found) = self.template.encode(&audit, &case, self.today, &place);
        let encoded = encoded.ok_or_else(|| TestCaseError::fail(found.to_string()))?;
        let dates = Dates {
            audit: audit.date,
            today: self.today,
        };
        let scored = self.template.score(&encoded.answers, &case, dates);
        Ok(explanation(&self.template, &encoded.answers, &scored))
    }
}

fn audit(
    template: &reference::Template,
    audit: &reference::Audit,
) -> (Arc<SourceFile>, Audit, Case) {
    let line = SourceFile::new("answers.jsonl", line(template, audit));
    let case = SourceFile::new("cases.jsonl", case_line(audit));
    let audit = read::audit(&line).expect("a line that was written is read");
    (
        line,
        audit,
        read::case(&case).expect("a line that was written is read"),
    )
}
