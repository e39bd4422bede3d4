use std::sync::Arc;

use serde::Serialize;
use sightline_engine::Exact;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{Basis, Matrix, Share, Summary};

use crate::context::filled;
use crate::data::{Data, graded, short_label};
use crate::number::{capital, count, list};
use crate::sentence::{ends, level, shift, verb};
use crate::table::{Cell, Table};

/// From this mean difference on, in grades, auditors and moderators no longer mean the same by a grade.
const DRIFT: (i128, i128) = (3, 10);
/// Under this many pairs an agreement says little, and no drift is read into it.
const FEW_PAIRS: u64 = 10;
/// What stands where there are fewer.
const TOO_FEW: &str = "too few to say";

/// How far grades stood up to a second look; no person is named or counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ModerationPart {
    /// How much of what is reported was moderated.
    pub coverage: String,
    /// The one line that matters most, if any.
    pub headline: Option<String>,
    /// A sentence for each basis that was used.
    pub lines: Vec<String>,
    /// Where auditors and moderators have drifted apart.
    pub drift: Vec<String>,
    /// Numbers by basis, a table each scale.
    pub agreements: Vec<Table>,
    /// Grades before and after, grade by grade: a table each basis on which a grade was changed.
    pub matrices: Vec<Table>,
    /// The mean difference by quarter, audits drawn by chance only; a table each scale.
    pub trends: Vec<Table>,
}

pub(super) fn part(data: &Data<'_>) -> ModerationPart {
    let mut part = ModerationPart {
        coverage: coverage(data),
        headline: None,
        lines: Vec::new(),
        drift: Vec::new(),
        agreements: Vec::new(),
        matrices: Vec::new(),
        trends: Vec::new(),
    };
    let head = [
        "Basis",
        "Moderated",
        "Same grade",
        "Within one grade",
        "Raised",
        "Lowered",
        "Mean difference",
        "Weighted kappa",
    ];
    let scales = data.scales();
    for scale in &scales {
        let suffix = if scales.len() > 1 {
            format!(" ({})", ends(scale))
        } else {
            String::new()
        };
        let mut agreement = Table::new(
            format!("Moderation by how audits were chosen{suffix}"),
            head,
        );
        for basis in Basis::ALL {
            let matrix = pooled(&data.now, scale, basis);
            if matrix.moderated() == 0 {
                continue;
            }
            let name = format!("{}{suffix}", words(basis));
            agreement.row(agreement_row(words(basis), &matrix));
            let those = match scales.as_slice() {
                [_, _, ..] => format!("{} and graded {}", words(basis), ends(scale)),
                [] | [_] => words(basis).to_owned(),
            };
            let drifted = drift(&those, &matrix, &earlier(data, scale, basis));
            part.lines.extend(line(&name, &matrix, drifted.is_some()));
            part.drift.extend(drifted);
            if matrix.raised() + matrix.lowered() > 0 {
                part.matrices.push(grid(&name, scale, &matrix));
            }
        }
        part.agreements.extend(filled(agreement));
        part.trends.extend(filled(trend(data, scale, &suffix)));
    }
    part.headline = part.drift.first().or(part.lines.first()).cloned();
    if part.lines.is_empty() && !part.agreements.is_empty() {
        part.lines.push(format!(
            "Fewer than {FEW_PAIRS} audits were moderated on any one basis: too few to judge agreement by."
        ));
    }
    part
}

fn words(basis: Basis) -> &'static str {
    match basis {
        Basis::Random => "drawn by chance",
        Basis::Targeted => "chosen on purpose",
        Basis::Calibration => "in a calibration exercise",
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
        return format!("No reported grade was moderated this {}.", data.word());
    }
    let share = Share::of(moderated, all);
    let rest = if moderated < all {
        "; the rest were not moderated"
    } else {
        ""
    };
    format!(
        "{} {} set by moderation{rest}.",
        level(share, "reported grades"),
        verb(share, "was", "were"),
    )
}

fn agreement_row(name: &str, matrix: &Matrix) -> [Cell; 8] {
    let kappa = match matrix.weighted_kappa() {
        _ if matrix.pairs() < FEW_PAIRS => TOO_FEW.into(),
        Some(kappa) => Cell::number(&kappa, 2),
        None => "not defined".into(),
    };
    [
        capital(name).into(),
        matrix.moderated().into(),
        Cell::part_of(matrix.exact()),
        Cell::part_of(matrix.within_one()),
        matrix.raised().into(),
        matrix.lowered().into(),
        matrix
            .mean_shift()
            .map_or_else(|| "not calculable".into(), |mean| difference(&mean)),
        kappa,
    ]
}

/// A mean difference with its sign: above zero, auditors graded higher.
fn difference(mean: &Exact) -> Cell {
    let sign = if mean.is_negative() || mean.is_zero() {
        ""
    } else {
        "+"
    };
    Cell::worded(format!("{sign}{}", mean.decimal(2)), mean)
}

