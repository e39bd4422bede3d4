//! Ids by which a table names the rows of another: each must have its table.

use sightline_engine::{Diagnostics, Yaml, suggest};

use super::mistake::mistake;

/// Names ids of rows that no table gives: nothing would ever be found by them.
pub(super) fn check(root: &Yaml, wrong: &mut Diagnostics) {
    let given: Vec<&str> = all(root, "gives").filter_map(Yaml::text).collect();
    for through in all(root, "through") {
        let link = through.text().unwrap_or_default();
        if given.contains(&link) {
            continue;
        }
        let message = format!("no table gives `{link}`, so no row is found through it");
        let help =
            format!("write `{{gives: {link}}}` at the column of the table whose ids they are");
        let mut found = mistake(&through.at, message, &help);
        found.help = suggest(link, given.iter().copied()).or(found.help);
        wrong.push(found);
    }
}

/// What all columns say under a key.
fn all<'a>(root: &'a Yaml, key: &'a str) -> impl Iterator<Item = &'a Yaml> {
    let entries = |yaml: Option<&'a Yaml>| yaml.map(Yaml::entries).unwrap_or_default();
    let tables = entries(root.get("tables")).iter();
    let own = tables.flat_map(move |(_, table)| entries(table.get("columns")));
    let columns = own.chain(entries(root.get("shared")));
    columns.filter_map(move |(_, says)| says.get(key))
}
