use std::collections::BTreeSet;

use rust_xlsxwriter::{Table, TableColumn, TableStyle, Worksheet, XlsxError};

use crate::flat::Flat;

/// Lets a reader sort and filter; as a table that screen readers announce, where its columns' names allow that.
pub(super) fn set(
    sheet: &mut Worksheet,
    table: &Flat,
    (heading, (row, column)): (u32, (u32, u16)),
) -> Result<(), XlsxError> {
    if table.rows.is_empty() {
        return Ok(());
    }
    if !can_name(&table.heads) {
        return sheet.autofilter(heading, 0, row, column).map(drop);
    }
    let named = |head: &String| TableColumn::new().set_header(head);
    let columns: Vec<TableColumn> = table.heads.iter().map(named).collect();
    let table = Table::new()
        .set_columns(&columns)
        .set_style(TableStyle::None);
    sheet.add_table(heading, 0, row, column, &table).map(drop)
}

/// Whether a table's columns may be called so: Excel mends a file where such a name is long, odd or there twice.
fn can_name(heads: &[String]) -> bool {
    let is_plain = |head: &String| {
        let is_odd =
            |letter: char| letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}');
        let is_short = head.encode_utf16().count() <= 255;
        // `_x000a_` is how such a file writes a letter that XML cannot.
        is_short
            && !head.is_empty()
            && head.trim() == head
            && !head.contains("_x")
            && !head.contains(is_odd)
    };
    let different: BTreeSet<String> = heads.iter().map(|head| head.to_lowercase()).collect();
    different.len() == heads.len() && heads.iter().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::can_name;

    #[test]
    fn columns_are_named_where_excel_takes_the_names() {
        for (heads, can) in [
            (vec!["Theme", "Q1", "Q1 (of)"], true),
            (vec!["Theme", "theme"], false),
            (vec!["Theme", ""], false),
            (vec!["a\nb"], false),
            (vec![" a"], false),
            (vec!["_x0041_"], false),
            (vec!["=1+1"], true),
        ] {
            let heads: Vec<String> = heads.into_iter().map(str::to_owned).collect();
            assert_eq!(can_name(&heads), can, "{heads:?}");
        }
        assert!(!can_name(&["x".repeat(256)]));
    }
}
