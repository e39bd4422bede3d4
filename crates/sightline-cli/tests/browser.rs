//! The demo's report in a real browser: nobody is kept from reading it, and nothing that people write is obeyed.
//!
//! Needs node, two npm packages and Chromium, so `cargo xtask browser` and `cargo xtask test` run it where those are there.

#[cfg(test)]
#[path = "support/family.rs"]
mod family;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    use crate::family;

    const PERIOD: &str = "2025-26-Q2";
    const POLICY: &str = "http-equiv=\"Content-Security-Policy\"";

    fn sightline(folder: &Path, arguments: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sightline"));
        let ran = command
            .args(arguments)
            .current_dir(folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{arguments:?}: {said}");
    }

    fn demo(root: &Path) -> PathBuf {
        sightline(root, &["demo", "demo"]);
        root.join("demo")
    }

    /// One report as a page, in a folder of its own.
    fn page(demo: &Path, name: &str, audience: &str) -> PathBuf {
        let out = demo.join(format!("pages-{audience}"));
        let to = out.to_str().unwrap();
        let asked = ["report", name, "--period", PERIOD, "--format", "html"];
        sightline(
            demo,
            &[&asked[..], &["--audience", audience, "--out", to]].concat(),
        );
        let whose = if audience == "public" { "-public" } else { "" };
        out.join(format!("{name}{whose}-{PERIOD}.html"))
    }

    /// Shows pages to the browser; the script says what it finds.
    fn look(root: &Path, what: &str, pages: &[PathBuf]) -> Output {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/look.mjs");
        let mut command = Command::new("node");
        command
            .arg(script)
            .arg(what)
            .args(pages)
            .env("PROFILE", root.join("profile"));
        command.output().unwrap()
    }

    #[track_caller]
    fn fine(found: &Output) {
        let said = String::from_utf8_lossy(&found.stdout);
        let failed = String::from_utf8_lossy(&found.stderr);
        assert!(found.status.success(), "{said}{failed}");
    }

    /// A page without the line by which a browser refuses all scripts: its text alone must be harmless.
    fn without_policy(path: &Path) -> PathBuf {
        let page = fs::read_to_string(path).unwrap();
        let lines = page.lines().filter(|line| !line.contains(POLICY));
        let bare = lines.collect::<Vec<_>>().join("\n");
        assert!(
            bare.len() < page.len(),
            "the page has no policy to take away"
        );
        let without = path.with_extension("bare.html");
        fs::write(&without, bare).unwrap();
        without
    }

    #[test]
    #[ignore = "needs a browser; `cargo xtask browser` runs it where that is there"]
    fn everybody_can_read_every_report_of_the_demo() {
        let root = tempfile::tempdir().unwrap();
        let demo = demo(root.path());
        let made = family::all(&demo, "html", sightline);
        let pages: Vec<PathBuf> = made.iter().map(|stem| family::file(stem, "html")).collect();
        fine(&look(root.path(), "access", &pages));
        fine(&look(root.path(), "inert", &pages));
    }

    #[test]
    #[ignore = "needs a browser; `cargo xtask browser` runs it where that is there"]
    fn h01_h02_nothing_planted_runs_or_fetches_even_without_the_policy() {
        let root = tempfile::tempdir().unwrap();
        let demo = demo(root.path());
        let text = include_str!("../../sightline-report/tests/support/payloads.json");
        let payloads: Vec<String> = serde_json::from_str(text).unwrap();
        let planted = payloads.iter().map(|payload| {
            let text = format!("{{% raw %}}{payload}{{% endraw %}}");
            format!(
                "## {text}\n\n{text}\n\n- *{text}*\n\nTable: {text}\n\n| a |\n| - |\n| {text} |\n\n"
            )
        });
        let report = format!("# Planted\n\n{}", planted.collect::<String>());
        fs::create_dir_all(demo.join("reports")).unwrap();
        fs::write(demo.join("reports/planted.md"), report).unwrap();
        let page = page(&demo, "planted", "internal");
        let shown = fs::read_to_string(&page).unwrap();
        assert!(shown.contains("&lt;script&gt;alert(1)") || shown.contains("alert(1)"));
        fine(&look(
            root.path(),
            "inert",
            &[without_policy(&page), page.clone()],
        ));
    }

    /// What the two tests above say is worth nothing where the browser or the script sees nothing.
    #[test]
    #[ignore = "needs a browser; `cargo xtask browser` runs it where that is there"]
    fn what_is_wrong_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("bad.html");
        let page = "<html><body><p style=\"width:2000px;color:#ccc;background:#fff\">pale</p>\
                    <script>alert('ran')</script><img src=\"http://127.0.0.1:9/beacon\"></body></html>";
        fs::write(&path, page).unwrap();
        let pages = [path];
        let expected = [
            (
                "access",
                &["scrolled sideways", "color-contrast", "html-has-lang"][..],
            ),
            (
                "inert",
                &["a script ran and said: ran", "fetched http", "it has <img"],
            ),
        ];
        for (what, expected) in expected {
            let found = look(root.path(), what, &pages);
            let said = String::from_utf8_lossy(&found.stdout);
            let failed = String::from_utf8_lossy(&found.stderr);
            assert_eq!(found.status.code(), Some(1), "{said}{failed}");
            for text in expected {
                assert!(said.contains(text), "{text}: {said}{failed}");
            }
        }
    }
}
