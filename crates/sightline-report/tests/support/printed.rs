//! A PDF file read back.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// What is printed on the pages, by `pdftotext` where that is there; the marks of pages stay.
pub(crate) fn shown(file: &[u8]) -> Option<String> {
    let started = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut running) = started else {
        eprintln!(
            "left out, because pdftotext is not here: what the pages show; install poppler-utils"
        );
        return None;
    };
    let mut input = running.stdin.take().unwrap();
    let file = file.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&file).unwrap());
    let mut text = String::new();
    running
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    writer.join().unwrap();
    assert!(running.wait().unwrap().success());
    Some(text)
}

/// Puts a file where a validator will look at it, if there is one: `cargo xtask pdf` names the folder.
pub(crate) fn keep(file: &[u8]) {
    let Some(folder) = std::env::var_os("SIGHTLINE_PDFS") else {
        return;
    };
    let mut hasher = DefaultHasher::new();
    file.hash(&mut hasher);
    let name = format!("{:016x}.pdf", hasher.finish());
    std::fs::write(Path::new(&folder).join(name), file).unwrap();
}

/// Text without spaces, line breaks and the places where a line may be broken, which every page sets as it likes.
pub(crate) fn squeezed(text: &str) -> String {
    let kept = |letter: &char| !letter.is_whitespace() && *letter != '\u{200b}';
    text.chars().filter(kept).collect()
}

/// The file's objects that are not packed, as text.
pub(crate) fn objects(file: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(file);
    text.split("endobj").map(str::to_owned).collect()
}

/// The typesetter's text without what stands in strings.
pub(crate) fn between(source: &str) -> String {
    let mut out = String::new();
    let (mut inside, mut escaped) = (false, false);
    for letter in source.chars() {
        match (inside, escaped, letter) {
            (true, true, _) => escaped = false,
            (true, false, '\\') => escaped = true,
            (_, _, '"') => inside = !inside,
            (false, ..) => out.push(letter),
            (true, ..) => {}
        }
    }
    assert!(!inside, "a string that does not end");
    out
}
