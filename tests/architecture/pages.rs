//! Pages that people read.

use std::sync::Arc;

use sightline_engine::measure::Measures;
use sightline_engine::vignette::{About, find, load_vignettes};
use sightline_engine::{
    Catalog, SourceFile, function_docs, load_programme, load_settings, load_shared,
};
use sightline_records::load_layout;

use crate::project::{files, read, root};

#[test]
fn the_changelog_speaks_to_each_reader() {
    let page = read("CHANGELOG.md");
    for reader in ["Template authors", "Auditors", "Operators", "Embedders"] {
        assert!(
            page.contains(&format!("### {reader}\n")),
            "CHANGELOG.md has nothing for {reader}"
        );
    }
}

#[test]
fn the_first_commands_stand_in_the_readme() {
    let page = read("README.md");
    for command in ["cargo run --release -- demo", "cargo xtask test"] {
        assert!(
            page.contains(command),
            "README.md does not name `{command}`"
        );
    }
}

#[test]
fn decisions_are_numbered_without_gaps_and_say_what_would_change_them() {
    let pages = files("docs/decisions", &["md"]);
    assert!(!pages.is_empty(), "docs/decisions is empty");
    for (at, (path, text)) in pages.iter().enumerate() {
        let name = path.rsplit('/').next().unwrap_or_default();
        assert!(
            name.starts_with(&format!("{:04}-", at + 1)),
            "{path} should be number {}",
            at + 1
        );
        for heading in ["## Question", "## Answer", "## What would change our mind"] {
            assert!(text.contains(heading), "{path} lacks `{heading}`");
        }
    }
}

#[test]
fn the_annual_report_of_reviewing_officers_has_every_measure_of_reviews() {
    let path = "audit-templates/_shared/measures/reviews.yaml";
    let report = read("audit-templates/_reports/iro-annual.md");
    let shared = [
        files("audit-templates/_shared", &["yaml"]),
        files("scripts", &["rhai"]),
    ]
    .concat();
    let all: Vec<Arc<SourceFile>> = shared
        .into_iter()
        .map(|(path, text)| SourceFile::new(path.trim_start_matches("audit-templates/"), text))
        .collect();
    let (measures, found) = Measures::load(&all);
    assert!(found.is_empty(), "{found}");
    let ids: Vec<&str> = measures
        .iter()
        .map(|one| one.measure())
        .filter(|one| path.ends_with(one.at.path()) && !one.id.starts_with("cp-"))
        .map(|one| one.id.as_str())
        .collect();
    assert!(ids.len() > 5, "{ids:?}");
    for id in ids {
        assert!(
            report.contains(&format!("\"{id}\"")),
            "iro-annual.md leaves out `{id}`"
        );
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    for (path, text) in files("", &["md"]) {
        let folder = root()
            .join(&path)
            .parent()
            .expect("a file stands in a folder")
            .to_owned();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let target = link.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains(':') || target.contains("{{") {
                continue;
            }
            assert!(
                folder.join(target).exists(),
                "{path} links to {target}, which is not there"
            );
        }
    }
}

#[test]
fn examples_to_copy_are_what_the_fixtures_run() {
    for (example, fixture) in [(
        "docs/examples/meetings-and-records",
        "tests/suite/cli/cases-import-meetings/files",
    )] {
        let all = files(example, &["csv", "yaml"]);
        assert!(!all.is_empty(), "{example} is empty");
        for (path, text) in all {
            let name = path.rsplit('/').next().unwrap_or_default();
            assert!(
                read(&format!("{fixture}/{name}")) == text,
                "{path} is not what {fixture} has"
            );
        }
    }
}

/// The page for embedders shows whole files that are compiled and run; `UPDATE=1` copies them into it anew.
#[test]
fn code_on_the_page_for_embedders_is_that_of_the_examples() {
    const MARK: &str = "<!-- example: ";
    let page = read("docs/embedding.md");
    let mut parts = page.split(MARK);
    let mut wanted = parts.next().unwrap_or_default().to_owned();
    let mut examples = 0;
    for part in parts {
        let (path, rest) = part.split_once(" -->\n").expect("the mark ends");
        let after = match rest.strip_prefix("\n```rust\n") {
            Some(shown) => shown.split_once("\n```\n").expect("the block ends").1,
            None => rest,
        };
        let code = read(path);
        wanted += &format!(
            "{MARK}{path} -->\n\n```rust\n{}\n```\n{after}",
            code.trim_end()
        );
        examples += 1;
    }
    assert!(examples >= 2, "the page shows {examples} examples");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(root().join("docs/embedding.md"), &wanted).expect("the page can be written");
        return;
    }
    assert!(
        page == wanted,
        "run `UPDATE=1 cargo test -p sightline-suite --test architecture` to copy the examples"
    );
}

#[test]
fn continuous_integration_runs_the_same_checks_as_a_developer() {
    assert!(
        read(".ci/run").contains("cargo xtask ci"),
        ".ci/run must run `cargo xtask ci`"
    );
}

/// A template that the shorter blocks of a page are put into.
const SMALL: &str = "template: small
version: 1.0.0
title: Small
subject: child
grade_scale: ofsted
record: {date_of_birth: {type: date}}
history: {plans: [started_on, ended_on, category]}
sections: [{id: seen, title: Seen, questions: [{id: Q1, ask: Was the child seen?, type: yes-partly-no, themes: [voice]}, {id: Q2, ask: How well?, type: grade}]}]
";

const WORKED: &str = "about: Nothing
date: 2025-09-30
expect: {status: ungraded}
";

