//! Every hostile script ends quickly, the same way each time.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use super::build::*;
use crate::model::FactValue;

#[test]
fn hostile_scripts_end_quickly_and_always_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/script/hostile");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|one| one.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() > 50);
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let built = template().script(&text);
        let started = Instant::now();
        let run = || {
            let (script, found) = built.compile_with(&Default::default());
            let Some(script) = script.filter(|_| !found.has_errors()) else {
                return found.to_string();
            };
            assert!(!name.starts_with("refused-"), "{name} is not refused");
            let mut facts = answered(&built.template, &[("L05", "none")]);
            facts.case = case(&[("moves", FactValue::Number(3.into()))]);
            let facts = Arc::new(facts);
            format!("{:?}", script.overall(&facts))
        };
        let first = run();
        assert_eq!(first, run(), "{name}");
        if std::env::var_os("SHOW").is_some() {
            println!(
                "{:>9.1?} {name}: {}",
                started.elapsed() / 2,
                first.chars().take(150).collect::<String>()
            );
        }
    }
}
