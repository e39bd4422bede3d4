//! Values kept from being read as Markdown.

/// The longest value that is put into a report.
pub(crate) const LONGEST: usize = 2_000;

/// A value as Markdown that shows exactly its text, on one line.
///
/// Titles and labels come from people; a report shows them and never obeys them.
pub(crate) fn escape(value: &str) -> String {
    let text = clean(value);
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let inside = before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric);
        let alone = next.is_none_or(|next| next == ' ' || next == letter);
        let first = escaped.is_empty();
        let marks = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '^' => true,
            '_' => !inside,
            '#' | '=' => first,
            '+' | '-' => first && alone,
            '.' | ')' => alone && !first && escaped.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        if marks {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = letter;
    }
    escaped
}

/// One line without control characters or direction marks, cut where it is too long.
pub(crate) fn clean(value: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let kept = value
        .chars()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter });
    let kept: String = kept
        .filter(|letter| !letter.is_control() && !turns(*letter))
        .collect();
    let line = kept
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars()
        .take(LONGEST - 1)
        .chain(std::iter::once('…'))
        .collect()
}

/// A value as HTML, for element content and quoted attributes: one line, cut where it is too long.
pub(crate) fn html(value: &str) -> String {
    html_whole(&clean(value))
}

/// Text of our own making as HTML, however long.
pub(crate) fn html_whole(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Text between tags as HTML, where quotation marks mean nothing and stay as they are.
pub(crate) fn html_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Text as XML 1.0, for element content and quoted attributes; the letters that XML cannot hold are left out.
pub(crate) fn xml(text: &str) -> String {
    let holds = |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    html_whole(&text.chars().filter(holds).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_lose_their_meaning() {
        assert_eq!(
            escape("*bold* [x](y) <b> a|b `c`"),
            r"\*bold\* \[x\](y) \<b\> a\|b \`c\`"
        );
        assert_eq!(escape("# heading"), r"\# heading");
        assert_eq!(escape("1. list"), r"1\. list");
        assert_eq!(
            escape("well-being, 60.0% of L_05"),
            "well-being, 60.0% of L_05"
        );
        assert_eq!(escape("a\n\n# b"), "a # b");
        assert_eq!(escape("    code"), "code");
        assert_eq!(escape("\u{202e}abc\u{0}"), "abc");
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(escape(&"é".repeat(3_000)).chars().count(), LONGEST);
    }
}
