//! Dependencies against `deny.toml`, without a network.
//!
//! The rules are written once, in the file that `cargo deny` reads, and this holds to them what cargo itself says of
//! the lock file. Advisories need a database from outside and are left to `cargo deny`.

mod license;
mod policy;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::tools::{Done, output, root};
use policy::{Ban, Policy};

/// A package of the lock file.
#[derive(Clone, Debug)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// Absent for a package of this workspace.
    source: Option<String>,
    /// The names of the packages that use it.
    users: BTreeSet<String>,
    /// Dependencies without any version that do not come from a folder of this workspace.
    wildcards: Vec<String>,
}

/// Reads the rules and the lock file, and names every package that breaks one.
pub(crate) fn deps() -> Done {
    let path = root().join("deny.toml");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let policy = Policy::read(&text)?;
    // Whoever builds every feature holds to the rules too.
    let asked = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--all-features",
    ];
    let metadata = output("cargo", &asked)?;
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
    let users = users(&metadata)?;
    Ok(listed.iter().map(|json| package(json, &users)).collect())
}

/// Of each package, by its id, the names of those that use it.
fn users(metadata: &Json) -> Result<BTreeMap<&str, BTreeSet<String>>, String> {
    let text = |json: &'_ Json, key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
    let listed = metadata.get("packages").and_then(Json::as_array);
    let names: BTreeMap<String, String> = listed
        .into_iter()
        .flatten()
        .filter_map(|package| text(package, "id").zip(text(package, "name")))
        .collect();
    let nodes = metadata
        .get("resolve")
        .and_then(|resolve| resolve.get("nodes")?.as_array())
        .ok_or("cargo metadata does not say who uses what")?;
    let mut users: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for node in nodes {
        let user = text(node, "id").and_then(|id| names.get(&id).cloned());
        let used = node.get("dependencies").and_then(Json::as_array);
        for id in used.into_iter().flatten().filter_map(Json::as_str) {
            users.entry(id).or_default().extend(user.clone());
        }
    }
    Ok(users)
}

fn package(json: &Json, users: &BTreeMap<&str, BTreeSet<String>>) -> Package {
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
        users: json
            .get("id")
            .and_then(Json::as_str)
            .and_then(|id| users.get(id).cloned())
            .unwrap_or_default(),
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
        if let Some(ban) = policy.banned.get(&package.name) {
            wrong.extend(banned(&named, ban, &package.users));
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

/// Who uses a banned crate without leave, and whose leave nobody needs.
fn banned(named: &str, ban: &Ban, users: &BTreeSet<String>) -> Vec<String> {
    let reason = &ban.reason;
    if ban.wrappers.is_empty() {
        return vec![format!("{named} is banned: {reason}")];
    }
    let without = users.difference(&ban.wrappers);
    let without = without.map(|user| format!("{named} is banned, and {user} uses it: {reason}"));
    let stale = ban.wrappers.difference(users);
    let stale = stale.map(|user| format!("deny.toml lets {user} use {named}, which it does not"));
    without.chain(stale).collect()
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
            deny = [
                { crate = "bad", reason = "because" },
                { crate = "old", reason = "archived", wrappers = ["setter"] },
            ]
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
            users: BTreeSet::new(),
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
    fn a_banned_crate_is_used_by_those_alone_who_may() {
        let odd = package("odd", "MPL-2.0+", "registry+r");
        let used_by = |users: &[&str]| {
            let old = Package {
                users: users.iter().map(|user| (*user).to_owned()).collect(),
                ..package("old", "MIT", "registry+r")
            };
            wrong(&policy(), &[odd.clone(), old])
        };
        assert_eq!(used_by(&["setter"]), Vec::<String>::new());
        assert_eq!(
            used_by(&["ours", "setter"]),
            ["old 1.0.0 is banned, and ours uses it: archived"]
        );
        assert_eq!(
            used_by(&[]),
            ["deny.toml lets setter use old 1.0.0, which it does not"]
        );
    }

    #[test]
    fn who_uses_what_is_read_from_what_cargo_says() {
        let metadata = r#"{
            "packages": [
                {"id": "a#1", "name": "a", "version": "1.0.0"},
                {"id": "b#1", "name": "b", "version": "1.0.0"}
            ],
            "resolve": {"nodes": [
                {"id": "a#1", "dependencies": ["b#1"]},
                {"id": "b#1", "dependencies": []}
            ]}
        }"#;
        let packages = packages(metadata).unwrap();
        assert!(packages[0].users.is_empty());
        assert_eq!(packages[1].users, BTreeSet::from(["a".to_owned()]));
        assert!(super::packages(r#"{"packages": []}"#).is_err());
    }

    #[test]
    fn an_exception_that_nobody_needs_is_named() {
        assert_eq!(
            wrong(&policy(), &[]),
            ["deny.toml makes an exception for odd, which is not used"]
        );
    }
}
