//! Entities, such as `&nbsp;`, as the letters that they stand for.

/// The text with each entity as the letter that it stands for, as long as before.
pub(super) fn decoded(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        shown.push_str(before);
        let letter = entity
            .find(';')
            .filter(|end| *end < 12)
            .and_then(|end| Some((end + 1, letter(entity.get(1..end)?)?)));
        let (len, letter) = letter.unwrap_or((1, '&'));
        let left = len.saturating_sub(letter.len_utf8());
        let after = entity.get(len..).unwrap_or_default();
        let is_digit = |letter: Option<char>| letter.is_some_and(|one| one.is_ascii_digit());
        let joins = matches!(letter, '–' | '-')
            && is_digit(shown.chars().next_back())
            && is_digit(after.chars().next());
        if joins {
            // `12&ndash;15` stays one run, as `12–15` is.
            shown.push(letter);
            shown.extend(std::iter::repeat_n('-', left));
        } else {
            shown.extend(std::iter::repeat_n(' ', left));
            shown.push(letter);
        }
        rest = after;
    }
    shown + rest
}

/// The letter of an entity that figures and the words around them are written with; any other is left as it stands.
fn letter(name: &str) -> Option<char> {
    let number = name
        .strip_prefix('#')
        .and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
    // A letter that is longer than its entity would move what follows.
    let fits = |letter: &char| letter.len_utf8() <= name.len() + 2;
    if name.starts_with('#') {
        return number.and_then(char::from_u32).filter(fits);
    }
    Some(match name {
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "ndash" => '–',
        "mdash" => '—',
        "minus" => '\u{2212}',
        "percnt" => '%',
        "pound" => '£',
        "euro" => '€',
        "le" => '≤',
        "ge" => '≥',
        "uarr" => '↑',
        "darr" => '↓',
        "bull" | "middot" => '•',
        "hellip" => '…',
        _ => return None,
    })
}
