//! Which columns of a table make actions of its rows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::{RawActionColumns, RawColumn};
use crate::model::{ActionColumns, FactKind};
use crate::source::Spanned;

/// The columns as named, where each is one of the table's, of a kind that can say its part, and none is named twice.
pub(super) fn checked(
    written: &RawActionColumns,
    columns: &[RawColumn],
    found: &mut Diagnostics,
) -> Option<ActionColumns> {
    let named = [
        ("action", Some(&written.action)),
        ("owner", written.owner.as_ref()),
        ("due", written.due.as_ref()),
    ];
    let named: Vec<(&str, &Spanned<String>)> = named
        .into_iter()
        .filter_map(|(part, name)| Some((part, name?)))
        .collect();
    let before = found.len();
    for (at, (part, name)) in named.iter().enumerate() {
        let first = named.iter().take(at).find(|one| one.1.value == name.value);
        if let Some((_, first)) = first {
            let message = format!("the column `{}` is named twice", name.value);
            found.push(
                Diagnostic::error(Code::ACTION_COLUMN, &name.at, message)
                    .related(&first.at, "first here")
                    .help("name another column, or take the line out"),
            );
        } else if let Some(wrong) = wrong(part, name, columns) {
            found.push(wrong);
        }
    }
    let id = |name: &Spanned<String>| name.value.clone();
    (found.len() == before).then(|| ActionColumns {
        action: id(&written.action),
        owner: written.owner.as_ref().map(id),
        due: written.due.as_ref().map(id),
    })
}

/// Why a column cannot say its part of an action.
fn wrong(part: &str, name: &Spanned<String>, columns: &[RawColumn]) -> Option<Diagnostic> {
    let error = |message| Diagnostic::error(Code::ACTION_COLUMN, &name.at, message);
    let Some(column) = columns.iter().find(|one| one.id.value == name.value) else {
        let message = format!("the table has no column `{}`", name.value);
        let ids = columns.iter().map(|one| one.id.value.as_str());
        return Some(Diagnostic {
            help: suggest(&name.value, ids),
            ..error(message)
        });
    };
    let (fits, wanted) = match part {
        "due" => (column.kind == FactKind::Date, "`date`"),
        _ => (
            matches!(column.kind, FactKind::Text | FactKind::Choice(_)),
            "`text` or `choice`",
        ),
    };
    (!fits).then(|| {
        let message = format!(
            "the column `{}` cannot hold the `{part}` of an action",
            name.value
        );
        error(message)
            .related(&column.id.at, "the column is here")
            .help(format!("name a column of type {wanted}"))
    })
}
