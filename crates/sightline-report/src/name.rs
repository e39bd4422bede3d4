//! Names of files and of sheets, from captions that people wrote.

/// `07-concerns-by-theme.csv`: in order, readable, and safe on every system.
pub(crate) fn file_name(n: usize, caption: &str, ending: &str) -> String {
    let mut words = String::new();
    for letter in caption.to_lowercase().chars() {
        if letter.is_alphanumeric() {
            words.push(letter);
        } else if !words.ends_with('-') {
            words.push('-');
        }
    }
    let words: String = words.trim_matches('-').chars().take(48).collect();
    let words = words.trim_end_matches('-');
    if words.is_empty() {
        format!("{n:02}.{ending}")
    } else {
        format!("{n:02}-{words}.{ending}")
    }
}

/// The longest name that a spreadsheet gives a sheet.
const LONGEST_SHEET: usize = 31;

/// `07 Concerns by theme`: the number keeps the names apart, however alike their beginnings are.
pub(crate) fn sheet_name(n: usize, caption: &str) -> String {
    let forbidden = |letter: char| letter.is_control() || "[]:*?/\\'".contains(letter);
    let words: String = caption
        .chars()
        .map(|letter| if forbidden(letter) { ' ' } else { letter })
        .collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name = format!("{n:02} ");
    for letter in words.chars() {
        // A spreadsheet counts as UTF-16 does.
        if name.encode_utf16().count() + letter.len_utf16() > LONGEST_SHEET {
            break;
        }
        name.push(letter);
    }
    name.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_safe() {
        assert_eq!(
            file_name(7, "Concerns, by theme: Q2", "csv"),
            "07-concerns-by-theme-q2.csv"
        );
        assert_eq!(file_name(1, "../../=cmd|'x'!A1", "csv"), "01-cmd-x-a1.csv");
        assert_eq!(file_name(12, "***", "csv"), "12.csv");
        assert_eq!(sheet_name(3, "Grades [a/b]: 'x'?"), "03 Grades a b x");
        let long = sheet_name(100, &"👩‍👧 ñ".repeat(900));
        assert!(long.encode_utf16().count() <= 31, "{long}");
        assert_eq!(sheet_name(4, ""), "04");
    }
}
