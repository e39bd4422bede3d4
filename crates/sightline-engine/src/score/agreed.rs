//! Section 7 of the rule: what auditors agreed and wrote into a table.

use std::collections::BTreeMap;

use crate::answers::code;
use crate::compile::plan::Agreed;
use crate::model::ActionColumns;
use crate::score::State;
use crate::scored::CaseAction;

/// What the rows of shown tables ask for; a row that does not say what is no action.
pub(super) fn actions(tables: &[Agreed], state: &State<'_>) -> Vec<CaseAction> {
    let answered = tables
        .iter()
        .filter(|table| state.code(table.question) == code::BESIDE);
    answered
        .flat_map(|table| {
            let rows = state.beside(table.question).unwrap_or_default();
            // Written by the coding of answers, which refuses what is no table.
            let rows: Vec<BTreeMap<String, String>> =
                serde_json::from_str(rows).unwrap_or_default();
            let rows = rows.into_iter();
            rows.filter_map(|row| action(&table.columns, &row))
        })
        .collect()
}

fn action(columns: &ActionColumns, row: &BTreeMap<String, String>) -> Option<CaseAction> {
    let cell = |column: &String| {
        let said = row.get(column)?.trim();
        (!said.is_empty()).then(|| said.to_owned())
    };
    Some(CaseAction {
        action: cell(&columns.action)?,
        owner: columns.owner.as_ref().and_then(cell),
        due: columns
            .due
            .as_ref()
            .and_then(cell)
            .and_then(|due| due.parse().ok()),
    })
}
