//! What tasks need of the machine.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a task came to: its closing line, or why it stopped.
pub(crate) type Done = Result<String, String>;

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Runs cargo in the workspace's folder and shows what it says.
pub(crate) fn cargo(
    what: &str,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> Result<(), String> {
    eprintln!("$ cargo {}", arguments.join(" "));
    let mut command = Command::new("cargo");
    command
        .args(arguments)
        .current_dir(root())
        .envs(environment.iter().copied());
    let status = command
        .status()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{what}: `cargo {}` failed", arguments.join(" ")))
    }
}

/// Installs packages where that needs nobody's leave: on a machine with apt, as root. Says whether they are there.
pub(crate) fn installed_by_apt(packages: &[&str]) -> bool {
    let is_root = output("id", &["-u"]).is_ok_and(|id| id.trim() == "0");
    if !is_root || output("apt-get", &["--version"]).is_err() {
        return false;
    }
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        command.output().is_ok_and(|ran| ran.status.success())
    };
    let install = ["install", "-y", "--no-install-recommends"];
    let install = [&install, packages].concat();
    apt(&install) || (apt(&["update"]) && apt(&install))
}

/// What a program prints.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Result<String, String> {
    let ran = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output();
    let ran = ran.map_err(|error| format!("cannot start {program}: {error}"))?;
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr);
        return Err(format!(
            "`{program} {}` failed: {}",
            arguments.join(" "),
            said.trim()
        ));
    }
    String::from_utf8(ran.stdout).map_err(|_| format!("{program} did not answer in UTF-8"))
}

/// The numbers of a version, to be compared.
pub(crate) fn version(text: &str) -> Vec<u32> {
    let plain = text.split('-').next().unwrap_or_default();
    plain
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version("1.100.0-nightly") > version("1.89"));
        assert!(version("1.88.1") < version("1.89"));
        assert!(version("1.89.0") >= version("1.89"));
    }
}
