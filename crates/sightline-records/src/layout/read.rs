//! A mapping file into a layout, with every mistake in it named by line and column.

use std::sync::Arc;

use sightline_engine::{Diagnostics, SourceFile, Spanned, Yaml, yaml};

use super::column::{column, target};
use super::links;
use super::mistake::{known_keys, mistake};
use super::{
    Always, Column, Derived, Layout, Record, Roles, Rows, Spans, Table, Take, Target, shipped,
};
use crate::codes::Codes;
use crate::date::DateOrder;
use crate::normal::heading;
use crate::vocabulary::List;

const KEYS: [&str; 10] = [
    "layout", "title", "dates", "complete", "codes", "record", "shared", "tables", "spans", "facts",
];
const TABLE_KEYS: [&str; 6] = ["title", "found_as", "each", "columns", "always", "rows"];

/// Reads a layout; there is none where the file has a mistake.
///
/// ```
/// use sightline_engine::SourceFile;
/// use sightline_records::load_layout;
///
/// let text = "layout: ours\ntables:\n  plans:\n    columns: {Person ID: case, Plan Start: plans.start_on}\n";
/// let (layout, diagnostics) = load_layout(&SourceFile::new("ours.yaml", text));
/// assert!(layout.is_none());
/// assert!(diagnostics.to_string().contains("ours.yaml:4:44"), "{diagnostics}");
/// assert!(diagnostics.to_string().contains("did you mean `started_on`?"), "{diagnostics}");
/// ```
#[must_use]
pub fn load_layout(file: &Arc<SourceFile>) -> (Option<Layout>, Diagnostics) {
    let (root, mut wrong) = yaml(file);
    let Some(root) = root else {
        return (None, wrong);
    };
    known_keys(&root, "mapping", &KEYS, &mut wrong);
    links::check(&root, &mut wrong);
    let mut codes = Codes::default();
    [shipped::codes().as_ref(), root.get("codes")]
        .into_iter()
        .flatten()
        .for_each(|lists| codes.add(lists));
    let text = |key: &str| root.get(key).and_then(Yaml::text).map(str::to_owned);
    let id = text("layout").unwrap_or_default();
    if id.is_empty() {
        let help = "name it at the top, such as `layout: our-mosaic-plans`";
        wrong.push(mistake(&root.at, "the mapping has no `layout`", help));
    }
    let layout = Layout {
        title: text("title").unwrap_or_else(|| id.clone()),
        id,
        dates: order(&root, &mut wrong),
        complete: complete(&root, &mut wrong),
        record: record(&root),
        tables: tables(&root, &codes, &mut wrong),
        spans: spans(&root, &mut wrong),
        derived: derived(&root, &mut wrong),
        codes,
    };
    let wrong = wrong.sorted();
    ((!wrong.has_errors()).then_some(layout), wrong)
}

fn order(root: &Yaml, wrong: &mut Diagnostics) -> Option<DateOrder> {
    let says = root.get("dates")?;
    let order = says.text().and_then(DateOrder::named);
    if order.is_none() {
        let help = "use `day-first` or `month-first`, or leave `dates` out: then the file is asked";
        wrong.push(mistake(
            &says.at,
            "dates are written in an order that is not known",
            help,
        ));
    }
    order
}

fn complete(root: &Yaml, wrong: &mut Diagnostics) -> bool {
    let Some(says) = root.get("complete") else {
        return false;
    };
    match says.text() {
        Some("yes") => true,
        Some("no") => false,
        _ => {
            let help =
                "write `yes` where all of a child's referrals and assessments are there, else `no`";
            wrong.push(mistake(
                &says.at,
                "`complete` is neither `yes` nor `no`",
                help,
            ));
            false
        }
    }
}

fn record(root: &Yaml) -> Option<Record> {
    let says = root.get("record")?;
    let id = says.get("id").and_then(Yaml::text)?;
    Some(Record {
        element: says.get("element").and_then(Yaml::text)?.to_owned(),
        id: path(id),
    })
}

