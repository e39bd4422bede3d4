//! What measures remember while they count changes nothing: cases counted together come to what they come to one by one.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use sightline_engine::measure::{Asked, Measured, Measures, count};
use sightline_engine::model::Case;
use sightline_engine::{SourceFile, read};

static SHIPPED: LazyLock<Measures> = LazyLock::new(|| {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for (folder, place) in [
        ("audit-templates/_shared", "_shared"),
        ("audit-templates/_shared/measures", "_shared/measures"),
        ("scripts", "scripts"),
    ] {
        for entry in fs::read_dir(top.join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path
                .extension()
                .is_some_and(|it| it == "yaml" || it == "rhai")
            {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let text = fs::read_to_string(&path).expect("a file can be read");
                files.push(SourceFile::new(format!("{place}/{name}"), text));
            }
        }
    }
    let (measures, found) = Measures::load(&files);
    assert!(found.is_empty(), "{found}");
    measures
});

/// A day, few enough for the same to come up again; now and then none, or what is no day at all.
fn day() -> impl Strategy<Value = Json> {
    prop_oneof![
        8 => prop::sample::select(vec!["2024-11-02", "2025-03-31", "2025-07-01", "2025-08-15", "2025-09-30", "2025-10-09", "2025-12-01"]).prop_map(Json::from),
        2 => Just(Json::Null),
        1 => Just(json!("soon")),
    ]
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = Json> {
    prop::option::weighted(0.8, prop::sample::select(words)).prop_map(Json::from)
}

fn number() -> impl Strategy<Value = Json> {
    prop::option::weighted(
        0.8,
        prop::sample::select(vec![json!(0), json!(1), json!(0.5)]),
    )
    .prop_map(Json::from)
}

fn rows(fields: Vec<(&'static str, BoxedStrategy<Json>)>) -> impl Strategy<Value = Json> {
    let (names, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
    let row = values.prop_map(move |values| {
        let named = names
            .iter()
            .zip(values)
            .filter(|(_, value)| !value.is_null());
        Json::Object(
            named
                .map(|(name, value)| ((*name).to_owned(), value))
                .collect::<Map<_, _>>(),
        )
    });
    prop::collection::vec(row, 0..4).prop_map(Json::from)
}

fn history() -> impl Strategy<Value = Json> {
    let day = || day().boxed();
    let yes = || word(&["yes", "no"]).boxed();
    let reviews = rows(vec![
        ("held_on", day()),
        ("due_on", day()),
        ("first_part_on", day()),
        ("kind", word(&["cic", "cp"]).boxed()),
        (
            "participation",
            word(&["PN0", "PN1", "PN4", "PN7", ""]).boxed(),
        ),
        ("cancelled", yes()),
    ]);
    let plans = rows(vec![
        ("started_on", day()),
        ("ended_on", day()),
        ("previous_plans", number().boxed()),
        ("transfer_in", yes()),
        ("elsewhere", yes()),
    ]);
    let enquiries = rows(vec![
        ("started_on", day()),
        ("conference_on", day()),
        ("transfer_in", yes()),
    ]);
    let conferences = rows(vec![("held_on", day()), ("transfer_in", yes())]);
    let records = rows(vec![
        ("held_on", day()),
        ("decisions_on", day()),
        ("distributed_on", day()),
    ]);
    let care = rows(vec![("started_on", day()), ("ended_on", day())]);
    let referrals = rows(vec![("received_on", day())]);
    (reviews, plans, enquiries, conferences, records, care, referrals).prop_map(
        |(reviews, plans, enquiries, conferences, records, care, referrals)| {
            json!({
                "reviews": reviews, "plans": plans, "section_47": enquiries, "conferences": conferences,
                "records": records, "care_periods": care, "referrals": referrals,
            })
        },
    )
}

fn cases() -> impl Strategy<Value = Vec<Case>> {
    let case = (history(), number(), day()).prop_map(|(history, referrals, born)| {
        let mut fields = Map::new();
        for (name, value) in [
            ("referrals_in_12_months", referrals),
            ("date_of_birth", born),
        ] {
            if !value.is_null() {
                fields.insert(name.to_owned(), value);
            }
        }
        json!({"fields": fields, "history": history})
    });
    prop::collection::vec(case, 1..12).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        numbered
            .map(|(n, mut case)| {
                case["case"] = json!(format!("C-{n}"));
                let line: Arc<SourceFile> = SourceFile::new("cases.jsonl", case.to_string());
                read::case(&line).unwrap_or_else(|wrong| panic!("{wrong}"))
            })
            .collect()
    })
}

/// Every count of a measure; a sum below the line is of workers, who are not of one case.
fn counts(one: &Measured) -> [u64; 6] {
    let below = one
        .denominator
        .parts()
        .map_or(0, |(n, _)| u64::try_from(n).unwrap_or(0));
    let left_out = one.excluded.iter().map(|one| one.n).sum();
    [
        one.numerator,
        below,
        left_out,
        one.unknown,
        one.undated,
        one.failed,
    ]
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn cases_counted_together_come_to_what_they_come_to_one_by_one(cases in cases()) {
        // One day for all, since the records of a single case begin where they begin.
        let asked = Asked {
            complete_from: "2024-08-01".parse().ok(),
            ..Asked::new("2025-26-Q2".parse().expect("a period"), "2025-10-10".parse().expect("a day"))
        };
        let shares = || SHIPPED.iter().filter(|one| one.measure().is_share());
        let together = count(shares(), cases.clone(), &asked);
        let mut summed = vec![[0; 6]; together.len()];
        for case in cases {
            for (sum, one) in summed.iter_mut().zip(count(shares(), [case], &asked)) {
                for (total, n) in sum.iter_mut().zip(counts(&one)) {
                    *total += n;
                }
            }
        }
        for (one, sum) in together.iter().zip(summed) {
            prop_assert_eq!(counts(one), sum, "{}", one.measure);
        }
    }
}