/// How much agreement there was; under ten pairs the table alone says it, without a sentence to quote.
fn line(name: &str, matrix: &Matrix, drift_said: bool) -> Option<String> {
    let mean = matrix.mean_shift()?;
    if matrix.pairs() < FEW_PAIRS {
        return None;
    }
    let shift = if drift_said {
        String::new()
    } else {
        format!("; {}", shift(&mean))
    };
    Some(format!(
        "{}: {} kept the same grade, {} raised and {} lowered{shift}.",
        capital(name),
        level(matrix.exact(), "moderated audits"),
        were(matrix.raised()),
        were(matrix.lowered()),
    ))
}

fn were(n: u64) -> String {
    match n {
        0 => "none was".to_owned(),
        1 => "1 was".to_owned(),
        n => format!("{n} were"),
    }
}

/// The mean difference in each earlier quarter that has enough pairs, latest first.
fn earlier(data: &Data<'_>, scale: &Arc<GradeScale>, basis: Basis) -> Vec<(String, Exact)> {
    let means = data.earlier.iter().rev().map_while(|then| {
        let matrix = pooled(&then.summaries, scale, basis);
        let mean = matrix.mean_shift()?;
        (matrix.pairs() >= FEW_PAIRS).then(|| (short_label(then.period), mean))
    });
    means.collect()
}

fn drift(those: &str, matrix: &Matrix, earlier: &[(String, Exact)]) -> Option<String> {
    let mean = matrix.mean_shift()?;
    if matrix.pairs() < FEW_PAIRS || !drifted(&mean) {
        return None;
    }
    let mut grown = Vec::new();
    let mut last = size(&mean);
    for (label, then) in earlier {
        if then.is_negative() != mean.is_negative() || size(then) >= last {
            break;
        }
        last = size(then);
        grown.push(format!("{} in {label}", last.decimal(2)));
    }
    let grown = if grown.is_empty() {
        String::new()
    } else {
        format!(", up from {}", list(&grown))
    };
    Some(format!(
        "Grades have drifted: in the {} {those}, {}{grown}. More than {} of a grade counts as drift.",
        count(matrix.pairs(), "audit"),
        shift(&mean),
        Exact::ratio(DRIFT.0, DRIFT.1).plain(),
    ))
}

fn size(mean: &Exact) -> Exact {
    if mean.is_negative() {
        Exact::ZERO - mean.clone()
    } else {
        mean.clone()
    }
}

fn drifted(mean: &Exact) -> bool {
    size(mean) > Exact::ratio(DRIFT.0, DRIFT.1)
}

/// Each grade before against each after; the sums at the edges are the two distributions.
fn grid(name: &str, scale: &GradeScale, matrix: &Matrix) -> Table {
    let labels = || scale.grades.iter().map(|grade| grade.label.clone());
    let heads = std::iter::once("Before moderation".to_owned())
        .chain(labels().map(|label| format!("Moderated: {label}")))
        .chain(std::iter::once("All before".to_owned()));
    let mut table = Table::new(format!("Grades before and after moderation: {name}"), heads);
    let rows = labels().chain(std::iter::once("No grade".to_owned()));
    let graded = scale.grades.len();
    let mut add = |label: String, counts: &[u64]| {
        let all = counts.iter().sum::<u64>();
        let counts = counts.iter().chain(std::iter::once(&all));
        table.row(std::iter::once(Cell::from(label)).chain(counts.map(|n| Cell::from(*n))));
    };
    for (n, (label, row)) in rows.zip(&matrix.rows).enumerate() {
        if n < graded || row.iter().sum::<u64>() > 0 {
            add(label, row);
        }
    }
    add("All after".to_owned(), &matrix.after().graded);
    table
}

/// Only what was drawn by chance says something about the rest, so only that is followed over time.
fn trend(data: &Data<'_>, scale: &Arc<GradeScale>, suffix: &str) -> Table {
    let heading = capital(data.word());
    let head = [
        heading.as_str(),
        "Audits drawn by chance",
        "Same grade",
        "Mean difference",
        "Drift",
    ];
    let mut table = Table::new(
        format!(
            "Agreement by {}, audits drawn by chance{suffix}",
            data.word()
        ),
        head,
    );
    for (quarter, summaries) in data.periods() {
        let matrix = pooled(summaries, scale, Basis::Random);
        let Some(mean) = matrix.mean_shift() else {
            continue;
        };
        let verdict = if matrix.pairs() < FEW_PAIRS {
            TOO_FEW
        } else if drifted(&mean) {
            "yes"
        } else {
            "no"
        };
        let exact = matrix.exact();
        table.row([
            short_label(quarter).into(),
            matrix.pairs().into(),
            Cell::counted(exact),
            difference(&mean),
            verdict.into(),
        ]);
    }
    let enough = |row: &Vec<Cell>| row.last().is_some_and(|verdict| verdict.text() != TOO_FEW);
    if table.rows.len() < 2 || !table.rows.iter().any(enough) {
        Table {
            rows: Vec::new(),
            ..table
        }
    } else {
        table
    }
}
