mod coefficients;
mod groups;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sightline_engine::Exact;
use sightline_engine::model::GradeScale;
use sightline_engine::rollup::{
    Basis, FEWEST_PAIRS, Matrix, Share, Shift, Statistic, Summary, Undefined,
};

use crate::data::{Data, graded, short_label};
use crate::number::{capital, count, list};
use crate::sentence::{ends, level, shift, verb};
use crate::table::filled;
use crate::table::{Cell, Table};

pub use groups::GroupsPart;

/// What stands where there are too few pairs.
const TOO_FEW: &str = "too few to say";

/// How far grades stood up to a second look; no person is named or counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Agreement beyond chance, coefficient by coefficient; a table each scale where there are enough pairs.
    pub coefficients: Vec<Table>,
    /// Why a coefficient has no value.
    pub notes: Vec<String>,
    /// Grades before and after, grade by grade: a table each basis on which a grade was changed.
    pub matrices: Vec<Table>,
    /// The mean difference by quarter, audits drawn by chance only; a table each scale.
    pub trends: Vec<Table>,
    /// Groups of auditors beside moderators.
    pub groups: GroupsPart,
}

pub(crate) fn part(data: &Data<'_>) -> ModerationPart {
    let mut part = ModerationPart {
        coverage: coverage(data),
        headline: None,
        lines: Vec::new(),
        drift: Vec::new(),
        agreements: Vec::new(),
        coefficients: Vec::new(),
        notes: Vec::new(),
        matrices: Vec::new(),
        trends: Vec::new(),
        groups: groups::part(data),
    };
    let head = [
        "Basis",
        "Moderated",
        "Same grade",
        "Within one grade",
        "Raised",
        "Lowered",
        "Mean difference",
    ];
    let scales = data.scales();
    for scale in &scales {
        let suffix = suffix(&scales, scale);
        let mut bases = Vec::new();
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
            part.notes.extend(coefficients::note(&those, &matrix));
            bases.push((basis, matrix));
        }
        part.coefficients
            .extend(coefficients::table(&suffix, &bases));
        part.agreements.extend(filled(agreement));
        part.trends.extend(filled(trend(data, scale, &suffix)));
    }
    part.headline = part.drift.first().or(part.lines.first()).cloned();
    if part.lines.is_empty() && !part.agreements.is_empty() {
        part.lines.push(format!(
            "Fewer than {FEWEST_PAIRS} audits were moderated on any one basis: too few to judge agreement by."
        ));
    }
    part
}

/// The scale's ends, where a report has several scales.
fn suffix(scales: &[Arc<GradeScale>], scale: &GradeScale) -> String {
    if scales.len() > 1 {
        format!(" ({})", ends(scale))
    } else {
        String::new()
    }
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

/// What is said where no template has grades that a moderator could look at.
pub(crate) fn nothing_to_moderate(data: &Data<'_>) -> Option<String> {
    let nothing = data.audits() > 0 && data.scales().is_empty();
    nothing.then(|| {
        format!(
            "The templates of this {} give no overall grades, so there was none to moderate.",
            data.word()
        )
    })
}

/// Calibration never decides a reported grade, so it is not coverage.
fn coverage(data: &Data<'_>) -> String {
    if let Some(nothing) = nothing_to_moderate(data) {
        return nothing;
    }
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

fn agreement_row(name: &str, matrix: &Matrix) -> [Cell; 7] {
    [
        capital(name).into(),
        matrix.moderated().into(),
        Cell::part_of(matrix.exact()),
        Cell::part_of(matrix.within_one()),
        matrix.raised().into(),
        matrix.lowered().into(),
        said(&matrix.shift(FEWEST_PAIRS), |shift| {
            difference(shift.mean())
        }),
    ]
}

/// A statistic, or in few words why there is none.
fn said<T>(statistic: &Statistic<T>, show: impl FnOnce(&T) -> Cell) -> Cell {
    match statistic {
        Statistic::Value(value) => show(value),
        Statistic::TooFew { .. } => TOO_FEW.into(),
        Statistic::Undefined(Undefined::NoPairs) => "not calculable".into(),
        Statistic::Undefined(Undefined::OneGrade) => "not defined".into(),
    }
}

fn drifted(shift: &Shift) -> Cell {
    if shift.has_drifted() { "yes" } else { "no" }.into()
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
    let found = matrix.shift(FEWEST_PAIRS);
    let mean = found.value()?.mean();
    let shift = if drift_said {
        String::new()
    } else {
        format!("; {}", shift(mean))
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
fn earlier(data: &Data<'_>, scale: &Arc<GradeScale>, basis: Basis) -> Vec<(String, Shift)> {
    let shifts = data.earlier.iter().rev().map_while(|then| {
        let found = pooled(&then.summaries, scale, basis).shift(FEWEST_PAIRS);
        Some((short_label(then.period), found.value()?.clone()))
    });
    shifts.collect()
}

fn drift(those: &str, matrix: &Matrix, earlier: &[(String, Shift)]) -> Option<String> {
    let found = matrix.shift(FEWEST_PAIRS);
    let now = found.value().filter(|shift| shift.has_drifted())?;
    let mut grown = Vec::new();
    let mut last = now.size();
    for (label, then) in earlier {
        if then.mean().is_negative() != now.mean().is_negative() || then.size() >= last {
            break;
        }
        last = then.size();
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
        shift(now.mean()),
        Shift::limit().plain(),
    ))
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
        if matrix.pairs() == 0 {
            continue;
        }
        let found = matrix.shift(FEWEST_PAIRS);
        table.row([
            short_label(quarter).into(),
            matrix.pairs().into(),
            Cell::counted(matrix.exact()),
            said(&found, |shift| difference(shift.mean())),
            said(&found, drifted),
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
