//! What a packager puts beside the binary: shell completions and the manual page.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap_complete::Shell;

use crate::tools::{Done, root};

const SHELLS: [Shell; 4] = [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell];

/// Writes them into `target/dist/`.
pub(crate) fn dist() -> Done {
    let folder = root().join("target/dist");
    let written = write(&folder)
        .map_err(|error| format!("cannot write below {}: {error}", folder.display()))?;
    let names: Vec<String> = written
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    Ok(format!("xtask dist:\n  {}", names.join("\n  ")))
}

fn write(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let mut command = sightline_cli::command();
    let mut written = Vec::new();
    for shell in SHELLS {
        written.push(clap_complete::generate_to(
            shell,
            &mut command,
            "sightline",
            folder,
        )?);
    }
    // One page a verb, as `git` has it: sightline.1, sightline-check.1 and so on.
    clap_mangen::generate_to(command, folder)?;
    let pages = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut pages: Vec<PathBuf> = pages.into_iter().map(|entry| entry.path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "1"));
    pages.sort();
    written.extend(pages);
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_and_every_verb_has_its_file() {
        let folder = std::env::temp_dir().join(format!("sightline-dist-{}", std::process::id()));
        let written = write(&folder).unwrap();
        let page = fs::read_to_string(folder.join("sightline.1")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(page.contains("sightline"));
        for verb in sightline_cli::command().get_subcommands() {
            let page = format!("sightline-{}.1", verb.get_name());
            assert!(
                written.iter().any(|path| path.ends_with(&page)),
                "{page} is missing"
            );
        }
        assert_eq!(
            written
                .iter()
                .filter(|path| path.extension().is_none_or(|ending| ending != "1"))
                .count(),
            4
        );
    }
}
