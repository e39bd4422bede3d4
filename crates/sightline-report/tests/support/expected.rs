//! What a test made beside what is written in `expected/`; `UPDATE=1 cargo test -p sightline-report` writes it anew.

use std::fs;
use std::path::Path;

/// The text without the digest of its figures, which moves with every number.
fn masked(text: &str) -> String {
    const DIGEST: usize = 16;
    ["digest `", "digest <code>"]
        .iter()
        .fold(text.to_owned(), |text, before| {
            let mut parts = text.split(before);
            let mut masked = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                let rest = part.get(DIGEST..).unwrap_or_default();
                masked.push_str(&format!("{before}…{rest}"));
            }
            masked
        })
}

#[track_caller]
pub(crate) fn compare(name: &str, found: &str) {
    let found = &masked(found);
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/expected")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let differs = expected
        .lines()
        .zip(found.lines())
        .position(|(a, b)| a != b);
    let at = differs.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
    assert!(
        expected == *found,
        "{name} differs at line {}:\nexpected {}\nfound    {}\n(UPDATE=1 writes it anew)",
        at + 1,
        line(&expected),
        line(found)
    );
}
