//! The report's page in a real browser.

use std::path::Path;
use std::process::Command;

use crate::tools::{cargo, installed_by_apt, output, root};

/// What drives the browser and what judges the page, each of one version, so that both say the same everywhere.
const MODULES: [&str; 2] = ["playwright-core@1.65.1", "axe-core@4.14.1"];

/// Shows the demo's reports to Chromium. Where node, its packages or Chromium are not there and cannot be installed, says
/// so plainly: a developer's machine need not have them.
pub(crate) fn browser() -> Result<String, String> {
    let left_out =
        |what: &str| format!("xtask browser: left out, because {what} could not be installed");
    let has_node = || output("npm", &["--version"]).is_ok();
    let node = has_node() || (installed_by_apt(&["nodejs", "npm"]) && has_node());
    if !node {
        return Ok(left_out("node with npm is not here and"));
    }
    let installed = || installed_by_apt(&["chromium"]).then(found).flatten();
    let Some(chromium) = found().or_else(installed) else {
        return Ok(left_out("Chromium is not here and"));
    };
    let folder = root().join("target/browser");
    if let Err(why) = modules(&folder) {
        eprintln!("{why}");
        return Ok(left_out(&MODULES.join(" and ")));
    }
    let modules = folder.join("node_modules");
    let environment = [
        ("MODULES", modules.to_string_lossy().into_owned()),
        ("CHROMIUM", chromium),
    ];
    let environment = environment
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let arguments = [
        "test",
        "--package",
        "sightline-cli",
        "--test",
        "browser",
        "--",
        "--ignored",
    ];
    cargo("browser", &arguments, &environment)?;
    Ok(
        "xtask browser: everybody can read the pages, and nothing in them runs or fetches"
            .to_owned(),
    )
}

/// The browser's program; its name is another on other systems.
fn found() -> Option<String> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| output(name, &["--version"]).is_ok())
        .and_then(|name| output("which", &[name]).ok())
        .map(|path| path.trim().to_owned())
}

/// Puts the packages below `target`, where they are not there yet in these versions.
fn modules(folder: &Path) -> Result<(), String> {
    let has = |module: &&str| -> bool {
        let (name, version) = module.split_once('@').unwrap_or((module, ""));
        let path = folder.join("node_modules").join(name).join("package.json");
        std::fs::read_to_string(path)
            .ok()
            .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok())
            .is_some_and(|package| package.get("version").is_some_and(|found| found == version))
    };
    if MODULES.iter().all(has) {
        return Ok(());
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let mut npm = Command::new("npm");
    npm.args([
        "install",
        "--no-save",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ])
    .arg(folder)
    .args(MODULES);
    let ran = npm
        .output()
        .map_err(|error| format!("cannot start npm: {error}"))?;
    if ran.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&ran.stderr).trim().to_owned())
    }
}
