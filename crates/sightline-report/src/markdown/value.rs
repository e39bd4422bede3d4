//! Parts of what a report can say.

use std::collections::BTreeSet;

use minijinja::value::{Value, ValueKind};

/// A part of a value.
pub(super) fn item(value: &Value, name: &str) -> Option<Value> {
    let found = if value.kind() == ValueKind::Map {
        value.get_item(&Value::from(name)).ok()?
    } else if value.kind() == ValueKind::Seq {
        value.get_item_by_index(name.parse().ok()?).ok()?
    } else {
        return None;
    };
    (!found.is_undefined()).then_some(found)
}

/// The names right below values, each once and in their order.
pub(super) fn keys(values: &[Value]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let maps = values.iter().filter(|one| one.kind() == ValueKind::Map);
    let keys = maps.filter_map(|one| one.try_iter().ok()).flatten();
    let keys = keys.map(|key| key.to_string());
    keys.filter(|key| seen.insert(key.clone())).collect()
}
