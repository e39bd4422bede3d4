//! The schema that editors use and the checks that authors meet say the same.

#[allow(dead_code, reason = "the fixture suite needs more of it")]
#[path = "suite/fixture.rs"]
mod fixture;

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use sightline_engine::{
    LARGEST_TEMPLATE, example_schema, schema, shared_schema, text_from_bytes, yaml_as_json,
};

/// Fixtures whose mistakes are mistakes of shape, so that a schema can see them.
const OF_SHAPE: &[&str] = &[
    "a04_unknown_key",
    "a13_numbers_that_are_none",
    "a21_no_imports",
    "sl114-comma-splits-a-text",
    "sl114-unknown-key",
    "sl115-nothing-at-all",
    "sl115-wrong-type",
    "sl116-missing-key",
    "sl117-bad-number",
    "sl119-bad-word",
    "sl215-bad-id",
    "sl216-bad-span",
    "sl219-bad-version",
];

/// Fixtures whose mistakes lie in what the template means, which no schema can see.
const OF_MEANING: &[&str] = &[
    "a03_duplicate_id",
    "a14_no_weight",
    "a16_bands_gap",
    "clean-everything",
    "clean-more-is-worse",
    "sl116-some-points",
    "sl202-unknown-theme",
    "sl203-unknown-scale",
    "sl204-unknown-grade",
    "sl205-unknown-option",
    "sl206-unknown-section",
    "sl207-bands-overlap",
    "sl208-bands-gap",
    "sl209-bands-order",
    "sl210-no-weight",
    "sl211-negative-weight",
    "sl217-bad-range",
    "sl218-not-scored",
    "sl220-no-grades",
    "sl306-script-missing",
];

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::meta::validate(schema).expect("the schema is a schema");
    jsonschema::draft7::new(schema).expect("the schema compiles")
}

fn json(path: &Path) -> Value {
    let bytes = fs::read(path).expect("a file can be read");
    let file =
        text_from_bytes(&path.to_string_lossy(), &bytes, LARGEST_TEMPLATE).expect("a file is text");
    let (value, found) = yaml_as_json(&file);
    value.unwrap_or_else(|| panic!("{found}"))
}

#[track_caller]
fn accepts(validator: &Validator, path: &Path) {
    let value = json(path);
    let errors: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(
        errors.is_empty(),
        "{}\n{}",
        path.display(),
        errors.join("\n")
    );
}

#[test]
fn refuses_every_mistake_of_shape() {
    let validator = validator(&schema());
    for name in OF_SHAPE {
        let path = fixture::root("load").join(name).join("template.yaml");
        assert!(
            !validator.is_valid(&json(&path)),
            "{name} should be refused"
        );
    }
}

#[test]
fn accepts_what_only_means_the_wrong_thing() {
    let validator = validator(&schema());
    for name in OF_MEANING {
        accepts(
            &validator,
            &fixture::root("load").join(name).join("template.yaml"),
        );
    }
}

#[test]
fn accepts_worked_cases_and_shared_files() {
    let examples = validator(&example_schema());
    accepts(
        &examples,
        &fixture::root("load").join("clean-everything/examples/all.yaml"),
    );
    let broken = fixture::root("load").join("example-mistakes/examples/mistakes.yaml");
    let bytes = fs::read_to_string(broken)
        .expect("a file can be read")
        .replace("Case #9", "Nine");
    let file = text_from_bytes("mistakes.yaml", bytes.as_bytes(), LARGEST_TEMPLATE).expect("text");
    assert!(!examples.is_valid(&yaml_as_json(&file).0.expect("well-formed")));
    let shared = validator(&shared_schema());
    for path in fixture::files(&fixture::root("load").join("_shared"), "yaml") {
        accepts(&shared, &path);
    }
}

#[test]
fn accepts_everything_that_is_shipped() {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../audit-templates");
    let (templates, examples) = (validator(&schema()), validator(&example_schema()));
    let shared = validator(&shared_schema());
    for path in fixture::files(&root.join("_shared"), "yaml") {
        accepts(&shared, &path);
    }
    let Ok(entries) = fs::read_dir(&root) else {
        return;
    };
    for folder in entries.map(|entry| entry.expect("a folder can be listed").path()) {
        if folder.join("template.yaml").is_file() {
            accepts(&templates, &folder.join("template.yaml"));
        }
        for path in fixture::files(&folder.join("examples"), "yaml") {
            accepts(&examples, &path);
        }
    }
}

/// Editors that open a template in a checkout find the schema where its first line says.
#[test]
fn the_schema_beside_the_templates_is_the_one_that_is_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../audit-templates/_shared/template.schema.json");
    let printed = format!(
        "{}\n",
        serde_json::to_string_pretty(&schema()).expect("JSON")
    );
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &printed).expect("the schema can be written");
    }
    let kept = fs::read_to_string(&path).expect("the schema is there");
    assert!(kept == printed, "run this test with UPDATE=1");
}
