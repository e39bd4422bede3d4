//! The lists of the case's history that a template declares.

use super::ids;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::{RawHistoryList, RawReads};
use crate::model::{FactKind, HistoryList, Vocabulary};
use crate::source::Spanned;

/// Lists with the kinds of their fields: those that are shared, or what the template says itself.
pub(super) fn history(
    raw: Vec<RawHistoryList>,
    shared: &Vocabulary,
    found: &mut Diagnostics,
) -> Vec<HistoryList> {
    raw.into_iter()
        .map(|list| {
            let fields = match &list.reads {
                RawReads::Shared(names) => named(&list.id, names, shared, found),
                RawReads::Own(fields) => {
                    for field in fields {
                        ids::unique("option", &field.options, found);
                    }
                    let kind = |kind: &Option<FactKind>| kind.clone().unwrap_or(FactKind::Text);
                    let own = fields.iter();
                    own.map(|one| (one.id.value.clone(), kind(&one.kind)))
                        .collect()
                }
            };
            HistoryList {
                id: list.id.value,
                fields,
                at: list.id.at,
            }
        })
        .collect()
}

/// The fields of a shared list that are named.
fn named(
    list: &Spanned<String>,
    names: &[Spanned<String>],
    shared: &Vocabulary,
    found: &mut Diagnostics,
) -> Vec<(String, FactKind)> {
    ids::unique("field", names, found);
    let Some(known) = shared.lists.get(&list.value) else {
        let message = format!("the history has no list `{}`", list.value);
        let help =
            suggest(&list.value, shared.lists.keys().map(String::as_str)).unwrap_or_else(|| {
                "say what its fields hold: `{fields: {started_on: {type: date}}}`".to_owned()
            });
        found.push(Diagnostic::error(Code::UNKNOWN_LIST, &list.at, message).help(help));
        // Nothing more is said of its fields: their names may be right.
        let unknown = |name: &Spanned<String>| (name.value.clone(), FactKind::Text);
        return names.iter().map(unknown).collect();
    };
    names
        .iter()
        .map(|name| {
            let kind = known.get(&name.value).cloned().unwrap_or_else(|| {
                let message = format!("a row of `{}` has no field `{}`", list.value, name.value);
                let help = suggest(&name.value, known.keys().map(String::as_str));
                let help =
                    help.unwrap_or_else(|| "declare it in `_shared/history.yaml`".to_owned());
                found.push(Diagnostic::error(Code::UNKNOWN_FIELD, &name.at, message).help(help));
                FactKind::Text
            });
            (name.value.clone(), kind)
        })
        .collect()
}
