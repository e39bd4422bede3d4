//! The page that a preview shows: the last report that could be made, and above it what is wrong since.

use sightline_report::Report;

use crate::clock;
use crate::exit::Failure;

/// Asks whether there is a newer page, and fetches it.
pub(super) const SCRIPT: &str = "const seen = document.documentElement.dataset.version;
setInterval(async () => {
  try {
    const answer = await fetch(\"/version\", { cache: \"no-store\" });
    if (answer.ok && (await answer.text()) !== seen) location.reload();
  } catch {
    // The preview has ended, or is busy; the page stays as it is.
  }
}, 700);
";

const HTML: &str = "<html lang=\"en-GB\">";
const NOTHING: &str = "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<title>Preview</title>\n\
    <style>body{font:1rem/1.6 system-ui,Arial,sans-serif;max-width:57rem;margin:0 auto;padding:1rem}</style>\n</head>\n<body>\n\
    <main><h1>Preview</h1><p>The report shows here once it can be made.</p></main>\n</body>\n</html>\n";

/// Around what is wrong: a red that both a light page and a dark one set off.
const BOX: &str = "border:4px solid #d4351c;padding:1rem 1.2rem;margin:1.2rem 0";
/// Its lines stay as the terminal has them, so that a mark stands under what it marks.
const TEXT: &str = "margin:.8rem 0 0;padding:0;background:none;overflow-x:auto;font:.9rem/1.5 ui-monospace,Menlo,Consolas,monospace";

/// What is shown now.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Changes whenever the page does.
    pub(super) version: String,
    good: Option<String>,
    wrong: Option<String>,
}

impl Page {
    /// Takes in what became of the newest attempt, and what was said while it was made.
    pub(super) fn turn(&mut self, made: Result<Report, Failure>, words: &str) {
        self.version = clock::stamp();
        let text = wrong(&made, words);
        let heading = if made.is_ok() {
            "The report was made, with this to look at"
        } else {
            "The report cannot be made. What was made before is below"
        };
        self.wrong = (!text.is_empty()).then(|| notice(heading, &text));
        if let Ok(report) = made {
            self.good = Some(report.html);
        }
    }

    /// The page with its script, which a written report never has.
    pub(super) fn html(&self) -> String {
        let page = self.good.as_deref().unwrap_or(NOTHING);
        // The report forbids all scripts; here the same is said to the browser around the page, but for ours.
        let lines = page
            .lines()
            .filter(|line| !line.contains("http-equiv=\"Content-Security-Policy\""));
        let page = lines.fold(String::with_capacity(page.len()), |page, line| {
            page + line + "\n"
        });
        let versioned = format!("<html lang=\"en-GB\" data-version=\"{}\">", self.version);
        let wrong = self.wrong.as_deref().unwrap_or_default();
        page.replacen(HTML, &versioned, 1)
            .replacen(
                "</head>\n",
                "<script src=\"/reload.js\" defer></script>\n</head>\n",
                1,
            )
            .replacen("<body>\n", &format!("<body>\n{wrong}"), 1)
    }
}

/// What is wrong with an attempt: the page quotes it and the terminal says it. Empty where nothing is.
pub(super) fn wrong(made: &Result<Report, Failure>, words: &str) -> String {
    let Err(failure) = made else {
        return words.to_owned();
    };
    let help = failure.help.as_ref();
    let help = help.map(|help| format!("help: {help}\n"));
    let (message, help) = (&failure.message, help.unwrap_or_default());
    format!("{words}error: {message}\n{help}")
}

fn notice(heading: &str, text: &str) -> String {
    format!(
        "<section role=\"alert\" style=\"{BOX}\"><p style=\"margin:0;max-width:none\"><strong>{heading}.</strong></p>\n\
         <pre role=\"group\" tabindex=\"0\" aria-label=\"What is wrong\" style=\"{TEXT}\">{}</pre></section>\n",
        escaped(text)
    )
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter if letter.is_control() && letter != '\n' => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h01_a_mistake_is_quoted_and_never_obeyed() {
        let mut page = Page::default();
        page.turn(
            Err(Failure::problem("<script>alert(1)</script>").help("\u{1b}[31m<b>")),
            "</pre><img src=x>\n",
        );
        let html = page.html();
        assert_eq!(html.matches("<script").count(), 1, "only ours: {html}");
        assert!(html.contains("&lt;/pre&gt;&lt;img src=x&gt;"));
        assert!(html.contains("help: \u{fffd}[31m&lt;b&gt;"));
    }
}
