//! What is said of a code or an audit that there is not.

use std::ops::ControlFlow;

use sightline_engine::{Code, did_you_mean};
use sightline_store::{Filter, StoreRead};

use crate::exit::Failure;

/// Where there is no store to look into.
pub(super) fn unknown(what: &str) -> Failure {
    let help = "use a code as it is printed with a mistake, or the id of an audit in the store";
    failure(what, code(what).unwrap_or_else(|| help.to_owned()))
}

/// Where there is one, and no audit of it is called that.
pub(super) fn unknown_here(what: &str, read: &dyn StoreRead) -> Result<Failure, Failure> {
    if code(what).is_some() {
        return Ok(unknown(what));
    }
    Ok(failure(what, nearest_audit(what, read)?))
}

/// What to say of an audit that a store does not have: the nearest that it has, or what their ids look like.
pub(in crate::command) fn nearest_audit(
    what: &str,
    read: &dyn StoreRead,
) -> Result<String, Failure> {
    let (mut first, mut near) = (None, None::<String>);
    let mut look = |id: &str| {
        first.get_or_insert_with(|| id.to_owned());
        let nearest = did_you_mean(what, near.as_deref().into_iter().chain([id]));
        // What differs in the case of its letters alone is meant, and nothing is nearer.
        let meant = id.to_lowercase() == what.to_lowercase();
        if meant || nearest == Some(id) {
            near = Some(id.to_owned());
        }
        if meant {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    read.each_audit(&Filter::default(), &mut |row| look(row.id))?;
    Ok(match (near, first) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some(first)) => format!("audits in the store have ids such as `{first}`"),
        (None, None) => {
            "the store has no audits yet; `sightline audit import` brings them in".to_owned()
        }
    })
}

/// What to say of something that looks like a code: the one that is meant where only one can be, else what codes there are.
fn code(what: &str) -> Option<String> {
    let typed = what.to_ascii_uppercase();
    let rest = typed.strip_prefix("SL")?;
    // `SL1O4`, `SL-104` and `SL 104` have the letters and digits of one; a digit too many, too few or two that changed places are a
    // slip of the fingers. Of a digit that is another one nobody can tell which was meant.
    let digits: String = rest
        .chars()
        .filter(|one| one.is_ascii_alphanumeric())
        .map(|one| match one {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    if digits.is_empty() || !digits.chars().all(|one| one.is_ascii_digit()) {
        return None;
    }
    if let Some(code) = Code::find(&format!("SL{digits}")) {
        return Some(format!("did you mean `{}`?", code.id()));
    }
    let is_near = |code: &&Code| {
        let known = code.id().trim_start_matches("SL");
        let slipped = known.len() != digits.len() || is_swapped(known, &digits);
        slipped && did_you_mean(&digits, [known]).is_some()
    };
    let mut near = Code::ALL.iter().filter(is_near);
    if let (Some(only), None) = (near.next(), near.next()) {
        return Some(format!("did you mean `{}`?", only.id()));
    }
    let families = Code::FAMILIES
        .iter()
        .map(|(begin, about)| format!("{begin}… {about}"));
    let families: Vec<String> = families.collect();
    Some(format!("codes are {}", families.join("; ")))
}

/// Whether two digits of one stand the other way round in the other.
fn is_swapped(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut digits: Vec<char> = text.chars().collect();
        digits.sort_unstable();
        digits
    };
    one != other && sorted(one) == sorted(other)
}

fn failure(what: &str, help: impl Into<String>) -> Failure {
    Failure::usage(format!("there is no code and no audit `{what}`")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_of_a_family() {
        for code in Code::ALL {
            let families = Code::FAMILIES.iter();
            let of = families.filter(|(begin, _)| code.id().starts_with(begin));
            assert_eq!(of.count(), 1, "{code}");
        }
    }
}
