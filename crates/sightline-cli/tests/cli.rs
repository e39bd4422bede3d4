//! Runs the folders of `tests/suite/cli`: each is a test.
//!
//! `cmd` has the commands, one a line, run in a copy of `files/`; `stdout`, `stderr` and `code` are what must come
//! out (an absent `stdout` or `stderr` is empty, an absent `code` is 0), and each file below `after/` must be there
//! afterwards with the same content. A line may start with `NAME=value`, and may end with `> file`. Where there are
//! several lines, each one's output stands below it. The folder's own path reads `<ROOT>`, a template's digest
//! `<DIGEST>` and the version of the program `<VERSION>`. `UPDATE=1` rewrites the expectations, to be read before they are kept.

#![expect(clippy::print_stderr, reason = "a test says why it failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs, io};

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/cli");
    let trials = match found(&suite) {
        Ok(mut trials) => {
            trials.push(Trial::test("a-reader-who-leaves", a_reader_who_leaves));
            trials
        }
        Err(error) => {
            eprintln!("cannot read {}: {error}", suite.display());
            return ExitCode::FAILURE;
        }
    };
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// `sightline schema | head` is nobody's mistake.
fn a_reader_who_leaves() -> Result<(), Failed> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sightline"));
    let mut child = command
        .arg("schema")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let ended = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    if ended.status.code() == Some(0) && said.is_empty() {
        Ok(())
    } else {
        Err(format!("{}: {said}", ended.status).into())
    }
}

fn found(suite: &Path) -> io::Result<Vec<Trial>> {
    let mut folders: Vec<PathBuf> = fs::read_dir(suite)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    folders.retain(|folder| folder.join("cmd").is_file());
    // What a program says that was built without PDF.
    folders.retain(|folder| !(cfg!(feature = "pdf") && folder.ends_with("report-without-pdf")));
    folders.sort();
    let name = |folder: &Path| {
        folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    Ok(folders
        .into_iter()
        .map(|folder| Trial::test(name(&folder), move || run(&folder)))
        .collect())
}

fn run(folder: &Path) -> Result<(), Failed> {
    let root = tempfile::tempdir()?;
    copy(&folder.join("files"), root.path())?;
    let commands = fs::read_to_string(folder.join("cmd"))?;
    let commands: Vec<&str> = commands
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let (mut out, mut err, mut codes) = (String::new(), String::new(), Vec::new());
    for line in &commands {
        let (command, to_file) = line
            .split_once(" > ")
            .map_or((*line, None), |(a, b)| (a, Some(b.trim())));
        let result = command_of(command, root.path())?.output()?;
        let text = mask(&result.stdout, root.path());
        if commands.len() > 1 {
            out.push_str(&format!("$ {line}\n"));
            err.push_str(&format!("$ {line}\n"));
        }
        match to_file {
            Some(name) => fs::write(root.path().join(name), text)?,
            None => out.push_str(&text),
        }
        err.push_str(&mask(&result.stderr, root.path()));
        codes.push(result.status.code().ok_or("ended by a signal")?);
    }
    let codes = if codes.iter().all(|code| *code == 0) {
        String::new()
    } else {
        codes.iter().map(|code| format!("{code}\n")).collect()
    };
    if out.contains('\u{1b}') || err.contains('\u{1b}') {
        return Err("there is color, and no terminal to see it".into());
    }
    let mut wrong = Vec::new();
    expect(&folder.join("stdout"), &out, &mut wrong)?;
    expect(&folder.join("stderr"), &err, &mut wrong)?;
    expect(&folder.join("code"), &codes, &mut wrong)?;
    for path in below(&folder.join("after"))? {
        let found = fs::read(root.path().join(&path)).unwrap_or_default();
        expect(
            &folder.join("after").join(&path),
            &mask(&found, root.path()),
            &mut wrong,
        )?;
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n").into())
    }
}

/// `A=b sightline score 'two words'` as a process that knows nothing of this machine.
fn command_of(line: &str, root: &Path) -> Result<Command, Failed> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sightline"));
    command
        .current_dir(root)
        .env_remove("NO_COLOR")
        .env("COLUMNS", "100");
    let mut is_named = false;
    for word in words(line) {
        match word.split_once('=') {
            Some((name, value)) if !is_named => _ = command.env(name, value),
            _ if !is_named && word == "sightline" => is_named = true,
            _ if !is_named => return Err(format!("`{line}` does not run sightline").into()),
            _ => _ = command.arg(word),
        }
    }
    Ok(command)
}

/// Splits at spaces outside single quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (n, part) in line.split('\'').enumerate() {
        let pieces: Vec<&str> = if n % 2 == 0 {
            part.split(' ').collect()
        } else {
            vec![part]
        };
        for (n, piece) in pieces.into_iter().enumerate() {
            if n > 0 {
                words.push(String::new());
            }
            if let Some(last) = words.last_mut() {
                last.push_str(piece);
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn mask(bytes: &[u8], root: &Path) -> String {
    let text = String::from_utf8_lossy(bytes)
        .replace('\r', "<CR>")
        .replace(&*root.to_string_lossy(), "<ROOT>");
    let version = env!("CARGO_PKG_VERSION");
    let text = text.replace(
        &format!("\"engine\":\"{version}\""),
        "\"engine\":\"<VERSION>\"",
    );
    // The same in a cell of CSV.
    let text = text.replace(
        &format!("\"\"engine\"\":\"\"{version}\"\""),
        "\"\"engine\"\":\"\"<VERSION>\"\"",
    );
    let digests = [
        ("\"digest\":\"", '"'),
        ("\"digest\": \"", '"'),
        ("digest `", '`'),
        ("digest <code>", '<'),
    ];
    digests
        .into_iter()
        .fold(text, |text, (before, after)| without(&text, before, after))
}

/// The text with `<DIGEST>` in place of what stands between some words and a mark.
fn without(text: &str, before: &str, after: char) -> String {
    let mut masked = String::new();
    for (n, part) in text.split(before).enumerate() {
        match part.split_once(after).filter(|_| n > 0) {
            Some((_, rest)) => masked.push_str(&format!("{before}<DIGEST>{after}{rest}")),
            None => masked.push_str(part),
        }
    }
    masked
}

fn expect(path: &Path, found: &str, wrong: &mut Vec<String>) -> io::Result<()> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    if env::var_os("UPDATE").is_some() {
        return if found.is_empty() {
            fs::remove_file(path)
        } else {
            fs::write(path, found)
        };
    }
    wrong.push(format!(
        "{}\n--- expected\n{expected}\n--- found\n{found}",
        path.display()
    ));
    Ok(())
}

/// Every file below a folder, by its path from there.
fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut left) = (Vec::new(), vec![PathBuf::new()]);
    while let Some(next) = left.pop() {
        let Ok(entries) = fs::read_dir(folder.join(&next)) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            let path = next.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                left.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for path in below(from)? {
        let target = to.join(&path);
        fs::create_dir_all(target.parent().unwrap_or(to))?;
        fs::copy(from.join(path), target)?;
    }
    Ok(())
}
