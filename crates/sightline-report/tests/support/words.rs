//! Placeholders and what they hold, from the doc lines of the context's own types.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

/// The files that hold the context's types.
const SOURCES: &[&str] = &[
    include_str!("../../src/context.rs"),
    include_str!("../../src/parts/actions.rs"),
    include_str!("../../src/parts/activity.rs"),
    include_str!("../../src/parts/closer.rs"),
    include_str!("../../src/parts/front.rs"),
    include_str!("../../src/parts/grades.rs"),
    include_str!("../../src/parts/learning.rs"),
    include_str!("../../src/parts/measures.rs"),
    include_str!("../../src/parts/method.rs"),
    include_str!("../../src/parts/moderation.rs"),
    include_str!("../../src/parts/moderation/groups.rs"),
    include_str!("../../src/parts/teams.rs"),
    include_str!("../../src/parts/restated.rs"),
    include_str!("../../src/parts/themes.rs"),
    include_str!("../../src/parts/timeliness.rs"),
    include_str!("../../src/parts/voice.rs"),
    include_str!("../../src/letter.rs"),
    include_str!("../../src/letter/findings.rs"),
];

/// The same for what only a letter can say.
const LETTER_ITEMS: &[(&str, &str)] = &[
    ("FindingPart", "finding"),
    ("SectionPart", "section"),
    ("ActionPart", "action"),
    ("CommentPart", "comment"),
];

/// What lists hold, and what the page calls one of them.
const ITEMS: &[(&str, &str)] = &[
    ("TemplatePart", "part"),
    ("ThemePart", "theme"),
    ("MeasurePart", "measure"),
    ("SaidPart", "said"),
    ("DonePart", "done"),
];

/// Placeholders that are data of another kind, and have their own words here.
const OTHERS: &[(&str, &str)] = &[("terms", "words"), ("charts", "charts")];

pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) about: String,
}

pub(crate) fn structs() -> BTreeMap<String, Vec<Field>> {
    let mut all: BTreeMap<String, Vec<Field>> = BTreeMap::new();
    let (mut open, mut about) = (None, String::new());
    for line in SOURCES.iter().flat_map(|text| text.lines()) {
        if let Some(name) = line
            .strip_prefix("pub struct ")
            .and_then(|rest| rest.strip_suffix(" {"))
        {
            open = Some(name.to_owned());
        } else if line == "}" {
            open = None;
        } else if let Some(words) = line.trim().strip_prefix("/// ") {
            about = if about.is_empty() {
                words.to_owned()
            } else {
                format!("{about} {words}")
            };
            continue;
        } else if let Some((name, kind)) = line
            .trim()
            .strip_prefix("pub ")
            .and_then(|rest| rest.split_once(": "))
            && let Some(open) = &open
        {
            let field = Field {
                name: name.to_owned(),
                kind: kind.trim_end_matches(',').to_owned(),
                about: about.clone(),
            };
            all.entry(open.clone()).or_default().push(field);
        }
        about.clear();
    }
    all
}

/// The tables of the page: one for what stands alone, one for each thing that lists hold.
pub(crate) fn placeholders() -> String {
    tables("Context", ITEMS)
}

/// The same of a letter about one audit.
pub(crate) fn letter() -> String {
    tables("AuditContext", LETTER_ITEMS)
}

fn tables(root: &str, items: &[(&str, &str)]) -> String {
    let all = structs();
    let mut text = head();
    rows(&all, root, "", &mut text);
    for (item, called) in items {
        _ = write!(text, "\nIn a list, called `{called}` here:\n\n{}", head());
        rows(&all, item, &format!("{called}."), &mut text);
    }
    text
}

fn head() -> String {
    "| placeholder | kind | what it says |\n| --- | --- | --- |\n".to_owned()
}

fn rows(all: &BTreeMap<String, Vec<Field>>, of: &str, before: &str, text: &mut String) {
    for field in &all[of] {
        let path = format!("{before}{}", field.name);
        let may_miss = field
            .kind
            .strip_prefix("Option<")
            .and_then(|rest| rest.strip_suffix('>'));
        let list = field
            .kind
            .strip_prefix("Vec<")
            .and_then(|rest| rest.strip_suffix('>'));
        let one = may_miss.or(list).unwrap_or(&field.kind);
        let item = ITEMS
            .iter()
            .chain(LETTER_ITEMS)
            .find(|(item, _)| *item == one);
        let other = OTHERS.iter().find(|(other, _)| *other == path);
        if list.is_none() && item.is_none() && all.contains_key(one) {
            if may_miss.is_some() {
                _ = writeln!(text, "| `{path}` | may be missing | {} |", field.about);
            }
            rows(all, one, &format!("{path}."), text);
            continue;
        }
        let kind = match (one, list.is_some(), item, other) {
            (_, _, _, Some((_, kind))) => (*kind).to_owned(),
            (_, true, Some((_, called)), _) => format!("list of `{called}`"),
            ("String", true, ..) => "list of text".to_owned(),
            ("Table", true, ..) => "list of tables".to_owned(),
            ("String", ..) => "text".to_owned(),
            ("Table", ..) => "table".to_owned(),
            ("u64" | "u32", ..) => "number".to_owned(),
            (kind, ..) => panic!("`{path}` is a {kind}, for which the page has no words"),
        };
        let kind = if may_miss.is_some() {
            format!("{kind}, may be missing")
        } else {
            kind
        };
        _ = writeln!(text, "| `{path}` | {kind} | {} |", field.about);
    }
}

/// The placeholders of the tables.
pub(crate) fn listed(tables: &str) -> BTreeSet<String> {
    let rows = tables.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next())
        .map(str::to_owned)
        .collect()
}

/// What the page calls one of a list, by the list's path from the context down.
fn called(path: &str) -> &'static str {
    let all = structs();
    let mut names = path.split('.');
    let first = names.next().unwrap_or_default();
    let start = ITEMS.iter().find(|(_, called)| *called == first);
    let mut here = start.map_or("Context", |(item, _)| item).to_owned();
    let rest: Vec<&str> = if start.is_some() {
        names.collect()
    } else {
        path.split('.').collect()
    };
    for name in rest {
        let field = all[&here].iter().find(|field| field.name == name).unwrap();
        let kind = field.kind.trim_end_matches('>');
        let kind = kind.rsplit('<').next().unwrap_or(kind);
        kind.clone_into(&mut here);
    }
    let item = ITEMS.iter().find(|(item, _)| *item == here);
    item.unwrap_or_else(|| panic!("`{path}` is a list of {here}, for which the page has no word"))
        .1
}

/// The placeholders of a context as data.
pub(crate) fn paths(before: &str, value: &Value, found: &mut BTreeSet<String>) {
    let is_table = |value: &Value| value.get("caption").is_some();
    if let Value::Object(members) = value {
        for (key, value) in members {
            let path = format!("{before}{key}");
            let is_whole = OTHERS.iter().any(|(other, _)| *other == path);
            if !is_whole && value.is_object() && !is_table(value) {
                if ["pooled", "restated"].contains(&path.as_str()) {
                    found.insert(path.clone());
                }
                paths(&format!("{path}."), value, found);
                continue;
            }
            if let Some(first) = value.as_array().and_then(|all| all.first())
                && first.is_object()
                && !is_table(first)
            {
                paths(&format!("{}.", called(&path)), first, found);
            }
            found.insert(path);
        }
    }
}
