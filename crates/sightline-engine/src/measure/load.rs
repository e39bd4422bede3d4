use std::collections::BTreeMap;
use std::sync::Arc;

use super::CompiledMeasure;
use crate::calendar::Calendar;
use crate::diagnostic::Diagnostics;
use crate::script::compile_measures;
use crate::source::SourceFile;
use crate::validate::load_measures;

/// Every measure of a workspace, ready to count.
#[derive(Debug, Default)]
pub struct Measures {
    all: Vec<CompiledMeasure>,
    calendar: Option<Arc<Calendar>>,
}

impl Measures {
    /// Reads measures from the shared files, and the script files that they name from `scripts/`; other files are ignored.
    ///
    /// A measure that has a mistake is left out, and every mistake is reported.
    #[must_use]
    pub fn load(files: &[Arc<SourceFile>]) -> (Self, Diagnostics) {
        let (shared, scripts) = shared_and_scripts(files);
        let (read, mut found) = load_measures(&shared, &scripts);
        let scripts = compile_measures(
            &read.measures,
            &read.vocabulary,
            &read.timescales,
            &read.calendar,
            &mut found,
        );
        let all = read
            .measures
            .into_iter()
            .zip(scripts)
            .filter_map(|(measure, script)| {
                Some(CompiledMeasure {
                    measure,
                    script: script?,
                })
            })
            .collect();
        let measures = Self {
            all,
            calendar: Some(read.calendar),
        };
        (measures, found.sorted())
    }

    /// All of them, in the order of their files.
    pub fn iter(&self) -> std::slice::Iter<'_, CompiledMeasure> {
        self.all.iter()
    }

    /// The measure with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&CompiledMeasure> {
        self.all.iter().find(|one| one.measure.id == id)
    }

    /// The calendar that they count by.
    #[must_use]
    pub fn calendar(&self) -> Option<&Calendar> {
        self.calendar.as_deref()
    }
}

/// The files of `_shared/`, and those of `scripts/` by their names.
pub(crate) fn shared_and_scripts(
    files: &[Arc<SourceFile>],
) -> (Vec<Arc<SourceFile>>, BTreeMap<String, Arc<SourceFile>>) {
    let parts = |path: &str| {
        path.split(['/', '\\'])
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let is_shared = |path: &str| {
        let folders = parts(path);
        let above = folders.iter().rev().skip(1).take(2);
        (path.ends_with(".yaml") || path.ends_with(".yml"))
            && above.into_iter().any(|folder| folder == "_shared")
    };
    let shared = files
        .iter()
        .filter(|one| is_shared(one.path()))
        .cloned()
        .collect();
    let scripts = files
        .iter()
        .filter(|one| one.path().ends_with(".rhai"))
        .filter_map(|one| Some((parts(one.path()).pop()?, Arc::clone(one))))
        .collect();
    (shared, scripts)
}
