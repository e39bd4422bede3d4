//! `suite/score/<slug>/` and `suite/question/<type>/`: answers and what comes out; `suite/explain/<slug>/`: answers and why.
//!
//! `template.yaml` is compiled with `script.rhai`, where there is one, and the shared files of `suite/score/`. Each line of
//! `answers.jsonl` is scored against its case in `cases.jsonl` (or one of which nothing is known), on the day in
//! `today.txt` (or the audit's own). What comes out is a line of `outcomes.jsonl`: the outcome without versions, or
//! what was said of answers that were refused. `explained.txt` holds each explanation as somebody would read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use sightline_engine::explain::{changes, explanation, text};
use sightline_engine::model::Case;
use sightline_engine::{
    Catalog, CompiledTemplate, Dates, Diagnostics, LARGEST_TEMPLATE, SourceFile, read,
    text_from_bytes,
};

use crate::fixture;

/// Scores one folder and compares the outcomes.
pub fn run(folder: &Path) -> Result<(), String> {
    let mut outcomes = String::new();
    each(folder, |audit| {
        let line = match audit.outcome {
            Ok(outcome) => outcome,
            Err(found) => {
                let refused: Vec<String> = found.iter().map(ToString::to_string).collect();
                serde_json::json!({ "refused": refused })
            }
        };
        writeln!(outcomes, "{line}").expect("a text takes text");
    });
    fixture::expect(&folder.join("outcomes.jsonl"), &outcomes)
}

/// Explains one folder and compares the words.
pub fn explain(folder: &Path) -> Result<(), String> {
    let mut explained = String::new();
    each(folder, |audit| {
        writeln!(explained, "=== {}\n{}", audit.name, audit.explained).expect("a text takes text");
    });
    fixture::expect(&folder.join("explained.txt"), &explained)
}

struct Audited {
    name: String,
    outcome: Result<serde_json::Value, Diagnostics>,
    explained: String,
}

fn each(folder: &Path, mut take: impl FnMut(Audited)) {
    let template = template(folder);
    let cases = cases(folder);
    let today = fs::read_to_string(folder.join("today.txt"))
        .ok()
        .map(|text| text.trim().parse().expect("`today.txt` is a date"));
    for line in lines(folder, "answers.jsonl") {
        let mut audited = Audited {
            name: String::new(),
            outcome: Ok(serde_json::Value::Null),
            explained: String::new(),
        };
        match read::audit(&line) {
            Err(found) => audited.outcome = Err(found),
            Ok(audit) => {
                audited.name = audit.id.clone();
                let unknown = Case {
                    id: audit.case.clone(),
                    ..Case::default()
                };
                let case = cases.get(&audit.case).unwrap_or(&unknown);
                let dates = Dates {
                    audit: audit.date,
                    today: today.unwrap_or(audit.date),
                };
                let place = |keys: &[&str]| read::place(&line, keys);
                let (encoded, found) = template.encode(&audit, case, dates.today, &place);
                match encoded {
                    None => audited.outcome = Err(found),
                    Some(encoded) => {
                        let scored = template.score(&encoded.answers, case, dates);
                        let outcome =
                            template.outcome(&audit, &encoded.answers, &scored, dates.today);
                        let why = explanation(&template, &encoded.answers, &scored);
                        let again = why
                            .recompute(&template)
                            .unwrap_or_else(|one| panic!("{one}"));
                        assert_eq!(template.grade_id(again), outcome.overall.grade);
                        let changes = changes(&template, &encoded.answers, case, dates, &scored);
                        audited.explained = text(&template, &why, &changes);
                        let mut json = serde_json::to_value(outcome).expect("an outcome is JSON");
                        let object = json.as_object_mut().expect("an outcome is an object");
                        object.remove("engine");
                        object.remove("template");
                        if !found.is_empty() {
                            let warned: Vec<String> =
                                found.iter().map(ToString::to_string).collect();
                            object.insert("warned".to_owned(), warned.into());
                        }
                        audited.outcome = Ok(json);
                    }
                }
            }
        }
        take(audited);
    }
}

fn template(folder: &Path) -> Arc<CompiledTemplate> {
    let mut files = Vec::new();
    let shared = fixture::root("score").join("_shared");
    let own = fixture::files(folder, "yaml").into_iter();
    for path in own
        .chain(fixture::files(folder, "rhai"))
        .chain(fixture::files(&shared, "yaml"))
    {
        let bytes = fs::read(&path).expect("a file can be read");
        let name = if path.starts_with(&shared) {
            format!("_shared/{}", fixture::name(&path))
        } else {
            fixture::name(&path)
        };
        files.push(text_from_bytes(&name, &bytes, LARGEST_TEMPLATE).expect("a file is text"));
    }
    let (catalog, found) = Catalog::load(&files);
    let template = catalog.templates().next();
    Arc::clone(template.unwrap_or_else(|| panic!("the template is refused: {found}")))
}

fn cases(folder: &Path) -> BTreeMap<String, Case> {
    let read = |line| {
        let case = read::case(&line).unwrap_or_else(|found| panic!("{found}"));
        (case.id.clone(), case)
    };
    lines(folder, "cases.jsonl").map(read).collect()
}

/// The lines of a file, each with its number; none where there is no file.
fn lines(folder: &Path, name: &'static str) -> impl Iterator<Item = Arc<SourceFile>> {
    let text = fs::read_to_string(folder.join(name)).unwrap_or_default();
    let lines: Vec<_> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| SourceFile::line(name, number, line))
        .collect();
    lines.into_iter()
}
