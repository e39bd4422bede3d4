//! License expressions.

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be met with allowed licenses alone.
///
/// `/` is the old way to write `OR`; a trailing `+` means a later version too, so the version itself will do.
pub(crate) fn allows(expression: &str, allowed: impl Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    any(&words, &mut at, &allowed) && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &impl Fn(&str) -> bool) -> bool {
    let mut met = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at, allowed);
    }
    met
}

fn all(words: &[&str], at: &mut usize, allowed: &impl Fn(&str) -> bool) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &impl Fn(&str) -> bool) -> bool {
    let Some(word) = words.get(*at) else {
        return false;
    };
    *at += 1;
    if *word == "(" {
        let met = any(words, at, allowed);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return met && closed;
    }
    let mut license = word.trim_end_matches('+').to_owned();
    if words.get(*at) == Some(&"WITH") {
        license = format!("{license} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed(&license)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_met_or_not() {
        let check = |expression: &str, expect: bool| {
            let met = allows(expression, |id| ["MIT", "Zlib", "MPL-2.0"].contains(&id));
            assert_eq!(met, expect, "{expression}");
        };
        check("MIT", true);
        check("Apache-2.0/MIT", true);
        check("GPL-3.0 OR (MIT AND Zlib)", true);
        check("(GPL-3.0 OR MIT) AND BSD-3-Clause", false);
        check("MIT AND GPL-3.0 OR Zlib", true);
        check("Apache-2.0 WITH LLVM-exception OR MIT", true);
        check("MIT WITH Something", false);
        check("MPL-2.0+", true);
        check("(MIT", false);
        check("", false);
        check("MIT Zlib", false);
    }
}
