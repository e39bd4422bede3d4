//! Names of files and of sheets, from captions that people wrote.

/// The longest words of a file's name.
const LONGEST_FILE: usize = 60;

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
    let words = words.trim_matches('-');
    let longest = words.char_indices().nth(LONGEST_FILE).map(|(at, _)| at);
    // A name that is cut ends with a whole word, if it has several.
    let words = match longest.and_then(|at| words.get(..at)) {
        Some(cut) => cut.rsplit_once('-').map_or(cut, |(whole, _)| whole),
        None => words,
    };
    if words.is_empty() {
        format!("{n:02}.{ending}")
    } else {
        format!("{n:02}-{words}.{ending}")
    }
}

/// The longest name that a spreadsheet gives a sheet.
const LONGEST_SHEET: usize = 31;

/// `07 Concerns by theme`: the number keeps the names apart, however alike their beginnings are. What does not fit is cut
/// at a whole word, where there are several.
pub(crate) fn sheet_name(n: usize, caption: &str) -> String {
    let forbidden = |letter: char| letter.is_control() || "[]:*?/\\'".contains(letter);
    let words: String = caption
        .chars()
        .map(|letter| if forbidden(letter) { ' ' } else { letter })
        .collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut name = format!("{n:02} ");
    let mut whole = None;
    for letter in words.chars() {
        // A spreadsheet counts as UTF-16 does.
        if name.encode_utf16().count() + letter.len_utf16() > LONGEST_SHEET {
            if letter != ' ' {
                name.truncate(whole.unwrap_or(name.len()));
            }
            break;
        }
        if letter == ' ' {
            whole = Some(name.len());
        }
        name.push(letter);
    }
    name.trim_end_matches([' ', ',', ';']).to_owned()
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
        let long = file_name(1, &"four ".repeat(20), "csv");
        assert_eq!(long, format!("01-{}.csv", ["four"; 12].join("-")));
        assert!(file_name(1, &"ñ".repeat(3_000), "csv").chars().count() < 80);
        assert_eq!(sheet_name(3, "Grades [a/b]: 'x'?"), "03 Grades a b x");
        let long = sheet_name(100, &"👩‍👧 ñ".repeat(900));
        assert!(long.encode_utf16().count() <= 31, "{long}");
        assert_eq!(sheet_name(4, ""), "04");
        assert_eq!(
            sheet_name(5, "Templates used in a quarter, and more"),
            "05 Templates used in a quarter"
        );
        assert_eq!(
            sheet_name(6, &"x".repeat(40)),
            format!("06 {}", "x".repeat(28))
        );
    }
}
