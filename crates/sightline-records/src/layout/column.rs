//! What a mapping says of a column.

use sightline_engine::{Diagnostics, Span, Spanned, Yaml, suggest};

use super::mistake::{known_keys, mistake};
use super::{Column, KindOf, Target};
use crate::codes::Codes;
use crate::date::DateOrder;
use crate::normal::heading;
use crate::vocabulary::{FACTS, Kind, LISTS, List, Name};

/// Keys of a column that is more than a target.
const KEYS: [&str; 8] = [
    "to", "also", "type", "codes", "dates", "width", "through", "gives",
];

/// Words that stand in the place of a fact.
const WORDS: [&str; 3] = ["case", "never-read", "ignore"];

/// Reads one column; what is wrong with it is added to `wrong`.
pub(super) fn column(
    title: &Spanned<String>,
    says: &Yaml,
    codes: &Codes,
    wrong: &mut Diagnostics,
) -> Column {
    let mut column = Column {
        title: title.value.clone(),
        headings: vec![heading(&title.value)],
        to: Vec::new(),
        dates: None,
        width: None,
    };
    let detailed = !says.entries().is_empty();
    known_keys(says, "column", &KEYS, wrong);
    let own = own_kind(says, codes, wrong);
    let targets = if detailed { says.get("to") } else { Some(says) };
    for one in targets.map(Yaml::items).unwrap_or_default() {
        column.to.extend(target(one, own.as_ref(), wrong));
    }
    if let Some(link) = says.get("through").and_then(Yaml::text) {
        column.to.push(Target::Through(link.to_owned()));
    }
    if let Some(link) = says.get("gives").and_then(Yaml::text) {
        column.to.push(Target::Gives(link.to_owned()));
    }
    for also in says.get("also").map(Yaml::items).unwrap_or_default() {
        column.headings.extend(also.text().map(heading));
    }
    if let Some(dates) = says.get("dates") {
        column.dates = dates.text().and_then(DateOrder::named);
        if column.dates.is_none() {
            let message = "dates are written in an order that is not known";
            wrong.push(mistake(
                &dates.at,
                message,
                "use `day-first` or `month-first`",
            ));
        }
    }
    if let Some(width) = says.get("width") {
        column.width = width.text().and_then(|text| text.parse().ok());
        if column.width.is_none() {
            wrong.push(mistake(
                &width.at,
                "the width is not a number",
                "write the number of digits that ids have",
            ));
        }
    }
    if column.to.is_empty() && targets.is_none_or(|one| one.items().is_empty()) {
        let message = format!("the column `{}` has no meaning", title.value);
        let help = "give it a fact, a list's field, `case`, `never-read` or `ignore`";
        wrong.push(mistake(&title.at, message, help));
    }
    column
}

/// The kind that the mapping gives, for names of its own.
fn own_kind(says: &Yaml, codes: &Codes, wrong: &mut Diagnostics) -> Option<KindOf> {
    if let Some(list) = says.get("codes") {
        let name = list.text().unwrap_or_default();
        if !codes.has(name) {
            let message = format!("there is no list of codes `{name}`");
            let mut found = mistake(&list.at, message, "write the list under `codes:`");
            found.help = suggest(name, codes.names()).or(found.help);
            wrong.push(found);
        }
        return Some(KindOf::OneOf(name.to_owned()));
    }
    let kind = says.get("type")?;
    let name = kind.text().unwrap_or_default();
    let found = Kind::named(name).map(KindOf::Known);
    if found.is_none() {
        let help = "use one of `date`, `due-date`, `number`, `yes-no`, `text` or `code`";
        wrong.push(mistake(&kind.at, format!("`{name}` is not a type"), help));
    }
    found
}

/// Reads `case`, `team`, `plans.started_on`.
pub(super) fn target(says: &Yaml, own: Option<&KindOf>, wrong: &mut Diagnostics) -> Option<Target> {
    let text = says.text()?;
    match text {
        "case" => return Some(Target::Case),
        "never-read" => return Some(Target::Never),
        "ignore" => return Some(Target::Ignore),
        _ => {}
    }
    let Some((list, field)) = text.split_once('.') else {
        let known = Name::fact(text).map(|fact| KindOf::Known(fact.kind));
        let Some(kind) = own.cloned().or(known) else {
            let names = FACTS.iter().map(|fact| fact.name).chain(WORDS);
            unknown(text, "a fact", &says.at, names, wrong);
            return None;
        };
        return is_name(text, &says.at, wrong).then(|| Target::Fact {
            name: text.to_owned(),
            kind,
        });
    };
    let Some(known) = List::named(list) else {
        unknown(
            list,
            "a list",
            &says.at,
            LISTS.iter().map(|list| list.name),
            wrong,
        );
        return None;
    };
    let kind = known.field(field).map(|field| KindOf::Known(field.kind));
    let Some(kind) = own.cloned().or(kind) else {
        let what = format!("a field of `{list}`");
        unknown(
            field,
            &what,
            &says.at,
            known.fields.iter().map(|field| field.name),
            wrong,
        );
        return None;
    };
    is_name(field, &says.at, wrong).then(|| Target::Field {
        list: known,
        field: field.to_owned(),
        kind,
    })
}

/// Whether scripts could write it.
fn is_name(text: &str, at: &Span, wrong: &mut Diagnostics) -> bool {
    let fine = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !fine {
        let help = "use small letters, digits and `_`, such as `first_visit_on`";
        wrong.push(mistake(
            at,
            format!("`{text}` cannot be the name of a fact"),
            help,
        ));
    }
    fine
}

fn unknown<'a>(
    text: &str,
    what: &str,
    at: &Span,
    names: impl Iterator<Item = &'a str>,
    wrong: &mut Diagnostics,
) {
    let own = "write a name from docs/records.md, or add `type:` to make a fact of your own";
    let mut found = mistake(at, format!("`{text}` is not {what}"), own);
    found.help = suggest(text, names).or(found.help);
    wrong.push(found);
}
