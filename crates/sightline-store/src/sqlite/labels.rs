//! A template version's words, in tables that the views join and that its layout is made from again.

mod insert;

use std::sync::Arc;

use rusqlite::{OptionalExtension as _, Row, Transaction};
use sightline_engine::SourceFile;
use sightline_engine::model::{Grade, GradeIx, GradeScale, Theme};
use sightline_engine::outcome::TemplateRef;
use sightline_engine::rollup::{AnswerLabels, Labels, Layout, Named, QuestionLabels};

use super::failure::{failed, unreadable};
use crate::record::exact_from_text;
use crate::{StoreError, StoredTemplate};

pub(super) use insert::insert;

/// Where a template version is kept, and its digest.
pub(super) fn find(
    txn: &Transaction<'_>,
    id: &str,
    version: &str,
) -> Result<Option<(i64, String)>, StoreError> {
    let sql = "SELECT id, digest FROM template WHERE template = ?1 AND version = ?2";
    let mut statement = txn
        .prepare_cached(sql)
        .map_err(failed("reading a template"))?;
    let found = statement.query_row([id, version], |row| Ok((row.get(0)?, row.get(1)?)));
    found.optional().map_err(failed("reading a template"))
}

/// Reads a template version back.
pub(super) fn load(txn: &Transaction<'_>, row: i64) -> Result<StoredTemplate, StoreError> {
    let reading = failed("reading a template");
    let sql = "SELECT template, version, digest, title, scale, scale_title, good_enough, strength FROM template WHERE id = ?1";
    let mut statement = txn.prepare_cached(sql).map_err(&reading)?;
    let head: Head = statement.query_row([row], head).map_err(&reading)?;
    let id = head.reference.id.clone();
    let broken = || unreadable("template", &id)(crate::record::Malformed);

    let sources = all(
        txn,
        row,
        "SELECT path, text FROM template_source WHERE template = ?1 ORDER BY place",
        |row| {
            Ok(SourceFile::new(
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
            ))
        },
    )?;
    let sections = all(
        txn,
        row,
        "SELECT section, title FROM template_section WHERE template = ?1 ORDER BY place",
        named,
    )?;
    let themes = all(
        txn,
        row,
        "SELECT theme, title FROM template_theme WHERE template = ?1 ORDER BY place",
        |row| {
            Ok(Theme {
                id: row.get(0)?,
                title: row.get(1)?,
            })
        },
    )?;
    let rules = |kind: &str| {
        let sql = format!(
            "SELECT rule, says FROM template_rule WHERE template = ?1 AND kind = '{kind}' ORDER BY place"
        );
        all(txn, row, &sql, named)
    };
    let grades =
        "SELECT grade, label, letter, value FROM template_grade WHERE template = ?1 ORDER BY place";
    let grades = all(txn, row, grades, |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get::<_, String>(3)?,
        ))
    })?;
    let grade = |(id, label, letter, value): (String, String, String, String)| {
        Some(Grade {
            id,
            label,
            letter,
            value: exact_from_text(&value).ok()?,
        })
    };
    let grades: Option<Vec<Grade>> = grades.into_iter().map(grade).collect();
    let scale = match (head.scale, head.scale_title) {
        (Some(id), Some(title)) => Some(Arc::new(GradeScale {
            id,
            title,
            grades: grades.ok_or_else(broken)?,
            good_enough: head.good_enough.map(GradeIx),
            strength: head.strength.map(GradeIx),
        })),
        _ => None,
    };
    let labels = Labels {
        id: id.clone(),
        version: head.reference.version.parse().map_err(|()| broken())?,
        title: head.title,
        scale,
        sections,
        questions: questions(txn, row)?.ok_or_else(broken)?,
        themes,
        limits: rules("limit")?,
        alerts: rules("alert")?,
        actions: rules("action")?
            .into_iter()
            .map(|action| action.label)
            .collect(),
    };
    Ok(StoredTemplate {
        reference: head.reference,
        sources,
        layout: Arc::new(Layout::of(labels)),
    })
}

struct Head {
    reference: TemplateRef,
    title: String,
    scale: Option<String>,
    scale_title: Option<String>,
    good_enough: Option<u8>,
    strength: Option<u8>,
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        reference: TemplateRef {
            id: row.get(0)?,
            version: row.get(1)?,
            digest: row.get(2)?,
        },
        title: row.get(3)?,
        scale: row.get(4)?,
        scale_title: row.get(5)?,
        good_enough: row.get(6)?,
        strength: row.get(7)?,
    })
}

fn named(row: &Row<'_>) -> rusqlite::Result<Named> {
    Ok(Named {
        id: row.get(0)?,
        label: row.get(1)?,
    })
}

/// Nothing where a worth is not a number.
fn questions(txn: &Transaction<'_>, row: i64) -> Result<Option<Vec<QuestionLabels>>, StoreError> {
    let sql =
        "SELECT question, ask, section FROM template_question WHERE template = ?1 ORDER BY place";
    let mut questions = all(txn, row, sql, |row| {
        let section = usize::try_from(row.get::<_, i64>(2)?).unwrap_or(usize::MAX);
        Ok(QuestionLabels {
            id: row.get(0)?,
            ask: row.get(1)?,
            section,
            themes: Vec::new(),
            answers: Vec::new(),
        })
    })?;
    let place = |place: i64| usize::try_from(place).unwrap_or(usize::MAX);
    let sql = "SELECT question, theme FROM template_question_theme WHERE template = ?1 ORDER BY question, place";
    for (question, theme) in all(txn, row, sql, |row| Ok((row.get(0)?, row.get(1)?)))? {
        if let Some(question) = questions.get_mut(place(question)) {
            question.themes.push(place(theme));
        }
    }
    let sql = "SELECT question, answer, label, value FROM template_answer WHERE template = ?1 ORDER BY question, place";
    type Answer = (i64, String, String, Option<String>);
    let answers: Vec<Answer> = all(txn, row, sql, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    for (question, id, label, value) in answers {
        let Ok(value) = value.as_deref().map(exact_from_text).transpose() else {
            return Ok(None);
        };
        if let Some(question) = questions.get_mut(place(question)) {
            question.answers.push(AnswerLabels { id, label, value });
        }
    }
    Ok(Some(questions))
}

fn all<T>(
    txn: &Transaction<'_>,
    template: i64,
    sql: &str,
    one: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let reading = failed("reading a template");
    let mut statement = txn.prepare_cached(sql).map_err(&reading)?;
    let rows = statement.query_map([template], one).map_err(&reading)?;
    rows.collect::<Result<_, _>>().map_err(&reading)
}
