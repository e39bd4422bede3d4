use std::sync::Arc;

use serde::Serialize;
use sightline_engine::Exact;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Basis, Matrix, Share, Summary};

use crate::context::filled;
use crate::data::{Data, graded, short_label};
use crate::number::{capital, cell, count, percent};
use crate::sentence::{level, shift, verb};
use crate::table::Table;

/// From this mean difference on, in grades, auditors and moderators no longer mean the same by a grade.
const DRIFT: (i128, i128) = (3, 10);
/// Under this many pairs an agreement says little, and no drift is read into it.
const FEW_PAIRS: u64 = 10;

/// How far grades stood up to a second look; no person is named or counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModerationPart {
    /// How much of what is reported was moderated.
    pub coverage: String,
    /// The one line that matters most, if any.
    pub headline: Option<String>,
    /// A sentence for each basis that was used.
    pub lines: Vec<String>,
    /// Where auditors and moderators have drifted apart.
    pub drift: Vec<String>,
    /// Numbers by basis.
    pub agreement: Option<Table>,
    /// Grades before and after.
    pub distribution: Option<Table>,
    /// Grade by grade, a table each basis.
    pub matrices: Vec<Table>,
    /// The mean difference by quarter, audits drawn by chance only.
    pub trend: Option<Table>,
}

pub(super) fn part(data: &Data<'_>) -> ModerationPart {
    let mut part = ModerationPart {
        coverage: coverage(data),
        headline: None,
        lines: Vec::new(),
        drift: Vec::new(),
        agreement: None,
        distribution: None,
        matrices: Vec::new(),
        trend: None,
    };
    let head = [
        "Basis",
        "Moderated",
        "With a grade before",
        "Same grade",
        "Within one grade",
        "Raised",
        "Lowered",
        "Mean difference",
    ];
    let mut agreement = Table::new("Moderation by basis", head);
    let mut distribution = Table::new("Grades before and after moderation", ["Grade"]);
    let scales = data.scales();
    for scale in &scales {
        let prefix = if scales.len() > 1 {
            format!("{}: ", scale.title)
        } else {
            String::new()
        };
        for basis in Basis::ALL {
            let matrix = pooled(&data.now, scale, basis);
            if matrix.moderated() == 0 {
                continue;
            }
            let name = format!("{prefix}{}", words(basis));
            agreement.row(agreement_row(&name, &matrix));
            before_after(&mut distribution, scale, &capital(&name), &matrix);
            part.lines.push(line(&name, &matrix));
            part.drift.extend(drift(&name, &matrix));
            part.matrices.push(grid(&name, scale, &matrix));
        }
        part.trend = part.trend.or_else(|| filled(trend(data, scale)));
    }
    part.headline = part.drift.first().or(part.lines.first()).cloned();
    part.agreement = filled(agreement);
    part.distribution = filled(distribution);
    part
}

fn words(basis: Basis) -> &'static str {
    match basis {
        Basis::Random => "drawn by chance",
        Basis::Targeted => "chosen on purpose",
        Basis::Calibration => "calibration exercise",
    }
}

fn pooled(summaries: &[Summary], scale: &Arc<GradeScale>, basis: Basis) -> Matrix {
    let mut matrix = Matrix::default();
    for one in graded(summaries, scale) {
        matrix.merge(&one.moderation(basis));
    }
    matrix
}

/// Calibration never decides a reported grade, so it is not coverage.
fn coverage(data: &Data<'_>) -> String {
    let all: u64 = data.now.iter().map(|one| one.effective.whole()).sum();
    let moderated = |one: &Summary| {
        [Basis::Random, Basis::Targeted].map(|basis| one.moderation(basis).moderated())
    };
    let moderated: u64 = data.now.iter().flat_map(moderated).sum();
    if moderated == 0 {
        return "No reported grade was moderated this quarter; all are the auditors' own."
            .to_owned();
    }
    let share = Share::of(moderated, all);
    format!(
        "The grade reported is the moderated one where there is one, else the auditor's: {} {} from moderation.",
        level(share, "reported grades"),
        verb(share, "comes", "come"),
    )
}

fn agreement_row(name: &str, matrix: &Matrix) -> [String; 8] {
    [
        capital(name),
        matrix.moderated().to_string(),
        matrix.pairs().to_string(),
        cell(matrix.exact()),
        cell(matrix.within_one()),
        matrix.raised().to_string(),
        matrix.lowered().to_string(),
        matrix
            .mean_shift()
            .map_or_else(|| "not calculable".to_owned(), |mean| difference(&mean)),
    ]
}

