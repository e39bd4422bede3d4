//! Text as people mean it: what a spreadsheet did to spaces, quotes and letters is undone before anything is compared.

/// A heading or the name of a sheet, for comparing: letters and digits in lower case, one space between words.
///
/// ```
/// use sightline_records::heading;
///
/// assert_eq!(heading(" Date of\u{a0}Referral "), heading("Date of referral"));
/// assert_eq!(heading("UASC (Y/N))"), heading("UASC (Y/N)"));
/// ```
#[must_use]
pub fn heading(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().map(plain_letter) {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else if !is_nothing(c) {
            gap = true;
        }
    }
    out
}

/// The text of a cell: spaces of every kind at its ends are gone, those within are plain ones.
pub(crate) fn tidy(text: &str) -> std::borrow::Cow<'_, str> {
    // Nearly every cell has plain letters and nothing else.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.trim_matches(' ').into();
    }
    let text = text.trim_matches(is_blank);
    if text
        .chars()
        .any(|c| c != ' ' && is_blank(c) && c != '\n' && c != '\r')
    {
        return text
            .chars()
            .map(|c| if c != '\n' && is_blank(c) { ' ' } else { c })
            .collect::<String>()
            .into();
    }
    text.into()
}

/// What a code is without the letter that a list puts before it: `a) Female`, `k) E47: …`.
pub(crate) fn without_letter(text: &str) -> &str {
    let Some((before, after)) = text.split_once(')') else {
        return text;
    };
    let letters = before.chars().count();
    let is_letter = (1..=2).contains(&letters) && before.chars().all(char::is_alphanumeric);
    if is_letter && !after.trim().is_empty() {
        after.trim_start_matches(is_blank)
    } else {
        text
    }
}

/// The code that stands before its words: `N1 - Abuse or Neglect`, `E1: Placement order`.
pub(crate) fn before_words(text: &str) -> &str {
    let end = text.find(": ").or_else(|| text.find(" - "));
    let end = end.or_else(|| text.find(" \u{2013} "));
    let end = end.or_else(|| text.find(':'));
    end.and_then(|end| text.get(..end)).map_or(text, str::trim)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Marks that do not part words: `D.O.B.` is `DOB`, and `child's` is `childs`.
fn is_nothing(c: char) -> bool {
    matches!(
        c,
        '.' | '\'' | '\u{2018}' | '\u{2019}' | '\u{60}' | '\u{b4}'
    )
}

/// The Latin letter that a look-alike of another alphabet stands for.
pub(crate) fn plain_letter(c: char) -> char {
    match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        'а' | 'α' => 'a',
        'с' => 'c',
        'е' => 'e',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xff01 + u32::from('!')).unwrap_or(c)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_as_people_mean_them() {
        for other in [
            "child's legal status",
            "Child\u{2019}s  Legal\u{a0}Status ",
            "CHILD'S LEGAL STATUS:",
            "Сhild's Legal Status",
        ] {
            assert_eq!(heading(other), "childs legal status", "{other}");
        }
    }

    #[test]
    fn a_code_is_found_among_its_decorations() {
        assert_eq!(
            before_words(without_letter("f) U6: Foster placement")),
            "U6"
        );
        assert_eq!(before_words("N1 - Abuse or Neglect"), "N1");
        assert_eq!(without_letter("b) Female"), "Female");
        assert_eq!(
            without_letter("Own (independent) living"),
            "Own (independent) living"
        );
        assert_eq!(tidy("\u{a0}Ann\u{a0}Bee "), "Ann Bee");
    }
}
