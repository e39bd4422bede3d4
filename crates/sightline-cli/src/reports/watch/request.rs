//! What a browser asks of a preview, and what it is told.

use std::io::{self, Read};
use std::time::Instant;

use super::page::{Page, SCRIPT};

/// More than any browser says before it waits for an answer.
const MOST: usize = 16 * 1024;

/// Nothing is fetched from anywhere else, nothing runs but the script that is served, and no other page may frame this one.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// Reads what is asked, up to the empty line; what belongs to it after that is nobody's concern here.
pub(super) fn head(from: &mut impl Read, until: Instant) -> io::Result<String> {
    let (mut read, mut part) = (Vec::new(), [0; 2048]);
    while !read.windows(4).any(|end| end == b"\r\n\r\n") {
        let n = from.read(&mut part)?;
        if n == 0 || read.len() > MOST || Instant::now() > until {
            return Err(io::ErrorKind::InvalidData.into());
        }
        read.extend(part.iter().take(n));
    }
    String::from_utf8(read).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// One answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    status: &'static str,
    kind: &'static str,
    body: String,
}

impl Answer {
    /// The answer to one question.
    ///
    /// A page elsewhere can have its own name lead to this machine, and would then read what is served here as its own;
    /// so whoever does not ask for this machine by name is refused.
    pub(super) fn to(head: &str, port: u16, page: &Page) -> Self {
        let mut lines = head.split("\r\n");
        let asked: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
        let hosts: Vec<&str> = lines
            .filter_map(|line| line.split_once(':'))
            .filter(|(name, _)| name.eq_ignore_ascii_case("host"))
            .map(|(_, host)| host.trim())
            .collect();
        let ours = ["127.0.0.1", "localhost"].map(|name| format!("{name}:{port}"));
        let is_ours = matches!(hosts.as_slice(), [host] if ours.iter().any(|one| one == host));
        let plain = |status, body: &str| Self {
            status,
            kind: "text/plain",
            body: body.to_owned(),
        };
        match asked.as_slice() {
            _ if !is_ours => plain(
                "403 Forbidden",
                "This preview is for this machine, by the address that was printed.\n",
            ),
            ["GET", "/", _] => Self {
                status: "200 OK",
                kind: "text/html",
                body: page.html(),
            },
            ["GET", "/version", _] => plain("200 OK", &page.version),
            ["GET", "/reload.js", _] => Self {
                kind: "text/javascript",
                ..plain("200 OK", SCRIPT)
            },
            ["GET", _, _] => plain("404 Not Found", "There is one page here, at /.\n"),
            [_, _, _] => plain(
                "405 Method Not Allowed\r\nAllow: GET",
                "This preview can only be read.\n",
            ),
            _ => plain("400 Bad Request", "This is no question.\n"),
        }
    }

    /// The answer as it is sent.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let Self { status, kind, body } = self;
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
             Cache-Control: no-store\r\nContent-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
             Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn status(head: &str, expected: &str) {
        let answer = Answer::to(&format!("{head}\r\n\r\n"), 4000, &Page::default());
        assert!(answer.status.starts_with(expected), "{head}: {answer:?}");
    }

    #[test]
    fn only_this_machine_asking_to_read_is_answered() {
        status("GET / HTTP/1.1\r\nHost: 127.0.0.1:4000", "200");
        status("GET /version HTTP/1.1\r\nhost:localhost:4000", "200");
        status("GET / HTTP/1.1\r\nHost: evil.example:4000", "403");
        status("GET / HTTP/1.1\r\nHost: 127.0.0.1:4001", "403");
        status("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:4000", "403");
        status(
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nHost: evil.example",
            "403",
        );
        status("GET / HTTP/1.1", "403");
        status("POST / HTTP/1.1\r\nHost: localhost:4000", "405");
        status(
            "GET /../sightline.db HTTP/1.1\r\nHost: localhost:4000",
            "404",
        );
        status("GET  HTTP/1.1\r\nHost: localhost:4000", "404");
        status("nothing\r\nHost: localhost:4000", "400");
    }

    #[test]
    fn what_never_ends_is_not_read_for_ever() {
        let later = Instant::now() + std::time::Duration::from_secs(60);
        assert!(head(&mut io::repeat(b'a'), later).is_err());
        assert!(head(&mut io::empty(), later).is_err());
        assert!(head(&mut &b"GET / HTTP/1.1\r\n\r\nrest"[..], later).is_ok());
    }
}
