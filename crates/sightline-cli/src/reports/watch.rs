//! A report while somebody writes it: made again on every save, and shown to a browser on this machine.

mod page;
mod request;
mod saved;

use std::cell::RefCell;
use std::io::{self, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::rc::Rc;
use std::time::{Duration, Instant};

use sightline_report::Report;

use self::page::{Page, wrong};
use self::request::Answer;
use self::saved::Saved;
use crate::console::Console;
use crate::exit::{Exit, Failure};

/// How often files are looked at: a save shows within a breath, and an idle preview costs next to nothing.
const LOOK: Duration = Duration::from_millis(300);
/// How long a connection is waited for while nothing else is to be done.
const REST: Duration = Duration::from_millis(30);
/// How long a browser may take to say what it wants. Browsers open connections that they never use.
const PATIENCE: Duration = Duration::from_millis(250);

/// Serves a report on this machine alone until the program is ended.
///
/// `make` makes it and tells a console what is wrong with its text. What was asked for wrongly ends the command at once;
/// a mistake in a file does not, since somebody is about to mend it.
pub(crate) fn watch(
    root: Option<&Path>,
    store: &Path,
    port: u16,
    console: &mut Console,
    make: impl Fn(&mut Console) -> Result<Report, Failure>,
) -> Result<Exit, Failure> {
    let mut saved = Saved::now(root, store);
    let first = said(&make);
    if let (Err(failure), _) = &first
        && failure.exit != Exit::Problems
    {
        return Err(failure.clone());
    }
    let mut page = Page::default();
    let mut told = wrong(&first.0, &first.1);
    page.turn(first.0, &first.1);
    let (listener, port) = listen(port)?;
    console
        .out()
        .line(format_args!("http://127.0.0.1:{port}/"))?;
    console.say("The page changes with every save, and nothing is written. Ctrl+C ends this.")?;
    console.err().text(&told)?;
    console.flush()?;
    let mut looked = Instant::now();
    loop {
        match listener.accept() {
            // A browser that goes away in the middle is no reason to stop.
            Ok((stream, _)) => drop(answer(stream, port, &page)),
            Err(_) => std::thread::sleep(REST),
        }
        if looked.elapsed() < LOOK {
            continue;
        }
        let now = Saved::now(root, store);
        if now != saved {
            let (made, words) = said(&make);
            let text = wrong(&made, &words);
            tell(&told, &text, console)?;
            told = text;
            page.turn(made, &words);
            saved = now;
        }
        looked = Instant::now();
    }
}

/// Says in the terminal what the page says, once: whoever looks there should not think that all is well.
fn tell(before: &str, now: &str, console: &mut Console) -> Result<(), Failure> {
    if now == before {
        return Ok(());
    }
    if now.is_empty() {
        console.say("The report can be made again, and nothing is wrong with it.")?;
    } else {
        console.err().text(now)?;
    }
    console.flush()
}

/// A listener that nobody on another machine can reach.
fn listen(port: u16) -> Result<(TcpListener, u16), Failure> {
    let open = || {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        Ok((listener, port))
    };
    open().map_err(|error: io::Error| {
        Failure::environment(format!("cannot serve on port {port}: {error}"))
            .help("name another port, or leave `--port` out for one that is free")
    })
}

fn answer(mut stream: TcpStream, port: u16, page: &Page) -> io::Result<()> {
    stream.set_nonblocking(false)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(Duration::from_secs(2)))?;
    let head = request::head(&mut stream, Instant::now() + PATIENCE)?;
    stream.write_all(&Answer::to(&head, port, page).bytes())
}

/// Makes a report, and keeps the words that would have gone to the terminal.
fn said(
    make: impl Fn(&mut Console) -> Result<Report, Failure>,
) -> (Result<Report, Failure>, String) {
    let words = Words::default();
    let mut console = Console::new(Box::new(io::sink()), Box::new(words.clone()));
    let made = make(&mut console);
    let text = String::from_utf8_lossy(&words.0.borrow()).into_owned();
    (made, text)
}

/// Words that are kept for the page.
#[derive(Clone, Default)]
struct Words(Rc<RefCell<Vec<u8>>>);

impl Write for Words {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
