//! What scoring worked out, as few bytes.
//!
//! The first part stands at places that SQL can find with `substr`, because the readable views unpack it; the second is
//! read by [`decode`] alone.
//!
//! | bytes, from 1 | what |
//! | --- | --- |
//! | 1 | the edition of this shape: 1 |
//! | 2 | status, its place in `Status::ALL` |
//! | 3, 4 | overall computed grade and grade after limits, each its place in the scale plus 1, or 0 for none |
//! | 5 | how many sections |
//! | 6 | how many words (8 bytes) of shown questions |
//! | 7 to 11 | how many bytes of concerns, strengths, limits, alerts, actions |
//! | from 12 | two bytes a section, like 3 and 4 |
//! | then | the shown questions, concerns, strengths, limits, alerts, actions: bits, lowest first |
//! | then | completeness, four numbers; the overall score; each section's score |
//!
//! What scripts added is not here: it is text, and stands with the other text.

use sightline_engine::Exact;
use sightline_engine::model::GradeIx;
use sightline_engine::scored::{Completeness, Score, Scored, Status};

use super::bytes::{Malformed, Reader, put_bits, put_number, width};
use super::exact;
use crate::StoreError;

const EDITION: u8 = 1;

/// The bytes that stand for a scored audit, without what scripts added.
pub fn encode(scored: &Scored) -> Result<Vec<u8>, StoreError> {
    let (n_sections, n_words) = sizes(scored)?;
    let sets = [
        scored.concerns,
        scored.strengths,
        scored.limited_by.into(),
        scored.alerts.into(),
        scored.actions.into(),
    ];
    let mut out = Vec::with_capacity(64 + 8 * (scored.sections.len() + scored.shown.len()));
    out.extend_from_slice(&[EDITION, status_byte(scored.status)]);
    out.extend_from_slice(&grade_bytes(&scored.overall));
    out.extend_from_slice(&[n_sections, n_words]);
    out.extend_from_slice(&sets.map(width));
    for section in &scored.sections {
        out.extend_from_slice(&grade_bytes(section));
    }
    for word in &scored.shown {
        out.extend_from_slice(&word.to_le_bytes());
    }
    for set in sets {
        put_bits(&mut out, set, width(set));
    }
    let done = &scored.completeness;
    for part in [
        done.answered,
        done.not_applicable,
        done.not_enough_evidence,
        done.unanswered,
    ] {
        put_number(&mut out, part.into());
    }
    put_score(&mut out, &scored.overall);
    for section in &scored.sections {
        put_score(&mut out, section);
    }
    Ok(out)
}

/// How many sections and words of shown questions there are; refuses what a byte cannot count.
fn sizes(scored: &Scored) -> Result<(u8, u8), StoreError> {
    let count = |what: &str, n: usize| {
        let too_many = |_| StoreError::TooLarge {
            what: format!("a template with {n} {what} has too many to store"),
        };
        u8::try_from(n).map_err(too_many)
    };
    let last = Some(GradeIx(u8::MAX));
    let has_last = |score: &Score| score.computed == last || score.grade == last;
    if has_last(&scored.overall) || scored.sections.iter().any(has_last) {
        return Err(StoreError::TooLarge {
            what: "a scale of 256 grades has too many to store".to_owned(),
        });
    }
    Ok((
        count("sections", scored.sections.len())?,
        count("groups of 64 questions", scored.shown.len())?,
    ))
}

/// Reads a scored audit back, or refuses bytes that [`encode`] did not write.
pub fn decode(bytes: &[u8]) -> Result<Scored, Malformed> {
    let mut from = Reader(bytes);
    if from.byte()? != EDITION {
        return Err(Malformed);
    }
    let status = *Status::ALL
        .get(usize::from(from.byte()?))
        .ok_or(Malformed)?;
    let (computed, grade) = grades(&mut from)?;
    let mut overall = Score {
        computed,
        grade,
        ..Score::default()
    };
    let (n_sections, n_words) = (from.byte()?, from.byte()?);
    let mut widths = [0; 5];
    for width in &mut widths {
        *width = from.byte()?;
    }
    let mut sections = Vec::with_capacity(n_sections.into());
    for _ in 0..n_sections {
        let (computed, grade) = grades(&mut from)?;
        sections.push(Score {
            computed,
            grade,
            ..Score::default()
        });
    }
    let mut shown = Vec::with_capacity(n_words.into());
    for _ in 0..n_words {
        shown.push(word(&mut from, 8)?);
    }
    let [concerns, strengths, limits, alerts, actions] = widths;
    let (concerns, strengths) = (set(&mut from, concerns)?, set(&mut from, strengths)?);
    let [limited_by, alerts, actions] = [limits, alerts, actions].map(|width| {
        let bits = set(&mut from, width)?;
        u64::try_from(bits).map_err(|_| Malformed)
    });
    let completeness = Completeness {
        answered: from.small()?,
        not_applicable: from.small()?,
        not_enough_evidence: from.small()?,
        unanswered: from.small()?,
    };
    score(&mut from, &mut overall)?;
    for section in &mut sections {
        score(&mut from, section)?;
    }
    from.end()?;
    Ok(Scored {
        status,
        overall,
        sections,
        completeness,
        shown,
        concerns,
        strengths,
        limited_by: limited_by?,
        alerts: alerts?,
        actions: actions?,
        extra: None,
    })
}

fn status_byte(status: Status) -> u8 {
    match status {
        Status::Graded => 0,
        Status::Ungraded => 1,
        Status::InsufficientEvidence => 2,
        Status::NotEligible => 3,
        Status::Failed => 4,
    }
}

/// Places of the two grades plus 1, or 0 for none.
fn grade_bytes(score: &Score) -> [u8; 2] {
    [score.computed, score.grade].map(|grade| grade.map_or(0, |grade| grade.0.saturating_add(1)))
}

fn grades(from: &mut Reader<'_>) -> Result<(Option<GradeIx>, Option<GradeIx>), Malformed> {
    let mut one = || Ok(from.byte()?.checked_sub(1).map(GradeIx));
    Ok((one()?, one()?))
}

fn word(from: &mut Reader<'_>, width: u8) -> Result<u64, Malformed> {
    u64::try_from(from.bits(width)?).map_err(|_| Malformed)
}

/// A set has one spelling: as few bytes as hold it.
fn set(from: &mut Reader<'_>, bytes: u8) -> Result<u128, Malformed> {
    let bits = from.bits(bytes)?;
    if width(bits) == bytes {
        Ok(bits)
    } else {
        Err(Malformed)
    }
}

const SHARE: u8 = 1;
const POINTS: u8 = 2;

fn put_score(out: &mut Vec<u8>, score: &Score) {
    let share = if score.share.is_some() { SHARE } else { 0 };
    let points = if score.points.is_some() { POINTS } else { 0 };
    out.push(share | points);
    if let Some(share) = &score.share {
        exact::put(out, share);
    }
    if let Some((points, out_of)) = score.points.as_deref() {
        exact::put(out, points);
        exact::put(out, out_of);
    }
}

fn score(from: &mut Reader<'_>, score: &mut Score) -> Result<(), Malformed> {
    let flags = from.byte()?;
    if flags & !(SHARE | POINTS) != 0 {
        return Err(Malformed);
    }
    let mut number = |wanted: u8| -> Result<Option<Exact>, Malformed> {
        (flags & wanted != 0).then(|| exact::get(from)).transpose()
    };
    score.share = number(SHARE)?;
    let (points, out_of) = (number(POINTS)?, number(POINTS)?);
    score.points = points.zip(out_of).map(Box::new);
    Ok(())
}
