//! Dependencies against `deny.toml`, without a network.
//!
//! The rules are written once, in the file that `cargo deny` reads, and this holds to them what cargo itself says of
//! the lock file. Advisories need a database from outside and are left to `cargo deny`.

mod license;
mod policy;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::run::{Done, output, root};
use policy::Policy;

/// A package of the lock file.
#[derive(Clone, Debug)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// Absent for a package of this workspace.
    source: Option<String>,
    /// Dependencies without any version that do not come from a folder of this workspace.
    wildcards: Vec<String>,
}

/// Reads the rules and the lock file, and names every package that breaks one.
pub(crate) fn deps() -> Done {
    let path = root().join("deny.toml");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let policy = Policy::read(&text)?;
    let metadata = output("cargo", &["metadata", "--format-version", "1", "--locked"])?;
    let packages = packages(&metadata)?;
    let wrong = wrong(&policy, &packages);
    if policy.warns_of_several_versions {
        for line in several_versions(&packages) {
            eprintln!("warning: {line}");
        }
    }
    if wrong.is_empty() {
        let outside = packages
            .iter()
            .filter(|package| package.source.is_some())
            .count();
        return Ok(format!(
            "xtask deps: {outside} crates from outside hold to deny.toml"
        ));
    }
    Err(wrong.join("\nerror: "))
}

fn packages(metadata: &str) -> Result<Vec<Package>, String> {
    let metadata: Json =
        serde_json::from_str(metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let listed = metadata
        .get("packages")
        .and_then(Json::as_array)
        .ok_or("cargo metadata lists no packages")?;
    Ok(listed.iter().map(package).collect())
}

fn package(json: &Json) -> Package {
    let text = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
    let dependencies = json.get("dependencies").and_then(Json::as_array);
    let anything = |one: &&Json| {
        let star = one.get("req").and_then(Json::as_str) == Some("*");
        star && one.get("path").is_none_or(Json::is_null)
    };
    let named = |one: &Json| one.get("name").and_then(Json::as_str).map(str::to_owned);
    Package {
        name: text("name").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        license: text("license"),
        source: text("source"),
        wildcards: dependencies
            .into_iter()
            .flatten()
            .filter(anything)
            .filter_map(named)
            .collect(),
    }
}

/// One line for each rule that is broken.
fn wrong(policy: &Policy, packages: &[Package]) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in packages {
        let named = format!("{} {}", package.name, package.version);
        if let Some(reason) = policy.banned.get(&package.name) {
            wrong.push(format!("{named} is banned: {reason}"));
        }
        match &package.license {
            None => wrong.push(format!("{named} names no license")),
            Some(license) if !license::allows(license, |id| policy.allows(&package.name, id)) => {
                wrong.push(format!(
                    "{named} is under {license}, which deny.toml does not allow"
                ));
            }
            Some(_) => {}
        }
        if let Some(source) = &package.source
            && !source.starts_with("registry+")
        {
            wrong.push(format!(
                "{named} comes from {source}, and not from the registry"
            ));
        }
        if package.source.is_none() && policy.denies_wildcards {
            wrong.extend(
                package
                    .wildcards
                    .iter()
                    .map(|one| format!("{named} takes any version of {one}")),
            );
        }
    }
    let registries: BTreeSet<_> = packages
        .iter()
        .filter_map(|package| package.source.as_ref())
        .collect();
    if registries.len() > 1 {
        wrong.push(format!(
            "crates come from {} places, not from one registry",
            registries.len()
        ));
    }
    let names: BTreeSet<_> = packages.iter().map(|package| &package.name).collect();
    let stale = policy
        .exceptions
        .keys()
        .filter(|name| !names.contains(name));
    wrong.extend(
        stale.map(|name| format!("deny.toml makes an exception for {name}, which is not used")),
    );
    wrong
}

fn several_versions(packages: &[Package]) -> Vec<String> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        versions
            .entry(&package.name)
            .or_default()
            .push(&package.version);
    }
    let several = versions
        .into_iter()
        .filter(|(_, versions)| versions.len() > 1);
    several
        .map(|(name, versions)| format!("{name} is there in versions {}", versions.join(" and ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        Policy::read(
            r#"
            [licenses]
            allow = ["MIT"]
            exceptions = [{ crate = "odd", allow = ["MPL-2.0"] }]
            [bans]
            wildcards = "deny"
            deny = [{ crate = "bad", reason = "because" }]
            [sources]
            unknown-registry = "deny"
            unknown-git = "deny"
            "#,
        )
        .unwrap()
    }

    fn package(name: &str, license: &str, source: &str) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: Some(license.to_owned()),
            source: Some(source.to_owned()),
            wildcards: Vec::new(),
        }
    }

    #[test]
    fn each_rule_is_held() {
        let odd = package("odd", "MPL-2.0+", "registry+r");
        assert_eq!(
            wrong(&policy(), std::slice::from_ref(&odd)),
            Vec::<String>::new()
        );
        let check = |one: Package, says: &str| {
            let all = wrong(&policy(), &[odd.clone(), one]);
            assert!(
                all.len() == 1 && all[0].contains(says),
                "{all:?} should say {says}"
            );
        };
        check(
            package("bad", "MIT", "registry+r"),
            "bad 1.0.0 is banned: because",
        );
        check(
            package("free", "MPL-2.0", "registry+r"),
            "free 1.0.0 is under MPL-2.0",
        );
        check(package("far", "MIT", "registry+elsewhere"), "2 places");
        check(
            Package {
                license: None,
                ..package("none", "", "registry+r")
            },
            "names no license",
        );
        let loose = Package {
            source: None,
            wildcards: vec!["any".into()],
            ..package("ours", "MIT", "")
        };
        check(loose, "ours 1.0.0 takes any version of any");
        let git = wrong(
            &policy(),
            &[odd.clone(), package("git", "MIT", "git+https")],
        );
        assert!(git[0].contains("git 1.0.0 comes from git+https"), "{git:?}");
    }

    #[test]
    fn an_exception_that_nobody_needs_is_named() {
        assert_eq!(
            wrong(&policy(), &[]),
            ["deny.toml makes an exception for odd, which is not used"]
        );
    }
}
