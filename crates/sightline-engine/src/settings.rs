//! What a workspace says about itself: `sightline.yaml`.
//!
//! The engine finds no files and opens none. It reads this one because it is YAML, so that its mistakes are named like
//! those of a template.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Block, read, texts};
use crate::shape::{SETTINGS, scalar};
use crate::source::{SourceFile, Span};

/// The settings of a workspace; what is absent is left to whoever reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The name on reports.
    pub authority: Option<String>,
    /// Who signs reports.
    pub author: Option<String>,
    /// The folder of templates.
    pub audit_templates: Option<String>,
    /// The folder of scripts.
    pub scripts: Option<String>,
    /// The folder of reports.
    pub reports: Option<String>,
    /// The file that keeps audits.
    pub store: Option<String>,
    /// The service of each team that has one here, by the team's name.
    pub services: BTreeMap<String, String>,
    /// The group of each auditor that is in one, by staff code; reports name groups and never a person.
    pub auditor_groups: BTreeMap<String, String>,
    /// Words that look like a person's in a public report and are nobody's.
    pub public_words: Vec<String>,
    /// The day from which the case records are whole; else measures take them to begin where their rows do.
    pub records_from: Option<NaiveDate>,
}

/// Reads the settings; what is wrong in them is left out and reported. An empty file leaves everything to its default.
///
/// ```
/// use sightline_engine::{SourceFile, load_settings};
///
/// let file = SourceFile::new("sightline.yaml", "teams: {North West: {service: Children in need}}");
/// let (settings, diagnostics) = load_settings(&file);
/// assert!(diagnostics.is_empty());
/// assert_eq!(settings.services["North West"], "Children in need");
/// ```
#[must_use]
pub fn load_settings(file: &Arc<SourceFile>) -> (Settings, Diagnostics) {
    let (root, _, found) = read(file, &SETTINGS);
    let mut diagnostics = Diagnostics::new();
    found
        .into_iter()
        .filter(|one| one.code != Code::EMPTY)
        .for_each(|one| diagnostics.push(one));
    let settings = root.and_then(|root| {
        let block = Block::of(&root)?;
        let teams = block.named("teams").into_iter();
        let service = |node| Block::of(node).and_then(|team| team.words("service"));
        Some(Settings {
            authority: block.words("authority"),
            author: block.words("author"),
            audit_templates: block.words("audit_templates"),
            scripts: block.words("scripts"),
            reports: block.words("reports"),
            store: block.words("store"),
            services: teams
                .filter_map(|(name, node)| Some((name.value, service(node)?)))
                .collect(),
            auditor_groups: auditor_groups(&block, &mut diagnostics),
            public_words: public_words(&block),
            records_from: block
                .read("records_from", scalar::date)
                .map(|day| day.value),
        })
    });
    (settings.unwrap_or_default(), diagnostics)
}

fn public_words(block: &Block<'_>) -> Vec<String> {
    let words = block.texts("public_words").unwrap_or_default();
    words.into_iter().map(|one| one.value).collect()
}

/// An auditor in two groups is left in the first: counted in both, they would be what stands out between the two.
fn auditor_groups(block: &Block<'_>, found: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<String, (String, Span)> = BTreeMap::new();
    let named = block.named("auditor_groups").into_iter();
    let codes = named.flat_map(|(group, node)| {
        let codes = texts(node).into_iter();
        codes.map(move |code| (group.value.clone(), code))
    });
    for (group, code) in codes {
        match groups.get(&code.value) {
            None => {
                groups.insert(code.value, (group, code.at));
            }
            Some((first, at)) => {
                let message = if *first == group {
                    format!("auditor `{}` is in `{group}` twice", code.value)
                } else {
                    format!(
                        "auditor `{}` is in two groups, `{first}` and `{group}`",
                        code.value
                    )
                };
                let twice = Diagnostic::error(Code::DUPLICATE_ID, &code.at, message)
                    .label("the second time")
                    .related(at, "the first time")
                    .help("leave the auditor in one group, once");
                found.push(twice);
            }
        }
    }
    let group = |(code, (group, _))| (code, group);
    groups.into_iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_named_and_the_rest_is_read() {
        let text = "authority: Anywhere\nstor: x.db\nteams:\n  North:\n    servise: x\n";
        let (settings, diagnostics) = load_settings(&SourceFile::new("sightline.yaml", text));
        assert_eq!(settings.authority.as_deref(), Some("Anywhere"));
        let found: Vec<(usize, Code)> = diagnostics
            .iter()
            .map(|one| (one.at.line_column().0, one.code))
            .collect();
        assert_eq!(found, [(2, Code::UNKNOWN_KEY), (5, Code::UNKNOWN_KEY)]);
    }

    #[test]
    fn records_are_whole_from_a_day_that_there_is() {
        let read = |text: &str| load_settings(&SourceFile::new("sightline.yaml", text));
        let (settings, found) = read("records_from: 2025-04-01\n");
        assert!(found.is_empty(), "{found}");
        assert_eq!(settings.records_from, NaiveDate::from_ymd_opt(2025, 4, 1));
        let (settings, found) = read("records_from: April 2025\n");
        assert_eq!(settings.records_from, None);
        assert!(found.has_errors());
    }

    #[test]
    fn an_empty_file_says_nothing() {
        let (settings, diagnostics) =
            load_settings(&SourceFile::new("sightline.yaml", "# nothing yet\n"));
        assert_eq!((settings, diagnostics.len()), (Settings::default(), 0));
    }

    #[test]
    fn an_auditor_is_in_one_group() {
        let text =
            "auditor_groups:\n  Team managers: [A-01, 007]\n  External:\n    - A-01\n    - B-2\n";
        let (settings, diagnostics) = load_settings(&SourceFile::new("sightline.yaml", text));
        let groups: Vec<(&str, &str)> = settings
            .auditor_groups
            .iter()
            .map(|(code, group)| (code.as_str(), group.as_str()))
            .collect();
        let managers = "Team managers";
        assert_eq!(
            groups,
            [("007", managers), ("A-01", managers), ("B-2", "External")]
        );
        let found: Vec<(usize, &str)> = diagnostics
            .iter()
            .map(|one| (one.at.line_column().0, one.message.as_str()))
            .collect();
        let message = "auditor `A-01` is in two groups, `Team managers` and `External`";
        assert_eq!(found, [(4, message)]);
    }
}
