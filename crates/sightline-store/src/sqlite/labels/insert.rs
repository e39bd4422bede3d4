//! Writing a template version.

use rusqlite::{ToSql, Transaction, params};
use sightline_engine::Exact;
use sightline_engine::rollup::{Layout, Named};

use crate::sqlite::failure::failed;
use crate::{NewTemplate, StoreError};

/// Writes a template version that is not there yet.
pub(in crate::sqlite) fn insert(
    txn: &Transaction<'_>,
    new: &NewTemplate<'_>,
) -> Result<i64, StoreError> {
    let (template, reference) = (new.template, new.reference);
    let layout = Layout::new(template);
    let labels = layout.labels();
    let scale = labels.scale.as_deref();
    let run = |sql: &str, values: &[&dyn ToSql]| {
        let done = txn
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(values));
        done.map_err(failed("storing the template"))
    };
    run(
        "INSERT INTO template (template, version, digest, title, scale, scale_title, good_enough, strength)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            reference.id,
            reference.version,
            reference.digest,
            labels.title,
            scale.map(|scale| &scale.id),
            scale.map(|scale| &scale.title),
            scale.and_then(|scale| scale.good_enough).map(|grade| grade.0),
            scale.and_then(|scale| scale.strength).map(|grade| grade.0),
        ],
    )?;
    let id = txn.last_insert_rowid();
    for (place, source) in (0_i64..).zip(new.sources) {
        run(
            "INSERT INTO template_source VALUES (?1, ?2, ?3, ?4)",
            params![id, place, source.path(), source.text()],
        )?;
    }
    for (place, grade) in (0_i64..).zip(scale.iter().flat_map(|scale| &scale.grades)) {
        run(
            "INSERT INTO template_grade VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id,
                place,
                grade.id,
                grade.label,
                grade.letter,
                grade.value.to_string()
            ],
        )?;
    }
    for (place, section) in (0_i64..).zip(&template.sections) {
        run(
            "INSERT INTO template_section VALUES (?1, ?2, ?3, ?4, ?5)",
            params![id, place, section.id, section.title, section.weight.plain()],
        )?;
    }
    for (place, theme) in (0_i64..).zip(&labels.themes) {
        run(
            "INSERT INTO template_theme VALUES (?1, ?2, ?3, ?4)",
            params![id, place, theme.id, theme.title],
        )?;
    }
    let action = |says: &String| Named {
        id: String::new(),
        label: says.clone(),
    };
    let actions: Vec<Named> = labels.actions.iter().map(action).collect();
    for (kind, rules) in [
        ("limit", &labels.limits),
        ("alert", &labels.alerts),
        ("action", &actions),
    ] {
        for (place, rule) in (0_i64..).zip(rules) {
            run(
                "INSERT INTO template_rule VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, kind, place, rule.id, rule.label],
            )?;
        }
    }
    for (place, (question, words)) in
        (0_i64..).zip(template.questions.iter().zip(&labels.questions))
    {
        let section = i64::try_from(words.section).unwrap_or(i64::MAX);
        run(
            "INSERT INTO template_question VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                id,
                place,
                words.id,
                words.ask,
                section,
                question.weight.plain(),
                question.critical
            ],
        )?;
        for (nth, theme) in (0_i64..).zip(&words.themes) {
            let theme = i64::try_from(*theme).unwrap_or(i64::MAX);
            run(
                "INSERT INTO template_question_theme VALUES (?1, ?2, ?3, ?4)",
                params![id, place, nth, theme],
            )?;
        }
        for (code, answer) in (0_i64..).zip(&words.answers) {
            let value = answer.value.as_ref().map(Exact::to_string);
            run(
                "INSERT INTO template_answer VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![id, place, code, answer.id, answer.label, value],
            )?;
        }
    }
    Ok(id)
}
