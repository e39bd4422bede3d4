//! `sightline report --watch`: a save shows on the page, a mistake too, and nobody else is answered.

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};
    use std::net::TcpStream;
    use std::path::{Path, PathBuf};
    use std::process::{Child, Command, Stdio};
    use std::thread::sleep;
    use std::time::Duration;

    /// Where what the terminal would show is kept.
    const TERMINAL: &str = "terminal.txt";

    /// A preview that runs, and ends with the test.
    struct Preview {
        program: Child,
        port: u16,
    }

    impl Drop for Preview {
        fn drop(&mut self) {
            drop(self.program.kill());
            drop(self.program.wait());
        }
    }

    impl Preview {
        fn of(workspace: &Path) -> Self {
            let mut program = Command::new(env!("CARGO_BIN_EXE_sightline"));
            program
                .args(["report", "mine", "--period", "2025-26-Q2", "--watch"])
                .current_dir(workspace)
                .stdout(Stdio::piped())
                .stderr(File::create(workspace.join(TERMINAL)).unwrap());
            let mut program = program.spawn().unwrap();
            let mut line = String::new();
            let out = program.stdout.take().unwrap();
            BufReader::new(out).read_line(&mut line).unwrap();
            let address = line.trim().strip_prefix("http://127.0.0.1:").unwrap();
            let port = address.trim_end_matches('/').parse().unwrap();
            Self { program, port }
        }

        fn ask(&self, what: &str, host: &str) -> String {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
            let head = format!("{what} HTTP/1.1\r\nHost: {host}\r\n\r\n");
            stream.write_all(head.as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        }

        fn get(&self, path: &str) -> String {
            self.ask(&format!("GET {path}"), &format!("127.0.0.1:{}", self.port))
        }

        /// The page once it says something; a preview that never does so is at fault.
        #[track_caller]
        fn once(&self, says: &str) -> String {
            for _ in 0..600 {
                let page = self.get("/");
                if page.contains(says) {
                    return page;
                }
                sleep(Duration::from_millis(100));
            }
            panic!("the page never says {says}: {}", self.get("/"));
        }
    }

    /// A workspace with an empty store and one report.
    fn workspace(root: &Path) -> PathBuf {
        fs::write(root.join("sightline.yaml"), "authority: Sampleshire\n").unwrap();
        fs::create_dir_all(root.join("audit-templates")).unwrap();
        let reports = root.join("reports");
        fs::create_dir_all(&reports).unwrap();
        let report = reports.join("mine.md");
        fs::write(&report, "# First\n\nBy {{ authority }}.\n").unwrap();
        drop(sightline_store::open(&root.join("sightline.db")).unwrap());
        report
    }

    #[test]
    fn a_save_shows_and_a_mistake_stands_above_what_was_good() {
        let root = tempfile::tempdir().unwrap();
        let report = workspace(root.path());
        let preview = Preview::of(root.path());
        let page = preview.get("/");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
        assert!(page.contains("By Sampleshire."), "{page}");
        for header in [
            "Cache-Control: no-store",
            "Content-Security-Policy: default-src 'none'",
        ] {
            assert!(page.contains(header), "{header}: {page}");
        }
        let version = preview.get("/version");
        assert!(preview.get("/reload.js").contains("location.reload()"));

        fs::write(&report, "# Second\n\nBy {{ authority }}.\n").unwrap();
        let page = preview.once(">Second</h1>");
        assert!(!page.contains("role=\"alert\""), "{page}");
        assert_ne!(preview.get("/version"), version);

        fs::write(&report, "# Third\n\nBy {{ authorty }}.\n").unwrap();
        let page = preview.once("role=\"alert\"");
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
        let page = preview.once("By Elsewhere.");
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
            let answer = preview.ask(what, host);
            assert!(
                answer.starts_with(&format!("HTTP/1.1 {status} ")),
                "{what}: {answer}"
            );
            assert!(!answer.contains("Sampleshire"), "{what}: {answer}");
        }
        assert!(preview.ask("GET /", &ours).contains("By Sampleshire."));
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
