//! The rules of `deny.toml`.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

/// What may come in.
#[derive(Debug)]
pub(crate) struct Policy {
    allowed: BTreeSet<String>,
    /// Licenses allowed for one crate alone.
    pub(crate) exceptions: BTreeMap<String, BTreeSet<String>>,
    /// Crates that may not be used.
    pub(crate) banned: BTreeMap<String, Ban>,
    pub(crate) denies_wildcards: bool,
    pub(crate) warns_of_several_versions: bool,
}

/// Why a crate may not be used, and by whom it may be all the same.
#[derive(Debug)]
pub(crate) struct Ban {
    pub(crate) reason: String,
    /// The only crates that may use it; nobody, where there are none.
    pub(crate) wrappers: BTreeSet<String>,
}

impl Policy {
    /// Reads the file; a rule that is less strict than what is checked here is an error, so that the two agree.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let table: Table = text
            .parse()
            .map_err(|error| format!("deny.toml: {error}"))?;
        let at = |section: &str, key: &str| table.get(section).and_then(|section| section.get(key));
        let word = |section, key| at(section, key).and_then(Value::as_str);
        for key in ["unknown-registry", "unknown-git"] {
            if word("sources", key) != Some("deny") {
                return Err(format!("deny.toml: `{key}` must be `deny`"));
            }
        }
        for ignored in list(at("advisories", "ignore")) {
            if ignored.get("reason").is_none() {
                return Err(format!(
                    "deny.toml: say why the advisory is ignored: {ignored:?}"
                ));
            }
        }
        Ok(Self {
            allowed: words(at("licenses", "allow")),
            exceptions: by_crate(at("licenses", "exceptions"), |one| {
                Some(words(one.get("allow")))
            })?,
            banned: by_crate(at("bans", "deny"), |one| {
                Some(Ban {
                    reason: one.get("reason")?.as_str()?.to_owned(),
                    wrappers: words(one.get("wrappers")),
                })
            })?,
            denies_wildcards: word("bans", "wildcards") == Some("deny"),
            warns_of_several_versions: word("bans", "multiple-versions") == Some("warn"),
        })
    }

    /// Whether a crate may be under this license.
    pub(crate) fn allows(&self, name: &str, license: &str) -> bool {
        self.allowed.contains(license)
            || self
                .exceptions
                .get(name)
                .is_some_and(|own| own.contains(license))
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn words(value: Option<&Value>) -> BTreeSet<String> {
    list(value)
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// A list of tables, each with the `crate` that it is about.
fn by_crate<T>(
    value: Option<&Value>,
    read: impl Fn(&Value) -> Option<T>,
) -> Result<BTreeMap<String, T>, String> {
    let each = list(value).iter().map(|one| {
        let name = one.get("crate").and_then(Value::as_str);
        let entry = name.map(str::to_owned).zip(read(one));
        entry.ok_or_else(|| {
            format!("deny.toml: an entry without its crate, or without its reason: {one:?}")
        })
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_laxer_file_is_refused() {
        let sources = "[sources]\nunknown-registry = \"deny\"\nunknown-git = \"deny\"\n";
        assert!(Policy::read(sources).is_ok());
        assert!(Policy::read("[sources]\nunknown-git = \"warn\"\n").is_err());
        assert!(Policy::read(&format!("{sources}[bans]\ndeny = [{{ crate = \"a\" }}]\n")).is_err());
        assert!(
            Policy::read(&format!(
                "{sources}[advisories]\nignore = [{{ id = \"R\" }}]\n"
            ))
            .is_err()
        );
    }
}
