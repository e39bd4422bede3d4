//! Diagnostics for a reader: carets, narration, or an object a line.

mod csv;
mod human;
mod json;
mod plain;

pub(crate) use csv::csv_line;
pub(crate) use plain::visible;

use clap::ValueEnum;
use sightline_engine::sample::TYPED;
use sightline_engine::{Diagnostic, Diagnostics, SourceFile};

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The place with a caret under it
    #[default]
    Human,
    /// Whole sentences, for screen readers and for reading aloud
    Plain,
    /// One JSON object a line, for programs
    Json,
}

/// All diagnostics in one text, in file order.
pub(crate) fn render(diagnostics: &Diagnostics, format: Format, color: bool) -> String {
    let one = |diagnostic| match format {
        Format::Human => human::render(diagnostic, color),
        Format::Plain => plain::render(diagnostic),
        Format::Json => json::render(diagnostic),
    };
    diagnostics.iter().map(one).collect()
}

/// Text on one line, without marks that only a terminal would understand.
pub(crate) fn line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `1 error`, `2 errors`.
pub(crate) fn plural(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}

/// Whether the text around a mistake may be shown.
///
/// Templates, scripts, worked cases and reports are written to be read, and so is what was typed as an option. A line of answers or of case records is a child's
/// story, so there the place is named and nothing of the line is quoted.
fn may_be_quoted(file: &SourceFile) -> bool {
    let is_written_to_be_read = |ending: &&str| file.path().ends_with(ending);
    [".yaml", ".yml", ".rhai", ".md", ".docx"]
        .iter()
        .any(is_written_to_be_read)
        || TYPED.contains(&file.path())
}

/// What is said about a diagnostic besides its message.
fn label(diagnostic: &Diagnostic) -> Option<&str> {
    Some(diagnostic.label.as_str()).filter(|label| !label.is_empty())
}

#[cfg(test)]
pub(crate) mod tests {
    use sightline_engine::{Code, Span};

    use super::*;

    /// One mistake with everything a diagnostic can carry, one warning, and one in a line of answers.
    pub(crate) fn sample() -> Diagnostics {
        let text = "template: life-story\ntitel: Life story – ¿olé\nversion: 1.0\n";
        let template = SourceFile::new("audit-templates/life-story/template.yaml", text);
        let shared = SourceFile::new(
            "audit-templates/_shared/themes.yaml",
            "themes:\n  - {id: voice}\n",
        );
        let answers = SourceFile::new(
            "answers.jsonl",
            "{\"audit\":\"A-1\",\"answers\":{\"L99\":\"no\"}}",
        );
        let span = |file, text: &str, part: &str| {
            let start = text.find(part).unwrap();
            Span::new(file, start, start + part.len())
        };
        let mut all = Diagnostics::new();
        all.push(
            Diagnostic::error(
                Code::UNKNOWN_KEY,
                &span(&template, text, "titel"),
                "unknown key `titel`",
            )
            .label("no template has this key")
            .related(
                &span(&shared, shared.text(), "voice"),
                "themes are listed here",
            )
            .help("did you mean `title`?"),
        );
        all.push(
            Diagnostic::warning(
                Code::UNQUOTED_HASH,
                &span(&template, text, "¿olé"),
                "the text after `#` is ignored",
            )
            .help("put the text in quotes"),
        );
        all.push(Diagnostic::error(
            Code::ANSWER_UNKNOWN_QUESTION,
            &span(&answers, answers.text(), "\"L99\""),
            "the template has no question `L99`",
        ));
        all
    }

    #[test]
    fn human_has_carets() {
        let expected = r#"error[SL114]: unknown key `titel`
 --> audit-templates/life-story/template.yaml:2:1
  |
2 | titel: Life story – ¿olé
  | ^^^^^ no template has this key
  |
 ::: audit-templates/_shared/themes.yaml:2:10
  |
2 |   - {id: voice}
  |          ----- themes are listed here
  |
  = help: did you mean `title`?

warning[SL112]: the text after `#` is ignored
 --> audit-templates/life-story/template.yaml:2:21
  |
2 | titel: Life story – ¿olé
  |                     ^^^^
  |
  = help: put the text in quotes

error[SL402]: the template has no question `L99`
--> answers.jsonl:1:27

"#;
        assert_eq!(render(&sample(), Format::Human, false), expected);
    }

    #[test]
    fn color_is_the_only_difference_and_only_when_asked() {
        let (with, without) = (
            render(&sample(), Format::Human, true),
            render(&sample(), Format::Human, false),
        );
        assert!(with.contains('\u{1b}') && !without.contains('\u{1b}'));
        let mut stripped = String::new();
        let mut rest = with.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            stripped.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        stripped.push_str(rest);
        assert_eq!(stripped, without);
    }

    #[test]
    fn plain_reads_aloud() {
        let expected = r##"Error SL114 in file audit-templates/life-story/template.yaml, line 2, column 1. Unknown key "titel": no template has this key. The line reads: titel: Life story – ¿olé. See also file audit-templates/_shared/themes.yaml, line 2, column 10: themes are listed here. To put it right: did you mean "title"?

Warning SL112 in file audit-templates/life-story/template.yaml, line 2, column 21. The text after "#" is ignored. The line reads: titel: Life story – ¿olé. To put it right: put the text in quotes.

Error SL402 in file answers.jsonl, line 1, column 27. The template has no question "L99".

"##;
        assert_eq!(render(&sample(), Format::Plain, true), expected);
    }

    #[test]
    fn json_is_an_object_a_line() {
        let text = render(&sample(), Format::Json, true);
        let first = r#"{"code":"SL114","severity":"error","message":"unknown key `titel`","file":"audit-templates/life-story/template.yaml","line":2,"column":1,"help":"did you mean `title`?"}"#;
        assert_eq!(text.lines().next(), Some(first));
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().last().unwrap().ends_with(r#""help":null}"#));
    }

    #[test]
    fn nothing_of_a_line_of_answers_is_quoted() {
        for format in [Format::Human, Format::Plain, Format::Json] {
            assert!(!render(&sample(), format, false).contains("A-1"));
        }
    }

    #[test]
    fn a_terminal_cannot_be_steered_by_a_file() {
        let file = SourceFile::new("t.yaml", "a: \u{1b}[31mred\u{7}\u{202e}x\n");
        let odd = Diagnostic::error(Code::SYNTAX, &Span::new(&file, 3, 8), "found `\u{1b}[2J`");
        for format in [Format::Human, Format::Plain, Format::Json] {
            let text = render(&odd.clone().into(), format, false);
            assert!(
                !text.contains(['\u{1b}', '\u{7}', '\u{202e}']),
                "{format:?}: {text:?}"
            );
        }
    }
}
