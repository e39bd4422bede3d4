//! New matrices of grades, with what statistics libraries that are not ours say of them.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use crate::demo::Chance;
use crate::tools::root;

/// Names the file to the test that holds the engine against it.
pub(crate) const PLACE: &str = "SIGHTLINE_AGREEMENT";

const MATRICES: usize = 300;

/// Draws matrices and has the libraries say what they come to; gives back the file, or nothing where there is no Python
/// with the libraries, which it says.
pub(crate) fn fresh() -> Result<Option<String>, String> {
    let scripts = root().join("tests/agreement");
    let folder = root().join("target/agreement");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let python = match environment(&folder, &scripts.join("requirements.txt")) {
        Ok(python) => python,
        Err(why) => {
            eprintln!(
                "left out: agreement held against statistics libraries on new matrices ({why})"
            );
            return Ok(None);
        }
    };
    eprintln!("$ tests/agreement/independent.py on {MATRICES} new matrices");
    let (given, said) = (folder.join("given.jsonl"), folder.join("said.jsonl"));
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let seed = now.map_or(1, |since| since.as_secs());
    fs::write(&given, matrices(seed)).map_err(|error| error.to_string())?;
    let open = |file: std::io::Result<File>| file.map_err(|error| error.to_string());
    let ran = Command::new(python)
        .arg(scripts.join("independent.py"))
        .stdin(open(File::open(&given))?)
        .stdout(open(File::create(&said))?)
        .status();
    match ran {
        Ok(status) if status.success() => Ok(Some(said.display().to_string())),
        Ok(_) => Err("`tests/agreement/independent.py` failed".to_owned()),
        Err(error) => Err(format!("cannot start Python: {error}")),
    }
}

/// An environment with the pinned libraries, made again only where they have changed.
pub(crate) fn environment(folder: &Path, requirements: &Path) -> Result<PathBuf, String> {
    let wanted = fs::read_to_string(requirements).map_err(|error| error.to_string())?;
    let (venv, done) = (folder.join("venv"), folder.join("installed.txt"));
    let python = venv.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if fs::read_to_string(&done).is_ok_and(|installed| installed == wanted) && python.is_file() {
        return Ok(python);
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    quiet(
        Command::new(system)
            .args(["-m", "venv", "--clear"])
            .arg(&venv),
    )
    .map_err(|why| format!("Python is missing or makes no environments: {why}"))?;
    quiet(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "-r"])
            .arg(requirements),
    )
    .map_err(|why| format!("the libraries cannot be installed: {why}"))?;
    fs::write(&done, wanted).map_err(|error| error.to_string())?;
    Ok(python)
}

/// Runs a program without showing what it prints; its last line says why it failed.
fn quiet(command: &mut Command) -> Result<(), String> {
    let ran = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| error.to_string())?;
    if ran.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ran.stderr);
    let last = said.lines().rfind(|line| !line.trim().is_empty());
    Err(last.unwrap_or("it does not say why").to_owned())
}

/// Of two to six grades, sparse and full, small and large.
fn matrices(seed: u64) -> String {
    let mut chance = Chance::new(seed);
    let mut lines = String::new();
    for _ in 0..MATRICES {
        let grades = 2 + chance.below(5);
        let most = [2, 6, 40].get(chance.below(3)).copied().unwrap_or(2);
        let empty = chance.below(80);
        let mut cell = || {
            if chance.below(100) < empty {
                0
            } else {
                chance.below(most)
            }
        };
        let rows: Vec<Vec<usize>> = (0..grades)
            .map(|_| (0..grades).map(|_| cell()).collect())
            .collect();
        let _ = writeln!(lines, "{{\"seed\": {seed}, \"rows\": {rows:?}}}");
    }
    lines
}