/// Blocks marked `yaml` are whole templates; `yaml keys` are keys of one, `yaml questions` its questions, `yaml example`
/// a worked case, `yaml measures` measures, `yaml mapping` a mapping of case records, `yaml programme` a programme; `yaml fragment` shows something that
/// stands whole elsewhere.
#[test]
fn yaml_on_pages_is_right() {
    let shared: Vec<Arc<SourceFile>> = files("audit-templates/_shared", &["yaml"])
        .into_iter()
        .filter(|(path, _)| !path.contains("/measures/"))
        .map(|(path, text)| SourceFile::new(path, text))
        .collect();
    let all = files("audit-templates", &["yaml"]).into_iter();
    let all: Vec<_> = all
        .chain(files("scripts", &["rhai"]))
        .map(|(path, text)| SourceFile::new(path, text))
        .collect();
    let (shipped, _) = Catalog::load(&all);
    let mut blocks = 0;
    for (path, text) in files("docs", &["md"])
        .into_iter()
        .chain([("README.md".to_owned(), read("README.md"))])
    {
        for block in text.split("\n```yaml").skip(1) {
            let (mark, rest) = block.split_once('\n').unwrap_or_default();
            let body = rest.split("\n```").next().unwrap_or_default();
            let (template, example) = match mark.trim() {
                "" => (body.to_owned(), WORKED.to_owned()),
                "keys" => (with_keys(body), WORKED.to_owned()),
                "questions" => (with_questions(body), WORKED.to_owned()),
                "example" => (SMALL.to_owned(), body.to_owned()),
                "measures" => {
                    let measures =
                        SourceFile::new("_shared/measures/made-up.yaml", body.to_owned());
                    let all: Vec<_> = shared.iter().cloned().chain([measures]).collect();
                    let (_, found) = Measures::load(&all);
                    assert!(found.is_empty(), "{path}: {found}\nin\n{body}");
                    continue;
                }
                "shared" => {
                    let own = SourceFile::new("_shared/own.local.yaml", body);
                    let all: Vec<_> = shared.iter().cloned().chain([own]).collect();
                    let (_, found) = load_shared(&all);
                    assert!(found.is_empty(), "{path}: {found}\nin\n{body}");
                    continue;
                }
                "vignettes" => {
                    let file = SourceFile::new("vignettes.yaml", body);
                    let (all, found) = load_vignettes(&file, &load_shared(&shared).0);
                    assert!(found.is_empty(), "{path}: {found}\nin\n{body}");
                    let known = About::default();
                    assert!(
                        all.iter()
                            .all(|one| find(&one.value.text, &known).is_empty())
                    );
                    continue;
                }
                "fragment" => continue,
                "programme" => {
                    let (_, found) =
                        load_programme(&SourceFile::new(path.as_str(), body), &shipped);
                    assert!(found.is_empty(), "{found}");
                    continue;
                }
                "settings" => {
                    let (_, found) = load_settings(&SourceFile::new(path.as_str(), body));
                    assert!(found.is_empty(), "{found}");
                    continue;
                }
                "mapping" => {
                    let (_, found) = load_layout(&SourceFile::new(path.as_str(), body));
                    assert!(found.is_empty(), "{found}");
                    continue;
                }
                other => panic!("{path}: a YAML block marked `{other}`"),
            };
            blocks += 1;
            let template = SourceFile::new("small/template.yaml", template);
            let example = SourceFile::new("small/examples/one.yaml", example);
            let all: Vec<_> = shared
                .iter()
                .cloned()
                .chain([Arc::clone(&template), example])
                .collect();
            let (catalog, found) = Catalog::load(&all);
            assert!(found.is_empty(), "{path}: {found}\nin\n{}", template.text());
            assert_eq!(catalog.templates().count(), 1, "{path}");
        }
    }
    assert!(blocks >= 8, "only {blocks} blocks were found");
}

fn with_keys(body: &str) -> String {
    let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let top = |line: &&str| line.starts_with(|first: char| first.is_alphabetic());
    let given: Vec<String> = body.lines().filter(top).map(key).collect();
    let rest = SMALL.lines().filter(|line| !given.contains(&key(line)));
    rest.chain(body.lines()).collect::<Vec<_>>().join("\n") + "\n"
}

fn with_questions(body: &str) -> String {
    let indented = body
        .lines()
        .map(|line| format!("      {line}\n"))
        .collect::<String>();
    with_keys(&format!(
        "sections:\n  - id: seen\n    title: Seen\n    questions:\n{indented}"
    ))
}

#[test]
fn the_page_for_authors_lists_every_script_function() {
    let page = read("docs/authoring.md");
    let (before, rest) = page
        .split_once("<!-- functions:")
        .expect("the page has a place for the functions");
    let (head, rest) = rest.split_once("-->\n").expect("the mark ends");
    let (_, after) = rest
        .split_once("<!-- end of functions -->")
        .expect("the place ends");
    let mut table = "\n| function | what it gives |\n| --- | --- |\n".to_owned();
    for one in function_docs() {
        table += &format!("| `{}` | {} |\n", one.signature, one.doc);
    }
    let wanted =
        format!("{before}<!-- functions:{head}-->\n{table}\n<!-- end of functions -->{after}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(root().join("docs/authoring.md"), &wanted).expect("the page can be written");
        return;
    }
    assert_eq!(
        page, wanted,
        "run `UPDATE=1 cargo test -p sightline-suite` to write the table"
    );
}

#[test]
fn the_readme_quotes_the_demonstration() {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = words(&read("tests/suite/cli/demo/stderr"));
    let page = read("README.md");
    let quoted = page
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("\n```").next())
        .expect("a quotation");
    for sentence in words(quoted).split(" The ") {
        assert!(
            said.contains(sentence),
            "README.md says `{sentence}`, and the demonstration does not"
        );
    }
}