fn path(text: &str) -> Vec<String> {
    let parts = text.split('/').filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn tables(root: &Yaml, codes: &Codes, wrong: &mut Diagnostics) -> Vec<Table> {
    let shared = root.get("shared").map(Yaml::entries).unwrap_or_default();
    let tables = root.get("tables").map(Yaml::entries).unwrap_or_default();
    if tables.is_empty() {
        let help = "write each table under `tables:` with its `columns:`";
        wrong.push(mistake(&root.at, "the mapping has no tables", help));
    }
    let read = tables.iter().map(|(name, says)| {
        known_keys(says, "table", &TABLE_KEYS, wrong);
        let own = says.get("columns").map(Yaml::entries).unwrap_or_default();
        let also = shared
            .iter()
            .filter(|(title, _)| !own.iter().any(|(one, _)| one.value == title.value));
        let said: Vec<_> = own.iter().chain(also).collect();
        let columns = said
            .iter()
            .map(|(title, says)| column(title, says, codes, wrong));
        let columns: Vec<_> = columns.collect();
        each_target_once(&said, &columns, wrong);
        let rows = rows(says, wrong);
        let roles = Roles::of(&columns);
        if rows != Rows::Nobody && roles.id.is_none() {
            let message = format!(
                "the table `{}` does not say whose rows they are",
                name.value
            );
            wrong.push(mistake(
                &name.at,
                message,
                "give the column of the child's id as `case`",
            ));
        }
        let names = says.get("found_as").map(Yaml::items).unwrap_or_default();
        let names = names.iter().filter_map(Yaml::text);
        Table {
            name: name.value.clone(),
            found_as: names.chain([name.value.as_str()]).map(heading).collect(),
            each: says.get("each").and_then(Yaml::text).map(path),
            columns,
            always: always(says, wrong),
            rows,
            roles,
        }
    });
    read.collect()
}

/// Two columns of a table for one fact or field: the later one would take the place of what the earlier one says.
fn each_target_once(
    said: &[&(Spanned<String>, Yaml)],
    columns: &[Column],
    wrong: &mut Diagnostics,
) {
    let kept = |target: &&Target| matches!(target, Target::Fact { .. } | Target::Field { .. });
    for (at, column) in columns.iter().enumerate() {
        for target in column.to.iter().filter(kept) {
            let before = columns.iter().take(at).find(|one| one.to.contains(target));
            if let (Some(before), Some((title, _))) = (before, said.get(at)) {
                let message = format!(
                    "the columns `{}` and `{}` have one meaning",
                    before.title, column.title
                );
                let help = "give one of them another meaning, or `ignore`; where they are two names of one column, write the second under `also:`";
                wrong.push(mistake(&title.at, message, help));
            }
        }
    }
}

fn rows(table: &Yaml, wrong: &mut Diagnostics) -> Rows {
    match table.get("rows") {
        None => Rows::Many,
        Some(says) => match says.text() {
            Some("one-a-child") => Rows::OneEach,
            Some("none") => Rows::Nobody,
            _ => {
                let help = "use `one-a-child` or `none`, or leave `rows` out";
                wrong.push(mistake(&says.at, "rows of a kind that is not known", help));
                Rows::Many
            }
        },
    }
}

/// Fields with the same value in every row: `always: {reviews.kind: cp}`.
fn always(table: &Yaml, wrong: &mut Diagnostics) -> Vec<Always> {
    let mut found = Vec::new();
    for (name, value) in table.get("always").map(Yaml::entries).unwrap_or_default() {
        let says = Yaml {
            at: name.at.clone(),
            value: sightline_engine::YamlValue::Text(name.value.clone()),
        };
        if let Some(Target::Field { list, field, .. }) = target(&says, None, wrong) {
            let value = value.text().unwrap_or_default().to_owned();
            found.push(Always { list, field, value });
        }
    }
    found
}

fn spans(root: &Yaml, wrong: &mut Diagnostics) -> Vec<Spans> {
    let all = root.get("spans").map(Yaml::entries).unwrap_or_default();
    let mut found = Vec::new();
    for (list, says) in all {
        let condition = |key: &str| {
            let (field, values) = says.get(key)?.entries().first()?;
            let values = values.items().iter().filter_map(Yaml::text);
            Some((field.value.clone(), values.map(str::to_owned).collect()))
        };
        match (says.get("from").and_then(Yaml::text), condition("begins")) {
            (Some(from), Some(begins)) => found.push(Spans {
                list: list.value.clone(),
                from: from.to_owned(),
                begins,
                goes_on: condition("goes_on"),
            }),
            _ => {
                let help = "write `{from: episodes, begins: {reason_started: [S]}}`";
                wrong.push(mistake(&list.at, "the runs of a list are not told", help));
            }
        }
    }
    found
}

/// Facts that the history tells: `in_care_since: {latest: care_periods.started_on}`.
fn derived(root: &Yaml, wrong: &mut Diagnostics) -> Vec<Derived> {
    let takes = [
        ("latest", Take::Latest),
        ("before_latest", Take::BeforeLatest),
        ("earlier", Take::Earlier),
        ("count", Take::Count),
    ];
    let all = root.get("facts").map(Yaml::entries).unwrap_or_default();
    let mut found = Vec::new();
    for (fact, says) in all {
        let take = takes
            .iter()
            .find_map(|(key, take)| Some((*take, says.get(key)?.text()?)));
        let list = take.map_or("", |(_, from)| from.split('.').next().unwrap_or_default());
        let (Some((take, from)), Some(known)) = (take, List::named(list)) else {
            let help =
                "write `{latest: plans.started_on}`, or `before_latest`, `earlier` or `count`";
            wrong.push(mistake(
                &fact.at,
                format!("`{}` is not told by a list", fact.value),
                help,
            ));
            continue;
        };
        let only = says.get("only").and_then(|only| only.entries().first());
        found.push(Derived {
            fact: fact.value.clone(),
            take,
            list: list.to_owned(),
            field: from
                .split_once('.')
                .map_or(known.key(), |(_, field)| field)
                .to_owned(),
            only: only
                .and_then(|(field, value)| Some((field.value.clone(), value.text()?.to_owned()))),
        });
    }
    found
}
