//! Agreement beyond chance, coefficient by coefficient, in words that a manager can use.

use sightline_engine::Exact;
use sightline_engine::rollup::{Basis, Coefficient, FEWEST_PAIRS, Matrix, Statistic, Undefined};

use super::{said, words};
use crate::number::{capital, list};
use crate::table::{Cell, Table};

/// A row a measure and a column a basis; nothing where no basis has enough pairs.
pub(super) fn table(suffix: &str, bases: &[(Basis, Matrix)]) -> Option<Table> {
    if bases
        .iter()
        .all(|(_, matrix)| matrix.pairs() < FEWEST_PAIRS)
    {
        return None;
    }
    let names = bases.iter().map(|(basis, _)| capital(words(*basis)));
    let head = std::iter::once("Measure".to_owned())
        .chain(names)
        .chain(std::iter::once("What it says".to_owned()));
    let mut table = Table::new(format!("Agreement beyond chance{suffix}"), head);
    let mut row = |name: &str, says: &str, cell: &dyn Fn(&Matrix) -> Cell| {
        let cells = bases.iter().map(|(_, matrix)| cell(matrix));
        let first = std::iter::once(Cell::from(name));
        table.row(first.chain(cells).chain(std::iter::once(Cell::from(says))));
    };
    let same = |matrix: &Matrix| Cell::part_of(matrix.exact());
    row(
        "Same grade",
        "how often the moderator kept the grade",
        &same,
    );
    for coefficient in Coefficient::ALL {
        let (name, says) = of(coefficient);
        row(name, says, &|matrix| {
            let found = matrix.agreement(coefficient, FEWEST_PAIRS);
            said(&found, |value: &Exact| Cell::number(value, 2))
        });
    }
    Some(table)
}

/// What it is called, and what it adds to raw agreement.
fn of(coefficient: Coefficient) -> (&'static str, &'static str) {
    match coefficient {
        Coefficient::Kappa => (
            "Cohen's kappa",
            "agreement beyond chance; every changed grade counts alike",
        ),
        Coefficient::LinearKappa => (
            "Kappa, linear weights",
            "agreement beyond chance; a change of two grades counts double",
        ),
        Coefficient::QuadraticKappa => (
            "Kappa, quadratic weights",
            "agreement beyond chance; a change of two grades counts fourfold",
        ),
        Coefficient::Alpha => (
            "Krippendorff's alpha",
            "agreement beyond chance; a change past many audits' grades counts for more",
        ),
        Coefficient::Ac1 => (
            "Gwet's AC1",
            "agreement beyond chance; does not fall only because most audits have one grade",
        ),
    }
}

/// Why a coefficient that could be expected has no value.
pub(super) fn note(those: &str, matrix: &Matrix) -> Option<String> {
    let undefined = |one: &Coefficient| {
        let found = matrix.agreement(*one, FEWEST_PAIRS);
        found == Statistic::Undefined(Undefined::OneGrade)
    };
    let names: Vec<String> = Coefficient::ALL
        .into_iter()
        .filter(undefined)
        .map(|one| of(one).0.to_owned())
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "Not defined for audits {those}: {}. Auditors and moderators gave every audit the same one grade, so chance alone would agree as fully.",
            list(&names)
        )
    })
}