/// A mean difference with its sign: above zero, auditors graded higher.
fn difference(mean: &Exact) -> String {
    let sign = if mean.is_negative() || mean.is_zero() {
        ""
    } else {
        "+"
    };
    format!("{sign}{}", mean.decimal(2))
}

fn line(name: &str, matrix: &Matrix) -> String {
    let exact = matrix.exact();
    let Some(mean) = matrix.mean_shift() else {
        return format!(
            "{}: {} moderated, none with a grade before.",
            capital(name),
            count(matrix.moderated(), "audit")
        );
    };
    let few = if exact.whole < FEW_PAIRS {
        " These are too few to judge agreement by."
    } else {
        ""
    };
    format!(
        "{}: {} kept the same grade, {} raised and {} lowered; {}.{few}",
        capital(name),
        level(exact, "moderated audits"),
        count_were(matrix.raised()),
        matrix.lowered(),
        shift(&mean),
    )
}

fn count_were(n: u64) -> String {
    format!("{n} {}", if n == 1 { "was" } else { "were" })
}

fn drift(name: &str, matrix: &Matrix) -> Option<String> {
    let mean = matrix.mean_shift()?;
    if matrix.pairs() < FEW_PAIRS || !drifted(&mean) {
        return None;
    }
    Some(format!(
        "Drift in moderation, audits {name}: {}, which is more than {} of a grade ({}).",
        shift(&mean),
        Exact::ratio(DRIFT.0, DRIFT.1).plain(),
        count(matrix.pairs(), "audit"),
    ))
}

fn drifted(mean: &Exact) -> bool {
    let size = if mean.is_negative() {
        Exact::ZERO - mean.clone()
    } else {
        mean.clone()
    };
    size > Exact::ratio(DRIFT.0, DRIFT.1)
}

fn before_after(table: &mut Table, scale: &GradeScale, name: &str, matrix: &Matrix) {
    let (before, after) = (matrix.before(), matrix.after());
    table.head.push(format!("{name}: before"));
    table.head.push(format!("{name}: after"));
    if table.rows.is_empty() {
        table.rows = scale
            .grades
            .iter()
            .map(|grade| vec![grade.label.clone()])
            .collect();
        table.row(["No grade"]);
    }
    let grades = scale.grades.len();
    for (n, row) in table.rows.iter_mut().enumerate() {
        if n < grades {
            row.extend([cell(before.share(n)), cell(after.share(n))]);
        } else {
            row.extend([before.none.to_string(), after.none.to_string()]);
        }
    }
}

fn grid(name: &str, scale: &GradeScale, matrix: &Matrix) -> Table {
    let labels = || scale.grades.iter().map(|grade| grade.label.clone());
    let heads = std::iter::once("Before moderation".to_owned())
        .chain(labels().map(|label| format!("Moderated: {label}")));
    let mut table = Table::new(format!("Grade by grade, audits {name}"), heads);
    for (label, row) in labels()
        .chain(std::iter::once("No grade".to_owned()))
        .zip(&matrix.rows)
    {
        table.row(std::iter::once(label).chain(row.iter().map(u64::to_string)));
    }
    table
}

/// Only what was drawn by chance says something about the rest, so only that is followed over time.
fn trend(data: &Data<'_>, scale: &Arc<GradeScale>) -> Table {
    let head = [
        "Quarter",
        "Audits drawn by chance",
        "Same grade",
        "Mean difference",
        "Drift",
    ];
    let mut table = Table::new("Agreement by quarter, audits drawn by chance", head);
    for (quarter, summaries) in data.quarters() {
        let matrix = pooled(summaries, scale, Basis::Random);
        let Some(mean) = matrix.mean_shift() else {
            continue;
        };
        let verdict = if matrix.pairs() < FEW_PAIRS {
            "too few to say"
        } else if drifted(&mean) {
            "yes"
        } else {
            "no"
        };
        let exact = matrix.exact();
        table.row([
            short_label(quarter),
            matrix.pairs().to_string(),
            format!("{} ({})", exact.part, percent(exact)),
            difference(&mean),
            verdict.to_owned(),
        ]);
    }
    if table.rows.len() < 2 {
        Table {
            rows: Vec::new(),
            ..table
        }
    } else {
        table
    }
}
