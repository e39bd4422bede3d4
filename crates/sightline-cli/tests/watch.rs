//! `sightline report --watch`: a save shows on the page, a mistake too, and nobody else is answered.

#[cfg(test)]
#[path = "support/preview.rs"]
mod preview;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;
    use std::process::Command;
    use std::thread::sleep;
    use std::time::Duration;

    use crate::preview::{Preview, TERMINAL, workspace};

    fn ask(preview: &Preview, what: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        let head = format!("{what} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(preview: &Preview, path: &str) -> String {
        ask(
            preview,
            &format!("GET {path}"),
            &format!("127.0.0.1:{}", preview.port),
        )
    }

    /// The page once it says something; a preview that never does so is at fault.
    #[track_caller]
    fn once(preview: &Preview, says: &str) -> String {
        for _ in 0..600 {
            let page = get(preview, "/");
            if page.contains(says) {
                return page;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("the page never says {says}: {}", get(preview, "/"));
    }

    #[test]
    fn a_save_shows_and_a_mistake_stands_above_what_was_good() {
        let root = tempfile::tempdir().unwrap();
        let report = workspace(root.path());
        let preview = Preview::of(root.path());
        let page = get(&preview, "/");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
        assert!(page.contains("By Sampleshire."), "{page}");
        for header in [
            "Cache-Control: no-store",
            "Content-Security-Policy: default-src 'none'",
        ] {
            assert!(page.contains(header), "{header}: {page}");
        }
        let version = get(&preview, "/version");
        assert!(get(&preview, "/reload.js").contains("location.reload()"));

        fs::write(&report, "# Second\n\nBy {{ authority }}.\n").unwrap();
        let page = once(&preview, ">Second</h1>");
        assert!(!page.contains("role=\"alert\""), "{page}");
        assert_ne!(get(&preview, "/version"), version);

        fs::write(&report, "# Third\n\nBy {{ authorty }}.\n").unwrap();
        let page = once(&preview, "role=\"alert\"");
        for part in ["mine.md:3:", "^^^", "`authority`", ">Second</h1>"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let terminal = || fs::read_to_string(root.path().join(TERMINAL)).unwrap();
        for part in ["mine.md:3:", "`authority`", "error: the report has 1 error"] {
            assert!(terminal().contains(part), "{part}: {}", terminal());
        }

        let settings = root.path().join("sightline.yaml");
        fs::write(settings, "authority: Elsewhere\n").unwrap();
        fs::write(&report, "# Fourth\n\nBy {{ authority }}.\n").unwrap();
        let page = once(&preview, "By Elsewhere.");
        assert!(!page.contains("role=\"alert\""), "{page}");
        assert!(terminal().contains("can be made again"), "{}", terminal());
        assert!(!root.path().join("reports/out").exists());
    }

    #[test]
    fn nobody_else_is_answered_and_nothing_is_taken() {
        let root = tempfile::tempdir().unwrap();
        workspace(root.path());
        let preview = Preview::of(root.path());
        let ours = format!("localhost:{}", preview.port);
        let refused = [
            ("GET /", "evil.example", "403"),
            ("POST /", &ours, "405"),
            ("GET /reports/", &ours, "404"),
            ("GET /../sightline.db", &ours, "404"),
        ];
        for (what, host, status) in refused {
            let answer = ask(&preview, what, host);
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status} ")),
                "{what}: {answer}"
            );
            assert!(!answer.contains("Sampleshire"), "{what}: {answer}");
        }
        assert!(ask(&preview, "GET /", &ours).contains("By Sampleshire."));
    }

    #[test]
    fn a_report_for_everybody_is_not_made_on_trial() {
        let root = tempfile::tempdir().unwrap();
        workspace(root.path());
        let mut program = Command::new(env!("CARGO_BIN_EXE_sightline"));
        let asked = ["report", "mine", "--period", "2025-26-Q2", "--watch"];
        program.args(asked).args(["--audience", "public"]);
        let ran = program.current_dir(root.path()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot be watched"), "{said}");
    }
}
